//! The one type through which text from a file reaches any output.
//!
//! Promises that *text is never a terminal command*. A [`Text`] holds no control character, no invisible character and
//! no character that reorders its neighbours, so printing it is safe. Screens, plain output, error messages, the
//! clipboard and the window title accept nothing else.
//!
//! A hazard stays visible as its code point, `<U+202E>`, so that nothing is lost silently. Genuine text of every script
//! passes unchanged; `format_characters` lists the invisible characters that scripts need.
//!
//! JSON is the exception: it holds the text of the file, with hazards escaped instead of marked.

mod cleaning;
pub(crate) mod collation;
mod format_characters;
mod hazards;
pub(crate) mod json;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use cleaning::{Spaces, clean_if_needed, is_clean_but_for, rewrite};
use hazards::is_hazard;

pub(crate) use cleaning::is_clean;

/// One line of text that is safe to print anywhere: no controls, no invisible or reordering characters.
///
/// Each run of white space, including line breaks, is one space. There is no space at either end.
///
/// ```
/// use briefing::text::Text;
/// assert_eq!(Text::clean("a\u{1b}[31m\n b").as_str(), "a<U+001B>[31m b");
/// assert_eq!(Text::clean("  Goïta ").as_str(), "Goïta");
/// ```
#[derive(Clone)]
pub struct Text(Repr);

/// The two forms of a text. Nearly all texts are safe as they are, and take no more memory than a string.
#[derive(Clone)]
enum Repr {
    Same(Box<str>),
    Marked(Box<Marked>),
}

/// A text that had to be changed, beside its original.
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

    /// Returns the text that is safe to print.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Same(same) => same,
            Repr::Marked(marked) => &marked.shown,
        }
    }

    /// Returns the text of the file, without the white space at its ends.
    ///
    /// It is not safe to print. Callers must escape it, or make a [`Text`] of it again.
    pub(crate) fn raw(&self) -> &str {
        match &self.0 {
            Repr::Same(same) => same,
            Repr::Marked(marked) => &marked.raw,
        }
    }

    /// Converts a byte range of this text to the byte range of the [raw](Text::raw) text that it shows.
    ///
    /// Both ends must be character boundaries.
    pub(crate) fn raw_range(&self, shown: Range<usize>) -> Range<usize> {
        let Repr::Marked(marked) = &self.0 else { return shown };
        // The byte offsets of each character, raw and shown. Collapsed white space is shown as nothing.
        let mut places = Vec::with_capacity(marked.raw.len() + 1);
        let rewritten = rewrite(&marked.raw, Spaces::Collapsed, |raw, shown| places.push((raw, shown)));
        places.push((marked.raw.len(), rewritten.len()));
        let start = places.partition_point(|(_, at)| *at <= shown.start).saturating_sub(1);
        let end = places.partition_point(|(_, at)| *at < shown.end);
        let (start, end) = (places[start].0, places[end.min(places.len() - 1)].0);
        // Within collapsed white space the start can lie after the end: the range is then empty.
        start..end.max(start)
    }

    /// Returns whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(Repr::Same(Box::default()))
    }
}

// Orders by what is shown, which is the order that a reader expects. The raw text only breaks ties.
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

/// A string from which [`Text`]s are split off in order. Whether it needs cleaning is checked once, for the whole.
pub(crate) struct TextSplitter<'a> {
    rest: &'a str,
    clean: bool,
}

impl<'a> TextSplitter<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        // Format characters count as unclean everywhere, because a split can change their context.
        Self { rest: text, clean: is_clean_but_for(text, |c, _, _| is_hazard(c)) }
    }

    /// Splits off the first `bytes` bytes, or returns `None` if they do not end at a character boundary.
    pub(crate) fn split(&mut self, bytes: usize) -> Option<&'a str> {
        let (part, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(part)
    }

    /// Splits off the first `bytes` bytes as a [`Text`].
    pub(crate) fn split_text(&mut self, bytes: usize) -> Option<Text> {
        let clean = self.clean;
        self.split(bytes).map(|part| if clean { Text(Repr::Same(part.trim().into())) } else { Text::clean(part) })
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
        // Most texts need no change, so no copy is made.
        if raw.trim().len() == raw.len() && is_clean(&raw) { Self(Repr::Same(raw.into())) } else { Self::clean(raw) }
    }
}

/// Serializes the raw text, so the serializer must escape its hazards. `json` does.
impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.raw())
    }
}

/// Returns the number of columns of a text: the sum over its graphemes, because each is drawn into cells of its own.
///
/// The width of the whole string can be smaller. `unicode-width` counts an Arabic lam and alef as the one ligature that
/// fonts draw; in a terminal they take two cells.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

/// Returns the number of columns of a grapheme, as ratatui counts them: a halfwidth voiced mark adds a column.
pub(crate) fn grapheme_width(grapheme: &str) -> usize {
    let is_voiced = |c: &char| matches!(c, '\u{FF9E}' | '\u{FF9F}');
    grapheme.width() + grapheme.chars().filter(is_voiced).count()
}

/// Makes a prompt's input safe to print with all its spaces, and converts the byte offset `cursor` to the result.
pub(crate) fn shown_with_cursor(raw: &str, cursor: usize) -> (String, usize) {
    let mut found = None;
    let shown = rewrite(raw, Spaces::Kept, |at, shown| found = found.or((at >= cursor).then_some(shown)));
    let end = shown.len();
    (shown, found.unwrap_or(end))
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

    /// Another width than ratatui's would move everything after the text.
    #[test]
    fn graphemes_are_as_wide_as_ratatui_counts_them() {
        use ratatui::buffer::CellWidth as _;
        for text in ["ｶ", "ｶﾞ", "ｶﾟ", "e\u{301}", "王", "❤\u{fe0f}"] {
            assert_eq!(width(text), usize::from(text.cell_width()), "{text}");
        }
    }

    #[test]
    fn texts_that_look_the_same_are_ordered_by_what_they_are() {
        let (one, other) = (Text::clean("a\u{1b}"), Text::clean("a<U+001B>"));
        assert_eq!(one.as_str(), other.as_str());
        assert!(one != other && one.cmp(&other) != Ordering::Equal);
    }

    #[test]
    fn a_cursor_keeps_its_place_in_what_is_typed() {
        let shown = |cursor| shown_with_cursor("a\u{1b}  b", cursor);
        assert_eq!([0, 1, 2, 3, 4, 5].map(|cursor| shown(cursor).1), [0, 1, 9, 10, 11, 12]);
        assert_eq!(shown(0).0, "a<U+001B>  b");
    }

    #[test]
    fn what_is_clean_by_its_bytes_is_decided_at_their_bounds() {
        for (raw, clean) in [
            ("\u{cb}\u{2cb}", true),
            ("\u{80}", false),
            ("a\u{a0}b", false),
            ("\u{a9}", true),
            ("a\u{300}", true),
            ("a  b", false),
            ("a\u{7f}", false),
        ] {
            assert_eq!(is_clean(raw), clean, "{raw:?}");
        }
        let marks = |count: usize| is_clean(&format!("e{}", "\u{301}".repeat(count)));
        assert_eq!([marks(8), marks(9)], [true, false]);
    }

    proptest! {
        #[test]
        fn clean_text_is_what_cleaning_does_not_change(
            raw in "[ a~\\n\u{7f}é\u{301}\u{200b}\u{200c}\u{200d}\u{fe0f}\u{e0067}\u{a0}می्क👩🏽🏴0]{0,20}"
        ) {
            let trimmed = raw.trim();
            // Compares with the character by character rewriting of a text that is taken for unclean.
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
            // Marks that are cut off from their letter start a new count. There are too few of them here to matter.
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
