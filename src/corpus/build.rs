//! From files to a corpus: records get their slots, and references are resolved in both directions.

mod clustering;
mod cross_reference;
mod missing_registers;
mod partition;
mod resolve;
mod suggest;
mod unresolved;

use rayon::prelude::*;

#[cfg(test)]
pub(crate) use clustering::confirming;

use super::references::References;
use crate::briefing::{File, Problem};
use crate::corpus::build::partition::Sorted;
use crate::corpus::build::resolve::{Claims, Links, Registers};
use crate::corpus::build::unresolved::{SUGGESTIONS, Settling};
use crate::corpus::lazy_document::LazyDocument;
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::{ClaimSlot, Corpus, EntitySlot};
use crate::text::Text;

/// Puts files together. Every record that could be read is in the corpus; every problem is listed.
pub fn build(label: Text, files: Vec<File>) -> Corpus {
    let mut sorted = Sorted::of(files);
    let mut problems = std::mem::take(&mut sorted.problems);
    let mut registers = Registers::of(&mut sorted);
    let claims = Claims::of(&sorted.documents, &sorted.document_by_id);
    suggest::names(&mut problems, &registers, SUGGESTIONS);
    let references = resolved(&sorted, &claims, &mut registers, &mut problems);
    let missing = missing_registers::registers(&label, &sorted, &registers, &problems);
    problems.extend(missing);
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    let first_claim = claims.first.iter().map(|first| ClaimSlot::new(*first)).collect();
    drop(claims);
    let mut corpus = Corpus {
        label,
        problems,
        registered: registers.entities.registered,
        entity_by_id: registers.entities.by_id.into_iter().map(|(id, at)| (id, EntitySlot::new(at))).collect(),
        entities: registers.entities.records,
        outlets: registers.outlets.records,
        origins: registers.origins.records,
        documents: sorted.documents.into_par_iter().map(|draft| LazyDocument::Loaded(draft.document)).collect(),
        document_by_id: sorted.document_by_id,
        references,
        ..Corpus::default()
    };
    corpus.place(first_claim);
    corpus.cross_reference();
    corpus
}

/// The references that files make. What is wrong with them is added to the problems.
fn resolved(
    sorted: &Sorted,
    claims: &Claims<'_>,
    registers: &mut Registers,
    problems: &mut Vec<Problem>,
) -> References {
    let mut links = Links::of(claims, registers);
    let mut settling = Settling::new(registers, &sorted.left_out);
    problems.append(&mut settling.documents(claims, &mut links));
    let (member_of, mut wrong) = settling.members(sorted.entities.as_ref());
    problems.append(&mut wrong);
    let (issuer, mut wrong) = settling.issuers(sorted.origins.as_ref());
    problems.append(&mut wrong);
    let entities = registers.entities.records.len();
    References {
        related: OneToMany::from_pairs(claims.count(), links.related),
        members: OneToMany::from_pairs(entities, member_of.iter().map(|(part, whole)| (*whole, *part)).collect()),
        member_of: OneToMany::from_pairs(entities, member_of),
        issuer: OneToMany::from_pairs(registers.origins.records.len(), issuer),
        ..links.made
    }
}

impl Corpus {
    /// Says where each document's claims begin, and where all of them end; and from there, in which document each is.
    pub(crate) fn place(&mut self, first_claim: Vec<ClaimSlot>) {
        self.document_of.reserve_exact(first_claim.last().map_or(0, |end| end.index()));
        self.first_claim = first_claim;
        for document in self.documents() {
            self.document_of.extend(self.claims_in(document).map(|_| document));
        }
    }
}
