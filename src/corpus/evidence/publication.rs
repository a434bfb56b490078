//! Extends [`Corpus`] with what outlets publish, and what rests on origins.

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, OriginSlot, OutletSlot};

impl Corpus {
    /// Returns the documents of every outlet, newest first, in one pass over the documents.
    pub fn documents_by_outlet(&self) -> Vec<Vec<DocumentSlot>> {
        let mut published = vec![Vec::new(); self.outlets().len()];
        for document in self.documents() {
            if let Some(outlet) = self.publisher(document) {
                published[outlet.index()].push(document);
            }
        }
        published
    }

    /// Returns the documents that an outlet published, newest first.
    pub fn published_by(&self, outlet: OutletSlot) -> Vec<DocumentSlot> {
        self.documents().filter(|document| self.publisher(*document) == Some(outlet)).collect()
    }

    /// Returns the claims that an outlet's documents do not have [directly](Self::is_firsthand).
    pub fn second_hand(&self, outlet: OutletSlot) -> Vec<ClaimSlot> {
        let claims = self.published_by(outlet).into_iter().flat_map(|document| self.claims_in(document));
        claims.filter(|claim| !self.is_firsthand(*claim)).collect()
    }

    /// Returns the documents with claims that rest on an origin, newest first.
    pub fn repeating(&self, origin: OriginSlot) -> Vec<DocumentSlot> {
        let mut documents: Vec<_> = self.resting_on(origin).iter().map(|claim| self.document_of(*claim)).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// Returns the claims that rest on an origin and have no other independent source.
    pub fn resting_alone_on(&self, origin: OriginSlot) -> Vec<ClaimSlot> {
        self.resting_on(origin).iter().copied().filter(|claim| self.independent(*claim) == 1).collect()
    }
}
