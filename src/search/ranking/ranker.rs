//! The ranker: evaluates a query tree, with scores or as a mere set of matching records.
//!
//! `docs/ranking.md` says what ranks before what. No text is read here, except for phrases: the cost is that of the
//! matching words and of the records that have them.

use crate::corpus::{Corpus, Record};
use crate::search::index::Index;
use crate::search::index::bitset::Bits;
use crate::search::index::field::{Field, Owner};
use crate::search::matching::candidates::{EXACT, TOGETHER};
use crate::search::matching::plan::{Asked, Leaf, Need, Plan};
use crate::search::ranking::accumulator::Scores;
use crate::search::ranking::contribution::Contribution;
use crate::search::ranking::contribution_builder::ContributionBuilder;
use crate::search::ranking::numbering::RecordIds;
use crate::search::ranking::phrase_search::PhraseSearch;
use crate::search::ranking::record_filter::RecordFilter;
use crate::search::ranking::score::{WHOLE_NAME, WHOLE_WEAK_ALIAS};

/// Returns the records whose whole name, title or id was typed, each with its bonus.
pub(crate) fn whole_name_bonuses(index: &Index, plan: &Plan) -> Vec<(Record, u32)> {
    let bonuses = index.named(plan.name.iter().map(String::as_str)).iter().filter_map(|named| {
        let record = match named.owner {
            Owner::Entity(slot) => Record::Entity(slot),
            Owner::Document(slot) => Record::Document(slot),
            Owner::Outlet(_) | Owner::Origin(_) | Owner::Claim(_) => return None,
        };
        Some((record, if named.weak { WHOLE_WEAK_ALIAS } else { WHOLE_NAME }))
    });
    bonuses.collect()
}

/// Evaluates query trees for the records of one scope.
#[derive(Clone, Copy)]
pub(crate) struct Ranker<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) index: &'a Index,
    pub(crate) records: RecordIds,
    /// Returns true once the answer is no longer needed. What is computed after that is incomplete.
    pub(crate) is_cancelled: &'a (dyn Fn() -> bool + Sync),
    pub(crate) tuning: RankingTuning,
}

/// Sizes from which other ways to rank pay. They change the cost of an answer, never the answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RankingTuning {
    /// Minimum total length of posting lists that are divided among threads. Shorter ones cost less than the division.
    pub(crate) min_divided: usize,
    /// Up to this many records per wanted record are scored at once. Looking for a threshold would cost as much.
    pub(crate) few_per_hit: usize,
}

impl Default for RankingTuning {
    fn default() -> Self {
        Self { min_divided: 1 << 16, few_per_hit: 256 }
    }
}

/// Returns the highest score that each record gets from some contributions, on at most `threads` threads.
fn max_scores(
    contributions: &[&Contribution],
    ranker: &Ranker,
    filter: Option<&RecordFilter>,
    threads: usize,
) -> Scores {
    let length = contributions.iter().map(|one| one.len()).sum::<usize>();
    if threads > 1 && length > ranker.tuning.min_divided {
        let mut before = 0;
        let half = contributions.iter().take_while(|one| {
            before += one.len();
            before < length / 2
        });
        let (some, others) = contributions.split_at(half.count());
        let scores = |contributions| max_scores(contributions, ranker, filter, threads / 2);
        let (some, others) = rayon::join(|| scores(some), || scores(others));
        return some.max(&others);
    }
    let mut scores = Scores::new(ranker.records.len());
    for one in contributions {
        one.each(ranker.records.first_claim(), filter, |number| scores.raise(number, one.points));
    }
    scores
}

impl<'a> Ranker<'a> {
    /// Returns the scores of all records that match, within `filter` if there is one.
    pub(crate) fn scores(&self, need: &Need, filter: Option<&Bits>) -> Scores {
        match need {
            Need::Leaf(leaf) => self.leaf_scores(leaf, filter),
            Need::Among(among) => {
                let mut scores = Scores::new(self.records.len());
                let bits = among.bits().clone();
                let bits = if let Some(filter) = filter { bits.and(filter) } else { bits };
                bits.iter().for_each(|number| scores.raise(number, 0));
                scores
            }
            Need::Worth(percent, need) => self.scores(need, filter).scaled(*percent),
            Need::Any(needs) => {
                let all = needs.iter().map(|need| self.scores(need, filter));
                all.reduce(|best, scores| best.max(&scores)).unwrap_or_else(|| Scores::new(self.records.len()))
            }
            Need::All(needs) => self.sum_of_all(needs, filter).divided(needs.len()),
        }
    }

    pub(crate) fn leaf_scores(&self, leaf: &Leaf, filter: Option<&Bits>) -> Scores {
        let filter = filter.map(|bits| RecordFilter::new(bits, self.records));
        let contributions = self.contributions(leaf, filter.as_ref(), &[]);
        self.max_scores(&contributions.iter().collect::<Vec<_>>(), filter.as_ref())
    }

    /// Returns the highest score that each record gets from some contributions.
    pub(crate) fn max_scores(&self, contributions: &[&Contribution], filter: Option<&RecordFilter>) -> Scores {
        max_scores(contributions, self, filter, rayon::current_num_threads())
    }

    /// Returns the records that match everything, with the sum of the scores.
    pub(crate) fn sum_of_all(&self, needs: &[Need], filter: Option<&Bits>) -> Scores {
        self.sum(&self.rarest_first(needs), filter, |need, filter| self.scores(need, filter))
    }

    /// Sorts by frequency: the rarest is evaluated first, and the others only for the records that are left.
    pub(crate) fn rarest_first<'n>(&self, needs: &'n [Need]) -> Vec<&'n Need> {
        let mut needs: Vec<_> = needs.iter().collect();
        if needs.len() > 1 {
            needs.sort_by_cached_key(|need| self.frequency(need));
        }
        needs
    }

    /// Returns the records that match each of some parts, with the sum of the scores.
    ///
    /// `scores` evaluates a part for the records that match all parts before.
    pub(crate) fn sum<T>(
        &self,
        parts: &[T],
        filter: Option<&Bits>,
        scores: impl Fn(&T, Option<&Bits>) -> Scores,
    ) -> Scores {
        let mut sum: Option<Scores> = None;
        for part in parts {
            let scores = scores(part, sum.as_ref().map(Scores::bits).or(filter));
            sum = Some(match sum {
                Some(before) => scores.plus(&before),
                None => scores,
            });
            if (self.is_cancelled)() {
                break;
            }
        }
        sum.unwrap_or_else(|| Scores::new(self.records.len()))
    }

    /// Returns the records that match, without scores.
    pub(crate) fn matching(&self, need: &Need, filter: Option<&Bits>) -> Bits {
        let Need::Leaf(leaf) = need else { return self.scores(need, filter).into_bits() };
        let filter = filter.map(|bits| RecordFilter::new(bits, self.records));
        self.recipients(&self.contributions(leaf, filter.as_ref(), &[]), filter.as_ref())
    }

    /// Returns the records that get points from some contributions.
    pub(crate) fn recipients(&self, contributions: &[Contribution], filter: Option<&RecordFilter>) -> Bits {
        let mut bits = Bits::none(self.records.len());
        for one in contributions {
            one.insert_into(&mut bits, self.records.first_claim(), filter);
        }
        bits
    }

    /// Adds bonuses to the scores of the records that have one.
    pub(crate) fn with_bonuses(&self, mut scores: Scores, bonuses: &[(Record, u32)]) -> Scores {
        let numbers = bonuses.iter().filter_map(|(record, points)| Some((self.records.number(*record)?, *points)));
        numbers.for_each(|(number, points)| scores.add(number, points));
        scores
    }

    /// Estimates the number of records that match.
    pub(crate) fn frequency(&self, need: &Need) -> usize {
        match need {
            Need::Leaf(leaf) => match &leaf.asked {
                Asked::Word(candidates) => candidates.frequency(self.index),
                Asked::Phrase(_) | Asked::Key(_) => 0,
            },
            Need::Among(among) => among.bits().count(),
            Need::Worth(_, need) => self.frequency(need),
            Need::Any(needs) => needs.iter().map(|need| self.frequency(need)).sum(),
            Need::All(needs) => needs.iter().map(|need| self.frequency(need)).min().unwrap_or(0),
        }
    }

    /// Returns which records get points for a word or phrase, as lists of equal points.
    pub(crate) fn contributions(
        &self,
        leaf: &Leaf,
        filter: Option<&RecordFilter>,
        bonuses: &[(Record, u32)],
    ) -> Vec<Contribution<'a>> {
        let mut builder = ContributionBuilder::new(self.corpus, self.index, self.records);
        if let Asked::Key(key) = &leaf.asked {
            builder.add_key_owners(&key.owners(self.index, self.corpus));
            return builder.finish(bonuses, filter);
        }
        let phrase_search = PhraseSearch { ranker: self, filter };
        for field in Field::ALL {
            if (self.is_cancelled)() {
                break;
            }
            match &leaf.asked {
                Asked::Word(_) | Asked::Key(_) => builder.add_words(leaf, field),
                Asked::Phrase(phrase) => phrase_search.add_to(&mut builder, phrase, EXACT, field),
            }
            for phrase in &leaf.apart {
                phrase_search.add_to(&mut builder, phrase, TOGETHER, field);
            }
        }
        builder.finish(bonuses, filter)
    }
}
