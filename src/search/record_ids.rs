//! Record numbers: the records of a scope, numbered from 0 in the order of the corpus.

use std::ops::Range;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Record};
use crate::search::answer::Scope;

/// Numbers the records of a scope: entities, then documents, then claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordIds {
    entities: usize,
    documents: usize,
    claims: usize,
}

impl RecordIds {
    pub(crate) fn new(corpus: &Corpus, scope: Scope) -> Self {
        let count = |kind, count| if scope == Scope::Everything || scope == kind { count } else { 0 };
        Self {
            entities: count(Scope::Entities, corpus.entities().len()),
            documents: count(Scope::Documents, corpus.documents().len()),
            claims: count(Scope::Claims, corpus.with_drafts().claims().len()),
        }
    }

    /// Returns the numbers of the records of one kind.
    pub(crate) fn range(self, kind: Scope) -> Range<usize> {
        match kind {
            Scope::Everything => 0..self.len(),
            Scope::Entities => 0..self.entities,
            Scope::Documents => self.entities..self.first_claim(),
            Scope::Claims => self.first_claim()..self.len(),
            Scope::Sources => 0..0,
        }
    }

    /// Returns the number of records.
    pub(crate) fn len(self) -> usize {
        self.entities + self.documents + self.claims
    }

    /// Returns whether claims are among the records.
    pub(crate) fn has_claims(self) -> bool {
        self.claims > 0
    }

    /// Returns whether entities are among the records.
    pub(crate) fn has_entities(self) -> bool {
        self.entities > 0
    }

    /// Returns whether documents are among the records.
    pub(crate) fn has_documents(self) -> bool {
        self.documents > 0
    }

    /// Returns the number of the first claim; the numbers of the other claims follow.
    pub(crate) fn first_claim(self) -> usize {
        self.entities + self.documents
    }

    /// Returns a record's number; `None` outside the scope.
    pub(crate) fn number(self, record: Record) -> Option<usize> {
        let (first, count, at) = match record {
            Record::Entity(slot) => (0, self.entities, slot.index()),
            Record::Document(slot) => (self.entities, self.documents, slot.index()),
            Record::Claim(slot) => (self.first_claim(), self.claims, slot.index()),
            // They are few, and found by reading each.
            Record::Outlet(_) | Record::Origin(_) => return None,
        };
        (at < count).then_some(first + at)
    }

    /// Returns the record with a number.
    pub(crate) fn record(self, number: usize) -> Record {
        let first_claim = self.first_claim();
        if number < self.entities {
            Record::Entity(EntitySlot::new(number))
        } else if number < first_claim {
            Record::Document(DocumentSlot::new(number - self.entities))
        } else {
            Record::Claim(ClaimSlot::new(number - first_claim))
        }
    }
}
