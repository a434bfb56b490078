//! Outlets and origins: who publishes, and what several documents rest on.

use crate::corpus::slots;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, OriginSlot, OutletSlot};

impl Corpus {
    /// Every outlet, in the order of the register; then the ids that it does not hold.
    pub fn outlets(&self) -> impl ExactSizeIterator<Item = OutletSlot> + use<> {
        slots::range(0, self.outlets.len())
    }

    /// Every origin, in the order of the register; then the ids that it does not hold.
    pub fn origins(&self) -> impl ExactSizeIterator<Item = OriginSlot> + use<> {
        slots::range(0, self.origins.len())
    }

    /// The documents of each outlet, newest first; where all are asked for, one pass over the documents is enough.
    pub fn documents_by_outlet(&self) -> Vec<Vec<DocumentSlot>> {
        let mut published = vec![Vec::new(); self.outlets.len()];
        self.documents().for_each(|document| published[self.publisher(document).index()].push(document));
        published
    }

    /// The documents that an outlet published, newest first.
    pub fn published_by(&self, outlet: OutletSlot) -> Vec<DocumentSlot> {
        self.documents().filter(|document| self.publisher(*document) == outlet).collect()
    }

    /// The claims that an outlet's documents have through others.
    pub fn second_hand(&self, outlet: OutletSlot) -> Vec<ClaimSlot> {
        let claims = self.published_by(outlet).into_iter().flat_map(|document| self.claims_in(document));
        claims.filter(|claim| !self.is_firsthand(*claim)).collect()
    }

    /// The documents that hold claims which rest on an origin, newest first.
    pub fn repeating(&self, origin: OriginSlot) -> Vec<DocumentSlot> {
        let mut documents: Vec<_> = self.resting_on(origin).iter().map(|claim| self.document_of(*claim)).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// The claims that rest on an origin and on nothing else that is independent of it.
    pub fn resting_alone_on(&self, origin: OriginSlot) -> Vec<ClaimSlot> {
        self.resting_on(origin).iter().copied().filter(|claim| self.independent(*claim) == 1).collect()
    }
}
