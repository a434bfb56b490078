//! Inverts the references that files make, so that they can be followed from both ends.

use rayon::prelude::*;

use crate::corpus::build::batches::batch_size;
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::references::References;
use crate::corpus::slots::{ClaimSlot, DocumentSlot, EntitySlot, document_of_each_claim, slots};

/// Fills in the inverse references. Those that files make must be complete.
///
/// `first_claim` holds the first claim of each document and, at the end, the number of claims.
pub(crate) fn cross_reference(references: &mut References, first_claim: &[ClaimSlot], entities: usize, origins: usize) {
    let refs = &*references;
    let document_of = document_of_each_claim(first_claim);
    let by_entity = || {
        let actors = |claim: ClaimSlot| refs.actors(claim, document_of[claim.index()]);
        let (said, (conveyed, about)) = rayon::join(
            || OneToMany::invert_with(entities, document_of.len(), actors),
            || (refs.via.invert(entities), refs.subjects.invert(entities)),
        );
        let all = said.union(&conveyed).union(&about);
        (said, conveyed, about, all)
    };
    let by_document = || {
        let entities_of = entities_by_document(refs, first_claim, entities);
        let documents_of = entities_of.invert(entities);
        (entities_of, documents_of, refs.origin.invert(origins))
    };
    let ((said, conveyed, about, claims_of), (entities_of, documents_of, resting)) =
        rayon::join(by_entity, by_document);
    references.said = said;
    references.conveyed = conveyed;
    references.about = about;
    references.claims_of = claims_of;
    references.entities_of = entities_of;
    references.documents_of = documents_of;
    references.resting = resting;
}

/// Returns the entities that wrote each document or appear in its claims.
fn entities_by_document(
    refs: &References,
    first_claim: &[ClaimSlot],
    entities: usize,
) -> OneToMany<DocumentSlot, EntitySlot> {
    let documents: Vec<DocumentSlot> = slots(0, first_claim.len().saturating_sub(1)).collect();
    let parts: Vec<OneToMany<_, _>> = documents
        .par_chunks(batch_size(documents.len()))
        .map(|documents| {
            let mut part = OneToMany::default();
            let mut last = vec![None; entities];
            let mut appearing = Vec::new();
            for document in documents.iter().copied() {
                let claims = first_claim[document.index()]..first_claim[document.index() + 1];
                let in_claims =
                    [&refs.speakers, &refs.via, &refs.subjects].map(|named| named.get_range(claims.clone()));
                for entity in refs.author.get(document).iter().chain(in_claims.into_iter().flatten()) {
                    if last[entity.index()].replace(document) != Some(document) {
                        appearing.push(*entity);
                    }
                }
                appearing.sort_unstable();
                part.push(appearing.drain(..));
            }
            part
        })
        .collect();
    OneToMany::concat(parts)
}
