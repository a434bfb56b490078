//! Filters by what is known of claims from all documents together: origin, company, dispute, corroboration.

use hashbrown::HashSet;

use super::super::field::Owner;
use super::super::query::Count;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot};

/// The claims that are meant, and what they bring with them.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) claims: Vec<ClaimSlot>,
    /// The documents that hold them, some perhaps more than once.
    pub(super) documents: Vec<DocumentSlot>,
    /// The entities that are meant too.
    pub(super) entities: HashSet<EntitySlot>,
}

impl Known {
    fn of(corpus: &Corpus, claims: impl Iterator<Item = ClaimSlot>) -> Self {
        let claims: Vec<_> = claims.collect();
        let mut documents: Vec<_> = claims.iter().map(|claim| corpus.document_of(*claim)).collect();
        documents.dedup();
        Self { claims, documents, entities: HashSet::new() }
    }

    /// What rests on one of these origins.
    pub(super) fn origin(corpus: &Corpus, origins: &HashSet<Owner>) -> Self {
        let origins =
            origins.iter().filter_map(|owner| if let Owner::Origin(slot) = owner { Some(*slot) } else { None });
        Self::of(corpus, origins.flat_map(|origin| corpus.resting_on(origin)).copied())
    }

    /// Where one of these entities has a part, whichever, and who appears with it.
    pub(super) fn with(corpus: &Corpus, whom: impl Iterator<Item = EntitySlot> + Clone) -> Self {
        let mut known = Self::of(corpus, whom.clone().flat_map(|slot| corpus.claims_of(slot)).copied());
        known.entities = known.claims.iter().flat_map(|claim| corpus.parties(*claim)).collect();
        for slot in whom {
            known.entities.remove(&slot);
            known.documents.extend(corpus.documents_of(slot));
        }
        known
    }

    /// What is disputed or disputes, or what is not.
    pub(super) fn disputed(corpus: &Corpus, wanted: bool) -> Self {
        Self::of(corpus, corpus.claims().filter(|claim| corpus.is_disputed(*claim) == wanted))
    }

    /// What a document has at first hand, as far as it says, or what it has not.
    pub(super) fn firsthand(corpus: &Corpus, wanted: bool) -> Self {
        Self::of(corpus, corpus.claims().filter(|claim| corpus.is_firsthand(*claim) == wanted))
    }

    /// What rests on so many independent origins.
    pub(super) fn independent(corpus: &Corpus, count: Count) -> Self {
        if count.admits(1) {
            return Self::of(corpus, corpus.claims().filter(|claim| count.admits(corpus.independent(*claim))));
        }
        let clusters = corpus.clusters().filter(|claims| count.admits(corpus.independent(claims[0])));
        Self::of(corpus, clusters.flatten().copied())
    }
}
