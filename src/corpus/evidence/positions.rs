//! Extends [`Corpus`] with positions: what the same speaker said on the same subject at different times.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::briefing::{Day, Edtf, Kind, RelationType};
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, InView, Narrowing, Related, Voice};

/// What one speaker said on the same subjects at different times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The speaker.
    pub speaker: EntitySlot,
    /// The subjects. Several if exactly the same claims are about them.
    pub subjects: Vec<EntitySlot>,
    /// Two or more claims, the earliest first. They cannot all be from the same day.
    pub claims: Vec<ClaimSlot>,
    /// Whether one of them updates, disputes or qualifies another.
    pub related: bool,
}

/// Two claims of which one updates the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Update {
    /// The claim that is updated.
    pub earlier: ClaimSlot,
    /// The claim that updates it.
    pub later: ClaimSlot,
    /// The relation of the later claim to the earlier one.
    pub related: Related,
}

impl Corpus {
    /// Returns when a claim was made: its own date, else the date of its origin, else its document's date of publication.
    /// `None` only for a draft.
    pub fn said_on(&self, claim: ClaimSlot) -> Option<Edtf> {
        self.dated(claim).or_else(|| self.document(self.document_of(claim)).published)
    }

    /// Returns the first and last day on which a claim was made, by which claims are put in the order of time.
    fn said_within(&self, claim: ClaimSlot) -> Option<(Day, Day)> {
        self.said_on(claim).map(|date| (date.first(), date.last()))
    }

    /// Returns every pair of claims of which one updates the other, in the order of time. At least one claim of each pair
    /// is in view.
    pub fn updates(&self, narrowing: &[Narrowing]) -> Vec<Update> {
        let in_view = InView::claims(self, narrowing);
        let mut updates = Vec::new();
        for later in self.claims() {
            let updated = self
                .related(later)
                .iter()
                .filter(|related| related.active && related.relation_type == RelationType::Updates);
            updates.extend(updated.map(|related| Update { earlier: related.other, later, related: *related }));
        }
        updates.retain(|update| in_view.has(update.earlier) || in_view.has(update.later));
        let when = |claim| (self.said_within(claim), claim);
        updates.sort_by_key(|update| (when(update.earlier), when(update.later)));
        updates
    }

    /// Returns what speakers said on the same subjects at different times. Those with a relation between their claims come
    /// first, then those with the most claims.
    ///
    /// Facts that an author reports are not a position. So only claims with a speaker count, and opinions and forecasts
    /// of authors.
    pub fn positions(&self, narrowing: &[Narrowing]) -> Vec<Position> {
        let in_view = InView::claims(self, narrowing);
        let mut said: Vec<(EntitySlot, EntitySlot, ClaimSlot)> = Vec::new();
        for claim in in_view.iter(self.claims()) {
            // A joint claim is a position of each speaker.
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
                let related = self.contradict_or_update(&claims);
                claims.sort_by_cached_key(|claim| (self.said_within(*claim), *claim));
                Position { speaker, subjects, claims, related }
            })
            .collect();
        positions.sort_by_cached_key(|position| {
            let who_and_what = (position.speaker, position.subjects.clone());
            (!position.related, Reverse(position.claims.len()), who_and_what)
        });
        positions
    }

    /// Returns whether claims cannot all be from the same day.
    fn differ_in_time(&self, claims: &[ClaimSlot]) -> bool {
        let dates = || claims.iter().filter_map(|claim| self.said_on(*claim));
        let (first_end, last_start) = (dates().map(|date| date.last()).min(), dates().map(|date| date.first()).max());
        first_end < last_start
    }

    /// Returns whether one of the claims updates, disputes or qualifies another. `claims` must be sorted.
    fn contradict_or_update(&self, claims: &[ClaimSlot]) -> bool {
        claims.iter().any(|claim| {
            let changes = |related: &Related| related.relation_type != RelationType::Confirms;
            self.related(*claim).iter().any(|related| changes(related) && claims.binary_search(&related.other).is_ok())
        })
    }
}
