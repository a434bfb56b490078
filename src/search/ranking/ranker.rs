//! The ranker: evaluates a query tree, with scores or as a mere set of matching records.
//!
//! `docs/ranking.md` says what ranks before what. No text is read here, except for phrases: the cost is that of the
//! matching words and of the records that have them.

use crate::corpus::{Corpus, Record};
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::{Field, Owner};
use crate::search::matching::candidates::{EXACT, TOGETHER};
use crate::search::matching::plan::{Clause, Leaf, Plan, Term};
use crate::search::ranking::accumulator::Scores;
use crate::search::ranking::contribution::Contribution;
use crate::search::ranking::contribution_builder::ContributionBuilder;
use crate::search::ranking::phrase_search::PhraseSearch;
use crate::search::ranking::record_filter::RecordFilter;
use crate::search::ranking::score::{WHOLE_NAME, WHOLE_WEAK_ALIAS};
use crate::search::record_ids::RecordIds;

/// Returns the records whose whole name, title or id was typed, each with its bonus.
pub(crate) fn whole_name_bonuses(index: &Index, plan: &Plan) -> Vec<(Record, u32)> {
    let bonuses = index.name_bearers(plan.name.iter().map(String::as_str)).iter().filter_map(|named| {
        let record = match named.owner {
            Owner::Entity(slot) => Record::Entity(slot),
            Owner::Document(slot) => Record::Document(slot),
            Owner::Outlet(slot) => Record::Outlet(slot),
            Owner::Origin(slot) => Record::Origin(slot),
            Owner::Claim(_) => return None,
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
    pub(crate) fn scores(&self, clause: &Clause, filter: Option<&BitSet>) -> Scores {
        match clause {
            Clause::Leaf(leaf) => self.leaf_scores(leaf, filter),
            Clause::Records(among) => {
                let mut scores = Scores::new(self.records.len());
                let bits = among.bits().clone();
                let bits = if let Some(filter) = filter { bits.and(filter) } else { bits };
                bits.iter().for_each(|number| scores.raise(number, 0));
                scores
            }
            Clause::Boost(percent, clause) => self.scores(clause, filter).scaled(*percent),
            Clause::Any(clauses) => {
                let all = clauses.iter().map(|clause| self.scores(clause, filter));
                all.reduce(|best, scores| best.max(&scores)).unwrap_or_else(|| Scores::new(self.records.len()))
            }
            Clause::All(clauses) => self.sum_of_all(clauses, filter).divided(clauses.len()),
        }
    }

    pub(crate) fn leaf_scores(&self, leaf: &Leaf, filter: Option<&BitSet>) -> Scores {
        let filter = filter.map(|bits| RecordFilter::new(bits, self.records));
        let contributions = self.contributions(leaf, filter.as_ref(), &[]);
        self.max_scores(&contributions.iter().collect::<Vec<_>>(), filter.as_ref())
    }

    /// Returns the highest score that each record gets from some contributions.
    pub(crate) fn max_scores(&self, contributions: &[&Contribution], filter: Option<&RecordFilter>) -> Scores {
        max_scores(contributions, self, filter, rayon::current_num_threads())
    }

    /// Returns the records that match everything, with the sum of the scores.
    pub(crate) fn sum_of_all(&self, clauses: &[Clause], filter: Option<&BitSet>) -> Scores {
        self.sum(&self.rarest_first(clauses), filter, |clause, filter| self.scores(clause, filter))
    }

    /// Sorts by frequency: the rarest is evaluated first, and the others only for the records that are left.
    pub(crate) fn rarest_first<'n>(&self, clauses: &'n [Clause]) -> Vec<&'n Clause> {
        let mut clauses: Vec<_> = clauses.iter().collect();
        if clauses.len() > 1 {
            clauses.sort_by_cached_key(|clause| self.frequency(clause));
        }
        clauses
    }

    /// Returns the records that match each of some parts, with the sum of the scores.
    ///
    /// `scores` evaluates a part for the records that match all parts before.
    pub(crate) fn sum<T>(
        &self,
        parts: &[T],
        filter: Option<&BitSet>,
        scores: impl Fn(&T, Option<&BitSet>) -> Scores,
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
    pub(crate) fn matching(&self, clause: &Clause, filter: Option<&BitSet>) -> BitSet {
        let Clause::Leaf(leaf) = clause else { return self.scores(clause, filter).into_bits() };
        let filter = filter.map(|bits| RecordFilter::new(bits, self.records));
        self.recipients(&self.contributions(leaf, filter.as_ref(), &[]), filter.as_ref())
    }

    /// Returns the records that get points from some contributions.
    pub(crate) fn recipients(&self, contributions: &[Contribution], filter: Option<&RecordFilter>) -> BitSet {
        let mut bits = BitSet::none(self.records.len());
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
    pub(crate) fn frequency(&self, clause: &Clause) -> usize {
        match clause {
            Clause::Leaf(leaf) => match &leaf.term {
                Term::Word(candidates) => candidates.frequency(self.index),
                Term::Phrase(_) | Term::Key(_) => 0,
            },
            Clause::Records(among) => among.bits().count(),
            Clause::Boost(_, clause) => self.frequency(clause),
            Clause::Any(clauses) => clauses.iter().map(|clause| self.frequency(clause)).sum(),
            Clause::All(clauses) => clauses.iter().map(|clause| self.frequency(clause)).min().unwrap_or(0),
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
        if let Term::Key(key) = &leaf.term {
            builder.add_key_owners(&key.owners(self.index, self.corpus));
            return builder.finish(bonuses, filter);
        }
        let Self { corpus, index, records, is_cancelled, .. } = *self;
        let phrase_search = PhraseSearch { corpus, index, records, filter, is_cancelled };
        for field in Field::ALL {
            if (self.is_cancelled)() {
                break;
            }
            match &leaf.term {
                Term::Word(_) | Term::Key(_) => builder.add_words(leaf, field),
                Term::Phrase(phrase) => phrase_search.add_to(&mut builder, phrase, EXACT, field),
            }
            for phrase in &leaf.apart {
                phrase_search.add_to(&mut builder, phrase, TOGETHER, field);
            }
        }
        builder.finish(bonuses, filter)
    }
}
