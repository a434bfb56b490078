//! One file, from bytes to checked records.

mod speakers;

use std::sync::Arc;

use ecow::EcoString;
use hashbrown::HashSet;
use serde::de::DeserializeOwned;

use super::id::FORM as ID_FORM;
use super::{
    Claim, ClaimId, ClaimRef, Credibility, Document, DocumentId, Edtf, Entity, EntityId, Mentions, Naming, Origin,
    OriginId, Original, Outlet, OutletId, Passage, Problem, Relation, SourceUrl, raw,
};
use crate::text::Text;
use crate::yaml::{self, Fault, Path, Segment, Word, Words, Written};

/// A file that was read: what it holds, and what is wrong in it.
#[derive(Clone, Debug)]
pub struct File {
    /// The path it is known by.
    pub label: Text,
    /// What it was read from, for finding places in it.
    pub original: Original,
    /// Its records; `None` where nothing could be read.
    pub content: Option<Content>,
    /// What is wrong in it, taken by itself.
    pub problems: Vec<Problem>,
}

/// What a file holds, told by its name. The numbers are the records' places in their list, from 0.
#[derive(Clone, Debug)]
pub enum Content {
    /// A document with its claims, and whom they name. It is shared by all corpora that are made from the file.
    Document(Arc<Document>, Mentions),
    /// The register of actors, `entities.yaml`.
    Entities(Vec<(usize, Entity)>),
    /// The register of sources, `sources.yaml`.
    Sources(Vec<(usize, Outlet)>, Vec<(usize, Origin)>),
}

impl File {
    /// Reads the file that is called `stem` with its ending taken off and is known to users as `label`.
    pub fn read(label: Text, stem: &str, bytes: Vec<u8>) -> Self {
        Self::read_with(label, stem, bytes, |text| Original::Held(text.into()))
    }

    /// The same; `original` says what becomes of the text.
    pub(crate) fn read_with(
        label: Text,
        stem: &str,
        bytes: Vec<u8>,
        original: impl FnOnce(String) -> Original,
    ) -> Self {
        let text = match yaml::text(bytes) {
            Ok(text) => text,
            Err(fault) => {
                let problems = Problem::place(&label, || "".into(), &[fault], str::to_owned);
                return Self { label, original: Original::default(), content: None, problems };
            }
        };
        let mut faults = Vec::new();
        let (content, document) = match stem {
            "entities" => (entities(&text, &mut faults), None),
            "sources" => (sources(&text, &mut faults), None),
            _ => {
                if let Some(id) = DocumentId::parse(stem) {
                    (document(&text, &id, &mut faults), Some(id))
                } else {
                    let problem = format!("`{}` cannot be a document's id", Text::clean(stem));
                    faults.push(Fault::at(Path::default(), problem).hint(format!("rename the file: {ID_FORM}")));
                    (None, None)
                }
            }
        };
        let problems = Problem::place(
            &label,
            || text.as_str().into(),
            &faults,
            |record| match &document {
                Some(document) => format!("{document}#{record}"),
                None => record.to_owned(),
            },
        );
        Self { label, original: original(text), content, problems }
    }
}

fn shown<S: Words + AsRef<str>>(written: Written<S>) -> Text {
    Text::clean(written.0)
}

/// A file's content, and whether it may be used: a fault outside its records spoils all of them, since who
/// wrote or published them may be what is lost. They are still checked.
fn parsed<T: DeserializeOwned>(text: &str, faults: &mut Vec<Fault>) -> Option<(T, bool)> {
    let parsed = yaml::parse(text);
    let usable = parsed.faults.iter().all(|fault| fault.path.record().is_some());
    faults.extend(parsed.faults);
    Some((parsed.content?, usable))
}

fn document(text: &str, id: &DocumentId, faults: &mut Vec<Fault>) -> Option<Content> {
    let (mut raw, usable) = parsed::<raw::Document>(text, faults)?;
    let root = Path::default();
    speakers::put_back(&mut raw.claims, text);
    let mut check = Check { faults, list: &root, at: None, record: None };
    let publisher = check.id("publisher", &raw.publisher, OutletId::parse);
    let url = check.url("url", &raw.url);
    let published = check.date("published", &raw.published);
    let author = check.ids("author", &raw.author, EntityId::parse);
    let list = Path::default().key("claims");
    let mut naming = Naming::default();
    let read = records(&list, raw.claims, check.faults, |raw| &raw.id, |raw, check| claim(raw, check, &mut naming));
    let mut claims = Vec::with_capacity(read.len());
    let mut places = Vec::with_capacity(read.len());
    for (place, (claim, names)) in read {
        naming.push(&names.speakers, &names.via, &names.about, names.origin, claim.relations.len());
        claims.push(claim);
        places.push(place);
    }
    let document = Document {
        id: id.clone(),
        title: Text::from(raw.title.0),
        author,
        publisher: publisher?,
        url: url?,
        published: published?,
        language: raw.language.map(shown),
        genre: raw.genre,
        summary: raw.summary.map(shown),
        claims,
    };
    usable.then(|| Content::Document(Arc::new(document), naming.mentions().placed(places)))
}

/// Whom a claim names, by their numbers.
struct Named {
    speakers: Vec<usize>,
    via: Vec<usize>,
    about: Vec<usize>,
    origin: Option<usize>,
}

fn claim(raw: raw::Claim, check: &mut Check, naming: &mut Naming) -> Option<(Claim, Named)> {
    let id = check.id("id", &raw.id, ClaimId::parse);
    // A claim whose speaker or chain is unsure must not be shown as somebody else's.
    let speakers = match &raw.speaker {
        Some(speaker) => check.speakers(speaker, |id| naming.entity(id)),
        None => Some(Vec::new()),
    };
    let via = check.ids("via", &raw.via, |id| naming.entity(id));
    let chain_is_whole = via.len() == raw.via.len();
    let about = check.ids("about", &raw.about, |id| naming.entity(id));
    let date = raw.date.and_then(|date| check.date("date", &date));
    let origin = raw.origin.and_then(|origin| check.id("origin", &origin, |id| naming.origin(id)));
    let credibility = raw.credibility.and_then(|grade| check.credibility("credibility", &grade));
    let relations = relations(raw.relations, check);
    let passage = raw.passage.and_then(|passage| self::passage(*passage, check)).map(Box::new);
    let text = Text::from(raw.text.0);
    if text.is_empty() {
        check.fault("text", "the text is empty", "write the claim in your own words");
    }
    let (id, speakers) = (id?, speakers?);
    let claim = Claim { id, text, kind: raw.kind, date, credibility, passage, relations: relations.into() };
    chain_is_whole.then_some((claim, Named { speakers, via, about, origin }))
}

fn passage(raw: raw::Passage, check: &mut Check) -> Option<Passage> {
    if raw.start.0.trim().is_empty() {
        check.fault("passage", "`start` is empty", "copy the passage's first three to six words from the article");
        return None;
    }
    let paragraph = raw.paragraph.and_then(|number| check.paragraph(&number));
    let given = |words: Option<Written>| words.map(|words| words.0).filter(|words| !words.trim().is_empty());
    Some(Passage {
        paragraph,
        prefix: given(raw.prefix),
        start: raw.start.0,
        end: given(raw.end),
        suffix: given(raw.suffix),
    })
}

fn relations(raw: Vec<raw::Relation>, check: &mut Check) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (at, relation) in raw.into_iter().enumerate() {
        if let Some(claim) = ClaimRef::parse(&relation.claim.0) {
            relations.push(Relation { relation_type: relation.r#type, claim, note: relation.note.map(shown) });
        } else {
            let path = check.base().key("relations").index(at).key("claim");
            let problem = format!("`{}` does not name a claim", relation.claim.0);
            check.push(Fault::at(path, problem).hint("a claim is named DOCUMENT#CLAIM"));
        }
    }
    relations
}

fn entities(text: &str, faults: &mut Vec<Fault>) -> Option<Content> {
    let (raw, usable) = parsed::<raw::Entities>(text, faults)?;
    let entities = records(
        &Path::default(),
        raw,
        faults,
        |raw| &raw.id,
        |raw, check| {
            let id = check.id("id", &raw.id, EntityId::parse);
            let member_of = check.ids("memberOf", &raw.member_of, EntityId::parse);
            if raw.name.0.trim().is_empty() {
                check.fault("name", "the name is empty", "give the name it is shown by");
            }
            let country: Vec<Text> = raw.country.into_iter().map(shown).collect();
            for code in &country {
                if code.as_str().len() != 2 || !code.as_str().bytes().all(|b| b.is_ascii_lowercase()) {
                    let hint = "a country is two lower-case letters of ISO 3166-1, such as `ml`";
                    check.fault("country", format!("`{code}` is not a country's code"), hint);
                }
            }
            let wikidata_id = raw.wikidata_id.map(shown);
            if let Some(number) = &wikidata_id {
                let digits = number.as_str().strip_prefix('Q').unwrap_or_default();
                if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    let hint = "it is `Q` and digits; leave it out where it was not looked up";
                    check.fault("wikidataId", format!("`{number}` is not a Wikidata number"), hint);
                }
            }
            Some(Entity {
                id: id?,
                schema: Some(raw.schema),
                name: Text::from(raw.name.0),
                alias: raw.alias.into_iter().map(shown).collect(),
                weak_alias: raw.weak_alias.into_iter().map(shown).collect(),
                position: raw.position.into_iter().map(shown).collect(),
                country,
                member_of,
                wikidata_id,
                summary: raw.summary.map(shown),
            })
        },
    );
    usable.then_some(Content::Entities(entities))
}

fn sources(text: &str, faults: &mut Vec<Fault>) -> Option<Content> {
    let (raw, usable) = parsed::<raw::Sources>(text, faults)?;
    let root = Path::default();
    let outlets = records(
        &root.key("outlets"),
        raw.outlets,
        faults,
        |raw| &raw.id,
        |raw, check| {
            let id = check.id("id", &raw.id, OutletId::parse);
            let url = raw.url.and_then(|url| check.url("url", &url));
            Some(Outlet {
                id: id?,
                name: Text::from(raw.name.0),
                url,
                reliability: raw.reliability,
                note: raw.note.map(shown),
            })
        },
    );
    let origins = records(
        &root.key("origins"),
        raw.origins,
        faults,
        |raw| &raw.id,
        |raw, check| {
            let id = check.id("id", &raw.id, OriginId::parse);
            let issuer = check.ids("issuer", &raw.issuer, EntityId::parse);
            let date = raw.date.and_then(|date| check.date("date", &date));
            let (basis, note) = (raw.basis.unwrap_or_default(), raw.note.map(shown).filter(|note| !note.is_empty()));
            Some(Origin { id: id?, name: Text::from(raw.name.0), issuer, date, basis, note })
        },
    );
    usable.then_some(Content::Sources(outlets, origins))
}

/// Checks a list of records one by one; an id that was there before costs the later record.
fn records<R, T>(
    list: &Path,
    raw: Vec<Option<R>>,
    faults: &mut Vec<Fault>,
    id: impl Fn(&R) -> &Word,
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
                faults.push(
                    Fault::at(list.index(ordinal), "this entry is empty").hint("fill it in, or take the dash away"),
                );
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

/// Collects the faults of one record.
struct Check<'a> {
    faults: &'a mut Vec<Fault>,
    /// The list the record is in.
    list: &'a Path,
    /// The record's number in the list; `None` where it is the file itself.
    at: Option<usize>,
    record: Option<EcoString>,
}

impl Check<'_> {
    /// The way to the record, which only a fault needs.
    fn base(&self) -> Path {
        self.at.map_or_else(|| self.list.clone(), |at| self.list.index(at))
    }

    fn push(&mut self, mut fault: Fault) {
        fault.record = self.record.as_ref().map(ToString::to_string);
        self.faults.push(fault);
    }

    fn fault(&mut self, key: &str, problem: impl Into<String>, hint: &str) {
        self.push(Fault::at(self.base().key(key), problem).hint(hint));
    }

    fn id<T>(&mut self, key: &str, raw: &Word, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let id = parse(&raw.0);
        if id.is_none() {
            self.fault(key, format!("`{}` is not an id", raw.0), ID_FORM);
        }
        id
    }

    fn ids<T>(&mut self, key: &str, raw: &[Word], mut parse: impl FnMut(&str) -> Option<T>) -> Vec<T> {
        let mut ids = Vec::with_capacity(raw.len());
        for (at, written) in raw.iter().enumerate() {
            if let Some(id) = parse(&written.0) {
                ids.push(id);
            } else {
                let path = self.base().key(key).index(at);
                self.push(Fault::at(path, format!("`{}` is not an id", written.0)).hint(ID_FORM));
            }
        }
        ids
    }

    fn date(&mut self, key: &str, raw: &Word) -> Option<Edtf> {
        let date = Edtf::parse(&raw.0);
        if date.is_none() {
            self.fault(key, format!("`{}` is not a date", raw.0), Edtf::FORM);
        }
        date
    }

    fn credibility(&mut self, key: &str, raw: &Word) -> Option<Credibility> {
        let credibility = raw.0.parse().ok().and_then(Credibility::new);
        if credibility.is_none() {
            let hint = "a grade is 1 (confirmed) to 6 (cannot be judged)";
            self.fault(key, format!("`{}` is not a grade", raw.0), hint);
        }
        credibility
    }

    fn paragraph(&mut self, raw: &Word) -> Option<u32> {
        let number = raw.0.parse().ok().filter(|number| *number > 0);
        if number.is_none() {
            let path = self.base().key("passage").key("paragraph");
            let fault = Fault::at(path, format!("there is no paragraph `{}`", raw.0));
            self.push(fault.hint("paragraphs count from 1"));
        }
        number
    }

    fn url(&mut self, key: &str, raw: &Written) -> Option<SourceUrl> {
        let url = SourceUrl::parse(&raw.0);
        if url.is_none() {
            self.fault(key, format!("`{}` cannot be opened", raw.0), SourceUrl::FORM);
        }
        url
    }
}
