//! Finds the word boundaries of [UAX 29](https://www.unicode.org/reports/tr29/), as browsers do.
//!
//! Chinese, Japanese and the scripts of South-East Asia are split by dictionary. If the rules of `icu_segmenter` differ
//! from those of Chromium's ICU, the latter apply, because the browser decides whether a link opens.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_normalization::char::is_combining_mark;

use super::dictionary;

/// Minimum length of a run of a South-East Asian script that is split, because ICU leaves shorter runs whole.
const MIN_CUT: usize = 5;

/// Returns the number of words in a text.
pub(in crate::briefing) fn count(text: &str) -> usize {
    let is_word = |pair: &&[usize]| text[pair[0]..pair[1]].contains(char::is_alphanumeric);
    word_bounds(text).windows(2).filter(is_word).count()
}

/// Returns all word boundaries of a text, including its ends.
pub(super) fn word_bounds(text: &str) -> Vec<usize> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let bounds: Vec<usize> = segmenter.segment_str(text).collect();
    if text.is_ascii() && !text.contains(['.', ':']) {
        return bounds;
    }
    let mut short = short_runs(text).into_iter().peekable();
    let mut bounds = within_runs(text, bounds).into_iter().peekable();
    let mut tailored = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let cut = bounds.next_if_eq(&at).is_some();
        while short.next_if(|run| run.end <= at).is_some() {}
        let within_short = short.peek().is_some_and(|run| run.start < at);
        let is_bound = before.is_none_or(|before| tailor(text, at, (before, c), cut) && !within_short);
        if is_bound {
            tailored.push(at);
        }
        before = Some(c);
    }
    tailored.push(text.len());
    tailored
}

/// Returns whether there is a word boundary between two characters. `cut` is the result of the segmenter.
fn tailor(text: &str, at: usize, (before, c): (char, char), cut: bool) -> bool {
    if extends(c) {
        return false;
    }
    if is_stop(before) || is_stop(c) {
        // In Chromium full stops and colons join digits, but not letters.
        let stop = if is_stop(c) { at } else { at - before.len_utf8() };
        let left = text[..stop].chars().rev().find(|c| !extends(*c));
        let right = text[stop..].chars().skip(1).find(|c| !extends(*c));
        let joins = [left, right].into_iter().all(|c| c.is_some_and(char::is_numeric));
        return cut || !joins;
    }
    let base = text[..at].chars().rev().find(|c| !extends(*c)).unwrap_or(before);
    let (left, right) = (script(base), script(c));
    match (left, right) {
        (Script::Hangul, Script::Hangul) => cut,
        (Script::Hangul, _) | (_, Script::Hangul) => true,
        // Thai signs of repetition and of abbreviation belong to the word before them.
        (Script::Uncut, Script::Uncut) if matches!(c, 'ๆ' | 'ฯ') => false,
        (Script::Uncut, Script::Uncut) if base == 'ๆ' => true,
        (Script::Uncut, Script::Letters) | (Script::Letters, Script::Uncut) => false,
        _ => cut,
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ':' | '\u{fe55}' | '\u{ff0e}' | '\u{ff1a}')
}

/// The classes of characters that the rules distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// Korean syllables. There is a boundary between them and any other letter or digit.
    Hangul,
    /// A South-East Asian script without spaces, which is split by dictionary. Letters and digits join it.
    Uncut,
    /// Han characters and kana, which are written without spaces.
    HanOrKana,
    /// Letters, digits and `_` of all other scripts.
    Letters,
    Other,
}

fn script(c: char) -> Script {
    match c {
        // Most characters are ASCII, and the look-ups below take longer.
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => Script::Letters,
        '\0'..='\x7f' => Script::Other,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        _ if is_uncut(c) => Script::Uncut,
        _ if is_han_or_kana(c) => Script::HanOrKana,
        _ if c.is_alphabetic() || is_digit(c) => Script::Letters,
        _ => Script::Other,
    }
}

fn is_han_or_kana(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}')
        || matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}')
        || matches!(c, '\u{ff66}'..='\u{ff9d}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
        || matches!(c, '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns whether a character is a decimal digit, unlike numbers such as `½`.
fn is_digit(c: char) -> bool {
    c.is_numeric()
        && !matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{218b}' | '\u{2460}'..='\u{24ff}' | '\u{3000}'..='\u{33ff}')
}

/// Returns whether a character never begins a word: marks and format characters.
fn extends(c: char) -> bool {
    // The first combining mark is U+0300.
    (c >= '\u{300}' && is_combining_mark(c))
        || matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}')
        || matches!(c, '\u{61c}' | '\u{feff}' | '\u{ff9e}' | '\u{ff9f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Returns whether a character is of a script that is split by dictionary, except Han and kana.
fn is_uncut(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}')
        || matches!(c, '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{109a}'..='\u{109f}')
        || matches!(c, '\u{1780}'..='\u{17d3}' | '\u{17d7}' | '\u{17dc}' | '\u{17dd}')
}

/// Replaces the boundaries within runs of Han characters and kana by those of ICU.
fn within_runs(text: &str, bounds: Vec<usize>) -> Vec<usize> {
    let mut better = Vec::new();
    let mut old = bounds.into_iter().peekable();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if script(c) != Script::HanOrKana {
            better.extend(old.next_if_eq(&start));
            continue;
        }
        let mut run = vec![(start, c)];
        while let Some(next) = chars.next_if(|(_, c)| script(*c) == Script::HanOrKana) {
            run.push(next);
        }
        better.extend(old.next_if_eq(&start));
        let letters: Vec<char> = run.iter().map(|(_, c)| *c).collect();
        better.extend(dictionary::cuts(&letters).into_iter().map(|cut| run[cut].0));
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        while old.next_if(|at| *at < end).is_some() {}
    }
    better.extend(old);
    better
}

/// Returns the byte ranges of the runs of an uncut script that are too short to be split.
fn short_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for run in text.split_inclusive(|c| !is_uncut(c)) {
        let letters = run.trim_end_matches(|c| !is_uncut(c));
        if (1..MIN_CUT).contains(&letters.chars().count()) {
            runs.push(start..start + letters.len());
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
}
