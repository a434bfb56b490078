//! From ids to slots. An id that nobody registered gets a slot too, and a fault that says so.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use super::sorted::{Read, Sorted};
use super::table::Table;
use super::{ClaimLinks, ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot, Related};
use crate::briefing::{
    Claim, ClaimRef, Document, Entity, EntityId, Origin, OriginId, Outlet, OutletId, Problem, Relation,
};
use crate::yaml::{Fault, Path, nearest};

/// Records by their ids.
struct Register<I, T> {
    records: Vec<T>,
    by_id: HashMap<I, usize>,
    /// How many are truly registered; the others only stand in for their ids.
    registered: usize,
    /// False where the file is missing or unreadable: then an unknown id is no news.
    readable: bool,
    file: &'static str,
}

impl<I: Clone + Eq + Hash + Borrow<str>, T> Register<I, T> {
    fn new(file: &'static str, read: Option<Vec<T>>, id: impl Fn(&T) -> I) -> Self {
        let readable = read.is_some();
        let records = read.unwrap_or_default();
        let by_id = records.iter().enumerate().map(|(at, record)| (id(record), at)).collect();
        Self { registered: records.len(), records, by_id, readable, file }
    }

    /// The id's place; where it has none yet, it gets one, and the fault for that. `suggestions` are counted down.
    fn resolve(&mut self, id: &I, stand_in: impl Fn(I) -> T, suggestions: &mut usize) -> (usize, Option<Fault>) {
        let key: &str = id.borrow();
        let known = self.by_id.get(key).copied();
        let at = known.unwrap_or_else(|| {
            self.records.push(stand_in(id.clone()));
            self.by_id.insert(id.clone(), self.records.len() - 1);
            self.records.len() - 1
        });
        if at < self.registered || !self.readable {
            return (at, None);
        }
        let registered = self.by_id.iter().filter(|(_, at)| **at < self.registered);
        let fault = Fault::at(Path::default(), format!("`{key}` is not in {}", self.file));
        let registered = registered.map(|(id, _)| id.borrow()).take(if *suggestions > 0 { usize::MAX } else { 0 });
        *suggestions = suggestions.saturating_sub(1);
        (at, Some(suggest(fault, key, registered, "register it there, or mend the id")))
    }
}

/// Adds the nearest right word, or else `otherwise`, as a hint.
fn suggest<'a>(fault: Fault, wrong: &str, right: impl Iterator<Item = &'a str>, otherwise: &str) -> Fault {
    match nearest(wrong, right) {
        Some(right) => fault.hint(format!("did you mean `{right}`?")),
        None => fault.hint(otherwise),
    }
}

/// Resolves all references of a folder, file by file.
pub(super) struct Resolver {
    entities: Register<EntityId, Entity>,
    outlets: Register<OutletId, Outlet>,
    origins: Register<OriginId, Origin>,
    claims: HashMap<ClaimRef, ClaimSlot>,
    links: Vec<ClaimLinks>,
    publisher: Vec<OutletSlot>,
    author: Vec<(DocumentSlot, EntitySlot)>,
    member_of: Vec<(EntitySlot, EntitySlot)>,
    issuer: Vec<(OriginSlot, EntitySlot)>,
    related: Vec<(ClaimSlot, Related)>,
    faults: Vec<Fault>,
    /// How many more times the right word is looked for: that reads every id there is.
    suggestions: usize,
}

/// In a folder where more is wrong than this, the first mistakes say enough about the others.
const SUGGESTIONS: usize = 100;

impl Resolver {
    /// Gives every registered record and every claim its slot.
    pub(super) fn new(sorted: &Sorted) -> Self {
        let entities = sorted.entities.as_ref().map(|read| read.records.clone());
        let outlets = sorted.outlets.as_ref().map(|read| read.records.clone());
        let origins = sorted.origins.as_ref().map(|read| read.records.clone());
        let names = sorted.documents.iter().flat_map(|read| {
            let document = &read.records.id;
            read.records.claims.iter().map(|claim| ClaimRef { document: document.clone(), claim: claim.id.clone() })
        });
        Self {
            entities: Register::new("entities.yaml", entities, |entity| entity.id.clone()),
            outlets: Register::new("sources.yaml (outlets)", outlets, |outlet| outlet.id.clone()),
            origins: Register::new("sources.yaml (origins)", origins, |origin| origin.id.clone()),
            claims: names.enumerate().map(|(at, name)| (name, ClaimSlot::new(at))).collect(),
            links: Vec::new(),
            publisher: Vec::new(),
            author: Vec::new(),
            member_of: Vec::new(),
            issuer: Vec::new(),
            related: Vec::new(),
            faults: Vec::new(),
            suggestions: SUGGESTIONS,
        }
    }

    /// Resolves a document's references. Documents come in the order of their slots.
    pub(super) fn document(&mut self, read: &Read<Document>) -> Vec<Problem> {
        let slot = DocumentSlot::new(self.publisher.len());
        let top = Path::default();
        let publisher = self.outlet(&read.records.publisher, top.key("publisher"));
        self.publisher.push(publisher);
        for author in self.entities(&read.records.author, &top, "author", None) {
            self.author.push((slot, author));
        }
        for (claim, ordinal) in read.records.claims.iter().zip(&read.ordinals) {
            self.claim(read, claim, &top.key("claims").index(*ordinal));
        }
        let document = &read.records.id;
        Problem::place(&read.label, &read.text, &std::mem::take(&mut self.faults), |claim| {
            format!("{document}#{claim}")
        })
    }

    fn claim(&mut self, read: &Read<Document>, claim: &Claim, base: &Path) {
        let slot = ClaimSlot::new(self.links.len());
        let record = Some(claim.id.as_str());
        let speaker = claim.speaker.as_ref().map(|id| self.entity(id, base.key("speaker"), record));
        let via = self.entities(&claim.via, base, "via", record);
        let about = self.entities(&claim.about, base, "about", record);
        let origin = claim.origin.as_ref().map(|id| self.origin(id, base.key("origin"), record));
        self.links.push(ClaimLinks { speaker, via, about, origin });
        for (at, relation) in claim.relations.iter().enumerate() {
            let path = base.key("relations").index(at).key("claim");
            match self.claims.get(&relation.claim) {
                Some(&other) if other != slot => self.relate(slot, other, at, relation),
                Some(_) => {
                    let fault = Fault::at(path, "a claim cannot stand in a relation to itself");
                    self.faults.push(fault.hint("name the other claim").record(claim.id.as_str()));
                }
                None => {
                    let fault = self.unknown_claim(&read.records, &relation.claim, path);
                    self.suggestions = self.suggestions.saturating_sub(1);
                    self.faults.push(fault.record(claim.id.as_str()));
                }
            }
        }
    }

    fn relate(&mut self, slot: ClaimSlot, other: ClaimSlot, at: usize, relation: &Relation) {
        let written = (slot, u32::try_from(at).expect("a file has fewer relations"));
        let relation_type = relation.relation_type;
        self.related.push((slot, Related { relation_type, active: true, other, written }));
        self.related.push((other, Related { relation_type, active: false, other: slot, written }));
    }

    fn unknown_claim(&self, here: &Document, wrong: &ClaimRef, path: Path) -> Fault {
        let fault = Fault::at(path, format!("there is no claim `{wrong}`"));
        if self.suggestions == 0 {
            return fault.hint("a claim is named DOCUMENT#CLAIM");
        }
        let in_document = |document: &str| {
            let claims = self.claims.keys().filter(move |name| name.document.as_str() == document);
            claims.map(|name| name.claim.as_str()).collect::<Vec<_>>()
        };
        let there = in_document(wrong.document.as_str());
        if there.is_empty() {
            let documents = self.claims.keys().map(|name| name.document.as_str()).chain([here.id.as_str()]);
            return suggest(fault, wrong.document.as_str(), documents, "a claim is named DOCUMENT#CLAIM");
        }
        suggest(fault, wrong.claim.as_str(), there.into_iter(), "a claim is named DOCUMENT#CLAIM")
    }

    /// Resolves what entities belong to.
    pub(super) fn members(&mut self, read: Option<&Read<Vec<Entity>>>) -> Vec<Problem> {
        let Some(read) = read else { return Vec::new() };
        for ((at, entity), ordinal) in read.records.iter().enumerate().zip(&read.ordinals) {
            let base = Path::default().index(*ordinal);
            for group in self.entities(&entity.member_of, &base, "memberOf", Some(entity.id.as_str())) {
                self.member_of.push((EntitySlot::new(at), group));
            }
        }
        Problem::place(&read.label, &read.text, &std::mem::take(&mut self.faults), str::to_owned)
    }

    /// Resolves who issued origins.
    pub(super) fn issuers(&mut self, read: Option<&Read<Vec<Origin>>>) -> Vec<Problem> {
        let Some(read) = read else { return Vec::new() };
        for ((at, origin), ordinal) in read.records.iter().enumerate().zip(&read.ordinals) {
            let base = Path::default().key("origins").index(*ordinal);
            for issuer in self.entities(&origin.issuer, &base, "issuer", Some(origin.id.as_str())) {
                self.issuer.push((OriginSlot::new(at), issuer));
            }
        }
        Problem::place(&read.label, &read.text, &std::mem::take(&mut self.faults), str::to_owned)
    }

    /// Hands everything resolved to the corpus, whose documents are in place.
    pub(super) fn finish(self, corpus: &mut Corpus) {
        let claims = self.links.len();
        let entities = self.entities.records.len();
        corpus.entity_by_id = self.entities.by_id.into_iter().map(|(id, at)| (id, EntitySlot::new(at))).collect();
        corpus.entities = self.entities.records;
        corpus.registered = self.entities.registered;
        corpus.outlets = self.outlets.records;
        corpus.origins = self.origins.records;
        corpus.links = self.links;
        corpus.publisher = self.publisher;
        corpus.author = Table::in_order(corpus.documents.len(), self.author);
        corpus.members = Table::sorted(entities, self.member_of.iter().map(|(part, whole)| (*whole, *part)).collect());
        corpus.member_of = Table::sorted(entities, self.member_of);
        corpus.issuer = Table::sorted(corpus.origins.len(), self.issuer);
        corpus.related = Table::sorted(claims, self.related);
    }

    fn note(&mut self, fault: Option<Fault>, path: Path, record: Option<&str>) {
        if let Some(fault) = fault {
            self.faults.push(Fault { path, record: record.map(str::to_owned), ..fault });
        }
    }

    fn entity(&mut self, id: &EntityId, path: Path, record: Option<&str>) -> EntitySlot {
        let (at, fault) = self.entities.resolve(id, Entity::unregistered, &mut self.suggestions);
        self.note(fault, path, record);
        EntitySlot::new(at)
    }

    fn entities(&mut self, ids: &[EntityId], base: &Path, key: &str, record: Option<&str>) -> Vec<EntitySlot> {
        ids.iter().enumerate().map(|(at, id)| self.entity(id, base.key(key).index(at), record)).collect()
    }

    fn outlet(&mut self, id: &OutletId, path: Path) -> OutletSlot {
        let (at, fault) = self.outlets.resolve(id, Outlet::unregistered, &mut self.suggestions);
        self.note(fault, path, None);
        OutletSlot::new(at)
    }

    fn origin(&mut self, id: &OriginId, path: Path, record: Option<&str>) -> OriginSlot {
        let (at, fault) = self.origins.resolve(id, Origin::unregistered, &mut self.suggestions);
        self.note(fault, path, record);
        OriginSlot::new(at)
    }
}
