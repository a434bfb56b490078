//! The second pass over ids: gives each unknown id a placeholder record, and reports it.
//!
//! Documents are visited in order, so that the placeholders do not depend on the number of threads.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use crate::briefing::{
    Claim, ClaimEntityRefs, ClaimRef, Document, Entity, EntityId, Measure, Origin, OriginId, Outlet, Problem,
    ReferencedIds,
};
use crate::corpus::build::claim_slots::ClaimSlots;
use crate::corpus::build::partition::{DocumentDraft, LeftOut, RegisterFile};
use crate::corpus::build::registers::{Register, Registers, is_unknown};
use crate::corpus::build::resolve::ResolvedReferences;
use crate::corpus::build::suggest::{HasNames, suggestion};
use crate::corpus::slots::{ClaimSlot, DocumentSlot, EntitySlot, MeasureSlot, Slot};
use crate::yaml::{Fault, Path, nearest};

/// Maximum number of suggestions for wrong ids, because each compares an id with all others. In a folder with more
/// mistakes, the first ones show what is wrong with the rest.
pub(crate) const MAX_SUGGESTIONS: usize = 100;

/// Names as a list, by their numbers. Consecutive documents often share them.
#[derive(Default)]
struct NumberedNames<'a> {
    source: Option<&'a Arc<ReferencedIds>>,
    entities: Vec<&'a str>,
    origins: Vec<&'a str>,
}

impl<'a> NumberedNames<'a> {
    fn new(names: &'a Arc<ReferencedIds>) -> Self {
        Self { source: Some(names), entities: names.entities().collect(), origins: names.origins().collect() }
    }
}

/// The second pass over ids, with the faults found so far.
pub(crate) struct UnresolvedIds<'a> {
    registers: &'a mut Registers,
    left_out: &'a LeftOut,
    faults: Vec<Fault>,
    /// Number of suggestions that can still be made.
    suggestions: usize,
}

impl<'a> UnresolvedIds<'a> {
    pub(crate) fn new(registers: &'a mut Registers, left_out: &'a LeftOut) -> Self {
        Self { registers, left_out, faults: Vec::new(), suggestions: MAX_SUGGESTIONS }
    }

    /// Resolves what is still unknown in documents, and returns the problems.
    pub(crate) fn resolve_documents(
        &mut self,
        claims: &ClaimSlots<'_>,
        resolved: &mut ResolvedReferences,
    ) -> Vec<Problem> {
        let mut found = Vec::new();
        let mut names = NumberedNames::default();
        for at in std::mem::take(&mut resolved.unresolved) {
            let source = claims.drafts[at].mentions.names();
            if names.source.is_none_or(|known| !Arc::ptr_eq(known, source)) {
                names = NumberedNames::new(source);
            }
            self.resolve_document(at, claims, &names, resolved);
            let faults = std::mem::take(&mut self.faults);
            if !faults.is_empty() {
                found.push((&claims.drafts[at], faults));
            }
        }
        // In parallel, because lines and columns are found by reading the file again.
        let placed = found.par_iter().map(|(DocumentDraft { label, source_text, document, .. }, faults)| {
            Problem::place(label, || source_text.text(), faults, |claim| format!("{}#{claim}", document.id))
        });
        placed.flatten_iter().collect()
    }

    fn resolve_document(
        &mut self,
        at: usize,
        claims: &ClaimSlots<'_>,
        names: &NumberedNames<'_>,
        resolved: &mut ResolvedReferences,
    ) {
        let draft = &claims.drafts[at];
        let document = &draft.document;
        let top = Path::default();
        let publisher = resolved.references.publisher.get_mut(DocumentSlot::new(at));
        if let ([publisher], Some(id)) = (publisher, &document.publisher)
            && is_unknown(*publisher)
        {
            let outlets = &mut self.registers.outlets;
            let (place, fault) = resolve(outlets, id, Outlet::unregistered, &mut self.suggestions);
            *publisher = Slot::from_index(place);
            self.add_fault(fault, || top.key("publisher"), None);
        }
        let authors = document.author.iter().map(EntityId::as_str);
        let slots = resolved.references.author.get_mut(DocumentSlot::new(at));
        self.resolve_entities(slots, authors, &top, "author", None);
        let list = top.key("claims");
        for (number, (claim, mention)) in document.claims.iter().zip(draft.mentions.claims()).enumerate() {
            let slot = ClaimSlot::new(claims.first[at] + number);
            let base = list.index(draft.mentions.place(number));
            self.resolve_claim(slot, claim, &mention, names, &base, resolved);
            self.check_relations(slot, document, claim, claims, &base);
        }
    }

    fn resolve_claim(
        &mut self,
        slot: ClaimSlot,
        claim: &Claim,
        mention: &ClaimEntityRefs<'_>,
        names: &NumberedNames<'_>,
        base: &Path,
        resolved: &mut ResolvedReferences,
    ) {
        let record = Some(claim.id.as_str());
        let entity = |number: usize| names.entities[number];
        let references = &mut resolved.references;
        let (speakers, via) = (mention.speakers().map(entity), mention.via().map(entity));
        self.resolve_entities(references.speakers.get_mut(slot), speakers, base, "speaker", record);
        self.resolve_entities(references.via.get_mut(slot), via, base, "via", record);
        self.resolve_entities(references.subjects.get_mut(slot), mention.about().map(entity), base, "about", record);
        if let ([origin], Some(id)) =
            (references.origin.get_mut(slot), mention.origin.map(|number| names.origins[number]))
            && is_unknown(*origin)
            && let Some(id) = OriginId::parse(id)
        {
            let origins = &mut self.registers.origins;
            let (place, fault) = resolve(origins, &id, Origin::unregistered, &mut self.suggestions);
            *origin = Slot::from_index(place);
            self.add_fault(fault, || base.key("origin"), record);
        }
    }

    /// Reports relations of a claim to itself, and to claims that do not exist.
    fn check_relations(
        &mut self,
        slot: ClaimSlot,
        here: &Document,
        claim: &Claim,
        claims: &ClaimSlots<'_>,
        base: &Path,
    ) {
        for (at, relation) in claim.relations.iter().enumerate() {
            let path = || base.key("relations").index(at).key("claim");
            let fault = match claims.find(&relation.claim) {
                Some(other) if other != slot => continue,
                Some(_) => {
                    Fault::at(path(), "a claim cannot stand in a relation to itself").hint("name the other claim")
                }
                None if self.left_out.has_claim(&relation.claim) => continue,
                None => {
                    let fault = self.unknown_claim(here, &relation.claim, claims, path());
                    self.suggestions = self.suggestions.saturating_sub(1);
                    fault
                }
            };
            self.faults.push(fault.record(claim.id.as_str()));
        }
    }

    fn unknown_claim(&self, here: &Document, wrong: &ClaimRef, claims: &ClaimSlots<'_>, path: Path) -> Fault {
        const FORM: &str = "a claim is named DOCUMENT#CLAIM";
        let fault = Fault::at(path, format!("there is no claim `{wrong}`"));
        let hint = if self.suggestions == 0 { None } else { similar_claim(here, wrong, claims) };
        match hint {
            Some(similar) => fault.hint(format!("did you mean `{similar}`?")),
            None => fault.hint(FORM),
        }
    }

    /// Resolves the entities that each entity belongs to. Returns pairs of part and whole, and problems.
    pub(crate) fn resolve_members(
        &mut self,
        register: Option<&RegisterFile<Vec<Entity>>>,
    ) -> (Vec<(EntitySlot, EntitySlot)>, Vec<Problem>) {
        let root = Path::default();
        self.resolve_register(register, &root, "memberOf", |entity| (entity.id.as_str(), &entity.member_of))
    }

    /// Resolves the issuers of origins. Returns pairs of origin and issuer, and problems.
    pub(crate) fn resolve_issuers<S: Slot>(
        &mut self,
        register: Option<&RegisterFile<Vec<Origin>>>,
    ) -> (Vec<(S, EntitySlot)>, Vec<Problem>) {
        let list = Path::default().key("origins");
        self.resolve_register(register, &list, "issuer", |origin| (origin.id.as_str(), &origin.issuer))
    }

    /// Resolves the entities that measures are about. Returns pairs of measure and entity, and problems.
    pub(crate) fn resolve_measured<S: Slot>(
        &mut self,
        register: Option<&RegisterFile<Vec<Measure>>>,
    ) -> (Vec<(S, EntitySlot)>, Vec<Problem>) {
        let list = Path::default().key("measures");
        self.resolve_register(register, &list, "about", |measure| (measure.id.as_str(), &measure.about))
    }

    /// Resolves the measures of all figures. Returns pairs of measure and claim, and problems.
    pub(crate) fn resolve_figures(&mut self, claims: &ClaimSlots<'_>) -> (Vec<(MeasureSlot, ClaimSlot)>, Vec<Problem>) {
        let drafts = claims.drafts.par_iter().enumerate();
        let counting: Vec<_> =
            drafts.filter(|(_, draft)| draft.document.claims.iter().any(|claim| !claim.figures.is_empty())).collect();
        let (mut pairs, mut problems) = (Vec::new(), Vec::new());
        let list = Path::default().key("claims");
        for (at, draft) in counting {
            for (number, claim) in draft.document.claims.iter().enumerate() {
                let slot = ClaimSlot::new(claims.first[at] + number);
                for (place, figure) in claim.figures.iter().enumerate() {
                    let measures = &mut self.registers.measures;
                    let (measure, fault) =
                        resolve(measures, &figure.measure, Measure::unregistered, &mut self.suggestions);
                    pairs.push((MeasureSlot::new(measure), slot));
                    let path = || list.index(draft.mentions.place(number)).key("figures").index(place).key("of");
                    self.add_fault(fault, path, Some(claim.id.as_str()));
                }
            }
            let faults = std::mem::take(&mut self.faults);
            let name = |claim: &str| format!("{}#{claim}", draft.document.id);
            problems.extend(Problem::place(&draft.label, || draft.source_text.text(), &faults, name));
        }
        (pairs, problems)
    }

    /// Resolves the entities in one field of a register's records. `names` returns a record's id and that field.
    fn resolve_register<T, S: Slot>(
        &mut self,
        register: Option<&RegisterFile<Vec<T>>>,
        list: &Path,
        key: &str,
        names: impl Fn(&T) -> (&str, &Vec<EntityId>),
    ) -> (Vec<(S, EntitySlot)>, Vec<Problem>) {
        let Some(register) = register else { return (Vec::new(), Vec::new()) };
        let mut pairs = Vec::new();
        for ((at, record), ordinal) in register.records.iter().enumerate().zip(&register.ordinals) {
            let (record, ids) = names(record);
            let mut slots: Vec<EntitySlot> = ids.iter().map(|id| self.registers.entities.find(id.as_str())).collect();
            let names = ids.iter().map(EntityId::as_str);
            self.resolve_entities(&mut slots, names, &list.index(*ordinal), key, Some(record));
            pairs.extend(slots.into_iter().map(|slot| (S::from_index(at), slot)));
        }
        let faults = std::mem::take(&mut self.faults);
        let problems = Problem::place(&register.label, || register.source_text.text(), &faults, str::to_owned);
        (pairs, problems)
    }

    fn add_fault(&mut self, fault: Option<Fault>, path: impl FnOnce() -> Path, record: Option<&str>) {
        if let Some(fault) = fault {
            self.faults.push(Fault { path: path(), record: record.map(str::to_owned), ..fault });
        }
    }

    /// Gives the slots that are unknown a placeholder.
    fn resolve_entities<'i>(
        &mut self,
        slots: &mut [EntitySlot],
        ids: impl Iterator<Item = &'i str>,
        base: &Path,
        key: &str,
        record: Option<&str>,
    ) {
        for (at, (slot, id)) in slots.iter_mut().zip(ids).enumerate() {
            // The ids of mentions are valid, so parsing does not fail.
            if is_unknown(*slot)
                && let Some(id) = EntityId::parse(id)
            {
                let entities = &mut self.registers.entities;
                let (place, fault) = resolve(entities, &id, Entity::unregistered, &mut self.suggestions);
                *slot = Slot::from_index(place);
                self.add_fault(fault, || base.key(key).index(at), record);
            }
        }
    }
}

/// Returns the position of an id, and a fault if the id is not registered. Counts `suggestions` down.
fn resolve<I: Clone + Eq + Hash + Borrow<str>, T: HasNames>(
    register: &mut Register<I, T>,
    id: &I,
    placeholder: impl Fn(I) -> T,
    suggestions: &mut usize,
) -> (usize, Option<Fault>) {
    let key: &str = id.borrow();
    let at = register.find_or_insert(id, placeholder);
    if at < register.registered || !register.readable || register.left_out.contains(key) {
        return (at, None);
    }
    let fault = Fault::at(Path::default(), format!("`{key}` is not in {}", register.file));
    let similar = if *suggestions > 0 { suggestion(register, key) } else { None };
    *suggestions = suggestions.saturating_sub(1);
    let hint = similar.map(|right| format!("did you mean `{right}`?"));
    (at, Some(fault.hint(hint.unwrap_or_else(|| "add it there, or correct the id".to_owned()))))
}

/// Returns the claim that a wrong reference is most similar to, or only the document if the claim is not in it.
fn similar_claim(here: &Document, wrong: &ClaimRef, claims: &ClaimSlots<'_>) -> Option<String> {
    let document = wrong.document.as_str();
    let claims_in = |id: &str| claims.document(id).map_or(&[][..], |draft| &draft.document.claims);
    let there = claims_in(document);
    if !there.is_empty() {
        let right = nearest(wrong.claim.as_str(), there.iter().map(|claim| claim.id.as_str()))?;
        return Some(format!("{document}#{right}"));
    }
    let with_claims = claims.drafts.iter().filter(|draft| !draft.document.claims.is_empty());
    let documents = with_claims.map(|draft| draft.document.id.as_str()).chain([here.id.as_str()]);
    let stem = [".yaml", ".yml"].iter().find_map(|ending| document.strip_suffix(ending)).unwrap_or(document);
    let similar = nearest(stem, documents)?;
    let is_there = claims_in(similar).iter().any(|claim| claim.id == wrong.claim);
    Some(if is_there { format!("{similar}#{}", wrong.claim) } else { similar.to_owned() })
}
