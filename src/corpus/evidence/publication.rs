//! Extends [`Corpus`] with what outlets publish, and what rests on origins.

use std::cmp::Reverse;
use std::hash::Hash;

use hashbrown::HashMap;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot};

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
        self.claims_published_by(outlet).filter(|claim| !self.is_firsthand(*claim)).collect()
    }

    /// Returns through whom an outlet's documents have claims, with the number of these claims. Most frequent first.
    pub fn through(&self, outlet: OutletSlot) -> Vec<(EntitySlot, usize)> {
        counted(self.claims_published_by(outlet).flat_map(|claim| self.via(claim).iter().copied()))
    }

    /// Returns the origins that an outlet's claims rest on, with the number of these claims. Most frequent first.
    pub fn origins_of(&self, outlet: OutletSlot) -> Vec<(OriginSlot, usize)> {
        counted(self.claims_published_by(outlet).filter_map(|claim| self.origin_of(claim)))
    }

    fn claims_published_by(&self, outlet: OutletSlot) -> impl Iterator<Item = ClaimSlot> {
        self.published_by(outlet).into_iter().flat_map(|document| self.claims_in(document))
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

/// Counts how often each slot occurs. The most frequent comes first.
fn counted<S: Copy + Eq + Hash + Ord>(slots: impl Iterator<Item = S>) -> Vec<(S, usize)> {
    let mut counts: HashMap<S, usize> = HashMap::new();
    slots.for_each(|slot| *counts.entry(slot).or_insert(0) += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(slot, count)| (Reverse(*count), *slot));
    counts
}
