//! First letters: their answers are known before they are typed.
//!
//! A single letter begins a large part of all words, and nearly every record has one of them: it is the dearest of
//! all queries, and the first that every reader makes. There are only few, so they are ranked when the index is
//! built, on all cores.
//!
//! The reader types a letter behind a word or filter just as often. Then which records have it is known, not their order.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::bits::Bits;
use super::candidates::{Candidates, Reach};
use super::field::Field;
use super::index::Index;
use super::plan::{Asked, Leaf, Need, Plan};
use super::query::Query;
use super::rank::Ranker;
use super::records::Records;
use super::tokens::is_unspaced;
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
pub(super) struct Firsts(HashMap<char, First>);

#[derive(Debug)]
struct First {
    ranked: [Ranked; Scope::ALL.len()],
    /// Of all records, those that have the letter.
    having: Bits,
    /// The number of the first claim among all records.
    claims: usize,
}

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
            index.field(Field::ClaimText).each(&words, |(), having| postings += having.len());
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
        let ranked = |first: &First| first.ranked.iter().map(|(best, _)| size_of_val(&best[..])).sum::<usize>();
        self.0.values().map(|first| ranked(first) + first.having.bytes()).sum()
    }

    /// The best records for a plan that is a single letter, and how many there are; `None` where that was not prepared.
    pub(super) fn get(&self, plan: &Plan, scope: Scope, limit: usize) -> Option<(Vec<(usize, u32)>, usize)> {
        let [Need::Leaf(Leaf { asked: Asked::Word(candidates), .. })] = &plan.needs[..] else { return None };
        let (best, total) = &self.first(candidates).filter(|_| limit <= PREPARED)?.ranked[scope as usize];
        Some((best.iter().take(limit).map(|(number, score)| (*number as usize, *score)).collect(), *total))
    }

    /// The records that have what is meant, where it is a single letter and claims are among them.
    pub(super) fn having(&self, candidates: &Candidates, records: Records) -> Option<Bits> {
        // Where words are not spaced, a letter is looked for inside of them, too, unless it must not be there.
        let first =
            self.first(candidates).filter(|_| records.claims() && !candidates.typed().starts_with(is_unspaced))?;
        Some(first.having.from(if records.entities() || records.documents() { 0 } else { first.claims }))
    }

    fn first(&self, candidates: &Candidates) -> Option<&First> {
        self.0.get(&candidates.letter()?)
    }
}

fn rank(index: &Index, corpus: &Corpus, letter: char) -> First {
    let query = Query::parse(letter.encode_utf8(&mut [0; 4]));
    let plan = Plan::new(index, &query, Reach::Prefixes);
    let ranker = |scope| Ranker { corpus, index, records: Records::new(corpus, scope), overtaken: &|| false };
    let ranked = Scope::ALL.map(|scope| {
        let question = Question { index, corpus, query: &query, scope, narrowing: &[], limit: PREPARED, explained: 0 };
        let (best, having) = question.ranked(&ranker(scope), &plan, None);
        let number = |(number, score): (usize, u32)| (u32::try_from(number).unwrap_or(u32::MAX), score);
        (best.into_iter().map(number).collect(), having.count())
    });
    let everything = ranker(Scope::Everything);
    let having = everything.all(&plan.needs, None).into_bits();
    First { ranked, having, claims: everything.records.first_claim() }
}
