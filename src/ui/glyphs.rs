//! Glyphs: the characters that the program draws with, in Unicode or in ASCII.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::styled::Span;
use crate::text;

/// The characters of lines, and whether text is shown in ASCII.
#[derive(Clone, Copy, Debug)]
pub struct Glyphs {
    /// The line of a heading.
    pub light: &'static str,
    /// The line of the focused pane's heading.
    pub heavy: &'static str,
    /// The line between left and right.
    pub rule: &'static str,
    ascii: bool,
}

/// Whether the width of a line may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Columns {
    /// It may not, because the line was laid out.
    Kept,
    /// It may grow.
    Free,
}

impl Glyphs {
    /// Returns the glyphs in Unicode or in ASCII.
    pub fn new(ascii: bool) -> Self {
        let [light, heavy, rule] = if ascii { ["-", "=", "|"] } else { ["─", "━", "│"] };
        Self { light, heavy, rule, ascii }
    }

    /// Replaces the program's own signs by ASCII, if that is wanted.
    pub(crate) fn transliterate(self, spans: &[Span], columns: Columns) -> Cow<'_, [Span]> {
        if !self.ascii || spans.iter().all(|span| span.as_str().is_ascii()) {
            return Cow::Borrowed(spans);
        }
        let cut = |span: &Span| span.as_str() == "…";
        let signs = spans.iter().enumerate().flat_map(|(at, span)| {
            span.as_str().graphemes(true).map(move |sign| Sign { span: at, shown: sign, cuts: cut(span) })
        });
        let signs = in_ascii(signs.collect(), columns);
        let mut texts = vec![String::new(); spans.len()];
        for sign in signs {
            texts[sign.span].push_str(sign.shown);
        }
        Cow::Owned(spans.iter().zip(texts).map(|(span, text)| span.with_text(text)).collect())
    }
}

/// A grapheme of a line.
#[derive(Clone, Copy)]
struct Sign<'a> {
    /// Index of its span in the line.
    span: usize,
    shown: &'a str,
    /// Whether it marks the end of a line that was cut.
    cuts: bool,
}

/// Replaces signs by ASCII. Some of them depend on their neighbours.
fn in_ascii(mut signs: Vec<Sign<'_>>, columns: Columns) -> Vec<Sign<'_>> {
    for at in 0..signs.len() {
        let before = at.checked_sub(1).map(|before| signs[before].shown);
        let after = signs.get(at + 1).map(|after| after.shown);
        let is_apart = before.is_none_or(|sign| sign == " ") && after.is_none_or(|sign| sign == " ");
        signs[at].shown = match signs[at].shown {
            "·" if is_apart => "-",
            "·" => ".",
            "…" if columns == Columns::Free => "...",
            "…" => {
                // The three dots replace the spaces on both sides, or the last letters before a cut.
                if before == Some(" ") && after == Some(" ") {
                    (signs[at - 1].shown, signs[at + 1].shown) = (".", ".");
                } else if signs[at].cuts {
                    let letters = &mut signs[at.saturating_sub(2)..at];
                    if letters.len() == 2 && letters.iter().all(|sign| text::grapheme_width(sign.shown) == 1) {
                        for sign in letters {
                            sign.shown = ".";
                        }
                    }
                }
                "."
            }
            other => alone(other),
        };
    }
    signs
}

/// Returns the ASCII form of a sign that does not depend on its neighbours.
fn alone(sign: &str) -> &str {
    match sign {
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "–" | "—" | "─" => "-",
        "●" => "*",
        "○" => "o",
        "◉" => "@",
        "━" => "=",
        "»" => ">",
        "«" => "<",
        "▁" | "▂" | "▃" => ".",
        "▄" | "▅" | "▆" => ":",
        "▇" | "█" => "#",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::styled::{Role, plain, truncate};

    fn written(line: &[Span], columns: Columns) -> String {
        plain(&Glyphs::new(true).transliterate(line, columns))
    }

    #[test]
    fn a_separator_is_a_dash_and_a_filler_a_dot() {
        let line = ["2024 ", "·", "·", "●", "·", " Ann · fact"].map(|part| Span::fixed(part, Role::Plain));
        for columns in [Columns::Kept, Columns::Free] {
            assert_eq!(written(&line, columns), "2024 ..*. Ann - fact");
        }
    }

    #[test]
    fn three_dots_keep_the_columns_of_a_line_that_was_laid_out() {
        let kept = |line: Vec<Span>| written(&line, Columns::Kept);
        let text = |text: &'static str| vec![Span::fixed(text, Role::Plain)];
        assert_eq!(kept(text("“a few … words”")), "\"a few...words\"");
        assert_eq!(kept(text("wait… what")), "wait. what", "no letter of a text is lost");
        assert_eq!(kept(truncate(text("statement"), 7)), "stat...");
        assert_eq!(kept(truncate(text("声明和声明"), 5)), "声明.");
        assert_eq!(kept(truncate(text("statement"), 1)), ".");
    }

    #[test]
    fn three_dots_are_written_whole_where_there_is_room() {
        let line = [Span::fixed("“a few … words” wait…", Role::Plain)];
        assert_eq!(written(&line, Columns::Free), "\"a few ... words\" wait...");
    }
}
