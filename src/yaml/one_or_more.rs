//! Fields that hold one word or a list of words: `speaker: a`, `speaker: [a, b]`.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::verbatim::{Verbatim, VerbatimWord};

/// One word, or a list of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneOrMore {
    /// A single word.
    One(VerbatimWord),
    /// A list, which may be empty.
    List(Vec<VerbatimWord>),
    /// A single word that YAML reads as a number or a truth value. [`SourceMap::scalar`](super::SourceMap::scalar)
    /// returns it as it is written.
    Unread,
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Only `deserialize_any` accepts both a word and a list.
        deserializer.deserialize_any(AsOneOrMore)
    }
}

struct AsOneOrMore;

impl<'de> Visitor<'de> for AsOneOrMore {
    type Value = OneOrMore;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id or a list of ids")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<OneOrMore, E> {
        Ok(OneOrMore::One(Verbatim(text.into())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMore, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element()? {
            words.push(word);
        }
        Ok(OneOrMore::List(words))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<OneOrMore, E> {
        Ok(OneOrMore::Unread)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<OneOrMore, E> {
        Ok(OneOrMore::Unread)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<OneOrMore, E> {
        Ok(OneOrMore::Unread)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<OneOrMore, E> {
        Ok(OneOrMore::Unread)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<OneOrMore, E> {
        Ok(OneOrMore::Unread)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<OneOrMore, E> {
        Ok(OneOrMore::Unread)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[derive(Deserialize)]
    struct Sample {
        of: Option<OneOrMore>,
    }

    fn read(text: &str) -> Option<OneOrMore> {
        let parsed = parse::<Sample>(text, &[]);
        assert_eq!(parsed.faults, [], "{text}");
        parsed.content.expect("a record").of
    }

    #[test]
    fn a_word_and_a_list_are_told_apart() {
        let word = |word: &str| Verbatim(word.into());
        assert_eq!(read("of: a"), Some(OneOrMore::One(word("a"))));
        assert_eq!(read("of: '7'"), Some(OneOrMore::One(word("7"))));
        assert_eq!(read("of: [a, 1.10, yes]"), Some(OneOrMore::List(vec![word("a"), word("1.10"), word("yes")])));
        assert_eq!(read("of:\n- a"), Some(OneOrMore::List(vec![word("a")])));
        assert_eq!(read("of: []"), Some(OneOrMore::List(Vec::new())));
        assert_eq!(read("of: ~"), None);
        for number in ["7", "0x1f", "-7", "1.10", "true", "99999999999999999999"] {
            assert_eq!(read(&format!("of: {number}")), Some(OneOrMore::Unread), "{number}");
        }
    }
}
