//! Reads one file, from bytes to checked records.

mod document_head;
mod draft_marks;
mod figures;
mod speakers;

use std::sync::Arc;

use hashbrown::HashSet;
use serde::de::DeserializeOwned;

use super::check::{Check, costs_all};
use super::raw::{RawClaim, RawDocument, RawEntities, RawPassage, RawRelation, RawSources};
use super::{
    Claim, ClaimId, ClaimRef, Document, DocumentId, Entity, EntityId, EntityRefs, EntityRefsBuilder, Measure,
    MeasureId, Origin, OriginId, Outlet, OutletId, Passage, Problem, Purpose, Relation, SourceText,
};
use crate::text::Text;
use crate::yaml::{self, Fault, Path, Segment, Verbatim, VerbatimWord};

/// A file that was read, with its content and its problems.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, for messages.
    pub label: Text,
    /// The text that it was read from, for finding places in it.
    pub source_text: SourceText,
    /// Its records. `None` if nothing could be read.
    pub content: Option<Content>,
    /// The problems that can be found without other files.
    pub problems: Vec<Problem>,
    /// Its purpose, whether or not the content could be read.
    pub purpose: Purpose,
    /// The ids of records that were left out because of a mistake in them, which is among the problems.
    pub left_out: Vec<String>,
}

/// The content of a file. The numbers are the indexes of the records in their list.
#[derive(Clone, Debug)]
pub enum Content {
    /// A document with its claims, and the ids that they name. All corpora built from the file share it.
    Document(Arc<Document>, EntityRefs),
    /// The register of actors, `entities.yaml`.
    Entities(Vec<(usize, Entity)>),
    /// The register of sources, `sources.yaml`.
    Sources(Vec<(usize, Outlet)>, Vec<(usize, Origin)>, Vec<(usize, Measure)>),
}

impl File {
    /// Reads a file. `stem` is its name without the ending, `label` its path for messages.
    pub fn read(label: Text, stem: &str, bytes: Vec<u8>) -> Self {
        Self::read_with(label, stem, bytes, |text| SourceText::Held(text.into()))
    }

    /// [`File::read`], with a function that keeps or drops the text.
    pub(crate) fn read_with(
        label: Text,
        stem: &str,
        bytes: Vec<u8>,
        source_text: impl FnOnce(String) -> SourceText,
    ) -> Self {
        let named = Purpose::by_name(stem);
        let text = match yaml::text(bytes) {
            Ok(text) => text,
            Err(fault) => {
                let problems = Problem::place(&label, || "".into(), &[fault], str::to_owned);
                return Self::unread(label, named, problems);
            }
        };
        let purpose = Purpose::by_content(&text).unwrap_or(named);
        let mut faults = Vec::new();
        let content = match (&purpose, stem) {
            (Purpose::Entities, "entities") => entities(&text, &mut faults),
            (Purpose::Sources, "sources") => sources(&text, &mut faults),
            (Purpose::Document(id), _) => document(&text, id, &mut faults),
            (purpose, _) => {
                faults.push(purpose.misnamed(stem));
                None
            }
        };
        let record = |record: &str| match &purpose {
            Purpose::Document(document) => format!("{document}#{record}"),
            _ => record.to_owned(),
        };
        let problems = Problem::place(&label, || text.as_str().into(), &faults, record);
        let left_out = content.as_ref().map_or_else(Vec::new, |content| content.left_out(&faults));
        Self { label, source_text: source_text(text), content, problems, purpose, left_out }
    }

    /// Creates a file that could not be read because of these problems.
    pub(crate) fn unread(label: Text, purpose: Purpose, problems: Vec<Problem>) -> Self {
        Self { label, source_text: SourceText::default(), content: None, problems, purpose, left_out: Vec::new() }
    }
}

impl Content {
    /// Returns the ids of records that have a fault and are not in the content.
    fn left_out(&self, faults: &[Fault]) -> Vec<String> {
        let is_there = |id: &str| match self {
            Self::Document(document, _) => document.claims.iter().any(|claim| claim.id.as_str() == id),
            Self::Entities(entities) => entities.iter().any(|(_, entity)| entity.id.as_str() == id),
            Self::Sources(outlets, origins, measures) => {
                outlets.iter().any(|(_, outlet)| outlet.id.as_str() == id)
                    || origins.iter().any(|(_, origin)| origin.id.as_str() == id)
                    || measures.iter().any(|(_, measure)| measure.id.as_str() == id)
            }
        };
        let ids = faults.iter().filter_map(|fault| fault.record.as_deref());
        ids.filter(|id| !is_there(id)).map(str::to_owned).collect()
    }
}

/// Parses a file. Returns its content, and whether the content may be used.
///
/// A fault outside of the records makes them unusable, because their author or publisher may be lost. They are still
/// checked.
fn parsed<T: DeserializeOwned>(text: &str, faults: &mut Vec<Fault>) -> Option<(T, bool)> {
    let mut parsed = yaml::parse(text, super::field_specs::ALL);
    let outside = |fault: &&mut Fault| fault.path.record().is_none();
    let usable = parsed.faults.iter_mut().filter(outside).map(costs_all).count() == 0;
    faults.extend(parsed.faults);
    Some((parsed.content?, usable))
}

fn document(text: &str, id: &DocumentId, faults: &mut Vec<Fault>) -> Option<Content> {
    let (mut raw, usable) = parsed::<RawDocument>(text, faults)?;
    let root = Path::default();
    speakers::restore_text(&mut raw.claims, text);
    let raw_claims = std::mem::take(&mut raw.claims);
    let mut check = Check { faults, list: &root, at: None, record: None };
    let is_draft = raw_claims.iter().flatten().any(|claim| claim.draft.is_some());
    let head = document_head::check(&mut check, raw, id, is_draft);
    let list = Path::default().key("claims");
    let mut refs = EntityRefsBuilder::default();
    let read = records(&list, raw_claims, check.faults, |raw| &raw.id, |raw, check| claim(raw, check, &mut refs, id));
    let mut claims = Vec::with_capacity(read.len());
    let mut places = Vec::with_capacity(read.len());
    for (place, (claim, names)) in read {
        refs.push(&names.speakers, &names.via, &names.about, names.origin, claim.relations.len());
        claims.push(claim);
        places.push(place);
    }
    let document = Document { claims, ..head? };
    usable.then(|| Content::Document(Arc::new(document), refs.build().with_places(places)))
}

/// The numbers of the ids that a claim names.
struct RefNumbers {
    speakers: Vec<usize>,
    via: Vec<usize>,
    about: Vec<usize>,
    origin: Option<usize>,
}

fn claim(
    raw: RawClaim,
    check: &mut Check,
    refs: &mut EntityRefsBuilder,
    here: &DocumentId,
) -> Option<(Claim, RefNumbers)> {
    let id = check.id("id", &raw.id, ClaimId::parse);
    // A claim whose speaker or chain is uncertain must not be attributed to another.
    let speakers = match &raw.speaker {
        Some(speaker) => speakers::check(check, speaker, |id| refs.entity(id)),
        None => Some(Vec::new()),
    };
    let via = check.ids("via", &raw.via, |id| refs.entity(id));
    let chain_is_whole = via.len() == raw.via.len();
    let about = check.ids("about", &raw.about, |id| refs.entity(id));
    let date = raw.date.and_then(|date| check.date("date", &date));
    let origin = raw.origin.and_then(|origin| check.id("origin", &origin, |id| refs.origin(id)));
    let credibility = raw.credibility.and_then(|grade| check.credibility("credibility", &grade));
    let relations = relations(raw.relations, check, here);
    let passage = raw.passage.and_then(|passage| self::passage(*passage, check)).map(Box::new);
    let (quote, figures) = (check.quote(raw.quote), figures::check(raw.figures, check));
    let text = check.required("text", raw.text);
    let draft = draft_marks::check(check, raw.draft);
    let (id, speakers, text) = (id?, speakers?, text?);
    let relations = relations.into();
    let claim = Claim { id, text, kind: raw.kind, date, credibility, passage, quote, figures, relations, draft };
    chain_is_whole.then_some((claim, RefNumbers { speakers, via, about, origin }))
}

fn passage(raw: RawPassage, check: &mut Check) -> Option<Passage> {
    if raw.start.0.trim().is_empty() {
        check.fault("passage", "`start` is empty", "copy the first three to six words of the passage from the article");
        return None;
    }
    let paragraph = raw.paragraph.and_then(|number| check.paragraph(&number));
    let given = |words: Option<Verbatim>| words.map(|words| words.0).filter(|words| !words.trim().is_empty());
    Some(Passage {
        paragraph,
        prefix: given(raw.prefix),
        start: raw.start.0,
        end: given(raw.end),
        suffix: given(raw.suffix),
    })
}

fn relations(raw: Vec<RawRelation>, check: &mut Check, here: &DocumentId) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (at, relation) in raw.into_iter().enumerate() {
        if let Some(claim) = ClaimRef::parse(&relation.claim.0) {
            let note = check.optional("note", relation.note);
            relations.push(Relation { relation_type: relation.r#type, claim, note });
        } else {
            let path = check.base().key("relations").index(at).key("claim");
            let raw = &relation.claim.0;
            let joined = raw.as_str().replace(['/', ':', '#', ' '], " ");
            let meant = match joined.split_whitespace().collect::<Vec<_>>()[..] {
                [document, claim] => ClaimRef::parse(&format!("{document}#{claim}")),
                _ => None,
            };
            let hint = match ClaimId::parse(raw.trim_start_matches('#')) {
                _ if let Some(claim) = meant => format!("a claim is named DOCUMENT#CLAIM: write `{claim}`"),
                Some(claim) if claim.as_str() == here.as_str() => {
                    format!("this is a document; a claim is named DOCUMENT#CLAIM: write `{here}#…`")
                }
                Some(claim) => format!("a claim is named DOCUMENT#CLAIM, such as `{here}#{claim}`"),
                None => "a claim is named DOCUMENT#CLAIM".to_owned(),
            };
            check.push(Fault::at(path, format!("`{raw}` does not name a claim")).hint(hint));
        }
    }
    relations
}

fn entities(text: &str, faults: &mut Vec<Fault>) -> Option<Content> {
    let (raw, usable) = parsed::<RawEntities>(text, faults)?;
    let entities = records(
        &Path::default(),
        raw,
        faults,
        |raw| &raw.id,
        |raw, check| {
            let id = check.id("id", &raw.id, EntityId::parse);
            let member_of = check.ids("memberOf", &raw.member_of, EntityId::parse);
            let name = check.required("name", raw.name);
            let alias = check.texts("alias", raw.alias);
            let weak_alias = check.texts("weakAlias", raw.weak_alias);
            let position = check.texts("position", raw.position);
            let summary = check.optional("summary", raw.summary);
            let draft = draft_marks::check(check, raw.draft);
            let country: Vec<Text> = raw.country.into_iter().map(|code| Text::clean(code.0)).collect();
            for code in &country {
                if code.as_str().len() != 2 || !code.as_str().bytes().all(|b| b.is_ascii_lowercase()) {
                    let small = code.as_str().to_ascii_lowercase();
                    let hint = if small.len() == 2 && small.bytes().all(|b| b.is_ascii_lowercase()) {
                        format!("did you mean `{small}`?")
                    } else {
                        "write two lower-case letters of ISO 3166-1, such as `ml`".to_owned()
                    };
                    check.fault("country", format!("`{code}` is not the code of a country"), &hint);
                }
            }
            let wikidata_id = raw.wikidata_id.map(|number| Text::clean(number.0));
            if let Some(number) = &wikidata_id {
                let digits = number.as_str().strip_prefix('Q').unwrap_or_default();
                if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    let hint = "write `Q` and digits, or leave it out if you have not looked it up";
                    check.fault("wikidataId", format!("`{number}` is not a Wikidata number"), hint);
                }
            }
            Some(Entity {
                id: id?,
                schema: Some(raw.schema),
                name: name?,
                alias,
                weak_alias,
                position,
                country,
                member_of,
                wikidata_id,
                summary,
                draft,
            })
        },
    );
    usable.then_some(Content::Entities(entities))
}

fn sources(text: &str, faults: &mut Vec<Fault>) -> Option<Content> {
    let (raw, usable) = parsed::<RawSources>(text, faults)?;
    let root = Path::default();
    let outlets = records(
        &root.key("outlets"),
        raw.outlets,
        faults,
        |raw| &raw.id,
        |raw, check| {
            let id = check.id("id", &raw.id, OutletId::parse);
            let name = check.required("name", raw.name);
            let url = raw.url.and_then(|url| check.url("url", &url));
            let note = check.optional("note", raw.note);
            let draft = draft_marks::check(check, raw.draft);
            Some(Outlet { id: id?, name: name?, url, reliability: raw.reliability, note, draft })
        },
    );
    let origins = records(
        &root.key("origins"),
        raw.origins,
        faults,
        |raw| &raw.id,
        |raw, check| {
            let id = check.id("id", &raw.id, OriginId::parse);
            let name = check.required("name", raw.name);
            let issuer = check.ids("issuer", &raw.issuer, EntityId::parse);
            let date = raw.date.and_then(|date| check.date("date", &date));
            let (basis, note) = (raw.basis.unwrap_or_default(), check.optional("note", raw.note));
            Some(Origin { id: id?, name: name?, issuer, date, basis, note })
        },
    );
    let measures = records(
        &root.key("measures"),
        raw.measures,
        faults,
        |raw| &raw.id,
        |raw, check| {
            let id = check.id("id", &raw.id, MeasureId::parse);
            let name = check.required("name", raw.name);
            let unit = check.optional("unit", raw.unit);
            let about = check.ids("about", &raw.about, EntityId::parse);
            Some(Measure { id: id?, name: name?, unit, about })
        },
    );
    usable.then_some(Content::Sources(outlets, origins, measures))
}

/// Checks a list of records one by one. If an id is repeated, the later record is left out.
fn records<R, T>(
    list: &Path,
    raw: Vec<Option<R>>,
    faults: &mut Vec<Fault>,
    id: impl Fn(&R) -> &VerbatimWord,
    mut checked: impl FnMut(R, &mut Check) -> Option<T>,
) -> Vec<(usize, T)> {
    let fresh: Vec<bool> = {
        let mut seen = HashSet::with_capacity(raw.len());
        raw.iter().map(|record| record.as_ref().is_some_and(|record| seen.insert(id(record).0.as_str()))).collect()
    };
    let place = |fault: &Fault| match fault.path.segments().strip_prefix(list.segments())?.first()? {
        Segment::Index(ordinal) => Some(*ordinal),
        Segment::Key(_) => None,
    };
    let known: HashSet<usize> = faults.iter().filter_map(place).collect();
    let mut good = Vec::with_capacity(raw.len());
    for ((ordinal, record), fresh) in raw.into_iter().enumerate().zip(fresh) {
        let Some(record) = record else {
            if !known.contains(&ordinal) {
                faults
                    .push(Fault::at(list.index(ordinal), "this entry is empty").hint("fill it in, or delete the dash"));
            }
            continue;
        };
        let id = id(&record).0.clone();
        let again = (!fresh).then(|| format!("the id `{id}` is used a second time"));
        let mut check = Check { faults, list, at: Some(ordinal), record: Some(id) };
        if let Some(again) = again {
            check.fault("id", again, "give each record an id of its own");
        }
        if let (Some(record), true) = (checked(record, &mut check), fresh) {
            good.push((ordinal, record));
        }
    }
    good
}

#[cfg(test)]
mod tests;
