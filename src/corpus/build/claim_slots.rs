//! The slots of claims, by document and id.

use hashbrown::HashMap;

use crate::briefing::{ClaimRef, DocumentId};
use crate::corpus::build::partition::DocumentDraft;
use crate::corpus::{ClaimSlot, DocumentSlot};

/// Minimum number of claims from which a document gets a hash table, because a shorter list is searched faster.
const MIN_CLAIMS_FOR_TABLE: usize = 64;

/// The slots of documents and of their claims.
pub(crate) struct ClaimSlots<'a> {
    pub(crate) drafts: &'a [DocumentDraft],
    /// For each document, and once more at the end: the number of claims before it.
    pub(crate) first: Vec<usize>,
    by_id: &'a HashMap<DocumentId, DocumentSlot>,
    /// For each document with many claims: their positions by id.
    tables: HashMap<usize, HashMap<&'a str, usize>>,
}

impl<'a> ClaimSlots<'a> {
    /// Numbers the claims of documents.
    pub(crate) fn new(drafts: &'a [DocumentDraft], by_id: &'a HashMap<DocumentId, DocumentSlot>) -> Self {
        let mut first = Vec::with_capacity(drafts.len() + 1);
        first.push(0);
        let mut claims = 0;
        for draft in drafts {
            claims += draft.document.claims.len();
            first.push(claims);
        }
        let large = drafts.iter().enumerate().filter(|(_, draft)| draft.document.claims.len() >= MIN_CLAIMS_FOR_TABLE);
        let tables = large.map(|(at, draft)| {
            let claims = draft.document.claims.iter().enumerate();
            (at, claims.map(|(at, claim)| (claim.id.as_str(), at)).collect())
        });
        Self { drafts, first, by_id, tables: tables.collect() }
    }

    /// Returns the number of claims.
    pub(crate) fn count(&self) -> usize {
        self.first.last().copied().unwrap_or_default()
    }

    /// Returns the document with this id.
    pub(crate) fn document(&self, id: &str) -> Option<&'a DocumentDraft> {
        self.by_id.get(id).map(|slot| &self.drafts[slot.index()])
    }

    /// Returns the slot of a claim.
    pub(crate) fn find(&self, name: &ClaimRef) -> Option<ClaimSlot> {
        let document = self.by_id.get(name.document.as_str())?.index();
        let claim = match self.tables.get(&document) {
            Some(claims) => claims.get(name.claim.as_str()).copied(),
            None => self.drafts[document].document.claims.iter().position(|claim| claim.id == name.claim),
        };
        Some(ClaimSlot::new(self.first[document] + claim?))
    }
}
