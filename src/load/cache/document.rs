//! A document as a cache holds it: the words of its file, without the YAML around them.
//!
//! The words of many documents are in one text, one behind the other, so that it is told once that they are text;
//! a [`Record`] says how long each of them is, in the order in which they stand there. What is read back goes through
//! the same constructors as the words of files, so nothing gets into a corpus by way of a cache that could not get
//! there from a file.

use serde::{Deserialize, Serialize};

use crate::briefing::{
    Claim, ClaimId, ClaimRef, Credibility, Document, DocumentId, Edtf, EntityId, Genre, Kind, OutletId, PackedRefs,
    Passage, Relation, RelationType, SourceUrl,
};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot};
use crate::load::cache::document_id;
use crate::text::TextSplitter;

/// How many bytes of the text a word takes.
type Length = usize;

/// A document, but for its words.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    title: Length,
    author: Vec<Length>,
    publisher: Length,
    url: Length,
    published: Length,
    language: Option<Length>,
    genre: Option<Genre>,
    summary: Option<Length>,
    claims: Vec<ClaimRecord>,
    /// Whom the claims name, by their numbers among all names in the cache.
    mentions: &'a [u8],
}

#[derive(Serialize, Deserialize)]
struct ClaimRecord {
    id: Length,
    text: Length,
    kind: Kind,
    date: Option<Length>,
    credibility: Option<u8>,
    passage: Option<PassageRecord>,
    relations: Vec<RelationRecord>,
}

/// A passage's paragraph, prefix, start, end and suffix.
type PassageRecord = (Option<u32>, Option<Length>, Length, Option<Length>, Option<Length>);

/// A relation's type, other claim and note.
type RelationRecord = (RelationType, Length, Option<Length>);

/// Words, one behind the other.
#[derive(Default)]
pub(crate) struct Words(String);

impl Words {
    fn put(&mut self, word: &str) -> Length {
        self.0.push_str(word);
        word.len()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes something of what may be missing; fails where it is there, and nothing can be made of it.
pub(crate) fn option<W, T>(word: Option<W>, make: impl FnOnce(W) -> Option<T>) -> Result<Option<T>, ()> {
    word.map(|word| make(word).ok_or(())).transpose()
}

/// Writes a document of a corpus behind others.
pub(crate) fn write(corpus: &Corpus, slot: DocumentSlot, words: &mut Words, records: Vec<u8>) -> Option<Vec<u8>> {
    let document = corpus.document(slot);
    let mentions = mentions(corpus, corpus.claims_in(slot));
    // In the order of the fields, as they are read.
    let record = Record {
        title: words.put(document.title.raw()),
        author: document.author.iter().map(|author| words.put(author.as_str())).collect(),
        publisher: words.put(document.publisher.as_str()),
        url: words.put(document.url.as_str()),
        published: words.put(&document.published.to_string()),
        language: document.language.as_ref().map(|language| words.put(language.raw())),
        genre: document.genre,
        summary: document.summary.as_ref().map(|summary| words.put(summary.raw())),
        claims: document.claims.iter().map(|claim| ClaimRecord::of(claim, words)).collect(),
        mentions: mentions.as_bytes(),
    };
    postcard::to_extend(&record, records).ok()
}

/// Whom claims name, by their slots.
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

/// The documents of a block, to be taken one behind the other.
pub(crate) struct Records<'a> {
    words: TextSplitter<'a>,
    records: &'a [u8],
}

impl<'a> Records<'a> {
    /// The documents of a block that begins with so many bytes of words; `None` where these are none.
    pub(crate) fn of(block: &'a [u8], words: usize) -> Option<Self> {
        let (words, records) = block.split_at_checked(words)?;
        Some(Self { words: TextSplitter::new(str::from_utf8(words).ok()?), records })
    }

    /// The next document, which is from the file of this name, and the numbers of whom its claims name.
    pub(crate) fn next(&mut self, name: &str) -> Option<(Document, &'a [u8])> {
        let id = document_id(name)?;
        let (record, rest) = postcard::take_from_bytes::<Record<'_>>(self.records).ok()?;
        self.records = rest;
        let mentions = record.mentions;
        Some((record.read(id, &mut self.words)?, mentions))
    }

    /// True where there is nothing else.
    #[cfg(test)]
    pub(crate) fn is_empty(&mut self) -> bool {
        self.records.is_empty() && self.words.split(1).is_none()
    }
}

impl Record<'_> {
    /// The document with this id; `None` for what no file could say.
    fn read(self, id: DocumentId, words: &mut TextSplitter<'_>) -> Option<Document> {
        Some(Document {
            id,
            title: words.split_text(self.title)?,
            author: self.author.into_iter().map(|id| EntityId::parse(words.split(id)?)).collect::<Option<_>>()?,
            publisher: OutletId::parse(words.split(self.publisher)?)?,
            url: SourceUrl::parse(words.split(self.url)?)?,
            published: Edtf::parse(words.split(self.published)?)?,
            language: option(self.language, |length| words.split_text(length)).ok()?,
            genre: self.genre,
            summary: option(self.summary, |length| words.split_text(length)).ok()?,
            claims: {
                let mut claims = Vec::with_capacity(self.claims.len());
                for claim in self.claims {
                    claims.push(claim.read(words)?);
                }
                claims
            },
        })
    }
}

impl ClaimRecord {
    fn of(claim: &Claim, words: &mut Words) -> Self {
        let passage = |passage: &Passage, words: &mut Words| {
            let Passage { paragraph, prefix, start, end, suffix } = passage;
            let option = |word: &Option<String>, words: &mut Words| word.as_ref().map(|word| words.put(word));
            let prefix = option(prefix, words);
            let start = words.put(start);
            (*paragraph, prefix, start, option(end, words), option(suffix, words))
        };
        let relation = |relation: &Relation, words: &mut Words| {
            let name = words.put(&relation.claim.to_string());
            (relation.relation_type, name, relation.note.as_ref().map(|note| words.put(note.raw())))
        };
        Self {
            id: words.put(claim.id.as_str()),
            text: words.put(claim.text.raw()),
            kind: claim.kind,
            date: claim.date.map(|date| words.put(&date.to_string())),
            credibility: claim.credibility.map(Credibility::grade),
            passage: claim.passage.as_deref().map(|of| passage(of, words)),
            relations: claim.relations.iter().map(|of| relation(of, words)).collect(),
        }
    }

    fn read(self, words: &mut TextSplitter<'_>) -> Option<Claim> {
        Some(Claim {
            id: ClaimId::parse(words.split(self.id)?)?,
            text: words.split_text(self.text)?,
            kind: self.kind,
            date: option(self.date, |length| Edtf::parse(words.split(length)?)).ok()?,
            credibility: self.credibility.map(|grade| Credibility::new(grade.into()).ok_or(())).transpose().ok()?,
            passage: self.passage.map(|of| passage(of, words).ok_or(())).transpose().ok()?,
            relations: self.relations.into_iter().map(|of| relation(of, words)).collect::<Option<_>>()?,
        })
    }
}

fn passage(
    (paragraph, prefix, start, end, suffix): PassageRecord,
    words: &mut TextSplitter<'_>,
) -> Option<Box<Passage>> {
    let mut owned = |length| words.split(length).map(str::to_owned);
    let (prefix, start) = (option(prefix, &mut owned).ok()?, owned(start)?);
    let (end, suffix) = (option(end, &mut owned).ok()?, option(suffix, &mut owned).ok()?);
    Some(Box::new(Passage { paragraph, prefix, start, end, suffix }))
}

fn relation((relation_type, claim, note): RelationRecord, words: &mut TextSplitter<'_>) -> Option<Relation> {
    let claim = ClaimRef::parse(words.split(claim)?)?;
    Some(Relation { relation_type, claim, note: option(note, |length| words.split_text(length)).ok()? })
}
