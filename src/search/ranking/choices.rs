//! Choices: `a | b` if alternatives are filters or exclude something.
//!
//! The [plan](crate::search::matching::plan) looks up words and ranks by them. Filters and exclusions are sets of records: a
//! choice of nothing else is one more filter, and beside words its set is one more alternative.

use std::sync::Arc;

use crate::corpus::Record;
use crate::search::index::bitset::Bits;
use crate::search::matching::candidates::Reach;
use crate::search::matching::plan::{Need, Plan};
use crate::search::query::{Choice, Query, Term, What};
use crate::search::ranking::filters::{self, Filter};
use crate::search::ranking::numbering::RecordIds;
use crate::search::ranking::ranker::Ranker;

/// Some records of a scope.
#[derive(Debug)]
pub(crate) struct Among {
    records: RecordIds,
    bits: Bits,
}

impl Among {
    /// The records as a set, for the scope that they are of.
    pub(crate) fn bits(&self) -> &Bits {
        &self.bits
    }

    /// True when a record is one of them.
    pub(crate) fn has(&self, record: Record) -> bool {
        self.records.number(record).is_some_and(|number| self.bits.has(number))
    }
}

/// The records that the choices of a query admit without words.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// For each choice with words: the records that its other alternatives admit, if it has some.
    pub(crate) among: Vec<Option<Arc<Among>>>,
    /// The records that all choices without words admit; `None` if there is no such choice.
    pub(crate) filter: Option<Bits>,
}

impl Choices {
    /// Evaluates the choices of a query.
    pub(crate) fn new(ranker: &Ranker, query: &Query) -> Self {
        let mut choices = Self::default();
        for choice in query.choices() {
            let others = choice.alternatives.iter().filter(|terms| !terms.iter().all(Term::is_wanted));
            let bits = others.filter_map(|terms| {
                let query = Query::from_terms(terms);
                let plan = Plan::new(ranker.index, &query, Reach::Prefixes);
                admitted(ranker, &filters::resolved(ranker.index, ranker.corpus, &query), &plan.excluded, None)
            });
            let bits = bits.reduce(Bits::or);
            if choice.worded().next().is_some() {
                let among = bits.map(|bits| Arc::new(Among { records: ranker.records, bits }));
                choices.among.push(among);
            } else {
                let filter = choices.filter.take().into_iter().chain(bits);
                choices.filter = filter.reduce(|all, next| all.and(&next));
            }
        }
        choices
    }
}

impl Choice {
    /// The alternatives that are words and phrases to be looked for.
    pub(crate) fn worded(&self) -> impl Iterator<Item = &[Term]> {
        self.alternatives.iter().map(Vec::as_slice).filter(|terms| terms.iter().all(Term::is_wanted))
    }
}

impl Term {
    /// True for a word or phrase that must be there.
    fn is_wanted(&self) -> bool {
        !self.negated && !matches!(self.what, What::Filter(_))
    }
}

/// Returns the records that filters and exclusions admit, within `filter`; `None` if nothing restricts them.
pub(crate) fn admitted(ranker: &Ranker, filters: &[Filter], excluded: &[Need], filter: Option<Bits>) -> Option<Bits> {
    let Ranker { corpus, index, records, .. } = *ranker;
    let filtered = filters.iter().map(|filter| filter.admitted(corpus, index, records));
    let mut filter = filter.into_iter().chain(filtered).reduce(|all, next| all.and(&next));
    for need in excluded {
        let excluded = ranker.matching(need, filter.as_ref());
        filter = Some(match filter {
            Some(filter) => filter.without(&excluded),
            None => excluded.inverted(),
        });
    }
    filter
}
