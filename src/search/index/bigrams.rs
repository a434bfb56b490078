//! Pairs: which claims have two frequent words, one right behind the other.
//!
//! A phrase is found by reading the texts that have all its words ([`phrases`](crate::search::ranking::phrases)). That is cheap where one
//! of them is rare; `of the` would be looked for in every third text. So it is noted beforehand where two words stand
//! together that are both in many claims: there are few such [words](crate::search::index::common_words).

use crate::search::index::common_words::CommonWords;
use crate::search::index::field::Field;
use crate::search::index::interner::InternedTerm;
use crate::search::index::inverter::{Inverter, invert};
use crate::search::index::postings::{PostingList, Postings};
use crate::search::index::tuning::IndexTuning;
use crate::search::index::vocabulary::WordId;

/// The pairs of some claims, as these are read.
#[derive(Default)]
pub(crate) struct Pairing {
    /// How many frequent words there are.
    words: usize,
    /// By the numbers of both words: where the pair was met last.
    pairs: Vec<InternedTerm>,
    found: Inverter,
    /// How many claims were read.
    texts: u32,
    /// The frequent word before.
    before: Option<usize>,
    /// The frequent words that are initials or figures somewhere, too.
    wholes: Vec<usize>,
}

impl Pairing {
    pub(crate) fn new(frequent: &CommonWords) -> Self {
        let words = frequent.as_slice().len();
        let pairs = (0_u32..).take(words * words).map(InternedTerm::numbered).collect();
        Self { words, pairs, ..Self::default() }
    }

    /// Begins a claim's text.
    pub(crate) fn open(&mut self, claim: usize, tuning: &IndexTuning) {
        self.before = None;
        if self.words > 0 {
            self.found.begin_text(claim, &mut self.texts, tuning);
        }
    }

    /// Takes initials or a figure, which may be written like a frequent word elsewhere.
    #[inline]
    pub(crate) fn meet_whole(&mut self, word: u32) {
        let word = word as usize;
        if word < self.words && !self.wholes.contains(&word) {
            self.wholes.push(word);
        }
    }

    /// Takes the next word of the text: its number, below that of all others where it is frequent. The signs between two
    /// words do not count.
    #[inline]
    pub(crate) fn meet(&mut self, word: u32) {
        let word = word as usize;
        if word >= self.words {
            self.before = None;
            return;
        }
        if let Some(before) = self.before.replace(word) {
            self.found.add(&mut self.pairs[before * self.words + word], false, None);
        }
    }
}

/// Which claims have two frequent words right behind each other.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// The frequent words by number; none for one that is written in other ways, too, such as `US`.
    words: Vec<Option<WordId>>,
    postings: Postings,
}

impl Pairs {
    /// Takes the frequent words, and the pairs of claims that follow one another.
    pub(crate) fn new(words: Vec<WordId>, pairings: Vec<Pairing>, tuning: &IndexTuning) -> Self {
        let pairs: Vec<_> = (0..words.len() * words.len()).map(WordId::new).collect();
        let mut plain: Vec<_> = words.into_iter().map(Some).collect();
        for word in pairings.iter().flat_map(|pairing| &pairing.wholes) {
            plain[*word] = None;
        }
        let words = plain;
        let blocks = pairings.into_iter().flat_map(|pairing| pairing.found.into_blocks());
        let postings = invert(pairs.len(), blocks.map(|block| (block, &pairs)).collect(), &[], tuning);
        Self { words, postings }
    }

    /// How much memory they take.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.words[..]) + self.postings.bytes()
    }

    /// The claims whose text has one word right behind the other; `None` where one is not frequent, or where the texts of
    /// a field are not paired.
    pub(crate) fn of(&self, field: Field, first: WordId, second: WordId) -> Option<PostingList<'_>> {
        let number = |word| self.words.iter().position(|other| *other == Some(word));
        let pair = || Some(number(first)? * self.words.len() + number(second)?);
        let pair = if field == Field::ClaimText { pair() } else { None };
        pair.map(|pair| self.postings.get(WordId::new(pair)))
    }
}
