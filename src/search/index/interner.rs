//! Assigns a number to each distinct term, in the order of first occurrence.
//!
//! Every word of every text is looked up here, which dominates the cost of building an index. The first sixteen bytes of a
//! term are kept as one number. Nearly every look-up needs one hash and one comparison of these numbers, and the numbers
//! sort like the terms.

use std::cmp::Ordering;
use std::hash::BuildHasher as _;
use std::ops::Range;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// A hash table from terms to numbers.
#[derive(Default)]
pub(crate) struct TermInterner {
    table: HashTable<InternedTerm>,
    hasher: DefaultHashBuilder,
    terms: InternedTerms,
}

/// The texts of interned terms, by number.
#[derive(Default)]
pub(crate) struct InternedTerms {
    text: String,
    /// The end of each term in `text`.
    ends: Vec<u32>,
}

/// Number of bytes in a [`TermPrefix`].
const PREFIX_BYTES: usize = 16;

/// The first sixteen bytes of a term as a big-endian number, padded with zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TermPrefix(u128);

/// What a term is looked up by.
#[derive(Clone, Copy)]
pub(crate) struct TermKey {
    prefix: TermPrefix,
    hash: u64,
}

/// A term's number, and its last occurrence.
///
/// Aligned so that two of them share a cache line and none straddles two.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(crate) struct InternedTerm {
    prefix: TermPrefix,
    /// Number of distinct terms before this one.
    pub(crate) number: u32,
    /// The last text with the term, counted from 1. 0 if there is none.
    pub(crate) text: u32,
    /// The term's index in the block of that text.
    pub(crate) place: u32,
}

impl TermPrefix {
    fn new(term: &str) -> Self {
        let mut prefix = [0; PREFIX_BYTES];
        let length = term.len().min(PREFIX_BYTES);
        prefix[..length].copy_from_slice(&term.as_bytes()[..length]);
        Self(u128::from_be_bytes(prefix))
    }

    /// Returns the prefix of a term inside a text. Reads sixteen bytes at once and masks those beyond the term.
    fn within(text: &str, span: &Range<usize>) -> Self {
        match text.as_bytes().get(span.start..).and_then(|rest| rest.first_chunk()) {
            Some(bytes) if !span.is_empty() => {
                Self(u128::from_be_bytes(*bytes) & u128::MAX << (8 * (PREFIX_BYTES - span.len().min(PREFIX_BYTES))))
            }
            _ => Self::new(&text[span.clone()]),
        }
    }

    /// Returns whether the prefix is the whole term. No byte of a term is 0, so a last byte of 0 is padding.
    fn is_whole(self) -> bool {
        self.0.trailing_zeros() >= 8
    }
}

/// The text of a term: copied from its prefix, or borrowed.
pub(crate) enum TermText<'a> {
    Prefix([u8; PREFIX_BYTES]),
    Borrowed(&'a str),
}

impl AsRef<str> for TermText<'_> {
    fn as_ref(&self) -> &str {
        match self {
            Self::Prefix(bytes) => {
                let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
                str::from_utf8(&bytes[..end]).expect("a padded prefix is a whole term")
            }
            Self::Borrowed(term) => term,
        }
    }
}

impl InternedTerms {
    /// Returns the number of terms.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the term with a number.
    pub(crate) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// Returns a term whose prefix is known. The prefix of most terms is enough.
    pub(crate) fn text(&self, (prefix, number): (TermPrefix, u32)) -> TermText<'_> {
        if prefix.is_whole() { TermText::Prefix(prefix.0.to_be_bytes()) } else { TermText::Borrowed(self.get(number)) }
    }

    /// Compares a term of this list with one of `others`, by their prefixes first.
    pub(crate) fn compare(
        &self,
        (prefix, number): (TermPrefix, u32),
        others: &Self,
        (other, at): (TermPrefix, u32),
    ) -> Ordering {
        let rest = || if prefix.is_whole() { Ordering::Equal } else { self.get(number).cmp(others.get(at)) };
        prefix.cmp(&other).then_with(rest)
    }
}

impl TermInterner {
    /// Returns the key of a term.
    pub(crate) fn key(&self, term: &str) -> TermKey {
        let prefix = TermPrefix::new(term);
        TermKey { prefix, hash: hash(&self.hasher, prefix, || term) }
    }

    /// Returns the key of a term inside a text.
    #[inline]
    pub(crate) fn key_within(&self, text: &str, span: &Range<usize>) -> TermKey {
        let prefix = TermPrefix::within(text, span);
        TermKey { prefix, hash: hash(&self.hasher, prefix, || &text[span.clone()]) }
    }

    /// Returns the entry of a term. Adds the term if it is new.
    #[inline]
    pub(crate) fn intern(&mut self, key: TermKey, term: &str) -> &mut InternedTerm {
        let Self { table, hasher, terms } = self;
        let is_same = |other: &InternedTerm| {
            other.prefix == key.prefix && (key.prefix.is_whole() || terms.get(other.number) == term)
        };
        let rehash = |other: &InternedTerm| hash(hasher, other.prefix, || terms.get(other.number));
        match table.entry(key.hash, is_same, rehash) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let number = u32::try_from(terms.len()).expect("a corpus has fewer than 2^32 different words");
                terms.text.push_str(term);
                terms.ends.push(u32::try_from(terms.text.len()).expect("a vocabulary is smaller than 4 GB"));
                entry.insert(InternedTerm { prefix: key.prefix, number, text: 0, place: 0 }).into_mut()
            }
        }
    }

    /// Returns the terms, and the prefix and number of each in alphabetical order.
    pub(crate) fn finish(self) -> (InternedTerms, Vec<(TermPrefix, u32)>) {
        let mut sorted: Vec<_> = self.table.iter().map(|term| (term.prefix, term.number)).collect();
        let terms = self.terms;
        sorted.sort_unstable_by(|a, b| terms.compare(*a, &terms, *b));
        (terms, sorted)
    }
}

#[inline]
fn hash<'a>(hasher: &DefaultHashBuilder, prefix: TermPrefix, term: impl FnOnce() -> &'a str) -> u64 {
    if prefix.is_whole() { hasher.hash_one(prefix.0) } else { hasher.hash_one(term()) }
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
            let mut interner = TermInterner::default();
            let numbers: Vec<_> = words.iter().map(|word| interner.intern(interner.key(word), word).number).collect();
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
                prop_assert_eq!(TermPrefix::within(&text, &span), TermPrefix::new(word));
                start = span.end + 1;
            }
            let (terms, sorted) = interner.finish();
            prop_assert_eq!(terms.len(), expected.len());
            expected.sort_unstable();
            expected.dedup();
            prop_assert!(sorted.iter().all(|term| terms.text(*term).as_ref() == terms.get(term.1)));
            prop_assert!(sorted.iter().map(|(_, number)| terms.get(*number)).eq(expected));
        }
    }
}
