//! The files as they are written: serde mirrors, not yet checked.
//!
//! Sequence elements that are records of their own are `Option`, so that a faulty one costs only itself.

use serde::Deserialize;

use super::{Basis, Genre, Kind, RelationType, Reliability, Schema};
use crate::yaml::{OneOrMore, Word, Written};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) title: Written,
    #[serde(default)]
    pub(super) author: Vec<Word>,
    pub(super) publisher: Word,
    pub(super) url: Written,
    pub(super) published: Word,
    pub(super) language: Option<Word>,
    pub(super) genre: Option<Genre>,
    pub(super) summary: Option<Written>,
    #[serde(default)]
    pub(super) claims: Vec<Option<Claim>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) id: Word,
    pub(super) text: Written,
    pub(super) kind: Kind,
    pub(super) speaker: Option<OneOrMore>,
    #[serde(default)]
    pub(super) via: Vec<Word>,
    #[serde(default)]
    pub(super) about: Vec<Word>,
    pub(super) date: Option<Word>,
    pub(super) origin: Option<Word>,
    pub(super) credibility: Option<Word>,
    pub(super) passage: Option<Box<Passage>>,
    #[serde(default)]
    pub(super) relations: Vec<Relation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Passage {
    pub(super) paragraph: Option<Word>,
    pub(super) prefix: Option<Written>,
    pub(super) start: Written,
    pub(super) end: Option<Written>,
    pub(super) suffix: Option<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Relation {
    pub(super) r#type: RelationType,
    pub(super) claim: Word,
    pub(super) note: Option<Written>,
}

pub(super) type Entities = Vec<Option<Entity>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Entity {
    pub(super) id: Word,
    pub(super) schema: Schema,
    pub(super) name: Written,
    #[serde(default)]
    pub(super) alias: Vec<Written>,
    #[serde(default)]
    pub(super) weak_alias: Vec<Written>,
    #[serde(default)]
    pub(super) position: Vec<Written>,
    #[serde(default)]
    pub(super) country: Vec<Word>,
    #[serde(default)]
    pub(super) member_of: Vec<Word>,
    pub(super) wikidata_id: Option<Word>,
    pub(super) summary: Option<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sources {
    #[serde(default)]
    pub(super) outlets: Vec<Option<Outlet>>,
    #[serde(default)]
    pub(super) origins: Vec<Option<Origin>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outlet {
    pub(super) id: Word,
    pub(super) name: Written,
    pub(super) url: Option<Written>,
    pub(super) reliability: Option<Reliability>,
    pub(super) note: Option<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Origin {
    pub(super) id: Word,
    pub(super) name: Written,
    #[serde(default)]
    pub(super) issuer: Vec<Word>,
    pub(super) date: Option<Word>,
    pub(super) basis: Option<Basis>,
    pub(super) note: Option<Written>,
}
