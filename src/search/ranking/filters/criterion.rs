//! Criteria: which records a resolved filter means.

use hashbrown::HashSet;

use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OutletSlot};
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::{Field, Owner};
use crate::search::query::date_range::DateRange;
use crate::search::ranking::filters::facets::Facet;

/// What a record must fulfil.
#[derive(Debug)]
pub(super) enum Criterion {
    By(HashSet<Owner>),
    About(HashSet<Owner>),
    In(Vec<DocumentSlot>),
    Source(HashSet<Owner>),
    Facet(Facet),
    Kind(Vec<Kind>),
    Date(DateRange),
}

pub(super) fn entities(owners: &HashSet<Owner>) -> impl Iterator<Item = EntitySlot> + Clone {
    owners.iter().filter_map(|owner| match owner {
        Owner::Entity(slot) => Some(*slot),
        _ => None,
    })
}

fn outlets(owners: &HashSet<Owner>) -> impl Iterator<Item = OutletSlot> {
    owners.iter().filter_map(|owner| match owner {
        Owner::Outlet(slot) => Some(*slot),
        _ => None,
    })
}

/// Returns the documents among some owners, and all that the outlets among them published.
pub(super) fn published<'a>(index: &'a Index, set: &'a HashSet<Owner>) -> impl Iterator<Item = DocumentSlot> + 'a {
    let documents = set.iter().filter_map(|owner| match owner {
        Owner::Document(document) => Some(*document),
        _ => None,
    });
    documents.chain(outlets(set).flat_map(|outlet| index.published(outlet)).copied())
}

impl Criterion {
    /// Calls `each` with every entity that meets the criterion.
    pub(super) fn entities(&self, corpus: &Corpus, each: &mut dyn FnMut(EntitySlot)) {
        match self {
            Self::Facet(facet) => facet.entities.iter().copied().for_each(each),
            Self::In(documents) => {
                let mut within = BitSet::none(corpus.documents().len());
                for document in documents {
                    within.insert(document.index());
                }
                let appears = |slot: &EntitySlot| {
                    corpus.with_drafts().documents_of(*slot).iter().any(|slot| within.has(slot.index()))
                };
                corpus.entities().filter(appears).for_each(each);
            }
            Self::By(_) | Self::About(_) | Self::Source(_) | Self::Kind(_) | Self::Date(_) => {}
        }
    }

    /// Calls `each` with every document that fulfils the condition, with some perhaps more than once.
    pub(super) fn documents(&self, corpus: &Corpus, index: &Index, each: &mut dyn FnMut(DocumentSlot)) {
        match self {
            Self::By(set) => {
                entities(set).flat_map(|slot| index.authored(slot)).copied().for_each(&mut *each);
                let unsigned = |document: &DocumentSlot| corpus.authors(*document).is_empty();
                outlets(set).flat_map(|slot| index.published(slot)).copied().filter(unsigned).for_each(each);
            }
            Self::About(set) => {
                let claims = entities(set).flat_map(|slot| corpus.with_drafts().about(slot));
                claims.map(|claim| corpus.document_of(*claim)).for_each(each);
            }
            Self::In(documents) => documents.iter().copied().for_each(each),
            Self::Source(set) => published(index, set).for_each(each),
            Self::Date(span) => {
                let dated = |document: &DocumentSlot| {
                    corpus.document(*document).published.is_some_and(|date| span.overlaps(&date))
                };
                corpus.documents().filter(dated).for_each(each);
            }
            Self::Facet(facet) => facet.documents.iter().copied().for_each(each),
            Self::Kind(_) => {}
        }
    }

    /// Calls `each` with every claim that fulfils the condition, with some perhaps more than once.
    pub(super) fn claims(&self, corpus: &Corpus, index: &Index, each: &mut dyn FnMut(ClaimSlot)) {
        match self {
            Self::By(set) => {
                entities(set).flat_map(|slot| corpus.with_drafts().said_by(slot)).copied().for_each(&mut *each);
                outlets(set).flat_map(|slot| index.unsigned(slot)).copied().for_each(each);
            }
            Self::About(set) => entities(set).flat_map(|slot| corpus.with_drafts().about(slot)).copied().for_each(each),
            Self::In(documents) => {
                documents.iter().flat_map(|document| corpus.with_drafts().claims_in(*document)).for_each(each);
            }
            Self::Source(set) => {
                published(index, set)
                    .flat_map(|document| corpus.with_drafts().claims_in(document))
                    .for_each(&mut *each);
                entities(set).flat_map(|slot| corpus.with_drafts().conveyed_by(slot)).copied().for_each(&mut *each);
                let named = set.iter().filter_map(|owner| match owner {
                    Owner::Origin(slot) => Some(*slot),
                    _ => None,
                });
                let issued = entities(set).flat_map(|slot| index.issued(slot).iter().copied());
                named.chain(issued).flat_map(|origin| corpus.with_drafts().resting_on(origin)).copied().for_each(each);
            }
            Self::Facet(facet) => facet.claims.iter().copied().for_each(each),
            Self::Kind(kinds) => {
                for word in kinds.iter().filter_map(|kind| index.vocabulary().find(kind.as_str())) {
                    index.posting_list(Field::ClaimKind, word).each(|posting| each(ClaimSlot::new(posting.owner())));
                }
            }
            Self::Date(span) => index.dates().claims(|date| span.overlaps(date)).for_each(each),
        }
    }
}
