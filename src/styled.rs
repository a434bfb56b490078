//! Styled text: pieces of a line, each with the role it plays.
//!
//! A [`Span`] holds text that is safe to print, and a [`Role`] that says what the text is. How a role looks is the
//! theme's business. Pages, the screen and the commands build their lines of spans; [`truncate`], [`plain`] and the
//! other functions here work on such lines.

use std::ops::Range;

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{DocumentSlot, Record};
use crate::text::{self, Text};

/// A piece of a line: safe text, what it is, and the record it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    text: String,
    /// What the text is.
    pub role: Role,
    target: Option<Record>,
    /// The document that the text is about, if it leads to only a part of the record.
    within: Option<DocumentSlot>,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// The heading of a page or of a part of it.
    Heading,
    /// The name of a field.
    Label,
    /// An actor's name.
    Actor,
    /// Facts about a text that the text itself does not state: dates, counts, ids.
    Aside,
    /// An assertion that is more than a plain fact or statement: opinion, forecast, allegation, denial.
    Marked,
    /// That a record is proposed, and nobody has accepted it yet.
    Draft,
    /// An address.
    Link,
    /// Something the reader should know before relying on the rest.
    Warning,
    /// Letters that a search matched.
    Match,
    /// The match that a find in a page is at.
    Current,
    /// The selected row or item.
    Selection,
    /// The heading of the pane with the keyboard, and the line it is on.
    Focus,
}

impl Span {
    fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, target: None, within: None }
    }

    /// Shows text from a file.
    pub fn text(text: &Text, role: Role) -> Self {
        Self::new(text.as_str(), role)
    }

    /// Shows the program's own text.
    pub fn fixed(text: &'static str, role: Role) -> Self {
        Self::new(text, role)
    }

    /// Shows what the program draws in columns, with every space. Not for text from a file.
    pub(crate) fn drawn(text: String, role: Role) -> Self {
        Self::new(text, role)
    }

    /// Shows any other string, cleaned. White space at its ends is kept, as spaces.
    pub fn clean(raw: impl AsRef<str>, role: Role) -> Self {
        let part = raw.as_ref();
        let inner = Text::clean(part);
        let lead = &part[..part.len() - part.trim_start().len()];
        let tail = &part[part.trim_end().len().max(lead.len())..];
        let spaces = |white: &str| " ".repeat(white.chars().count());
        Self::new(format!("{}{inner}{}", spaces(lead), spaces(tail)), role)
    }

    /// Shows what is being typed, with every space, and returns the column of its byte `cursor`.
    pub(crate) fn typed(raw: &str, cursor: usize, role: Role) -> (Self, usize) {
        let (text, cursor) = text::shown_with_cursor(raw, cursor);
        let column = text::width(&text[..cursor]);
        (Self::new(text, role), column)
    }

    /// Leaves a number of columns empty.
    pub fn gap(columns: usize) -> Self {
        Self::new(" ".repeat(columns), Role::Plain)
    }

    /// Leads to a record.
    #[must_use]
    pub fn with_target(mut self, record: Record) -> Self {
        self.target = Some(record);
        self
    }

    /// Leads to what a document says about a record.
    #[must_use]
    pub(crate) fn with_target_within(self, record: Record, document: DocumentSlot) -> Self {
        Self { within: Some(document), ..self.with_target(record) }
    }

    /// Has other text, but the same role and target.
    pub(crate) fn with_text(&self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..*self }
    }

    /// Looks like the selected item.
    pub(crate) fn into_selection(mut self) -> Self {
        self.role = Role::Selection;
        self
    }

    /// Drops columns from the start, and returns how many. That is one more if the last one cuts a wide letter.
    pub(crate) fn skip_columns(&self, columns: usize) -> (Self, usize) {
        let mut skipped = 0;
        for (at, grapheme) in self.text.grapheme_indices(true) {
            if skipped >= columns {
                return (self.slice(at..self.text.len()), skipped);
            }
            skipped += text::grapheme_width(grapheme);
        }
        (self.with_text(""), skipped)
    }

    /// Keeps a range of bytes, which must lie on character boundaries.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        self.with_text(&self.text[range])
    }

    /// The text, safe to print.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The record that the text leads to.
    pub(crate) fn target(&self) -> Option<Record> {
        self.target
    }

    /// The document that the text is about, if it leads to only a part of the record.
    pub(crate) fn within(&self) -> Option<DocumentSlot> {
        self.within
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        text::width(&self.text)
    }
}

/// Number of columns of a line.
pub(crate) fn width(spans: &[Span]) -> usize {
    spans.iter().map(Span::width).sum()
}

/// Returns a line as plain text.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(Span::as_str).collect()
}

/// Cuts a line to a number of columns. A line that is cut ends in `…`.
pub fn truncate(spans: Vec<Span>, columns: usize) -> Vec<Span> {
    if width(&spans) <= columns {
        return spans;
    }
    let mut room = columns.saturating_sub(1);
    let mut cut = Vec::new();
    for span in spans {
        if span.width() <= room {
            room -= span.width();
            cut.push(span);
            continue;
        }
        let mut end = 0;
        for (at, grapheme) in span.text.grapheme_indices(true) {
            let width = text::grapheme_width(grapheme);
            if width > room {
                break;
            }
            room -= width;
            end = at + grapheme.len();
        }
        let kept = span.text[..end].trim_end().len();
        cut.push(span.slice(0..kept));
        break;
    }
    if columns > 0 {
        cut.push(Span::fixed("…", Role::Aside));
    }
    cut
}

/// Merges neighbours that have the same role and target, and removes white space at the end.
pub(crate) fn merged(line: Vec<Span>) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(line.len());
    for span in line {
        match merged.last_mut() {
            Some(last) if (last.role, last.target, last.within) == (span.role, span.target, span.within) => {
                last.text.push_str(&span.text);
            }
            _ => merged.push(span),
        }
    }
    while let Some(last) = merged.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        merged.pop();
    }
    merged
}

/// Marks parts of a text as matched by a search. The parts are ranges of bytes, in order.
pub fn matched<'r>(text: &Text, ranges: impl Iterator<Item = &'r Range<usize>>) -> Vec<Span> {
    let text = text.as_str();
    let mut spans = Vec::new();
    let mut done = 0;
    for range in ranges {
        let Some(matched) = text.get(range.clone()).filter(|_| range.start >= done) else { continue };
        spans.push(Span::clean(&text[done..range.start], Role::Plain));
        spans.push(Span::clean(matched, Role::Match));
        done = range.end;
    }
    spans.push(Span::clean(&text[done..], Role::Plain));
    spans.retain(|span| !span.as_str().is_empty());
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_line_ends_in_a_mark_and_never_in_half_a_letter() {
        let line = |columns| {
            let spans = vec![Span::clean("Goi\u{308}ta ", Role::Plain), Span::clean("王毅", Role::Actor)];
            plain(&truncate(spans, columns))
        };
        assert_eq!(line(10), "Goi\u{308}ta 王毅");
        assert_eq!(line(9), "Goi\u{308}ta 王…");
        assert_eq!(line(8), "Goi\u{308}ta …");
        assert_eq!(line(4), "Goi\u{308}…");
        assert_eq!(line(1), "…");
        assert_eq!(line(0), "");
    }
}
