//! Narrowing: restricting a view to what belongs to one document or one entity.

use crate::corpus::{Corpus, DocumentSlot, EntitySlot, Record};

/// A record that a view is restricted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Narrowing {
    /// Shows the document's entities and claims.
    Document(DocumentSlot),
    /// Shows the documents that mention the entity, and the claims that it said or conveyed, or that are about it.
    Entity(EntitySlot),
}

impl Narrowing {
    /// Returns whether a record is in view under all narrowings.
    pub fn all_admit(narrowing: &[Self], corpus: &Corpus, record: Record) -> bool {
        narrowing.iter().all(|by| by.admits(corpus, record))
    }

    /// Returns the record.
    pub fn record(self) -> Record {
        match self {
            Self::Document(slot) => Record::Document(slot),
            Self::Entity(slot) => Record::Entity(slot),
        }
    }

    /// Returns whether a record is in view. A list is not restricted by a record of its own kind, so that another one can
    /// be selected in it.
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
