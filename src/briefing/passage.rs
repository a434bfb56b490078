//! Passages: where exactly an article says something, and the link that opens it there.
//!
//! A passage is given by its first and last words, as a
//! [text fragment](https://wicg.github.io/scroll-to-text-fragment/) is.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::SourceUrl;

/// What a text fragment's parts may hold unencoded: `-`, `,` and `&` are its syntax.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// Where in its article a claim stands, by the words it begins and ends with.
///
/// The words are as the article has them, so they are not safe to print; show them as
/// [`Text`](crate::text::Text).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The number of the paragraph, from 1, counting the article's lines that are not blank.
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

/// What became of a passage when it was looked up in its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageState {
    /// It stands there once.
    Found {
        /// The number of the paragraph it begins in, from 1.
        paragraph: u32,
        /// Its bytes in the article.
        range: Range<usize>,
    },
    /// Its beginning stands in several places, so that a link could lead to another one.
    Ambiguous {
        /// In how many.
        places: usize,
    },
    /// It is not there.
    Missing,
}

impl Passage {
    /// The address that opens the article at the passage: `#:~:text=[prefix-,]start[,end][,-suffix]`.
    pub fn link(&self, document: &SourceUrl) -> SourceUrl {
        let part = |words: &str| utf8_percent_encode(words, ENCODED).to_string();
        let prefix = self.prefix.iter().map(|words| part(words) + "-");
        let suffix = self.suffix.iter().map(|words| format!("-{}", part(words)));
        let range = [&self.start].into_iter().chain(&self.end).map(|words| part(words));
        let parts: Vec<_> = prefix.chain(range).chain(suffix).collect();
        let fragment = document.as_str().split_once('#').map_or("", |(_, fragment)| fragment);
        document.with_fragment(&format!("{fragment}:~:text={}", parts.join(",")))
    }

    /// Looks the passage up in its article, as a browser does: whole words, without regard to case and
    /// to how white space is laid out. It must begin in one place only and end in the same paragraph.
    pub fn find(&self, article: &str) -> PassageState {
        self.find_in(&Folded::of(article))
    }

    /// [`Passage::find`] for whoever looks several up in one article.
    pub fn find_in(&self, text: &Folded<'_>) -> PassageState {
        let lead = self.prefix.as_deref().map(fold).filter(|prefix| !prefix.is_empty());
        let first = fold(&self.start);
        let needle = lead.as_ref().map_or_else(|| first.clone(), |lead| format!("{lead} {first}"));
        let skip = needle.len() - first.len();
        let mut found: Vec<Range<usize>> = text
            .places(&needle, 0..text.text.len())
            .map(|at| at.start + skip..at.end)
            .filter_map(|start| self.to_end(text, start))
            .collect();
        match (found.pop(), found.len()) {
            (None, _) => PassageState::Missing,
            (Some(range), 0) => {
                let range = text.origin(range.start)..text.origin(range.end);
                let before = &text.article[..range.start];
                let lines = before.split('\n').filter(|line| !line.trim().is_empty()).count();
                let begun = before.rsplit('\n').next().is_some_and(|line| !line.trim().is_empty());
                let paragraph = u32::try_from(lines + usize::from(!begun)).unwrap_or(u32::MAX);
                PassageState::Found { paragraph, range }
            }
            (Some(_), others) => PassageState::Ambiguous { places: others + 1 },
        }
    }

    /// From a place where it begins to where it ends in the same paragraph, if it does.
    fn to_end(&self, text: &Folded<'_>, start: Range<usize>) -> Option<Range<usize>> {
        let paragraph_end = text.text[start.end..].find('\n').map_or(text.text.len(), |at| start.end + at);
        let whole = match &self.end {
            None => start,
            Some(end) => start.start..text.places(&fold(end), start.end..paragraph_end).next()?.end,
        };
        match self.suffix.as_deref().map(fold).filter(|suffix| !suffix.is_empty()) {
            Some(suffix) => {
                let behind = text.text[whole.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
                behind.starts_with(&suffix).then_some(whole)
            }
            None => Some(whole),
        }
    }
}

/// Lower case, every run of white space one space.
fn fold(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// An article in lower case, runs of white space as one space or line break, with the way back.
#[derive(Debug)]
pub struct Folded<'a> {
    article: &'a str,
    /// The folded text.
    text: String,
    /// For each byte of it, and its end, where it comes from. Articles are far smaller than 4 GiB.
    origin: Vec<u32>,
}

impl<'a> Folded<'a> {
    /// Folds an article, which must be smaller than 4 GiB.
    pub fn of(article: &'a str) -> Self {
        let mut folded = String::with_capacity(article.len());
        let mut origin = Vec::with_capacity(article.len() + 1);
        for (at, c) in article.char_indices() {
            if c.is_whitespace() {
                if !folded.ends_with([' ', '\n']) {
                    folded.push(' ');
                }
                if c == '\n' && folded.ends_with(' ') {
                    folded.pop();
                    folded.push('\n');
                }
            } else {
                folded.extend(c.to_lowercase());
            }
            origin.resize(folded.len(), offset(at));
        }
        origin.push(offset(article.len()));
        Self { article, text: folded, origin }
    }

    /// Where a byte of the folded text comes from.
    fn origin(&self, at: usize) -> usize {
        self.origin[at] as usize
    }

    /// Every place in `range` where the words stand whole.
    fn places<'b>(&'b self, words: &'b str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + 'b {
        let base = range.start;
        let hay = &self.text[range];
        let wanted = !words.is_empty();
        hay.match_indices(words).filter(move |_| wanted).map(move |(at, _)| base + at..base + at + words.len()).filter(
            |at| {
                let before = self.text[..at.start].chars().next_back();
                let behind = self.text[at.end..].chars().next();
                ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
            },
        )
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a folded text has fewer than 2^32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ARTICLE: &str = "A headline\n\nThe minister came on Monday. He  said Nothing\u{a0}new to the press.\n\
                           The minister left on Tuesday, in the rain.\n";

    fn passage(start: &str, end: Option<&str>) -> Passage {
        Passage { paragraph: None, prefix: None, start: start.into(), end: end.map(str::to_owned), suffix: None }
    }

    #[test]
    fn a_passage_is_found_by_whole_words() {
        let found = |start, end| match passage(start, end).find(ARTICLE) {
            PassageState::Found { paragraph, range } => format!("{paragraph}: {}", &ARTICLE[range]),
            other => format!("{other:?}"),
        };
        assert_eq!(found("he said nothing new", None), "2: He  said Nothing\u{a0}new");
        assert_eq!(found("a headline", None), "1: A headline");
        assert_eq!(found("The minister left", Some("in the rain")), "3: The minister left on Tuesday, in the rain");
        assert_eq!(found("the minister", None), "Ambiguous { places: 2 }");
        assert_eq!(found("the minister", Some("the rain")), "3: The minister left on Tuesday, in the rain");
        assert_eq!(found("minister cam", None), "Missing");
        assert_eq!(found("came on Monday", Some("in the rain")), "Missing");
        assert_eq!(found("", None), "Missing");
    }

    #[test]
    fn prefix_and_suffix_tell_places_apart() {
        let with = |prefix: Option<&str>, suffix: Option<&str>| {
            let passage = Passage {
                prefix: prefix.map(str::to_owned),
                suffix: suffix.map(str::to_owned),
                ..passage("the", None)
            };
            passage.find("the one, the two")
        };
        let state = |paragraph, range| PassageState::Found { paragraph, range };
        assert_eq!(with(Some("one,"), None), state(1, 9..12));
        assert_eq!(with(None, Some("one")), state(1, 0..3));
    }

    #[test]
    fn a_link_is_a_text_fragment() {
        let url = SourceUrl::parse("https://example.org/a?b=c#part").expect("an address");
        let full = Passage {
            paragraph: Some(1),
            prefix: Some("as he".into()),
            start: "said, “well-known".into(),
            end: Some("R&D".into()),
            suffix: Some("to".into()),
        };
        assert_eq!(
            full.link(&url).as_str(),
            "https://example.org/a?b=c#part:~:text=as%20he-,said%2C%20%E2%80%9Cwell%2Dknown,R%26D,-to"
        );
    }

    proptest! {
        #[test]
        fn looking_up_never_panics_and_finds_what_it_says(article in "[aAbé İß\n ,.]{0,60}", words in "[aAbé İß ]{1,6}") {
            if let PassageState::Found { range, .. } = passage(&words, None).find(&article) {
                prop_assert!(fold(&article[range]).contains(&fold(&words)));
            }
        }
    }
}
