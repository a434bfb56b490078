//! Several frequent words together: `in the`, `a b`. A top-k conjunction with score thresholds.
//!
//! Nearly every record matches, and most have equal scores, so scoring each would be waste. But a frequent word has its
//! claims as bit sets, which are intersected 64 claims at a time:
//!
//! 1. Find a *threshold*: a score that at least `limit` claims reach through their sets alone.
//! 2. Score only the records that some posting list may lift to the threshold. They are few, mostly by names.
//! 3. The order of all others is that of their set combinations.
//!
//! This is the idea of `MaxScore` (Turtle and Flood 1995) applied to sets. `docs/ranking.md` has the proof.

use rayon::prelude::*;

use crate::search::index::bitset::BitSet;
use crate::search::matching::plan::Leaf;
use crate::search::ranking::accumulator::Scores;
use crate::search::ranking::contribution::Contribution;
use crate::search::ranking::ranker::Ranker;
use crate::search::ranking::record_filter::RecordFilter;
use crate::search::ranking::score::WHOLE_NAME;
use crate::search::ranking::selection::{Ranked, Selection};
use crate::search::ranking::set_combinations::SetCombinations;
use crate::search::ranking::top_k::TopK;
use crate::search::record_ids::RecordIds;

/// Maximum number of set combinations that are tried to find a threshold.
const MAX_COMBINATIONS: usize = 256;

/// Sizes of the pool of records to score, per wanted record. For each size, a threshold is tried that about this many records may reach.
const POOL_SIZES: [usize; 2] = [32, 256];

/// One of the words.
struct FrequentWord<'a> {
    contributions: Vec<Contribution<'a>>,
    /// The highest points of any contribution.
    best: u32,
    /// The highest points of a contribution that is a set.
    best_set: u32,
    /// The records that have the word.
    matching: BitSet,
}

impl<'a> FrequentWord<'a> {
    fn new(ranker: &Ranker<'a>, leaf: &Leaf) -> Self {
        let contributions = ranker.contributions(leaf, None, &[]);
        let matching = ranker.recipients(&contributions, None);
        let sets = contributions.iter().filter(|one| one.set().is_some());
        let best_set = sets.map(|one| one.points).max().unwrap_or(0);
        let best = contributions.iter().map(|one| one.points).max().unwrap_or(0);
        Self { contributions, best, best_set, matching }
    }

    /// Returns the records that get more than a set gives.
    fn above_sets(&self, records: RecordIds) -> BitSet {
        let mut above = BitSet::none(records.len());
        for one in self.contributions.iter().filter(|one| one.points > self.best_set) {
            one.insert_into(&mut above, records.first_claim(), None);
        }
        above
    }

    fn sets(&self) -> Vec<(u32, &BitSet)> {
        self.contributions.iter().filter_map(|one| Some((one.points, one.set()?))).collect()
    }
}

/// A posting list that is no set, with upper bounds for the scores of its records.
struct BoundedList<'w, 'a> {
    list: &'w Contribution<'a>,
    /// If all other words give at most what their sets give.
    alone: u32,
    /// If other words give at most as much above their sets as this list does above the sets of its word.
    with_others: u32,
}

/// A selection by several words that are all frequent.
pub(crate) struct FrequentWords<'a> {
    selection: &'a Selection<'a>,
    words: Vec<FrequentWord<'a>>,
    /// The records that have all words.
    matching: BitSet,
}

impl<'a> FrequentWords<'a> {
    pub(crate) fn new(selection: &'a Selection<'a>, leaves: &[&Leaf]) -> Self {
        let ranker = selection.ranker;
        let words: Vec<_> = leaves.par_iter().map(|leaf| FrequentWord::new(ranker, leaf)).collect();
        let matching = words.iter().map(|word| word.matching.clone());
        let matching = matching.chain(selection.filter.cloned()).reduce(|all, next| all.and(&next));
        let matching = matching.unwrap_or_else(|| BitSet::none(ranker.records.len()));
        Self { selection, words, matching }
    }

    pub(crate) fn select(self) -> Ranked {
        let best = self.best();
        Ranked { best, matching: self.matching }
    }

    /// Returns the best records. The higher the threshold, the fewer records are scored, but enough must reach it.
    fn best(&self) -> Vec<(usize, u32)> {
        let limit = self.selection.limit;
        // If only the matching records are asked for, none clauses a score.
        if limit == 0 {
            return Vec::new();
        }
        let mut threshold = self.threshold_by_sets();
        let count = self.matching.count();
        let few = limit.saturating_mul(self.selection.ranker.tuning.few_per_hit);
        let lifted_twice = (count > few).then(|| self.lifted_twice());
        // If few records have to be ordered, or sets hardly determine the order, nothing is saved.
        let Some(lifted_twice) = lifted_twice.filter(|lifted_twice| lifted_twice.count() <= count / 2) else {
            return self.scores(threshold, &self.matching).best(limit);
        };
        for pool in POOL_SIZES {
            let Some(higher) = self.higher_threshold(threshold, limit.saturating_mul(pool), &lifted_twice) else {
                break;
            };
            let best = self.best_above(higher, &lifted_twice);
            let last = best.last().filter(|_| best.len() >= limit).map(|(_, points)| *points);
            if last.is_some_and(|last| last >= higher) {
                return best;
            }
            if let Some(last) = last {
                threshold = threshold.max(last);
                break;
            }
        }
        if threshold > 0 {
            self.best_above(threshold, &lifted_twice)
        } else {
            self.scores(0, &self.matching).best(limit)
        }
    }

    /// Returns the records that get more than sets give from more than one word.
    fn lifted_twice(&self) -> BitSet {
        let records = self.selection.ranker.records;
        let above: Vec<_> = self.words.par_iter().map(|word| word.above_sets(records).and(&self.matching)).collect();
        let (mut once, mut twice) = (BitSet::none(self.matching.len()), BitSet::none(self.matching.len()));
        for above in above {
            twice.insert_from(&once.clone().and(&above), 0);
            once.insert_from(&above, 0);
        }
        twice
    }

    /// Yields each posting list that is no set, with upper bounds for the total scores of its records.
    fn bounded_lists(&self) -> impl Iterator<Item = BoundedList<'_, 'a>> {
        let all_sets: u32 = self.words.iter().map(|word| word.best_set).sum();
        self.words.iter().flat_map(move |word| {
            let lists = word.contributions.iter().filter(|one| one.set().is_none());
            lists.map(move |list| {
                let alone = all_sets - word.best_set + list.points;
                let above = list.points.saturating_sub(word.best_set);
                let all = self.words.iter().map(|other| above.min(other.best - other.best_set)).sum::<u32>();
                BoundedList { list, alone, with_others: alone + all - above }
            })
        })
    }

    fn combinations(&self) -> SetCombinations<'_> {
        SetCombinations::new(self.words.iter().map(FrequentWord::sets).collect())
    }

    /// Returns a score that at least `limit` claims reach by sets alone; 0 if too few do.
    fn threshold_by_sets(&self) -> u32 {
        let mut left = self.matching.from(self.selection.ranker.records.first_claim());
        let mut count = 0;
        for (sum, sets) in self.combinations().take(MAX_COMBINATIONS) {
            let matching = intersection(&left, &sets);
            count += matching.count();
            if count >= self.selection.limit {
                return sum;
            }
            left = left.without(&matching);
        }
        0
    }

    /// Returns a threshold above `threshold` that more than about `records` records may reach; `None` if there is none.
    fn higher_threshold(&self, threshold: u32, records: usize, lifted_twice: &BitSet) -> Option<u32> {
        let (lifted_twice, all) = (lifted_twice.count(), self.matching.count().max(1));
        // For each score: the number of records that reach at most this score.
        let mut reaching: Vec<usize> = Vec::new();
        let mut add = |score: u32, len| {
            let score = score as usize;
            reaching.resize(reaching.len().max(score + 1), 0);
            reaching[score] += len;
        };
        for bounded in self.bounded_lists() {
            add(bounded.alone, bounded.list.len());
            add(bounded.with_others, bounded.list.len() * lifted_twice / all);
        }
        let mut left = records;
        let higher = (threshold as usize + 1..reaching.len()).rev().find(|score| {
            let enough = reaching[*score] > left;
            left = left.saturating_sub(reaching[*score]);
            enough
        });
        higher.and_then(|score| u32::try_from(score).ok())
    }

    /// Returns the best records. They are right if at least `limit` records reach the threshold.
    fn best_above(&self, threshold: u32, lifted_twice: &BitSet) -> Vec<(usize, u32)> {
        let limit = self.selection.limit;
        let mut best = TopK::new(limit);
        let liftable = self.liftable(threshold, lifted_twice);
        self.scores(threshold, &liftable).iter().for_each(|(number, score)| best.push(number, score));
        let first_claim = self.selection.ranker.records.first_claim();
        let mut left = self.matching.from(first_claim).without(&liftable.from(first_claim));
        for (sum, sets) in self.combinations().take_while(|(sum, _)| *sum >= threshold) {
            let matching = intersection(&left, &sets);
            // Scores are equal, so the lowest numbers are best.
            matching.iter().take(limit).for_each(|claim| best.push(first_claim + claim, sum));
            left = left.without(&matching);
        }
        best.into_sorted()
    }

    /// Returns the records that may get more than their sets give, and may reach the threshold.
    ///
    /// Either one word lifts a record above its sets, which `alone` bounds; or several do, and then the list that is
    /// highest above the sets of its word bounds the others, as `with_others` says.
    fn liftable(&self, threshold: u32, lifted_twice: &BitSet) -> BitSet {
        let (records, mut liftable) = (self.selection.ranker.records, BitSet::none(self.matching.len()));
        let lifted_twice = RecordFilter::new(lifted_twice, records);
        for BoundedList { list, alone, with_others } in self.bounded_lists() {
            if alone >= threshold {
                list.insert_into(&mut liftable, records.first_claim(), None);
            } else if with_others >= threshold {
                list.insert_into(&mut liftable, records.first_claim(), Some(&lifted_twice));
            }
        }
        for number in self.selection.bonuses.iter().filter_map(|(record, _)| records.number(*record)) {
            liftable.insert(number);
        }
        liftable.and(&self.matching)
    }

    /// Returns the scores of records. Those that cannot reach the threshold may be left out.
    fn scores(&self, threshold: u32, filter: &BitSet) -> Scores {
        let (ranker, bonuses) = (self.selection.ranker, self.selection.bonuses);
        let all = self.words.iter().map(|word| word.best).sum::<u32>();
        let all = if bonuses.is_empty() { all } else { all + WHOLE_NAME };
        let scores = ranker.sum(&self.words, Some(filter), |word, filter| {
            let least = (threshold + word.best).saturating_sub(all);
            let relevant: Vec<_> = word.contributions.iter().filter(|one| one.points >= least).collect();
            let filter = filter.map(|bits| RecordFilter::new(bits, ranker.records));
            ranker.max_scores(&relevant, filter.as_ref())
        });
        ranker.with_bonuses(scores, bonuses)
    }
}

fn intersection(claims: &BitSet, sets: &[&BitSet]) -> BitSet {
    sets.iter().fold(claims.clone(), |all, set| all.and(set))
}

#[cfg(test)]
mod tests;
