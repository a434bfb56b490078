//! Passages: where exactly an article says something, and the link that opens it there.
//!
//! A passage is given by its first and last words, as a
//! [text fragment](https://wicg.github.io/scroll-to-text-fragment/) is. What is said of it here is what a browser does
//! with its link; a table of a real browser's verdicts is a test.

mod dictionary;
mod finder;
mod folded;
mod occurrences;
mod paragraphs;
mod rules;
mod weights;
mod words;

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::SourceUrl;
use finder::FoldedPassage;

pub use folded::FoldedArticle;
pub use paragraphs::paragraphs;

/// What a text fragment's parts may hold unencoded: `-`, `,` and `&` are its syntax.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// Where in its article a claim stands, by the words it begins and ends with.
///
/// The words are as the article has them, so they are not safe to print; show them as
/// [`Text`](crate::text::Text).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The number of the paragraph that it begins in, from 1; [`paragraphs`] says what is counted.
    pub paragraph: Option<u32>,
    /// Words right before it, where `start` alone is not unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// Its first words.
    pub start: String,
    /// Its last words; `None` where `start` is all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Words right behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
}

/// What a browser does with the link to a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageState {
    /// It opens the article at the passage.
    Found {
        /// The number of the paragraph it begins in, from 1.
        paragraph: u32,
        /// Its bytes in the article.
        range: Range<usize>,
        /// False where accents or letters differ, which not all browsers ignore.
        everywhere: bool,
    },
    /// It opens another paragraph than the written one; or none is written, and it could begin in several places.
    Ambiguous {
        /// The number of the paragraph that it opens, from 1.
        paragraph: u32,
        /// The bytes in the article that it opens.
        range: Range<usize>,
        /// How many places it could begin in.
        places: usize,
    },
    /// It does not open the passage, because the words are not there.
    Missing,
}

impl Passage {
    /// The address that opens the article at the passage: `#:~:text=[prefix-,]start[,end][,-suffix]`.
    ///
    /// Each run of white space is one space, as it is in the page that a browser shows.
    pub fn link(&self, document: &SourceUrl) -> SourceUrl {
        let part = |words: &String| {
            let words: Vec<_> = words.split([' ', '\t', '\n', '\r', '\u{c}']).filter(|word| !word.is_empty()).collect();
            utf8_percent_encode(&words.join(" "), ENCODED).to_string()
        };
        let prefix = Self::non_blank(self.prefix.as_ref()).map(|words| part(words) + "-");
        let suffix = Self::non_blank(self.suffix.as_ref()).map(|words| format!("-{}", part(words)));
        let range = [Some(part(&self.start)), Self::non_blank(self.end.as_ref()).map(part)];
        let parts: Vec<_> = prefix.into_iter().chain(range.into_iter().flatten()).chain(suffix).collect();
        document.with_text_directive(&parts.join(","))
    }

    /// Looks the passage up in its article, as a browser does with its link.
    pub fn find(&self, article: &str) -> PassageState {
        self.find_in(&FoldedArticle::new(article))
    }

    /// [`Passage::find`] for looking several up in one article.
    pub fn find_in(&self, article: &FoldedArticle) -> PassageState {
        let Some(parts) = self.folded() else { return PassageState::Missing };
        let Some(found) = parts.find(article) else { return PassageState::Missing };
        let paragraph = u32::try_from(article.paragraph(found.range.start) + 1).unwrap_or(u32::MAX);
        let range = article.origin(found.range);
        let places = if self.paragraph == Some(paragraph) { 1 } else { parts.places(article) };
        if places == 1 && self.paragraph.is_none_or(|written| written == paragraph) {
            PassageState::Found { paragraph, range, everywhere: found.same_accents }
        } else {
            PassageState::Ambiguous { paragraph, range, places }
        }
    }

    /// Says how to mend a passage that is missing.
    pub fn repair_hint(&self, article: &FoldedArticle) -> &'static str {
        let is_found = |passage: &Self| passage.folded().is_some_and(|parts| parts.find(article).is_some());
        let opening = Self { end: None, suffix: None, ..self.clone() };
        let start = Self { prefix: None, ..opening.clone() };
        if is_found(&opening) {
            "its first words are there, but what should follow them is not"
        } else if is_found(&start) {
            "its first words are there, but `prefix` does not stand directly before them"
        } else if start.folded().is_some_and(|parts| parts.is_within_words(article)) {
            "its first words are there, but begin or end within a word; links lead to whole words"
        } else {
            "copy its first words from the article"
        }
    }

    /// Returns the ends, `start` or `end`, that have fewer than three or more than six words, and how many they have.
    pub fn unusual_ends(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        let ends = [("start", Some(&self.start)), ("end", self.end.as_ref())];
        let counted = ends.into_iter().filter_map(|(name, words)| Some((name, rules::count(words?))));
        counted.filter(|(_, words)| !(3..=6).contains(words))
    }

    /// Returns the parts as the search compares them, or `None` if a part has nothing to look for.
    fn folded(&self) -> Option<FoldedPassage> {
        let [prefix, end, suffix] =
            [&self.prefix, &self.end, &self.suffix].map(|words| Self::non_blank(words.as_ref()).map(String::as_str));
        FoldedPassage::new(prefix, &self.start, end, suffix)
    }

    /// Returns a part if it is written and not blank.
    fn non_blank(words: Option<&String>) -> Option<&String> {
        words.filter(|words| !words.trim().is_empty())
    }
}

impl PassageState {
    /// The word for it, the same on the screen and in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Missing => "missing",
        }
    }

    /// The bytes of the article that a browser opens.
    pub fn opened_range(&self) -> Option<&Range<usize>> {
        match self {
            Self::Found { range, .. } | Self::Ambiguous { range, .. } => Some(range),
            Self::Missing => None,
        }
    }

    /// What a reader should know of a passage that is found, or why it is not.
    pub fn note(&self, passage: &Passage) -> Option<String> {
        match (self, passage.paragraph) {
            (Self::Found { everywhere: true, .. }, _) => None,
            (Self::Found { .. }, _) => Some(Self::NOT_EVERYWHERE.into()),
            (Self::Ambiguous { paragraph, .. }, Some(written)) => {
                Some(format!("the link opens paragraph {paragraph}, not {written} as written"))
            }
            (Self::Ambiguous { places, .. }, None) => Some(format!("it begins in {places} places of the article")),
            (Self::Missing, _) => Some("the article at hand does not have these words".into()),
        }
    }

    /// Says of a passage that it is not found by every browser.
    pub const NOT_EVERYWHERE: &str =
        "accents or letters differ from the article's: Chrome and Edge open the link there, Firefox and Safari do not";
}

#[cfg(test)]
mod tests;
