//! Narrowing: looking at one document or one entity, and only at what belongs to it.

use crate::corpus::{Corpus, DocumentSlot, EntitySlot, Record};

/// What a view is narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Narrowing {
    /// The document's entities and claims.
    Document(DocumentSlot),
    /// The documents that mention the entity, and the claims it made, conveyed, or that are about it.
    Entity(EntitySlot),
}

impl Narrowing {
    /// True for what remains in view under all of several narrowings.
    pub fn all_admit(narrowing: &[Self], corpus: &Corpus, record: Record) -> bool {
        narrowing.iter().all(|by| by.admits(corpus, record))
    }

    /// The record that narrows.
    pub fn record(self) -> Record {
        match self {
            Self::Document(slot) => Record::Document(slot),
            Self::Entity(slot) => Record::Entity(slot),
        }
    }

    /// True for what remains in view. A list is not narrowed by its own kind, so that another one can be
    /// picked from it.
    pub fn admits(self, corpus: &Corpus, record: Record) -> bool {
        match (self, record) {
            (Self::Document(_), Record::Document(_)) | (Self::Entity(_), Record::Entity(_)) => true,
            (Self::Document(document), Record::Entity(entity)) | (Self::Entity(entity), Record::Document(document)) => {
                corpus.documents_of(entity).binary_search(&document).is_ok()
            }
            (Self::Document(document), Record::Claim(claim)) => corpus.document_of(claim) == document,
            (Self::Entity(entity), Record::Claim(claim)) => corpus.claims_of(entity).binary_search(&claim).is_ok(),
        }
    }
}
