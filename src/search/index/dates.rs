//! Groups claims by date, so that a `date:` filter does not have to read each claim.

use hashbrown::HashMap;

use crate::briefing::Edtf;
use crate::corpus::{ClaimSlot, Corpus};

/// The claims by [`Corpus::dated`]. There are far fewer dates than claims.
#[derive(Debug, Default)]
pub(crate) struct DateIndex(Vec<(Edtf, Box<[ClaimSlot]>)>);

impl DateIndex {
    /// Groups the claims of a corpus.
    pub(crate) fn new(corpus: &Corpus) -> Self {
        let mut dates: Vec<(Edtf, Vec<ClaimSlot>)> = Vec::new();
        let mut places: HashMap<Edtf, usize> = HashMap::new();
        // Iterating by document avoids looking up the document of each claim.
        let with_slots = |document| corpus.with_drafts().claims_in(document).zip(&corpus.document(document).claims);
        for (slot, claim) in corpus.documents().flat_map(with_slots) {
            let Some(date) = claim.date.or_else(|| corpus.dated(slot)) else { continue };
            let place = *places.entry(date).or_insert(dates.len());
            if place == dates.len() {
                dates.push((date, Vec::new()));
            }
            dates[place].1.push(slot);
        }
        Self(dates.into_iter().map(|(date, claims)| (date, claims.into())).collect())
    }

    /// Returns the memory used, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.0[..]) + self.0.iter().map(|(_, claims)| size_of_val(&claims[..])).sum::<usize>()
    }

    /// Returns the claims whose date fulfils `test`, grouped by date.
    pub(crate) fn claims(&self, test: impl Fn(&Edtf) -> bool) -> impl Iterator<Item = ClaimSlot> {
        let dates = self.0.iter().filter(move |(date, _)| test(date));
        dates.flat_map(|(_, claims)| claims.iter().copied())
    }
}
