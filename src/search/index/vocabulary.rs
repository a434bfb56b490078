//! The vocabulary: every word of the corpus once, in order.
//!
//! A query is compared with words, never with texts: half a million words stand for a million claims. Being
//! sorted, the words that begin alike stand together, so a prefix is a range and the walk of
//! [`spelling`](crate::search::matching::edit_distance) can skip whole families at once.

use std::hash::BuildHasher as _;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};
use memchr::memmem;

/// A word of the vocabulary, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

impl WordId {
    /// Behind every word that there can be.
    pub(crate) const LAST: Self = Self(u32::MAX);

    pub(crate) fn new(at: usize) -> Self {
        Self(u32::try_from(at).expect("a corpus has fewer than 2^32 different words"))
    }

    /// The word's place as an index.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every word, folded, sorted, each once.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// The words one after the other, each behind a line break: one text to search for what is inside a word.
    text: String,
    /// Where each word begins in `text`; one more for the end.
    starts: Vec<u32>,
    /// Of each word: which letters it has, one bit for each.
    letters: Vec<u32>,
    /// The words' places by their hashes.
    places: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// Which letters a word has, one bit for each of `a` to `z`; all others share six bits. A word that lacks a bit lacks
/// a letter.
pub(crate) fn letter_mask(word: &str) -> u32 {
    word.chars().fold(0, |letters, c| {
        let bit = if c.is_ascii_lowercase() { u32::from(c) - u32::from('a') } else { 26 + u32::from(c) % 6 };
        letters | 1 << bit
    })
}

impl Vocabulary {
    /// Takes words that are sorted, each once, and free of white space.
    pub(crate) fn new(words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut vocabulary = Self { text: String::from("\n"), ..Self::default() };
        for word in words {
            let word = word.as_ref();
            vocabulary.push_start();
            vocabulary.letters.push(letter_mask(word));
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

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How much memory the words take.
    pub(crate) fn bytes(&self) -> usize {
        let lists = size_of_val(&self.starts[..]) + size_of_val(&self.letters[..]);
        self.text.len() + lists + self.places.allocation_size()
    }

    /// A word.
    pub(crate) fn word(&self, id: WordId) -> &str {
        self.at(id.index())
    }

    /// The word at a place.
    pub(crate) fn at(&self, place: usize) -> &str {
        &self.text[self.starts[place] as usize..self.starts[place + 1] as usize - 1]
    }

    /// The word spelt exactly so.
    pub(crate) fn find(&self, word: &str) -> Option<WordId> {
        let same = |place: &u32| self.at(*place as usize) == word;
        self.places.find(self.hasher.hash_one(word), same).copied().map(WordId)
    }

    /// Which letters a word has, as [`letter_mask`] says.
    pub(crate) fn letter_mask(&self, word: WordId) -> u32 {
        self.letters[word.index()]
    }

    /// The words that begin so.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let from = self.first(0, |other| other < prefix);
        from..self.first(from, |other| other.starts_with(prefix))
    }

    /// The first place, from `from` on, whose word does not fulfil `before`, which words must fulfil up to
    /// some place and not beyond. Looks near `from` first.
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

    /// The words that have `part` inside: anywhere but at their beginning, or there too if they have it twice.
    pub(crate) fn containing<'a>(&'a self, part: &'a str) -> impl Iterator<Item = WordId> + 'a {
        let mut last = None;
        self.places_of(part).filter_map(move |(place, at)| {
            if last == Some(place) || at == 0 {
                return None;
            }
            last = Some(place);
            Some(WordId::new(place))
        })
    }

    /// Wherever `part` is: the word's place, and the byte of the word. In order.
    pub(crate) fn places_of<'a>(&'a self, part: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.places(self.occurrences(part))
    }

    /// The same, where `part` is behind so many letters of the word at the most. Asking is cheaper than looking up which
    /// word that is.
    pub(crate) fn early_places_of<'a>(
        &'a self,
        part: &'a str,
        letters: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let text = self.text.as_bytes();
        let begins = |byte: u8| byte & 0xC0 != 0x80;
        let is_early = move |at: &usize| {
            let before = text[..*at].iter().rev().filter(|byte| begins(**byte));
            before.take(letters + 1).any(|byte| *byte == b'\n')
        };
        self.places(self.occurrences(part).filter(is_early))
    }

    /// Where `part` is in the text, once where it overlaps itself.
    fn occurrences<'a>(&'a self, part: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut found = memmem::find_iter(self.text.as_bytes(), part.as_bytes());
        if part.is_empty() {
            // It is between any two letters, which says nothing.
            found.by_ref().for_each(drop);
        }
        found
    }

    fn places(&self, occurrences: impl Iterator<Item = usize>) -> impl Iterator<Item = (usize, usize)> {
        let mut from = 0;
        occurrences.map(move |at| {
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
            let places: Vec<_> = vocabulary.places_of(&part).collect();
            for letters in 0..5 {
                let early = |(place, at): &&(usize, usize)| vocabulary.at(*place)[..*at].chars().count() <= letters;
                let expected: Vec<_> = places.iter().filter(early).copied().collect();
                prop_assert_eq!(vocabulary.early_places_of(&part, letters).collect::<Vec<_>>(), expected);
            }
            prop_assert_eq!(vocabulary.containing(&part).map(WordId::index).collect::<Vec<_>>(), containing);
        }
    }
}
