//! The JSON form of records: one object a line, with all fields.
//!
//! Scripts rely on the field names. A field that is not given is `null`, or `[]` if it is a list.

mod derived;

use std::ops::Range;

use serde::Serialize;

use crate::briefing::{
    Amount, Basis, Bound, ClaimRef, Credibility, DocumentId, DraftMark, Edtf, EntityId, Figure, Genre, Kind, MeasureId,
    OriginId, OutletId, Passage, Relation, RelationType, Reliability, Schema, SourceUrl,
};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, MeasureSlot, OriginSlot, OutletSlot, Record};
use crate::search::{Account, Counted, Step};
use crate::text::Text;

pub(super) use derived::{corroboration, dossier, passage_in_article, publications, reliance};

/// A record of any kind, or a measure; the field `record` says which.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub(super) enum RecordLine<'a> {
    Document(DocumentLine<'a>),
    Entity(EntityLine<'a>),
    Claim(Box<ClaimLine<'a>>),
    Outlet(OutletLine<'a>),
    Origin(OriginLine<'a>),
    Measure(MeasureLine<'a>),
}

/// A hit of a search.
#[derive(Debug, Serialize)]
pub(super) struct HitLine<'a> {
    #[serde(flatten)]
    pub(super) record: RecordLine<'a>,
    pub(super) score: u32,
    /// The bytes `[start, end]` that matched in the record's `title`, `name` or `text`.
    pub(super) ranges: Vec<[usize; 2]>,
    pub(super) reason: Option<&'a Text>,
    /// What the score is made of; only with `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) explanation: Option<AccountLine<'a>>,
}

/// What a score is made of: the sum of the points of all words and of those for the whole name.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccountLine<'a> {
    words: Vec<CountedLine<'a>>,
    whole_name: u32,
}

#[derive(Debug, Serialize)]
struct CountedLine<'a> {
    points: u32,
    matches: Vec<StepLine<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct StepLine<'a> {
    typed: &'a Text,
    word: &'a Text,
    tier: &'a Text,
    tier_points: u32,
    field: &'a str,
    field_percent: u32,
    brevity: u32,
    role: &'a str,
    role_percent: u32,
    of: Option<&'a Text>,
    points: u32,
}

/// Returns the explanation of a score.
pub(super) fn account(account: &Account) -> AccountLine<'_> {
    AccountLine { words: account.counted.iter().map(counted).collect(), whole_name: account.whole_name }
}

fn counted(counted: &Counted) -> CountedLine<'_> {
    CountedLine { points: counted.points, matches: counted.steps.iter().map(step).collect() }
}

fn step(step: &Step) -> StepLine<'_> {
    StepLine {
        typed: &step.typed,
        word: &step.word,
        tier: &step.tier,
        tier_points: step.tier_points,
        field: step.field,
        field_percent: step.field_percent,
        brevity: step.brevity,
        role: step.role,
        role_percent: step.role_percent,
        of: step.owner.as_ref(),
        points: step.points,
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentLine<'a> {
    id: &'a DocumentId,
    title: Option<&'a Text>,
    author: &'a [EntityId],
    publisher: Option<&'a OutletId>,
    url: Option<&'a SourceUrl>,
    published: Option<Edtf>,
    retrieved: Option<Edtf>,
    archived: Option<&'a SourceUrl>,
    genre: Option<Genre>,
    language: Option<&'a Text>,
    summary: Option<&'a Text>,
    claims: usize,
    /// Number of claims that are proposed and not accepted yet.
    drafts: usize,
    /// The required fields that a document with drafts still lacks.
    to_fill_in: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EntityLine<'a> {
    id: &'a EntityId,
    schema: Option<Schema>,
    name: &'a Text,
    alias: &'a [Text],
    weak_alias: &'a [Text],
    position: &'a [Text],
    country: &'a [Text],
    member_of: &'a [EntityId],
    wikidata_id: Option<&'a Text>,
    summary: Option<&'a Text>,
    documents: usize,
    claims: usize,
    draft: Option<&'a DraftMark>,
}

#[derive(Debug, Serialize)]
pub(super) struct ClaimLine<'a> {
    id: ClaimRef,
    document: &'a DocumentId,
    text: &'a Text,
    kind: Kind,
    /// Several if they say it jointly; empty if the author does.
    speaker: Vec<&'a EntityId>,
    via: Vec<&'a EntityId>,
    about: Vec<&'a EntityId>,
    date: Option<Edtf>,
    origin: Option<&'a OriginId>,
    credibility: Option<Credibility>,
    passage: Option<PassageLine<'a>>,
    quote: Option<&'a Text>,
    figures: Vec<FigureLine<'a>>,
    relations: Vec<RelationLine<'a>>,
    link: Option<SourceUrl>,
    /// What proposes it, until a person accepts it.
    draft: Option<&'a DraftMark>,
}

#[derive(Debug, Serialize)]
pub(super) struct OutletLine<'a> {
    id: &'a OutletId,
    name: &'a Text,
    url: Option<&'a SourceUrl>,
    reliability: Option<Reliability>,
    note: Option<&'a Text>,
    documents: usize,
    claims: usize,
    draft: Option<&'a DraftMark>,
}

#[derive(Debug, Serialize)]
pub(super) struct OriginLine<'a> {
    id: &'a OriginId,
    name: &'a Text,
    issuer: &'a [EntityId],
    date: Option<Edtf>,
    basis: Basis,
    note: Option<&'a Text>,
    documents: usize,
    claims: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct MeasureLine<'a> {
    id: &'a MeasureId,
    name: &'a Text,
    unit: Option<&'a Text>,
    about: &'a [EntityId],
    claims: usize,
}

/// The words of an article as the file has them.
#[derive(Debug, Serialize)]
struct PassageLine<'a> {
    paragraph: Option<u32>,
    start: &'a str,
    end: Option<&'a str>,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
}

/// A number that a claim gives, as the file has it.
#[derive(Debug, Serialize)]
struct FigureLine<'a> {
    of: &'a MeasureId,
    value: Amount,
    bound: Bound,
}

#[derive(Debug, Serialize)]
struct RelationLine<'a> {
    #[serde(rename = "type")]
    relation_type: RelationType,
    claim: &'a ClaimRef,
    note: Option<&'a Text>,
}

/// Returns the line of a record.
pub(super) fn record(corpus: &Corpus, record: Record) -> RecordLine<'_> {
    match record {
        Record::Document(slot) => RecordLine::Document(document(corpus, slot)),
        Record::Entity(slot) => RecordLine::Entity(entity(corpus, slot)),
        Record::Claim(slot) => RecordLine::Claim(Box::new(claim(corpus, slot))),
        Record::Outlet(slot) => outlet(corpus, slot, &corpus.published_by(slot)),
        Record::Origin(slot) => RecordLine::Origin(origin(corpus, slot)),
    }
}

/// Returns the line of an outlet that published these documents.
pub(super) fn outlet<'a>(corpus: &'a Corpus, slot: OutletSlot, documents: &[DocumentSlot]) -> RecordLine<'a> {
    let outlet = corpus.outlet(slot);
    RecordLine::Outlet(OutletLine {
        id: &outlet.id,
        name: &outlet.name,
        url: outlet.url.as_ref(),
        reliability: outlet.reliability,
        note: outlet.note.as_ref(),
        documents: documents.len(),
        claims: documents.iter().map(|document| corpus.claims_in(*document).len()).sum(),
        draft: outlet.draft.as_deref(),
    })
}

fn origin(corpus: &Corpus, slot: OriginSlot) -> OriginLine<'_> {
    let origin = corpus.origin(slot);
    OriginLine {
        id: &origin.id,
        name: &origin.name,
        issuer: &origin.issuer,
        date: origin.date,
        basis: origin.basis,
        note: origin.note.as_ref(),
        documents: corpus.repeating(slot).len(),
        claims: corpus.resting_on(slot).len(),
    }
}

/// Returns the line of a measure.
pub(super) fn measure(corpus: &Corpus, slot: MeasureSlot) -> RecordLine<'_> {
    let measure = corpus.measure(slot);
    RecordLine::Measure(MeasureLine {
        id: &measure.id,
        name: &measure.name,
        unit: measure.unit.as_ref(),
        about: &measure.about,
        claims: corpus.counting(slot).len(),
    })
}

/// Converts ranges of a text as it is shown into ranges of the text in the file, which is the one in the JSON.
pub(super) fn ranges(text: &Text, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    let raw = ranges.iter().map(|range| text.raw_range(range.clone()));
    raw.map(|range| [range.start, range.end]).collect()
}

fn document(corpus: &Corpus, slot: DocumentSlot) -> DocumentLine<'_> {
    let document = corpus.document(slot);
    DocumentLine {
        id: &document.id,
        title: (!document.is_untitled).then_some(&document.title),
        author: &document.author,
        publisher: document.publisher.as_ref(),
        url: document.url.as_ref(),
        published: document.published,
        retrieved: document.retrieved,
        archived: document.archived.as_ref(),
        genre: document.genre,
        language: document.language.as_ref(),
        summary: document.summary.as_ref(),
        claims: corpus.claims_in(slot).len(),
        drafts: document.claims.iter().filter(|claim| claim.draft.is_some()).count(),
        to_fill_in: document.to_fill_in(),
    }
}

fn entity(corpus: &Corpus, slot: EntitySlot) -> EntityLine<'_> {
    let entity = corpus.entity(slot);
    EntityLine {
        id: &entity.id,
        schema: entity.schema,
        name: &entity.name,
        alias: &entity.alias,
        weak_alias: &entity.weak_alias,
        position: &entity.position,
        country: &entity.country,
        member_of: &entity.member_of,
        wikidata_id: entity.wikidata_id.as_ref(),
        summary: entity.summary.as_ref(),
        documents: corpus.documents_of(slot).len(),
        claims: corpus.claims_of(slot).len(),
        draft: entity.draft.as_deref(),
    }
}

fn claim(corpus: &Corpus, slot: ClaimSlot) -> ClaimLine<'_> {
    let claim = corpus.claim(slot);
    let ids = |slots: &[EntitySlot]| slots.iter().map(|slot| &corpus.entity(*slot).id).collect();
    ClaimLine {
        id: corpus.claim_ref(slot),
        document: &corpus.document(corpus.document_of(slot)).id,
        text: &claim.text,
        kind: claim.kind,
        speaker: ids(corpus.speakers(slot)),
        via: ids(corpus.via(slot)),
        about: ids(corpus.subjects(slot)),
        date: claim.date,
        origin: corpus.origin_of(slot).map(|origin| &corpus.origin(origin).id),
        credibility: claim.credibility,
        passage: claim.passage.as_deref().map(passage),
        quote: claim.quote.as_ref(),
        figures: claim.figures.iter().map(figure).collect(),
        relations: claim.relations.iter().map(relation).collect(),
        link: corpus.link(slot),
        draft: claim.draft.as_deref(),
    }
}

fn passage(passage: &Passage) -> PassageLine<'_> {
    PassageLine {
        paragraph: passage.paragraph,
        start: &passage.start,
        end: passage.end.as_deref(),
        prefix: passage.prefix.as_deref(),
        suffix: passage.suffix.as_deref(),
    }
}

fn figure(figure: &Figure) -> FigureLine<'_> {
    FigureLine { of: &figure.measure, value: figure.value, bound: figure.bound }
}

fn relation(relation: &Relation) -> RelationLine<'_> {
    RelationLine { relation_type: relation.relation_type, claim: &relation.claim, note: relation.note.as_ref() }
}
