//! Joining words that are all in many records: `in the`, `a b`.
//!
//! Nearly every record would have to be tallied, and most of them are worth the same. But a word that is in many texts
//! has a set of claims with a bit for each, and sets are intersected 64 claims at a time. So it is counted first which
//! sum of points, the *floor*, at least `limit` claims reach by sets alone. Then those records are tallied that a list
//! may lift up to the floor, which are few: names above all. The order of the others is that of their sets.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use crate::corpus::Record;
use crate::search::index::bitset::BitSet;
use crate::search::matching::plan::Leaf;
use crate::search::ranking::contributions::{Source, Within};
use crate::search::ranking::numbering::{Records, Tally};
use crate::search::ranking::ranker::{Ranker, WHOLE_NAME};
use crate::search::ranking::top_k::Best;

/// Up to so many records for each that is wanted are tallied without further ado.
const FEW: usize = if cfg!(test) { 1 } else { 256 };

/// So many ways are gone through to find what enough claims reach by sets.
const MOST_WAYS: usize = 256;

/// Floors are tried that about so many records may reach, for each that is wanted.
const TRIES: [usize; 2] = [32, 256];

impl Ranker<'_> {
    /// The best `limit` records that have all leaves, the best first, and all that have.
    pub(crate) fn best_of_frequent(
        &self,
        leaves: &[&Leaf],
        within: Option<&BitSet>,
        called: &[(Record, u32)],
        limit: usize,
    ) -> (Vec<(usize, u32)>, BitSet) {
        let words: Vec<_> = leaves.par_iter().map(|leaf| Word::new(self, leaf)).collect();
        let having = words.iter().map(|word| word.having.clone());
        let all = having.chain(within.cloned()).reduce(|all, next| all.and(&next));
        let all = all.unwrap_or_else(|| BitSet::none(self.records.len()));
        let best = Join { ranker: self, words, all: &all, called, limit }.best();
        (best, all)
    }
}

/// One of the words.
struct Word<'a> {
    /// From where records get points for it.
    sources: Vec<Source<'a>>,
    /// The most that any of them gives, and the most that a set gives.
    best: u32,
    most: u32,
    /// The records that have it.
    having: BitSet,
}

impl<'a> Word<'a> {
    fn new(ranker: &'a Ranker, leaf: &Leaf) -> Self {
        let sources = ranker.sources(leaf, None, &[]);
        let having = ranker.having_of(leaf, &sources);
        let sets = sources.iter().filter(|source| source.set().is_some());
        let most = sets.map(|source| source.points).max().unwrap_or(0);
        let best = sources.iter().map(|source| source.points).max().unwrap_or(0);
        Self { sources, best, most, having }
    }

    /// The records that get more than sets give.
    fn above(&self, records: Records) -> BitSet {
        let mut above = BitSet::none(records.len());
        for source in self.sources.iter().filter(|source| source.points > self.most) {
            source.insert_into(&mut above, records.first_claim(), None);
        }
        above
    }
}

/// What words have in common.
struct Join<'a> {
    ranker: &'a Ranker<'a>,
    words: Vec<Word<'a>>,
    /// The records that have all words.
    all: &'a BitSet,
    called: &'a [(Record, u32)],
    limit: usize,
}

impl<'a> Join<'a> {
    /// The best records. The higher a floor, the fewer have to be tallied; but enough must reach it.
    fn best(&self) -> Vec<(usize, u32)> {
        // Where it is only asked who has the words, nobody is ranked.
        if self.limit == 0 {
            return Vec::new();
        }
        let mut floor = self.reached();
        let count = self.all.count();
        let twice = (count > self.limit.saturating_mul(FEW)).then(|| self.twice());
        // Where sets hardly tell the order, or few have to be put in order, nothing is spared.
        let Some(twice) = twice.filter(|twice| twice.count() <= count / 2) else {
            return self.tally(floor, self.all).best(self.limit);
        };
        for records in TRIES {
            let Some(higher) = self.higher(floor, self.limit.saturating_mul(records), &twice) else { break };
            let best = self.reaching(higher, &twice);
            let last = best.last().filter(|_| best.len() >= self.limit).map(|(_, points)| *points);
            if last.is_some_and(|last| last >= higher) {
                return best;
            }
            if let Some(last) = last {
                floor = floor.max(last);
                break;
            }
        }
        if floor > 0 { self.reaching(floor, &twice) } else { self.tally(0, self.all).best(self.limit) }
    }

    /// The records that get more than sets give for more than one word.
    fn twice(&self) -> BitSet {
        let above: Vec<_> = self.words.par_iter().map(|word| word.above(self.ranker.records).and(self.all)).collect();
        let (mut once, mut twice) = (BitSet::none(self.all.len()), BitSet::none(self.all.len()));
        for above in above {
            twice.insert_from(&once.clone().and(&above), 0);
            once.insert_from(&above, 0);
        }
        twice
    }

    /// Every source that is no set, with the most that its records are worth if no other word gives them more than its
    /// sets do; and if no other word gives them more above its own sets than this one.
    fn lists(&self) -> impl Iterator<Item = (&Source<'a>, u32, u32)> {
        let all: u32 = self.words.iter().map(|word| word.most).sum();
        self.words.iter().flat_map(move |word| {
            let lists = word.sources.iter().filter(|source| source.set().is_none());
            lists.map(move |source| {
                let alone = all - word.most + source.points;
                let above = source.points.saturating_sub(word.most);
                let others = self.words.iter().map(|other| above.min(other.best - other.most)).sum::<u32>() - above;
                (source, alone, alone + others)
            })
        })
    }

    fn ways(&self) -> Ways<'_> {
        Ways::new(&self.words)
    }

    /// A floor that enough claims reach by sets alone; 0 where too few do.
    fn reached(&self) -> u32 {
        let mut left = self.all.from(self.ranker.records.first_claim());
        let mut count = 0;
        for (sum, sets) in self.ways().take(MOST_WAYS) {
            let having = intersection(&left, &sets);
            count += having.count();
            if count >= self.limit {
                return sum;
            }
            left = left.without(&having);
        }
        0
    }

    /// A floor above another that more than about so many records may reach; `None` where few more would reach the other.
    fn higher(&self, floor: u32, records: usize, twice: &BitSet) -> Option<u32> {
        let (twice, all) = (twice.count(), self.all.count().max(1));
        let mut reaching: Vec<usize> = Vec::new();
        let mut add = |reach: u32, len| {
            let reach = reach as usize;
            reaching.resize(reaching.len().max(reach + 1), 0);
            reaching[reach] += len;
        };
        for (source, alone, with_others) in self.lists() {
            add(alone, source.len());
            add(with_others, source.len() * twice / all);
        }
        let mut left = records;
        let higher = (floor as usize + 1..reaching.len()).rev().find(|reach| {
            let enough = reaching[*reach] > left;
            left = left.saturating_sub(reaching[*reach]);
            enough
        });
        higher.and_then(|reach| u32::try_from(reach).ok())
    }

    /// The best records, if enough of them reach a floor.
    fn reaching(&self, floor: u32, twice: &BitSet) -> Vec<(usize, u32)> {
        let mut best = Best::new(self.limit);
        let listed = self.listed(floor, twice);
        self.tally(floor, &listed).each().for_each(|(number, points)| best.push(number, points));
        let first_claim = self.ranker.records.first_claim();
        let mut left = self.all.from(first_claim).without(&listed.from(first_claim));
        for (sum, sets) in self.ways().take_while(|(sum, _)| *sum >= floor) {
            let having = intersection(&left, &sets);
            // They are worth the same, and the first ones count.
            having.iter().take(self.limit).for_each(|claim| best.push(first_claim + claim, sum));
            left = left.without(&having);
        }
        best.ranked()
    }

    /// The records that may be worth more than their sets tell, and reach a floor.
    ///
    /// Of what reaches the floor, either no list gives more than the sets of a word, or one does for a single word, or
    /// there are more such words; then the list that is highest above the sets of its word tells how high the others can
    /// be.
    fn listed(&self, floor: u32, twice: &BitSet) -> BitSet {
        let (records, mut listed) = (self.ranker.records, BitSet::none(self.all.len()));
        let twice = Within::new(twice, records);
        for (source, alone, with_others) in self.lists() {
            if alone >= floor {
                source.insert_into(&mut listed, records.first_claim(), None);
            } else if with_others >= floor {
                source.insert_into(&mut listed, records.first_claim(), Some(&twice));
            }
        }
        for number in self.called.iter().filter_map(|(record, _)| records.number(*record)) {
            listed.insert(number);
        }
        listed.and(self.all)
    }

    /// What those of some records that may reach a floor get from all words.
    fn tally(&self, floor: u32, within: &BitSet) -> Tally {
        let all = self.words.iter().map(|word| word.best).sum::<u32>();
        let all = if self.called.is_empty() { all } else { all + WHOLE_NAME };
        let tally = self.ranker.sum(&self.words, Some(within), |word, within| {
            let least = (floor + word.best).saturating_sub(all);
            let relevant: Vec<_> = word.sources.iter().filter(|source| source.points >= least).collect();
            let within = within.map(|bits| Within::new(bits, self.ranker.records));
            self.ranker.raised(&relevant, within.as_ref())
        });
        self.ranker.praised(tally, self.called)
    }
}

/// The ways to take one set for each word, from those that give most together downwards.
struct Ways<'a> {
    /// For each word, what its sets give, from the most downwards.
    words: Vec<Vec<(u32, &'a BitSet)>>,
    /// What some ways give, and which set of each word they take. Behind a way come those that take the next set of one
    /// word, the last that has left its first or a later one; so each way comes once.
    next: BinaryHeap<(u32, Vec<usize>)>,
}

impl<'a> Ways<'a> {
    fn new(words: &'a [Word]) -> Self {
        let sets = |word: &'a Word| {
            let mut sets: Vec<_> =
                word.sources.iter().filter_map(|source| Some((source.points, source.set()?))).collect();
            sets.sort_by_key(|(points, _)| Reverse(*points));
            sets
        };
        let words: Vec<_> = words.iter().map(sets).collect();
        let mut ways = Self { next: BinaryHeap::new(), words };
        ways.add(vec![0; ways.words.len()]);
        ways
    }

    /// Adds a way, where there are so many sets.
    fn add(&mut self, way: Vec<usize>) {
        let sets = self.words.iter().zip(&way).map(|(sets, at)| sets.get(*at).map(|(points, _)| *points));
        if let Some(sum) = sets.sum() {
            self.next.push((sum, way));
        }
    }
}

impl<'a> Iterator for Ways<'a> {
    /// What the sets give together, and the sets.
    type Item = (u32, Vec<&'a BitSet>);

    fn next(&mut self) -> Option<Self::Item> {
        let (sum, way) = self.next.pop()?;
        let left = way.iter().rposition(|at| *at > 0).unwrap_or(0);
        for word in left..way.len() {
            let mut behind = way.clone();
            behind[word] += 1;
            self.add(behind);
        }
        Some((sum, self.words.iter().zip(way).map(|(sets, at)| sets[at].1).collect()))
    }
}

fn intersection(within: &BitSet, sets: &[&BitSet]) -> BitSet {
    sets.iter().fold(within.clone(), |all, set| all.and(set))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::EntitySlot;
    use crate::search::matching::candidates::Fuzziness;
    use crate::search::matching::plan::{Clause, Plan};
    use crate::search::tests::SHIPPED;
    use crate::search::{Query, Scope};

    const FREQUENT: [&str; 16] = [
        "a",
        "b",
        "c",
        "m",
        "r",
        "s",
        "t",
        "in",
        "of",
        "the",
        "to",
        "said",
        "mali",
        "russia",
        "president",
        "government",
    ];

    proptest! {
        #[test]
        fn the_best_of_frequent_words_are_those_of_all_that_are_tallied(
            typed in prop::collection::vec(prop::sample::select(&FREQUENT[..]), 2..5),
            scope in prop::sample::select(&Scope::ALL[..]),
            limit in 0_usize..60,
            called in prop::collection::btree_set(0_usize..20, 0..3),
            left_out in prop::option::of(2_usize..9),
        ) {
            let (corpus, index) = &*SHIPPED;
            let records = Records::new(corpus, scope);
            let ranker = Ranker { corpus, index, records, overtaken: &|| false };
            let plan = Plan::new(index, &Query::parse(&typed.join(" ")), Fuzziness::Prefixes);
            let leaves: Vec<_> = plan.clauses.iter().filter_map(|need| match need {
                Clause::Leaf(leaf) => Some(leaf),
                _ => None,
            }).collect();
            // Letters that are initials together, such as `m t`, are no leaves.
            prop_assume!(leaves.len() == typed.len());
            let called: Vec<_> = called.into_iter().map(|at| (Record::Entity(EntitySlot::new(at)), WHOLE_NAME)).collect();
            let within = left_out.map(|step| {
                let mut within = BitSet::none(records.len());
                (0..records.len()).filter(|number| number % step > 0).for_each(|number| within.insert(number));
                within
            });

            let tally = ranker.praised(ranker.all(&plan.clauses, within.as_ref()), &called);
            let (best, all) = ranker.best_of_frequent(&leaves, within.as_ref(), &called, limit);
            prop_assert!(all.iter().eq(tally.bits().iter()));
            prop_assert_eq!(best, tally.best(limit));
        }
    }
}
