//! Extends [`Corpus`] with its claims, and with what refers to a record.
//!
//! A claim that is a draft is in none of these. So nothing that is counted or compared can include one by oversight.
//! What lists and finds records asks [`Corpus::with_drafts`], which answers the same questions with all claims.

use std::cmp::Reverse;
use std::ops::Range;

use hashbrown::HashMap;

use crate::corpus::model::Corpus;
use crate::corpus::references::Related;
use crate::corpus::slots::{ClaimSlot, DocumentSlot, EntitySlot, OriginSlot, slots};

/// The accepted claims of a range of slots.
#[derive(Clone, Debug)]
struct AcceptedClaims<'a> {
    range: Range<usize>,
    /// The drafts in the range.
    drafts: &'a [ClaimSlot],
}

impl Iterator for AcceptedClaims<'_> {
    type Item = ClaimSlot;

    fn next(&mut self) -> Option<ClaimSlot> {
        loop {
            let claim = ClaimSlot::new(self.range.next()?);
            match self.drafts.split_first() {
                Some((draft, others)) if *draft == claim => self.drafts = others,
                _ => return Some(claim),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.range.len() - self.drafts.len();
        (left, Some(left))
    }
}

impl ExactSizeIterator for AcceptedClaims<'_> {}

/// Claims.
impl Corpus {
    /// Returns every accepted claim, by document, in the order of the file.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimSlot> + Clone {
        AcceptedClaims { range: 0..self.claim_count(), drafts: self.drafts() }
    }

    /// Returns a document's accepted claims, in the order of the file.
    pub fn claims_in(&self, document: DocumentSlot) -> impl ExactSizeIterator<Item = ClaimSlot> + Clone {
        let range = self.slots_of_claims(document);
        let drafts = self.drafts();
        let before = |end: usize| drafts.partition_point(|draft| draft.index() < end);
        AcceptedClaims { drafts: &drafts[before(range.start)..before(range.end)], range }
    }

    /// Returns the claims that do not count, in their order: those that nobody has accepted yet, and those of documents
    /// with fields to fill in.
    pub fn drafts(&self) -> &[ClaimSlot] {
        &self.parts().drafts
    }

    /// Returns whether a claim does not count: it is not accepted yet, or its document has fields to fill in.
    pub fn is_draft(&self, claim: ClaimSlot) -> bool {
        self.drafts().binary_search(&claim).is_ok()
    }

    /// Returns whether a claim is proposed, and nobody has accepted it yet.
    pub fn is_proposed(&self, claim: ClaimSlot) -> bool {
        self.is_draft(claim) && self.claim(claim).draft.is_some()
    }

    /// Returns the claims that are proposed, and that nobody has accepted yet, in their order.
    pub fn proposals(&self) -> impl Iterator<Item = ClaimSlot> {
        self.drafts().iter().copied().filter(|claim| self.claim(*claim).draft.is_some())
    }

    /// Answers questions with drafts too, for what lists and finds records.
    pub fn with_drafts(&self) -> WithDrafts<'_> {
        WithDrafts(self)
    }

    /// Returns an accepted claim's relations to other accepted claims, whichever of the two writes them.
    pub fn related(&self, claim: ClaimSlot) -> &[Related] {
        self.accepted_references().related.get(claim)
    }
}

/// References in the other direction.
impl Corpus {
    /// Returns the claims that rest on an origin.
    pub fn resting_on(&self, origin: OriginSlot) -> &[ClaimSlot] {
        self.accepted_references().resting.get(origin)
    }

    /// Returns the claims that an entity asserts, as a speaker or as an author.
    pub fn said_by(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.accepted_references().said.get(entity)
    }

    /// Returns the claims that documents have through an entity.
    pub fn conveyed_by(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.accepted_references().conveyed.get(entity)
    }

    /// Returns the claims about an entity.
    pub fn about(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.accepted_references().about.get(entity)
    }

    /// Returns the claims that an entity said or conveyed, or that are about it, each once.
    pub fn claims_of(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.accepted_references().claims_of.get(entity)
    }

    /// Returns the documents that an entity wrote or appears in.
    pub fn documents_of(&self, entity: EntitySlot) -> &[DocumentSlot] {
        self.accepted_references().documents_of.get(entity)
    }

    /// Returns the entities that wrote a document or appear in its claims.
    pub fn entities_of(&self, document: DocumentSlot) -> &[EntitySlot] {
        self.accepted_references().entities_of.get(document)
    }

    /// Returns what belongs to an entity.
    pub fn members(&self, entity: EntitySlot) -> &[EntitySlot] {
        self.parts().references.members.get(entity)
    }

    /// Returns everyone with a part in a claim, each once: who asserts it, who conveyed it, and its subjects.
    pub fn parties(&self, claim: ClaimSlot) -> Vec<EntitySlot> {
        let mut parties = self.voice(claim).actors().to_vec();
        parties.extend(self.via(claim));
        parties.extend(self.subjects(claim));
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// Returns the entities that have a part in the same claims as an entity, with the number of those claims. Most
    /// frequent first.
    pub fn companions(&self, entity: EntitySlot) -> Vec<(EntitySlot, usize)> {
        let mut counts: HashMap<EntitySlot, usize> = HashMap::new();
        for claim in self.claims_of(entity) {
            let others = self.parties(*claim).into_iter().filter(|party| *party != entity);
            others.for_each(|party| *counts.entry(party).or_insert(0) += 1);
        }
        let mut companions: Vec<_> = counts.into_iter().collect();
        companions.sort_by_key(|(party, count)| (Reverse(*count), *party));
        companions
    }
}

/// A corpus with its drafts. Only what lists and finds records may use it, because drafts do not count.
#[derive(Clone, Copy, Debug)]
pub struct WithDrafts<'a>(&'a Corpus);

impl<'a> WithDrafts<'a> {
    /// Returns every claim, by document, in the order of the file.
    pub fn claims(self) -> impl ExactSizeIterator<Item = ClaimSlot> + use<> {
        slots(0, self.0.claim_count())
    }

    /// Returns a document's claims, in the order of the file.
    pub fn claims_in(self, document: DocumentSlot) -> impl ExactSizeIterator<Item = ClaimSlot> + use<> {
        let Range { start, end } = self.0.slots_of_claims(document);
        slots(start, end - start)
    }

    /// Returns a claim's relations to others, whichever of the two claims writes them.
    pub fn related(self, claim: ClaimSlot) -> &'a [Related] {
        self.0.parts().references.related.get(claim)
    }

    /// Returns the claims that rest on an origin.
    pub fn resting_on(self, origin: OriginSlot) -> &'a [ClaimSlot] {
        self.0.parts().references.resting.get(origin)
    }

    /// Returns the claims that an entity asserts, as a speaker or as an author.
    pub fn said_by(self, entity: EntitySlot) -> &'a [ClaimSlot] {
        self.0.parts().references.said.get(entity)
    }

    /// Returns the claims that documents have through an entity.
    pub fn conveyed_by(self, entity: EntitySlot) -> &'a [ClaimSlot] {
        self.0.parts().references.conveyed.get(entity)
    }

    /// Returns the claims about an entity.
    pub fn about(self, entity: EntitySlot) -> &'a [ClaimSlot] {
        self.0.parts().references.about.get(entity)
    }

    /// Returns the claims that an entity said or conveyed, or that are about it, each once.
    pub fn claims_of(self, entity: EntitySlot) -> &'a [ClaimSlot] {
        self.0.parts().references.claims_of.get(entity)
    }

    /// Returns the documents that an entity wrote or appears in.
    pub fn documents_of(self, entity: EntitySlot) -> &'a [DocumentSlot] {
        self.0.parts().references.documents_of.get(entity)
    }

    /// Returns the entities that wrote a document or appear in its claims.
    pub fn entities_of(self, document: DocumentSlot) -> &'a [EntitySlot] {
        self.0.parts().references.entities_of.get(document)
    }
}
