//! Frequent words: those that are in many claims, and in which.
//!
//! There are few of them, a sample tells which, and they make up nearly half of what is written. So they are not listed
//! as they are read and dealt out to the words later: for each there is a bit for each claim from the beginning.

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::corpus::{ClaimSlot, Corpus};
use crate::search::analysis::fold::fold_into;
use crate::search::analysis::segmentation::is_unspaced;
use crate::search::analysis::tokens;
use crate::search::analysis::tokens::TokenKind;
use crate::search::index::bitset::BitSet;

/// So many claims are read to know which words are frequent.
const SAMPLE: usize = 4_096;

/// A word is frequent if it is in more than one of so many claims.
const FREQUENT: usize = 32;

/// More words than these are not noted.
const MOST: usize = 128;

/// Fewer claims are read, and phrases looked for among them, fast enough; in tests, even small corpora have frequent
/// words.
const MIN_CLAIMS: usize = if cfg!(test) { 1 } else { 10_000 };

/// Words that are in many claims, numbered.
pub(crate) struct Frequent(Vec<String>);

impl Frequent {
    /// The frequent words of a corpus, the most frequent first.
    pub(crate) fn among(corpus: &Corpus) -> Self {
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
    pub(crate) fn words(&self) -> &[String] {
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
        tokens::each_word(&folded, |word, _, sort| met.extend((sort == TokenKind::Part).then(|| word.to_owned())));
        met.sort_unstable();
        met.dedup();
        met.drain(..).for_each(|word| *counted.entry(word).or_default() += 1);
    }
    counted
}

/// Which of some claims that follow one another have frequent words by themselves.
#[derive(Default)]
pub(crate) struct Marks {
    /// How many frequent words there are.
    words: usize,
    /// For each 64 claims: of each word, which of them have it.
    rows: Vec<u64>,
    /// How many rows are left out before the first claim's.
    skipped: usize,
    /// Where the row of the claim that was begun last begins, and its bit there.
    row: usize,
    bit: u64,
}

impl Marks {
    pub(crate) fn new(frequent: &Frequent) -> Self {
        Self { words: frequent.words().len(), ..Self::default() }
    }

    /// Begins a claim's text; they come in order.
    pub(crate) fn open(&mut self, claim: usize) {
        if self.rows.is_empty() {
            self.skipped = claim / 64;
        }
        self.row = (claim / 64 - self.skipped) * self.words;
        self.bit = 1 << (claim % 64);
        self.rows.resize(self.rows.len().max(self.row + self.words), 0);
    }

    /// Takes a word of the text that was begun last, by its number; true where it is frequent.
    #[inline]
    pub(crate) fn mark(&mut self, word: u32) -> bool {
        let word = word as usize;
        let frequent = word < self.words;
        if frequent {
            self.rows[self.row + word] |= self.bit;
        }
        frequent
    }

    /// Puts the claims that have a word into a set.
    fn insert_into(&self, bits: &mut BitSet, word: usize) {
        let column = self.rows.iter().skip(word).step_by(self.words);
        for (block, marks) in (self.skipped..).zip(column) {
            bits.insert_block(block, *marks);
        }
    }
}

/// Which claims have each frequent word by itself, as told by the marks of stretches.
pub(crate) fn marked(words: usize, marks: &[Marks], claims: usize) -> Vec<BitSet> {
    let marked = |word| {
        let mut bits = BitSet::none(claims);
        for marks in marks {
            marks.insert_into(&mut bits, word);
        }
        bits
    };
    (0..words).into_par_iter().map(marked).collect()
}
