//! First letters: their answers are known before they are typed.
//!
//! A single letter begins a large part of all words, and nearly every record has one of them: it is the dearest of
//! all queries, and the first that every reader makes. There are only few, so they are ranked when the index is
//! built, on all cores.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::candidates::Reach;
use super::field::Field;
use super::index::Index;
use super::plan::{Asked, Leaf, Need, Plan};
use super::query::Query;
use super::records::Records;
use super::vocabulary::WordId;
use super::{Question, Scope};
use crate::corpus::Corpus;

/// More hits than these are not prepared.
const PREPARED: usize = 1_000;

/// Letters with fewer postings are ranked as they are typed.
const MIN_POSTINGS: usize = 20_000;

/// The best records of a scope, by number, with their scores; and how many there are in all.
type Ranked = (Vec<(u32, u32)>, usize);

/// What is known of single letters.
#[derive(Debug, Default)]
pub(super) struct Firsts(HashMap<char, [Ranked; Scope::ALL.len()]>);

impl Firsts {
    /// Ranks all records for each letter that many words begin with.
    pub(super) fn new(index: &Index, corpus: &Corpus) -> Self {
        let vocabulary = index.vocabulary();
        let mut letters = Vec::new();
        let mut place = 0;
        while let Some(letter) = (place < vocabulary.len()).then(|| vocabulary.at(place).chars().next()).flatten() {
            let family = vocabulary.beginning(letter.encode_utf8(&mut [0; 4]));
            let words: Vec<_> = family.clone().map(|place| (WordId::new(place), ())).collect();
            let mut postings = 0;
            index.field(Field::ClaimText).each(&words, |(), list| postings += list.len());
            if postings >= MIN_POSTINGS {
                letters.push(letter);
            }
            place = family.end.max(place + 1);
        }
        let ranked: Vec<_> = letters.into_par_iter().map(|letter| (letter, rank(index, corpus, letter))).collect();
        Self(ranked.into_iter().collect())
    }

    /// How much memory they take.
    pub(super) fn bytes(&self) -> usize {
        self.0.values().flatten().map(|(best, _)| size_of_val(&best[..])).sum()
    }

    /// The best records for a plan that is a single letter, and how many there are; `None` where that was not prepared.
    pub(super) fn get(&self, plan: &Plan, scope: Scope, limit: usize) -> Option<(Vec<(usize, u32)>, usize)> {
        let [Need::Leaf(Leaf { asked: Asked::Word(candidates), .. })] = &plan.needs[..] else { return None };
        let mut letters = candidates.typed().chars();
        let letter = letters.next().filter(|_| letters.next().is_none() && limit <= PREPARED)?;
        let (best, total) = &self.0.get(&letter)?[scope as usize];
        Some((best.iter().take(limit).map(|(number, score)| (*number as usize, *score)).collect(), *total))
    }
}

fn rank(index: &Index, corpus: &Corpus, letter: char) -> [Ranked; Scope::ALL.len()] {
    let query = Query::parse(letter.encode_utf8(&mut [0; 4]));
    let scope = Scope::Everything;
    let question = Question { index, corpus, query: &query, scope, narrowing: &[], limit: PREPARED, explained: 0 };
    let everything = Records::new(corpus, Scope::Everything);
    let tally = question.ranked(everything, &Plan::new(index, &query, Reach::Prefixes), None, &|| false);
    Scope::ALL.map(|scope| {
        let Some(tally) = &tally else { return Ranked::default() };
        let range = everything.range(scope);
        let number = |(number, score): (usize, u32)| (u32::try_from(number - range.start).unwrap_or(u32::MAX), score);
        let best = tally.best(range.clone(), PREPARED).into_iter().map(number).collect();
        (best, tally.count_within(range.clone()))
    })
}
