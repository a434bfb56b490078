//! Names of entities, in a row.

use crate::corpus::{Corpus, EntitySlot, Record};
use crate::styled::{Role, Span};

/// Lists names with commas: `A, B, C`.
pub fn names(corpus: &Corpus, entities: &[EntitySlot]) -> Vec<Span> {
    names_joined(corpus, entities, ", ")
}

/// Lists names with commas and a conjunction: `A, B and C`.
pub(super) fn names_with_and(corpus: &Corpus, entities: &[EntitySlot]) -> Vec<Span> {
    names_joined(corpus, entities, " and ")
}

fn names_joined(corpus: &Corpus, entities: &[EntitySlot], before_last: &'static str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        if at > 0 {
            spans.push(Span::fixed(if at + 1 == entities.len() { before_last } else { ", " }, Role::Plain));
        }
        spans.push(Span::text(&corpus.entity(*entity).name, Role::Actor).with_target(Record::Entity(*entity)));
        if !corpus.is_registered(*entity) {
            spans.push(Span::fixed(" (not in entities.yaml)", Role::Warning));
        }
    }
    spans
}
