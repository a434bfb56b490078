//! A register as a cache holds it: its records, without the YAML around them.
//!
//! Only a register in which nothing was wrong is kept, so its records' places in the file's lists need not be. What is
//! read back goes through the constructors of the words of files, as with [documents](crate::load::cache::document).

use serde::{Deserialize, Serialize};

use crate::briefing::{self, Basis, Content, Edtf, EntityId, OriginId, OutletId, Reliability, Schema, SourceUrl};
use crate::load::cache::document::option;
use crate::text::Text;

#[derive(Serialize, Deserialize)]
enum Register<'a> {
    #[serde(borrow)]
    Entities(Vec<Entity<'a>>),
    Sources {
        #[serde(borrow)]
        outlets: Vec<Outlet<'a>>,
        #[serde(borrow)]
        origins: Vec<Origin<'a>>,
    },
}

#[derive(Serialize, Deserialize)]
struct Entity<'a> {
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
}

#[derive(Serialize, Deserialize)]
struct Outlet<'a> {
    id: &'a str,
    name: &'a str,
    url: Option<&'a str>,
    reliability: Option<Reliability>,
    note: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
struct Origin<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(borrow)]
    issuer: Vec<&'a str>,
    date: Option<String>,
    basis: Basis,
    note: Option<&'a str>,
}

/// The bytes that are kept of a register; none of what is a document.
pub(crate) fn write(content: &Content) -> Option<Vec<u8>> {
    let register = match content {
        Content::Document(..) => return None,
        Content::Entities(entities) => {
            Register::Entities(entities.iter().map(|(_, entity)| Entity::of(entity)).collect())
        }
        Content::Sources(outlets, origins) => Register::Sources {
            outlets: outlets.iter().map(|(_, outlet)| Outlet::of(outlet)).collect(),
            origins: origins.iter().map(|(_, origin)| Origin::of(origin)).collect(),
        },
    };
    postcard::to_stdvec(&register).ok()
}

/// The register that was kept; `None` for what no file could say.
pub(crate) fn read(bytes: &[u8]) -> Option<Content> {
    fn numbered<T>(records: impl Iterator<Item = Option<T>>) -> Option<Vec<(usize, T)>> {
        records.enumerate().map(|(at, record)| Some((at, record?))).collect()
    }
    Some(match postcard::from_bytes(bytes).ok()? {
        Register::Entities(entities) => Content::Entities(numbered(entities.into_iter().map(Entity::read))?),
        Register::Sources { outlets, origins } => Content::Sources(
            numbered(outlets.into_iter().map(Outlet::read))?,
            numbered(origins.into_iter().map(Origin::read))?,
        ),
    })
}

fn words(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(Text::raw).collect()
}

fn texts(words: Vec<&str>) -> Vec<Text> {
    words.into_iter().map(Text::clean).collect()
}

fn ids(words: Vec<&str>) -> Option<Vec<EntityId>> {
    words.into_iter().map(EntityId::parse).collect()
}

impl<'a> Entity<'a> {
    fn of(entity: &'a briefing::Entity) -> Self {
        Self {
            id: entity.id.as_str(),
            schema: entity.schema,
            name: entity.name.raw(),
            alias: words(&entity.alias),
            weak_alias: words(&entity.weak_alias),
            position: words(&entity.position),
            country: words(&entity.country),
            member_of: entity.member_of.iter().map(EntityId::as_str).collect(),
            wikidata_id: entity.wikidata_id.as_ref().map(Text::raw),
            summary: entity.summary.as_ref().map(Text::raw),
        }
    }

    fn read(self) -> Option<briefing::Entity> {
        Some(briefing::Entity {
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
        })
    }
}

impl<'a> Outlet<'a> {
    fn of(outlet: &'a briefing::Outlet) -> Self {
        Self {
            id: outlet.id.as_str(),
            name: outlet.name.raw(),
            url: outlet.url.as_ref().map(SourceUrl::as_str),
            reliability: outlet.reliability,
            note: outlet.note.as_ref().map(Text::raw),
        }
    }

    fn read(self) -> Option<briefing::Outlet> {
        Some(briefing::Outlet {
            id: OutletId::parse(self.id)?,
            name: Text::clean(self.name),
            url: option(self.url, SourceUrl::parse).ok()?,
            reliability: self.reliability,
            note: self.note.map(Text::clean),
        })
    }
}

impl<'a> Origin<'a> {
    fn of(origin: &'a briefing::Origin) -> Self {
        Self {
            id: origin.id.as_str(),
            name: origin.name.raw(),
            issuer: origin.issuer.iter().map(EntityId::as_str).collect(),
            date: origin.date.map(|date| date.to_string()),
            basis: origin.basis,
            note: origin.note.as_ref().map(Text::raw),
        }
    }

    fn read(self) -> Option<briefing::Origin> {
        Some(briefing::Origin {
            id: OriginId::parse(self.id)?,
            name: Text::clean(self.name),
            issuer: ids(self.issuer)?,
            date: option(self.date, |date| Edtf::parse(&date)).ok()?,
            basis: self.basis,
            note: self.note.map(Text::clean),
        })
    }
}
