//! Records in full, as plain text. Every line can be read without colour; every id and address copied.

use std::cmp::Reverse;

use super::page::Page;
use super::words;
use crate::briefing::{Genre, Passage, PassageState};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Record};
use crate::text::Text;

/// How far what belongs to a heading is moved in.
const INDENT: usize = 2;

/// Any record in full.
pub(super) fn record(page: &mut Page, corpus: &Corpus, record: Record) {
    match record {
        Record::Document(slot) => document(page, corpus, slot),
        Record::Entity(slot) => entity(page, corpus, slot),
        Record::Claim(slot) => claim(page, corpus, slot),
    }
}

fn claim(page: &mut Page, corpus: &Corpus, slot: ClaimSlot) {
    let claim = corpus.claim(slot);
    let document = corpus.document_of(slot);
    page.line(0, corpus.claim_ref(slot));
    page.gap();
    page.paragraph(INDENT, &claim.text);
    page.gap();
    page.fact("kind", claim.kind.word());
    page.fact("speaker", words::voice(corpus, slot));
    let via = corpus.via(slot).iter().map(|entity| words::entity(corpus, *entity));
    page.fact("via", words::listed(via, ", which has it from "));
    page.fact("about", words::entities(corpus, corpus.subjects(slot)));
    page.fact("date", words::or_none(claim.date));
    page.fact("origin", origin(corpus, slot));
    page.fact("credibility", words::credibility(claim.credibility));
    page.fact("document", &corpus.document(document).title);
    page.whole_fact("", &corpus.document(document).id);
    page.fact("published", corpus.document(document).published);
    page.fact("publisher", words::publisher(corpus, document));
    page.fact("passage", words::or_none(claim.passage.as_ref().map(words::passage)));
    page.whole_fact("link", corpus.link(slot));
    relations(page, corpus, slot);
    same_origin(page, corpus, slot);
}

/// A passage as its article has it.
pub(super) fn in_article(page: &mut Page, passage: &Passage, article: &str) {
    page.gap();
    match passage.find(article) {
        PassageState::Found { paragraph, range } => {
            page.line(0, format!("in the article, paragraph {paragraph}"));
            page.paragraph(INDENT, Text::clean(&article[range]));
        }
        PassageState::Ambiguous { places } => page.line(0, format!("in the article in {places} places")),
        PassageState::Missing => page.line(0, "not in the article's text at hand"),
    }
}

fn origin(corpus: &Corpus, claim: ClaimSlot) -> String {
    let Some(slot) = corpus.origin_of(claim) else { return "none".into() };
    let origin = corpus.origin(slot);
    let issuers = corpus.issuers(slot);
    let issued = (!issuers.is_empty()).then(|| format!("issued by {}", words::entities(corpus, issuers)));
    let name = words::named(&origin.name, origin.id.as_str());
    let date = origin.date.map(|date| date.to_string());
    words::listed([Some(name), issued, date].into_iter().flatten(), ", ")
}

/// Who says so too, who says otherwise: relations in both directions.
fn relations(page: &mut Page, corpus: &Corpus, slot: ClaimSlot) {
    for related in corpus.related(slot) {
        page.gap();
        page.line(0, format!("{} {}", words::verb(related), corpus.claim_ref(related.other)));
        page.paragraph(INDENT, &corpus.claim(related.other).text);
        page.paragraph(INDENT, words::byline(corpus, related.other));
        if let Some(note) = corpus.note(related) {
            page.paragraph(INDENT, format!("Note: {note}"));
        }
    }
}

/// The claims that go back to the same text or event, so that nobody counts them twice.
fn same_origin(page: &mut Page, corpus: &Corpus, slot: ClaimSlot) {
    let Some(origin) = corpus.origin_of(slot) else { return };
    let others: Vec<_> =
        corpus.claims().filter(|other| *other != slot && corpus.origin_of(*other) == Some(origin)).collect();
    if others.is_empty() {
        return;
    }
    page.gap();
    page.line(0, "from the same origin, so no further source");
    for other in others {
        page.line(INDENT, corpus.claim_ref(other));
    }
}

fn document(page: &mut Page, corpus: &Corpus, slot: DocumentSlot) {
    let document = corpus.document(slot);
    page.line(0, &document.id);
    page.gap();
    page.paragraph(INDENT, &document.title);
    if let Some(summary) = &document.summary {
        page.gap();
        page.paragraph(INDENT, summary);
    }
    page.gap();
    let unsigned = corpus.authors(slot).is_empty();
    page.fact("author", if unsigned { "unsigned".into() } else { words::entities(corpus, corpus.authors(slot)) });
    page.fact("publisher", words::publisher(corpus, slot));
    if let Some(note) = &corpus.outlet(corpus.publisher(slot)).note {
        page.fact("", note);
    }
    page.fact("published", document.published);
    page.fact("genre", words::or_none(document.genre.map(Genre::word)));
    page.fact("language", words::or_none(document.language.as_ref()));
    page.whole_fact("url", &document.url);
    claims(page, corpus, "claims", corpus.claims_in(slot));
}

/// An entity's dossier.
fn entity(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let entity = corpus.entity(slot);
    page.line(0, &entity.id);
    page.gap();
    page.paragraph(INDENT, &entity.name);
    if let Some(summary) = &entity.summary {
        page.gap();
        page.paragraph(INDENT, summary);
    }
    page.gap();
    let texts = |texts: &[Text]| words::listed(texts.iter().map(Text::to_string), ", ");
    page.fact("schema", entity.schema.map_or("not registered", |schema| schema.word()));
    page.fact("alias", texts(&entity.alias));
    page.fact("weak alias", texts(&entity.weak_alias));
    page.fact("position", texts(&entity.position));
    page.fact("country", texts(&entity.country));
    page.fact("member of", words::entities(corpus, corpus.member_of(slot)));
    page.fact("members", words::entities(corpus, corpus.members(slot)));
    page.fact("wikidata", words::or_none(entity.wikidata_id.as_ref()));
    claims(page, corpus, "said", corpus.said_by(slot).iter().copied());
    said_about(page, corpus, slot);
    claims(page, corpus, "conveyed", corpus.conveyed_by(slot).iter().copied());
    page.gap();
    let documents = corpus.documents_of(slot);
    page.line(0, format!("in {}", words::count(documents.len(), "document", "documents")));
    for document in documents {
        let record = corpus.document(*document);
        page.line(INDENT, format!("{}, {}", record.id, corpus.outlet(corpus.publisher(*document)).name));
    }
}

/// What others say about an entity, by who says it; the most talkative first.
fn said_about(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let own = corpus.said_by(slot);
    let mut voices: Vec<(String, Vec<ClaimSlot>)> = Vec::new();
    for claim in corpus.about(slot).iter().filter(|claim| own.binary_search(claim).is_err()) {
        let name = words::voice_name(corpus, *claim);
        match voices.iter_mut().find(|(voice, _)| *voice == name) {
            Some((_, claims)) => claims.push(*claim),
            None => voices.push((name, vec![*claim])),
        }
    }
    voices.sort_by_key(|(_, claims)| Reverse(claims.len()));
    for (voice, about) in voices {
        claims(page, corpus, &format!("said about it by {voice}"), about.into_iter());
    }
}

/// Claims below a heading that counts them; nothing where there are none.
fn claims(page: &mut Page, corpus: &Corpus, heading: &str, claims: impl ExactSizeIterator<Item = ClaimSlot>) {
    if claims.len() == 0 {
        return;
    }
    page.gap();
    page.line(0, format!("{heading}: {}", claims.len()));
    for claim in claims {
        page.gap();
        page.paragraph(INDENT, &corpus.claim(claim).text);
        page.paragraph(INDENT, words::byline(corpus, claim));
        page.line(INDENT, corpus.claim_ref(claim));
        for related in corpus.related(claim) {
            page.line(INDENT, format!("{} {}", words::verb(related), corpus.claim_ref(related.other)));
        }
    }
}

#[cfg(test)]
mod tests;
