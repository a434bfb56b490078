//! Who and what refers to whom, in both directions.

use crate::briefing::RelationType;
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::slots::{ClaimSlot, DocumentSlot, EntitySlot, MeasureSlot, OriginSlot, OutletSlot};

/// Every reference between the records of a corpus.
#[derive(Debug, Default)]
pub(crate) struct References {
    // As files make them.
    /// The publisher of each document. None if it is still to fill in.
    pub(crate) publisher: OneToMany<DocumentSlot, OutletSlot>,
    pub(crate) author: OneToMany<DocumentSlot, EntitySlot>,
    /// Who asserts each claim, in the order of the file. Several speakers assert it jointly.
    pub(crate) speakers: OneToMany<ClaimSlot, EntitySlot>,
    pub(crate) via: OneToMany<ClaimSlot, EntitySlot>,
    pub(crate) subjects: OneToMany<ClaimSlot, EntitySlot>,
    /// The origin of each claim: one or none.
    pub(crate) origin: OneToMany<ClaimSlot, OriginSlot>,
    pub(crate) related: OneToMany<ClaimSlot, Related>,
    pub(crate) member_of: OneToMany<EntitySlot, EntitySlot>,
    pub(crate) issuer: OneToMany<OriginSlot, EntitySlot>,
    /// The claims that give a figure for each measure.
    pub(crate) counted: OneToMany<MeasureSlot, ClaimSlot>,
    /// The entities that each measure is about.
    pub(crate) counts_about: OneToMany<MeasureSlot, EntitySlot>,

    // Inverted.
    pub(crate) members: OneToMany<EntitySlot, EntitySlot>,
    pub(crate) said: OneToMany<EntitySlot, ClaimSlot>,
    pub(crate) conveyed: OneToMany<EntitySlot, ClaimSlot>,
    pub(crate) about: OneToMany<EntitySlot, ClaimSlot>,
    /// The claims that each entity said or conveyed, or that are about it.
    pub(crate) claims_of: OneToMany<EntitySlot, ClaimSlot>,
    /// The claims that rest on each origin.
    pub(crate) resting: OneToMany<OriginSlot, ClaimSlot>,
    pub(crate) entities_of: OneToMany<DocumentSlot, EntitySlot>,
    pub(crate) documents_of: OneToMany<EntitySlot, DocumentSlot>,
}

impl References {
    /// Returns who asserts a claim: its speakers or, if there are none, the authors of its document.
    pub(crate) fn actors(&self, claim: ClaimSlot, document: DocumentSlot) -> &[EntitySlot] {
        match self.speakers.get(claim) {
            [] => self.author.get(document),
            speakers => speakers,
        }
    }
}

/// A relation as one of its two claims sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The type of the relation.
    pub relation_type: RelationType,
    /// True if this claim is the one that confirms, disputes, qualifies or updates.
    pub active: bool,
    /// The claim at the other end.
    pub other: ClaimSlot,
    /// The claim that writes the relation, and the relation's position there. Its note is found by them.
    pub(crate) written: (ClaimSlot, u32),
}

impl Related {
    /// Returns the relation as a verb: `disputes`, `disputed by`.
    pub fn verb(&self) -> &'static str {
        if self.active { self.relation_type.as_str() } else { self.relation_type.inverse() }
    }
}
