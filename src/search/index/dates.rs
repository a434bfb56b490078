//! Dates: when each claim happened or was said, as [`Corpus::dated`] has it, without a look at the claim.

use hashbrown::HashMap;

use crate::briefing::Edtf;
use crate::corpus::{ClaimSlot, Corpus};

/// The claims by their dates, which are few compared with the claims.
#[derive(Debug, Default)]
pub(crate) struct Dates(Vec<(Edtf, Box<[ClaimSlot]>)>);

impl Dates {
    pub(crate) fn new(corpus: &Corpus) -> Self {
        let mut dates: Vec<(Edtf, Vec<ClaimSlot>)> = Vec::new();
        let mut places: HashMap<Edtf, usize> = HashMap::new();
        // A document's claims lie side by side; to ask for each by itself would look for each anew.
        let of = |document| corpus.claims_in(document).zip(&corpus.document(document).claims);
        for (slot, claim) in corpus.documents().flat_map(of) {
            let Some(date) = claim.date.or_else(|| corpus.dated(slot)) else { continue };
            let place = *places.entry(date).or_insert(dates.len());
            if place == dates.len() {
                dates.push((date, Vec::new()));
            }
            dates[place].1.push(slot);
        }
        Self(dates.into_iter().map(|(date, claims)| (date, claims.into())).collect())
    }

    /// How much memory they take.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.0[..]) + self.0.iter().map(|(_, claims)| size_of_val(&claims[..])).sum::<usize>()
    }

    /// The claims whose date fulfils a test, by date.
    pub(crate) fn claims(&self, test: impl Fn(&Edtf) -> bool) -> impl Iterator<Item = ClaimSlot> {
        let dates = self.0.iter().filter(move |(date, _)| test(date));
        dates.flat_map(|(_, claims)| claims.iter().copied())
    }
}
