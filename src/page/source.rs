//! The pages of an outlet, with what it published, and of an origin, with what rests on it.

use super::citation::origin_name;
use super::count::count;
use super::layout::Page;
use super::names::names;
use super::{assertion, document};
use crate::briefing::Basis;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, OriginSlot, OutletSlot, Record};
use crate::styled::{Role, Span};
use crate::text::Text;

/// Adds everything about an outlet: its grade and why, its documents, and its second-hand claims.
pub(super) fn outlet(page: &mut Page, corpus: &Corpus, slot: OutletSlot) {
    let outlet = corpus.outlet(slot);
    let (documents, second_hand) = (corpus.published_by(slot), corpus.second_hand(slot));
    let claims: usize = documents.iter().map(|document| corpus.claims_in(*document).len()).sum();
    title(page, &outlet.name, "outlet");
    page.field("reliability", &grade(corpus, slot));
    if let Some(url) = &outlet.url {
        super::citation::link(page, url);
    }
    let held = format!(
        "{} in {}, {} second-hand",
        count(claims, "claim", "claims"),
        count(documents.len(), "document", "documents"),
        second_hand.len()
    );
    page.field("claims", &[Span::clean(held, Role::Plain)]);
    page.field("id", &[Span::clean(outlet.id.as_str(), Role::Aside)]);
    if let Some(note) = &outlet.note {
        page.blank();
        page.paragraph(&[Span::fixed("Why this grade: ", Role::Label), Span::text(note, Role::Plain)]);
    }
    suppliers(page, corpus, slot);
    section(page, corpus, "Documents", &documents);
    assertion::section(page, corpus, "What it has through others", &second_hand);
}

/// Adds everything about an origin: who issued it, which documents repeat it, and which claims rest on it alone.
pub(super) fn origin(page: &mut Page, corpus: &Corpus, slot: OriginSlot) {
    let origin = corpus.origin(slot);
    let documents = corpus.repeating(slot);
    let alone = corpus.resting_alone_on(slot);
    let resting = corpus.resting_on(slot).iter().copied();
    let others: Vec<ClaimSlot> = resting.filter(|claim| alone.binary_search(claim).is_err()).collect();
    title(page, &origin.name, "origin");
    match corpus.issuers(slot) {
        [] => page.field("issued by", &[Span::fixed("not given", Role::Aside)]),
        issuers => page.field("issued by", &names(corpus, issuers)),
    }
    match origin.date {
        Some(date) => page.field("date", &[Span::clean(date.to_string(), Role::Plain)]),
        None => page.field("date", &[Span::fixed("not given", Role::Aside)]),
    }
    match origin.basis {
        Basis::Stated => page.field("basis", &[Span::fixed("stated by the article", Role::Plain)]),
        Basis::Inferred => page.field("basis", &[Span::fixed("inferred by the curator", Role::Warning)]),
    }
    let resting = count(alone.len() + others.len(), "claim", "claims");
    let held = format!("{resting} in {}", count(documents.len(), "document", "documents"));
    page.field("claims", &[Span::clean(held, Role::Plain)]);
    page.field("id", &[Span::clean(origin.id.as_str(), Role::Aside)]);
    if let Some(note) = &origin.note {
        page.blank();
        page.paragraph(&[Span::fixed("Note: ", Role::Label), Span::text(note, Role::Plain)]);
    }
    section(page, corpus, "Documents that repeat it", &documents);
    if alone.is_empty() && !others.is_empty() {
        page.heading(&[Span::fixed("No claim rests on it alone.", Role::Aside)]);
    }
    assertion::section(page, corpus, "Claims that rest on it alone", &alone);
    assertion::section(page, corpus, "Claims that others make independently of it", &others);
}

/// Maximum number of suppliers that the detail pane lists, because more fill it.
const MAX_SUPPLIERS: usize = 8;

/// Adds from whom an outlet has its claims: those through whom it has them, and the origins that they rest on.
fn suppliers(page: &mut Page, corpus: &Corpus, slot: OutletSlot) {
    let (through, origins) = (corpus.through(slot), corpus.origins_of(slot));
    if through.is_empty() && origins.is_empty() {
        return;
    }
    let through =
        through.into_iter().map(|(entity, claims)| (Record::Entity(entity), names(corpus, &[entity]), claims));
    let origins =
        origins.into_iter().map(|(origin, claims)| (Record::Origin(origin), origin_name(corpus, origin), claims));
    let all: Vec<_> = through.chain(origins).collect();
    assertion::heading(page, "From whom it has claims", all.len());
    let listed = page.entries_shown(if page.is_in_full() { all.len() } else { all.len().min(MAX_SUPPLIERS) });
    for (record, mut name, claims) in all.iter().take(listed).cloned() {
        let how = match (record, claims) {
            (Record::Entity(_), _) => "through it",
            (_, 1) => "rests on it",
            (..) => "rest on it",
        };
        name.push(Span::clean(format!(" · {} {how}", count(claims, "claim", "claims")), Role::Aside));
        page.named_entry(corpus, record, &name);
    }
    if listed < all.len() {
        page.note(&[Span::clean(format!("… and {} more; its page lists them all", all.len() - listed), Role::Aside)]);
    }
}

/// Returns an outlet's byline: that it is one, and its grade.
pub(super) fn outlet_byline(corpus: &Corpus, slot: OutletSlot) -> Vec<Span> {
    let grade = corpus.outlet(slot).reliability.map(|grade| format!(" {}", grade.grade())).unwrap_or_default();
    vec![Span::clean(format!("outlet{grade}"), Role::Aside)]
}

/// Returns an origin's byline: that it is one, and whether it is inferred.
pub(super) fn origin_byline(corpus: &Corpus, slot: OriginSlot) -> Vec<Span> {
    let words = match corpus.origin(slot).basis {
        Basis::Stated => "origin",
        Basis::Inferred => "inferred origin",
    };
    vec![Span::fixed(words, Role::Aside)]
}

/// Adds a name and what it is.
fn title(page: &mut Page, name: &Text, what: &'static str) {
    page.paragraph(&[Span::text(name, Role::Heading), Span::clean(format!(" {what}"), Role::Aside)]);
    page.blank();
}

/// Returns an outlet's grade and its meaning.
fn grade(corpus: &Corpus, slot: OutletSlot) -> Vec<Span> {
    match corpus.outlet(slot).reliability {
        Some(grade) => vec![Span::clean(format!("{} ({})", grade.grade(), grade.meaning()), Role::Plain)],
        None => vec![Span::fixed("not graded", Role::Aside)],
    }
}

/// Adds documents under a heading, if there are any.
pub(super) fn section(page: &mut Page, corpus: &Corpus, title: &'static str, documents: &[DocumentSlot]) {
    if documents.is_empty() {
        return;
    }
    assertion::heading(page, title, documents.len());
    let listed = page.entries_shown(documents.len());
    for slot in &documents[..listed] {
        let mut spans = vec![Span::text(&corpus.document(*slot).title, Role::Plain), Span::fixed(" · ", Role::Aside)];
        spans.extend(document::byline(corpus, *slot));
        page.named_entry(corpus, Record::Document(*slot), &spans);
    }
    assertion::entries_left_out(page, documents.len() - listed);
}
