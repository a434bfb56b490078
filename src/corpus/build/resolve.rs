//! Resolves ids to slots.
//!
//! Nearly every id is known, so all documents are resolved in parallel. Only documents with an unknown id are visited
//! again, in order, by [`UnresolvedIds`](crate::corpus::build::unresolved::UnresolvedIds).

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::briefing::{ReferencedIds, Relation};
use crate::corpus::build::batches::batch_size;
use crate::corpus::build::claim_slots::ClaimSlots;
use crate::corpus::build::partition::DocumentDraft;
use crate::corpus::build::registers::{Registers, is_unknown};
use crate::corpus::references::{References, Related};
use crate::corpus::slots::{ClaimSlot, EntitySlot, OriginSlot, OutletSlot};

/// Number of documents that are resolved before the batches are joined. Until then, their references exist twice.
const DOCUMENTS_PER_ROUND: usize = 8192;

/// The slots of [`Names`], by their numbers.
struct NameSlots {
    entities: Vec<EntitySlot>,
    origins: Vec<OriginSlot>,
}

impl NameSlots {
    fn new(names: &ReferencedIds, registers: &Registers) -> Self {
        Self {
            entities: names.entities().map(|id| registers.entities.find(id)).collect(),
            origins: names.origins().map(|id| registers.origins.find(id)).collect(),
        }
    }
}

/// The references of consecutive documents, resolved as far as ids are known.
#[derive(Default)]
pub(crate) struct ResolvedReferences {
    /// From documents and claims to entities, outlets and origins.
    pub(crate) references: References,
    /// From claims to claims, in both directions.
    pub(crate) related: Vec<(ClaimSlot, Related)>,
    /// Documents with an unknown id, or with a relation to no claim or to the claim itself.
    pub(crate) unresolved: Vec<usize>,
}

impl ResolvedReferences {
    /// Resolves all documents. Names that several documents share are looked up once.
    pub(crate) fn new(claims: &ClaimSlots<'_>, registers: &Registers) -> Self {
        let address = |draft: &DocumentDraft| Arc::as_ptr(draft.mentions.names()).addr();
        let distinct = claims.drafts.iter().map(|draft| (address(draft), &**draft.mentions.names()));
        let distinct: Vec<_> = distinct.collect::<HashMap<_, _>>().into_iter().collect();
        let slots: Vec<_> =
            distinct.into_par_iter().map(|(address, names)| (address, NameSlots::new(names, registers))).collect();
        let slots: HashMap<_, _> = slots.into_iter().collect();
        let mut all = Self::with_capacity(claims);
        for (round, drafts) in claims.drafts.chunks(DOCUMENTS_PER_ROUND).enumerate() {
            let size = batch_size(drafts.len());
            let batches = drafts.par_chunks(size).enumerate();
            let parts = batches.map(|(batch, drafts)| {
                let mut part = Self::default();
                for (at, draft) in drafts.iter().enumerate() {
                    let at = round * DOCUMENTS_PER_ROUND + batch * size + at;
                    part.add_document(at, draft, &slots[&address(draft)], claims, registers);
                }
                part
            });
            parts.collect::<Vec<_>>().into_iter().for_each(|part| all.append(part));
        }
        all
    }

    /// Creates an empty set with capacity for the worst case. The system never commits the pages that stay untouched.
    /// Growing a vector would need the old and the new copy at the same time.
    fn with_capacity(claims: &ClaimSlots<'_>) -> Self {
        let mut all = Self::default();
        let (documents, count) = (claims.drafts.len(), claims.count());
        let named = claims.drafts.iter().map(|draft| draft.mentions.size()).sum();
        let authors = claims.drafts.iter().map(|draft| draft.document.author.len()).sum();
        let references = &mut all.references;
        references.publisher.reserve(documents, documents);
        references.author.reserve(documents, authors);
        references.speakers.reserve(count, named);
        references.via.reserve(count, named);
        references.subjects.reserve(count, named);
        references.origin.reserve(count, count);
        all
    }

    fn add_document(
        &mut self,
        at: usize,
        draft: &DocumentDraft,
        slots: &NameSlots,
        claims: &ClaimSlots<'_>,
        registers: &Registers,
    ) {
        let document = &draft.document;
        let mut entities_resolved = true;
        let mut entity = |slot: EntitySlot| {
            entities_resolved &= !is_unknown(slot);
            slot
        };
        let references = &mut self.references;
        references.author.push(document.author.iter().map(|id| entity(registers.entities.find(id.as_str()))));
        let publisher: Option<OutletSlot> = document.publisher.as_ref().map(|id| registers.outlets.find(id.as_str()));
        let mut others_resolved = !publisher.is_some_and(is_unknown);
        references.publisher.push(publisher);
        for (number, mention) in draft.mentions.claims().enumerate() {
            references.speakers.push(mention.speakers().map(|number| entity(slots.entities[number])));
            references.via.push(mention.via().map(|number| entity(slots.entities[number])));
            references.subjects.push(mention.about().map(|number| entity(slots.entities[number])));
            let origin = mention.origin.map(|number| slots.origins[number]);
            others_resolved &= origin.is_none_or(|origin| !is_unknown(origin));
            references.origin.push(origin);
            // Most claims have no relations. Not touching those claims saves time.
            let relations = if mention.relations > 0 { &document.claims[number].relations[..] } else { &[] };
            let slot = ClaimSlot::new(claims.first[at] + number);
            for (place, relation) in relations.iter().enumerate() {
                match claims.find(&relation.claim) {
                    Some(other) if other != slot => self.related.extend(both_ends(slot, other, place, relation)),
                    _ => others_resolved = false,
                }
            }
        }
        if !(entities_resolved && others_resolved) {
            self.unresolved.push(at);
        }
    }

    fn append(&mut self, mut part: Self) {
        let (all, references) = (&mut self.references, part.references);
        all.publisher.append(references.publisher);
        all.author.append(references.author);
        all.speakers.append(references.speakers);
        all.via.append(references.via);
        all.subjects.append(references.subjects);
        all.origin.append(references.origin);
        self.related.append(&mut part.related);
        self.unresolved.append(&mut part.unresolved);
    }
}

/// Returns a relation as its two claims see it. `place` is its position in the list of the claim that writes it.
fn both_ends(slot: ClaimSlot, other: ClaimSlot, place: usize, relation: &Relation) -> [(ClaimSlot, Related); 2] {
    let written = (slot, u32::try_from(place).expect("a file has fewer relations"));
    let relation_type = relation.relation_type;
    [
        (slot, Related { relation_type, active: true, other, written }),
        (other, Related { relation_type, active: false, other: slot, written }),
    ]
}
