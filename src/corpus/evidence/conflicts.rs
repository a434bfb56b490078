//! Contradictions: which claims say otherwise, pair by pair.

use std::collections::HashSet;

use crate::briefing::RelationType;
use crate::corpus::{ClaimSlot, Corpus, Narrowing, Record, Related};

/// Two claims of which one disputes or qualifies the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The claim that disputes or qualifies.
    pub claim: ClaimSlot,
    /// How it stands to the other.
    pub related: Related,
}

impl Corpus {
    /// Every pair of claims of which one disputes or qualifies the other, each once, disputes first. Of a narrowed
    /// view, the pairs of which at least one is in view.
    pub fn conflicts(&self, narrowing: &[Narrowing]) -> Vec<Conflict> {
        let admitted = |claim| Narrowing::all_admit(narrowing, self, Record::Claim(claim));
        let mut seen = HashSet::new();
        let mut conflicts = Vec::new();
        for claim in self.claims() {
            for related in self.related(claim).iter().filter(|related| related.active) {
                let against = match related.relation_type {
                    // Who disputes whom is the same thing from either side.
                    RelationType::Disputes => (claim.min(related.other), claim.max(related.other)),
                    RelationType::Qualifies => (claim, related.other),
                    RelationType::Confirms | RelationType::Updates => continue,
                };
                if (admitted(claim) || admitted(related.other)) && seen.insert((related.relation_type, against)) {
                    conflicts.push(Conflict { claim, related: *related });
                }
            }
        }
        conflicts.sort_by_key(|conflict| conflict.related.relation_type);
        conflicts
    }
}
