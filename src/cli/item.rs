//! The records of a corpus as commands look them up: by id, name, alias or address.

use crate::briefing::SourceUrl;
use crate::corpus::{Corpus, Record};
use crate::search::fold;
use crate::text::Text;

/// Maximum number of ids in a message, because a longer list hides the message.
pub(super) const MOST_NAMED: usize = 5;

/// Returns the word for a record's kind.
pub(super) fn kind(record: Record) -> &'static str {
    match record {
        Record::Document(_) => "document",
        Record::Entity(_) => "entity",
        Record::Claim(_) => "claim",
        Record::Outlet(_) => "outlet",
        Record::Origin(_) => "origin",
    }
}

/// Returns the word for a record's kind with the indefinite article.
pub(super) fn kind_with_article(record: Record) -> String {
    let kind = kind(record);
    let article = if kind.starts_with(['e', 'o']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// Returns a record's name or title; a claim has none.
pub(super) fn name(corpus: &Corpus, record: Record) -> Option<&Text> {
    (!matches!(record, Record::Claim(_))).then(|| corpus.shown(record))
}

/// Returns a record's other names, which only entities have.
pub(super) fn aliases(corpus: &Corpus, record: Record) -> &[Text] {
    match record {
        Record::Entity(slot) => &corpus.entity(slot).alias,
        _ => &[],
    }
}

/// Returns whether this is a record's address. The address of a claim is the link to its passage.
pub(super) fn is_at(corpus: &Corpus, record: Record, address: &SourceUrl) -> bool {
    match record {
        Record::Document(slot) => corpus.document(slot).url.as_ref() == Some(address),
        Record::Claim(slot) => corpus.link(slot).as_ref() == Some(address),
        Record::Outlet(slot) => corpus.outlet(slot).url.as_ref() == Some(address),
        Record::Entity(_) | Record::Origin(_) => false,
    }
}

/// Yields all documents, entities, outlets and origins.
pub(super) fn named_records(corpus: &Corpus) -> impl Iterator<Item = Record> {
    corpus
        .documents()
        .map(Record::Document)
        .chain(corpus.entities().map(Record::Entity))
        .chain(corpus.outlets_and_origins())
}

/// Returns a name without case and accents, for comparing.
pub(super) fn folded(name: &str) -> String {
    fold(Text::clean(name).as_str())
}
