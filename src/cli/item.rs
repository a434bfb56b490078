//! The records and sources of a corpus as commands look them up: by id, name, alias or address.

use crate::briefing::SourceUrl;
use crate::corpus::{Corpus, OriginSlot, OutletSlot, Record};
use crate::search::fold;
use crate::text::Text;

/// Maximum number of ids in a message, because a longer list hides the message.
pub(super) const MOST_NAMED: usize = 5;

/// A record or a source: whatever has an id that can be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A document, an entity or a claim.
    Record(Record),
    /// A publisher.
    Outlet(OutletSlot),
    /// An origin, which several documents may rest on.
    Origin(OriginSlot),
}

impl Item {
    /// Returns its id.
    pub(super) fn id(self, corpus: &Corpus) -> String {
        match self {
            Self::Record(slot) => corpus.id_of(slot),
            Self::Outlet(slot) => corpus.outlet(slot).id.to_string(),
            Self::Origin(slot) => corpus.origin(slot).id.to_string(),
        }
    }

    /// Returns the word for its kind.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Record(Record::Document(_)) => "document",
            Self::Record(Record::Entity(_)) => "entity",
            Self::Record(Record::Claim(_)) => "claim",
            Self::Outlet(_) => "outlet",
            Self::Origin(_) => "origin",
        }
    }

    /// Returns the word for its kind with the indefinite article.
    pub(super) fn kind_with_article(self) -> String {
        let article = if self.kind().starts_with(['e', 'o']) { "an" } else { "a" };
        format!("{article} {}", self.kind())
    }

    /// Returns its name or title; a claim has none.
    pub(super) fn name(self, corpus: &Corpus) -> Option<&Text> {
        match self {
            Self::Record(Record::Claim(_)) => None,
            Self::Record(slot) => Some(corpus.shown(slot)),
            Self::Outlet(slot) => Some(&corpus.outlet(slot).name),
            Self::Origin(slot) => Some(&corpus.origin(slot).name),
        }
    }

    /// Returns its other names, which only entities have.
    pub(super) fn aliases(self, corpus: &Corpus) -> &[Text] {
        match self {
            Self::Record(Record::Entity(slot)) => &corpus.entity(slot).alias,
            _ => &[],
        }
    }

    /// Returns whether this is its address. The address of a claim is the link to its passage.
    pub(super) fn is_at(self, corpus: &Corpus, address: &SourceUrl) -> bool {
        match self {
            Self::Record(Record::Document(slot)) => corpus.document(slot).url.as_ref() == Some(address),
            Self::Record(Record::Claim(slot)) => corpus.link(slot).as_ref() == Some(address),
            Self::Outlet(slot) => corpus.outlet(slot).url.as_ref() == Some(address),
            Self::Record(Record::Entity(_)) | Self::Origin(_) => false,
        }
    }
}

/// Yields all documents, entities, outlets and origins.
pub(super) fn items(corpus: &Corpus) -> impl Iterator<Item = Item> {
    let documents = corpus.documents().map(|slot| Item::Record(Record::Document(slot)));
    let entities = corpus.entities().map(|slot| Item::Record(Record::Entity(slot)));
    let outlets = corpus.outlets().map(Item::Outlet);
    documents.chain(entities).chain(outlets).chain(corpus.origins().map(Item::Origin))
}

/// Returns a name without case and accents, for comparing.
pub(super) fn folded(name: &str) -> String {
    fold(Text::clean(name).as_str())
}
