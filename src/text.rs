//! The one type through which text from a file reaches any output.
//!
//! Owns the promise that *text is never a terminal command*: a [`Text`] holds no control character, no
//! invisible character and no character that reorders its neighbours, so whoever prints one cannot be
//! tricked. Screens, plain output, error messages, the clipboard and the window title accept nothing else.
//!
//! What would have been dangerous stays visible as its code point, `<U+202E>`, so that nothing is lost
//! silently. Genuine text of every script passes unchanged; `format_characters` says where characters that cannot be
//! seen belong to it.
//!
//! JSON is the exception: it has the text as the file has it, escaped instead of marked.

pub(crate) mod collation;
mod format_characters;
pub(crate) mod json;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use serde::Serialize;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// More combining marks than this on one base character are a defacement, not a script.
const MAX_MARKS: usize = 8;

/// One line of text that is safe to print anywhere: no controls, no invisible or reordering characters.
///
/// Runs of white space, line breaks among them, are one space; there is none at either end.
///
/// ```
/// use briefing::text::Text;
/// assert_eq!(Text::clean("a\u{1b}[31m\n b").as_str(), "a<U+001B>[31m b");
/// assert_eq!(Text::clean("  Goïta ").as_str(), "Goïta");
/// ```
#[derive(Clone)]
pub struct Text(Repr);

/// A text as large as a string: nearly all texts are safe as they are.
#[derive(Clone)]
enum Repr {
    Same(Box<str>),
    Marked(Box<Marked>),
}

/// A text that had to be changed.
#[derive(Clone)]
struct Marked {
    shown: Box<str>,
    raw: Box<str>,
}

impl Text {
    /// Makes any string safe to print.
    pub fn clean(raw: impl AsRef<str>) -> Self {
        let raw = raw.as_ref().trim();
        Self(match clean_if_needed(raw) {
            Cow::Borrowed(same) => Repr::Same(same.into()),
            Cow::Owned(shown) => Repr::Marked(Box::new(Marked { shown: shown.into(), raw: raw.into() })),
        })
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Same(same) => same,
            Repr::Marked(marked) => &marked.shown,
        }
    }

    /// The text as it was, but for white space at its ends. It is not safe to print: it is for what escapes it, and for
    /// what makes a text of it again.
    pub(crate) fn raw(&self) -> &str {
        match &self.0 {
            Repr::Same(same) => same,
            Repr::Marked(marked) => &marked.raw,
        }
    }

    /// The bytes of the [raw](Text::raw) text that are shown as some bytes of this one, both between characters.
    pub(crate) fn raw_range(&self, shown: Range<usize>) -> Range<usize> {
        let Repr::Marked(marked) = &self.0 else { return shown };
        // Where each character of the raw text begins, there and as it is shown. White space may be shown as nothing.
        let mut places = Vec::with_capacity(marked.raw.len() + 1);
        let rewritten = rewrite(&marked.raw, Spaces::Collapsed, |raw, shown| places.push((raw, shown)));
        places.push((marked.raw.len(), rewritten.len()));
        let start = places.partition_point(|(_, at)| *at <= shown.start).saturating_sub(1);
        let end = places.partition_point(|(_, at)| *at < shown.end);
        let (start, end) = (places[start].0, places[end.min(places.len() - 1)].0);
        // Where nothing is shown of white space, nothing between its characters is nothing before or behind it.
        start..end.max(start)
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(Repr::Same(Box::default()))
    }
}

// What is shown decides nearly always, and is the order that a reader expects.
impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.as_str(), self.raw()).cmp(&(other.as_str(), other.raw()))
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.raw() == other.raw()
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw().hash(state);
    }
}

/// A run of words from which texts are cut, one behind the other. What [`Text::clean`] may change is looked for in all
/// of it at once: where there is nothing of that in the run, there is nothing in its parts.
pub(crate) struct TextSplitter<'a> {
    rest: &'a str,
    clean: bool,
}

impl<'a> TextSplitter<'a> {
    pub(crate) fn new(words: &'a str) -> Self {
        // A character that depends on its place may have another one in a part.
        Self { rest: words, clean: is_clean_but_for(words, |c, _, _| is_hazard(c)) }
    }

    /// Cuts off so many bytes, if they are whole characters.
    pub(crate) fn split(&mut self, bytes: usize) -> Option<&'a str> {
        let (word, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(word)
    }

    /// Cuts off so many bytes, and makes them safe to print.
    pub(crate) fn split_text(&mut self, bytes: usize) -> Option<Text> {
        let clean = self.clean;
        self.split(bytes).map(|word| if clean { Text(Repr::Same(word.trim().into())) } else { Text::clean(word) })
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::clean(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        // Most texts need no change, and then no copy.
        if raw.trim().len() == raw.len() && is_clean(&raw) { Self(Repr::Same(raw.into())) } else { Self::clean(raw) }
    }
}

/// The text as it was: whoever serializes it must escape what is dangerous in it.
impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.raw())
    }
}

/// The columns that a text takes: those of its graphemes, as each of them is drawn apart.
///
/// The width of the text as a whole may be another one. To fonts that draw an Arabic lam and alef as one letter they are
/// one column; in a terminal they are two cells.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

/// The columns that a grapheme takes, as ratatui counts them: a halfwidth voiced mark is a letter of its own.
pub(crate) fn grapheme_width(grapheme: &str) -> usize {
    let is_voiced = |c: &char| matches!(c, '\u{FF9E}' | '\u{FF9F}');
    grapheme.width() + grapheme.chars().filter(is_voiced).count()
}

/// What is being typed, safe to print with every space in it, and where its byte `cursor` is there.
pub(crate) fn shown_with_cursor(raw: &str, cursor: usize) -> (String, usize) {
    let mut found = None;
    let shown = rewrite(raw, Spaces::Kept, |at, shown| found = found.or((at >= cursor).then_some(shown)));
    let end = shown.len();
    (shown, found.unwrap_or(end))
}

/// What becomes of white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaces {
    /// A run of it is one space.
    Collapsed,
    /// Each character is a space.
    Kept,
}

fn clean_if_needed(raw: &str) -> Cow<'_, str> {
    if is_clean(raw) { Cow::Borrowed(raw) } else { Cow::Owned(rewrite(raw, Spaces::Collapsed, |_, _| ())) }
}

/// The text with everything that is not clean replaced. `each` is told where each character begins, and where what it
/// becomes does.
fn rewrite(raw: &str, spaces: Spaces, mut each: impl FnMut(usize, usize)) -> String {
    let mut out = String::with_capacity(raw.len() + 16);
    let mut marks = 0;
    for (at, c) in raw.char_indices() {
        each(at, out.len());
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if c.is_whitespace() {
            if spaces == Spaces::Kept || !out.ends_with(' ') {
                out.push(' ');
            }
        } else if marks > MAX_MARKS || is_hidden(c, &out, &raw[at + c.len_utf8()..]) {
            use fmt::Write as _;
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// True for what [`Text::clean`] would not change, white space at the ends aside.
///
/// Asked of every byte that is read. Nearly all of them are ASCII or belong to Latin letters, which are told without a
/// branch; the tables are asked only about the rest.
pub(crate) fn is_clean(text: &str) -> bool {
    is_clean_but_for(text, is_hidden)
}

/// The same, where something else decides what is hidden: it is given a character, and the text before and after it.
fn is_clean_but_for(text: &str, is_hidden: impl FnMut(char, &str, &str) -> bool) -> bool {
    const CHANGED: u8 = 1;
    const RARE: u8 = 2;
    // U+00C0 to U+02FF begin with 0xC3 to 0xCB; the next ones are marks, and before them are controls and spaces.
    let sign = |byte: u8, next: u8| {
        let double = u8::from(byte == b' ') & u8::from(next == b' ');
        let changed = u8::from(byte < b' ') | u8::from(byte == 0x7F) | double;
        let rare = u8::from(byte == 0xC2) | u8::from(byte >= 0xCC);
        (changed * CHANGED) | (rare * RARE)
    };
    let bytes = text.as_bytes();
    let last = bytes.last().map_or(0, |last| sign(*last, 0));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let all = pairs.fold(last, |all, (byte, next)| all | sign(*byte, *next));
    all & CHANGED == 0 && (all & RARE == 0 || is_clean_beside_ascii(text, is_hidden))
}

/// The same of the characters of a text that are not ASCII.
fn is_clean_beside_ascii(text: &str, mut is_hidden: impl FnMut(char, &str, &str) -> bool) -> bool {
    let mut marks = 0;
    text.char_indices().all(|(at, c)| {
        if c.is_ascii() {
            marks = 0;
            return true;
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        !(c.is_whitespace() || marks > MAX_MARKS || is_hidden(c, &text[..at], &text[at + c.len_utf8()..]))
    })
}

/// True for a hazard that has no effect on the text around it. The text before must be clean.
fn is_hidden(c: char, before: &str, after: &str) -> bool {
    is_hazard(c) && !(format_characters::depends_on_place(c) && format_characters::is_in_place(c, before, after))
}

/// Characters that act on the terminal, hide, or reorder what stands beside them.
fn is_hazard(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hazards_become_visible() {
        for (raw, shown) in [
            ("\u{1b}]52;c;aGk=\u{7}", "<U+001B>]52;c;aGk=<U+0007>"),
            ("x\u{9b}31m", "x<U+009B>31m"),
            ("abc\u{202e}def", "abc<U+202E>def"),
            ("a\u{200b}b", "a<U+200B>b"),
            ("a\u{e0041}b", "a<U+E0041>b"),
            ("a\u{7f}", "a<U+007F>"),
            ("one\r\n\ttwo", "one two"),
        ] {
            assert_eq!(Text::clean(raw).as_str(), shown);
        }
    }

    #[test]
    fn genuine_scripts_survive() {
        for text in ["שלום עולם", "مرحبا", "Goïta", "Goi\u{308}ta", "王毅", "Лавров", "नमस्ते"]
        {
            assert_eq!(Text::clean(text).as_str(), text);
        }
    }

    #[test]
    fn a_stack_of_marks_is_cut_off_where_it_stops_being_a_script() {
        let stack = format!("e{}", "\u{301}".repeat(10));
        assert_eq!(Text::clean(stack).as_str(), format!("e{}<U+0301><U+0301>", "\u{301}".repeat(8)));
    }

    proptest! {
        #[test]
        fn clean_text_is_what_cleaning_does_not_change(
            raw in "[ a~\\n\u{7f}é\u{301}\u{200b}\u{200c}\u{200d}\u{fe0f}\u{e0067}\u{a0}می्क👩🏽🏴0]{0,20}"
        ) {
            let trimmed = raw.trim();
            // Letter by letter: what cleaning does to a text that it takes for unclean.
            prop_assert_eq!(is_clean(trimmed), rewrite(trimmed, Spaces::Collapsed, |_, _| ()) == trimmed);
        }

        #[test]
        fn a_text_cut_from_a_run_is_the_same_text(words in prop::collection::vec("[ a~é\u{301}\u{200c}می\u{fe0f}\u{a0}]{0,8}", 0..6)) {
            let all = words.concat();
            let mut run = TextSplitter::new(&all);
            for word in &words {
                prop_assert_eq!(run.split_text(word.len()), Some(Text::clean(word)));
            }
            prop_assert_eq!(run.split(1), None);
        }

        #[test]
        fn a_part_of_what_is_shown_is_a_part_of_what_it_was(
            raw in "[ a\\n\u{7f}é\u{301}\u{200b}\u{202e}\u{a0}]{0,20}", from in any::<prop::sample::Index>(),
            to in any::<prop::sample::Index>(),
        ) {
            let text = Text::clean(&raw);
            // Between characters, and not within a mark.
            let mut places = vec![0];
            let raw_text = text.raw();
            rewrite(raw_text, Spaces::Collapsed, |_, shown| places.push(shown));
            places.push(text.as_str().len());
            let (from, to) = (*from.get(&places), *to.get(&places));
            let shown = from.min(to)..from.max(to);
            let part = &raw_text[text.raw_range(shown.clone())];
            let expected = &text.as_str()[shown];
            // Marks that are cut off from their letter are counted anew; there are too few of them here to matter.
            let part = rewrite(part, Spaces::Collapsed, |_, _| ());
            prop_assert_eq!(part.trim(), expected.trim());
        }

        #[test]
        fn cleaning_holds_for_all_text(raw in any::<String>()) {
            let once = Text::clean(&raw);
            prop_assert!(is_clean(once.as_str()));
            prop_assert!(once.as_str().chars().all(|c| c == ' ' || !c.is_whitespace()));
            let twice = Text::clean(once.as_str());
            prop_assert_eq!(twice.as_str(), once.as_str());
            prop_assert_eq!(Text::from(raw), once);
        }
    }
}
