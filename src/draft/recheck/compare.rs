//! Finds each claim's passage in a newer text of its article.

use std::collections::HashMap;
use std::ops::Range;

use crate::briefing::{ClaimId, Document, FoldedArticle, Passage, paragraphs};

/// Minimum share of the old words, in percent, that a place needs to be the same passage in other words.
const MIN_ALIKE: usize = 60;
/// Minimum number of words for such a place, because a few common words are everywhere.
const MIN_WORDS: usize = 4;

/// What became of a claim's passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// The article has the same words.
    Unchanged,
    /// The article has other words in this place.
    Changed {
        /// The words in the stored text, if that is at hand.
        old: Option<String>,
        /// The words now.
        new: String,
    },
    /// The article has nothing like it.
    Gone {
        /// The words in the stored text, if that is at hand.
        old: Option<String>,
    },
}

impl ClaimState {
    /// Returns the word for the state, the same in files and in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed { .. } => "changed",
            Self::Gone { .. } => "gone",
        }
    }
}

/// Compares the passages of a document with a newer text of its article.
///
/// Without the stored text only the ends of the passages can be compared. Claims without a passage are left out.
pub fn compare(document: &Document, stored: Option<&str>, fresh: &str) -> Vec<(ClaimId, ClaimState)> {
    let stored = stored.map(Text::new);
    let fresh = Text::new(fresh);
    let with_passage = document.claims.iter().filter_map(|claim| Some((claim, claim.passage.as_ref()?)));
    with_passage.map(|(claim, passage)| (claim.id.clone(), state(passage, stored.as_ref(), &fresh))).collect()
}

/// A text, ready for several passages.
struct Text<'a> {
    raw: &'a str,
    folded: FoldedArticle,
    /// The words of each paragraph, in lower case, with their places.
    paragraphs: Vec<Vec<Word>>,
}

#[derive(Debug)]
struct Word {
    letters: String,
    range: Range<usize>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let paragraphs = paragraphs(text).into_iter().map(|range| words(text, range)).collect();
        Self { raw: text, folded: FoldedArticle::new(text), paragraphs }
    }

    /// Returns the place that a passage opens. Its paragraph's number is of another text, and so does not count.
    fn find(&self, passage: &Passage) -> Option<Range<usize>> {
        let passage = Passage { paragraph: None, ..passage.clone() };
        passage.find_in(&self.folded).opened_range().cloned()
    }

    /// Returns the words of a place on one line.
    fn quote(&self, range: Range<usize>) -> String {
        self.raw[range].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns the place that has most of `wanted`, if that is enough.
    fn most_alike(&self, wanted: &[Word]) -> Option<Range<usize>> {
        if wanted.len() < MIN_WORDS {
            return None;
        }
        let places = self.paragraphs.iter().filter_map(|words| window(words, wanted));
        let (alike, range) = places.max_by_key(|(alike, _)| *alike)?;
        (alike * 100 >= wanted.len() * MIN_ALIKE).then_some(range)
    }
}

fn state(passage: &Passage, stored: Option<&Text<'_>>, fresh: &Text<'_>) -> ClaimState {
    let old = stored.and_then(|stored| Some((stored, stored.find(passage)?)));
    let new = fresh.find(passage);
    let Some((stored, range)) = old else {
        return match new {
            Some(_) => ClaimState::Unchanged,
            None => without_stored(passage, fresh),
        };
    };
    let wanted = words(stored.raw, range.clone());
    let letters = |words: &[Word]| words.iter().map(|word| word.letters.clone()).collect::<Vec<_>>();
    let same = |place: &Range<usize>| letters(&words(fresh.raw, place.clone())) == letters(&wanted);
    let old = stored.quote(range);
    let whole = Passage { paragraph: None, prefix: None, start: old.clone(), end: None, suffix: None };
    if new.as_ref().is_some_and(same) || fresh.find(&whole).is_some() {
        return ClaimState::Unchanged;
    }
    // Both ends may be there with very much between them, where the words between were taken apart.
    let new = new.filter(|place| words(fresh.raw, place.clone()).len() <= wanted.len() * 2);
    match new.or_else(|| fresh.most_alike(&wanted)) {
        Some(place) => ClaimState::Changed { old: Some(old), new: fresh.quote(place) },
        None => ClaimState::Gone { old: Some(old) },
    }
}

/// Compares by the ends of the passage alone.
fn without_stored(passage: &Passage, fresh: &Text<'_>) -> ClaimState {
    let ends = [Some(&passage.start), passage.end.as_ref()].into_iter().flatten();
    let found = ends.filter_map(|words| {
        let end = Passage { paragraph: None, prefix: None, start: words.clone(), end: None, suffix: None };
        fresh.find(&end)
    });
    let found = found.min_by_key(|range| range.start).filter(|_| passage.end.is_some());
    let paragraph =
        found.and_then(|found| paragraphs(fresh.raw).into_iter().find(|paragraph| paragraph.contains(&found.start)));
    match paragraph {
        Some(paragraph) => ClaimState::Changed { old: None, new: fresh.quote(paragraph) },
        None => ClaimState::Gone { old: None },
    }
}

/// Returns the words of a part of a text.
fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let start = range.start;
    let part = &text[range];
    let mut words = Vec::new();
    let mut from = None;
    for (at, letter) in part.char_indices().chain([(part.len(), ' ')]) {
        match (letter.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(begin)) => {
                let letters = part[begin..at].to_lowercase();
                words.push(Word { letters, range: start + begin..start + at });
                from = None;
            }
            _ => {}
        }
    }
    words
}

/// Returns the stretch of words, as long as `wanted`, that shares most words with it, and how many.
fn window(words: &[Word], wanted: &[Word]) -> Option<(usize, Range<usize>)> {
    let mut left: HashMap<&str, isize> = HashMap::new();
    for word in wanted {
        *left.entry(word.letters.as_str()).or_default() += 1;
    }
    let length = wanted.len().min(words.len());
    let mut alike = 0_usize;
    let mut best: Option<(usize, usize)> = None;
    for at in 0..words.len() {
        if let Some(count) = left.get_mut(words[at].letters.as_str()) {
            alike += usize::from(*count > 0);
            *count -= 1;
        }
        if at >= length
            && let Some(count) = left.get_mut(words[at - length].letters.as_str())
        {
            *count += 1;
            alike -= usize::from(*count > 0);
        }
        if at + 1 >= length && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, at));
        }
    }
    let (alike, last) = best?;
    let (first, last) = with_ends(words, wanted, last + 1 - length, last);
    Some((alike, words[first].range.start..words[last].range.end))
}

/// Widens a stretch of words to the first and last word of `wanted`, if they are near, as where words were put between.
fn with_ends(words: &[Word], wanted: &[Word], first: usize, last: usize) -> (usize, usize) {
    let reach = wanted.len() / 2;
    let is = |word: &Word, end: Option<&Word>| end.is_some_and(|end| word.letters == end.letters);
    let before = words[..first].iter().rev().take(reach).position(|word| is(word, wanted.first()));
    let behind = words[last + 1..].iter().take(reach).position(|word| is(word, wanted.last()));
    let first_found = before.filter(|_| !is(&words[first], wanted.first())).map_or(first, |steps| first - 1 - steps);
    let last_found = behind.filter(|_| !is(&words[last], wanted.last())).map_or(last, |steps| last + 1 + steps);
    (first_found, last_found)
}
