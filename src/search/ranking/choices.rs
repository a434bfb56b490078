//! Choices: what `a | b` asks for where alternatives are filters or exclude something.
//!
//! Words are looked for by the [`plan`](crate::search::matching::plan), which also ranks by them. Filters and exclusions are sets of
//! records: a choice of nothing else narrows what is searched, and beside words its set is one more alternative.

use std::sync::Arc;

use crate::search::index::bitset::BitSet;
use crate::search::matching::candidates::Fuzziness;
use crate::search::matching::plan::{Clause, Plan, RecordSet};
use crate::search::query::{Condition, Query};
use crate::search::ranking::filters;
use crate::search::ranking::ranker::Ranker;

/// What the choices of a query admit beside words.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// Of each choice with words: the records that its other alternatives admit, where it has such.
    pub(crate) among: Vec<Option<Arc<RecordSet>>>,
    /// The records that all choices without words admit; `None` where there is no such choice.
    pub(crate) within: Option<BitSet>,
}

impl Choices {
    /// Evaluates the choices of a query for the records of a ranker.
    pub(crate) fn new(ranker: &Ranker, query: &Query) -> Self {
        let mut choices = Self::default();
        for choice in query.choices() {
            let others =
                choice.alternatives.iter().filter(|conditions| !conditions.iter().all(Condition::requires_text));
            let bits = others.filter_map(|conditions| {
                let query = Query::from_conditions(conditions);
                let plan = Plan::new(ranker.index, &query, Fuzziness::Prefixes);
                admitted(ranker, &query, &plan.excluded, None)
            });
            let bits = bits.reduce(BitSet::or);
            if choice.text_alternatives().next().is_some() {
                let among = bits.map(|bits| Arc::new(RecordSet::new(bits, |kind| ranker.records.range(kind))));
                choices.among.push(among);
            } else {
                let within = choices.within.take().into_iter().chain(bits);
                choices.within = within.reduce(|all, next| all.and(&next));
            }
        }
        choices
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
