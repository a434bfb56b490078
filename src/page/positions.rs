//! The page of positions: what a speaker says about a subject, earlier and later side by side.

use super::assertion;
use super::layout::Page;
use super::names::names;
use crate::briefing::{Edtf, RelationType};
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Position, Record, Update};
use crate::styled::{Role, Span};

/// Adds the updates of claims, then the positions of speakers.
pub fn positions(page: &mut Page, corpus: &Corpus, updates: &[Update], positions: &[Position]) {
    if updates.is_empty() && positions.is_empty() {
        let words = "No speaker here has claims on one subject at different times.";
        page.paragraph(&[Span::fixed(words, Role::Plain)]);
        return;
    }
    if !updates.is_empty() {
        assertion::heading(page, "How it developed", updates.len());
    }
    let listed = page.entries_shown(updates.len());
    for Update { earlier, later, related } in &updates[..listed] {
        page.blank();
        page.begin_part();
        page.begin_item("pair");
        page.side_by_side([&|page: &mut Page| side(page, corpus, "earlier", *earlier), &|page: &mut Page| {
            side(page, corpus, "later", *later);
        }]);
        if let Some(note) = corpus.note(related) {
            page.note(&[Span::text(note, Role::Aside)]);
        }
    }
    assertion::entries_left_out(page, updates.len() - listed);
    if !positions.is_empty() {
        assertion::heading(page, "The same speaker on the same subject", positions.len());
    }
    let listed = page.entries_shown(positions.len());
    for position in &positions[..listed] {
        heading(page, corpus, position);
        let (earlier, later) = halves(corpus, position);
        page.begin_item("pair");
        page.side_by_side([
            &|page: &mut Page| column(page, corpus, "earlier", &earlier, position.speaker),
            &|page: &mut Page| {
                column(page, corpus, "later", &later, position.speaker);
            },
        ]);
        relations(page, corpus, position);
    }
    assertion::entries_left_out(page, positions.len() - listed);
}

/// Adds a heading: who speaks about what.
fn heading(page: &mut Page, corpus: &Corpus, position: &Position) {
    let mut spans = names(corpus, &[position.speaker]);
    spans.push(Span::fixed(" on ", Role::Plain));
    spans.extend(names(corpus, &position.subjects));
    page.heading(&spans);
}

/// Splits the claims into those of the first time and all later ones.
fn halves(corpus: &Corpus, position: &Position) -> (Vec<ClaimSlot>, Vec<ClaimSlot>) {
    let first = corpus.said_on(position.claims[0]);
    position.claims.iter().partition(|claim| match (first, corpus.said_on(**claim)) {
        (Some(first), Some(date)) => first.overlaps(&date),
        _ => false,
    })
}

/// Adds one claim under a label.
fn side(page: &mut Page, corpus: &Corpus, label: &'static str, claim: ClaimSlot) {
    let when = corpus.said_on(claim).map_or_else(String::new, |date| format!(" {date}"));
    page.paragraph(&[Span::fixed(label, Role::Label), Span::clean(when, Role::Aside)]);
    page.named_entry(corpus, Record::Claim(claim), &assertion::entry(corpus, claim));
}

/// Adds several claims of a speaker under a label.
fn column(page: &mut Page, corpus: &Corpus, label: &'static str, claims: &[ClaimSlot], speaker: EntitySlot) {
    let dates: Vec<Edtf> = claims.iter().filter_map(|claim| corpus.said_on(*claim)).collect();
    let span = match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first != last => format!(" {first} to {last}"),
        (Some(first), _) => format!(" {first}"),
        _ => String::new(),
    };
    page.paragraph(&[Span::fixed(label, Role::Label), Span::clean(span, Role::Aside)]);
    assertion::entries(page, corpus, claims, |corpus, claim| assertion::entry_by_actor(corpus, claim, speaker));
}

/// Adds the relations between the claims of a position, with the curator's notes.
fn relations(page: &mut Page, corpus: &Corpus, position: &Position) {
    for claim in &position.claims {
        let active = corpus.related(*claim).iter().filter(|related| related.active);
        for related in active.filter(|related| related.relation_type != RelationType::Confirms) {
            if position.claims.contains(&related.other) {
                let mut spans = vec![Span::fixed(related.verb(), Role::Label), Span::fixed(" ", Role::Plain)];
                spans.push(Span::text(&corpus.claim(related.other).text, Role::Aside));
                page.named_entry(corpus, Record::Claim(related.other), &spans);
                if let Some(note) = corpus.note(related) {
                    page.note(&[Span::text(note, Role::Aside)]);
                }
            }
        }
    }
}
