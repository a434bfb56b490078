//! The page of a document.

use super::assertion;
use super::citation::{author, link, publisher};
use super::count::count;
use super::layout::Page;
use super::names::names_with_and;
use super::publication;
use crate::briefing::{Edtf, Kind};
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
    let (drafts, accepted): (Vec<_>, Vec<_>) = claims.iter().copied().partition(|claim| corpus.is_draft(*claim));
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
    page.field("published", &date(document.published));
    page.field("publisher", &publisher(corpus, slot));
    page.field("author", &author(corpus, slot));
    match document.genre {
        Some(genre) => page.field("genre", &[Span::fixed(genre.as_str(), Role::Plain)]),
        None => page.field("genre", &[Span::fixed("not given", Role::Aside)]),
    }
    if let Some(language) = &document.language {
        page.field("language", &[Span::text(language, Role::Plain)]);
    }
    page.field("claims", &[Span::clean(tally(corpus, &accepted), Role::Plain)]);
    if !drafts.is_empty() {
        page.field("drafts", &[Span::clean(drafts_in_words(corpus, slot, &drafts), Role::Draft)]);
    }
    match &document.url {
        Some(url) => link(page, url),
        None => page.field("link", &[Span::fixed("not given", Role::Aside)]),
    }
    if let Some(url) = &document.archived {
        page.field("archived", &[Span::clean(url.as_str(), Role::Link)]);
    }
    if document.retrieved.is_some() {
        page.field("retrieved", &date(document.retrieved));
    }
    page.field("id", &[Span::clean(document.id.as_str(), Role::Aside)]);
    if let Some(note) = corpus.publisher(slot).and_then(|outlet| corpus.outlet(outlet).note.as_ref()) {
        page.blank();
        page.paragraph(&[Span::fixed("Grade of the publisher: ", Role::Label), Span::text(note, Role::Plain)]);
    }
}

/// Returns the heading of a document's claims, which says whose they are where nobody is named.
fn claims_heading(corpus: &Corpus, slot: DocumentSlot, claims: &[ClaimSlot]) -> Vec<Span> {
    let drafts = claims.iter().filter(|claim| corpus.is_proposed(**claim)).count();
    let number = format!(" {}", claims.len() - drafts);
    let mut spans = vec![Span::fixed("Claims", Role::Heading), Span::clean(number, Role::Aside)];
    if drafts > 0 {
        spans.push(Span::fixed(" · ", Role::Aside));
        spans.push(Span::clean(count(drafts, "draft", "drafts"), Role::Draft));
    }
    if claims.iter().any(|claim| assertion::is_by_document(corpus, *claim)) {
        let by = match corpus.authors(slot) {
            [] => corpus.publisher_name(slot).to_string(),
            authors => plain(&names_with_and(corpus, authors)),
        };
        spans.push(Span::clean(format!(" · by {by} unless someone else is named"), Role::Aside));
    }
    spans
}

/// Says how many drafts there are, and what has to be done before they count.
fn drafts_in_words(corpus: &Corpus, slot: DocumentSlot, drafts: &[ClaimSlot]) -> String {
    let proposed = drafts.iter().filter(|claim| corpus.is_proposed(**claim)).count();
    match &corpus.document(slot).to_fill_in()[..] {
        [] => format!("{proposed}: in no count until they are accepted"),
        fields => format!("{proposed}; no claim counts until {} filled in", listed(fields)),
    }
}

/// Returns fields with their verb: `title is`, `title and url are`.
pub(super) fn listed(fields: &[&str]) -> String {
    match fields {
        [field] => format!("{field} is"),
        [fields @ .., last] => format!("{} and {last} are", fields.join(", ")),
        [] => String::new(),
    }
}

/// Returns a document's claims in the order of the article, as far as paragraphs are given. Others follow the claim
/// that the file has before them.
fn in_article_order(corpus: &Corpus, slot: DocumentSlot) -> Vec<ClaimSlot> {
    let mut paragraph = 0;
    let mut placed: Vec<_> = corpus
        .with_drafts()
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
        let number = claims.iter().filter(|claim| corpus.claim(**claim).kind == kind).count();
        (number > 0).then(|| format!("{number} {}", kind.as_str()))
    };
    let kinds: Vec<_> = Kind::ALL.into_iter().filter_map(count_kind).collect();
    if kinds.is_empty() { "none".to_owned() } else { format!("{}: {}", claims.len(), kinds.join(", ")) }
}

/// Returns a document's byline, with the number of its drafts.
pub(super) fn byline(corpus: &Corpus, slot: DocumentSlot) -> Vec<Span> {
    let mut spans = byline_without_drafts(corpus, slot);
    let drafts = corpus.with_drafts().claims_in(slot).filter(|claim| corpus.is_proposed(*claim)).count();
    if drafts > 0 {
        spans.push(Span::fixed(" · ", Role::Aside));
        spans.push(Span::clean(count(drafts, "draft", "drafts"), Role::Draft));
    }
    spans
}

/// Returns a document's byline for views, in which drafts do not count.
pub(super) fn byline_without_drafts(corpus: &Corpus, slot: DocumentSlot) -> Vec<Span> {
    let document = corpus.document(slot);
    let outlet: &Text = corpus.publisher_name(slot);
    let mut words = format!("{} · {outlet}", publication::published(corpus, slot));
    if let Some(genre) = document.genre {
        words += &format!(" · {}", genre.as_str());
    }
    vec![Span::clean(words, Role::Aside)]
}

/// Returns a date, or that it is not given.
fn date(date: Option<Edtf>) -> Vec<Span> {
    match date {
        Some(date) => vec![Span::clean(date.to_string(), Role::Plain)],
        None => vec![Span::fixed("not given", Role::Aside)],
    }
}
