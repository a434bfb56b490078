//! Change of position: what the same speaker said on the same subject at different times.

use std::collections::HashMap;

use crate::briefing::{Edtf, Kind, RelationType};
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Narrowing, Record, Related, Voice};

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

/// Two claims of which the later is written down as saying how it went on with the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Update {
    /// What was said first.
    pub earlier: ClaimSlot,
    /// How it went on.
    pub later: ClaimSlot,
    /// How the later claim stands to the earlier one.
    pub related: Related,
}

impl Corpus {
    /// When a claim was made, as far as that is known: at its own date or that of what it rests on, else when the
    /// document was published.
    pub fn said_on(&self, claim: ClaimSlot) -> Edtf {
        self.dated(claim).unwrap_or_else(|| self.document(self.document_of(claim)).published)
    }

    /// The pairs of claims of which the second is written down as saying how it went on with the first, in order of
    /// time. Of a narrowed view, the pairs of which at least one is in view.
    pub fn updates(&self, narrowing: &[Narrowing]) -> Vec<Update> {
        let in_view = |claim| Narrowing::all_admit(narrowing, self, Record::Claim(claim));
        let mut updates = Vec::new();
        for later in self.claims() {
            let updated = self
                .related(later)
                .iter()
                .filter(|related| related.active && related.relation_type == RelationType::Updates);
            updates.extend(updated.map(|related| Update { earlier: related.other, later, related: *related }));
        }
        updates.retain(|update| in_view(update.earlier) || in_view(update.later));
        let when = |claim| (self.said_on(claim).first(), self.said_on(claim).last(), claim);
        updates.sort_by_key(|update| (when(update.earlier), when(update.later)));
        updates
    }

    /// Where a speaker can be read on the same subject at different times, those first in which one claim is written
    /// down as updating or contradicting another, then by how much there is to read. Facts that an author reports
    /// are no position, so only claims with a speaker count, and what authors judge or foresee.
    pub fn positions(&self, narrowing: &[Narrowing]) -> Vec<Position> {
        let in_view = |claim: &ClaimSlot| Narrowing::all_admit(narrowing, self, Record::Claim(*claim));
        let mut said: Vec<(EntitySlot, EntitySlot, ClaimSlot)> = Vec::new();
        for claim in self.claims().filter(in_view) {
            // What several say jointly is a position of each of them.
            let speakers = match (self.voice(claim), self.claim(claim).kind) {
                (Voice::Authors(authors), Kind::Opinion | Kind::Forecast) => authors,
                (Voice::Speakers(speakers), _) => speakers,
                _ => &[],
            };
            for speaker in speakers {
                let subjects = self.subjects(claim).iter().filter(|subject| *subject != speaker);
                said.extend(subjects.map(|subject| (*speaker, *subject, claim)));
            }
        }
        said.sort_unstable();
        said.dedup();
        let mut subjects: HashMap<(EntitySlot, Vec<ClaimSlot>), Vec<EntitySlot>> = HashMap::new();
        for group in said.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let claims: Vec<_> = group.iter().map(|(.., claim)| *claim).collect();
            if self.differ_in_time(&claims) {
                subjects.entry((group[0].0, claims)).or_default().push(group[0].1);
            }
        }
        let mut positions: Vec<Position> = subjects
            .into_iter()
            .map(|((speaker, mut claims), subjects)| {
                let related = self.is_rewritten_within(&claims);
                claims.sort_by_cached_key(|claim| (self.said_on(*claim).first(), self.said_on(*claim).last(), *claim));
                Position { speaker, subjects, claims, related }
            })
            .collect();
        positions.sort_by_cached_key(|position| {
            let of = (position.speaker, position.subjects.clone());
            (!position.related, std::cmp::Reverse(position.claims.len()), of)
        });
        positions
    }

    /// True where not all claims can be of the same day.
    fn differ_in_time(&self, claims: &[ClaimSlot]) -> bool {
        let dates = || claims.iter().map(|claim| self.said_on(*claim));
        let (first_end, last_start) = (dates().map(|date| date.last()).min(), dates().map(|date| date.first()).max());
        first_end < last_start
    }

    /// `claims` are in the order of their slots.
    fn is_rewritten_within(&self, claims: &[ClaimSlot]) -> bool {
        claims.iter().any(|claim| {
            let turns = |related: &Related| related.relation_type != RelationType::Confirms;
            self.related(*claim).iter().any(|related| turns(related) && claims.binary_search(&related.other).is_ok())
        })
    }
}
