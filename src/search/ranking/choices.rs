//! Choices: what `a | b` asks for where alternatives are filters or exclude something.
//!
//! Words are looked for by the [`plan`](crate::search::matching::plan), which also ranks by them. Filters and exclusions are sets of
//! records: a choice of nothing else narrows what is searched, and beside words its set is one more alternative.

use std::sync::Arc;

use crate::corpus::Record;
use crate::search::index::bitset::BitSet;
use crate::search::matching::candidates::Fuzziness;
use crate::search::matching::plan::{Clause, Plan};
use crate::search::query::{Choice, Condition, ConditionKind, Query};
use crate::search::ranking::filters;
use crate::search::ranking::numbering::Records;
use crate::search::ranking::ranker::Ranker;

/// Some records of a scope.
#[derive(Debug)]
pub(crate) struct Among {
    records: Records,
    bits: BitSet,
}

impl Among {
    /// The records as a set, for the scope that they are of.
    pub(crate) fn bits(&self) -> &BitSet {
        &self.bits
    }

    /// True when a record is one of them.
    pub(crate) fn has(&self, record: Record) -> bool {
        self.records.number(record).is_some_and(|number| self.bits.has(number))
    }
}

/// What the choices of a query admit beside words.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// Of each choice with words: the records that its other alternatives admit, where it has such.
    pub(crate) among: Vec<Option<Arc<Among>>>,
    /// The records that all choices without words admit; `None` where there is no such choice.
    pub(crate) within: Option<BitSet>,
}

impl Choices {
    /// Evaluates the choices of a query for the records of a ranker.
    pub(crate) fn new(ranker: &Ranker, query: &Query) -> Self {
        let mut choices = Self::default();
        for choice in query.choices() {
            let others = choice.alternatives.iter().filter(|conditions| !conditions.iter().all(Condition::is_wanted));
            let bits = others.filter_map(|conditions| {
                let query = Query::from_conditions(conditions);
                let plan = Plan::new(ranker.index, &query, Fuzziness::Prefixes);
                admitted(ranker, &query, &plan.excluded, None)
            });
            let bits = bits.reduce(BitSet::or);
            if choice.worded().next().is_some() {
                let among = bits.map(|bits| Arc::new(Among { records: ranker.records, bits }));
                choices.among.push(among);
            } else {
                let within = choices.within.take().into_iter().chain(bits);
                choices.within = within.reduce(|all, next| all.and(&next));
            }
        }
        choices
    }
}

impl Choice {
    /// The alternatives that are words and phrases to be looked for.
    pub(crate) fn worded(&self) -> impl Iterator<Item = &[Condition]> {
        self.alternatives.iter().map(Vec::as_slice).filter(|conditions| conditions.iter().all(Condition::is_wanted))
    }
}

impl Condition {
    /// True for a word or phrase that must be there.
    fn is_wanted(&self) -> bool {
        !self.negated && !matches!(self.kind, ConditionKind::Filter(_))
    }
}

/// The records of a set that a query's filters and exclusions admit; `None` where nothing narrows.
pub(crate) fn admitted(ranker: &Ranker, query: &Query, excluded: &[Clause], within: Option<BitSet>) -> Option<BitSet> {
    let Ranker { corpus, index, records, .. } = *ranker;
    let filtered = filters::ready(index, corpus, query).into_iter();
    let filtered = filtered.map(|filter| filter.admitted(corpus, index, records));
    let mut within = within.into_iter().chain(filtered).reduce(|all, next| all.and(&next));
    for need in excluded {
        let excluded = ranker.having(need, within.as_ref());
        within = Some(match within {
            Some(within) => within.without(&excluded),
            None => excluded.inverted(),
        });
    }
    within
}
