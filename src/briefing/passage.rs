//! Passages: the place in an article that a claim is taken from, and the link that opens the article there.
//!
//! A passage is given by its first and last words, like a
//! [text fragment](https://wicg.github.io/scroll-to-text-fragment/). The search for it does what a browser does with the
//! link; a table of a real browser's results is a test.

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
pub(super) use rules::count as count_words;

/// The characters that are percent-encoded in a text directive. `-`, `,` and `&` are its syntax.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// The passage of an article that a claim is taken from, by its first and last words.
///
/// The words are copied from the article, so they are not safe to print. Show them as
/// [`Text`](crate::text::Text).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The number, from 1, of the paragraph in which it begins. [`paragraphs`] defines paragraphs.
    pub paragraph: Option<u32>,
    /// The words directly before it, if `start` alone is not unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// Its first words.
    pub start: String,
    /// Its last words. `None` if `start` is the whole passage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The words directly after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
}

/// The effect of a passage's link in a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageState {
    /// The link opens the article at the passage.
    Found {
        /// The number, from 1, of the paragraph in which it begins.
        paragraph: u32,
        /// Its byte range in the article.
        range: Range<usize>,
        /// False if accents or letters differ, which not all browsers ignore.
        everywhere: bool,
    },
    /// The link opens a different paragraph than the given one, or none is given and several places match `start`.
    Ambiguous {
        /// The number, from 1, of the paragraph that the link opens.
        paragraph: u32,
        /// The byte range in the article that the link opens.
        range: Range<usize>,
        /// The number of places that match `start`.
        places: usize,
    },
    /// The link does not open the passage, because the article does not contain the words.
    Missing,
}

impl Passage {
    /// Returns the link that opens the article at the passage: `#:~:text=[prefix-,]start[,end][,-suffix]`.
    ///
    /// Each run of white space becomes one space, as in the page that a browser shows.
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

    /// Finds the passage in its article, as a browser does.
    pub fn find(&self, article: &str) -> PassageState {
        self.find_in(&FoldedArticle::new(article))
    }

    /// [`Passage::find`] for finding several passages in one article.
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

    /// Returns how to correct a passage that is missing.
    pub fn repair_hint(&self, article: &FoldedArticle) -> &'static str {
        let is_found = |passage: &Self| passage.folded().is_some_and(|parts| parts.find(article).is_some());
        let opening = Self { end: None, suffix: None, ..self.clone() };
        let start = Self { prefix: None, ..opening.clone() };
        if is_found(&opening) {
            "its first words are there, but what should follow them is not"
        } else if is_found(&start) {
            "its first words are there, but `prefix` is not directly before them"
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
    /// Returns the word for the state, the same on the screen and in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Missing => "missing",
        }
    }

    /// Returns the byte range of the article that a browser opens.
    pub fn opened_range(&self) -> Option<&Range<usize>> {
        match self {
            Self::Found { range, .. } | Self::Ambiguous { range, .. } => Some(range),
            Self::Missing => None,
        }
    }

    /// Returns what a reader should know about a passage that is found, or why it is not.
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

    /// The note on a passage that not every browser finds.
    pub const NOT_EVERYWHERE: &str =
        "accents or letters differ from the article's: Chrome and Edge open the link there, Firefox and Safari do not";
}

#[cfg(test)]
mod tests;
