//! The page of a document.

use super::assertion;
use super::citation::{author, link, publisher};
use super::layout::Page;
use super::names::names_with_and;
use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, Record};
use crate::styled::{Role, Span, plain};
use crate::text::Text;

/// Adds everything about a document: a summary, which is its claims, and then where it is from.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: DocumentSlot) {
    let document = corpus.document(slot);
    page.paragraph(&[Span::text(&document.title, Role::Heading)]);
    let mut from = byline(corpus, slot);
    from.push(Span::fixed(" · ", Role::Aside));
    from.extend(author(corpus, slot));
    page.paragraph(&from);
    if let Some(summary) = &document.summary {
        page.blank();
        page.paragraph(&[Span::text(summary, Role::Plain)]);
    }
    let claims = in_article_order(corpus, slot);
    if !claims.is_empty() {
        page.heading(&claims_heading(corpus, slot, &claims));
        let listed = page.entries_shown(claims.len());
        for claim in &claims[..listed] {
            if page.is_wrapped() {
                page.blank();
            }
            let text = [Span::text(&corpus.claim(*claim).text, Role::Plain)];
            page.entry_with_byline(
                corpus,
                Record::Claim(*claim),
                &text,
                &assertion::byline_in_document(corpus, *claim),
            );
        }
        assertion::entries_left_out(page, claims.len() - listed);
    }
    page.heading(&[Span::fixed("About the document", Role::Heading)]);
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
    page.field("claims", &[Span::clean(tally(corpus, &claims), Role::Plain)]);
    link(page, &document.url);
    page.field("id", &[Span::clean(document.id.as_str(), Role::Aside)]);
    if let Some(note) = &outlet.note {
        page.blank();
        page.paragraph(&[Span::fixed("Grade of the publisher: ", Role::Label), Span::text(note, Role::Plain)]);
    }
}

/// Returns the heading of a document's claims, which says whose they are where nobody is named.
fn claims_heading(corpus: &Corpus, slot: DocumentSlot, claims: &[ClaimSlot]) -> Vec<Span> {
    let mut spans = vec![Span::fixed("Claims", Role::Heading), Span::clean(format!(" {}", claims.len()), Role::Aside)];
    if claims.iter().any(|claim| assertion::is_by_document(corpus, *claim)) {
        let by = match corpus.authors(slot) {
            [] => corpus.outlet(corpus.publisher(slot)).name.to_string(),
            authors => plain(&names_with_and(corpus, authors)),
        };
        spans.push(Span::clean(format!(" · by {by} unless someone else is named"), Role::Aside));
    }
    spans
}

/// Returns a document's claims in the order of the article, as far as paragraphs are given. Others follow the claim
/// that the file has before them.
fn in_article_order(corpus: &Corpus, slot: DocumentSlot) -> Vec<ClaimSlot> {
    let mut paragraph = 0;
    let mut placed: Vec<_> = corpus
        .claims_in(slot)
        .map(|claim| {
            let passage = corpus.claim(claim).passage.as_ref();
            paragraph = passage.and_then(|passage| passage.paragraph).unwrap_or(paragraph);
            (paragraph, claim)
        })
        .collect();
    placed.sort_by_key(|(paragraph, _)| *paragraph);
    placed.into_iter().map(|(_, claim)| claim).collect()
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
