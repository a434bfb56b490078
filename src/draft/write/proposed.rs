//! Proposals as the fields of records, with their `draft` mark.

use std::collections::HashMap;
use std::ops::Range;

use super::edit::Fields;
use super::slug::TakenIds;
use super::value::FieldValue;
use crate::briefing::{EntityId, Flag, Passage};
use crate::draft::{By, Named, NewEntity, Proposal};

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
    let flags = flags(proposal, speakers.is_none());
    if !flags.is_empty() {
        mark.push(("flags", FieldValue::words(flags.into_iter().map(Flag::as_str))));
    }
    fields.push(("draft", FieldValue::Fields(mark)));
    fields
}

/// Returns why to look closely. A speaker that is left out is one reason, because the claim would be the article's own.
fn flags(proposal: &Proposal, lacks_speaker: bool) -> Vec<Flag> {
    let is_said = |flag: &Flag| matches!(flag, Flag::SpeakerUnknown | Flag::SpeakerAmbiguous);
    let mut flags = proposal.flags.clone();
    if lacks_speaker && !flags.iter().any(is_said) {
        flags.insert(0, Flag::SpeakerUnknown);
    }
    flags
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
    FieldValue::text(by.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{Edtf, Kind, Schema};
    use crate::draft::DatedBy;
    use crate::draft::Draft;
    use crate::draft::write::document::{DraftHead, draft_document};

    const ARTICLE: &str = "On Monday the keeper, as the\n log has it, said the lamp was new.\n";

    fn named(words: &str, id: Option<&str>) -> Named {
        Named { id: id.and_then(EntityId::parse), words: words.into(), span: 0..1 }
    }

    fn proposal(speaker: Vec<Named>, flags: Vec<Flag>, by: By) -> Proposal {
        Proposal {
            text: "The lamp was new: so it was said.".into(),
            spans: vec![0..22, 38..ARTICLE.len()],
            speaker,
            cue: Some(22..38),
            via: vec![named("log", Some("log-book"))],
            about: vec![EntityId::parse("lamp").expect("an id")],
            kind: Kind::Statement,
            date: Some(DatedBy { date: Edtf::parse("2024-03-04").expect("a date"), words: 3..9 }),
            passage: Some(Passage {
                paragraph: Some(1),
                prefix: None,
                start: "On Monday".into(),
                end: Some("new".into()),
                suffix: None,
            }),
            flags,
            by,
        }
    }

    #[test]
    fn a_draft_has_all_that_a_review_needs() {
        let keeper = NewEntity {
            id: EntityId::parse("new-keeper").expect("an id"),
            schema: Schema::Person,
            name: "The Keeper".into(),
            alias: vec!["the keeper".into()],
            position: Vec::new(),
            sentences: Vec::new(),
        };
        let draft = Draft {
            proposals: vec![
                proposal(vec![named("she", Some("anna")), named("the keeper", None)], Vec::new(), By::Rules),
                proposal(vec![named("the\n minister", None)], Vec::new(), By::Rules),
                proposal(Vec::new(), vec![Flag::Repaired], By::Command("llm".into())),
                Proposal {
                    cue: None,
                    date: None,
                    passage: None,
                    ..proposal(Vec::new(), vec![Flag::PassageTwice], By::Rules)
                },
            ],
            entities: vec![keeper],
        };
        let head = DraftHead { title: Some("no".into()), published: Edtf::parse("2024-03"), ..DraftHead::default() };
        insta::assert_snapshot!(draft_document(&head, &draft, ARTICLE, Some("schema/document.schema.json")));
    }
}
