//! The page of an entity, its dossier: what it says, what others say about it, with whom it appears, and where.

use std::collections::BTreeMap;

use super::assertion;
use super::count::count;
use super::layout::Page;
use super::names::names;
use super::voice::voice;
use crate::briefing::{Kind, Schema};
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Record};
use crate::styled::{Role, Span, plain};
use crate::text::{Text, collation};

/// Maximum number of companions that the detail pane shows, because more fill it and say little.
const MAX_COMPANIONS: usize = 12;

/// Adds everything about an entity.
pub(super) fn lay_out(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    who(page, corpus, slot);
    let own = corpus.said_by(slot);
    let others: Vec<_> = corpus.about(slot).iter().copied().filter(|claim| own.binary_search(claim).is_err()).collect();
    if !own.is_empty() {
        assertion::heading(page, "Says", own.len());
        assertion::entries(page, corpus, own, |corpus, claim| assertion::entry_with_hand(corpus, claim, slot));
    }
    said_about(page, corpus, slot, &others);
    assertion::section(page, corpus, "Passed on by it", corpus.conveyed_by(slot));
    let proposed = corpus.with_drafts().claims_of(slot).iter().copied();
    let drafts: Vec<_> = proposed.filter(|claim| corpus.is_draft(*claim)).collect();
    assertion::section(page, corpus, "Drafts, in no count", &drafts);
    companions(page, corpus, slot);
    documents(page, corpus, slot);
}

/// Adds names, offices, memberships, and the dates of the first and last claim.
fn who(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let entity = corpus.entity(slot);
    let schema = match entity.schema {
        Some(schema) => Span::clean(format!(" {}", schema.as_str()), Role::Aside),
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
    if !entity.country.is_empty() {
        page.field("country", &countries(corpus, slot));
    }
    if !corpus.member_of(slot).is_empty() {
        page.field("belongs to", &names(corpus, corpus.member_of(slot)));
    }
    if !corpus.members(slot).is_empty() {
        page.field("members", &names(corpus, corpus.members(slot)));
    }
    let documents = corpus.documents_of(slot);
    let listed = &documents[..page.entries_shown(documents.len())];
    for (at, (name, used_in)) in corpus.names_in_use(slot, listed).into_iter().enumerate() {
        let mut spans = vec![Span::clean(format!("“{name}” "), Role::Plain)];
        for document in used_in {
            let outlet = corpus.publisher_name(document);
            let words = format!("{outlet}, {}", super::publication::published(corpus, document));
            if spans.len() > 1 {
                spans.push(Span::fixed("; ", Role::Aside));
            }
            spans.push(Span::clean(words, Role::Aside).with_target(Record::Document(document)));
        }
        page.field(if at == 0 { "in articles" } else { "" }, &spans);
    }
    if let Some((first, last)) = corpus.span_of(corpus.claims_of(slot)) {
        let (from, to) = (first.to_string(), last.to_string());
        // The first date may be an interval, of which only the start counts. Of the last date only the end does.
        let (from, to) = (from.split('/').next().unwrap_or_default(), to.split('/').next_back().unwrap_or_default());
        let words = if from == to { from.to_owned() } else { format!("{from} to {to}") };
        page.field("dated claims", &[Span::clean(words, Role::Plain)]);
    }
    if let Some(number) = &entity.wikidata_id {
        page.field("wikidata", &[Span::text(number, Role::Plain)]);
    }
    page.field("id", &[Span::clean(entity.id.as_str(), Role::Aside)]);
}

/// Returns the countries of an entity: their names, or a code if the register has no such country.
fn countries(corpus: &Corpus, slot: EntitySlot) -> Vec<Span> {
    let mut spans = Vec::new();
    for code in &corpus.entity(slot).country {
        if !spans.is_empty() {
            spans.push(Span::fixed("; ", Role::Plain));
        }
        let is_country = |other: &EntitySlot| {
            let entity = corpus.entity(*other);
            *other != slot && entity.schema == Some(Schema::Country) && entity.country == [code.clone()]
        };
        match corpus.entities().find(is_country) {
            Some(country) => spans.extend(names(corpus, &[country])),
            None => spans.push(Span::text(code, Role::Plain)),
        }
    }
    spans
}

/// Adds a field with several values, if there are any.
fn list(page: &mut Page, label: &'static str, values: &[Text]) {
    if !values.is_empty() {
        let words: Vec<_> = values.iter().map(Text::as_str).collect();
        page.field(label, &[Span::clean(words.join("; "), Role::Plain)]);
    }
}

/// Adds what others say about the entity. Those who say most come first, and their claims are sorted by kind.
fn said_about(page: &mut Page, corpus: &Corpus, slot: EntitySlot, claims: &[ClaimSlot]) {
    if claims.is_empty() {
        return;
    }
    assertion::heading(page, &format!("What others say about {}", corpus.entity(slot).name), claims.len());
    let mut by_voice: BTreeMap<String, Vec<ClaimSlot>> = BTreeMap::new();
    let listed = page.entries_shown(claims.len());
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
        assertion::entries(page, corpus, &claims, assertion::entry_without_voice);
    }
    assertion::entries_left_out(page, claims.len() - listed);
}

/// Adds the entities in the same claims, most frequent first. The detail pane cuts the list, and says so.
fn companions(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let companions = corpus.companions(slot);
    if companions.is_empty() {
        return;
    }
    let listed = if page.is_in_full() { companions.len() } else { companions.len().min(MAX_COMPANIONS) };
    let listed = page.entries_shown(listed);
    let cut = if listed < companions.len() {
        format!("; the {listed} most frequent, the dossier lists more")
    } else {
        String::new()
    };
    page.heading(&[
        Span::fixed("Appears together with", Role::Heading),
        Span::clean(format!(" {}{cut}", companions.len()), Role::Aside),
    ]);
    let mut spans = Vec::new();
    for (companion, claims) in &companions[..listed] {
        if !spans.is_empty() {
            spans.push(Span::fixed(", ", Role::Plain));
        }
        spans.extend(names(corpus, &[*companion]));
        spans.push(Span::clean(format!(" {claims}"), Role::Aside));
    }
    page.paragraph(&[vec![Span::gap(1)], spans].concat());
}

/// Adds the documents that mention the entity.
fn documents(page: &mut Page, corpus: &Corpus, slot: EntitySlot) {
    let documents = corpus.documents_of(slot);
    if documents.is_empty() {
        page.heading(&[Span::fixed("No document mentions it.", Role::Aside)]);
        return;
    }
    super::source::section(page, corpus, "Documents", documents);
}

/// Returns an entity's byline: its type and its number of claims.
pub(super) fn byline(corpus: &Corpus, slot: EntitySlot) -> Vec<Span> {
    let claims = count(corpus.claims_of(slot).len(), "claim", "claims");
    let what = corpus.entity(slot).schema.map_or("not in entities.yaml", |schema| schema.as_str());
    let words = Span::clean(format!("{what} · {claims}"), Role::Aside);
    if corpus.entity(slot).draft.is_none() {
        return vec![words];
    }
    vec![Span::fixed("draft", Role::Draft), Span::fixed(" · ", Role::Aside), words]
}
