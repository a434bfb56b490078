//! All files together: every record in its slot, every reference resolved, in both directions.
//!
//! A [`Corpus`] is immutable; to see changed files, load another one. Records are addressed by slots, small
//! numbers that are only good for the corpus they come from, and answer questions in constant time: who said
//! this ([`Corpus::voice`]), what did this actor say ([`Corpus::said_by`]), what is said about it
//! ([`Corpus::about`]), in which documents does it appear ([`Corpus::documents_of`]).
//!
//! An id that no file registers does not hide what refers to it: the id itself stands in for the record, and
//! is listed as a [`Problem`].

mod build;
pub(crate) mod clusters;
pub(crate) mod evidence;
pub(crate) mod lazy_document;
pub(crate) mod one_to_many;
pub(crate) mod references;
pub(crate) mod slots;

use std::ops::Range;
use std::sync::OnceLock;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::briefing::{Claim, ClaimRef, Document, DocumentId, Entity, EntityId, Origin, Outlet, Problem, SourceUrl};
use crate::text::{Text, collation};

pub use build::build;
pub use clusters::Word;
pub use evidence::chronology::{Chronology, Moment, Month};
pub use evidence::conflicts::Conflict;
pub use evidence::corroboration::{Bearing, Caution, Corroboration};
pub use evidence::narrowing::Narrowing;
pub use evidence::positions::{Position, Update};
use lazy_document::LazyDocument;
use references::References;
pub use references::Related;
pub use slots::{ClaimSlot, DocumentSlot, EntitySlot, OriginSlot, OutletSlot, Record};

/// Every record of a folder of briefings, cross-referenced.
#[derive(Debug, Default)]
pub struct Corpus {
    pub(crate) documents: Vec<LazyDocument>,
    pub(crate) entities: Vec<Entity>,
    /// How many of the entities are in the register; the others stand in for their ids.
    pub(crate) registered: usize,
    pub(crate) outlets: Vec<Outlet>,
    pub(crate) origins: Vec<Origin>,
    /// Of each claim: its document.
    pub(crate) document_of: Vec<DocumentSlot>,
    /// Of each document: the slot of its first claim. The others follow. Behind the last: the slot of none.
    pub(crate) first_claim: Vec<ClaimSlot>,
    pub(crate) document_by_id: HashMap<DocumentId, DocumentSlot>,
    pub(crate) entity_by_id: HashMap<EntityId, EntitySlot>,
    pub(crate) references: References,
    pub(crate) problems: Vec<Problem>,
    pub(crate) label: Text,
    /// Of each entity: its place in the order of names, once that was asked for.
    pub(crate) name_ranks: OnceLock<Vec<u32>>,
}

/// Who asserts a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice<'a> {
    /// The claim names a speaker, or several who say it jointly.
    Speakers(&'a [EntitySlot]),
    /// The document's authors, in their own voice.
    Authors(&'a [EntitySlot]),
    /// Nobody is named: the outlet that published it.
    Unsigned(OutletSlot),
}

impl<'a> Voice<'a> {
    /// The speakers or authors; nobody where an outlet stands for them.
    pub fn actors(self) -> &'a [EntitySlot] {
        match self {
            Self::Speakers(actors) | Self::Authors(actors) => actors,
            Self::Unsigned(_) => &[],
        }
    }
}

/// Slots are given out by [`build()`] for this corpus, so an index is always good.
impl Corpus {
    /// Where the corpus comes from, for people.
    pub fn label(&self) -> &Text {
        &self.label
    }

    /// Everything wrong in the files, in the order of file and line.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Every document, newest first.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = DocumentSlot> + use<> {
        slots::range(0, self.documents.len())
    }

    /// Every entity, in the order of the register; then the ids that it does not hold.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = EntitySlot> + use<> {
        slots::range(0, self.entities.len())
    }

    /// Every claim, by document, in the order of the file.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimSlot> + use<> {
        slots::range(0, self.document_of.len())
    }

    /// A document.
    pub fn document(&self, slot: DocumentSlot) -> &Document {
        self.documents[slot.index()].document()
    }

    /// An entity.
    pub fn entity(&self, slot: EntitySlot) -> &Entity {
        &self.entities[slot.index()]
    }

    /// A claim.
    pub fn claim(&self, slot: ClaimSlot) -> &Claim {
        let document = self.document_of(slot);
        let at = slot.index() - self.first_claim[document.index()].index();
        &self.document(document).claims[at]
    }

    /// An outlet.
    pub fn outlet(&self, slot: OutletSlot) -> &Outlet {
        &self.outlets[slot.index()]
    }

    /// An origin.
    pub fn origin(&self, slot: OriginSlot) -> &Origin {
        &self.origins[slot.index()]
    }

    /// True when the register holds the entity; otherwise only its id is known.
    pub fn is_registered(&self, entity: EntitySlot) -> bool {
        entity.index() < self.registered
    }

    /// The document with this id.
    pub fn find_document(&self, id: &str) -> Option<DocumentSlot> {
        self.document_by_id.get(id).copied()
    }

    /// The entity with this id.
    pub fn find_entity(&self, id: &str) -> Option<EntitySlot> {
        self.entity_by_id.get(id).copied()
    }

    /// The claim with this name.
    pub fn find_claim(&self, name: &ClaimRef) -> Option<ClaimSlot> {
        let document = self.find_document(name.document.as_str())?;
        self.claims_in(document).find(|slot| self.claim(*slot).id == name.claim)
    }

    /// A claim's name, `DOCUMENT#CLAIM`.
    pub fn claim_ref(&self, slot: ClaimSlot) -> ClaimRef {
        ClaimRef { document: self.document(self.document_of(slot)).id.clone(), claim: self.claim(slot).id.clone() }
    }

    /// The document a claim is in.
    pub fn document_of(&self, claim: ClaimSlot) -> DocumentSlot {
        self.document_of[claim.index()]
    }

    /// A document's claims, in the order of the file.
    pub fn claims_in(&self, document: DocumentSlot) -> impl ExactSizeIterator<Item = ClaimSlot> + use<> {
        let Range { start, end } = self.run_of(document);
        slots::range(start.index(), end.index() - start.index())
    }

    fn run_of(&self, document: DocumentSlot) -> Range<ClaimSlot> {
        self.first_claim[document.index()]..self.first_claim[document.index() + 1]
    }

    /// A document's publisher.
    pub fn publisher(&self, document: DocumentSlot) -> OutletSlot {
        self.references.publisher[document.index()]
    }

    /// A document's authors.
    pub fn authors(&self, document: DocumentSlot) -> &[EntitySlot] {
        self.references.author.get(document)
    }

    /// Who asserts a claim.
    pub fn voice(&self, claim: ClaimSlot) -> Voice<'_> {
        let document = self.document_of(claim);
        match (self.speakers(claim), self.authors(document)) {
            ([], []) => Voice::Unsigned(self.publisher(document)),
            ([], authors) => Voice::Authors(authors),
            (speakers, _) => Voice::Speakers(speakers),
        }
    }

    /// Who is named as asserting a claim, several where they do so jointly, in the order in which they are written;
    /// nobody where it is made in the document's own voice.
    pub fn speakers(&self, claim: ClaimSlot) -> &[EntitySlot] {
        self.references.speakers.get(claim)
    }

    /// Through whom the document has a claim, outermost first.
    pub fn via(&self, claim: ClaimSlot) -> &[EntitySlot] {
        self.references.via.get(claim)
    }

    /// Whom and what a claim is about.
    pub fn subjects(&self, claim: ClaimSlot) -> &[EntitySlot] {
        self.references.subjects.get(claim)
    }

    /// What a claim rests on, where that is known.
    pub fn origin_of(&self, claim: ClaimSlot) -> Option<OriginSlot> {
        self.references.origin.get(claim).first().copied()
    }

    /// The claims that rest on an origin.
    pub fn resting_on(&self, origin: OriginSlot) -> &[ClaimSlot] {
        self.references.resting.get(origin)
    }

    /// Who issued an origin.
    pub fn issuers(&self, origin: OriginSlot) -> &[EntitySlot] {
        self.references.issuer.get(origin)
    }

    /// What an entity asserts: as a speaker, or as the author of a document in whose voice a claim is made.
    pub fn said_by(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.references.said.get(entity)
    }

    /// The claims that reached a document through an entity.
    pub fn conveyed_by(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.references.conveyed.get(entity)
    }

    /// The claims about an entity.
    pub fn about(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.references.about.get(entity)
    }

    /// The claims an entity made, conveyed, or that are about it, each once.
    pub fn claims_of(&self, entity: EntitySlot) -> &[ClaimSlot] {
        self.references.claims_of.get(entity)
    }

    /// The documents an entity wrote or appears in.
    pub fn documents_of(&self, entity: EntitySlot) -> &[DocumentSlot] {
        self.references.documents_of.get(entity)
    }

    /// The entities that wrote a document or appear in its claims.
    pub fn entities_of(&self, document: DocumentSlot) -> &[EntitySlot] {
        self.references.entities_of.get(document)
    }

    /// What an entity belongs to.
    pub fn member_of(&self, entity: EntitySlot) -> &[EntitySlot] {
        self.references.member_of.get(entity)
    }

    /// The place of each entity in the order of names, by slot; of equal names, the lower id comes first.
    ///
    /// It is made when it is asked for first, which takes a moment for very many entities.
    pub fn name_ranks(&self) -> &[u32] {
        self.name_ranks.get_or_init(|| {
            let keyed = self.entities.par_iter().enumerate();
            let mut keyed: Vec<_> =
                keyed.map(|(at, entity)| (collation::key(entity.name.as_str()), &entity.id, at)).collect();
            keyed.par_sort_unstable();
            let mut ranks = vec![0; keyed.len()];
            (0..).zip(keyed).for_each(|(rank, (.., at))| ranks[at] = rank);
            ranks
        })
    }

    /// True once the order of names is known.
    #[cfg(test)]
    pub(crate) fn has_name_ranks(&self) -> bool {
        self.name_ranks.get().is_some()
    }

    /// The place of an entity in the order of names.
    pub fn name_rank(&self, entity: EntitySlot) -> u32 {
        self.name_ranks()[entity.index()]
    }

    /// What belongs to an entity.
    pub fn members(&self, entity: EntitySlot) -> &[EntitySlot] {
        self.references.members.get(entity)
    }

    /// The actors that appear in the same claims as an entity, in whatever part, with how many; most often first.
    pub fn companions(&self, entity: EntitySlot) -> Vec<(EntitySlot, usize)> {
        let mut counts: HashMap<EntitySlot, usize> = HashMap::new();
        for claim in self.claims_of(entity) {
            let others = self.parties(*claim).into_iter().filter(|party| *party != entity);
            others.for_each(|party| *counts.entry(party).or_insert(0) += 1);
        }
        let mut companions: Vec<_> = counts.into_iter().collect();
        companions.sort_by_key(|(party, count)| (std::cmp::Reverse(*count), *party));
        companions
    }

    /// Whoever has a part in a claim, each once: who asserts it, through whom it comes, whom it is about.
    pub fn parties(&self, claim: ClaimSlot) -> Vec<EntitySlot> {
        let mut parties = self.voice(claim).actors().to_vec();
        parties.extend(self.via(claim));
        parties.extend(self.subjects(claim));
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// How a claim stands to others, whichever side the relation is written on.
    pub fn related(&self, claim: ClaimSlot) -> &[Related] {
        self.references.related.get(claim)
    }

    /// What the curator noted about a relation.
    pub fn note(&self, related: &Related) -> Option<&Text> {
        let (claim, at) = related.written;
        self.claim(claim).relations.get(at as usize)?.note.as_ref()
    }

    /// The words a record is shown by in a list: an entity's name, a document's title, a claim's text.
    pub fn shown(&self, record: Record) -> &Text {
        match record {
            Record::Entity(slot) => &self.entity(slot).name,
            Record::Document(slot) => &self.document(slot).title,
            Record::Claim(slot) => &self.claim(slot).text,
        }
    }

    /// The id a record is asked for by.
    pub fn id_of(&self, record: Record) -> String {
        match record {
            Record::Entity(slot) => self.entity(slot).id.to_string(),
            Record::Document(slot) => self.document(slot).id.to_string(),
            Record::Claim(slot) => self.claim_ref(slot).to_string(),
        }
    }

    /// The address that opens a claim's article at its passage, or at its top where none is given.
    pub fn link(&self, claim: ClaimSlot) -> SourceUrl {
        let url = &self.document(self.document_of(claim)).url;
        self.claim(claim).passage.as_ref().map_or_else(|| url.clone(), |passage| passage.link(url))
    }
}

#[cfg(test)]
mod tests;
