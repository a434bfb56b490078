//! Joining words that are all in many records: `in the`, `a b`.
//!
//! Nearly every record would have to be tallied, and most of them are worth the same. But the words that are in most
//! texts have sets of claims with a bit for each, and these are intersected 64 claims at a time. So it is counted first,
//! from the sets that give most downwards, what sum enough claims reach. Then those records are tallied that something
//! else than sets can lift there, which are few; of all others the sets alone tell the order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::best::Best;
use super::bits::Bits;
use super::plan::Leaf;
use super::rank::{Ranker, WHOLE_NAME};
use super::records::Tally;
use super::sources::{Source, Within};
use crate::corpus::{EntitySlot, Record};

/// So many ways are gone through to find what enough claims reach by sets.
const MOST_WAYS: usize = 256;

/// A higher floor is tried first where it spares tallying more than so many records for each that is wanted.
const WORTH_A_TRY: usize = 64;

impl Ranker<'_> {
    /// The best `limit` records that have all leaves, the best first, and all that have.
    pub(super) fn best_of_frequent(
        &self,
        leaves: &[&Leaf],
        within: Option<&Bits>,
        called: &[EntitySlot],
        limit: usize,
    ) -> (Vec<(usize, u32)>, Bits) {
        let words: Vec<_> = leaves.iter().map(|leaf| self.sources(leaf, None, &[])).collect();
        let having = leaves.iter().zip(&words).map(|(leaf, sources)| self.having_of(leaf, sources));
        let all = having.chain(within.cloned()).reduce(|all, next| all.and(&next));
        let all = all.unwrap_or_else(|| Bits::none(self.records.len()));
        let join = Join::new(self, &words, &all, called, limit);
        let floor = join.reached();
        let floors = join.higher(floor).into_iter().chain((floor > 0).then_some(floor));
        let best = floors.into_iter().find_map(|floor| join.reaching(floor));
        let best = best.unwrap_or_else(|| join.tally(0, &all).best(limit));
        (best, all)
    }
}

/// What words have in common.
struct Join<'s> {
    ranker: &'s Ranker<'s>,
    called: &'s [EntitySlot],
    limit: usize,
    /// For each word, from where records get points for it, and the most that a set gives.
    words: Vec<(&'s [Source<'s>], u32)>,
    /// The records that have all words.
    all: &'s Bits,
    /// Those of them that get more from a list than sets give, for more than one word.
    twice: Bits,
}

impl<'s> Join<'s> {
    fn new(
        ranker: &'s Ranker,
        words: &'s [Vec<Source<'s>>],
        all: &'s Bits,
        called: &'s [EntitySlot],
        limit: usize,
    ) -> Self {
        let (mut once, mut twice) = (Bits::none(all.len()), Bits::none(all.len()));
        let with_most = |sources: &'s Vec<Source>| {
            let most = sources.iter().filter(|source| source.set().is_some()).map(|source| source.points).max();
            (&sources[..], most.unwrap_or(0))
        };
        let words: Vec<_> = words.iter().map(with_most).collect();
        for (sources, most) in &words {
            let mut above = Bits::none(all.len());
            for source in sources.iter().filter(|source| source.points > *most) {
                source.insert_into(&mut above, ranker.records.first_claim(), None);
            }
            above = above.and(all);
            twice.insert_from(&once.clone().and(&above), 0);
            once.insert_from(&above, 0);
        }
        Self { ranker, called, limit, words, all, twice }
    }

    /// What the sets that give most give together.
    fn most(&self) -> u32 {
        self.words.iter().map(|(_, most)| most).sum()
    }

    /// Every source that is no set, with the most that its records are worth if no other word gives them more than its
    /// sets do; and if every word gives them so much more as this one.
    fn lists(&self) -> impl Iterator<Item = (&'s Source<'s>, u32, u32)> {
        let (all, count) = (self.most(), u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.iter().flat_map(move |(sources, most)| {
            let lists = sources.iter().filter(|source| source.set().is_none());
            lists.map(move |source| {
                let alone = all - most + source.points;
                (source, alone, if alone > all { all + (alone - all) * count } else { alone })
            })
        })
    }

    fn ways(&self) -> Ways<'s> {
        Ways::new(self.words.iter().map(|(sources, _)| *sources))
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

    /// A floor above another that more than enough records may reach; `None` where few more would reach the other.
    fn higher(&self, floor: u32) -> Option<u32> {
        let mut lists: Vec<_> = self.lists().map(|(source, reach, _)| (reach, source.len())).collect();
        lists.sort_unstable_by_key(|(reach, _)| Reverse(*reach));
        let mut left = self.limit.saturating_mul(WORTH_A_TRY);
        let enough = lists.into_iter().find(|(_, len)| {
            let enough = *len > left;
            left = left.saturating_sub(*len);
            enough
        });
        enough.map(|(reach, _)| reach).filter(|reach| *reach > floor)
    }

    /// The best records, where enough reach a floor.
    fn reaching(&self, floor: u32) -> Option<Vec<(usize, u32)>> {
        let mut best = Best::new(self.limit);
        let listed = self.listed(floor);
        self.tally(floor, &listed).each().for_each(|(number, points)| best.push(number, points));
        let first_claim = self.ranker.records.first_claim();
        let mut left = self.all.from(first_claim).without(&listed.from(first_claim));
        for (sum, sets) in self.ways().take_while(|(sum, _)| *sum >= floor) {
            let having = intersection(&left, &sets);
            // They are worth the same, and the first ones count.
            having.iter().take(self.limit).for_each(|claim| best.push(first_claim + claim, sum));
            left = left.without(&having);
        }
        let best = best.ranked();
        let enough = best.len() >= self.limit && best.last().is_none_or(|(_, points)| *points >= floor);
        enough.then_some(best)
    }

    /// The records that may be worth more than their sets tell, and reach a floor.
    ///
    /// Of what reaches the floor, either no list gives more than the sets of a word, or one does for a single word, or
    /// there are more such words; then one of them gives at least its share of what is above all sets.
    fn listed(&self, floor: u32) -> Bits {
        let (records, mut listed) = (self.ranker.records, Bits::none(self.all.len()));
        let twice = Within::new(&self.twice, records);
        for (source, alone, with_others) in self.lists() {
            if alone >= floor {
                source.insert_into(&mut listed, records.first_claim(), None);
            } else if with_others >= floor {
                source.insert_into(&mut listed, records.first_claim(), Some(&twice));
            }
        }
        for number in self.called.iter().filter_map(|slot| records.number(Record::Entity(*slot))) {
            listed.insert(number);
        }
        listed.and(self.all)
    }

    /// What those of some records that may reach a floor get from all words.
    fn tally(&self, floor: u32, within: &Bits) -> Tally {
        let most = |sources: &[Source]| sources.iter().map(|source| source.points).max().unwrap_or(0);
        let all = self.words.iter().map(|(sources, _)| most(sources)).sum::<u32>() + WHOLE_NAME;
        let tally = self.ranker.sum(&self.words, Some(within), |(sources, _), within| {
            let least = (floor + most(sources)).saturating_sub(all);
            let relevant: Vec<_> = sources.iter().filter(|source| source.points >= least).collect();
            let within = within.map(|bits| Within::new(bits, self.ranker.records));
            self.ranker.raised(&relevant, within.as_ref())
        });
        self.ranker.praised(tally, self.called)
    }
}

/// The ways to take one set for each word, from those that give most together downwards.
struct Ways<'a> {
    /// For each word, what its sets give, from the most downwards.
    words: Vec<Vec<(u32, &'a Bits)>>,
    /// What some ways give, and which set of each word they take. Behind a way come those that take the next set of one
    /// word, the last that has left its first or a later one; so each way comes once.
    next: BinaryHeap<(u32, Vec<usize>)>,
}

impl<'a> Ways<'a> {
    fn new(words: impl Iterator<Item = &'a [Source<'a>]>) -> Self {
        let sets = |sources: &'a [Source]| {
            let mut sets: Vec<_> = sources.iter().filter_map(|source| Some((source.points, source.set()?))).collect();
            sets.sort_by_key(|(points, _)| Reverse(*points));
            sets
        };
        let words: Vec<_> = words.map(sets).collect();
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
    type Item = (u32, Vec<&'a Bits>);

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

fn intersection(within: &Bits, sets: &[&Bits]) -> Bits {
    sets.iter().fold(within.clone(), |all, set| all.and(set))
}
