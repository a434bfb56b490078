//! The files as they are written: types for `serde`, not yet checked.
//!
//! Sequence elements that are records are `Option`, so that a faulty one can be null. The JSON Schemas are made of these
//! types: comments on fields are what an editor shows while one types.

mod forms;

use schemars::{JsonSchema, Schema as JsonSchemaValue, SchemaGenerator, generate::SchemaSettings};
use serde::Deserialize;

use super::{Basis, Bound, Flag, Found, Genre, Kind, RelationType, Reliability, Schema};
use crate::yaml::{OneOrMore, Verbatim, VerbatimWord};
use forms::{
    Address, ClaimName, CountryCode, Date, Grade, Id, IdOrIds, LanguageCode, Number, ParagraphNumber, Prose,
    WikidataNumber,
};

/// One article and its claims.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Document", extend("if" = forms::has_drafts(), "else" = forms::requires_head()))]
pub(super) struct RawDocument {
    // A document with drafts may still lack what is required of others.
    /// The article's title.
    #[schemars(with = "Option<Prose>")]
    pub(super) title: Option<Verbatim>,
    /// The authors: ids in entities.yaml. Empty or left out: unsigned.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub(super) author: Vec<VerbatimWord>,
    /// The publisher: an outlet's id in sources.yaml.
    #[schemars(with = "Option<Id>")]
    pub(super) publisher: Option<VerbatimWord>,
    /// The article's address.
    #[schemars(with = "Option<Address>")]
    pub(super) url: Option<Verbatim>,
    /// When it appeared.
    #[schemars(with = "Option<Date>")]
    pub(super) published: Option<VerbatimWord>,
    /// When its text was taken from its address.
    #[schemars(with = "Option<Date>")]
    pub(super) retrieved: Option<VerbatimWord>,
    /// The address of a copy that stays, for when the page is gone.
    #[schemars(with = "Option<Address>")]
    pub(super) archived: Option<Verbatim>,
    /// The article's language.
    #[schemars(with = "Option<LanguageCode>")]
    pub(super) language: Option<VerbatimWord>,
    /// A report, an explanation or an argument.
    pub(super) genre: Option<Genre>,
    /// What the article is about, in your own words.
    #[schemars(with = "Option<Prose>")]
    pub(super) summary: Option<Verbatim>,
    /// The claims, in the article's order.
    #[serde(default)]
    #[schemars(with = "Vec<RawClaim>")]
    pub(super) claims: Vec<Option<RawClaim>>,
}

/// One assertion of an article.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Claim")]
pub(super) struct RawClaim {
    /// Unique in the document. The claim's full name is DOCUMENT#CLAIM.
    #[schemars(with = "Id")]
    pub(super) id: VerbatimWord,
    /// One assertion, in your own words.
    #[schemars(with = "Prose")]
    pub(super) text: Verbatim,
    /// The kind of assertion.
    pub(super) kind: Kind,
    /// Who asserts it: an id, or a list of ids if several say it jointly. Left out: the document's author.
    #[schemars(with = "Option<IdOrIds>")]
    pub(super) speaker: Option<OneOrMore>,
    /// Through whom the document has it: ids, outermost first.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub(super) via: Vec<VerbatimWord>,
    /// The entities that it concerns: ids in entities.yaml.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub(super) about: Vec<VerbatimWord>,
    /// When the event happened or the words were said, not when they were published.
    #[schemars(with = "Option<Date>")]
    pub(super) date: Option<VerbatimWord>,
    /// The origin on which it is based: an id in sources.yaml.
    #[schemars(with = "Option<Id>")]
    pub(super) origin: Option<VerbatimWord>,
    /// A grade of the Admiralty code: 1 (confirmed by other sources) to 6 (cannot be judged).
    #[schemars(with = "Option<Grade>")]
    pub(super) credibility: Option<VerbatimWord>,
    /// The passage of the article that says it.
    pub(super) passage: Option<Box<RawPassage>>,
    /// The speaker's own words, 25 at the most, without quotation marks.
    #[schemars(with = "Option<Prose>")]
    pub(super) quote: Option<Verbatim>,
    /// The numbers that it gives.
    #[serde(default)]
    pub(super) figures: Vec<RawFigure>,
    /// Relations to other claims.
    #[serde(default)]
    pub(super) relations: Vec<RawRelation>,
    /// The claim is proposed. Remove this when you accept it.
    pub(super) draft: Option<Box<RawDraft>>,
}

/// The mark of a record that no person has accepted yet.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Draft")]
pub(super) struct RawDraft {
    /// Who proposes it: `rules`, or the name of a command.
    #[schemars(with = "Prose")]
    pub(super) by: Verbatim,
    /// The attributing words of the article.
    #[schemars(with = "Option<Prose>")]
    pub(super) words: Option<Verbatim>,
    /// What the article calls the speakers.
    #[serde(default)]
    #[schemars(with = "Vec<Prose>")]
    pub(super) called: Vec<Verbatim>,
    /// The words that the date was read from.
    #[schemars(with = "Option<Prose>")]
    pub(super) dated: Option<Verbatim>,
    /// How the words of a command were found in the article.
    pub(super) found: Option<Found>,
    /// Why to look closely.
    #[serde(default)]
    pub(super) flags: Vec<Flag>,
}

/// A passage of the article, by its first and last words.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Passage")]
pub(super) struct RawPassage {
    /// The number of the paragraph in which it begins, from 1.
    #[schemars(with = "Option<ParagraphNumber>")]
    pub(super) paragraph: Option<VerbatimWord>,
    /// The words directly before it, if `start` is in several places.
    #[schemars(with = "Option<Prose>")]
    pub(super) prefix: Option<Verbatim>,
    /// Its first words, three to six, copied from the article.
    #[schemars(with = "Prose")]
    pub(super) start: Verbatim,
    /// Its last words, three to six. Left out: `start` is the whole passage.
    #[schemars(with = "Option<Prose>")]
    pub(super) end: Option<Verbatim>,
    /// The words directly after it, if `end` is in several places.
    #[schemars(with = "Option<Prose>")]
    pub(super) suffix: Option<Verbatim>,
}

/// A number that a claim gives.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figure")]
pub(super) struct RawFigure {
    /// What is counted: the id of a measure in sources.yaml.
    #[schemars(with = "Id")]
    pub(super) of: VerbatimWord,
    /// The number in digits, in the measure's unit.
    #[schemars(with = "Number")]
    pub(super) value: VerbatimWord,
    /// How exactly it is given. Left out: exactly.
    pub(super) bound: Option<Bound>,
}

/// A relation to another claim.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Relation")]
pub(super) struct RawRelation {
    /// The type of relation.
    pub(super) r#type: RelationType,
    /// The other claim.
    #[schemars(with = "ClaimName")]
    pub(super) claim: VerbatimWord,
    /// What agrees or differs, in your own words.
    #[schemars(with = "Option<Prose>")]
    pub(super) note: Option<Verbatim>,
}

pub(super) type RawEntities = Vec<Option<RawEntity>>;

/// A person, a body, a country, a place or an event.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[schemars(rename = "Entity")]
pub(super) struct RawEntity {
    /// Unique in the register.
    #[schemars(with = "Id")]
    pub(super) id: VerbatimWord,
    /// What it is.
    pub(super) schema: Schema,
    /// The name that is shown.
    #[schemars(with = "Prose")]
    pub(super) name: Verbatim,
    /// Other names, in any script.
    #[serde(default)]
    #[schemars(with = "Vec<Prose>")]
    pub(super) alias: Vec<Verbatim>,
    /// Descriptions that can also mean others: found, but ranked low.
    #[serde(default)]
    #[schemars(with = "Vec<Prose>")]
    pub(super) weak_alias: Vec<Verbatim>,
    /// Offices, with a date if it matters.
    #[serde(default)]
    #[schemars(with = "Vec<Prose>")]
    pub(super) position: Vec<Verbatim>,
    /// Codes of ISO 3166-1, two lower-case letters each.
    #[serde(default)]
    #[schemars(with = "Vec<CountryCode>")]
    pub(super) country: Vec<VerbatimWord>,
    /// Ids of the entities that it is a member of.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub(super) member_of: Vec<VerbatimWord>,
    /// Its number in Wikidata. Leave it out unless you looked it up.
    #[schemars(with = "Option<WikidataNumber>")]
    pub(super) wikidata_id: Option<VerbatimWord>,
    /// Who or what it is, for readers who have never heard of it.
    #[schemars(with = "Option<Prose>")]
    pub(super) summary: Option<Verbatim>,
    /// The entity is proposed. Remove this when you accept it.
    pub(super) draft: Option<Box<RawDraft>>,
}

/// The register of sources.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sources")]
pub(super) struct RawSources {
    /// Who publishes.
    #[serde(default)]
    #[schemars(with = "Vec<RawOutlet>")]
    pub(super) outlets: Vec<Option<RawOutlet>>,
    /// What several documents may be based on.
    #[serde(default)]
    #[schemars(with = "Vec<RawOrigin>")]
    pub(super) origins: Vec<Option<RawOrigin>>,
    /// What figures count.
    #[serde(default)]
    #[schemars(with = "Vec<RawMeasure>")]
    pub(super) measures: Vec<Option<RawMeasure>>,
}

/// A publisher.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Outlet")]
pub(super) struct RawOutlet {
    /// Unique among the outlets.
    #[schemars(with = "Id")]
    pub(super) id: VerbatimWord,
    /// The name that is shown.
    #[schemars(with = "Prose")]
    pub(super) name: Verbatim,
    /// Its address.
    #[schemars(with = "Option<Address>")]
    pub(super) url: Option<Verbatim>,
    /// A grade of the Admiralty code. Left out: ungraded.
    pub(super) reliability: Option<Reliability>,
    /// Why this grade.
    #[schemars(with = "Option<Prose>")]
    pub(super) note: Option<Verbatim>,
    /// The outlet is proposed. Remove this when you accept it.
    pub(super) draft: Option<Box<RawDraft>>,
}

/// A communiqué, a wire story or an event, on which claims of several documents may be based.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Origin")]
pub(super) struct RawOrigin {
    /// Unique among the origins.
    #[schemars(with = "Id")]
    pub(super) id: VerbatimWord,
    /// The name that is shown.
    #[schemars(with = "Prose")]
    pub(super) name: Verbatim,
    /// Ids of those who issued it.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub(super) issuer: Vec<VerbatimWord>,
    /// When it was issued.
    #[schemars(with = "Option<Date>")]
    pub(super) date: Option<VerbatimWord>,
    /// Whether the articles name it. Left out: stated.
    pub(super) basis: Option<Basis>,
    /// Why you consider it their origin.
    #[schemars(with = "Option<Prose>")]
    pub(super) note: Option<Verbatim>,
}

/// What figures count.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Measure")]
pub(super) struct RawMeasure {
    /// Unique among the measures.
    #[schemars(with = "Id")]
    pub(super) id: VerbatimWord,
    /// What is counted.
    #[schemars(with = "Prose")]
    pub(super) name: Verbatim,
    /// What one of it is, such as people or tonnes.
    #[schemars(with = "Option<Prose>")]
    pub(super) unit: Option<Verbatim>,
    /// Ids of the entities that it concerns.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub(super) about: Vec<VerbatimWord>,
}

/// Returns the JSON Schema of a document.
pub fn document_schema() -> String {
    written(&generator().into_root_schema_for::<RawDocument>())
}

/// Returns the JSON Schema of `entities.yaml`.
pub fn entities_schema() -> String {
    written(&generator().into_root_schema_for::<Vec<RawEntity>>())
}

/// Returns the JSON Schema of `sources.yaml`.
pub fn sources_schema() -> String {
    written(&generator().into_root_schema_for::<RawSources>())
}

/// Returns a generator for draft 7, which every editor knows.
fn generator() -> SchemaGenerator {
    SchemaSettings::draft07().into_generator()
}

fn written(schema: &JsonSchemaValue) -> String {
    let text = serde_json::to_string_pretty(schema.as_value()).expect("a schema has only texts as keys");
    text + "\n"
}
