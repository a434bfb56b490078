//! The selector: finds the best `limit` records of a query, and all that match.
//!
//! Scoring every record is only needed for rare words. For a frequent word the contributions with the most points come
//! first; once the best are certain, the rest is only counted. [`FrequentWords`] treats several frequent words.

use crate::search::index::bitset::BitSet;
use crate::search::matching::plan::{Clause, Leaf, Term};
use crate::search::ranking::accumulator::Scores;
use crate::search::ranking::contribution::Descending;
use crate::search::ranking::intersection::FrequentWords;
use crate::search::ranking::record_filter::{RecordFilter, are_few};
use crate::search::ranking::selection::{Ranked, Selection};
use crate::search::ranking::top_k::TopK;

/// A word is frequent if it is in more than 1 of `FREQUENT` records.
const FREQUENT: usize = 16;

/// The same if a single letter is among the words. A letter has more posting lists than a word, but only the best of
/// them are scanned once it is known which records have the other words.
const FREQUENT_WITH_A_LETTER: usize = FREQUENT / 4;

/// Selects from the records that match all of `clauses`.
pub(crate) fn select(selection: &Selection, clauses: &[Clause]) -> Ranked {
    Selector { selection }.select(clauses)
}

struct Selector<'a> {
    selection: &'a Selection<'a>,
}

impl Selector<'_> {
    fn select(&self, clauses: &[Clause]) -> Ranked {
        let ranker = self.selection.ranker;
        let clauses = ranker.rarest_first(clauses);
        if let Some(leaves) = self.frequent_words(&clauses) {
            return FrequentWords::new(self.selection, &leaves).select();
        }
        let sum = |clauses: &[&Clause]| {
            let scores = ranker.sum(clauses, self.selection.filter, |clause, filter| ranker.scores(clause, filter));
            ranker.with_bonuses(scores, self.selection.bonuses)
        };
        let scores = match &clauses[..] {
            [Clause::Leaf(leaf)] => return self.select_by_one(leaf),
            [before @ .., Clause::Leaf(last)] => {
                let before = sum(before);
                if !are_few(before.bits(), ranker.records) {
                    return self.select_by_last(&before, last);
                }
                ranker.leaf_scores(last, Some(before.bits())).plus(&before)
            }
            clauses => sum(clauses),
        };
        Ranked { best: scores.best(self.selection.limit), matching: scores.into_bits() }
    }

    /// Returns the words if there are several, all of them frequent, and many records may match.
    fn frequent_words<'n>(&self, clauses: &[&'n Clause]) -> Option<Vec<&'n Leaf>> {
        let records = self.selection.ranker.records;
        let (rarest, _) = clauses.split_first().filter(|(_, others)| !others.is_empty() && records.has_claims())?;
        let words = clauses.iter().map(|clause| match clause {
            Clause::Leaf(leaf @ Leaf { term: Term::Word(word), .. }) => Some((leaf, word.letter().is_some())),
            _ => None,
        });
        let (leaves, letters): (Vec<_>, Vec<_>) = words.collect::<Option<Vec<_>>>()?.into_iter().unzip();
        let many = records.len() / if letters.contains(&true) { FREQUENT_WITH_A_LETTER } else { FREQUENT };
        let are_many = self.selection.ranker.frequency(rarest) > many
            && self.selection.filter.is_none_or(|filter| filter.count() > many);
        are_many.then_some(leaves)
    }

    /// Selects by one word or phrase: from the contributions with the most points until the best are certain.
    fn select_by_one(&self, leaf: &Leaf) -> Ranked {
        let (ranker, first_claim) = (self.selection.ranker, self.selection.ranker.records.first_claim());
        let filter = self.selection.filter.map(|bits| RecordFilter::new(bits, ranker.records));
        let contributions = ranker.contributions(leaf, filter.as_ref(), self.selection.bonuses);
        let mut matching = BitSet::none(ranker.records.len());
        let mut best = TopK::new(self.selection.limit);
        let mut descending = Descending::new(&contributions, self.selection.limit);
        while !best.is_full()
            && let Some(group) = descending.next_group()
        {
            for one in group {
                one.each(first_claim, filter.as_ref(), |number| {
                    if matching.add(number) {
                        best.push(number, one.points);
                    }
                });
            }
        }
        descending.rest().for_each(|one| one.insert_into(&mut matching, first_claim, filter.as_ref()));
        Ranked { best: best.into_sorted(), matching }
    }

    /// Selects by the scores of all words but the last, and the last, most frequent word.
    ///
    /// The records that have it are counted first. Then it adds its points, the most first, until no record that is left
    /// can be among the best.
    fn select_by_last(&self, before: &Scores, last: &Leaf) -> Ranked {
        let (ranker, first_claim) = (self.selection.ranker, self.selection.ranker.records.first_claim());
        let filter = RecordFilter::new(before.bits(), ranker.records);
        let contributions = ranker.contributions(last, Some(&filter), &[]);
        let mut left = ranker.recipients(&contributions, None).and(before.bits());
        let matching = left.clone();
        let most = left.iter().map(|number| before.get(number)).max().unwrap_or(0);
        let mut best = TopK::new(self.selection.limit);
        let mut descending = Descending::new(&contributions, self.selection.limit);
        'groups: while let Some(group) = descending.next_group() {
            for one in group {
                if one.points + most < best.threshold() {
                    break 'groups;
                }
                one.each(first_claim, None, |number| {
                    if left.has(number) {
                        left.remove(number);
                        best.push(number, one.points + before.get(number));
                    }
                });
            }
        }
        Ranked { best: best.into_sorted(), matching }
    }
}
