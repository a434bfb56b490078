//! The corpus itself: its records, by slot, and look-ups of what refers to what.

use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock};

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::briefing::{Claim, ClaimRef, Document, DocumentId, Entity, EntityId, Measure};
use crate::briefing::{Origin, Outlet, Problem, SourceUrl};
use crate::corpus::accepted::accepted_references;
use crate::corpus::clusters::Clusters;
use crate::corpus::lazy_document::LazyDocument;
use crate::corpus::references::{References, Related};
use crate::corpus::slots::{
    ClaimSlot, DocumentSlot, EntitySlot, OriginSlot, OutletSlot, document_of_each_claim, slots,
};
use crate::text::{Text, collation};

/// Every record of a folder of briefings, cross-referenced.
#[derive(Debug, Default)]
pub struct Corpus {
    parts: Parts,
    /// The document of each claim.
    document_of: Vec<DocumentSlot>,
    /// The references without drafts. `None` if there are no drafts, so that all references count.
    accepted: Option<Box<References>>,
    clusters: Clusters,
    /// The position of each entity in the order of names, computed on first use.
    name_ranks: OnceLock<Vec<u32>>,
}

/// Everything that a corpus is made of, except for what [`Corpus::from_parts`] derives.
///
/// The cache takes this struct apart without `..`, so that the compiler reports a field that the cache does not store.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) label: Text,
    pub(crate) problems: Vec<Problem>,
    pub(crate) documents: Vec<LazyDocument>,
    pub(crate) document_by_id: HashMap<DocumentId, DocumentSlot>,
    /// The first claim of each document and, at the end, the number of claims.
    pub(crate) first_claim: Vec<ClaimSlot>,
    /// The registered entities, then placeholders for unknown ids.
    pub(crate) entities: Vec<Entity>,
    /// Number of registered entities.
    pub(crate) registered: usize,
    pub(crate) entity_by_id: HashMap<EntityId, EntitySlot>,
    pub(crate) outlets: Vec<Outlet>,
    pub(crate) origins: Vec<Origin>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) references: References,
    /// The claims that do not count yet, sorted.
    pub(crate) drafts: Vec<ClaimSlot>,
}

/// Who asserts a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice<'a> {
    /// The claim's speakers. Several assert it jointly.
    Speakers(&'a [EntitySlot]),
    /// The document's authors, if the claim names no speaker.
    Authors(&'a [EntitySlot]),
    /// The document's publisher, if it names no authors either. `None` if that is still to fill in.
    Unsigned(Option<OutletSlot>),
}

impl<'a> Voice<'a> {
    /// Returns the speakers or authors. Empty for an unsigned document.
    pub fn actors(self) -> &'a [EntitySlot] {
        match self {
            Self::Speakers(actors) | Self::Authors(actors) => actors,
            Self::Unsigned(_) => &[],
        }
    }
}

impl Corpus {
    /// Builds a corpus. Every slot in the parts must have a record.
    pub(crate) fn from_parts(parts: Parts) -> Self {
        let document_of = document_of_each_claim(&parts.first_claim);
        let accepted = (!parts.drafts.is_empty()).then(|| {
            Box::new(accepted_references(&parts.references, &parts.drafts, &parts.first_claim, parts.entities.len()))
        });
        let related = &accepted.as_deref().unwrap_or(&parts.references).related;
        let clusters = Clusters::new(related, document_of.len());
        Self { parts, document_of, accepted, clusters, name_ranks: OnceLock::new() }
    }

    /// Returns what the corpus is made of.
    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Returns the references that count: those without drafts.
    pub(super) fn accepted_references(&self) -> &References {
        self.accepted.as_deref().unwrap_or(&self.parts.references)
    }

    /// Returns the corpus with an empty list of problems.
    pub(crate) fn without_problems(mut self) -> Self {
        self.parts.problems.clear();
        self
    }

    /// Returns the corpus with other references.
    #[cfg(test)]
    pub(crate) fn with_references(self, references: References) -> Self {
        Self::from_parts(Parts { references, ..self.parts })
    }

    /// Returns the sets of claims that confirm each other.
    pub(super) fn confirmed_clusters(&self) -> &Clusters {
        &self.clusters
    }

    /// Returns the name of the folder, for people.
    pub fn label(&self) -> &Text {
        &self.parts.label
    }

    /// Returns every problem in the files, in the order of file and line.
    pub fn problems(&self) -> &[Problem] {
        &self.parts.problems
    }
}

/// Records by slot. Slots are only valid in the corpus that they come from, so indexing does not fail.
impl Corpus {
    /// Returns every document, newest first.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = DocumentSlot> + use<> {
        slots(0, self.parts.documents.len())
    }

    /// Returns every entity: those of the register in its order, then placeholders for unknown ids.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = EntitySlot> + use<> {
        slots(0, self.parts.entities.len())
    }

    /// Returns every outlet: those of the register in its order, then placeholders for unknown ids.
    pub fn outlets(&self) -> impl ExactSizeIterator<Item = OutletSlot> + use<> {
        slots(0, self.parts.outlets.len())
    }

    /// Returns every origin: those of the register in its order, then placeholders for unknown ids.
    pub fn origins(&self) -> impl ExactSizeIterator<Item = OriginSlot> + use<> {
        slots(0, self.parts.origins.len())
    }

    /// Returns a document.
    pub fn document(&self, slot: DocumentSlot) -> &Document {
        self.parts.documents[slot.index()].document()
    }

    /// Returns a document that is in memory, or `None` if it is loaded on demand.
    pub(crate) fn loaded_document(&self, slot: DocumentSlot) -> Option<&Arc<Document>> {
        match &self.parts.documents[slot.index()] {
            LazyDocument::Loaded(document) => Some(document),
            LazyDocument::OnDemand(..) => None,
        }
    }

    /// Returns an entity.
    pub fn entity(&self, slot: EntitySlot) -> &Entity {
        &self.parts.entities[slot.index()]
    }

    /// Returns a claim.
    pub fn claim(&self, slot: ClaimSlot) -> &Claim {
        let document = self.document_of(slot);
        let at = slot.index() - self.parts.first_claim[document.index()].index();
        &self.document(document).claims[at]
    }

    /// Returns an outlet.
    pub fn outlet(&self, slot: OutletSlot) -> &Outlet {
        &self.parts.outlets[slot.index()]
    }

    /// Returns an origin.
    pub fn origin(&self, slot: OriginSlot) -> &Origin {
        &self.parts.origins[slot.index()]
    }

    /// Returns whether an entity is in the register. Of the others, only the id is known.
    pub fn is_registered(&self, entity: EntitySlot) -> bool {
        entity.index() < self.parts.registered
    }
}

/// Records by id.
impl Corpus {
    /// Returns the document with this id.
    pub fn find_document(&self, id: &str) -> Option<DocumentSlot> {
        self.parts.document_by_id.get(id).copied()
    }

    /// Returns the entity with this id.
    pub fn find_entity(&self, id: &str) -> Option<EntitySlot> {
        self.parts.entity_by_id.get(id).copied()
    }

    /// Returns the claim with this name.
    pub fn find_claim(&self, name: &ClaimRef) -> Option<ClaimSlot> {
        let document = self.find_document(name.document.as_str())?;
        self.with_drafts().claims_in(document).find(|slot| self.claim(*slot).id == name.claim)
    }

    /// Returns a claim's name, `DOCUMENT#CLAIM`.
    pub fn claim_ref(&self, slot: ClaimSlot) -> ClaimRef {
        ClaimRef { document: self.document(self.document_of(slot)).id.clone(), claim: self.claim(slot).id.clone() }
    }
}

/// References that files make.
impl Corpus {
    /// Returns the document that a claim is in.
    pub fn document_of(&self, claim: ClaimSlot) -> DocumentSlot {
        self.document_of[claim.index()]
    }

    /// Returns the number of claims, with drafts.
    pub(super) fn claim_count(&self) -> usize {
        self.document_of.len()
    }

    /// Returns the numbers of a document's claims, with drafts.
    pub(super) fn slots_of_claims(&self, document: DocumentSlot) -> Range<usize> {
        let first_claim = &self.parts.first_claim;
        first_claim[document.index()].index()..first_claim[document.index() + 1].index()
    }

    /// Returns a document's publisher. `None` if it is still to fill in.
    pub fn publisher(&self, document: DocumentSlot) -> Option<OutletSlot> {
        self.parts.references.publisher.get(document).first().copied()
    }

    /// Returns the name of a document's publisher.
    pub fn publisher_name(&self, document: DocumentSlot) -> &Text {
        static NOT_GIVEN: LazyLock<Text> = LazyLock::new(|| Text::from("publisher not given"));
        self.publisher(document).map_or(&NOT_GIVEN, |outlet| &self.outlet(outlet).name)
    }

    /// Returns a document's authors.
    pub fn authors(&self, document: DocumentSlot) -> &[EntitySlot] {
        self.parts.references.author.get(document)
    }

    /// Returns who asserts a claim.
    pub fn voice(&self, claim: ClaimSlot) -> Voice<'_> {
        let document = self.document_of(claim);
        match (self.speakers(claim), self.authors(document)) {
            ([], []) => Voice::Unsigned(self.publisher(document)),
            ([], authors) => Voice::Authors(authors),
            (speakers, _) => Voice::Speakers(speakers),
        }
    }

    /// Returns a claim's speakers, in the order of the file. Empty if the document asserts the claim itself.
    pub fn speakers(&self, claim: ClaimSlot) -> &[EntitySlot] {
        self.parts.references.speakers.get(claim)
    }

    /// Returns through whom the document has a claim, outermost first.
    pub fn via(&self, claim: ClaimSlot) -> &[EntitySlot] {
        self.parts.references.via.get(claim)
    }

    /// Returns the entities that a claim is about.
    pub fn subjects(&self, claim: ClaimSlot) -> &[EntitySlot] {
        self.parts.references.subjects.get(claim)
    }

    /// Returns the origin that a claim rests on, if it is known.
    pub fn origin_of(&self, claim: ClaimSlot) -> Option<OriginSlot> {
        self.parts.references.origin.get(claim).first().copied()
    }

    /// Returns who issued an origin.
    pub fn issuers(&self, origin: OriginSlot) -> &[EntitySlot] {
        self.parts.references.issuer.get(origin)
    }

    /// Returns what an entity belongs to.
    pub fn member_of(&self, entity: EntitySlot) -> &[EntitySlot] {
        self.parts.references.member_of.get(entity)
    }

    /// Returns the curator's note on a relation.
    pub fn note(&self, related: &Related) -> Option<&Text> {
        let (claim, at) = related.written;
        self.claim(claim).relations.get(at as usize)?.note.as_ref()
    }

    /// Returns the address that opens a claim's article at its passage, or at its top if the claim has no passage. `None`
    /// if the document's address is still to fill in.
    pub fn link(&self, claim: ClaimSlot) -> Option<SourceUrl> {
        let url = self.document(self.document_of(claim)).url.as_ref()?;
        Some(self.claim(claim).passage.as_ref().map_or_else(|| url.clone(), |passage| passage.link(url)))
    }
}

/// The order of names.
impl Corpus {
    /// Returns the position of each entity in the order of names, by slot. Equal names are ordered by id.
    ///
    /// It is computed on first use, which takes a moment in a large corpus.
    pub fn name_ranks(&self) -> &[u32] {
        self.name_ranks.get_or_init(|| {
            let keyed = self.parts.entities.par_iter().enumerate();
            let mut keyed: Vec<_> =
                keyed.map(|(at, entity)| (collation::key(entity.name.as_str()), &entity.id, at)).collect();
            keyed.par_sort_unstable();
            let mut ranks = vec![0; keyed.len()];
            (0..).zip(keyed).for_each(|(rank, (.., at))| ranks[at] = rank);
            ranks
        })
    }

    /// Returns whether the order of names is already computed.
    #[cfg(test)]
    pub(crate) fn has_name_ranks(&self) -> bool {
        self.name_ranks.get().is_some()
    }

    /// Returns the position of an entity in the order of names.
    pub fn name_rank(&self, entity: EntitySlot) -> u32 {
        self.name_ranks()[entity.index()]
    }
}
