//! Finds the words that are in many claims, and collects which claims have them.
//!
//! About a hundred words make up nearly half of all text. They are found by sampling and indexed as bit sets from the
//! start, one bit per claim, instead of being collected and inverted like other words.

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::corpus::{ClaimSlot, Corpus};
use crate::search::analysis::fold::fold_into;
use crate::search::analysis::segmentation::is_unspaced;
use crate::search::analysis::tokens;
use crate::search::analysis::tokens::TokenKind;
use crate::search::index::bitset::BitSet;
use crate::search::index::tuning::IndexTuning;

/// Number of claims in the sample.
const SAMPLE: usize = 4_096;

/// A word is common if it is in more than 1 of `RARITY` claims.
const RARITY: usize = 32;

/// Maximum number of common words, because each takes a bit per claim.
const MAX_WORDS: usize = 128;

/// The common words of a corpus, numbered from the most frequent on.
pub(crate) struct CommonWords(Vec<String>);

impl CommonWords {
    /// Finds the common words of a corpus. Returns none for a small corpus.
    pub(crate) fn from_corpus(corpus: &Corpus, tuning: &IndexTuning) -> Self {
        let claims = corpus.with_drafts().claims();
        if claims.len() < tuning.min_common_claims {
            return Self(Vec::new());
        }
        let step = claims.len().div_ceil(SAMPLE);
        let sample: Vec<_> = claims.step_by(step).collect();
        let size = sample.len();
        let share = size.div_ceil(rayon::current_num_threads());
        let counts: Vec<_> = sample.par_chunks(share).map(|claims| claim_counts(corpus, claims)).collect();
        let mut totals: HashMap<String, usize> = HashMap::new();
        for (word, count) in counts.into_iter().flatten() {
            *totals.entry(word).or_default() += count;
        }
        totals.retain(|word, count| *count > size / RARITY && !word.starts_with(is_unspaced));
        let mut rarest_last: Vec<_> = totals.into_iter().map(|(word, count)| (size - count, word)).collect();
        rarest_last.sort_unstable();
        rarest_last.truncate(MAX_WORDS);
        Self(rarest_last.into_iter().map(|(_, word)| word).collect())
    }

    /// Returns the words by number.
    pub(crate) fn as_slice(&self) -> &[String] {
        &self.0
    }
}

/// Counts for each word in how many of `claims` it is.
fn claim_counts(corpus: &Corpus, claims: &[ClaimSlot]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let (mut folded, mut words) = (String::new(), Vec::new());
    for claim in claims {
        folded.clear();
        fold_into(corpus.claim(*claim).text.as_str(), &mut folded);
        tokens::each_word(&folded, |word, _, kind| words.extend((kind == TokenKind::Part).then(|| word.to_owned())));
        words.sort_unstable();
        words.dedup();
        words.drain(..).for_each(|word| *counts.entry(word).or_default() += 1);
    }
    counts
}

/// Which claims of a chunk have each common word, as a bit matrix.
#[derive(Default)]
pub(crate) struct CommonWordMatrix {
    /// Number of common words.
    words: usize,
    /// One row for each 64 claims, with one block of bits per word.
    rows: Vec<u64>,
    /// Number of rows before the first claim of the chunk.
    skipped: usize,
    /// Start of the current claim's row, and its bit there.
    row: usize,
    bit: u64,
}

impl CommonWordMatrix {
    pub(crate) fn new(common: &CommonWords) -> Self {
        Self { words: common.as_slice().len(), ..Self::default() }
    }

    /// Begins the text of a claim. Claims must come in order.
    pub(crate) fn begin_claim(&mut self, claim: usize) {
        if self.rows.is_empty() {
            self.skipped = claim / 64;
        }
        self.row = (claim / 64 - self.skipped) * self.words;
        self.bit = 1 << (claim % 64);
        self.rows.resize(self.rows.len().max(self.row + self.words), 0);
    }

    /// Adds a word of the current claim by its number. Returns false if it is not a common word.
    #[inline]
    pub(crate) fn insert(&mut self, word: u32) -> bool {
        let word = word as usize;
        let is_common = word < self.words;
        if is_common {
            self.rows[self.row + word] |= self.bit;
        }
        is_common
    }

    /// Adds the claims that have a word to `claims`.
    fn copy_column(&self, claims: &mut BitSet, word: usize) {
        let column = self.rows.iter().skip(word).step_by(self.words);
        for (block, bits) in (self.skipped..).zip(column) {
            claims.insert_block(block, *bits);
        }
    }
}

/// Returns for each common word the set of claims that have it, from the matrices of all chunks.
pub(crate) fn claims_by_word(words: usize, chunks: &[CommonWordMatrix], claims: usize) -> Vec<BitSet> {
    let column = |word| {
        let mut bits = BitSet::none(claims);
        for chunk in chunks {
            chunk.copy_column(&mut bits, word);
        }
        bits
    };
    (0..words).into_par_iter().map(column).collect()
}
