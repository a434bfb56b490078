//! The records that share the score of a matching name: what an entity or outlet wrote, published, issued or asserted.

use std::collections::HashMap;

use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot, Voice};
use crate::search::index::field::Owner;

/// Records by the entity or outlet that they come from, where the corpus has no table for it.
#[derive(Debug)]
pub(crate) struct RelatedRecords {
    authored: Vec<Vec<DocumentSlot>>,
    published: Vec<Vec<DocumentSlot>>,
    unsigned: Vec<Vec<ClaimSlot>>,
    issued: HashMap<EntitySlot, Vec<OriginSlot>>,
}

impl RelatedRecords {
    /// Groups the records of a corpus. `owners` must have all origins of claims.
    pub(crate) fn new(corpus: &Corpus, owners: &[Owner]) -> Self {
        let mut authored = vec![Vec::new(); corpus.entities().len()];
        let mut published: Vec<Vec<DocumentSlot>> = Vec::new();
        for document in corpus.documents() {
            for author in corpus.authors(document) {
                authored[author.index()].push(document);
            }
            if let Some(outlet) = corpus.publisher(document).map(OutletSlot::index) {
                published.resize(published.len().max(outlet + 1), Vec::new());
                published[outlet].push(document);
            }
        }
        let unsigned = published.iter().map(|documents| unsigned_claims(corpus, documents)).collect();
        let mut issued: HashMap<EntitySlot, Vec<OriginSlot>> = HashMap::new();
        for owner in owners {
            if let Owner::Origin(origin) = owner {
                corpus.issuers(*origin).iter().for_each(|issuer| issued.entry(*issuer).or_default().push(*origin));
            }
        }
        Self { authored, published, unsigned, issued }
    }

    /// Returns the documents that an entity wrote.
    pub(crate) fn authored(&self, entity: EntitySlot) -> &[DocumentSlot] {
        &self.authored[entity.index()]
    }

    /// Returns the origins that an entity issued and that some claim rests on.
    pub(crate) fn issued(&self, entity: EntitySlot) -> &[OriginSlot] {
        self.issued.get(&entity).map_or(&[], Vec::as_slice)
    }

    /// Returns the documents that an outlet published.
    pub(crate) fn published(&self, outlet: OutletSlot) -> &[DocumentSlot] {
        self.published.get(outlet.index()).map_or(&[], Vec::as_slice)
    }

    /// Returns the claims that an outlet asserts, because they have neither speaker nor author.
    pub(crate) fn unsigned(&self, outlet: OutletSlot) -> &[ClaimSlot] {
        self.unsigned.get(outlet.index()).map_or(&[], Vec::as_slice)
    }

    /// Returns the memory used by the lists of claims, in bytes. The other lists are far smaller.
    pub(crate) fn bytes(&self) -> usize {
        self.unsigned.iter().map(|claims| size_of_val(&claims[..])).sum()
    }
}

/// Returns the claims of `documents` with neither speaker nor author.
fn unsigned_claims(corpus: &Corpus, documents: &[DocumentSlot]) -> Vec<ClaimSlot> {
    let without_author = documents.iter().filter(|document| corpus.authors(**document).is_empty());
    let claims = without_author.flat_map(|document| corpus.with_drafts().claims_in(*document));
    claims.filter(|claim| matches!(corpus.voice(*claim), Voice::Unsigned(_))).collect()
}
