//! Encodes registers for the cache.
//!
//! Only registers without problems are cached, so the positions of the records in the file are not needed. Strings that
//! are read back go through the same constructors as strings from files, as with
//! [documents](crate::load::cache::document_codec).

use serde::{Deserialize, Serialize};

use crate::briefing::{
    Basis, Content, Edtf, Entity, EntityId, Measure, MeasureId, Origin, OriginId, Outlet, OutletId, Reliability,
    Schema, SourceUrl,
};
use crate::load::cache::document_codec::option;
use crate::load::cache::draft_codec::DraftRecord;
use crate::text::Text;

#[derive(Serialize, Deserialize)]
enum RegisterRecord<'a> {
    #[serde(borrow)]
    Entities(Vec<EntityRecord<'a>>),
    Sources {
        #[serde(borrow)]
        outlets: Vec<OutletRecord<'a>>,
        #[serde(borrow)]
        origins: Vec<OriginRecord<'a>>,
        #[serde(borrow)]
        measures: Vec<MeasureRecord<'a>>,
    },
}

#[derive(Serialize, Deserialize)]
struct EntityRecord<'a> {
    id: &'a str,
    schema: Option<Schema>,
    name: &'a str,
    #[serde(borrow)]
    alias: Vec<&'a str>,
    weak_alias: Vec<&'a str>,
    position: Vec<&'a str>,
    country: Vec<&'a str>,
    member_of: Vec<&'a str>,
    wikidata_id: Option<&'a str>,
    summary: Option<&'a str>,
    draft: Option<DraftRecord<'a>>,
}

#[derive(Serialize, Deserialize)]
struct OutletRecord<'a> {
    id: &'a str,
    name: &'a str,
    url: Option<&'a str>,
    reliability: Option<Reliability>,
    note: Option<&'a str>,
    #[serde(borrow)]
    draft: Option<DraftRecord<'a>>,
}

#[derive(Serialize, Deserialize)]
struct OriginRecord<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(borrow)]
    issuer: Vec<&'a str>,
    date: Option<String>,
    basis: Basis,
    note: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
struct MeasureRecord<'a> {
    id: &'a str,
    name: &'a str,
    unit: Option<&'a str>,
    #[serde(borrow)]
    about: Vec<&'a str>,
}

/// Encodes a register. Returns `None` for a document.
pub(crate) fn write(content: &Content) -> Option<Vec<u8>> {
    let register = match content {
        Content::Document(..) => return None,
        Content::Entities(entities) => {
            RegisterRecord::Entities(entities.iter().map(|(_, entity)| EntityRecord::new(entity)).collect())
        }
        Content::Sources(outlets, origins, measures) => RegisterRecord::Sources {
            outlets: outlets.iter().map(|(_, outlet)| OutletRecord::new(outlet)).collect(),
            origins: origins.iter().map(|(_, origin)| OriginRecord::new(origin)).collect(),
            measures: measures.iter().map(|(_, measure)| MeasureRecord::new(measure)).collect(),
        },
    };
    postcard::to_stdvec(&register).ok()
}

/// Decodes a register. Returns `None` for one that could not come from a file.
pub(crate) fn read(bytes: &[u8]) -> Option<Content> {
    fn numbered<T>(records: impl Iterator<Item = Option<T>>) -> Option<Vec<(usize, T)>> {
        records.enumerate().map(|(at, record)| Some((at, record?))).collect()
    }
    Some(match postcard::from_bytes(bytes).ok()? {
        RegisterRecord::Entities(entities) => {
            Content::Entities(numbered(entities.into_iter().map(EntityRecord::read))?)
        }
        RegisterRecord::Sources { outlets, origins, measures } => Content::Sources(
            numbered(outlets.into_iter().map(OutletRecord::read))?,
            numbered(origins.into_iter().map(OriginRecord::read))?,
            numbered(measures.into_iter().map(MeasureRecord::read))?,
        ),
    })
}

fn strings(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(Text::raw).collect()
}

fn texts(strings: Vec<&str>) -> Vec<Text> {
    strings.into_iter().map(Text::clean).collect()
}

fn ids(strings: Vec<&str>) -> Option<Vec<EntityId>> {
    strings.into_iter().map(EntityId::parse).collect()
}

impl<'a> EntityRecord<'a> {
    fn new(entity: &'a Entity) -> Self {
        Self {
            id: entity.id.as_str(),
            schema: entity.schema,
            name: entity.name.raw(),
            alias: strings(&entity.alias),
            weak_alias: strings(&entity.weak_alias),
            position: strings(&entity.position),
            country: strings(&entity.country),
            member_of: entity.member_of.iter().map(EntityId::as_str).collect(),
            wikidata_id: entity.wikidata_id.as_ref().map(Text::raw),
            summary: entity.summary.as_ref().map(Text::raw),
            draft: entity.draft.as_deref().map(DraftRecord::new),
        }
    }

    fn read(self) -> Option<Entity> {
        Some(Entity {
            id: EntityId::parse(self.id)?,
            schema: self.schema,
            name: Text::clean(self.name),
            alias: texts(self.alias),
            weak_alias: texts(self.weak_alias),
            position: texts(self.position),
            country: texts(self.country),
            member_of: ids(self.member_of)?,
            wikidata_id: self.wikidata_id.map(Text::clean),
            summary: self.summary.map(Text::clean),
            draft: self.draft.map(|draft| Box::new(draft.read())),
        })
    }
}

impl<'a> OutletRecord<'a> {
    fn new(outlet: &'a Outlet) -> Self {
        Self {
            id: outlet.id.as_str(),
            name: outlet.name.raw(),
            url: outlet.url.as_ref().map(SourceUrl::as_str),
            reliability: outlet.reliability,
            note: outlet.note.as_ref().map(Text::raw),
            draft: outlet.draft.as_deref().map(DraftRecord::new),
        }
    }

    fn read(self) -> Option<Outlet> {
        Some(Outlet {
            id: OutletId::parse(self.id)?,
            name: Text::clean(self.name),
            url: option(self.url, SourceUrl::parse).ok()?,
            reliability: self.reliability,
            note: self.note.map(Text::clean),
            draft: self.draft.map(|draft| Box::new(draft.read())),
        })
    }
}

impl<'a> OriginRecord<'a> {
    fn new(origin: &'a Origin) -> Self {
        Self {
            id: origin.id.as_str(),
            name: origin.name.raw(),
            issuer: origin.issuer.iter().map(EntityId::as_str).collect(),
            date: origin.date.map(|date| date.to_string()),
            basis: origin.basis,
            note: origin.note.as_ref().map(Text::raw),
        }
    }

    fn read(self) -> Option<Origin> {
        Some(Origin {
            id: OriginId::parse(self.id)?,
            name: Text::clean(self.name),
            issuer: ids(self.issuer)?,
            date: option(self.date, |date| Edtf::parse(&date)).ok()?,
            basis: self.basis,
            note: self.note.map(Text::clean),
        })
    }
}

impl<'a> MeasureRecord<'a> {
    fn new(measure: &'a Measure) -> Self {
        let Measure { id, name, unit, about } = measure;
        Self {
            id: id.as_str(),
            name: name.raw(),
            unit: unit.as_ref().map(Text::raw),
            about: about.iter().map(EntityId::as_str).collect(),
        }
    }

    fn read(self) -> Option<Measure> {
        Some(Measure {
            id: MeasureId::parse(self.id)?,
            name: Text::clean(self.name),
            unit: self.unit.map(Text::clean),
            about: ids(self.about)?,
        })
    }
}
