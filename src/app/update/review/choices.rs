//! What the fields of a review offer to choose from.

use std::cmp::Reverse;

use crate::app::Model;
use crate::app::review::{Choice, Review};
use crate::briefing::Kind;

/// The document's own fields that a review edits.
pub(super) const DOCUMENT_FIELDS: [&str; 8] =
    ["title", "publisher", "url", "published", "author", "genre", "language", "archived"];

impl Model {
    /// Returns the actors: those that are new in this article first, then those that it names, then the others.
    pub(super) fn actors(&self, none: Option<&str>) -> Vec<Choice> {
        let Some(review) = self.review.as_deref() else { return Vec::new() };
        let Some(files) = review.files() else { return Vec::new() };
        let here: Vec<&str> = files.refs.names().entities().collect();
        let claims = |id: &str| self.corpus.find_entity(id).map_or(0, |slot| self.corpus.claims_of(slot).len());
        let mut entities: Vec<_> = files.entities.iter().collect();
        entities.sort_by_key(|entity| {
            let id = entity.id.as_str();
            (entity.draft.is_none(), !here.contains(&id), Reverse(claims(id)))
        });
        let choice = |entity: &&crate::briefing::Entity| Choice {
            id: entity.id.to_string(),
            name: entity.name.raw().to_owned(),
            also: entity.alias.iter().chain(&entity.weak_alias).map(|name| name.raw().to_owned()).collect(),
            is_new: entity.draft.is_some(),
        };
        none.map(Choice::none).into_iter().chain(entities.iter().map(choice)).collect()
    }

    /// Returns the kinds, that of the claim first.
    pub(super) fn kinds(&self) -> Vec<Choice> {
        let own = self.review.as_deref().and_then(Review::claim).map(|claim| claim.kind);
        let others = Kind::ALL.into_iter().filter(|kind| Some(*kind) != own);
        own.into_iter().chain(others).map(|kind| Choice::word(kind.as_str())).collect()
    }

    /// Returns the origins.
    pub(super) fn origins(&self) -> Vec<Choice> {
        let corpus = &self.corpus;
        let choice = |slot| {
            let origin = corpus.origin(slot);
            let (id, name) = (origin.id.to_string(), origin.name.raw().to_owned());
            Choice { id, name, also: Vec::new(), is_new: false }
        };
        std::iter::once(Choice::none("none known")).chain(corpus.origins().map(choice)).collect()
    }

    /// Returns the outlets.
    pub(super) fn outlets(&self) -> Vec<Choice> {
        let corpus = &self.corpus;
        let choice = |slot| {
            let outlet = corpus.outlet(slot);
            let is_new = outlet.draft.is_some();
            Choice { id: outlet.id.to_string(), name: outlet.name.raw().to_owned(), also: Vec::new(), is_new }
        };
        corpus.outlets().map(choice).collect()
    }

    /// Returns the document's own fields, those that are to fill in first.
    pub(super) fn document_fields(&self) -> Vec<Choice> {
        let files = self.review.as_deref().and_then(Review::files);
        let missing = files.map(|files| files.document.to_fill_in()).unwrap_or_default();
        let mut fields = DOCUMENT_FIELDS;
        fields.sort_by_key(|field| !missing.contains(field));
        let choice = |field: &&str| Choice { is_new: missing.contains(field), ..Choice::word(field) };
        fields.iter().map(choice).collect()
    }
}
