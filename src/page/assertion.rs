//! A claim in a few words: who, what sort, when, where, and what. Lists and pages use the same ones.

use super::layout::Page;
use super::names::names;
use super::voice::jointly_with;
use super::voice::voice;
use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Record, Voice};
use crate::styled::{Role, Span};

/// A claim in one entry of a list: who, what sort, when, where, and what.
pub(super) fn entry(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = byline(corpus, slot);
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// The same without who says it, which a heading says: what sort, when, where, and what.
pub(super) fn entry_without_voice(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = circumstances(corpus, slot);
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// The same of what one actor says, who need not be named each time: what sort, with whom, when, where, and what.
pub(super) fn entry_by_actor(corpus: &Corpus, slot: ClaimSlot, actor: EntitySlot) -> Vec<Span> {
    let mut spans = circumstances(corpus, slot);
    spans.extend(jointly_with(corpus, slot, actor));
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// The same with whether the document has it at first hand or through others.
pub(super) fn entry_with_hand(corpus: &Corpus, slot: ClaimSlot, actor: EntitySlot) -> Vec<Span> {
    let mut spans = circumstances(corpus, slot);
    spans.extend(jointly_with(corpus, slot, actor));
    let hand = match (corpus.is_firsthand(slot), corpus.via(slot)) {
        (true, _) => " · first-hand",
        // Who passed it on is named already.
        (false, [_, ..]) => "",
        (false, []) => " · second-hand",
    };
    spans.push(Span::fixed(hand, Role::Aside));
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// What sort of claim, when, through whom, and where.
pub(super) fn circumstances(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = qualities(corpus, slot);
    spans.push(Span::clean(format!(" · {}", outlet(corpus, slot)), Role::Aside));
    spans
}

/// The words a list shows a claim by, before its text.
pub(super) fn byline(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    byline_by(corpus, slot, voice(corpus, corpus.voice(slot)))
}

/// The same with other words for who asserts it.
pub(super) fn byline_by(corpus: &Corpus, slot: ClaimSlot, who: Vec<Span>) -> Vec<Span> {
    let mut spans = who;
    spans.push(Span::fixed(" · ", Role::Aside));
    spans.extend(qualities(corpus, slot));
    // An unsigned claim names the outlet already.
    if !matches!(corpus.voice(slot), Voice::Unsigned(_)) {
        spans.push(Span::clean(format!(" · {}", outlet(corpus, slot)), Role::Aside));
    }
    spans
}

fn outlet(corpus: &Corpus, slot: ClaimSlot) -> &str {
    corpus.outlet(corpus.publisher(corpus.document_of(slot))).name.as_str()
}

/// A claim's kind, its date, and through whom the document has it.
fn qualities(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let claim = corpus.claim(slot);
    let mut spans = vec![kind(claim.kind)];
    if let Some(date) = claim.date {
        spans.push(Span::clean(format!(" · {date}"), Role::Aside));
    }
    if !corpus.via(slot).is_empty() {
        spans.push(Span::fixed(" · through ", Role::Aside));
        spans.extend(names(corpus, corpus.via(slot)));
    }
    spans
}

/// The word for a kind, marked where it is more than a plain fact or statement.
pub(super) fn kind(kind: Kind) -> Span {
    let role = match kind {
        Kind::Fact | Kind::Statement => Role::Aside,
        Kind::Opinion | Kind::Forecast | Kind::Allegation | Kind::Denial => Role::Marked,
    };
    Span::fixed(kind.word(), role)
}

/// The words a passage begins and ends with, in quotation marks.
pub(super) fn passage(corpus: &Corpus, slot: ClaimSlot) -> Option<Vec<Span>> {
    let passage = corpus.claim(slot).passage.as_ref()?;
    let mut spans = Vec::new();
    if let Some(number) = passage.paragraph {
        spans.push(Span::clean(format!("paragraph {number}: "), Role::Aside));
    }
    let words = match &passage.end {
        Some(end) => format!("“{} … {}”", passage.start, end),
        None => format!("“{}”", passage.start),
    };
    spans.push(Span::clean(words, Role::Plain));
    Some(spans)
}

/// A list of claims under a heading, or nothing where there is none.
pub(super) fn section(page: &mut Page, corpus: &Corpus, title: &'static str, claims: &[ClaimSlot]) {
    if !claims.is_empty() {
        heading(page, title, claims.len());
        entries(page, corpus, claims, entry);
    }
}

/// A heading with a number.
pub(super) fn heading(page: &mut Page, title: &str, number: usize) {
    page.heading(&[Span::clean(title, Role::Heading), Span::clean(format!(" {number}"), Role::Aside)]);
}

/// Claims as entries that lead to them, as many as the page takes; says how many more there are.
pub(super) fn entries(
    page: &mut Page,
    corpus: &Corpus,
    claims: &[ClaimSlot],
    words: impl Fn(&Corpus, ClaimSlot) -> Vec<Span>,
) {
    let listed = page.entries_shown(claims.len());
    for claim in &claims[..listed] {
        page.named_entry(corpus, Record::Claim(*claim), &words(corpus, *claim));
    }
    entries_left_out(page, claims.len() - listed);
}

/// Says how many entries a page leaves out.
pub(super) fn entries_left_out(page: &mut Page, left_out: usize) {
    if left_out > 0 {
        page.note(&[Span::clean(
            format!("… and {left_out} more; the lists of the browser have them all"),
            Role::Aside,
        )]);
    }
}
