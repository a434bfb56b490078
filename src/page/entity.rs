//! The page of an entity: who this is, what it says, what is said about it.

use super::{Page, Role, Span, claim, count, names};
use crate::corpus::{Corpus, EntitySlot};
use crate::text::Text;

/// Lays out an entity.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let entity = corpus.entity(slot);
    let schema = match entity.schema {
        Some(schema) => Span::clean(format!(" {}", schema.word()), Role::Aside),
        None => Span::fixed(" not in entities.yaml", Role::Warning),
    };
    page.paragraph(&[Span::text(&entity.name, Role::Heading), schema]);
    if let Some(summary) = &entity.summary {
        page.blank();
        page.paragraph(&[Span::text(summary, Role::Plain)]);
    }
    page.blank();
    list(page, "position", &entity.position);
    list(page, "also called", &entity.alias);
    list(page, "described as", &entity.weak_alias);
    list(page, "country", &entity.country);
    if !corpus.member_of(slot).is_empty() {
        page.field("belongs to", &names(corpus, corpus.member_of(slot)));
    }
    if !corpus.members(slot).is_empty() {
        page.field("members", &names(corpus, corpus.members(slot)));
    }
    if let Some(number) = &entity.wikidata_id {
        page.field("wikidata", &[Span::text(number, Role::Plain)]);
    }
    page.field("id", &[Span::clean(entity.id.as_str(), Role::Aside)]);
    let own = corpus.said_by(slot);
    let others: Vec<_> = corpus.about(slot).iter().copied().filter(|claim| own.binary_search(claim).is_err()).collect();
    claim::said(page, corpus, "Says", own);
    claim::section(page, corpus, "Said about it", &others);
    claim::section(page, corpus, "Passed on by it", corpus.conveyed_by(slot));
    let documents = corpus.documents_of(slot);
    if documents.is_empty() {
        page.heading(&[Span::fixed("No document mentions it.", Role::Aside)]);
        return;
    }
    page.heading(&[
        Span::fixed("Appears in", Role::Heading),
        Span::clean(format!(" {}", documents.len()), Role::Aside),
    ]);
    for document in documents {
        let shown = corpus.document(*document);
        page.item(&[
            Span::text(&shown.title, Role::Plain),
            Span::clean(format!(" · {}", shown.published), Role::Aside),
        ]);
    }
}

fn list(page: &mut Page, label: &'static str, values: &[Text]) {
    if !values.is_empty() {
        let words: Vec<_> = values.iter().map(Text::as_str).collect();
        page.field(label, &[Span::clean(words.join("; "), Role::Plain)]);
    }
}

/// What a list shows behind an entity's name: what it is, and in how many claims it appears.
pub(super) fn byline(corpus: &Corpus, slot: EntitySlot) -> Vec<Span> {
    let claims = count(corpus.claims_of(slot).len(), "claim", "claims");
    let what = corpus.entity(slot).schema.map_or("not in entities.yaml", |schema| schema.word());
    vec![Span::clean(format!("{what} · {claims}"), Role::Aside)]
}
