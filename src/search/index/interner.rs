//! The lexicon: words as they are met, numbered in that order.
//!
//! Every word of every text is looked up here, so that this is what building an index costs. The first sixteen bytes
//! of a word are kept as one number: nearly every word is found by its hash and one comparison of numbers, and the
//! order of the numbers is that of the words.

use std::cmp::Ordering;
use std::hash::BuildHasher as _;
use std::hint::black_box;
use std::ops::Range;

use hashbrown::DefaultHashBuilder;

/// The words that were met so far.
#[derive(Default)]
pub(crate) struct Lexicon {
    /// Each word in the first free place from where its hash points to; a power of two of them, a third or more of
    /// them free. A table whose places are known beforehand can be [looked at](Self::approach) for many words at once.
    places: Vec<Met>,
    hasher: DefaultHashBuilder,
    words: Words,
}

/// Words by number.
#[derive(Default)]
pub(crate) struct Words {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
}

/// How many bytes of a word are its head.
const HEAD: usize = 16;

/// The first sixteen bytes of a word, as they are ordered; what a shorter word lacks is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Head(u128);

/// What a word is looked up by.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    head: Head,
    hash: u64,
}

/// A word, and where it was met last. Aligned so that two of them are in one line of the processor's cache, and none is
/// in two lines.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(crate) struct Met {
    head: Head,
    /// How many words were met before this one.
    pub(crate) number: u32,
    /// In which text it was met last, counted from 1; 0 for none.
    pub(crate) text: u32,
    /// At which place of what was found there.
    pub(crate) place: u32,
}

/// A place of the table without a word: no word is empty.
const FREE: Met = Met { head: Head(0), number: 0, text: 0, place: 0 };

/// How many places the smallest table has.
const MIN_PLACES: usize = 1 << 10;

impl Head {
    fn new(word: &str) -> Self {
        let mut head = [0; HEAD];
        let length = word.len().min(HEAD);
        head[..length].copy_from_slice(&word.as_bytes()[..length]);
        Self(u128::from_be_bytes(head))
    }

    /// Of a word where it stands in a text: however long it is, sixteen bytes are read and those behind it put to 0.
    fn within(text: &str, span: &Range<usize>) -> Self {
        match text.as_bytes().get(span.start..).and_then(|rest| rest.first_chunk()) {
            Some(bytes) if !span.is_empty() => {
                Self(u128::from_be_bytes(*bytes) & u128::MAX << (8 * (HEAD - span.len().min(HEAD))))
            }
            _ => Self::new(&text[span.clone()]),
        }
    }

    /// True when the word is no longer than this: no byte of a word is 0.
    fn is_whole(self) -> bool {
        self.0.trailing_zeros() >= 8
    }
}

/// A word, as it is at hand.
pub(crate) enum Spelt<'a> {
    Head([u8; HEAD]),
    Text(&'a str),
}

impl AsRef<str> for Spelt<'_> {
    fn as_ref(&self) -> &str {
        match self {
            Self::Head(bytes) => {
                let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
                str::from_utf8(&bytes[..end]).expect("a head with an end is a whole word")
            }
            Self::Text(word) => word,
        }
    }
}

impl Words {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with a number.
    pub(crate) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// A word whose head is known: nearly always that is all that has to be read.
    pub(crate) fn spelt(&self, (head, number): (Head, u32)) -> Spelt<'_> {
        if head.is_whole() { Spelt::Head(head.0.to_be_bytes()) } else { Spelt::Text(self.word(number)) }
    }

    /// How two words of two lists are ordered, their heads being known.
    pub(crate) fn compare(&self, (head, number): (Head, u32), others: &Self, (other, at): (Head, u32)) -> Ordering {
        let rest = || if head.is_whole() { Ordering::Equal } else { self.word(number).cmp(others.word(at)) };
        head.cmp(&other).then_with(rest)
    }
}

impl Lexicon {
    /// What a word is looked up by.
    pub(crate) fn key(&self, word: &str) -> Key {
        let head = Head::new(word);
        Key { head, hash: self.hash(head, || word) }
    }

    /// What the word at a place of a text is looked up by.
    #[inline]
    pub(crate) fn key_within(&self, text: &str, span: &Range<usize>) -> Key {
        let head = Head::within(text, span);
        Key { head, hash: self.hash(head, || &text[span.clone()]) }
    }

    #[inline]
    fn hash<'a>(&self, head: Head, word: impl FnOnce() -> &'a str) -> u64 {
        if head.is_whole() { self.hasher.hash_one(head.0) } else { self.hasher.hash_one(word()) }
    }

    /// Asks the memory for what the words of a text will need, for all at once instead of for one after the other.
    #[inline]
    pub(crate) fn approach(&self, keys: impl Iterator<Item = Key>) {
        let mask = self.places.len().saturating_sub(1);
        let number = |key: Key| self.places.get(place(key.hash, mask)).map_or(0, |met| met.number);
        black_box(keys.fold(0, |all, key| all ^ number(key)));
    }

    /// Looks a word up by its key.
    #[inline]
    pub(crate) fn meet(&mut self, key: Key, word: &str) -> &mut Met {
        if self.words.len() + self.words.len() / 2 >= self.places.len() {
            self.grow();
        }
        let Self { places, words, .. } = self;
        let mask = places.len() - 1;
        let mut at = place(key.hash, mask);
        loop {
            let Met { head, number, .. } = places[at];
            if head == key.head && (head.is_whole() || words.word(number) == word) {
                break;
            }
            if head == FREE.head {
                let number = u32::try_from(words.len()).expect("a corpus has fewer than 2^32 different words");
                words.text.push_str(word);
                words.ends.push(u32::try_from(words.text.len()).expect("a vocabulary is smaller than 4 GB"));
                places[at] = Met { head: key.head, number, ..FREE };
                break;
            }
            at = (at + 1) & mask;
        }
        &mut places[at]
    }

    #[cold]
    fn grow(&mut self) {
        let count = (2 * self.places.len()).max(MIN_PLACES);
        let before = std::mem::replace(&mut self.places, vec![FREE; count]);
        for met in before.into_iter().filter(|met| met.head != FREE.head) {
            let mut at = place(self.hash(met.head, || self.words.word(met.number)), count - 1);
            while self.places[at].head != FREE.head {
                at = (at + 1) & (count - 1);
            }
            self.places[at] = met;
        }
    }

    /// The words that were met, and the head and number of each, in the order of the words.
    pub(crate) fn close(self) -> (Words, Vec<(Head, u32)>) {
        let met = self.places.iter().filter(|met| met.head != FREE.head);
        let mut heads = Vec::with_capacity(self.words.len());
        heads.extend(met.map(|met| (met.head, met.number)));
        let words = self.words;
        heads.sort_unstable_by(|a, b| words.compare(*a, &words, *b));
        (words, heads)
    }
}

/// The place that a hash points to.
#[inline]
fn place(hash: u64, mask: usize) -> usize {
    usize::try_from(hash & mask as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_numbered_once_and_ordered_as_text(
            words in prop::collection::vec(prop_oneof!["[ab]{1,3}", "[abé]{6,9}", "a{14,18}b?", "[a-zл]{1,40}"], 0..60),
        ) {
            let mut lexicon = Lexicon::default();
            let numbers: Vec<_> = words.iter().map(|word| lexicon.meet(lexicon.key(word), word).number).collect();
            let mut expected: Vec<&str> = Vec::new();
            for (word, number) in words.iter().zip(numbers) {
                if number as usize == expected.len() {
                    expected.push(word);
                }
                prop_assert_eq!(expected[number as usize], word);
            }
            let text = words.join(" ");
            let mut start = 0;
            for word in &words {
                let span = start..start + word.len();
                prop_assert_eq!(Head::within(&text, &span), Head::new(word));
                start = span.end + 1;
            }
            let (known, heads) = lexicon.close();
            prop_assert_eq!(known.len(), expected.len());
            expected.sort_unstable();
            expected.dedup();
            prop_assert!(heads.iter().all(|head| known.spelt(*head).as_ref() == known.word(head.1)));
            prop_assert!(heads.iter().map(|(_, number)| known.word(*number)).eq(expected));
        }
    }
}
