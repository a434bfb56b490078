//! A claim in a few words, as lists and pages show it: who, kind, when, where, and its text.

use super::layout::Page;
use super::names::names;
use super::voice::jointly_with;
use super::voice::voice;
use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Record, Voice};
use crate::styled::{Role, Span};

/// Returns a claim as an entry of a list: who, kind, when, where, and its text.
pub(super) fn entry(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = byline(corpus, slot);
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// Returns an entry without who says it, for lists whose heading gives that.
pub(super) fn entry_without_voice(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = circumstances(corpus, slot);
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// Returns an entry for a list of one actor's claims: it names only the others who assert the claim too.
pub(super) fn entry_by_actor(corpus: &Corpus, slot: ClaimSlot, actor: EntitySlot) -> Vec<Span> {
    let mut spans = circumstances(corpus, slot);
    spans.extend(jointly_with(corpus, slot, actor));
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// Returns an entry for a list of one actor's claims, which also says whether the document has it at first hand.
pub(super) fn entry_with_hand(corpus: &Corpus, slot: ClaimSlot, actor: EntitySlot) -> Vec<Span> {
    let mut spans = circumstances(corpus, slot);
    spans.extend(jointly_with(corpus, slot, actor));
    let hand = match (corpus.is_firsthand(slot), corpus.via(slot)) {
        (true, _) => " · first-hand",
        // The entry names already who passed it on.
        (false, [_, ..]) => "",
        (false, []) => " · second-hand",
    };
    spans.push(Span::fixed(hand, Role::Aside));
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
}

/// Returns a claim's kind, its date, through whom the document has it, and the outlet.
pub(super) fn circumstances(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = qualities(corpus, slot);
    spans.push(Span::clean(format!(" · {}", outlet(corpus, slot)), Role::Aside));
    spans
}

/// Returns a claim's byline.
pub(super) fn byline(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    byline_by(corpus, slot, voice(corpus, corpus.voice(slot)))
}

/// Returns a claim's byline with other words for who asserts it.
pub(super) fn byline_by(corpus: &Corpus, slot: ClaimSlot, who: Vec<Span>) -> Vec<Span> {
    let mut spans = who;
    spans.push(Span::fixed(" · ", Role::Aside));
    spans.extend(qualities(corpus, slot));
    // The voice of an unsigned claim is the outlet.
    if !matches!(corpus.voice(slot), Voice::Unsigned(_)) {
        spans.push(Span::clean(format!(" · {}", outlet(corpus, slot)), Role::Aside));
    }
    spans
}

/// Returns a claim's byline on its document's own page: without the outlet, and without the document's own author.
pub(super) fn byline_in_document(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    if is_by_document(corpus, slot) {
        return qualities(corpus, slot);
    }
    let mut spans = voice(corpus, corpus.voice(slot));
    spans.push(Span::fixed(" · ", Role::Aside));
    spans.extend(qualities(corpus, slot));
    spans
}

/// Returns whether a claim is made by its document's own author, or by the outlet of an unsigned document.
pub(super) fn is_by_document(corpus: &Corpus, slot: ClaimSlot) -> bool {
    match corpus.voice(slot) {
        Voice::Speakers(speakers) => speakers == corpus.authors(corpus.document_of(slot)),
        Voice::Authors(_) | Voice::Unsigned(_) => true,
    }
}

fn outlet(corpus: &Corpus, slot: ClaimSlot) -> &str {
    corpus.publisher_name(corpus.document_of(slot)).as_str()
}

/// Returns a claim's kind, its date, and through whom the document has it.
fn qualities(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let claim = corpus.claim(slot);
    let mut spans = Vec::new();
    if corpus.is_draft(slot) {
        // An accepted claim waits for what its document lacks.
        let word = if corpus.is_proposed(slot) { "draft" } else { "not counted" };
        spans.extend([Span::fixed(word, Role::Draft), Span::fixed(" · ", Role::Aside)]);
    }
    spans.push(kind(claim.kind));
    if let Some(date) = claim.date {
        spans.push(Span::clean(format!(" · {date}"), Role::Aside));
    }
    if !corpus.via(slot).is_empty() {
        spans.push(Span::fixed(" · through ", Role::Aside));
        spans.extend(names(corpus, corpus.via(slot)));
    }
    spans
}

/// Returns the word for a kind, marked if it is more than a plain fact or statement.
pub(super) fn kind(kind: Kind) -> Span {
    let role = match kind {
        Kind::Fact | Kind::Statement => Role::Aside,
        Kind::Opinion | Kind::Forecast | Kind::Allegation | Kind::Denial => Role::Marked,
    };
    Span::fixed(kind.as_str(), role)
}

/// Returns the first and last words of a passage, in quotation marks.
pub fn passage(corpus: &Corpus, slot: ClaimSlot) -> Option<Vec<Span>> {
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

/// Adds claims under a heading, if there are any.
pub(super) fn section(page: &mut Page, corpus: &Corpus, title: &'static str, claims: &[ClaimSlot]) {
    if !claims.is_empty() {
        heading(page, title, claims.len());
        entries(page, corpus, claims, entry);
    }
}

/// Adds a heading with a number.
pub(super) fn heading(page: &mut Page, title: &str, number: usize) {
    page.heading(&[Span::clean(title, Role::Heading), Span::clean(format!(" {number}"), Role::Aside)]);
}

/// Adds claims as entries, up to the page's limit, and says how many more there are.
pub(super) fn entries(
    page: &mut Page,
    corpus: &Corpus,
    claims: &[ClaimSlot],
    entry: impl Fn(&Corpus, ClaimSlot) -> Vec<Span>,
) {
    let listed = page.entries_shown(claims.len());
    for claim in &claims[..listed] {
        page.named_entry(corpus, Record::Claim(*claim), &entry(corpus, *claim));
    }
    entries_left_out(page, claims.len() - listed);
}

/// Says how many entries are left out.
pub(super) fn entries_left_out(page: &mut Page, left_out: usize) {
    if left_out > 0 {
        page.note(&[Span::clean(format!("… and {left_out} more; the lists show them all"), Role::Aside)]);
    }
}
