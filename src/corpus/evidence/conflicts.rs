//! Extends [`Corpus`] with conflicts: pairs of claims that contradict or limit each other.

use std::collections::HashSet;

use crate::briefing::RelationType;
use crate::corpus::{ClaimSlot, Corpus, InView, Narrowing, Related};

/// Two claims of which one disputes or qualifies the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The claim that disputes or qualifies.
    pub claim: ClaimSlot,
    /// Its relation to the other claim.
    pub related: Related,
}

impl Corpus {
    /// Returns every pair of claims of which one disputes or qualifies the other. Each pair is listed once, disputes
    /// first. At least one claim of each pair is in view.
    pub fn conflicts(&self, narrowing: &[Narrowing]) -> Vec<Conflict> {
        let in_view = InView::claims(self, narrowing);
        let mut seen = HashSet::new();
        let mut conflicts = Vec::new();
        for claim in self.claims() {
            for related in self.related(claim).iter().filter(|related| related.active) {
                let against = match related.relation_type {
                    // A dispute is the same from either side.
                    RelationType::Disputes => (claim.min(related.other), claim.max(related.other)),
                    RelationType::Qualifies => (claim, related.other),
                    RelationType::Confirms | RelationType::Updates => continue,
                };
                if (in_view.has(claim) || in_view.has(related.other)) && seen.insert((related.relation_type, against)) {
                    conflicts.push(Conflict { claim, related: *related });
                }
            }
        }
        conflicts.sort_by_key(|conflict| conflict.related.relation_type);
        conflicts
    }
}
