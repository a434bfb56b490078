//! Proposals as the fields of records, with their `draft` mark.

use std::collections::HashMap;
use std::ops::Range;

use super::edit::Fields;
use super::slug::TakenIds;
use super::value::FieldValue;
use crate::briefing::{EntityId, Passage};
use crate::draft::{By, Flag, Named, NewEntity, Proposal};

/// The actors that are new in an article, by their names.
#[derive(Debug, Default)]
pub(super) struct NewActors<'a>(HashMap<&'a str, &'a str>);

impl<'a> NewActors<'a> {
    pub(super) fn new(entities: &'a [NewEntity]) -> Self {
        let named = |entity: &'a NewEntity| {
            let names = std::iter::once(&entity.name).chain(&entity.alias);
            names.map(move |name| (name.as_str(), entity.id.as_str()))
        };
        Self(entities.iter().flat_map(named).collect())
    }

    fn id(&self, named: &'a Named) -> Option<&'a str> {
        named.id.as_ref().map(EntityId::as_str).or_else(|| self.0.get(named.words.as_str()).copied())
    }

    /// Returns the ids of all, or `None` if one is not known.
    fn ids(&self, all: &'a [Named]) -> Option<Vec<&'a str>> {
        let mut ids: Vec<&str> = Vec::new();
        for named in all {
            let id = self.id(named)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Some(ids)
    }
}

/// Returns the fields of a claim.
pub(super) fn claim<'a>(proposal: &'a Proposal, article: &str, actors: &NewActors<'a>, ids: &mut TakenIds) -> Fields {
    let words = |range: &Range<usize>| one_line(&article[range.clone()]);
    let mut fields: Fields = vec![
        ("id", FieldValue::word(&ids.claim(&proposal.text))),
        ("text", FieldValue::text(proposal.text.as_str())),
        ("kind", FieldValue::word(proposal.kind.as_str())),
    ];
    let speakers = actors.ids(&proposal.speaker);
    match speakers.as_deref() {
        Some([]) | None => {}
        Some([one]) => fields.push(("speaker", FieldValue::word(one))),
        Some(several) => fields.push(("speaker", FieldValue::words(several))),
    }
    // A chain with a gap would say something else, so it is whole or left out.
    if let Some(via) = actors.ids(&proposal.via).filter(|via| !via.is_empty()) {
        fields.push(("via", FieldValue::words(via)));
    }
    if !proposal.about.is_empty() {
        fields.push(("about", FieldValue::words(&proposal.about)));
    }
    if let Some(dated) = &proposal.date {
        fields.push(("date", FieldValue::word(&dated.date)));
    }
    if let Some(found) = &proposal.passage {
        fields.push(("passage", passage(found)));
    }
    let mut mark = vec![("by", by(&proposal.by))];
    if let Some(cue) = &proposal.cue {
        mark.push(("words", FieldValue::text(words(cue))));
    }
    // What the article calls a speaker helps where it is not the name of the register.
    if speakers.is_none() {
        let called = proposal.speaker.iter().filter(|named| actors.id(named).is_none());
        mark.push(("called", FieldValue::texts(called.map(|named| one_line(&named.words)))));
    }
    if let Some(dated) = &proposal.date {
        mark.push(("dated", FieldValue::text(words(&dated.words))));
    }
    // The words of a command are compared with the article's.
    let is_absent = proposal.flags.contains(&Flag::NotInArticle);
    if proposal.by != By::Rules && !is_absent {
        let is_repaired = proposal.flags.contains(&Flag::Repaired);
        mark.push(("found", FieldValue::word(if is_repaired { "repaired" } else { "verified" })));
    }
    if !proposal.flags.is_empty() {
        mark.push(("flags", FieldValue::words(proposal.flags.iter().map(|flag| flag.as_str()))));
    }
    fields.push(("draft", FieldValue::Fields(mark)));
    fields
}

/// Returns the fields of a new actor.
pub fn entity_fields(entity: &NewEntity, by: &By) -> Fields {
    let mut fields: Fields = vec![
        ("id", FieldValue::word(&entity.id)),
        ("schema", FieldValue::word(entity.schema.as_str())),
        ("name", FieldValue::text(one_line(&entity.name))),
    ];
    for (key, texts) in [("alias", &entity.alias), ("position", &entity.position)] {
        if !texts.is_empty() {
            fields.push((key, FieldValue::texts(texts.iter().map(|text| one_line(text)))));
        }
    }
    fields.push(mark(by));
    fields
}

/// Returns the fields of a new outlet.
pub fn outlet_fields(id: &str, name: &str, url: Option<&str>, by: &By) -> Fields {
    let mut fields: Fields = vec![("id", FieldValue::word(id)), ("name", FieldValue::text(one_line(name)))];
    fields.extend(url.map(|url| ("url", FieldValue::word(url))));
    fields.push(mark(by));
    fields
}

/// Returns the mark of a record that nothing but `by` is known of.
fn mark(by: &By) -> (&'static str, FieldValue) {
    ("draft", FieldValue::Fields(vec![("by", self::by(by))]))
}

fn by(by: &By) -> FieldValue {
    match by {
        By::Rules => FieldValue::word("rules"),
        By::Command(name) => FieldValue::text(name.as_str()),
        By::Both(name) => FieldValue::text(format!("rules, {name}")),
    }
}

/// Returns the fields of a passage.
pub fn passage(passage: &Passage) -> FieldValue {
    let paragraph = passage.paragraph.map(|number| ("paragraph", FieldValue::word(&number)));
    let words = [("prefix", &passage.prefix), ("end", &passage.end), ("suffix", &passage.suffix)];
    let [prefix, end, suffix] =
        words.map(|(key, words)| words.as_ref().map(|words| (key, FieldValue::text(words.as_str()))));
    let start = Some(("start", FieldValue::text(passage.start.as_str())));
    FieldValue::Fields([paragraph, prefix, start, end, suffix].into_iter().flatten().collect())
}

/// Returns text with single spaces, as where an article's line ends within a name.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
