//! The term dictionary: every word of the corpus once, sorted.
//!
//! A query is compared with words instead of texts. A million claims have about half a million words. A prefix is a range of
//! sorted words, and [`edit_distance`](crate::search::matching::edit_distance) can skip all words with a bad prefix.

use std::hash::BuildHasher as _;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};
use memchr::memmem;

/// A word's position in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

impl WordId {
    /// An upper bound for all words.
    pub(crate) const LAST: Self = Self(u32::MAX);

    pub(crate) fn new(at: usize) -> Self {
        Self(u32::try_from(at).expect("a corpus has fewer than 2^32 different words"))
    }

    /// Returns the position as an index.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// All words, folded and sorted.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// The words, each after a line break. One text, so that a substring search covers all words.
    text: String,
    /// The start of each word in `text`, and one more for the end.
    starts: Vec<u32>,
    /// The [`letter_mask`] of each word.
    letter_masks: Vec<u32>,
    /// The words' positions by hash.
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// Returns a bit mask of a word's letters: one bit for each of `a` to `z`, and six bits that all others share.
///
/// If a bit of one word is missing in another, so is a letter. The opposite need not hold.
pub(crate) fn letter_mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| {
        let bit = if c.is_ascii_lowercase() { u32::from(c) - u32::from('a') } else { 26 + u32::from(c) % 6 };
        mask | 1 << bit
    })
}

impl Vocabulary {
    /// Creates a vocabulary from distinct sorted words without white space.
    pub(crate) fn new(words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut vocabulary = Self { text: String::from("\n"), ..Self::default() };
        for word in words {
            let word = word.as_ref();
            vocabulary.push_start();
            vocabulary.letter_masks.push(letter_mask(word));
            vocabulary.text.push_str(word);
            vocabulary.text.push('\n');
        }
        vocabulary.push_start();
        let Self { text, starts, places, hasher, .. } = &mut vocabulary;
        let hash = |place: &u32| {
            let at = *place as usize;
            hasher.hash_one(&text[starts[at] as usize..starts[at + 1] as usize - 1])
        };
        places.reserve(starts.len(), hash);
        for place in (0_u32..).take(starts.len() - 1) {
            places.insert_unique(hash(&place), place, hash);
        }
        vocabulary
    }

    fn push_start(&mut self) {
        self.starts.push(u32::try_from(self.text.len()).expect("a vocabulary is smaller than 4 GB"));
    }

    /// Returns the number of words.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Returns the memory used, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let lists = size_of_val(&self.starts[..]) + size_of_val(&self.letter_masks[..]);
        self.text.len() + lists + self.places.allocation_size()
    }

    /// Returns the word with an id.
    pub(crate) fn word(&self, id: WordId) -> &str {
        self.at(id.index())
    }

    /// Returns the word at a position.
    pub(crate) fn at(&self, place: usize) -> &str {
        &self.text[self.starts[place] as usize..self.starts[place + 1] as usize - 1]
    }

    /// Returns the id of exactly this word.
    pub(crate) fn find(&self, word: &str) -> Option<WordId> {
        let same = |place: &u32| self.at(*place as usize) == word;
        self.places.find(self.hasher.hash_one(word), same).copied().map(WordId)
    }

    /// Returns the [`letter_mask`] of a word.
    pub(crate) fn letter_mask(&self, word: WordId) -> u32 {
        self.letter_masks[word.index()]
    }

    /// Returns the positions of the words that begin with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let from = self.first(0, |other| other < prefix);
        from..self.first(from, |other| other.starts_with(prefix))
    }

    /// Returns the first position from `from` on whose word does not fulfil `before`, by galloping search.
    ///
    /// Words must be partitioned: those that fulfil `before` first.
    pub(crate) fn first(&self, from: usize, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut step) = (from, 1);
        while low + step <= self.len() && before(self.at(low + step - 1)) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.at(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Returns the words with `part` anywhere but at their beginning.
    pub(crate) fn containing<'a>(&'a self, part: &'a str) -> impl Iterator<Item = WordId> + 'a {
        let mut last = None;
        self.occurrences_of(part).filter_map(move |(place, at)| {
            if last == Some(place) || at == 0 {
                return None;
            }
            last = Some(place);
            Some(WordId::new(place))
        })
    }

    /// Returns all occurrences of `part` in order, as the word's position and the byte offset in the word.
    pub(crate) fn occurrences_of<'a>(&'a self, part: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.words_at(self.offsets(part))
    }

    /// Returns the [occurrences](Self::occurrences_of) after at most `letters` letters of a word.
    ///
    /// Counting letters is cheaper than looking up the word, so it is done first.
    pub(crate) fn early_occurrences_of<'a>(
        &'a self,
        part: &'a str,
        letters: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let text = self.text.as_bytes();
        let starts_letter = |byte: u8| byte & 0xC0 != 0x80;
        let is_early = move |at: &usize| {
            let before = text[..*at].iter().rev().filter(|byte| starts_letter(**byte));
            before.take(letters + 1).any(|byte| *byte == b'\n')
        };
        self.words_at(self.offsets(part).filter(is_early))
    }

    /// Returns the offsets of `part` in `text`, without overlaps.
    fn offsets<'a>(&'a self, part: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut found = memmem::find_iter(self.text.as_bytes(), part.as_bytes());
        if part.is_empty() {
            // An empty part is everywhere, which is of no use.
            found.by_ref().for_each(drop);
        }
        found
    }

    /// Converts ascending offsets in `text` to positions of words and offsets in these.
    fn words_at(&self, offsets: impl Iterator<Item = usize>) -> impl Iterator<Item = (usize, usize)> {
        let mut from = 0;
        offsets.map(move |at| {
            let mut step = 1;
            while from + step < self.starts.len() && self.starts[from + step] as usize <= at {
                from += step;
                step *= 2;
            }
            let to = (from + step).min(self.starts.len());
            from += self.starts[from..to].partition_point(|start| *start as usize <= at) - 1;
            (from, at - self.starts[from] as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(mut words: Vec<String>) -> Vec<String> {
        words.sort();
        words.dedup();
        words
    }

    proptest! {
        #[test]
        fn lookups_agree_with_looking_at_every_word(words in prop::collection::vec("[a-cé]{1,5}", 0..40), part in "[a-cé]{1,3}") {
            let words = sorted(words);
            let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
            prop_assert_eq!(vocabulary.len(), words.len());
            let at = words.iter().position(|word| *word == part);
            prop_assert_eq!(vocabulary.find(&part).map(WordId::index), at);
            let beginning: Vec<_> = (0..words.len()).filter(|at| words[*at].starts_with(&part)).collect();
            prop_assert_eq!(vocabulary.with_prefix(&part).collect::<Vec<_>>(), beginning);
            let inside = |word: &String| word.match_indices(part.as_str()).any(|(at, _)| at > 0);
            let containing: Vec<_> = (0..words.len()).filter(|at| inside(&words[*at])).collect();
            let places: Vec<_> = vocabulary.occurrences_of(&part).collect();
            for letters in 0..5 {
                let early = |(place, at): &&(usize, usize)| vocabulary.at(*place)[..*at].chars().count() <= letters;
                let expected: Vec<_> = places.iter().filter(early).copied().collect();
                prop_assert_eq!(vocabulary.early_occurrences_of(&part, letters).collect::<Vec<_>>(), expected);
            }
            prop_assert_eq!(vocabulary.containing(&part).map(WordId::index).collect::<Vec<_>>(), containing);
        }
    }
}
