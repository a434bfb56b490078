//! Joins the claims of a corpus that confirm each other.

use std::sync::OnceLock;

use crate::briefing::RelationType;
use crate::corpus::clusters::{Cluster, Clusters};
use crate::corpus::{ClaimSlot, Corpus, Related};

impl Corpus {
    /// Finds what says the same. Needs the references that files make.
    pub(crate) fn find_clusters(&mut self) {
        self.references.clusters = joined(self);
    }
}

fn joined(corpus: &Corpus) -> Clusters {
    let mut clusters = Clusters::default();
    for claim in corpus.claims() {
        if !clusters.number_of.contains_key(&claim) && confirming(corpus, claim).next().is_some() {
            grow(&mut clusters, corpus, claim);
        }
    }
    clusters
}

/// Finds everything that says the same as a claim that is in no cluster yet.
fn grow(clusters: &mut Clusters, corpus: &Corpus, first: ClaimSlot) {
    let number = u32::try_from(clusters.clusters.len()).expect("there are fewer clusters than claims");
    let mut claims = vec![first];
    clusters.number_of.insert(first, number);
    let mut at = 0;
    while let Some(claim) = claims.get(at).copied() {
        at += 1;
        for other in confirming(corpus, claim) {
            if clusters.number_of.insert(other, number).is_none() {
                claims.push(other);
            }
        }
    }
    claims.sort_unstable();
    clusters.clusters.push(Cluster { claims, sources: OnceLock::new() });
}

/// Returns the claims that confirm a claim or that it confirms.
pub(crate) fn confirming(corpus: &Corpus, claim: ClaimSlot) -> impl Iterator<Item = ClaimSlot> {
    let confirms = |related: &&Related| related.relation_type == RelationType::Confirms;
    corpus.related(claim).iter().filter(confirms).map(|related| related.other)
}
