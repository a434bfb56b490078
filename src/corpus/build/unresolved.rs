//! What is left when ids are resolved: those that nobody registered. Each gets a slot in the order in which they stand
//! in the documents, and a fault that says so.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use crate::briefing::{
    Claim, ClaimEntityRefs, ClaimRef, Document, Entity, EntityId, Origin, OriginId, Outlet, Problem, ReferencedIds,
};
use crate::corpus::build::partition::{Draft, LeftOut, Read};
use crate::corpus::build::resolve::{Claims, Links, Register, Registers, is_unknown};
use crate::corpus::build::suggest::Named;
use crate::corpus::slots::Slot;
use crate::corpus::{ClaimSlot, DocumentSlot, EntitySlot};
use crate::yaml::{Fault, Path, nearest};

/// In a folder where more is wrong than this, the first mistakes say enough about the others: to find the right word
/// reads every id there is.
pub(crate) const SUGGESTIONS: usize = 100;

impl<I: Clone + Eq + Hash + Borrow<str>, T: Named> Register<I, T> {
    /// The id's place; where it has none yet, it gets one, and the fault for that. `suggestions` are counted down.
    fn resolve(&mut self, id: &I, stand_in: impl Fn(I) -> T, suggestions: &mut usize) -> (usize, Option<Fault>) {
        let key: &str = id.borrow();
        let known = self.by_id.get(key).copied();
        let at = known.unwrap_or_else(|| {
            self.records.push(stand_in(id.clone()));
            self.by_id.insert(id.clone(), self.records.len() - 1);
            self.records.len() - 1
        });
        if at < self.registered || !self.readable || self.left_out.contains(key) {
            return (at, None);
        }
        let fault = Fault::at(Path::default(), format!("`{key}` is not in {}", self.file));
        let meant = if *suggestions > 0 { self.suggestion(key) } else { None };
        *suggestions = suggestions.saturating_sub(1);
        let hint = meant.map(|right| format!("did you mean `{right}`?"));
        (at, Some(fault.hint(hint.unwrap_or_else(|| "add it there, or correct the id".to_owned()))))
    }
}

/// Names by their numbers. Documents one behind the other often share theirs.
#[derive(Default)]
struct Listed<'a> {
    of: Option<&'a Arc<ReferencedIds>>,
    entities: Vec<&'a str>,
    origins: Vec<&'a str>,
}

impl<'a> Listed<'a> {
    fn of(names: &'a Arc<ReferencedIds>) -> Self {
        Self { of: Some(names), entities: names.entities().collect(), origins: names.origins().collect() }
    }
}

/// Gives what is unknown its slot, and says so.
pub(crate) struct Settling<'a> {
    registers: &'a mut Registers,
    left_out: &'a LeftOut,
    faults: Vec<Fault>,
    suggestions: usize,
}

impl<'a> Settling<'a> {
    pub(crate) fn new(registers: &'a mut Registers, left_out: &'a LeftOut) -> Self {
        Self { registers, left_out, faults: Vec::new(), suggestions: SUGGESTIONS }
    }

    /// Settles the documents that have something unknown, in their order.
    pub(crate) fn documents(&mut self, claims: &Claims<'_>, links: &mut Links) -> Vec<Problem> {
        let mut found = Vec::new();
        let mut listed = Listed::default();
        for at in std::mem::take(&mut links.unsettled) {
            let names = claims.drafts[at].mentions.names();
            if listed.of.is_none_or(|of| !Arc::ptr_eq(of, names)) {
                listed = Listed::of(names);
            }
            self.document(at, claims, &listed, links);
            let faults = std::mem::take(&mut self.faults);
            if !faults.is_empty() {
                found.push((&claims.drafts[at], faults));
            }
        }
        // A place is found by reading the file again.
        let placed = found.par_iter().map(|(Draft { label, source_text, document, .. }, faults)| {
            Problem::place(label, || source_text.text(), faults, |claim| format!("{}#{claim}", document.id))
        });
        placed.flatten_iter().collect()
    }

    fn document(&mut self, at: usize, claims: &Claims<'_>, names: &Listed<'_>, links: &mut Links) {
        let draft = &claims.drafts[at];
        let document = &draft.document;
        let top = Path::default();
        if is_unknown(links.made.publisher[at]) {
            let (place, fault) =
                self.registers.outlets.resolve(&document.publisher, Outlet::unregistered, &mut self.suggestions);
            links.made.publisher[at] = Slot::of(place);
            self.note(fault, || top.key("publisher"), None);
        }
        let authors = document.author.iter().map(EntityId::as_str);
        self.entities(links.made.author.of_mut(DocumentSlot::new(at)), authors, &top, "author", None);
        let list = top.key("claims");
        for (number, (claim, mention)) in document.claims.iter().zip(draft.mentions.claims()).enumerate() {
            let slot = ClaimSlot::new(claims.first[at] + number);
            let base = list.index(draft.mentions.place(number));
            self.claim(slot, claim, &mention, names, &base, links);
            self.relations(slot, document, claim, claims, &base);
        }
    }

    fn claim(
        &mut self,
        slot: ClaimSlot,
        claim: &Claim,
        mention: &ClaimEntityRefs<'_>,
        names: &Listed<'_>,
        base: &Path,
        links: &mut Links,
    ) {
        let record = Some(claim.id.as_str());
        let entity = |number: usize| names.entities[number];
        self.entities(links.made.speakers.of_mut(slot), mention.speakers().map(entity), base, "speaker", record);
        self.entities(links.made.via.of_mut(slot), mention.via().map(entity), base, "via", record);
        self.entities(links.made.subjects.of_mut(slot), mention.about().map(entity), base, "about", record);
        if let ([origin], Some(id)) =
            (links.made.origin.of_mut(slot), mention.origin.map(|number| names.origins[number]))
            && is_unknown(*origin)
            && let Some(id) = OriginId::parse(id)
        {
            let (place, fault) = self.registers.origins.resolve(&id, Origin::unregistered, &mut self.suggestions);
            *origin = Slot::of(place);
            self.note(fault, || base.key("origin"), record);
        }
    }

    fn relations(&mut self, slot: ClaimSlot, here: &Document, claim: &Claim, claims: &Claims<'_>, base: &Path) {
        for (at, relation) in claim.relations.iter().enumerate() {
            let path = || base.key("relations").index(at).key("claim");
            let fault = match claims.find(&relation.claim) {
                Some(other) if other != slot => continue,
                Some(_) => {
                    Fault::at(path(), "a claim cannot stand in a relation to itself").hint("name the other claim")
                }
                None if self.left_out.has(&relation.claim) => continue,
                None => {
                    let fault = self.unknown_claim(here, &relation.claim, claims, path());
                    self.suggestions = self.suggestions.saturating_sub(1);
                    fault
                }
            };
            self.faults.push(fault.record(claim.id.as_str()));
        }
    }

    fn unknown_claim(&self, here: &Document, wrong: &ClaimRef, claims: &Claims<'_>, path: Path) -> Fault {
        const FORM: &str = "a claim is named DOCUMENT#CLAIM";
        let fault = Fault::at(path, format!("there is no claim `{wrong}`"));
        if self.suggestions == 0 {
            return fault.hint(FORM);
        }
        let there = claims.document(wrong.document.as_str()).map_or(&[][..], |draft| &draft.document.claims);
        if there.is_empty() {
            let with_claims = claims.drafts.iter().filter(|draft| !draft.document.claims.is_empty());
            let documents = with_claims.map(|draft| draft.document.id.as_str()).chain([here.id.as_str()]);
            let document = wrong.document.as_str();
            let stem = [".yaml", ".yml"].iter().find_map(|ending| document.strip_suffix(ending)).unwrap_or(document);
            let Some(meant) = nearest(stem, documents) else { return fault.hint(FORM) };
            let is_there = |claim: &&Claim| claim.id == wrong.claim;
            let claims = claims.document(meant).map_or(&[][..], |draft| &draft.document.claims);
            return match claims.iter().find(is_there) {
                Some(claim) => fault.hint(format!("did you mean `{meant}#{}`?", claim.id)),
                None => fault.hint(format!("did you mean `{meant}`?")),
            };
        }
        match nearest(wrong.claim.as_str(), there.iter().map(|claim| claim.id.as_str())) {
            Some(right) => fault.hint(format!("did you mean `{}#{right}`?", wrong.document)),
            None => fault.hint(FORM),
        }
    }

    /// Resolves what entities belong to.
    pub(crate) fn members(
        &mut self,
        read: Option<&Read<Vec<Entity>>>,
    ) -> (Vec<(EntitySlot, EntitySlot)>, Vec<Problem>) {
        let root = Path::default();
        self.registered(read, &root, "memberOf", |entity| (entity.id.as_str(), &entity.member_of))
    }

    /// Resolves who issued origins.
    pub(crate) fn issuers<S: Slot>(
        &mut self,
        read: Option<&Read<Vec<Origin>>>,
    ) -> (Vec<(S, EntitySlot)>, Vec<Problem>) {
        let list = Path::default().key("origins");
        self.registered(read, &list, "issuer", |origin| (origin.id.as_str(), &origin.issuer))
    }

    fn registered<T, S: Slot>(
        &mut self,
        read: Option<&Read<Vec<T>>>,
        list: &Path,
        key: &str,
        names: impl Fn(&T) -> (&str, &Vec<EntityId>),
    ) -> (Vec<(S, EntitySlot)>, Vec<Problem>) {
        let Some(read) = read else { return (Vec::new(), Vec::new()) };
        let mut pairs = Vec::new();
        for ((at, record), ordinal) in read.records.iter().enumerate().zip(&read.ordinals) {
            let (record, ids) = names(record);
            let mut slots = vec![EntitySlot::of(0); ids.len()];
            for (slot, id) in slots.iter_mut().zip(ids) {
                *slot = self.registers.entities.find(id.as_str());
            }
            self.entities(&mut slots, ids.iter().map(EntityId::as_str), &list.index(*ordinal), key, Some(record));
            pairs.extend(slots.into_iter().map(|slot| (S::of(at), slot)));
        }
        let faults = std::mem::take(&mut self.faults);
        let problems = Problem::place(&read.label, || read.source_text.text(), &faults, str::to_owned);
        (pairs, problems)
    }

    fn note(&mut self, fault: Option<Fault>, path: impl FnOnce() -> Path, record: Option<&str>) {
        if let Some(fault) = fault {
            self.faults.push(Fault { path: path(), record: record.map(str::to_owned), ..fault });
        }
    }

    fn entity(&mut self, slot: &mut EntitySlot, id: &str, path: impl FnOnce() -> Path, record: Option<&str>) {
        // What names an id has checked that it is one.
        if is_unknown(*slot)
            && let Some(id) = EntityId::parse(id)
        {
            let (place, fault) = self.registers.entities.resolve(&id, Entity::unregistered, &mut self.suggestions);
            *slot = Slot::of(place);
            self.note(fault, path, record);
        }
    }

    fn entities<'i>(
        &mut self,
        slots: &mut [EntitySlot],
        ids: impl Iterator<Item = &'i str>,
        base: &Path,
        key: &str,
        record: Option<&str>,
    ) {
        for (at, (slot, id)) in slots.iter_mut().zip(ids).enumerate() {
            self.entity(slot, id, || base.key(key).index(at), record);
        }
    }
}
