//! Change of position: what the same speaker said on the same subject at different times.

use std::collections::BTreeMap;

use super::{ClaimSlot, Corpus, EntitySlot, Narrowing, Record, Related, Voice};
use crate::briefing::{Edtf, Kind, RelationType};

/// What one speaker said on one subject, or on several that go together, at different times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Who.
    pub speaker: EntitySlot,
    /// On what.
    pub subjects: Vec<EntitySlot>,
    /// The claims, the earliest first; there are at least two, and not all can be of the same day.
    pub claims: Vec<ClaimSlot>,
    /// True where one of them is written down as updating, disputing or qualifying another.
    pub related: bool,
}

impl Corpus {
    /// When a claim was made, as far as that is known: at its own date or that of what it rests on, else when the
    /// document was published.
    pub fn said_on(&self, claim: ClaimSlot) -> Edtf {
        self.dated(claim).unwrap_or_else(|| self.document(self.document_of(claim)).published)
    }

    /// The pairs of claims of which the second is written down as saying how it went on with the first, in order of
    /// time. Of a narrowed view, the pairs of which at least one is in view.
    pub fn updates(&self, narrowing: &[Narrowing]) -> Vec<(ClaimSlot, ClaimSlot, Related)> {
        let in_view = |claim| narrowing.iter().all(|by| by.admits(self, Record::Claim(claim)));
        let mut updates = Vec::new();
        for later in self.claims() {
            let updated = self
                .related(later)
                .iter()
                .filter(|related| related.active && related.relation_type == RelationType::Updates);
            updates.extend(updated.map(|related| (related.other, later, *related)));
        }
        updates.retain(|(earlier, later, _)| in_view(*earlier) || in_view(*later));
        let when = |claim| (self.said_on(claim).first(), self.said_on(claim).last(), claim);
        updates.sort_by_key(|(earlier, later, _)| (when(*earlier), when(*later)));
        updates
    }

    /// Where a speaker can be read on the same subject at different times, those first in which one claim is written
    /// down as updating or contradicting another, then by how much there is to read. Facts that an author reports
    /// are no position, so only claims with a speaker count, and what authors judge or foresee.
    pub fn positions(&self, narrowing: &[Narrowing]) -> Vec<Position> {
        let mut by_subject: BTreeMap<(EntitySlot, EntitySlot), Vec<ClaimSlot>> = BTreeMap::new();
        let in_view = |claim: &ClaimSlot| narrowing.iter().all(|by| by.admits(self, Record::Claim(*claim)));
        for claim in self.claims().filter(in_view) {
            let speakers = match (self.voice(claim), self.claim(claim).kind) {
                (Voice::Speaker(speaker), _) => vec![speaker],
                (Voice::Authors(authors), Kind::Opinion | Kind::Forecast) => authors.to_vec(),
                _ => Vec::new(),
            };
            for speaker in speakers {
                for subject in self.subjects(claim).iter().filter(|subject| **subject != speaker) {
                    by_subject.entry((speaker, *subject)).or_default().push(claim);
                }
            }
        }
        let mut merged: BTreeMap<(EntitySlot, Vec<ClaimSlot>), Vec<EntitySlot>> = BTreeMap::new();
        for ((speaker, subject), mut claims) in by_subject {
            claims.sort_by_key(|claim| (self.said_on(*claim).first(), self.said_on(*claim).last(), *claim));
            claims.dedup();
            if self.differ_in_time(&claims) {
                merged.entry((speaker, claims)).or_default().push(subject);
            }
        }
        let mut positions: Vec<Position> = merged
            .into_iter()
            .map(|((speaker, claims), subjects)| {
                let related = self.is_rewritten_within(&claims);
                Position { speaker, subjects, claims, related }
            })
            .collect();
        positions.sort_by_key(|position| (!position.related, std::cmp::Reverse(position.claims.len())));
        positions
    }

    /// True where the first and the last of claims in order of time cannot be of the same day.
    fn differ_in_time(&self, claims: &[ClaimSlot]) -> bool {
        let (Some(first), Some(last)) = (claims.first(), claims.last()) else { return false };
        !self.said_on(*first).overlaps(&self.said_on(*last))
    }

    fn is_rewritten_within(&self, claims: &[ClaimSlot]) -> bool {
        let within: std::collections::HashSet<_> = claims.iter().collect();
        claims.iter().any(|claim| {
            let turns = |related: &Related| related.relation_type != RelationType::Confirms;
            self.related(*claim).iter().any(|related| turns(related) && within.contains(&related.other))
        })
    }
}
