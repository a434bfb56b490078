//! Builds a corpus from files: gives records their slots, and resolves references in both directions.

mod batches;
mod claim_slots;
mod cross_reference;
mod missing_registers;
mod partition;
mod registers;
mod resolve;
mod suggest;
mod unresolved;

use rayon::prelude::*;

use crate::briefing::{File, Problem};
use crate::corpus::build::claim_slots::ClaimSlots;
use crate::corpus::build::cross_reference::cross_reference;
use crate::corpus::build::partition::PartitionedFiles;
use crate::corpus::build::registers::Registers;
use crate::corpus::build::resolve::ResolvedReferences;
use crate::corpus::build::suggest::suggest_ids;
use crate::corpus::build::unresolved::{MAX_SUGGESTIONS, UnresolvedIds};
use crate::corpus::lazy_document::LazyDocument;
use crate::corpus::model::{Corpus, Parts};
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::references::References;
use crate::corpus::slots::{ClaimSlot, EntitySlot};
use crate::text::Text;

/// Builds a corpus. It holds every record that could be read, and lists every problem.
pub fn build(label: Text, files: Vec<File>) -> Corpus {
    let mut files = PartitionedFiles::new(files);
    let mut problems = std::mem::take(&mut files.problems);
    let mut registers = Registers::new(&mut files);
    let claims = ClaimSlots::new(&files.documents, &files.document_by_id);
    suggest_ids(&mut problems, &registers, MAX_SUGGESTIONS);
    let mut references = resolve(&files, &claims, &mut registers, &mut problems);
    let missing = missing_registers::problems(&label, &files, &registers, &problems);
    problems.extend(missing);
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    let first_claim: Vec<_> = claims.first.iter().map(|first| ClaimSlot::new(*first)).collect();
    let drafts = drafts(&claims);
    drop(claims);
    // Frees the drafts before the inverse references need memory.
    let documents = files.documents.into_par_iter().map(|draft| LazyDocument::Loaded(draft.document)).collect();
    let Registers { entities, outlets, origins, measures } = registers;
    cross_reference(&mut references, &first_claim, entities.records.len(), origins.records.len());
    Corpus::from_parts(Parts {
        label,
        problems,
        documents,
        document_by_id: files.document_by_id,
        first_claim,
        entities: entities.records,
        registered: entities.registered,
        entity_by_id: entities.by_id.into_iter().map(|(id, at)| (id, EntitySlot::new(at))).collect(),
        outlets: outlets.records,
        origins: origins.records,
        measures: measures.records,
        references,
        drafts,
    })
}

/// Returns the claims that do not count: drafts, and all claims of documents with fields to fill in.
fn drafts(claims: &ClaimSlots<'_>) -> Vec<ClaimSlot> {
    let mut drafts = Vec::new();
    for (file, first) in claims.drafts.iter().zip(&claims.first) {
        let is_incomplete = !file.document.to_fill_in().is_empty();
        let slots = file.document.claims.iter().enumerate();
        let slots = slots.filter(|(_, claim)| is_incomplete || claim.draft.is_some());
        drafts.extend(slots.map(|(number, _)| ClaimSlot::new(first + number)));
    }
    drafts
}

/// Resolves the references that files make, and adds the problems with them.
fn resolve(
    files: &PartitionedFiles,
    claims: &ClaimSlots<'_>,
    registers: &mut Registers,
    problems: &mut Vec<Problem>,
) -> References {
    let mut resolved = ResolvedReferences::new(claims, registers);
    let mut unresolved = UnresolvedIds::new(registers, &files.left_out);
    problems.append(&mut unresolved.resolve_documents(claims, &mut resolved));
    let (member_of, mut wrong) = unresolved.resolve_members(files.entities.as_ref());
    problems.append(&mut wrong);
    let (issuer, mut wrong) = unresolved.resolve_issuers(files.origins.as_ref());
    problems.append(&mut wrong);
    let (counts_about, mut wrong) = unresolved.resolve_measured(files.measures.as_ref());
    problems.append(&mut wrong);
    let (counted, mut wrong) = unresolved.resolve_figures(claims);
    problems.append(&mut wrong);
    let (entities, measures) = (registers.entities.records.len(), registers.measures.records.len());
    References {
        related: OneToMany::from_pairs(claims.count(), resolved.related),
        members: OneToMany::from_pairs(entities, member_of.iter().map(|(part, whole)| (*whole, *part)).collect()),
        member_of: OneToMany::from_pairs(entities, member_of),
        issuer: OneToMany::from_pairs(registers.origins.records.len(), issuer),
        counted: OneToMany::from_pairs(measures, counted),
        counts_about: OneToMany::from_pairs(measures, counts_about),
        ..resolved.references
    }
}
