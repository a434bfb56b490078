//! Who and what refers to whom, in both directions.

use super::clusters::Clusters;
use super::relation::Table;
use super::{ClaimSlot, DocumentSlot, EntitySlot, OriginSlot, OutletSlot};
use crate::briefing::RelationType;

/// Every reference between the records of a corpus: first those that files make, then the same from the other end.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Of each document.
    pub(crate) publisher: Vec<OutletSlot>,
    pub(crate) author: Table<DocumentSlot, EntitySlot>,
    /// Of each claim: who asserts it, in the order of the file; several do so jointly.
    pub(crate) speakers: Table<ClaimSlot, EntitySlot>,
    pub(crate) via: Table<ClaimSlot, EntitySlot>,
    pub(crate) subjects: Table<ClaimSlot, EntitySlot>,
    /// Of each claim: what it rests on, one at the most.
    pub(crate) origin: Table<ClaimSlot, OriginSlot>,
    pub(crate) related: Table<ClaimSlot, Related>,
    pub(crate) member_of: Table<EntitySlot, EntitySlot>,
    pub(crate) issuer: Table<OriginSlot, EntitySlot>,

    pub(crate) members: Table<EntitySlot, EntitySlot>,
    pub(crate) said: Table<EntitySlot, ClaimSlot>,
    pub(crate) conveyed: Table<EntitySlot, ClaimSlot>,
    pub(crate) about: Table<EntitySlot, ClaimSlot>,
    pub(crate) claims_of: Table<EntitySlot, ClaimSlot>,
    pub(crate) resting: Table<OriginSlot, ClaimSlot>,
    pub(crate) entities_of: Table<DocumentSlot, EntitySlot>,
    pub(crate) documents_of: Table<EntitySlot, DocumentSlot>,
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
        if self.active { self.relation_type.as_str() } else { self.relation_type.inverse() }
    }
}
