//! The page of a claim: who says it, on whose word, who says otherwise, and where.

use super::{Page, Role, Span, names, voice};
use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, OriginSlot, Related, Voice};
use crate::text::Text;

/// Lays out a claim.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: ClaimSlot) {
    let claim = corpus.claim(slot);
    page.paragraph(&[Span::text(&claim.text, Role::Heading)]);
    page.blank();
    page.field("said by", &speaker(corpus, slot));
    page.field("kind", &[kind(claim.kind)]);
    if !corpus.via(slot).is_empty() {
        page.field("through", &names(corpus, corpus.via(slot)));
    }
    if !corpus.subjects(slot).is_empty() {
        page.field("about", &names(corpus, corpus.subjects(slot)));
    }
    match claim.date {
        Some(date) => page.field("date", &[Span::clean(date.to_string(), Role::Plain)]),
        None => page.field("date", &[Span::fixed("not given", Role::Aside)]),
    }
    match corpus.origin_of(slot) {
        Some(origin) => page.field("origin", &self::origin(corpus, origin)),
        None => page.field("origin", &[Span::fixed("no common origin known", Role::Aside)]),
    }
    match claim.credibility {
        Some(grade) => {
            page.field("credibility", &[Span::clean(format!("{} ({})", grade.grade(), grade.meaning()), Role::Plain)]);
        }
        None => page.field("credibility", &[Span::fixed("unrated", Role::Aside)]),
    }
    for related in corpus.related(slot) {
        relation(page, corpus, related);
    }
    page.blank();
    super::citation::citation(page, corpus, corpus.document_of(slot));
    passage(page, corpus, slot);
    page.field("link", &[Span::clean(corpus.link(slot).as_str(), Role::Link)]);
    page.field("id", &[Span::clean(corpus.claim_ref(slot).to_string(), Role::Aside)]);
    section(page, corpus, "From the same origin, so no further source:", &same_origin(corpus, slot));
}

/// The other claims that go back to the same text or event, so that nobody counts them twice.
fn same_origin(corpus: &Corpus, slot: ClaimSlot) -> Vec<ClaimSlot> {
    match corpus.origin_of(slot) {
        Some(origin) => corpus.resting_on(origin).iter().copied().filter(|other| *other != slot).collect(),
        None => Vec::new(),
    }
}

/// A claim in one entry of a list: who, what sort, when, and what.
pub(super) fn entry(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = voice(corpus, corpus.voice(slot));
    spans.push(Span::fixed(" · ", Role::Aside));
    spans.extend(assertion(corpus, slot));
    spans
}

/// What sort of claim, and what it says.
fn assertion(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = qualities(corpus, slot);
    spans.push(Span::fixed(": ", Role::Plain));
    spans.push(Span::text(&corpus.claim(slot).text, Role::Plain));
    spans
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
fn kind(kind: Kind) -> Span {
    let role = match kind {
        Kind::Fact | Kind::Statement => Role::Aside,
        Kind::Opinion | Kind::Forecast | Kind::Allegation | Kind::Denial => Role::Marked,
    };
    Span::fixed(kind.word(), role)
}

fn speaker(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let who = corpus.voice(slot);
    let mut spans = voice(corpus, who);
    match who {
        Voice::Authors(_) => spans.push(Span::fixed(" (the author, in the document's own voice)", Role::Aside)),
        Voice::Speaker(speaker) => {
            for position in &corpus.entity(speaker).position {
                spans.push(Span::clean(format!(" · {position}"), Role::Aside));
            }
        }
        Voice::Unsigned(_) => {}
    }
    spans
}

fn origin(corpus: &Corpus, slot: OriginSlot) -> Vec<Span> {
    let origin = corpus.origin(slot);
    let mut spans = vec![Span::text(&origin.name, Role::Plain)];
    if !corpus.issuers(slot).is_empty() {
        spans.push(Span::fixed(" · issued by ", Role::Aside));
        spans.extend(names(corpus, corpus.issuers(slot)));
    }
    if let Some(date) = origin.date {
        spans.push(Span::clean(format!(" · {date}"), Role::Aside));
    }
    spans
}

fn relation(page: &mut Page, corpus: &Corpus, related: &Related) {
    let mut spans = entry(corpus, related.other);
    let document = corpus.document(corpus.document_of(related.other));
    let outlet = &corpus.outlet(corpus.publisher(corpus.document_of(related.other))).name;
    spans.push(Span::clean(format!(" ({outlet}, {})", document.published), Role::Aside));
    if let Some(note) = corpus.note(related) {
        spans.push(Span::fixed(" — ", Role::Aside));
        spans.push(Span::text(note, Role::Aside));
    }
    spans.push(Span::clean(format!(" {}", corpus.claim_ref(related.other)), Role::Aside));
    page.field(related.verb(), &spans);
}

fn passage(page: &mut Page, corpus: &Corpus, slot: ClaimSlot) {
    let Some(passage) = &corpus.claim(slot).passage else {
        page.field("passage", &[Span::fixed("not given; the link opens the article at its top", Role::Warning)]);
        return;
    };
    let mut spans = Vec::new();
    if let Some(number) = passage.paragraph {
        spans.push(Span::clean(format!("paragraph {number}: "), Role::Aside));
    }
    let words = match &passage.end {
        Some(end) => format!("“{} … {}”", Text::clean(&passage.start), Text::clean(end)),
        None => format!("“{}”", Text::clean(&passage.start)),
    };
    spans.push(Span::clean(words, Role::Plain));
    page.field("passage", &spans);
}

/// A list of claims under a heading, or nothing where there is none.
pub(super) fn section(page: &mut Page, corpus: &Corpus, title: &'static str, claims: &[ClaimSlot]) {
    items(page, title, claims.iter().map(|claim| entry(corpus, *claim)));
}

/// The same, of what one actor says, who need not be named each time.
pub(super) fn said(page: &mut Page, corpus: &Corpus, title: &'static str, claims: &[ClaimSlot]) {
    items(page, title, claims.iter().map(|claim| assertion(corpus, *claim)));
}

fn items(page: &mut Page, title: &'static str, entries: impl ExactSizeIterator<Item = Vec<Span>>) {
    if entries.len() == 0 {
        return;
    }
    page.heading(&[Span::fixed(title, Role::Heading), Span::clean(format!(" {}", entries.len()), Role::Aside)]);
    entries.for_each(|entry| page.item(&entry));
}

/// The words a list shows a claim by, before its text.
pub(super) fn byline(corpus: &Corpus, slot: ClaimSlot) -> Vec<Span> {
    let mut spans = voice(corpus, corpus.voice(slot));
    spans.push(Span::fixed(" · ", Role::Aside));
    spans.extend(qualities(corpus, slot));
    // An unsigned claim names the outlet already.
    if !matches!(corpus.voice(slot), Voice::Unsigned(_)) {
        let outlet = corpus.publisher(corpus.document_of(slot));
        spans.push(Span::clean(format!(" · {}", corpus.outlet(outlet).name), Role::Aside));
    }
    spans
}
