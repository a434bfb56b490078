//! Encodes documents for the cache.
//!
//! The strings of a batch of documents are concatenated into one text, which is checked to be UTF-8 only once. A
//! [`DocumentRecord`] holds the length of each string, in order. Strings that are read back go through the same
//! constructors as strings from files. So a cache cannot bring anything into a corpus that a file could not.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::briefing::{
    Amount, Bound, Claim, ClaimId, ClaimRef, Credibility, Document, DocumentId, Edtf, EntityId, Figure, Genre, Kind,
    MeasureId, OutletId, PackedRefs, Passage, Relation, RelationType, SourceUrl,
};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot};
use crate::load::cache::draft_codec::DraftRecord;
use crate::text::{Text, TextSplitter};

/// The number of bytes of a string.
type Length = usize;

/// A document without its strings.
#[derive(Serialize, Deserialize)]
struct DocumentRecord<'a> {
    title: Option<Length>,
    author: Vec<Length>,
    publisher: Option<Length>,
    url: Option<Length>,
    published: Option<Length>,
    retrieved: Option<Length>,
    archived: Option<Length>,
    language: Option<Length>,
    genre: Option<Genre>,
    summary: Option<Length>,
    #[serde(borrow)]
    claims: Vec<ClaimRecord<'a>>,
    /// The entities and origins that the claims mention, by their numbers in the footer.
    mentions: &'a [u8],
}

#[derive(Serialize, Deserialize)]
struct ClaimRecord<'a> {
    id: Length,
    text: Length,
    kind: Kind,
    date: Option<Length>,
    credibility: Option<u8>,
    passage: Option<PassageRecord>,
    quote: Option<Length>,
    figures: Vec<FigureRecord>,
    relations: Vec<RelationRecord>,
    #[serde(borrow)]
    draft: Option<DraftRecord<'a>>,
}

/// A passage's paragraph, prefix, start, end and suffix.
type PassageRecord = (Option<u32>, Option<Length>, Length, Option<Length>, Option<Length>);

/// A figure's measure, value and bound.
type FigureRecord = (Length, f64, Bound);

/// A relation's type, other claim and note.
type RelationRecord = (RelationType, Length, Option<Length>);

/// Concatenated strings.
#[derive(Default)]
pub(crate) struct StringBuffer(String);

impl StringBuffer {
    fn push(&mut self, string: &str) -> Length {
        self.0.push_str(string);
        string.len()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Parses an optional value. Fails if it is present and cannot be parsed.
pub(crate) fn option<W, T>(value: Option<W>, parse: impl FnOnce(W) -> Option<T>) -> Result<Option<T>, ()> {
    value.map(|value| parse(value).ok_or(())).transpose()
}

/// Adds a document to the strings and records of others.
pub(crate) fn write(
    corpus: &Corpus,
    slot: DocumentSlot,
    strings: &mut StringBuffer,
    records: Vec<u8>,
) -> Option<Vec<u8>> {
    let document = corpus.document(slot);
    let mentions = mentions(corpus, corpus.with_drafts().claims_in(slot));
    // The order of the strings is that of the fields.
    let record = DocumentRecord {
        title: (!document.is_untitled).then(|| strings.push(document.title.raw())),
        author: document.author.iter().map(|author| strings.push(author.as_str())).collect(),
        publisher: document.publisher.as_ref().map(|publisher| strings.push(publisher.as_str())),
        url: document.url.as_ref().map(|url| strings.push(url.as_str())),
        published: document.published.map(|date| strings.push(&date.to_string())),
        retrieved: document.retrieved.map(|date| strings.push(&date.to_string())),
        archived: document.archived.as_ref().map(|url| strings.push(url.as_str())),
        language: document.language.as_ref().map(|language| strings.push(language.raw())),
        genre: document.genre,
        summary: document.summary.as_ref().map(|summary| strings.push(summary.raw())),
        claims: document.claims.iter().map(|claim| ClaimRecord::new(claim, strings)).collect(),
        mentions: mentions.as_bytes(),
    };
    postcard::to_extend(&record, records).ok()
}

/// Returns what claims mention, by slot.
fn mentions(corpus: &Corpus, claims: impl Iterator<Item = ClaimSlot>) -> PackedRefs {
    let number = |slot: &EntitySlot| slot.index();
    let mut numbers = PackedRefs::default();
    for claim in claims {
        let (via, subjects) = (corpus.via(claim), corpus.subjects(claim));
        let (speakers, origin) = (corpus.speakers(claim).iter().map(number), corpus.origin_of(claim));
        let (via, subjects) = (via.iter().map(number), subjects.iter().map(number));
        let relations = corpus.claim(claim).relations.len();
        numbers.push(speakers, via, subjects, origin.map(OriginSlot::index), relations);
    }
    numbers
}

/// Reads the documents of a block, one after the other.
pub(crate) struct DocumentReader<'a> {
    strings: TextSplitter<'a>,
    records: &'a [u8],
}

impl<'a> DocumentReader<'a> {
    /// Starts to read a block that begins with `text_bytes` bytes of text. Returns `None` if these are not UTF-8.
    pub(crate) fn new(block: &'a [u8], text_bytes: usize) -> Option<Self> {
        let (text, records) = block.split_at_checked(text_bytes)?;
        Some(Self { strings: TextSplitter::new(str::from_utf8(text).ok()?), records })
    }

    /// Reads the next document, and the numbers of what its claims mention. `name` is the name of its file.
    pub(crate) fn next(&mut self, name: &str) -> Option<(Document, &'a [u8])> {
        let id = document_id(name)?;
        let (record, rest) = postcard::take_from_bytes::<DocumentRecord<'_>>(self.records).ok()?;
        self.records = rest;
        let mentions = record.mentions;
        Some((record.read(id, &mut self.strings)?, mentions))
    }

    /// Returns whether everything was read.
    #[cfg(test)]
    pub(crate) fn is_empty(&mut self) -> bool {
        self.records.is_empty() && self.strings.split(1).is_none()
    }
}

impl DocumentRecord<'_> {
    /// Reads the document with this id. Returns `None` for one that could not come from a file.
    fn read(self, id: DocumentId, strings: &mut TextSplitter<'_>) -> Option<Document> {
        let is_untitled = self.title.is_none();
        let title = option(self.title, |length| strings.split_text(length)).ok()?;
        Some(Document {
            is_untitled,
            title: title.unwrap_or_else(|| Text::clean(id.as_str())),
            id,
            author: self.author.into_iter().map(|id| EntityId::parse(strings.split(id)?)).collect::<Option<_>>()?,
            publisher: option(self.publisher, |length| OutletId::parse(strings.split(length)?)).ok()?,
            url: option(self.url, |length| SourceUrl::parse(strings.split(length)?)).ok()?,
            published: option(self.published, |length| Edtf::parse(strings.split(length)?)).ok()?,
            retrieved: option(self.retrieved, |length| Edtf::parse(strings.split(length)?)).ok()?,
            archived: option(self.archived, |length| SourceUrl::parse(strings.split(length)?)).ok()?,
            language: option(self.language, |length| strings.split_text(length)).ok()?,
            genre: self.genre,
            summary: option(self.summary, |length| strings.split_text(length)).ok()?,
            claims: {
                let mut claims = Vec::with_capacity(self.claims.len());
                for claim in self.claims {
                    claims.push(claim.read(strings)?);
                }
                claims
            },
        })
    }
}

impl<'a> ClaimRecord<'a> {
    fn new(claim: &'a Claim, strings: &mut StringBuffer) -> Self {
        let passage = |passage: &Passage, strings: &mut StringBuffer| {
            let Passage { paragraph, prefix, start, end, suffix } = passage;
            let option = |string: &Option<String>, strings: &mut StringBuffer| {
                string.as_ref().map(|string| strings.push(string))
            };
            let prefix = option(prefix, strings);
            let start = strings.push(start);
            (*paragraph, prefix, start, option(end, strings), option(suffix, strings))
        };
        let figure = |figure: &Figure, strings: &mut StringBuffer| {
            let Figure { measure, value, bound } = figure;
            (strings.push(measure.as_str()), value.number(), *bound)
        };
        let relation = |relation: &Relation, strings: &mut StringBuffer| {
            let name = strings.push(&relation.claim.to_string());
            (relation.relation_type, name, relation.note.as_ref().map(|note| strings.push(note.raw())))
        };
        Self {
            id: strings.push(claim.id.as_str()),
            text: strings.push(claim.text.raw()),
            kind: claim.kind,
            date: claim.date.map(|date| strings.push(&date.to_string())),
            credibility: claim.credibility.map(Credibility::grade),
            passage: claim.passage.as_deref().map(|claimed| passage(claimed, strings)),
            quote: claim.quote.as_ref().map(|quote| strings.push(quote.raw())),
            figures: claim.figures.iter().map(|record| figure(record, strings)).collect(),
            relations: claim.relations.iter().map(|record| relation(record, strings)).collect(),
            draft: claim.draft.as_deref().map(DraftRecord::new),
        }
    }

    fn read(self, strings: &mut TextSplitter<'_>) -> Option<Claim> {
        Some(Claim {
            id: ClaimId::parse(strings.split(self.id)?)?,
            text: strings.split_text(self.text)?,
            kind: self.kind,
            date: option(self.date, |length| Edtf::parse(strings.split(length)?)).ok()?,
            credibility: self.credibility.map(|grade| Credibility::new(grade.into()).ok_or(())).transpose().ok()?,
            passage: self.passage.map(|record| passage(record, strings).ok_or(())).transpose().ok()?,
            quote: option(self.quote, |length| strings.split_text(length)).ok()?,
            figures: self.figures.into_iter().map(|record| figure(record, strings)).collect::<Option<_>>()?,
            relations: self.relations.into_iter().map(|record| relation(record, strings)).collect::<Option<_>>()?,
            draft: self.draft.map(|draft| Box::new(draft.read())),
        })
    }
}

fn passage(
    (paragraph, prefix, start, end, suffix): PassageRecord,
    strings: &mut TextSplitter<'_>,
) -> Option<Box<Passage>> {
    let mut owned = |length| strings.split(length).map(str::to_owned);
    let (prefix, start) = (option(prefix, &mut owned).ok()?, owned(start)?);
    let (end, suffix) = (option(end, &mut owned).ok()?, option(suffix, &mut owned).ok()?);
    Some(Box::new(Passage { paragraph, prefix, start, end, suffix }))
}

fn figure((measure, value, bound): FigureRecord, strings: &mut TextSplitter<'_>) -> Option<Figure> {
    Some(Figure { measure: MeasureId::parse(strings.split(measure)?)?, value: Amount::new(value)?, bound })
}

fn relation((relation_type, claim, note): RelationRecord, strings: &mut TextSplitter<'_>) -> Option<Relation> {
    let claim = ClaimRef::parse(strings.split(claim)?)?;
    Some(Relation { relation_type, claim, note: option(note, |length| strings.split_text(length)).ok()? })
}

/// Returns the id of the document in the file with this name.
pub(crate) fn document_id(name: &str) -> Option<DocumentId> {
    DocumentId::parse(Path::new(name).file_stem()?.to_str()?)
}
