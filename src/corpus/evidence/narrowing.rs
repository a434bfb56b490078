//! Narrowing: restricting a view to what belongs to documents, entities, sources and types of entities.
//!
//! Lists, searches and views all take the records in view from here. The rules:
//!
//! - A claim is in view if it concerns each of the entities, is in one of the documents, and rests on one of the sources:
//!   an outlet that published it, or its origin.
//! - A document is in view if it has a claim that concerns each of the entities and rests on one of the sources. It is in
//!   view too if all of the entities wrote it and it rests on one of the sources. Documents do not restrict one another,
//!   so that another one can be added.
//! - An entity is in view if a document stays when it is added, or if it is one of the entities. It has one of the types.
//! - A source is in view if something would rest on it without the other sources; `sources_in_view` finds these.

use crate::briefing::Schema;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot, Record};

/// A filter: something that a view is restricted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Narrowing {
    /// Shows the document's entities and claims. Several documents widen the view.
    Document(DocumentSlot),
    /// Shows the claims that the entity said or conveyed, or that are about it. Several entities narrow the view.
    Entity(EntitySlot),
    /// Shows the entities of this type. Several types widen the view. Documents and claims stay.
    Schema(Schema),
    /// Shows what the outlet published. Several sources widen the view.
    Outlet(OutletSlot),
    /// Shows the claims that rest on the origin. Several sources widen the view.
    Origin(OriginSlot),
}

/// The records of one kind that filters admit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InView<S> {
    /// In the order of slots; `None` if nothing restricts them.
    some: Option<Vec<S>>,
}

/// The records of every kind that filters admit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsInView {
    /// The documents.
    pub documents: InView<DocumentSlot>,
    /// The entities.
    pub entities: InView<EntitySlot>,
    /// The claims.
    pub claims: InView<ClaimSlot>,
    /// Number of claims in view that concern each entity, by slot; `None` if all claims are in view.
    counts: Option<Vec<u32>>,
}

/// Which claims records are in view by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claims {
    /// Those that count.
    Accepted,
    /// All that are listed.
    WithDrafts,
}

/// Filters by kind.
struct Filters {
    which: Claims,
    documents: Vec<DocumentSlot>,
    entities: Vec<EntitySlot>,
    schemas: Vec<Schema>,
    outlets: Vec<OutletSlot>,
    origins: Vec<OriginSlot>,
}

impl Narrowing {
    /// Converts the filter to another corpus; `None` if its record is gone.
    pub fn remapped(self, remap: impl Fn(Record) -> Option<Record>) -> Option<Self> {
        match self.record() {
            Some(record) => Self::from_record(remap(record)?),
            None => Some(self),
        }
    }

    /// Returns the filter by a record; `None` for a claim, which filters nothing.
    pub fn from_record(record: Record) -> Option<Self> {
        match record {
            Record::Document(slot) => Some(Self::Document(slot)),
            Record::Entity(slot) => Some(Self::Entity(slot)),
            Record::Outlet(slot) => Some(Self::Outlet(slot)),
            Record::Origin(slot) => Some(Self::Origin(slot)),
            Record::Claim(_) => None,
        }
    }

    /// Returns the record that it filters by; `None` for a type.
    pub fn record(self) -> Option<Record> {
        match self {
            Self::Document(slot) => Some(Record::Document(slot)),
            Self::Entity(slot) => Some(Record::Entity(slot)),
            Self::Outlet(slot) => Some(Record::Outlet(slot)),
            Self::Origin(slot) => Some(Record::Origin(slot)),
            Self::Schema(_) => None,
        }
    }

    /// Returns whether it filters by an outlet or an origin.
    pub fn is_source(self) -> bool {
        matches!(self, Self::Outlet(_) | Self::Origin(_))
    }
}

impl<S> Default for InView<S> {
    /// Admits every record.
    fn default() -> Self {
        Self { some: None }
    }
}

impl<S: Copy + Ord> InView<S> {
    fn new(mut some: Vec<S>) -> Self {
        some.sort_unstable();
        some.dedup();
        Self { some: Some(some) }
    }

    /// Returns whether a record is in view.
    pub fn has(&self, slot: S) -> bool {
        self.some.as_ref().is_none_or(|some| some.binary_search(&slot).is_ok())
    }

    /// Returns the records in view. `all` are the records of the corpus.
    pub fn iter<'a>(&'a self, all: impl Iterator<Item = S> + 'a) -> Box<dyn Iterator<Item = S> + 'a> {
        match &self.some {
            Some(some) => Box::new(some.iter().copied()),
            None => Box::new(all),
        }
    }
}

impl InView<ClaimSlot> {
    /// Returns the accepted claims that filters admit.
    pub fn claims(corpus: &Corpus, narrowing: &[Narrowing]) -> Self {
        Filters::new(narrowing, Claims::Accepted).claims(corpus)
    }
}

impl InView<DocumentSlot> {
    /// Returns the documents that filters admit by their accepted claims, without those that only could be added.
    pub fn chosen(corpus: &Corpus, narrowing: &[Narrowing]) -> Self {
        let filters = Filters::new(narrowing, Claims::Accepted);
        let addable = filters.documents_in_view(corpus);
        if filters.documents.is_empty() {
            return addable;
        }
        Self::new(filters.documents.into_iter().filter(|document| addable.has(*document)).collect())
    }
}

impl RecordsInView {
    /// Returns the records that filters admit, drafts included. Drafts are not in the numbers of claims.
    pub fn new(corpus: &Corpus, narrowing: &[Narrowing]) -> Self {
        let filters = Filters::new(narrowing, Claims::WithDrafts);
        let claims = filters.claims(corpus);
        let counts = claims.some.as_ref().map(|claims| count_by_entity(corpus, claims));
        let entities = filters.entities_in_view(corpus, counts.as_deref());
        Self { documents: filters.documents_in_view(corpus), entities, claims, counts }
    }

    /// Returns whether a document, entity or claim is in view.
    #[cfg(test)]
    pub(crate) fn has(&self, record: Record) -> bool {
        match record {
            Record::Document(slot) => self.documents.has(slot),
            Record::Entity(slot) => self.entities.has(slot),
            Record::Claim(slot) => self.claims.has(slot),
            Record::Outlet(_) | Record::Origin(_) => false,
        }
    }

    /// Returns the number of claims in view that concern an entity.
    pub fn count(&self, corpus: &Corpus, entity: EntitySlot) -> usize {
        match &self.counts {
            Some(counts) => counts[entity.index()] as usize,
            None => corpus.claims_of(entity).len(),
        }
    }
}

impl Filters {
    fn new(narrowing: &[Narrowing], which: Claims) -> Self {
        let mut filters = Self {
            which,
            documents: Vec::new(),
            entities: Vec::new(),
            schemas: Vec::new(),
            outlets: Vec::new(),
            origins: Vec::new(),
        };
        for by in narrowing {
            match by {
                Narrowing::Document(slot) => filters.documents.push(*slot),
                Narrowing::Entity(slot) => filters.entities.push(*slot),
                Narrowing::Schema(schema) => filters.schemas.push(*schema),
                Narrowing::Outlet(slot) => filters.outlets.push(*slot),
                Narrowing::Origin(slot) => filters.origins.push(*slot),
            }
        }
        filters
    }

    fn claims(&self, corpus: &Corpus) -> InView<ClaimSlot> {
        let rests = |claim: &ClaimSlot| self.has_source(corpus, *claim);
        match (&self.documents[..], &self.entities[..]) {
            ([], []) if !self.has_sources() => InView::default(),
            ([], []) => InView::new(self.sourced_claims(corpus).collect()),
            (documents, []) => {
                InView::new(documents.iter().flat_map(|slot| self.claims_in(corpus, *slot)).filter(rests).collect())
            }
            (_, _) => {
                let in_documents = |claim: &ClaimSlot| self.has_document(corpus.document_of(*claim));
                InView::new(self.common_claims(corpus).filter(in_documents).filter(rests).collect())
            }
        }
    }

    fn documents_in_view(&self, corpus: &Corpus) -> InView<DocumentSlot> {
        if self.entities.is_empty() && !self.has_sources() {
            return InView::default();
        }
        if self.entities.is_empty() {
            return InView::new(self.sourced_documents(corpus).collect());
        }
        let common = self.common_claims(corpus).filter(|claim| self.has_source(corpus, *claim));
        let with_claims = common.map(|claim| corpus.document_of(claim));
        InView::new(with_claims.chain(self.written_by_all(corpus)).collect())
    }

    /// Returns the entities in view. `counts` are the numbers of claims in view that concern each entity.
    fn entities_in_view(&self, corpus: &Corpus, counts: Option<&[u32]>) -> InView<EntitySlot> {
        let has_schema = |slot: &EntitySlot| {
            self.schemas.is_empty() || corpus.entity(*slot).schema.is_some_and(|schema| self.schemas.contains(&schema))
        };
        let Some(counts) = counts else {
            let all = corpus.entities().filter(has_schema);
            return if self.schemas.is_empty() { InView::default() } else { InView::new(all.collect()) };
        };
        let in_claims = corpus.entities().filter(|slot| counts[slot.index()] > 0);
        let written: Vec<_> = if !self.entities.is_empty() {
            self.written_by_all(corpus).filter(|document| self.has_document(*document)).collect()
        } else if self.documents.is_empty() {
            self.sourced_documents(corpus).collect()
        } else {
            self.documents.iter().copied().filter(|document| self.is_sourced(corpus, *document)).collect()
        };
        let authors = written.iter().flat_map(|document| corpus.authors(*document)).copied();
        let entities = in_claims.chain(authors).chain(self.entities.iter().copied());
        InView::new(entities.filter(has_schema).collect())
    }

    fn claims_in(&self, corpus: &Corpus, document: DocumentSlot) -> Vec<ClaimSlot> {
        match self.which {
            Claims::Accepted => corpus.claims_in(document).collect(),
            Claims::WithDrafts => corpus.with_drafts().claims_in(document).collect(),
        }
    }

    fn claims_of<'a>(&self, corpus: &'a Corpus, entity: EntitySlot) -> &'a [ClaimSlot] {
        match self.which {
            Claims::Accepted => corpus.claims_of(entity),
            Claims::WithDrafts => corpus.with_drafts().claims_of(entity),
        }
    }

    /// Returns whether the documents admit a document.
    fn has_document(&self, document: DocumentSlot) -> bool {
        self.documents.is_empty() || self.documents.contains(&document)
    }

    /// Returns the claims that concern each of the entities; none without entities.
    fn common_claims<'a>(&'a self, corpus: &'a Corpus) -> impl Iterator<Item = ClaimSlot> + 'a {
        let claims = |entity: &EntitySlot| self.claims_of(corpus, *entity);
        let rarest = self.entities.iter().map(claims).min_by_key(|claims| claims.len()).unwrap_or_default();
        let is_common = move |claim: &ClaimSlot| {
            self.entities.iter().all(|entity| self.claims_of(corpus, *entity).binary_search(claim).is_ok())
        };
        rarest.iter().copied().filter(is_common)
    }

    /// Returns the documents that all of the entities wrote together and that rest on a source; none without entities.
    fn written_by_all<'a>(&'a self, corpus: &'a Corpus) -> impl Iterator<Item = DocumentSlot> + 'a {
        let of_first = self.entities.first().map(|entity| corpus.documents_of(*entity)).unwrap_or_default();
        let is_author = move |document: &DocumentSlot, entity| corpus.authors(*document).contains(entity);
        let written = move |document: &DocumentSlot| self.entities.iter().all(|entity| is_author(document, entity));
        of_first.iter().copied().filter(written).filter(move |document| self.is_sourced(corpus, *document))
    }

    fn has_sources(&self) -> bool {
        !self.outlets.is_empty() || !self.origins.is_empty()
    }

    /// Returns whether a claim rests on one of the sources, or there are none.
    fn has_source(&self, corpus: &Corpus, claim: ClaimSlot) -> bool {
        !self.has_sources() || self.has_outlet(corpus, corpus.document_of(claim)) || self.has_origin(corpus, claim)
    }

    fn has_outlet(&self, corpus: &Corpus, document: DocumentSlot) -> bool {
        corpus.publisher(document).is_some_and(|outlet| self.outlets.contains(&outlet))
    }

    fn has_origin(&self, corpus: &Corpus, claim: ClaimSlot) -> bool {
        corpus.origin_of(claim).is_some_and(|origin| self.origins.contains(&origin))
    }

    /// Returns whether one of the outlets published a document, or it has a claim that rests on one of the origins, or
    /// there are no sources.
    fn is_sourced(&self, corpus: &Corpus, document: DocumentSlot) -> bool {
        !self.has_sources()
            || self.has_outlet(corpus, document)
            || self.claims_in(corpus, document).into_iter().any(|claim| self.has_origin(corpus, claim))
    }

    /// Returns the claims that rest on the sources, some perhaps twice; none without sources.
    fn sourced_claims<'a>(&'a self, corpus: &'a Corpus) -> impl Iterator<Item = ClaimSlot> + 'a {
        let published = self.published(corpus).flat_map(|document| self.claims_in(corpus, document));
        published.chain(self.resting(corpus))
    }

    /// Returns the documents that rest on the sources, some perhaps twice; none without sources.
    fn sourced_documents<'a>(&'a self, corpus: &'a Corpus) -> impl Iterator<Item = DocumentSlot> + 'a {
        self.published(corpus).chain(self.resting(corpus).map(|claim| corpus.document_of(claim)))
    }

    fn published<'a>(&'a self, corpus: &'a Corpus) -> impl Iterator<Item = DocumentSlot> + 'a {
        let documents = corpus.documents().filter(|_| !self.outlets.is_empty());
        documents.filter(|document| self.has_outlet(corpus, *document))
    }

    fn resting<'a>(&'a self, corpus: &'a Corpus) -> impl Iterator<Item = ClaimSlot> + 'a {
        let resting = |origin: &OriginSlot| match self.which {
            Claims::Accepted => corpus.resting_on(*origin),
            Claims::WithDrafts => corpus.with_drafts().resting_on(*origin),
        };
        self.origins.iter().flat_map(resting).copied()
    }
}

/// Counts the claims that concern each entity, by slot.
fn count_by_entity(corpus: &Corpus, claims: &[ClaimSlot]) -> Vec<u32> {
    let mut counts = vec![0; corpus.entities().len()];
    // The last claim that was counted for each entity, because one can have several parts in a claim.
    let mut counted = vec![None; counts.len()];
    for claim in claims.iter().filter(|claim| !corpus.is_draft(**claim)) {
        let parties = [corpus.voice(*claim).actors(), corpus.via(*claim), corpus.subjects(*claim)];
        for party in parties.into_iter().flatten() {
            if counted[party.index()].replace(*claim) != Some(*claim) {
                counts[party.index()] += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests;
