//! Identifiers, with one type for each kind of record, so that they cannot be confused.

use std::borrow::Cow;
use std::fmt;

use ecow::EcoString;
use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use crate::text::is_clean;

/// The form of an identifier, for hints.
pub(super) const FORM: &str = "an id consists of letters, digits, `-`, `_` and `.`, such as `sergey-lavrov`";

pub(super) fn is_id(raw: &str) -> bool {
    // Nearly all ids are ASCII. Only the others need the Unicode tables.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if raw.bytes().all(plain) {
        return raw.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    }
    let ordinary = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    // Some letters are invisible, and marks can be stacked. Ids are shown everywhere, so they must be clean text.
    raw.starts_with(char::is_alphanumeric) && raw.chars().all(ordinary) && is_clean(raw)
}

/// Returns an identifier in composed form (NFC), or `None` if it is not valid.
///
/// Keyboards write composed letters, but some file systems store them decomposed.
pub(super) fn composed(raw: &str) -> Option<Cow<'_, str>> {
    if is_id(raw) {
        return Some(raw.into());
    }
    let composed: String = raw.nfc().collect();
    is_id(&composed).then_some(composed.into())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(EcoString);

        impl $name {
            /// Parses an identifier: letters, digits, `-`, `_` and `.`, beginning with a letter or digit.
            ///
            /// Letters with marks are composed. Returns `None` for other strings.
            pub fn parse(raw: &str) -> Option<Self> {
                composed(raw).map(|id| Self(EcoString::from(&*id)))
            }

            /// Returns the identifier as a string.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A document, by the name of its file without the ending.
    DocumentId
    /// A claim within its document.
    ClaimId
    /// An actor in `entities.yaml`.
    EntityId
    /// A publisher in `sources.yaml`.
    OutletId
    /// An origin of claims in `sources.yaml`.
    OriginId
    /// What figures count, in `sources.yaml`.
    MeasureId
}

/// A claim anywhere in the corpus, written `DOCUMENT#CLAIM`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimRef {
    /// The document that contains it.
    pub document: DocumentId,
    /// Its id in that document.
    pub claim: ClaimId,
}

impl ClaimRef {
    /// Parses `DOCUMENT#CLAIM`.
    pub fn parse(raw: &str) -> Option<Self> {
        let (document, claim) = raw.split_once('#')?;
        Some(Self { document: DocumentId::parse(document)?, claim: ClaimId::parse(claim)? })
    }
}

impl fmt::Display for ClaimRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.document, self.claim)
    }
}

impl Serialize for ClaimRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_without_white_space() {
        for good in ["mali", "2025-04-07-neo", "a.b_c", "выборы"] {
            assert!(EntityId::parse(good).is_some(), "{good}");
        }
        for bad in ["", "-x", "a b", "a#b", "a/b", "a\u{1b}b", "a\u{202e}b", "a\u{3164}b", "../x", "-é", ".выборы"]
        {
            assert!(EntityId::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn letters_and_their_marks_are_one_letter() {
        let id = EntityId::parse("Cafe\u{301}").expect("an id");
        assert_eq!(id.as_str(), "Caf\u{e9}");
        assert!(EntityId::parse("x\u{301}").is_none(), "there is no such letter");
    }

    #[test]
    fn a_claim_reference_has_both_parts() {
        let parsed = ClaimRef::parse("doc#claim").expect("a reference");
        assert_eq!(parsed.to_string(), "doc#claim");
        for bad in ["doc", "#claim", "doc#", "a#b#c"] {
            assert!(ClaimRef::parse(bad).is_none(), "{bad}");
        }
    }
}
