//! The page of an entity, its dossier: who this is, what it says, what others say about it, with whom and where.

use std::collections::BTreeMap;

use super::{Page, Role, Span, assertion, count, names, plain, voice};
use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Record};
use crate::text::{Text, collation};

/// More companions than this say little.
const COMPANIONS: usize = 12;

/// Lays out an entity.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    who(page, corpus, slot);
    let own = corpus.said_by(slot);
    let others: Vec<_> = corpus.about(slot).iter().copied().filter(|claim| own.binary_search(claim).is_err()).collect();
    if !own.is_empty() {
        assertion::heading(page, "Says", own.len());
        assertion::entries(page, corpus, own, assertion::statement);
    }
    said_about(page, corpus, &others);
    assertion::section(page, corpus, "Passed on by it", corpus.conveyed_by(slot));
    companions(page, corpus, slot);
    documents(page, corpus, slot);
}

/// Names, offices, memberships, and the span of time that the corpus covers.
fn who(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
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
    let documents = corpus.documents_of(slot);
    let listed = &documents[..page.listed(documents.len())];
    for (at, (name, used_in)) in corpus.names_in_use(slot, listed).into_iter().enumerate() {
        let mut spans = vec![Span::clean(format!("“{name}” "), Role::Plain)];
        for document in used_in {
            let outlet = &corpus.outlet(corpus.publisher(document)).name;
            let words = format!("{outlet}, {}", corpus.document(document).published);
            if spans.len() > 1 {
                spans.push(Span::fixed("; ", Role::Aside));
            }
            spans.push(Span::clean(words, Role::Aside).leading_to(Record::Document(document)));
        }
        page.field(if at == 0 { "called" } else { "" }, &spans);
    }
    if let Some((first, last)) = corpus.span_of(corpus.claims_of(slot)) {
        let words = if first == last { first.to_string() } else { format!("{first} to {last}") };
        page.field("in time", &[Span::clean(words, Role::Plain), Span::fixed(" (what is dated)", Role::Aside)]);
    }
    if let Some(number) = &entity.wikidata_id {
        page.field("wikidata", &[Span::text(number, Role::Plain)]);
    }
    page.field("id", &[Span::clean(entity.id.as_str(), Role::Aside)]);
}

fn list(page: &mut Page, label: &'static str, values: &[Text]) {
    if !values.is_empty() {
        let words: Vec<_> = values.iter().map(Text::as_str).collect();
        page.field(label, &[Span::clean(words.join("; "), Role::Plain)]);
    }
}

/// What others say about the entity, by who says it, whoever says most first, and by kind.
fn said_about(page: &mut Page, corpus: &Corpus, claims: &[ClaimSlot]) {
    if claims.is_empty() {
        return;
    }
    assertion::heading(page, "What others say about it", claims.len());
    let mut by_voice: BTreeMap<String, Vec<ClaimSlot>> = BTreeMap::new();
    let listed = page.listed(claims.len());
    for claim in &claims[..listed] {
        by_voice.entry(plain(&voice(corpus, corpus.voice(*claim)))).or_default().push(*claim);
    }
    let mut by_voice: Vec<_> = by_voice.into_iter().collect();
    by_voice.sort_by_cached_key(|(voice, claims)| (std::cmp::Reverse(claims.len()), collation::key(voice)));
    for (_, mut claims) in by_voice {
        let kind = |claim: &ClaimSlot| Kind::ALL.iter().position(|kind| *kind == corpus.claim(*claim).kind);
        claims.sort_by_key(|claim| (kind(claim), *claim));
        let mut who = voice(corpus, corpus.voice(claims[0]));
        who.push(Span::clean(format!(" {}", claims.len()), Role::Aside));
        page.paragraph(&who);
        assertion::entries(page, corpus, &claims, assertion::assertion);
    }
    assertion::more(page, claims.len() - listed);
}

/// With whom the entity appears most.
fn companions(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let companions = corpus.companions(slot);
    if companions.is_empty() {
        return;
    }
    assertion::heading(page, "Appears in the same claims with", companions.len());
    let mut spans = Vec::new();
    for (companion, claims) in companions.iter().take(COMPANIONS) {
        if !spans.is_empty() {
            spans.push(Span::fixed(", ", Role::Plain));
        }
        spans.extend(names(corpus, &[*companion]));
        spans.push(Span::clean(format!(" {claims}"), Role::Aside));
    }
    page.paragraph(&[vec![Span::gap(1)], spans].concat());
}

fn documents(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let documents = corpus.documents_of(slot);
    if documents.is_empty() {
        page.heading(&[Span::fixed("No document mentions it.", Role::Aside)]);
        return;
    }
    assertion::heading(page, "Documents", documents.len());
    let listed = page.listed(documents.len());
    for document in &documents[..listed] {
        let mut spans =
            vec![Span::text(&corpus.document(*document).title, Role::Plain), Span::fixed(" · ", Role::Aside)];
        spans.extend(super::document::byline(corpus, *document));
        page.entry(Record::Document(*document), &spans);
    }
    assertion::more(page, documents.len() - listed);
}

/// What a list shows behind an entity's name: what it is, and in how many claims it appears.
pub(super) fn byline(corpus: &Corpus, slot: EntitySlot) -> Vec<Span> {
    let claims = count(corpus.claims_of(slot).len(), "claim", "claims");
    let what = corpus.entity(slot).schema.map_or("not in entities.yaml", |schema| schema.word());
    vec![Span::clean(format!("{what} · {claims}"), Role::Aside)]
}
