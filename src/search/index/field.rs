//! The searched texts of each record, and their weights.
//!
//! The index and the explanation of a hit both list texts through [`Owner::texts`], so that every hit can be explained. A
//! name is listed only for its owner. A claim is related to it by a [`Relationship`].

use crate::briefing::{Document, Entity, Origin, Outlet};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot};
use crate::text::Text;

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Field {
    EntityName,
    EntityAlias,
    EntityWeakAlias,
    EntityPosition,
    EntityId,
    EntitySummary,
    OutletName,
    OutletId,
    OriginName,
    OriginId,
    DocumentTitle,
    DocumentId,
    DocumentGenre,
    DocumentSummary,
    ClaimText,
    ClaimQuote,
    ClaimKind,
    ClaimId,
}

impl Field {
    pub(crate) const ALL: [Self; 18] = [
        Self::EntityName,
        Self::EntityAlias,
        Self::EntityWeakAlias,
        Self::EntityPosition,
        Self::EntityId,
        Self::EntitySummary,
        Self::OutletName,
        Self::OutletId,
        Self::OriginName,
        Self::OriginId,
        Self::DocumentTitle,
        Self::DocumentId,
        Self::DocumentGenre,
        Self::DocumentSummary,
        Self::ClaimText,
        Self::ClaimQuote,
        Self::ClaimKind,
        Self::ClaimId,
    ];

    /// Returns the weight of a match in the field, in percent.
    pub(crate) fn weight(self) -> u32 {
        match self {
            Self::EntityName | Self::OutletName => 100,
            Self::EntityAlias => 98,
            Self::DocumentTitle => 95,
            Self::ClaimText | Self::ClaimQuote | Self::EntityPosition => 90,
            Self::ClaimKind | Self::DocumentGenre => 85,
            Self::EntityWeakAlias
            | Self::EntityId
            | Self::OutletId
            | Self::OriginName
            | Self::OriginId
            | Self::DocumentId
            | Self::ClaimId => 80,
            Self::EntitySummary | Self::DocumentSummary => 72,
        }
    }

    /// Returns the name shown to readers.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::EntityName | Self::OutletName | Self::OriginName => "name",
            Self::EntityAlias => "alias",
            Self::EntityWeakAlias => "weak alias",
            Self::EntityPosition => "position",
            Self::EntityId | Self::OutletId | Self::OriginId | Self::DocumentId | Self::ClaimId => "id",
            Self::EntitySummary | Self::DocumentSummary => "summary",
            Self::DocumentTitle => "title",
            Self::DocumentGenre => "genre",
            Self::ClaimText => "text",
            Self::ClaimQuote => "quote",
            Self::ClaimKind => "kind",
        }
    }

    /// Returns whether this is a name of an actor. A match in a short name scores more, because more of it was typed.
    pub(crate) fn is_name(self) -> bool {
        matches!(self, Self::EntityName | Self::EntityAlias | Self::EntityWeakAlias | Self::OutletName)
    }

    /// Returns whether misspellings are forgiven most here.
    pub(crate) fn is_proper_name(self) -> bool {
        matches!(self, Self::EntityName | Self::EntityAlias)
    }
}

/// How a record is related to the owner of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Relationship {
    /// The text is the record's own.
    Own,
    /// The entity is the claim's speaker.
    Speaker,
    /// The entity wrote the document, or asserts the claim because it wrote the document.
    Author,
    /// The claim is about the entity.
    About,
    /// The claim came through the entity.
    Via,
    /// The outlet published the document, or asserts a claim without speaker or author.
    Publisher,
    /// The document has the claim.
    Document,
    /// The claim rests on the origin.
    Origin,
}

impl Relationship {
    /// Returns the name shown to readers.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Speaker => "speaker",
            Self::Author => "author",
            Self::About => "about",
            Self::Via => "via",
            Self::Publisher => "publisher",
            Self::Document => "document",
            Self::Origin => "origin",
        }
    }

    /// Returns the part of an owner's score that the related record gets, in percent.
    pub(crate) fn share(self) -> u32 {
        match self {
            Self::Own => 100,
            // The corpus keeps speakers and authors in one table.
            Self::Speaker | Self::Author => 97,
            // Less than exact words in a claim's own text, however short the name is.
            Self::About => 86,
            Self::Via => 85,
            Self::Publisher => 84,
            Self::Document => 63,
            Self::Origin => 80,
        }
    }
}

/// A record with texts of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Owner {
    Entity(EntitySlot),
    Outlet(OutletSlot),
    Origin(OriginSlot),
    Document(DocumentSlot),
    Claim(ClaimSlot),
}

impl Owner {
    /// Returns the owner's slot as an index.
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Entity(slot) => slot.index(),
            Self::Outlet(slot) => slot.index(),
            Self::Origin(slot) => slot.index(),
            Self::Document(slot) => slot.index(),
            Self::Claim(slot) => slot.index(),
        }
    }

    /// Returns the owner of a text in `field` from its slot's index.
    pub(crate) fn from_index(field: Field, index: usize) -> Self {
        use Field::{
            ClaimId, ClaimKind, ClaimQuote, ClaimText, DocumentGenre, DocumentId, DocumentSummary, DocumentTitle,
            EntityAlias, EntityId, EntityName, EntityPosition, EntitySummary, EntityWeakAlias, OriginId, OriginName,
            OutletId, OutletName,
        };
        match field {
            EntityName | EntityAlias | EntityWeakAlias | EntityPosition | EntityId | EntitySummary => {
                Self::Entity(EntitySlot::new(index))
            }
            OutletName | OutletId => Self::Outlet(OutletSlot::new(index)),
            OriginName | OriginId => Self::Origin(OriginSlot::new(index)),
            DocumentTitle | DocumentId | DocumentGenre | DocumentSummary => Self::Document(DocumentSlot::new(index)),
            ClaimText | ClaimQuote | ClaimKind | ClaimId => Self::Claim(ClaimSlot::new(index)),
        }
    }

    /// Calls `each` with every searched text, the highest weight first.
    pub(crate) fn texts<'a>(self, corpus: &'a Corpus, each: &mut dyn FnMut(Field, &'a str)) {
        match self {
            Self::Entity(slot) => entity(corpus.entity(slot), each),
            Self::Outlet(slot) => outlet(corpus.outlet(slot), each),
            Self::Origin(slot) => origin(corpus.origin(slot), each),
            Self::Document(slot) => document(corpus.document(slot), each),
            Self::Claim(slot) => {
                let claim = corpus.claim(slot);
                each(Field::ClaimText, claim.text.as_str());
                if let Some(quote) = &claim.quote {
                    each(Field::ClaimQuote, quote.as_str());
                }
                each(Field::ClaimKind, claim.kind.as_str());
                each(Field::ClaimId, claim.id.as_str());
            }
        }
    }
}

fn entity<'a>(entity: &'a Entity, each: &mut dyn FnMut(Field, &'a str)) {
    let mut all = |field, texts: &'a [Text]| texts.iter().for_each(|text| each(field, text.as_str()));
    all(Field::EntityName, std::slice::from_ref(&entity.name));
    all(Field::EntityAlias, &entity.alias);
    all(Field::EntityPosition, &entity.position);
    all(Field::EntityWeakAlias, &entity.weak_alias);
    each(Field::EntityId, entity.id.as_str());
    if let Some(id) = &entity.wikidata_id {
        each(Field::EntityId, id.as_str());
    }
    if let Some(summary) = &entity.summary {
        each(Field::EntitySummary, summary.as_str());
    }
}

fn outlet<'a>(outlet: &'a Outlet, each: &mut dyn FnMut(Field, &'a str)) {
    each(Field::OutletName, outlet.name.as_str());
    each(Field::OutletId, outlet.id.as_str());
}

fn origin<'a>(origin: &'a Origin, each: &mut dyn FnMut(Field, &'a str)) {
    each(Field::OriginName, origin.name.as_str());
    each(Field::OriginId, origin.id.as_str());
}

fn document<'a>(document: &'a Document, each: &mut dyn FnMut(Field, &'a str)) {
    each(Field::DocumentTitle, document.title.as_str());
    if let Some(genre) = document.genre {
        each(Field::DocumentGenre, genre.as_str());
    }
    each(Field::DocumentId, document.id.as_str());
    if let Some(summary) = &document.summary {
        each(Field::DocumentSummary, summary.as_str());
    }
}
