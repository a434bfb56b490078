//! Finds and replaces what a [`Text`](super::Text) must not hold.
//!
//! [`is_clean`] tests a string, and [`rewrite`] replaces each hazard with its visible code point.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;

use super::format_characters;
use super::hazards::{MAX_MARKS, is_hazard};

/// What becomes of white space.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spaces {
    /// A run of white space becomes one space.
    Collapsed,
    /// Each white space character becomes a space.
    Kept,
}

/// Returns the string itself if it is clean, else a rewritten copy.
pub(super) fn clean_if_needed(raw: &str) -> Cow<'_, str> {
    if is_clean(raw) { Cow::Borrowed(raw) } else { Cow::Owned(rewrite(raw, Spaces::Collapsed, |_, _| ())) }
}

/// Replaces everything in the string that is not clean.
///
/// Calls `each` for every character with its byte offset in `raw` and in the result.
pub(super) fn rewrite(raw: &str, spaces: Spaces, mut each: impl FnMut(usize, usize)) -> String {
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
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Returns whether [`Text::clean`](super::Text::clean) would leave the string as it is, apart from white space at its
/// ends.
///
/// Runs on every byte that is read. ASCII and Latin letters are recognized without branches, so the Unicode tables are
/// consulted only for the rest.
pub(crate) fn is_clean(text: &str) -> bool {
    is_clean_but_for(text, is_hidden)
}

/// [`is_clean`] with a different test for hidden characters.
///
/// The test gets a character, the text before it and the text after it.
pub(super) fn is_clean_but_for(text: &str, is_hidden: impl FnMut(char, &str, &str) -> bool) -> bool {
    const CHANGED: u8 = 1;
    const RARE: u8 = 2;
    // U+00C0 to U+02FF begin with the bytes 0xC3 to 0xCB. Marks follow them; controls and spaces precede them.
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

/// Returns whether the characters of a text that are not ASCII are clean.
pub(super) fn is_clean_beside_ascii(text: &str, mut is_hidden: impl FnMut(char, &str, &str) -> bool) -> bool {
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

/// Returns whether a character is a hazard that has no effect on the text around it. The text before must be clean.
pub(super) fn is_hidden(c: char, before: &str, after: &str) -> bool {
    is_hazard(c) && !(format_characters::depends_on_place(c) && format_characters::is_in_place(c, before, after))
}
