//! From ids to slots. An id that nobody registered gets a slot too, and a fault that says so.
//!
//! Nearly every id is known. So all documents are resolved at once, on all cores, and only those in which something
//! turned out to be unknown are gone through again, one after the other in their order ([`settle`](crate::corpus::build::unresolved)).

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use crate::briefing::{ClaimRef, DocumentId, Entity, EntityId, Names, Origin, OriginId, Outlet, OutletId, Relation};
use crate::corpus::build::partition::{Draft, Sorted};
use crate::corpus::references::References;
use crate::corpus::slots::Slot;
use crate::corpus::{ClaimSlot, DocumentSlot, EntitySlot, OriginSlot, OutletSlot, Related};

/// Batches of documents for each core: enough to share out the work, few enough to be given back to the system when
/// they are put together.
const BATCHES: usize = 4;
/// Documents that are worked on before what came of it is put together: what is there twice meanwhile stays small.
const ROUND: usize = 8192;
/// From so many claims on, those of a document are looked up by a table of their own.
const MANY: usize = 64;
/// Stands for the slot of an id that is not known.
const UNKNOWN: usize = u32::MAX as usize;

/// How many of so many documents are worked on at a time.
pub(crate) fn batch(documents: usize) -> usize {
    documents.div_ceil(BATCHES * rayon::current_num_threads()).max(1)
}

/// Records by their ids.
pub(crate) struct Register<I, T> {
    pub(crate) records: Vec<T>,
    pub(crate) by_id: HashMap<I, usize>,
    /// How many are truly registered; the others only stand in for their ids.
    pub(crate) registered: usize,
    /// False where the file is missing, empty or unreadable: that is one mistake, whatever refers to it.
    pub(crate) readable: bool,
    /// The ids of records that a mistake keeps out: what refers to them is right.
    pub(crate) left_out: HashSet<String>,
    pub(crate) file: &'static str,
}

impl<I: Clone + Eq + Hash + Borrow<str>, T> Register<I, T> {
    fn new(
        file: &'static str,
        read: Option<Vec<T>>,
        may_be_empty: bool,
        left_out: &HashSet<String>,
        id: impl Fn(&T) -> I,
    ) -> Self {
        let holds = |records: &Vec<T>| may_be_empty || !records.is_empty() || !left_out.is_empty();
        let readable = read.as_ref().is_some_and(holds);
        let records = read.unwrap_or_default();
        let by_id = records.iter().enumerate().map(|(at, record)| (id(record), at)).collect();
        Self { registered: records.len(), records, by_id, readable, left_out: left_out.clone(), file }
    }

    pub(crate) fn find<S: Slot>(&self, id: &str) -> S {
        S::from_index(self.by_id.get(id).copied().unwrap_or(UNKNOWN))
    }
}

/// True where the id was not known when the slot was looked up.
pub(crate) fn is_unknown(slot: impl Slot) -> bool {
    slot.index() == UNKNOWN
}

/// The three registers.
pub(crate) struct Registers {
    pub(crate) entities: Register<EntityId, Entity>,
    pub(crate) outlets: Register<OutletId, Outlet>,
    pub(crate) origins: Register<OriginId, Origin>,
}

impl Registers {
    /// Takes over what the registers' files hold.
    pub(crate) fn of(sorted: &mut Sorted) -> Self {
        let entities = sorted.entities.as_mut().map(|read| read.records.clone());
        let outlets = sorted.outlets.as_mut().map(|read| std::mem::take(&mut read.records));
        let origins = sorted.origins.as_mut().map(|read| read.records.clone());
        let out = &sorted.left_out.records;
        Self {
            entities: Register::new("entities.yaml", entities, false, out, |entity| entity.id.clone()),
            outlets: Register::new("sources.yaml (outlets)", outlets, false, out, |outlet| outlet.id.clone()),
            origins: Register::new("sources.yaml (origins)", origins, true, out, |origin| origin.id.clone()),
        }
    }
}

/// Where documents and claims have their slots.
pub(crate) struct Claims<'a> {
    pub(crate) drafts: &'a [Draft],
    /// Of each document, and behind the last: the number of claims before it.
    pub(crate) first: Vec<usize>,
    by_id: &'a HashMap<DocumentId, DocumentSlot>,
    /// The claims of documents that have many.
    large: HashMap<usize, HashMap<&'a str, usize>>,
}

impl<'a> Claims<'a> {
    pub(crate) fn of(drafts: &'a [Draft], by_id: &'a HashMap<DocumentId, DocumentSlot>) -> Self {
        let mut first = Vec::with_capacity(drafts.len() + 1);
        first.push(0);
        let mut claims = 0;
        for draft in drafts {
            claims += draft.document.claims.len();
            first.push(claims);
        }
        let large = drafts.iter().enumerate().filter(|(_, draft)| draft.document.claims.len() >= MANY);
        let large = large.map(|(at, draft)| {
            let claims = draft.document.claims.iter().enumerate();
            (at, claims.map(|(at, claim)| (claim.id.as_str(), at)).collect())
        });
        Self { drafts, first, by_id, large: large.collect() }
    }

    /// How many claims there are.
    pub(crate) fn count(&self) -> usize {
        self.first.last().copied().unwrap_or_default()
    }

    /// The document with this id.
    pub(crate) fn document(&self, id: &str) -> Option<&'a Draft> {
        self.by_id.get(id).map(|slot| &self.drafts[slot.index()])
    }

    /// The claim with this name.
    pub(crate) fn find(&self, name: &ClaimRef) -> Option<ClaimSlot> {
        let document = self.by_id.get(name.document.as_str())?.index();
        let claim = match self.large.get(&document) {
            Some(claims) => claims.get(name.claim.as_str()).copied(),
            None => self.drafts[document].document.claims.iter().position(|claim| claim.id == name.claim),
        };
        Some(ClaimSlot::new(self.first[document] + claim?))
    }
}

/// The slots of names, by their numbers.
struct Known {
    entities: Vec<EntitySlot>,
    origins: Vec<OriginSlot>,
}

impl Known {
    fn of(names: &Names, registers: &Registers) -> Self {
        Self {
            entities: names.entities().map(|id| registers.entities.find(id)).collect(),
            origins: names.origins().map(|id| registers.origins.find(id)).collect(),
        }
    }
}

/// Every reference that a run of documents makes, resolved as far as ids are known.
#[derive(Default)]
pub(crate) struct Links {
    /// From documents and claims to actors, outlets and origins.
    pub(crate) made: References,
    /// From claims to claims, from both ends.
    pub(crate) related: Vec<(ClaimSlot, Related)>,
    /// The documents in which something is not known, or a claim's relation leads nowhere.
    pub(crate) unsettled: Vec<usize>,
}

impl Links {
    /// Resolves all documents. What several documents name by the same numbers is looked up once.
    pub(crate) fn of(claims: &Claims<'_>, registers: &Registers) -> Self {
        let address = |draft: &Draft| Arc::as_ptr(draft.mentions.names()).addr();
        let shared = claims.drafts.iter().map(|draft| (address(draft), &**draft.mentions.names()));
        let shared: Vec<_> = shared.collect::<HashMap<_, _>>().into_iter().collect();
        let known: Vec<_> =
            shared.into_par_iter().map(|(address, names)| (address, Known::of(names, registers))).collect();
        let known: HashMap<_, _> = known.into_iter().collect();
        let mut all = Self::with_room_for(claims);
        for (number, drafts) in claims.drafts.chunks(ROUND).enumerate() {
            let batch = batch(drafts.len());
            let batches = drafts.par_chunks(batch).enumerate();
            let parts = batches.map(|(part, drafts)| {
                let mut links = Self::default();
                for (at, draft) in drafts.iter().enumerate() {
                    let at = number * ROUND + part * batch + at;
                    links.document(at, draft, &known[&address(draft)], claims, registers);
                }
                links
            });
            parts.collect::<Vec<_>>().into_iter().for_each(|part| all.append(part));
        }
        all
    }

    /// Nothing yet, with room for all that can come. What of it is never used takes no memory, as long as nobody writes
    /// there; room that has to grow would take twice as much for a while.
    fn with_room_for(claims: &Claims<'_>) -> Self {
        let mut links = Self::default();
        let (documents, count) = (claims.drafts.len(), claims.count());
        let named = claims.drafts.iter().map(|draft| draft.mentions.size()).sum();
        let authors = claims.drafts.iter().map(|draft| draft.document.author.len()).sum();
        links.made.publisher.reserve_exact(documents);
        links.made.author.reserve(documents, authors);
        links.made.speakers.reserve(count, named);
        links.made.via.reserve(count, named);
        links.made.subjects.reserve(count, named);
        links.made.origin.reserve(count, count);
        links
    }

    fn document(&mut self, at: usize, draft: &Draft, known: &Known, claims: &Claims<'_>, registers: &Registers) {
        let document = &draft.document;
        let mut settled = true;
        let mut entity = |slot: EntitySlot| {
            settled &= !is_unknown(slot);
            slot
        };
        self.made.author.push(document.author.iter().map(|id| entity(registers.entities.find(id.as_str()))));
        let publisher: OutletSlot = registers.outlets.find(document.publisher.as_str());
        let mut others_settled = !is_unknown(publisher);
        self.made.publisher.push(publisher);
        for (number, names) in draft.mentions.claims().enumerate() {
            self.made.speakers.push(names.speakers().map(|number| entity(known.entities[number])));
            self.made.via.push(names.via().map(|number| entity(known.entities[number])));
            self.made.subjects.push(names.about().map(|number| entity(known.entities[number])));
            let origin = names.origin.map(|number| known.origins[number]);
            others_settled &= origin.is_none_or(|origin| !is_unknown(origin));
            self.made.origin.push(origin);
            // Few claims have relations, and the others need not be looked at.
            let relations = if names.relations > 0 { &document.claims[number].relations[..] } else { &[] };
            let slot = ClaimSlot::new(claims.first[at] + number);
            for (place, relation) in relations.iter().enumerate() {
                match claims.find(&relation.claim) {
                    Some(other) if other != slot => self.relate(slot, other, place, relation),
                    _ => others_settled = false,
                }
            }
        }
        if !(settled && others_settled) {
            self.unsettled.push(at);
        }
    }

    fn relate(&mut self, slot: ClaimSlot, other: ClaimSlot, place: usize, relation: &Relation) {
        let written = (slot, u32::try_from(place).expect("a file has fewer relations"));
        let relation_type = relation.relation_type;
        self.related.push((slot, Related { relation_type, active: true, other, written }));
        self.related.push((other, Related { relation_type, active: false, other: slot, written }));
    }

    fn append(&mut self, mut part: Self) {
        self.made.publisher.append(&mut part.made.publisher);
        self.made.author.append(part.made.author);
        self.made.speakers.append(part.made.speakers);
        self.made.via.append(part.made.via);
        self.made.subjects.append(part.made.subjects);
        self.made.origin.append(part.made.origin);
        self.related.append(&mut part.related);
        self.unsettled.append(&mut part.unsettled);
    }
}
