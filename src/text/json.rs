//! Writes JSON that is safe to print and loses nothing: it escapes what [`Text`](super::Text) would mark.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use unicode_normalization::char::is_combining_mark;

use super::cleaning::{is_clean_beside_ascii, is_hidden};
use super::hazards::MAX_MARKS;

/// Writes a value on one line.
pub(crate) fn write(out: &mut impl io::Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Escaping)).map_err(io::Error::from)
}

/// A formatter of compact JSON that escapes all hazards. `serde_json` itself escapes only what JSON forbids: C0 controls.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // `serde_json` has escaped all other ASCII control characters.
        if !fragment.contains('\u{7f}') && is_clean_beside_ascii(fragment, is_hidden) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut marks = 0;
        for (at, c) in fragment.char_indices() {
            let (before, letter) = fragment.split_at(at);
            let (letter, after) = letter.split_at(c.len_utf8());
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            if marks > MAX_MARKS || is_hidden(c, before, after) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                writer.write_all(letter.as_bytes())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Text;

    fn written(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write(&mut out, value).expect("in memory");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn what_is_dangerous_is_escaped_and_nothing_else() {
        for (raw, json) in [
            ("می\u{200c}خواهم", "\"می\u{200c}خواهم\""),
            ("a\u{200c}b\u{202e}c", r#""a\u200cb\u202ec""#),
            ("\u{1b}[2J\u{7f}\u{9b}31m", r#""\u001b[2J\u007f\u009b31m""#),
            ("a\u{e0041}\u{ad}", r#""a\udb40\udc41\u00ad""#),
            ("one\n\"two\"\u{a0}«x»", "\"one\\n\\\"two\\\"\u{a0}«x»\""),
        ] {
            assert_eq!(written(&Text::clean(raw)), json);
            assert_eq!(written(&raw), json);
        }
    }

    #[test]
    fn a_stack_of_marks_is_escaped_from_the_ninth_on() {
        let stack = |marks: usize| written(&format!("e{}", "\u{301}".repeat(marks)));
        assert_eq!(stack(8), format!("\"e{}\"", "\u{301}".repeat(8)));
        assert_eq!(stack(9), format!("\"e{}\\u0301\"", "\u{301}".repeat(8)));
    }

    proptest! {
        #[test]
        fn decoding_gives_the_text_that_was(raw in any::<String>()) {
            let json = written(&Text::clean(&raw));
            prop_assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), raw.trim());
        }

        #[test]
        fn json_is_safe_to_print(raw in crate::testing::hostile::text()) {
            crate::testing::hostile::assert_is_plain(&written(&raw));
        }
    }
}
