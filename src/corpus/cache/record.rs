//! A document as a cache holds it: the words of its file, without the YAML around them.
//!
//! What is read back goes through the same constructors as the words of files, so nothing gets into a corpus by way
//! of a cache that could not get there from a file. Fields are told by their order alone: the structs that are written
//! and those that are read have the same ones in the same order.

use serde::{Deserialize, Serialize};

use crate::briefing::{
    Claim, ClaimId, ClaimRef, Credibility, Document, DocumentId, Edtf, EntityId, Genre, Kind, Mentions, OutletId,
    Passage, Relation, RelationType, SourceUrl,
};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot};
use crate::text::Text;

/// A document, written.
#[derive(Serialize)]
struct Written<'a> {
    title: &'a Text,
    author: &'a [EntityId],
    publisher: &'a OutletId,
    url: &'a SourceUrl,
    published: Edtf,
    language: Option<&'a Text>,
    genre: Option<Genre>,
    summary: Option<&'a Text>,
    mentions: &'a str,
    claims: Vec<WrittenClaim<'a>>,
}

#[derive(Serialize)]
struct WrittenClaim<'a> {
    id: &'a ClaimId,
    text: &'a Text,
    kind: Kind,
    date: Option<Edtf>,
    credibility: Option<Credibility>,
    passage: Option<Words<'a>>,
    relations: Vec<(RelationType, &'a ClaimRef, Option<&'a Text>)>,
}

/// A passage's paragraph, prefix, start, end and suffix.
type Words<'a> = (Option<u32>, Option<&'a str>, &'a str, Option<&'a str>, Option<&'a str>);

/// A document, read back and not yet checked.
#[derive(Deserialize)]
pub(super) struct Record<'a> {
    title: &'a str,
    #[serde(borrow)]
    author: Vec<&'a str>,
    publisher: &'a str,
    url: &'a str,
    published: &'a str,
    language: Option<&'a str>,
    genre: Option<Genre>,
    summary: Option<&'a str>,
    mentions: &'a str,
    #[serde(borrow)]
    claims: Vec<ReadClaim<'a>>,
}

#[derive(Deserialize)]
struct ReadClaim<'a> {
    id: &'a str,
    text: &'a str,
    kind: Kind,
    date: Option<&'a str>,
    credibility: Option<u8>,
    #[serde(borrow)]
    passage: Option<Words<'a>>,
    #[serde(borrow)]
    relations: Vec<(RelationType, &'a str, Option<&'a str>)>,
}

/// Writes a document of a corpus behind other bytes.
pub(super) fn write(corpus: &Corpus, slot: DocumentSlot, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let document = corpus.document(slot);
    let mentions = mentions(corpus, corpus.claims_in(slot));
    let written = Written {
        title: &document.title,
        author: &document.author,
        publisher: &document.publisher,
        url: &document.url,
        published: document.published,
        language: document.language.as_ref(),
        genre: document.genre,
        summary: document.summary.as_ref(),
        mentions: mentions.lines(),
        claims: document.claims.iter().map(claim).collect(),
    };
    postcard::to_extend(&written, bytes).ok()
}

fn claim(claim: &Claim) -> WrittenClaim<'_> {
    WrittenClaim {
        id: &claim.id,
        text: &claim.text,
        kind: claim.kind,
        date: claim.date,
        credibility: claim.credibility,
        passage: claim.passage.as_deref().map(words),
        relations: claim.relations.iter().map(|tie| (tie.relation_type, &tie.claim, tie.note.as_ref())).collect(),
    }
}

fn words(passage: &Passage) -> Words<'_> {
    let Passage { paragraph, prefix, start, end, suffix } = passage;
    (*paragraph, prefix.as_deref(), start, end.as_deref(), suffix.as_deref())
}

/// Whom claims name, as their file has it.
fn mentions(corpus: &Corpus, claims: impl Iterator<Item = ClaimSlot>) -> Mentions {
    let id = |slot: &EntitySlot| &corpus.entity(*slot).id;
    let mut mentions = Mentions::default();
    for claim in claims {
        mentions.push(
            corpus.speaker(claim).as_ref().map(id),
            corpus.via(claim).iter().map(id),
            corpus.subjects(claim).iter().map(id),
            corpus.origin_of(claim).map(|origin| &corpus.origin(origin).id),
        );
    }
    mentions
}

impl Record<'_> {
    /// The document with this id, and whom its claims name; `None` for what no file could say.
    pub(super) fn read(self, id: DocumentId) -> Option<(Document, Mentions)> {
        let mentions = Mentions::read(self.mentions, self.claims.len())?;
        let document = Document {
            id,
            title: Text::clean(self.title),
            author: self.author.into_iter().map(EntityId::parse).collect::<Option<_>>()?,
            publisher: OutletId::parse(self.publisher)?,
            url: SourceUrl::parse(self.url)?,
            published: Edtf::parse(self.published)?,
            language: self.language.map(Text::clean),
            genre: self.genre,
            summary: self.summary.map(Text::clean),
            claims: self.claims.into_iter().map(ReadClaim::read).collect::<Option<_>>()?,
        };
        Some((document, mentions))
    }
}

impl ReadClaim<'_> {
    fn read(self) -> Option<Claim> {
        let passage = |(paragraph, prefix, start, end, suffix): Words<'_>| {
            let owned = |words: Option<&str>| words.map(str::to_owned);
            let (prefix, end, suffix) = (owned(prefix), owned(end), owned(suffix));
            Box::new(Passage { paragraph, prefix, start: start.to_owned(), end, suffix })
        };
        let relation = |(relation_type, claim, note): (RelationType, &str, Option<&str>)| {
            Some(Relation { relation_type, claim: ClaimRef::parse(claim)?, note: note.map(Text::clean) })
        };
        Some(Claim {
            id: ClaimId::parse(self.id)?,
            text: Text::clean(self.text),
            kind: self.kind,
            date: self.date.map(|date| Edtf::parse(date).ok_or(())).transpose().ok()?,
            credibility: self.credibility.map(|grade| Credibility::new(grade.into()).ok_or(())).transpose().ok()?,
            passage: self.passage.map(passage),
            relations: self.relations.into_iter().map(relation).collect::<Option<_>>()?,
        })
    }
}
