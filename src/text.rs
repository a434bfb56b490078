//! The one type through which text from a file reaches any output.
//!
//! Owns the promise that *text is never a terminal command*: a [`Text`] holds no control character, no
//! invisible character and no character that reorders its neighbours, so whoever prints one cannot be
//! tricked. Screens, plain output, error messages, the clipboard and the window title accept nothing else.
//!
//! What would have been dangerous stays visible as its code point, `<U+202E>`, so that nothing is lost
//! silently. Genuine Hebrew, Arabic and combining text passes unchanged.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use unicode_normalization::char::is_combining_mark;

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
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Text(Box<str>);

impl Text {
    /// Makes any string safe to print.
    pub fn clean(raw: impl AsRef<str>) -> Self {
        match cleaned(raw.as_ref()) {
            Cow::Borrowed(same) => Self(same.into()),
            Cow::Owned(changed) => Self(changed.into()),
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A run of words from which texts are cut, one behind the other. What [`Text::clean`] would change is looked for in all
/// of it at once: where there is nothing of that in the run, there is nothing in its parts.
pub(crate) struct Run<'a> {
    rest: &'a str,
    clean: bool,
}

impl<'a> Run<'a> {
    pub(crate) fn of(words: &'a str) -> Self {
        Self { rest: words, clean: is_clean(words) }
    }

    /// Cuts off so many bytes, if they are whole characters.
    pub(crate) fn cut(&mut self, bytes: usize) -> Option<&'a str> {
        let (word, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(word)
    }

    /// Cuts off so many bytes, and makes them safe to print.
    pub(crate) fn cut_text(&mut self, bytes: usize) -> Option<Text> {
        let clean = self.clean;
        self.cut(bytes).map(|word| if clean { Text(word.trim().into()) } else { Text::clean(word) })
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::clean(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        match cleaned(&raw) {
            Cow::Borrowed(same) if same.len() == raw.len() => Self(raw.into()),
            Cow::Borrowed(trimmed) => Self(trimmed.into()),
            Cow::Owned(changed) => Self(changed.into()),
        }
    }
}

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

fn cleaned(raw: &str) -> Cow<'_, str> {
    let raw = raw.trim();
    if is_clean(raw) {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(rewritten(raw))
}

/// The text with everything that is not clean replaced.
fn rewritten(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 16);
    let mut marks = 0;
    for c in raw.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if is_hazard(c) || marks > MAX_MARKS {
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
    all & CHANGED == 0 && (all & RARE == 0 || is_clean_beside_ascii(text))
}

/// The same of the characters of a text that are not ASCII.
fn is_clean_beside_ascii(text: &str) -> bool {
    let mut marks = 0;
    text.chars().all(|c| {
        if c.is_ascii() {
            marks = 0;
            return true;
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        !(c.is_whitespace() || is_hazard(c) || marks > MAX_MARKS)
    })
}

/// Characters that act on the terminal, hide, or reorder what stands beside them.
fn is_hazard(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
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
        fn clean_text_is_what_cleaning_does_not_change(raw in "[ a~\\n\u{7f}é\u{301}\u{200b}\u{a0}]{0,20}") {
            let trimmed = raw.trim();
            // Letter by letter: what cleaning does to a text that it takes for unclean.
            prop_assert_eq!(is_clean(trimmed), rewritten(trimmed) == trimmed);
        }

        #[test]
        fn a_text_cut_from_a_run_is_the_same_text(words in prop::collection::vec("[ a~é\u{301}\u{a0}]{0,8}", 0..6)) {
            let all = words.concat();
            let mut run = Run::of(&all);
            for word in &words {
                prop_assert_eq!(run.cut_text(word.len()), Some(Text::clean(word)));
            }
            prop_assert_eq!(run.cut(1), None);
        }

        #[test]
        fn cleaning_holds_for_all_text(raw in any::<String>()) {
            let once = Text::clean(&raw);
            prop_assert!(is_clean(once.as_str()));
            prop_assert!(once.as_str().chars().all(|c| c == ' ' || !c.is_whitespace()));
            prop_assert_eq!(Text::clean(once.as_str()), once.clone());
            prop_assert_eq!(Text::from(raw), once);
        }
    }
}
