//! Sources, as pages cite them: document, author, publisher, origin, link.

use super::layout::Page;
use super::names::names;
use crate::briefing::{Basis, SourceUrl};
use crate::corpus::{Corpus, DocumentSlot, OriginSlot, Record};
use crate::styled::{Role, Span};

/// Adds the document that a claim is in, and its publisher.
pub(super) fn citation(page: &mut Page, corpus: &Corpus, slot: DocumentSlot) {
    let document = corpus.document(slot);
    let mut spans = vec![
        Span::text(&document.title, Role::Plain).with_target(Record::Document(slot)),
        Span::fixed(" · ", Role::Aside),
    ];
    spans.extend(author(corpus, slot));
    spans.push(Span::clean(format!(" · {}", super::publication::published(corpus, slot)), Role::Aside));
    if let Some(genre) = document.genre {
        spans.push(Span::fixed(" · ", Role::Aside));
        spans.push(Span::fixed(genre.as_str(), Role::Aside));
    }
    page.field("document", &spans);
    page.field("publisher", &publisher(corpus, slot));
}

/// Returns a document's publisher and its reliability.
pub(super) fn publisher(corpus: &Corpus, slot: DocumentSlot) -> Vec<Span> {
    let Some(slot) = corpus.publisher(slot) else {
        return vec![Span::fixed("not given", Role::Aside)];
    };
    let outlet = corpus.outlet(slot);
    let grade = match outlet.reliability {
        Some(grade) => format!(" · reliability {} ({})", grade.grade(), grade.meaning()),
        None => " · ungraded".to_owned(),
    };
    vec![Span::text(&outlet.name, Role::Actor).with_target(Record::Outlet(slot)), Span::clean(grade, Role::Aside)]
}

/// Returns an origin's name, and whether it is inferred.
pub fn origin_name(corpus: &Corpus, slot: OriginSlot) -> Vec<Span> {
    let origin = corpus.origin(slot);
    let mut spans = vec![Span::text(&origin.name, Role::Plain).with_target(Record::Origin(slot))];
    if origin.basis == Basis::Inferred {
        spans.push(Span::fixed(" (inferred)", Role::Warning));
    }
    spans
}

/// Adds an address, exactly as it is opened. A host in punycode is also shown in its own letters.
pub(super) fn link(page: &mut Page, url: &SourceUrl) {
    page.field("link", &[Span::clean(url.as_str(), Role::Link)]);
    if let Some(letters) = url.letters() {
        let mut spans = vec![Span::text(&url.host_in_full(), Role::Plain)];
        if !letters.as_str().chars().all(is_latin) {
            spans.push(Span::fixed(" · not all its letters are Latin", Role::Warning));
        }
        page.field("host", &spans);
    }
}

/// Returns whether a character cannot be mistaken for a Latin letter: it is one, or no letter at all.
fn is_latin(letter: char) -> bool {
    !letter.is_alphabetic() || matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Returns the authors of a document.
pub(super) fn author(corpus: &Corpus, slot: DocumentSlot) -> Vec<Span> {
    match corpus.authors(slot) {
        [] => vec![Span::fixed("unsigned", Role::Aside)],
        authors => names(corpus, authors),
    }
}
