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

use crate::corpus::{Corpus, EntitySlot, Record};
use crate::styled::{Role, Span};

pub use citation::origin_name;
pub use conflicts::conflicts;
pub use layout::Page;
pub use matrix::{Matrix, MatrixCell, matrix};
pub use passage::in_article;
pub use positions::positions;
pub use problems::problems;
pub use source::{origin, outlet};
pub use target::Target;
pub use timeline::timeline;
pub use voice::{byline_within, voice};

/// Adds everything known of a record to a page.
pub fn lay_out(page: &mut Page, corpus: &Corpus, record: Record) {
    match record {
        Record::Document(slot) => document::lay_out(page, corpus, slot),
        Record::Entity(slot) => entity::lay_out(page, corpus, slot),
        Record::Claim(slot) => claim::lay_out(page, corpus, slot),
    }
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
        spans.push(Span::text(&corpus.entity(*entity).name, Role::Actor).with_target(Record::Entity(*entity)));
        if !corpus.is_registered(*entity) {
            spans.push(Span::fixed(" (not in entities.yaml)", Role::Warning));
        }
    }
    spans
}

#[cfg(test)]
mod tests;
