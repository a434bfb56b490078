//! Which claims say the same. Clusters are found by [`build`](super::build) and counted by [`evidence`](super::evidence).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{ClaimSlot, EntitySlot, OutletSlot};

/// Claims that say the same. Only claims that confirm another, or are confirmed, are in one.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) claims: Vec<ClaimSlot>,
    /// The same by what they rest on, once that was asked for: some documents must be read for it.
    pub(crate) sources: OnceLock<Vec<Vec<ClaimSlot>>>,
}

/// Every cluster of a corpus, and where a claim finds its own.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) number_of: HashMap<ClaimSlot, u32>,
}

impl Clusters {
    /// Returns the cluster that a claim is in.
    pub(crate) fn find(&self, claim: ClaimSlot) -> Option<&Cluster> {
        self.number_of.get(&claim).map(|number| &self.clusters[*number as usize])
    }
}

/// Whose word a claim is, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Word {
    /// An actor's.
    Entity(EntitySlot),
    /// An outlet's, where nobody signs.
    Outlet(OutletSlot),
}
