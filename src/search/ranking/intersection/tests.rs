use proptest::prelude::*;

use super::*;
use crate::corpus::{EntitySlot, Record};
use crate::search::matching::candidates::Fuzziness;
use crate::search::matching::plan::{Clause, Plan};
use crate::search::ranking::ranker::RankingTuning;
use crate::search::tests::SHIPPED;
use crate::search::{Query, Scope};

const FREQUENT: [&str; 16] =
    ["a", "b", "c", "m", "r", "s", "t", "in", "of", "the", "to", "said", "mali", "russia", "president", "government"];

proptest! {
    #[test]
    fn the_best_of_frequent_words_are_those_of_all_that_are_scored(
        typed in prop::collection::vec(prop::sample::select(&FREQUENT[..]), 2..5),
        scope in prop::sample::select(&Scope::ALL[..]),
        limit in 0_usize..60,
        named in prop::collection::btree_set(0_usize..20, 0..3),
        left_out in prop::option::of(2_usize..9),
        few_per_hit in prop::sample::select(vec![1, RankingTuning::default().few_per_hit]),
    ) {
        let searcher = &*SHIPPED;
        let records = RecordIds::new(searcher.corpus(), scope);
        let tuning = RankingTuning { few_per_hit, ..RankingTuning::default() };
        let ranker = Ranker { corpus: searcher.corpus(), index: searcher.index(), records, is_cancelled: &|| false, tuning };
        let plan = Plan::new(searcher.index(), &Query::parse(&typed.join(" ")), Fuzziness::Prefixes);
        let leaves: Vec<_> = plan.clauses.iter().filter_map(|clause| match clause {
            Clause::Leaf(leaf) => Some(leaf),
            _ => None,
        }).collect();
        // Letters that are initials together, such as `m t`, are no leaves.
        prop_assume!(leaves.len() == typed.len());
        let bonuses: Vec<_> = named.into_iter().map(|at| (Record::Entity(EntitySlot::new(at)), WHOLE_NAME)).collect();
        let filter = left_out.map(|step| {
            let mut filter = BitSet::none(records.len());
            (0..records.len()).filter(|number| number % step > 0).for_each(|number| filter.insert(number));
            filter
        });

        let scores = ranker.with_bonuses(ranker.sum_of_all(&plan.clauses, filter.as_ref()), &bonuses);
        let selection = Selection { ranker: &ranker, filter: filter.as_ref(), bonuses: &bonuses, limit };
        let Ranked { best, matching } = FrequentWords::new(&selection, &leaves).select();
        prop_assert!(matching.iter().eq(scores.bits().iter()));
        prop_assert_eq!(best, scores.best(limit));
    }
}
