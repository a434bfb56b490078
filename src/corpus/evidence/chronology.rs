//! Time: when things happened or were said, beside when they were published.

use std::collections::BTreeMap;

use crate::briefing::{Day, Edtf};
use crate::corpus::{ClaimSlot, Corpus, Narrowing, Record};

/// Claims in the order of time. What has no date of its own stands where it was published, and says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chronology {
    /// The earliest first.
    pub moments: Vec<Moment>,
    /// How many claims were left out because they have no date.
    pub undated: usize,
}

/// A claim in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The claim.
    pub claim: ClaimSlot,
    /// When it happened or was said, as far as that is known; `None` where the document does not say.
    pub date: Option<Edtf>,
    /// When the document was published, as far as that is known.
    pub published: Edtf,
}

/// A month, by year and number from 1.
pub type Month = (i16, i8);

impl Moment {
    /// The date it is ordered by.
    pub fn sort_date(&self) -> Edtf {
        self.date.unwrap_or(self.published)
    }
}

impl Corpus {
    /// The first and the last of the dates of claims; `None` where none of them has one.
    pub fn span_of(&self, claims: &[ClaimSlot]) -> Option<(Edtf, Edtf)> {
        let dates = || claims.iter().filter_map(|claim| self.dated(*claim));
        let first = dates().min_by_key(|date| (date.first(), date.last()))?;
        let last = dates().max_by_key(|date| (date.last(), date.first()))?;
        Some((first, last))
    }

    /// When a claim happened or was said: its own date, or that of what it rests on, which is when it was said there.
    pub fn dated(&self, claim: ClaimSlot) -> Option<Edtf> {
        self.claim(claim).date.or_else(|| self.origin(self.origin_of(claim)?).date)
    }
}

impl Chronology {
    /// Puts claims in the order of time.
    pub fn new(corpus: &Corpus, claims: impl IntoIterator<Item = ClaimSlot>) -> Self {
        let moment = |claim| Moment {
            claim,
            date: corpus.dated(claim),
            published: corpus.document(corpus.document_of(claim)).published,
        };
        let mut moments: Vec<Moment> = claims.into_iter().map(moment).collect();
        moments.sort_by_key(|moment| (moment.sort_date().first(), moment.sort_date().last(), moment.claim));
        Self { moments, undated: 0 }
    }

    /// The claims of a narrowed view in the order of time.
    pub fn from_view(corpus: &Corpus, narrowing: &[Narrowing]) -> Self {
        Self::new(
            corpus,
            corpus.claims().filter(|claim| Narrowing::all_admit(narrowing, corpus, Record::Claim(*claim))),
        )
    }

    /// The same without what is not dated in the time between two dates, both included. When a claim without a date
    /// was published does not say when it happened, so it is left out and counted.
    #[must_use]
    pub fn between(mut self, from: Option<Edtf>, to: Option<Edtf>) -> Self {
        if from.is_none() && to.is_none() {
            return self;
        }
        let all = self.moments.len();
        self.moments.retain(|moment| moment.date.is_some());
        self.undated += all - self.moments.len();
        self.moments.retain(|moment| {
            let date = moment.sort_date();
            from.is_none_or(|from| date.last() >= from.first()) && to.is_none_or(|to| date.first() <= to.last())
        });
        self
    }

    /// From the first day that is known of to the last, of events and publications; `None` where nothing is there.
    pub fn span(&self) -> Option<(Day, Day)> {
        let dates = || self.moments.iter().flat_map(|moment| moment.date.into_iter().chain([moment.published]));
        let first = dates().map(|date| date.first()).min()?;
        let last = dates().map(|date| date.last()).max()?;
        Some((first, last))
    }

    /// How many claims have a date in each month, and how many cannot be put in one: those known only to the year or
    /// to an interval over several months, and those without a date.
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

/// The month in which a date lies as a whole.
fn month(date: &Edtf) -> Option<Month> {
    let year_and_month = |day: Day| (day.year(), day.month());
    (year_and_month(date.first()) == year_and_month(date.last())).then(|| year_and_month(date.first()))
}
