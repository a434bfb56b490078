//! Bylines: what a list shows beside a record's own text.

use super::{assertion, document, entity, source, voice};
use crate::corpus::{Corpus, Record};
use crate::styled::{self, Span};

/// Returns a record's byline: who, when, where.
pub fn byline(corpus: &Corpus, record: Record) -> Vec<Span> {
    match record {
        Record::Document(slot) => document::byline(corpus, slot),
        Record::Entity(slot) => entity::byline(corpus, slot),
        Record::Claim(slot) => assertion::byline(corpus, slot),
        Record::Outlet(slot) => source::outlet_byline(corpus, slot),
        Record::Origin(slot) => source::origin_byline(corpus, slot),
    }
}

/// Returns a record's byline for a number of columns. If it is too long and several actors speak, only the first one is
/// named: `A +2`.
pub fn byline_within(corpus: &Corpus, record: Record, columns: usize) -> Vec<Span> {
    let full = byline(corpus, record);
    match record {
        Record::Claim(slot) if styled::width(&full) > columns => match voice::first_of_several(corpus, slot) {
            Some(who) => assertion::byline_by(corpus, slot, who),
            None => full,
        },
        _ => full,
    }
}
