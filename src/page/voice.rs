//! Who asserts a claim, in a few words.

use super::names::names_with_and;
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Record, Voice};
use crate::styled::{self, Role, Span};

/// Returns who asserts a claim: its speakers, the authors, or the outlet of an unsigned document. Several actors are
/// named in the order of the file: `A, B and C`.
pub fn voice(corpus: &Corpus, voice: Voice<'_>) -> Vec<Span> {
    match voice {
        Voice::Speakers(actors) | Voice::Authors(actors) => names_with_and(corpus, actors),
        Voice::Unsigned(outlet) => {
            let name = outlet
                .map(|outlet| Span::text(&corpus.outlet(outlet).name, Role::Actor).with_target(Record::Outlet(outlet)));
            let name = name.unwrap_or_else(|| Span::fixed("publisher not given", Role::Aside));
            vec![name, Span::fixed(" (unsigned)", Role::Aside)]
        }
    }
}

/// Returns who asserts a claim. If several names are too long, only the first one is given: `A +2`.
pub(super) fn voice_within(corpus: &Corpus, slot: ClaimSlot, columns: usize) -> Vec<Span> {
    let full = voice(corpus, corpus.voice(slot));
    if styled::width(&full) <= columns { full } else { first_of_several(corpus, slot).unwrap_or(full) }
}

/// Returns the first of several actors and the number of the others. `None` if there are no others.
pub(super) fn first_of_several(corpus: &Corpus, slot: ClaimSlot) -> Option<Vec<Span>> {
    let (first, others) = corpus.voice(slot).actors().split_first().filter(|(_, others)| !others.is_empty())?;
    let mut spans = names_with_and(corpus, &[*first]);
    spans.push(Span::clean(format!(" +{}", others.len()), Role::Aside));
    Some(spans)
}

/// Returns with whom an actor asserts a claim. Empty if the actor is alone.
pub(super) fn jointly_with(corpus: &Corpus, slot: ClaimSlot, actor: EntitySlot) -> Vec<Span> {
    let others: Vec<_> = corpus.voice(slot).actors().iter().copied().filter(|other| *other != actor).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let mut spans = vec![Span::fixed(" · jointly with ", Role::Aside)];
    spans.extend(names_with_and(corpus, &others));
    spans
}
