//! The files as they are written: types for `serde`, not yet checked.
//!
//! Sequence elements that are records are `Option`, so that a faulty one can be null.

use serde::Deserialize;

use super::{Basis, Bound, Flag, Found, Genre, Kind, RelationType, Reliability, Schema};
use crate::yaml::{OneOrMore, Verbatim, VerbatimWord};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDocument {
    // A document with drafts may still lack what is required of others.
    pub(super) title: Option<Verbatim>,
    #[serde(default)]
    pub(super) author: Vec<VerbatimWord>,
    pub(super) publisher: Option<VerbatimWord>,
    pub(super) url: Option<Verbatim>,
    pub(super) published: Option<VerbatimWord>,
    pub(super) retrieved: Option<VerbatimWord>,
    pub(super) archived: Option<Verbatim>,
    pub(super) language: Option<VerbatimWord>,
    pub(super) genre: Option<Genre>,
    pub(super) summary: Option<Verbatim>,
    #[serde(default)]
    pub(super) claims: Vec<Option<RawClaim>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClaim {
    pub(super) id: VerbatimWord,
    pub(super) text: Verbatim,
    pub(super) kind: Kind,
    pub(super) speaker: Option<OneOrMore>,
    #[serde(default)]
    pub(super) via: Vec<VerbatimWord>,
    #[serde(default)]
    pub(super) about: Vec<VerbatimWord>,
    pub(super) date: Option<VerbatimWord>,
    pub(super) origin: Option<VerbatimWord>,
    pub(super) credibility: Option<VerbatimWord>,
    pub(super) passage: Option<Box<RawPassage>>,
    pub(super) quote: Option<Verbatim>,
    #[serde(default)]
    pub(super) figures: Vec<RawFigure>,
    #[serde(default)]
    pub(super) relations: Vec<RawRelation>,
    pub(super) draft: Option<Box<RawDraft>>,
}

/// The mark of a record that no person has accepted yet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDraft {
    pub(super) by: Verbatim,
    pub(super) words: Option<Verbatim>,
    #[serde(default)]
    pub(super) called: Vec<Verbatim>,
    pub(super) dated: Option<Verbatim>,
    pub(super) found: Option<Found>,
    #[serde(default)]
    pub(super) flags: Vec<Flag>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPassage {
    pub(super) paragraph: Option<VerbatimWord>,
    pub(super) prefix: Option<Verbatim>,
    pub(super) start: Verbatim,
    pub(super) end: Option<Verbatim>,
    pub(super) suffix: Option<Verbatim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFigure {
    pub(super) of: VerbatimWord,
    pub(super) value: VerbatimWord,
    pub(super) bound: Option<Bound>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRelation {
    pub(super) r#type: RelationType,
    pub(super) claim: VerbatimWord,
    pub(super) note: Option<Verbatim>,
}

pub(super) type RawEntities = Vec<Option<RawEntity>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawEntity {
    pub(super) id: VerbatimWord,
    pub(super) schema: Schema,
    pub(super) name: Verbatim,
    #[serde(default)]
    pub(super) alias: Vec<Verbatim>,
    #[serde(default)]
    pub(super) weak_alias: Vec<Verbatim>,
    #[serde(default)]
    pub(super) position: Vec<Verbatim>,
    #[serde(default)]
    pub(super) country: Vec<VerbatimWord>,
    #[serde(default)]
    pub(super) member_of: Vec<VerbatimWord>,
    pub(super) wikidata_id: Option<VerbatimWord>,
    pub(super) summary: Option<Verbatim>,
    pub(super) draft: Option<Box<RawDraft>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSources {
    #[serde(default)]
    pub(super) outlets: Vec<Option<RawOutlet>>,
    #[serde(default)]
    pub(super) origins: Vec<Option<RawOrigin>>,
    #[serde(default)]
    pub(super) measures: Vec<Option<RawMeasure>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOutlet {
    pub(super) id: VerbatimWord,
    pub(super) name: Verbatim,
    pub(super) url: Option<Verbatim>,
    pub(super) reliability: Option<Reliability>,
    pub(super) note: Option<Verbatim>,
    pub(super) draft: Option<Box<RawDraft>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOrigin {
    pub(super) id: VerbatimWord,
    pub(super) name: Verbatim,
    #[serde(default)]
    pub(super) issuer: Vec<VerbatimWord>,
    pub(super) date: Option<VerbatimWord>,
    pub(super) basis: Option<Basis>,
    pub(super) note: Option<Verbatim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMeasure {
    pub(super) id: VerbatimWord,
    pub(super) name: Verbatim,
    pub(super) unit: Option<Verbatim>,
    #[serde(default)]
    pub(super) about: Vec<VerbatimWord>,
}
