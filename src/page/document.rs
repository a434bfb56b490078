//! The page of a document.

use super::assertion;
use super::citation::{author, link, publisher};
use super::layout::Page;
use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot};
use crate::styled::{Role, Span};
use crate::text::Text;

/// Adds everything about a document.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: DocumentSlot) {
    let document = corpus.document(slot);
    page.paragraph(&[Span::text(&document.title, Role::Heading)]);
    page.blank();
    let outlet = corpus.outlet(corpus.publisher(slot));
    page.field("published", &[Span::clean(document.published.to_string(), Role::Plain)]);
    page.field("publisher", &publisher(outlet));
    page.field("author", &author(corpus, slot));
    match document.genre {
        Some(genre) => page.field("genre", &[Span::fixed(genre.as_str(), Role::Plain)]),
        None => page.field("genre", &[Span::fixed("not given", Role::Aside)]),
    }
    if let Some(language) = &document.language {
        page.field("language", &[Span::text(language, Role::Plain)]);
    }
    let claims: Vec<ClaimSlot> = corpus.claims_in(slot).collect();
    page.field("claims", &[Span::clean(tally(corpus, &claims), Role::Plain)]);
    link(page, &document.url);
    page.field("id", &[Span::clean(document.id.as_str(), Role::Aside)]);
    if let Some(summary) = &document.summary {
        page.blank();
        page.paragraph(&[Span::text(summary, Role::Plain)]);
    }
    if let Some(note) = &outlet.note {
        page.blank();
        page.paragraph(&[Span::fixed("Grade of the publisher: ", Role::Label), Span::text(note, Role::Plain)]);
    }
    assertion::section(page, corpus, "Claims", &claims);
}

/// Counts claims by kind.
fn tally(corpus: &Corpus, claims: &[ClaimSlot]) -> String {
    let count_kind = |kind: Kind| {
        let count = claims.iter().filter(|claim| corpus.claim(**claim).kind == kind).count();
        (count > 0).then(|| format!("{count} {}", kind.as_str()))
    };
    let kinds: Vec<_> = Kind::ALL.into_iter().filter_map(count_kind).collect();
    if kinds.is_empty() { "none".to_owned() } else { format!("{}: {}", claims.len(), kinds.join(", ")) }
}

/// Returns a document's byline.
pub(super) fn byline(corpus: &Corpus, slot: DocumentSlot) -> Vec<Span> {
    let document = corpus.document(slot);
    let outlet: &Text = &corpus.outlet(corpus.publisher(slot)).name;
    let mut words = format!("{} · {outlet}", document.published);
    if let Some(genre) = document.genre {
        words += &format!(" · {}", genre.as_str());
    }
    vec![Span::clean(words, Role::Aside)]
}
