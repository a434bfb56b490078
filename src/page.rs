//! What is known of one record, laid out as a page of text.
//!
//! The same page is the detail pane of the browser and the output of `briefing show`, so that a script gets
//! what the screen gets. A [`Page`] is lines of [`Span`]s, each with a [`Role`] that says what it is, never
//! how it looks. What a file leaves out is shown as left out.

mod assertion;
mod citation;
mod claim;
mod conflicts;
mod document;
mod entity;
mod layout;
mod matrix;
mod passage;
mod positions;
mod problems;
mod source;
mod target;
mod timeline;
mod voice;

use std::ops::Range;

use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{Corpus, EntitySlot, Record};
use crate::text::{self, Text};

pub use citation::origin_name;
pub use conflicts::conflicts;
pub use layout::Page;
pub use matrix::{Cell, Matrix, matrix};
pub use passage::in_article;
pub use positions::positions;
pub use problems::problems;
pub use source::{origin, outlet};
pub use target::Target;
pub use timeline::timeline;
pub use voice::{byline_within, voice};

/// A piece of a line: safe text, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    text: String,
    /// What the text is.
    pub role: Role,
    /// The record that it leads to, if it leads anywhere.
    to: Option<Record>,
}

/// What a piece of text is. How that looks is the theme's business.
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
    /// What is said about the text, not by it: dates, counts, ids.
    Aside,
    /// An assertion that is more than a plain fact or statement: opinion, forecast, allegation, denial.
    Marked,
    /// An address.
    Link,
    /// Something the reader should know before relying on the rest.
    Warning,
    /// Letters that a search matched.
    Match,
}

impl Span {
    /// A piece of text from a file.
    pub fn text(text: &Text, role: Role) -> Self {
        Self { text: text.as_str().to_owned(), role, to: None }
    }

    /// A piece of the program's own text.
    pub fn fixed(text: &'static str, role: Role) -> Self {
        Self { text: text.to_owned(), role, to: None }
    }

    /// What the program draws in columns: every space stays. Not for text from a file.
    pub(crate) fn drawn(text: String, role: Role) -> Self {
        Self { text, role, to: None }
    }

    /// Anything else, cleaned; white space at its ends stays, as spaces.
    pub fn clean(raw: impl AsRef<str>, role: Role) -> Self {
        let part = raw.as_ref();
        let inner = Text::clean(part);
        let lead = &part[..part.len() - part.trim_start().len()];
        let tail = &part[part.trim_end().len().max(lead.len())..];
        let spaces = |white: &str| " ".repeat(white.chars().count());
        Self { text: format!("{}{inner}{}", spaces(lead), spaces(tail)), role, to: None }
    }

    /// What is being typed, every space of it, and the column of its byte `cursor`.
    pub(crate) fn typed(raw: &str, cursor: usize, role: Role) -> (Self, usize) {
        let (text, cursor) = text::shown_with_cursor(raw, cursor);
        let column = text::width(&text[..cursor]);
        (Self { text, role, to: None }, column)
    }

    /// The same piece without so many columns at its beginning, or one more where a wide letter is cut; and how many
    /// columns these were.
    pub(crate) fn scrolled(&self, columns: usize) -> (Self, usize) {
        let mut skipped = 0;
        for (at, grapheme) in self.text.grapheme_indices(true) {
            if skipped >= columns {
                return (self.part(at..self.text.len()), skipped);
            }
            skipped += text::grapheme_width(grapheme);
        }
        (self.with(""), skipped)
    }

    /// So many empty columns.
    pub fn gap(columns: usize) -> Self {
        Self { text: " ".repeat(columns), role: Role::Plain, to: None }
    }

    /// The same piece, leading to a record.
    #[must_use]
    pub fn leading_to(mut self, record: Record) -> Self {
        self.to = Some(record);
        self
    }

    /// The record that it leads to.
    fn record(&self) -> Option<Record> {
        self.to
    }

    /// The sign beside what is selected.
    fn sign(text: &'static str) -> Self {
        Self::fixed(text, Role::Heading)
    }

    /// The same piece, drawn with other signs.
    pub(crate) fn redrawn(&self, text: String) -> Self {
        Self { text, role: self.role, to: self.to }
    }

    /// The same piece with a part of its text.
    fn with(&self, text: &str) -> Self {
        self.redrawn(text.to_owned())
    }

    /// The same piece, standing out.
    fn strong(mut self) -> Self {
        if matches!(self.role, Role::Plain | Role::Aside) {
            self.role = Role::Heading;
        }
        self
    }

    /// A part of this piece, by bytes on character boundaries.
    fn part(&self, range: std::ops::Range<usize>) -> Self {
        self.with(&self.text[range])
    }

    /// The text, safe to print.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Columns it takes.
    pub fn width(&self) -> usize {
        text::width(&self.text)
    }
}

/// Cuts a line to a number of columns; the last one is then `…`.
pub fn truncate(spans: Vec<Span>, columns: usize) -> Vec<Span> {
    let total: usize = spans.iter().map(Span::width).sum();
    if total <= columns {
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
        cut.push(span.part(0..kept));
        break;
    }
    if columns > 0 {
        cut.push(Span::fixed("…", Role::Aside));
    }
    cut
}

/// Adds everything known of a record to a page.
pub fn lay_out(page: &mut Page, corpus: &Corpus, record: Record) {
    match record {
        Record::Document(slot) => document::lay_out(page, corpus, slot),
        Record::Entity(slot) => entity::lay_out(page, corpus, slot),
        Record::Claim(slot) => claim::lay_out(page, corpus, slot),
    }
}

/// A text with some of its parts, by bytes and in order, marked as what a search matched.
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

/// `1 claim`, `2 claims`.
pub fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// How much a corpus holds: `5 documents · 64 entities · 114 claims`. Ids that stand in for entities do not count.
pub fn holdings(corpus: &Corpus) -> String {
    let registered = corpus.entities().filter(|entity| corpus.is_registered(*entity)).count();
    [
        count(corpus.documents().len(), "document", "documents"),
        count(registered, "entity", "entities"),
        count(corpus.claims().len(), "claim", "claims"),
    ]
    .join(" · ")
}

/// What a list shows beneath or behind a record's own words: who, when, where.
pub fn byline(corpus: &Corpus, record: Record) -> Vec<Span> {
    match record {
        Record::Document(slot) => document::byline(corpus, slot),
        Record::Entity(slot) => entity::byline(corpus, slot),
        Record::Claim(slot) => assertion::byline(corpus, slot),
    }
}

/// Spans as plain text.
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(Span::as_str).collect()
}

/// Names with commas between them.
pub fn names(corpus: &Corpus, entities: &[EntitySlot]) -> Vec<Span> {
    listed(corpus, entities, ", ")
}

/// Names with commas between them, the last two joined by `last`.
fn listed(corpus: &Corpus, entities: &[EntitySlot], last: &'static str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        if at > 0 {
            spans.push(Span::fixed(if at + 1 == entities.len() { last } else { ", " }, Role::Plain));
        }
        spans.push(Span::text(&corpus.entity(*entity).name, Role::Actor).leading_to(Record::Entity(*entity)));
        if !corpus.is_registered(*entity) {
            spans.push(Span::fixed(" (not in entities.yaml)", Role::Warning));
        }
    }
    spans
}

#[cfg(test)]
mod tests;
