//! Who and what refers to whom, in both directions.

use super::clusters::Clusters;
use super::one_to_many::OneToMany;
use super::{ClaimSlot, DocumentSlot, EntitySlot, OriginSlot, OutletSlot};
use crate::briefing::RelationType;

/// Every reference between the records of a corpus: first those that files make, then the same from the other end.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Of each document.
    pub(crate) publisher: Vec<OutletSlot>,
    pub(crate) author: OneToMany<DocumentSlot, EntitySlot>,
    /// Of each claim: who asserts it, in the order of the file; several do so jointly.
    pub(crate) speakers: OneToMany<ClaimSlot, EntitySlot>,
    pub(crate) via: OneToMany<ClaimSlot, EntitySlot>,
    pub(crate) subjects: OneToMany<ClaimSlot, EntitySlot>,
    /// Of each claim: what it rests on, one at the most.
    pub(crate) origin: OneToMany<ClaimSlot, OriginSlot>,
    pub(crate) related: OneToMany<ClaimSlot, Related>,
    pub(crate) member_of: OneToMany<EntitySlot, EntitySlot>,
    pub(crate) issuer: OneToMany<OriginSlot, EntitySlot>,

    pub(crate) members: OneToMany<EntitySlot, EntitySlot>,
    pub(crate) said: OneToMany<EntitySlot, ClaimSlot>,
    pub(crate) conveyed: OneToMany<EntitySlot, ClaimSlot>,
    pub(crate) about: OneToMany<EntitySlot, ClaimSlot>,
    pub(crate) claims_of: OneToMany<EntitySlot, ClaimSlot>,
    pub(crate) resting: OneToMany<OriginSlot, ClaimSlot>,
    pub(crate) entities_of: OneToMany<DocumentSlot, EntitySlot>,
    pub(crate) documents_of: OneToMany<EntitySlot, DocumentSlot>,
    pub(crate) clusters: Clusters,
}

/// A relation as seen from one of its two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// In which way.
    pub relation_type: RelationType,
    /// True when this claim is the one that confirms, disputes, qualifies or updates.
    pub active: bool,
    /// The claim at the other end.
    pub other: ClaimSlot,
    /// The claim that holds the relation, and its place there, where its note is found.
    pub(crate) written: (ClaimSlot, u32),
}

impl Related {
    /// How this claim stands to the other: `disputes`, `disputed by`.
    pub fn verb(&self) -> &'static str {
        if self.active { self.relation_type.word() } else { self.relation_type.inverse() }
    }
}
