//! The order of a list: what `s` sorts it by.

use std::cmp::Reverse;

use super::pane::Pane;
use super::source_counts::SourceCounts;
use crate::briefing::Schema;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Record, RecordsInView, Voice};
use crate::text::collation;

/// What a list is sorted by. A search sorts it by how well a record matches instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// Claims as the articles have them, the newest article first.
    Article,
    /// By date, the newest first.
    Date,
    /// Claims by the name of who asserts them.
    Speaker,
    /// Entities and sources by the number of their claims in view.
    Claims,
    /// Entities and sources by name.
    Name,
    /// Entities by type; outlets before origins.
    Schema,
    /// Documents by the name of their publisher.
    Outlet,
}

impl SortBy {
    /// Returns what a pane's list can be sorted by. The first one is the default.
    pub fn choices(pane: Pane) -> &'static [Self] {
        match pane {
            Pane::Documents => &[Self::Date, Self::Outlet],
            Pane::Entities | Pane::Sources => &[Self::Claims, Self::Name, Self::Schema],
            Pane::Claims => &[Self::Article, Self::Date, Self::Speaker],
            Pane::Detail | Pane::Find => &[],
        }
    }

    /// Returns the word for the heading of a list: `by name`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Date => "date",
            Self::Speaker => "speaker",
            Self::Claims => "claims",
            Self::Name => "name",
            Self::Schema => "type",
            Self::Outlet => "outlet",
        }
    }
}

/// Sorts documents, which are in the order of slots: the newest first.
pub(super) fn sort_documents(corpus: &Corpus, documents: &mut [DocumentSlot], by: SortBy) {
    if by == SortBy::Outlet {
        let keys: Vec<_> = corpus.outlets().map(|slot| collation::key(corpus.outlet(slot).name.as_str())).collect();
        documents.sort_by_key(|slot| corpus.publisher(*slot).map(|outlet| &keys[outlet.index()]));
    }
}

/// Sorts entities. They come with those first that most claims of the corpus concern.
pub(super) fn sort_entities(corpus: &Corpus, in_view: &RecordsInView, entities: &mut [EntitySlot], by: SortBy) {
    entities.sort_by_key(|slot| Reverse(in_view.count(corpus, *slot)));
    match by {
        SortBy::Name => entities.sort_by_key(|slot| corpus.name_rank(*slot)),
        SortBy::Schema => {
            let place = |schema| Schema::ALL.iter().position(|other| *other == schema).unwrap_or_default();
            entities.sort_by_key(|slot| corpus.entity(*slot).schema.map_or(usize::MAX, place));
        }
        _ => {}
    }
}

/// Sorts sources, which are in the order of slots.
pub(super) fn sort_sources(corpus: &Corpus, counts: &SourceCounts, sources: &mut [Record], by: SortBy) {
    sources.sort_by_cached_key(|source| collation::key(corpus.shown(*source).as_str()));
    if by != SortBy::Name {
        sources.sort_by_key(|source| Reverse(counts.resting(*source).0.claims));
    }
    if by == SortBy::Schema {
        sources.sort_by_key(|source| matches!(source, Record::Origin(_)));
    }
}

/// Sorts claims, which are in the order of slots: by document, as the file has them.
pub(super) fn sort_claims(corpus: &Corpus, claims: &mut [ClaimSlot], by: SortBy) {
    match by {
        SortBy::Date => claims.sort_by_cached_key(|claim| {
            let date = corpus.said_on(*claim).map(|date| (date.first(), date.last()));
            (date.map(Reverse), *claim)
        }),
        SortBy::Speaker => {
            // Claims without an actor come last, those of one outlet together.
            claims.sort_by_cached_key(|claim| match corpus.voice(*claim) {
                Voice::Speakers(actors) | Voice::Authors(actors) => {
                    (actors.first().map_or(u32::MAX, |actor| corpus.name_rank(*actor)), None, *claim)
                }
                Voice::Unsigned(outlet) => (u32::MAX, outlet, *claim),
            });
        }
        _ => {}
    }
}
