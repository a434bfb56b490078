//! Choices: `a | b` if alternatives are filters or exclude something.
//!
//! The [plan](crate::search::matching::plan) looks up words and ranks by them. Filters and exclusions are sets of records: a
//! choice of nothing else is one more filter, and beside words its set is one more alternative.

use std::sync::Arc;

use crate::search::index::bitset::BitSet;
use crate::search::matching::candidates::Fuzziness;
use crate::search::matching::plan::{Clause, Plan, RecordSet};
use crate::search::query::{Condition, Query};
use crate::search::ranking::filters::{self, ResolvedFilter};
use crate::search::ranking::ranker::Ranker;

/// The records that the choices of a query admit without words.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// For each choice with words: the records that its other alternatives admit, if it has some.
    pub(crate) among: Vec<Option<Arc<RecordSet>>>,
    /// The records that all choices without words admit; `None` if there is no such choice.
    pub(crate) filter: Option<BitSet>,
}

impl Choices {
    /// Evaluates the choices of a query.
    pub(crate) fn new(ranker: &Ranker, query: &Query) -> Self {
        let mut choices = Self::default();
        for choice in query.choices() {
            let others =
                choice.alternatives.iter().filter(|conditions| !conditions.iter().all(Condition::requires_text));
            let bits = others.filter_map(|conditions| {
                let query = Query::from_conditions(conditions);
                let plan = Plan::new(ranker.index, &query, Fuzziness::Prefixes);
                admitted(ranker, &filters::resolved(ranker.index, ranker.corpus, &query), &plan.excluded, None)
            });
            let bits = bits.reduce(BitSet::or);
            if choice.text_alternatives().next().is_some() {
                let among = bits.map(|bits| Arc::new(RecordSet::new(bits, ranker.records)));
                choices.among.push(among);
            } else {
                let filter = choices.filter.take().into_iter().chain(bits);
                choices.filter = filter.reduce(|all, next| all.and(&next));
            }
        }
        choices
    }
}

/// Returns the records that filters and exclusions admit, within `filter`; `None` if nothing restricts them.
pub(crate) fn admitted(
    ranker: &Ranker,
    filters: &[ResolvedFilter],
    excluded: &[Clause],
    filter: Option<BitSet>,
) -> Option<BitSet> {
    let Ranker { corpus, index, records, .. } = *ranker;
    let filtered = filters.iter().map(|filter| filter.admitted(corpus, index, records));
    let mut filter = filter.into_iter().chain(filtered).reduce(|all, next| all.and(&next));
    for clause in excluded {
        let excluded = ranker.matching(clause, filter.as_ref());
        filter = Some(match filter {
            Some(filter) => filter.without(&excluded),
            None => excluded.inverted(),
        });
    }
    filter
}
