//! The references that count: those of claims that are accepted, in documents with all that is required.

use crate::corpus::one_to_many::OneToMany;
use crate::corpus::references::References;
use crate::corpus::slots::{ClaimSlot, DocumentSlot, EntitySlot, slots};

/// Returns the references from and to claims without those of drafts. The others stay empty, because they are the same.
///
/// `first_claim` holds the first claim of each document and, at the end, the number of claims.
pub(super) fn accepted_references(
    all: &References,
    drafts: &[ClaimSlot],
    first_claim: &[ClaimSlot],
    entities: usize,
) -> References {
    let counts = |claim: ClaimSlot| drafts.binary_search(&claim).is_err();
    let entities_of = entities_by_document(all, drafts, first_claim);
    References {
        related: all.related.filtered(|claim, related| counts(claim) && counts(related.other)),
        counted: all.counted.filtered(|_, claim| counts(*claim)),
        said: all.said.filtered(|_, claim| counts(*claim)),
        conveyed: all.conveyed.filtered(|_, claim| counts(*claim)),
        about: all.about.filtered(|_, claim| counts(*claim)),
        claims_of: all.claims_of.filtered(|_, claim| counts(*claim)),
        resting: all.resting.filtered(|_, claim| counts(*claim)),
        documents_of: entities_of.invert(entities),
        entities_of,
        ..References::default()
    }
}

/// Returns the entities that wrote each document or appear in its accepted claims.
fn entities_by_document(
    all: &References,
    drafts: &[ClaimSlot],
    first_claim: &[ClaimSlot],
) -> OneToMany<DocumentSlot, EntitySlot> {
    let mut entities_of = OneToMany::default();
    for (document, ends) in slots::<DocumentSlot>(0, first_claim.len().saturating_sub(1)).zip(first_claim.windows(2)) {
        let claims = ends[0].index()..ends[1].index();
        let next_draft = drafts.partition_point(|draft| draft.index() < claims.start);
        if drafts.get(next_draft).is_none_or(|draft| draft.index() >= claims.end) {
            entities_of.push(all.entities_of.get(document).iter().copied());
            continue;
        }
        let accepted = claims.map(ClaimSlot::new).filter(|claim| drafts.binary_search(claim).is_err());
        let named = accepted.flat_map(|claim| [&all.speakers, &all.via, &all.subjects].map(|named| named.get(claim)));
        let mut entities: Vec<_> = all.author.get(document).iter().chain(named.flatten()).copied().collect();
        entities.sort_unstable();
        entities.dedup();
        entities_of.push(entities);
    }
    entities_of
}
