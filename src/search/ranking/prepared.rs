//! First letters: their answers are known before they are typed.
//!
//! A single letter begins a large part of all words, and nearly every record has one of them: it is the dearest of
//! all queries, and the first that every reader makes. There are only few, so they are ranked when the index is
//! built, on all cores.
//!
//! The reader types a letter behind a word or filter just as often. Then which records have it is known, not their order.

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::search::analysis::segmentation::is_unspaced;
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::Field;
use crate::search::index::vocabulary::WordId;
use crate::search::matching::candidates::{Candidates, Fuzziness};
use crate::search::matching::plan::{Clause, Leaf, Plan, Term};
use crate::search::query::Query;
use crate::search::ranking::numbering::Records;
use crate::search::ranking::ranker::Ranker;
use crate::search::{Question, Scope};

/// More hits than these are not prepared.
const PREPARED: usize = 1_000;

/// Letters with fewer postings are ranked as they are typed; in tests, even small corpora have some that are prepared.
const MIN_POSTINGS: usize = if cfg!(test) { 2 } else { 20_000 };

/// The best records of a scope, by number, with their scores; and how many there are in all.
type Ranked = (Vec<(u32, u32)>, usize);

/// What is known of single letters.
#[derive(Debug, Default)]
pub(crate) struct Firsts {
    letters: Vec<First>,
    /// The number of the first claim among all records.
    claims: usize,
}

#[derive(Debug)]
struct First {
    letter: char,
    /// Of all records, those that have the letter.
    having: BitSet,
    /// The best records of each scope; none before they are ranked.
    ranked: Option<[Ranked; Scope::ALL.len()]>,
}

impl Firsts {
    /// Looks up which records have them, for each letter that many words begin with.
    pub(crate) fn new(index: &Index, corpus: &Corpus) -> Self {
        let records = Records::new(corpus, Scope::Everything);
        let first = |letter| {
            let ranker = Ranker { corpus, index, records, overtaken: &|| false };
            let plan = Plan::new(index, &query(letter), Fuzziness::Prefixes);
            let having = plan.clauses.iter().map(|need| ranker.having(need, None));
            let having = having.reduce(|one, other| one.and(&other)).unwrap_or_else(|| BitSet::none(records.len()));
            First { letter, having, ranked: None }
        };
        Self { letters: letters(index).into_par_iter().map(first).collect(), claims: records.first_claim() }
    }

    /// Ranks the records for each letter in every scope. The index must have what is known of them so far, so that
    /// they are not counted for each scope again.
    pub(crate) fn rank(index: &mut Index, corpus: &Corpus) {
        let shared = &*index;
        let ranked = shared.firsts.letters.par_iter().map(|first| rank(shared, corpus, first.letter));
        let ranked: Vec<_> = ranked.collect();
        for (first, ranked) in index.firsts.letters.iter_mut().zip(ranked) {
            first.ranked = Some(ranked);
        }
    }

    /// How much memory they take.
    pub(crate) fn bytes(&self) -> usize {
        let ranked =
            |first: &First| first.ranked.iter().flatten().map(|(best, _)| size_of_val(&best[..])).sum::<usize>();
        self.letters.iter().map(|first| ranked(first) + first.having.bytes()).sum()
    }

    /// The best records for a plan that is a single letter, and how many there are; `None` where that was not prepared.
    pub(crate) fn get(&self, plan: &Plan, scope: Scope, limit: usize) -> Option<(Vec<(usize, u32)>, usize)> {
        let [Clause::Leaf(Leaf { term: Term::Word(candidates), .. })] = &plan.clauses[..] else { return None };
        let first = self.first(candidates).filter(|_| limit <= PREPARED)?;
        let (best, total) = &first.ranked.as_ref()?[scope as usize];
        Some((best.iter().take(limit).map(|(number, score)| (*number as usize, *score)).collect(), *total))
    }

    /// The records that have what is meant, where it is a single letter and claims are among them.
    pub(crate) fn having(&self, candidates: &Candidates, records: Records) -> Option<BitSet> {
        let first = self.first(candidates).filter(|_| records.claims())?;
        Some(first.having.from(if records.entities() || records.documents() { 0 } else { self.claims }))
    }

    fn first(&self, candidates: &Candidates) -> Option<&First> {
        let letter = candidates.letter()?;
        self.letters.iter().find(|first| first.letter == letter)
    }
}

/// The letters that many words of claims begin with.
fn letters(index: &Index) -> Vec<char> {
    let vocabulary = index.vocabulary();
    let mut letters = Vec::new();
    let mut place = 0;
    while let Some(letter) = (place < vocabulary.len()).then(|| vocabulary.at(place).chars().next()).flatten() {
        let family = vocabulary.with_prefix(letter.encode_utf8(&mut [0; 4]));
        let words: Vec<_> = family.clone().map(|place| (WordId::new(place), ())).collect();
        place = family.end.max(place + 1);
        // A letter of a script without spaces is inside of words, too, and is looked for as it is typed.
        if is_unspaced(letter) {
            continue;
        }
        let mut postings = 0;
        index.field(Field::ClaimText).each(&words, |(), having| postings += having.len());
        if postings >= MIN_POSTINGS {
            letters.push(letter);
        }
    }
    letters
}

fn query(letter: char) -> Query {
    Query::parse(letter.encode_utf8(&mut [0; 4]))
}

/// The best records for a letter, by scope.
fn rank(index: &Index, corpus: &Corpus, letter: char) -> [Ranked; Scope::ALL.len()] {
    let query = query(letter);
    let plan = Plan::new(index, &query, Fuzziness::Prefixes);
    Scope::ALL.map(|scope| {
        let ranker = Ranker { corpus, index, records: Records::new(corpus, scope), overtaken: &|| false };
        let question = Question { index, corpus, query: &query, scope, narrowing: &[], limit: PREPARED, explained: 0 };
        let (best, having) = question.ranked(&ranker, &plan, None);
        let number = |(number, score): (usize, u32)| (u32::try_from(number).unwrap_or(u32::MAX), score);
        (best.into_iter().map(number).collect(), having.count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::embedded;
    use crate::search::search;

    #[test]
    fn a_letter_of_a_script_without_spaces_is_found_inside_of_words() {
        let entity = |(at, name): (usize, &str)| format!("- {{id: e{at}, schema: Person, name: {name}}}\n");
        let names = ["王毅", "王毅在", "老王", "小王", "李"];
        let register = names.into_iter().enumerate().map(entity).collect::<Vec<_>>().concat();
        let claim = |(at, text): (usize, &str)| format!("  - {{id: c{at}, kind: fact, text: {text}}}\n");
        let texts = ["王毅", "王在", "老王", "李"];
        let claims = texts.into_iter().enumerate().map(claim).collect::<Vec<_>>().concat();
        let document = format!("title: x\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n{claims}");
        let corpus = crate::testing::fixture::corpus(&[("entities.yaml", &register), ("d.yaml", &document)]);
        let index = Index::with_small_tuning(&corpus);
        let total = |scope| search(&index, &corpus, &query('王'), scope, &[], 40).total;
        assert_eq!((total(Scope::Entities), total(Scope::Claims)), (4, 3));
    }

    #[test]
    fn what_is_prepared_is_what_would_be_found() {
        let corpus = embedded();
        let index = Index::with_small_tuning(&corpus);
        assert!(index.firsts.letters.len() > 20, "most letters begin several words");
        for (first, scope) in index.firsts.letters.iter().flat_map(|first| Scope::ALL.map(|scope| (first, scope))) {
            let query = query(first.letter);
            let prepared = search(&index, &corpus, &query, scope, &[], 40);
            // More than is prepared is asked for.
            let found = search(&index, &corpus, &query, scope, &[], usize::MAX);
            assert_eq!(prepared.total, found.hits.len(), "{} {scope:?}", first.letter);
            assert_eq!(prepared.hits[..], found.hits[..prepared.total.min(40)], "{} {scope:?}", first.letter);
        }
    }
}
