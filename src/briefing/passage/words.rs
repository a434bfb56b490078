//! Where words begin and end: UAX 29, as browsers apply it.
//!
//! Chinese, Japanese and the scripts of South-East Asia are cut by dictionary. Where the rules of the segmenter differ
//! from those that Chromium ships with ICU, the browser's count here, because it decides whether a link opens.

use std::cell::OnceCell;
use std::ops::Range;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{GraphemeClusterSegmenter, WordSegmenter};
use unicode_normalization::char::is_combining_mark;

/// Maximum number of bytes that are segmented anew from where a search begins.
///
/// Without a limit a long text without spaces would be segmented once for each place that is looked at.
const MAX_HEAD: usize = 512;
/// Shortest run of a script of South-East Asia that is cut: ICU leaves shorter ones whole.
const MIN_CUT: usize = 5;

/// The bounds of words and letters in one paragraph, found when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    words: OnceCell<Vec<u32>>,
    letters: OnceCell<Vec<u32>>,
}

impl Bounds {
    /// Returns whether a letter, with all that belongs to it, begins or ends at a byte of a paragraph.
    pub(super) fn is_letter_bound(&self, text: &str, at: usize) -> bool {
        let ascii = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
        let plain = ascii(text.as_bytes().get(at)) && at.checked_sub(1).is_none_or(|at| text.as_bytes()[at] < 128);
        plain || contains(self.letters(text), at)
    }

    /// Returns the first bound of a letter behind a byte of a paragraph.
    pub(super) fn letter_end(&self, text: &str, at: usize) -> usize {
        let rest = &text.as_bytes()[at..];
        if rest.first().is_some_and(u8::is_ascii) && rest.get(1).is_none_or(u8::is_ascii) {
            return at + 1;
        }
        next(self.letters(text), at).unwrap_or(text.len())
    }

    /// Returns the first bound of a word behind a byte of a paragraph.
    pub(super) fn word_end(&self, text: &str, at: usize) -> usize {
        next(self.words(text), at).unwrap_or(text.len())
    }

    fn letters(&self, text: &str) -> &[u32] {
        self.letters.get_or_init(|| GraphemeClusterSegmenter::new().segment_str(text).map(offset).collect())
    }

    fn words(&self, text: &str) -> &[u32] {
        self.words.get_or_init(|| word_bounds(text).into_iter().map(offset).collect())
    }
}

/// A paragraph from where a search in it begins; what stands before is not seen, as in a browser.
#[derive(Debug)]
pub(super) struct View<'a> {
    text: &'a str,
    from: usize,
    bounds: &'a Bounds,
    head: OnceCell<(usize, Vec<usize>)>,
}

impl<'a> View<'a> {
    /// Shows a paragraph from one of its bytes on.
    pub(super) fn new(text: &'a str, from: usize, bounds: &'a Bounds) -> Self {
        Self { text, from, bounds, head: OnceCell::new() }
    }

    /// Returns whether a word begins or ends at a byte of the paragraph.
    pub(super) fn is_word_bound(&self, at: usize) -> bool {
        if at <= self.from || at >= self.text.len() {
            return true;
        }
        let (head, words) = self.head.get_or_init(|| self.segment_head());
        if at < *head { words.binary_search(&at).is_ok() } else { contains(self.bounds.words(self.text), at) }
    }

    /// The bounds up to the first space or stop: only up to there does it matter where the search begins.
    fn segment_head(&self) -> (usize, Vec<usize>) {
        let seen = &self.text[self.from..];
        if self.text[..self.from].ends_with(' ') {
            return (0, Vec::new());
        }
        let stop = |c: char| matches!(c, ' ' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff01}' | '\u{ff0c}');
        let end = seen.find(stop).unwrap_or(seen.len());
        if end > MAX_HEAD {
            return (0, Vec::new());
        }
        (self.from + end, word_bounds(&seen[..end]).into_iter().map(|at| self.from + at).collect())
    }
}

fn contains(bounds: &[u32], at: usize) -> bool {
    bounds.binary_search(&offset(at)).is_ok()
}

fn next(bounds: &[u32], at: usize) -> Option<usize> {
    bounds.get(bounds.partition_point(|bound| *bound <= offset(at))).map(|bound| *bound as usize)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("an article has fewer than 2^32 bytes")
}

/// Every bound of a word in a text, its ends among them.
fn word_bounds(text: &str) -> Vec<usize> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut bounds: Vec<usize> = segmenter.segment_str(text).collect();
    if text.contains(['.', ':', '\u{fe55}', '\u{ff0e}', '\u{ff1a}']) {
        bounds.extend(around_stops(text));
        bounds.sort_unstable();
        bounds.dedup();
    }
    if text.contains(is_uncut) {
        drop_within(&mut bounds, text);
    }
    bounds
}

/// The bounds around full stops and colons, which join digits but, in Chromium, no letters.
fn around_stops(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter(|(_, c)| matches!(c, '.' | ':' | '\u{fe55}' | '\u{ff0e}' | '\u{ff1a}')).flat_map(
        |(at, c)| {
            let end = at + c.len_utf8();
            let before = text[..at].chars().next_back();
            let behind = text[end..].chars().next();
            let joins = [before, behind].into_iter().all(|c| c.is_some_and(char::is_numeric));
            let marked = behind.is_some_and(is_combining_mark);
            let both = (!joins && !marked).then_some([at, end]);
            both.into_iter().flatten()
        },
    )
}

/// Returns whether a character is of a script that writes no spaces and is cut by dictionary, but for Han and kana.
fn is_uncut(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}')
        || matches!(c, '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{109a}'..='\u{109f}')
        || matches!(c, '\u{1780}'..='\u{17d3}' | '\u{17d7}' | '\u{17dc}' | '\u{17dd}')
}

/// Drops bounds that ICU does not make: between such letters and others or digits, before marks, in short runs.
fn drop_within(bounds: &mut Vec<usize>, text: &str) {
    let short = short_runs(text);
    bounds.retain(|at| {
        let (Some(before), Some(behind)) = (text[..*at].chars().next_back(), text[*at..].chars().next()) else {
            return true;
        };
        let word = |c: char| c.is_alphanumeric() || c == '_' || is_combining_mark(c);
        let kana_or_han = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        let joined = match (is_uncut(before), is_uncut(behind)) {
            (true, true) => short.iter().any(|run| run.start < *at && *at < run.end) || is_combining_mark(behind),
            (false, true) => is_combining_mark(behind) || (word(before) && !kana_or_han(before)),
            (true, false) => word(behind) && !kana_or_han(behind),
            (false, false) => false,
        };
        !joined
    });
}

/// The runs of such a script that are too short to be cut.
fn short_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for run in text.split_inclusive(|c| !is_uncut(c)) {
        let letters = run.chars().filter(|c| is_uncut(*c)).count();
        if (1..MIN_CUT).contains(&letters) {
            runs.push(start..start + run.len());
        }
        start += run.len();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_browsers() {
        let split = |text: &str| {
            let bounds = word_bounds(text);
            bounds.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect::<Vec<_>>().join("|")
        };
        for (text, words) in [
            ("the minister’s l'eau", "the| |minister’s| |l'eau"),
            ("20,000.5 10:30 U.S.", "20,000.5| |10|:|30| |U|.|S|."),
            ("a:b foo.bar snake_case", "a|:|b| |foo|.|bar| |snake_case"),
            ("צה\"ל e-mail", "צה\"ל| |e|-|mail"),
            ("日本語の文章を", "日本語|の|文章|を"),
            ("ในปี2025 รัฐบาลประกาศ", "ในปี2025| |รัฐบาล|ประกาศ"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(split(text), words);
        }
    }

    #[test]
    fn what_stands_before_a_search_is_not_seen() {
        let (text, bounds) = ("keyboard is here", Bounds::default());
        assert!(!View::new(text, 0, &bounds).is_word_bound(3));
        let view = View::new(text, 3, &bounds);
        assert!(view.is_word_bound(3) && !view.is_word_bound(5) && view.is_word_bound(8) && view.is_word_bound(9));
    }
}
