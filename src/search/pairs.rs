//! Pairs: which claims have two frequent words, one right behind the other.
//!
//! A phrase is found by reading the texts that have all its words ([`phrases`](super::phrases)). That is cheap where one
//! of them is rare; `of the` would be looked for in every third text. So it is noted beforehand where two words stand
//! together that are both in many claims. There are few such words, and a sample tells which.

use std::ops::Range;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::field::Field;
use super::fold::fold_into;
use super::found::{Found, postings};
use super::lexicon::Met;
use super::postings::{Having, Postings};
use super::runs::is_unspaced;
use super::tokens;
use super::vocabulary::WordId;
use crate::corpus::{ClaimSlot, Corpus};

/// So many claims are read to know which words are frequent.
const SAMPLE: usize = 4_096;

/// A word is frequent if it is in more than one of so many claims.
const FREQUENT: usize = 32;

/// More words than these are not noted.
const MOST: usize = 128;

/// Phrases are looked for fast enough among fewer claims; in tests, even small corpora have pairs.
const MIN_CLAIMS: usize = if cfg!(test) { 1 } else { 10_000 };

/// Words that are in many claims, numbered.
pub(super) struct Frequent(Vec<String>);

impl Frequent {
    /// The frequent words of a corpus, the most frequent first.
    pub(super) fn among(corpus: &Corpus) -> Self {
        let claims = corpus.claims();
        if claims.len() < MIN_CLAIMS {
            return Self(Vec::new());
        }
        let step = claims.len().div_ceil(SAMPLE);
        let sample: Vec<_> = claims.step_by(step).collect();
        let read = sample.len();
        let counts =
            sample.par_chunks(read.div_ceil(rayon::current_num_threads())).map(|claims| counted(corpus, claims));
        let mut counted: HashMap<String, usize> = HashMap::new();
        for (word, count) in counts.collect::<Vec<_>>().into_iter().flatten() {
            *counted.entry(word).or_default() += count;
        }
        counted.retain(|word, count| *count > read / FREQUENT && !word.starts_with(is_unspaced));
        let mut counted: Vec<_> = counted.into_iter().map(|(word, count)| (read - count, word)).collect();
        counted.sort_unstable();
        counted.truncate(MOST);
        Self(counted.into_iter().map(|(_, word)| word).collect())
    }

    /// The words, by number.
    pub(super) fn words(&self) -> &[String] {
        &self.0
    }
}

/// In how many of some claims each word is.
fn counted(corpus: &Corpus, claims: &[ClaimSlot]) -> HashMap<String, usize> {
    let mut counted: HashMap<String, usize> = HashMap::new();
    let (mut folded, mut met) = (String::new(), Vec::new());
    for claim in claims {
        folded.clear();
        fold_into(corpus.claim(*claim).text.as_str(), &mut folded);
        tokens::words(&folded, |word, _, joined| met.extend((!joined).then(|| word.to_owned())));
        met.sort_unstable();
        met.dedup();
        met.drain(..).for_each(|word| *counted.entry(word).or_default() += 1);
    }
    counted
}

/// What stands between two words of a pair.
const BETWEEN: &str = " ";

/// The pairs of some claims, as these are read.
#[derive(Default)]
pub(super) struct Pairing {
    /// How many frequent words there are.
    words: usize,
    /// By the numbers of both words: where the pair was met last.
    pairs: Vec<Met>,
    found: Found,
    /// How many claims were read.
    texts: u32,
    /// The frequent word before, and where it ends.
    before: Option<(usize, usize)>,
}

impl Pairing {
    pub(super) fn new(frequent: &Frequent) -> Self {
        let words = frequent.words().len();
        let pairs = (0_u32..).take(words * words).map(Met::numbered).collect();
        Self { words, pairs, ..Self::default() }
    }

    /// Begins a claim's text.
    pub(super) fn open(&mut self, claim: usize) {
        self.before = None;
        if self.words > 0 {
            self.found.open(claim, &mut self.texts);
        }
    }

    /// Takes the next word of the text that stands by itself: its number, below that of all others where it is
    /// frequent, and where it is.
    #[inline]
    pub(super) fn meet(&mut self, word: u32, span: &Range<usize>, folded: &str) {
        let word = word as usize;
        if word >= self.words {
            self.before = None;
            return;
        }
        let before = self.before.replace((word, span.end));
        if let Some((before, end)) = before
            && folded.get(end..span.start) == Some(BETWEEN)
        {
            self.found.meet(&mut self.pairs[before * self.words + word], false, None);
        }
    }
}

/// Which claims have two frequent words right behind each other.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// The frequent words by number.
    words: Vec<WordId>,
    postings: Postings,
}

impl Pairs {
    /// Takes the frequent words, and the pairs of claims that follow one another.
    pub(super) fn new(words: Vec<WordId>, pairings: Vec<Pairing>) -> Self {
        let pairs: Vec<_> = (0..words.len() * words.len()).map(WordId::new).collect();
        let blocks = pairings.into_iter().flat_map(|pairing| pairing.found.into_blocks());
        let postings = postings(pairs.len(), blocks.map(|block| (block, &pairs)).collect());
        Self { words, postings }
    }

    /// How much memory they take.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.words[..]) + self.postings.bytes()
    }

    /// The claims whose text has one word right behind the other; `None` where one is not frequent, or where the texts of
    /// a field are not paired.
    pub(super) fn of(&self, field: Field, first: WordId, second: WordId) -> Option<Having<'_>> {
        let number = |word| self.words.iter().position(|other| *other == word);
        let pair = || Some(number(first)? * self.words.len() + number(second)?);
        let pair = if field == Field::ClaimText { pair() } else { None };
        pair.map(|pair| self.postings.of(WordId::new(pair)))
    }
}
