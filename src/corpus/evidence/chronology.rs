//! Claims in the order of time: when things happened or were said, and when they were published.
//!
//! Extends [`Corpus`] with the dates of claims.

use std::collections::BTreeMap;

use crate::briefing::{Day, Edtf};
use crate::corpus::{ClaimSlot, Corpus, InView, Narrowing};

/// Claims in the order of time. A claim without a date is sorted by its document's date of publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chronology {
    /// The earliest first.
    pub moments: Vec<Moment>,
    /// Number of claims that are left out because they have no date.
    pub undated: usize,
}

/// A claim with its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The claim.
    pub claim: ClaimSlot,
    /// When it happened or was said. `None` if the document does not say.
    pub date: Option<Edtf>,
    /// When the document was published. `None` only for a draft.
    pub published: Option<Edtf>,
}

/// A month: the year, and the month from 1.
pub type Month = (i16, i8);

impl Moment {
    /// Returns the date that the claim is sorted by. `None` only for a draft.
    pub fn sort_date(&self) -> Option<Edtf> {
        self.date.or(self.published)
    }
}

impl Corpus {
    /// Returns the first and the last date of claims, or `None` if they have none.
    pub fn span_of(&self, claims: &[ClaimSlot]) -> Option<(Edtf, Edtf)> {
        let dates = || claims.iter().filter_map(|claim| self.dated(*claim));
        let first = dates().min_by_key(|date| (date.first(), date.last()))?;
        let last = dates().max_by_key(|date| (date.last(), date.first()))?;
        Some((first, last))
    }

    /// Returns when a claim happened or was said: its own date or, without one, the date of its origin.
    pub fn dated(&self, claim: ClaimSlot) -> Option<Edtf> {
        self.claim(claim).date.or_else(|| self.origin(self.origin_of(claim)?).date)
    }
}

impl Chronology {
    /// Sorts claims by date.
    pub fn new(corpus: &Corpus, claims: impl IntoIterator<Item = ClaimSlot>) -> Self {
        let moment = |claim| Moment {
            claim,
            date: corpus.dated(claim),
            published: corpus.document(corpus.document_of(claim)).published,
        };
        let mut moments: Vec<Moment> = claims.into_iter().map(moment).collect();
        let when = |moment: &Moment| moment.sort_date().map(|date| (date.first(), date.last()));
        moments.sort_by_key(|moment| (when(moment), moment.claim));
        Self { moments, undated: 0 }
    }

    /// Sorts the claims that are in view by date.
    pub fn from_view(corpus: &Corpus, narrowing: &[Narrowing]) -> Self {
        Self::new(corpus, InView::claims(corpus, narrowing).iter(corpus.claims()))
    }

    /// Keeps the claims with a date that overlaps the time between two dates, both included. Claims without a date are
    /// counted as undated, because the date of publication does not say when something happened.
    #[must_use]
    pub fn between(mut self, from: Option<Edtf>, to: Option<Edtf>) -> Self {
        if from.is_none() && to.is_none() {
            return self;
        }
        self = self.dated();
        self.moments.retain(|moment| {
            let Some(date) = moment.sort_date() else { return false };
            from.is_none_or(|from| date.last() >= from.first()) && to.is_none_or(|to| date.first() <= to.last())
        });
        self
    }

    /// Leaves out the claims without a date, and counts them.
    #[must_use]
    pub fn dated(mut self) -> Self {
        let all = self.moments.len();
        self.moments.retain(|moment| moment.date.is_some());
        self.undated += all - self.moments.len();
        self
    }

    /// Returns the first and the last day of all events and publications, or `None` without claims.
    pub fn span(&self) -> Option<(Day, Day)> {
        let dates = || self.moments.iter().flat_map(|moment| moment.date.into_iter().chain(moment.published));
        let first = dates().map(|date| date.first()).min()?;
        let last = dates().map(|date| date.last()).max()?;
        Some((first, last))
    }

    /// Counts the claims of each month, and the claims that belong to no single month. These have a longer date, such as
    /// a year, or none.
    pub fn months(&self) -> (BTreeMap<Month, usize>, usize) {
        let mut months = BTreeMap::new();
        let mut elsewhere = 0;
        for moment in &self.moments {
            match moment.date.and_then(|date| month(&date)) {
                Some(month) => *months.entry(month).or_insert(0) += 1,
                None => elsewhere += 1,
            }
        }
        (months, elsewhere)
    }
}

/// Returns the month that contains all of a date.
fn month(date: &Edtf) -> Option<Month> {
    let year_and_month = |day: Day| (day.year(), day.month());
    (year_and_month(date.first()) == year_and_month(date.last())).then(|| year_and_month(date.first()))
}
