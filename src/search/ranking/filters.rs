//! Filters, such as `by:`, `kind:` and `disputed:`, resolved for one corpus.
//!
//! A filter does not admit what it cannot apply to: an entity has no date. A negated filter admits everything else.

mod facets;
mod resolver;

use hashbrown::HashSet;

use crate::briefing::Kind;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, Narrowing, OutletSlot, Record};
use crate::search::index::Index;
use crate::search::index::bitset::BitSet;
use crate::search::index::field::{Field, Owner};
use crate::search::query::date_range::DateRange;
use crate::search::query::{self, ConditionKind, Query};
use crate::search::ranking::filters::facets::Facet;
use crate::search::ranking::filters::resolver::Resolver;
use crate::search::record_ids::RecordIds;

/// A filter whose names are resolved to records.
#[derive(Debug)]
pub(crate) struct Filter {
    negated: bool,
    /// At least one must hold.
    any_of: Vec<Criterion>,
    /// For the reader: whom a misspelt name is taken to mean.
    guess: Option<String>,
}

/// ConditionKind a record must fulfil.
#[derive(Debug)]
enum Criterion {
    By(HashSet<Owner>),
    About(HashSet<Owner>),
    In(Vec<DocumentSlot>),
    Source(HashSet<Owner>),
    Facet(Facet),
    Kind(Vec<Kind>),
    Date(DateRange),
}

/// Resolves a query's filters.
pub(crate) fn resolved(index: &Index, corpus: &Corpus, query: &Query) -> Vec<Filter> {
    let filters = query.conditions().iter().filter_map(|term| match &term.kind {
        ConditionKind::Filter(values) => Some((term.negated, &values[..])),
        ConditionKind::Word(_) | ConditionKind::Address { .. } | ConditionKind::Exact(_) => None,
    });
    filters.map(|(negated, values)| Filter::resolve(index, corpus, values, negated)).collect()
}

/// Returns whom misspelt filters are taken to mean, for the reader: `“gold” taken for God`.
pub(crate) fn guesses(filters: &[Filter]) -> Vec<String> {
    filters.iter().filter_map(|filter| filter.guess.clone()).collect()
}

/// Returns the records that a narrowing admits. [`Narrowing::admits`] says the same of one record.
pub(crate) fn narrowed(corpus: &Corpus, narrowing: Narrowing, records: RecordIds) -> BitSet {
    let mut admitted = BitSet::none(records.len());
    let mut admit = |record| records.number(record).into_iter().for_each(|number| admitted.insert(number));
    match narrowing {
        Narrowing::Document(document) => {
            corpus.documents().map(Record::Document).for_each(&mut admit);
            corpus.entities_of(document).iter().map(|entity| Record::Entity(*entity)).for_each(&mut admit);
            corpus.claims_in(document).map(Record::Claim).for_each(&mut admit);
        }
        Narrowing::Entity(entity) => {
            corpus.entities().map(Record::Entity).for_each(&mut admit);
            corpus.documents_of(entity).iter().map(|document| Record::Document(*document)).for_each(&mut admit);
            corpus.claims_of(entity).iter().map(|claim| Record::Claim(*claim)).for_each(&mut admit);
        }
    }
    admitted
}

fn entities(owners: &HashSet<Owner>) -> impl Iterator<Item = EntitySlot> + Clone {
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

impl Filter {
    fn resolve(index: &Index, corpus: &Corpus, values: &[query::Filter], negated: bool) -> Self {
        let mut resolver = Resolver::new(index, corpus, negated);
        let any_of = values.iter().map(|filter| resolver.criterion(filter)).collect();
        // Of several values only one may be misspelt, and an exclusion is never guessed.
        let guess = match (values, negated) {
            ([filter], false) => filter.value().and_then(|value| resolver.guess(&value.typed)),
            _ => None,
        };
        Self { negated, any_of, guess }
    }

    /// Returns the records that the filter admits.
    pub(crate) fn admitted(&self, corpus: &Corpus, index: &Index, records: RecordIds) -> BitSet {
        let mut admitted = BitSet::none(records.len());
        let mut admit = |record| records.number(record).into_iter().for_each(|number| admitted.insert(number));
        for criterion in &self.any_of {
            if records.has_entities() {
                criterion.entities(corpus, &mut |slot| admit(Record::Entity(slot)));
            }
            if records.has_documents() {
                criterion.documents(corpus, index, &mut |slot| admit(Record::Document(slot)));
            }
            if records.has_claims() {
                criterion.claims(corpus, index, &mut |slot| admit(Record::Claim(slot)));
            }
        }
        if self.negated { admitted.inverted() } else { admitted }
    }
}

/// Returns the documents among some owners, and all that the outlets among them published.
fn published<'a>(index: &'a Index, set: &'a HashSet<Owner>) -> impl Iterator<Item = DocumentSlot> + 'a {
    let documents = set.iter().filter_map(|owner| match owner {
        Owner::Document(document) => Some(*document),
        _ => None,
    });
    documents.chain(outlets(set).flat_map(|outlet| index.published(outlet)).copied())
}

impl Criterion {
    /// Calls `each` with every entity that meets the criterion.
    fn entities(&self, corpus: &Corpus, each: &mut dyn FnMut(EntitySlot)) {
        match self {
            Self::Facet(facet) => facet.entities.iter().copied().for_each(each),
            Self::In(documents) => {
                let mut within = BitSet::none(corpus.documents().len());
                for document in documents {
                    within.insert(document.index());
                }
                let appears =
                    |slot: &EntitySlot| corpus.documents_of(*slot).iter().any(|slot| within.has(slot.index()));
                corpus.entities().filter(appears).for_each(each);
            }
            Self::By(_) | Self::About(_) | Self::Source(_) | Self::Kind(_) | Self::Date(_) => {}
        }
    }

    /// Calls `each` with every document that fulfils the condition, with some perhaps more than once.
    fn documents(&self, corpus: &Corpus, index: &Index, each: &mut dyn FnMut(DocumentSlot)) {
        match self {
            Self::By(set) => {
                entities(set).flat_map(|slot| index.authored(slot)).copied().for_each(&mut *each);
                let unsigned = |document: &DocumentSlot| corpus.authors(*document).is_empty();
                outlets(set).flat_map(|slot| index.published(slot)).copied().filter(unsigned).for_each(each);
            }
            Self::About(set) => {
                let claims = entities(set).flat_map(|slot| corpus.about(slot));
                claims.map(|claim| corpus.document_of(*claim)).for_each(each);
            }
            Self::In(documents) => documents.iter().copied().for_each(each),
            Self::Source(set) => published(index, set).for_each(each),
            Self::Date(span) => {
                let dated = |document: &DocumentSlot| span.overlaps(&corpus.document(*document).published);
                corpus.documents().filter(dated).for_each(each);
            }
            Self::Facet(facet) => facet.documents.iter().copied().for_each(each),
            Self::Kind(_) => {}
        }
    }

    /// Calls `each` with every claim that fulfils the condition, with some perhaps more than once.
    fn claims(&self, corpus: &Corpus, index: &Index, each: &mut dyn FnMut(ClaimSlot)) {
        match self {
            Self::By(set) => {
                entities(set).flat_map(|slot| corpus.said_by(slot)).copied().for_each(&mut *each);
                outlets(set).flat_map(|slot| index.unsigned(slot)).copied().for_each(each);
            }
            Self::About(set) => entities(set).flat_map(|slot| corpus.about(slot)).copied().for_each(each),
            Self::In(documents) => {
                documents.iter().flat_map(|document| corpus.claims_in(*document)).for_each(each);
            }
            Self::Source(set) => {
                published(index, set).flat_map(|document| corpus.claims_in(document)).for_each(&mut *each);
                entities(set).flat_map(|slot| corpus.conveyed_by(slot)).copied().for_each(&mut *each);
                let named = set.iter().filter_map(|owner| match owner {
                    Owner::Origin(slot) => Some(*slot),
                    _ => None,
                });
                let issued = entities(set).flat_map(|slot| index.issued(slot).iter().copied());
                named.chain(issued).flat_map(|origin| corpus.resting_on(origin)).copied().for_each(each);
            }
            Self::Facet(facet) => facet.claims.iter().copied().for_each(each),
            Self::Kind(kinds) => {
                for word in kinds.iter().filter_map(|kind| index.vocabulary().find(kind.word())) {
                    index.posting_list(Field::ClaimKind, word).each(|posting| each(ClaimSlot::new(posting.owner())));
                }
            }
            Self::Date(span) => index.dates().claims(|date| span.overlaps(date)).for_each(each),
        }
    }
}
