//! Who asserts a claim, in a few words.

use super::{assertion, byline, listed};
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Record, Voice};
use crate::styled::{self, Role, Span};

/// Who asserts a claim: the speaker, the authors, or the outlet where nobody signs. Several, who do so jointly, are in
/// the order of the file: `A, B and C`.
pub fn voice(corpus: &Corpus, voice: Voice<'_>) -> Vec<Span> {
    match voice {
        Voice::Speakers(actors) | Voice::Authors(actors) => joint(corpus, actors),
        Voice::Unsigned(outlet) => {
            vec![Span::text(&corpus.outlet(outlet).name, Role::Actor), Span::fixed(" (unsigned)", Role::Aside)]
        }
    }
}

/// What a list shows beneath a record's own words. Where that takes more columns, of several speakers only the first is
/// named, and how many others there are: `A +2`.
pub fn byline_within(corpus: &Corpus, record: Record, columns: usize) -> Vec<Span> {
    let full = byline(corpus, record);
    match record {
        Record::Claim(slot) if !fits(&full, columns) => match short(corpus, slot) {
            Some(who) => assertion::byline_by(corpus, slot, who),
            None => full,
        },
        _ => full,
    }
}

/// Who asserts a claim, as far as there are columns for all of several.
pub(super) fn voice_within(corpus: &Corpus, slot: ClaimSlot, columns: usize) -> Vec<Span> {
    let full = voice(corpus, corpus.voice(slot));
    if fits(&full, columns) { full } else { short(corpus, slot).unwrap_or(full) }
}

/// Names joined by commas and `and`.
pub(super) fn joint(corpus: &Corpus, actors: &[EntitySlot]) -> Vec<Span> {
    listed(corpus, actors, " and ")
}

/// With whom an actor asserts a claim; nothing where it is alone.
pub(super) fn jointly_with(corpus: &Corpus, slot: ClaimSlot, actor: EntitySlot) -> Vec<Span> {
    let others: Vec<_> = corpus.voice(slot).actors().iter().copied().filter(|other| *other != actor).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let mut spans = vec![Span::fixed(" · jointly with ", Role::Aside)];
    spans.extend(joint(corpus, &others));
    spans
}

/// The first of several, and how many others there are; `None` where there is one at the most.
fn short(corpus: &Corpus, slot: ClaimSlot) -> Option<Vec<Span>> {
    let (first, others) = corpus.voice(slot).actors().split_first().filter(|(_, others)| !others.is_empty())?;
    let mut spans = joint(corpus, &[*first]);
    spans.push(Span::clean(format!(" +{}", others.len()), Role::Aside));
    Some(spans)
}

fn fits(spans: &[Span], columns: usize) -> bool {
    styled::width(&spans) <= columns
}
