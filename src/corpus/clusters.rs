//! Clusters: sets of claims that confirm each other, directly or through others.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::briefing::RelationType;
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::references::Related;
use crate::corpus::slots::{ClaimSlot, slots};

/// Two or more claims that say the same.
#[derive(Debug)]
pub(crate) struct Cluster {
    claims: Vec<ClaimSlot>,
    /// The claims grouped by source, computed on first use because that reads documents.
    sources: OnceLock<Vec<Vec<ClaimSlot>>>,
}

impl Cluster {
    /// Returns the claims, in their order.
    pub(crate) fn claims(&self) -> &[ClaimSlot] {
        &self.claims
    }

    /// Returns the claims grouped by source. `group` computes that on first use.
    pub(crate) fn sources(&self, group: impl FnOnce(&[ClaimSlot]) -> Vec<Vec<ClaimSlot>>) -> &[Vec<ClaimSlot>] {
        self.sources.get_or_init(|| group(&self.claims))
    }
}

/// The clusters of a corpus. A claim without a confirming relation is in none.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    clusters: Vec<Cluster>,
    number_of: HashMap<ClaimSlot, u32>,
}

impl Clusters {
    /// Finds the clusters of claims, in time linear in their relations.
    pub(crate) fn new(related: &OneToMany<ClaimSlot, Related>, claims: usize) -> Self {
        let mut clusters = Self::default();
        for claim in slots(0, claims) {
            if !clusters.number_of.contains_key(&claim) && confirming(related.get(claim)).next().is_some() {
                clusters.add_cluster_of(claim, related);
            }
        }
        clusters
    }

    /// Adds everything that can be reached from a claim, which is in no cluster yet.
    fn add_cluster_of(&mut self, first: ClaimSlot, related: &OneToMany<ClaimSlot, Related>) {
        let number = u32::try_from(self.clusters.len()).expect("there are fewer clusters than claims");
        let mut claims = vec![first];
        self.number_of.insert(first, number);
        let mut at = 0;
        while let Some(claim) = claims.get(at).copied() {
            at += 1;
            for other in confirming(related.get(claim)) {
                if self.number_of.insert(other, number).is_none() {
                    claims.push(other);
                }
            }
        }
        claims.sort_unstable();
        self.clusters.push(Cluster { claims, sources: OnceLock::new() });
    }

    /// Returns the cluster that a claim is in.
    pub(crate) fn find(&self, claim: ClaimSlot) -> Option<&Cluster> {
        self.number_of.get(&claim).map(|number| &self.clusters[*number as usize])
    }

    /// Returns every cluster, in the order of their first claims.
    pub(crate) fn all(&self) -> &[Cluster] {
        &self.clusters
    }
}

/// Returns the claims that a claim confirms or is confirmed by, from its relations.
pub(crate) fn confirming(related: &[Related]) -> impl Iterator<Item = ClaimSlot> {
    let confirms = |related: &&Related| related.relation_type == RelationType::Confirms;
    related.iter().filter(confirms).map(|related| related.other)
}
