//! From files to a corpus: records get their slots, and references are resolved in both directions.

use rayon::prelude::*;

use super::resolve::{Claims, Links, Registers, batch};
use super::settle::Settling;
use super::sorted::Sorted;
use super::table::Table;
use super::{ClaimSlot, Clusters, Corpus, DocumentSlot, EntitySlot};
use crate::briefing::File;
use crate::text::Text;

/// Puts files together. Every record that could be read is in the corpus; every problem is listed.
pub fn build(label: Text, files: Vec<File>) -> Corpus {
    let mut sorted = Sorted::of(files);
    let mut problems = std::mem::take(&mut sorted.problems);
    let mut registers = Registers::of(&mut sorted);
    let claims = Claims::of(&sorted.documents, &sorted.document_by_id);
    let mut links = Links::of(&claims, &registers);
    let mut settling = Settling::new(&mut registers);
    problems.append(&mut settling.documents(&claims, &mut links));
    let (member_of, mut wrong) = settling.members(sorted.entities.as_ref());
    problems.append(&mut wrong);
    let (issuer, mut wrong) = settling.issuers(sorted.origins.as_ref());
    problems.append(&mut wrong);
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));

    let entities = registers.entities.records.len();
    let mut corpus = Corpus {
        label,
        problems,
        registered: registers.entities.registered,
        entity_by_id: registers.entities.by_id.into_iter().map(|(id, at)| (id, EntitySlot::new(at))).collect(),
        entities: registers.entities.records,
        issuer: Table::sorted(registers.origins.records.len(), issuer),
        outlets: registers.outlets.records,
        origins: registers.origins.records,
        publisher: links.publisher,
        author: links.author,
        speaker: links.speaker,
        via: links.via,
        subjects: links.subjects,
        origin: links.origin,
        members: Table::sorted(entities, member_of.iter().map(|(part, whole)| (*whole, *part)).collect()),
        member_of: Table::sorted(entities, member_of),
        related: Table::sorted(claims.count(), links.related),
        ..Corpus::default()
    };
    corpus.first_claim = claims.first.iter().map(|first| ClaimSlot::new(*first)).collect();
    corpus.places.reserve_exact(claims.count());
    drop(claims);
    corpus.documents = sorted.documents.into_par_iter().map(|draft| draft.document).collect();
    corpus.document_by_id = sorted.document_by_id;
    for document in corpus.documents() {
        let places = 0..u32::try_from(corpus.claims_in(document).len()).expect("a file has fewer claims");
        corpus.places.extend(places.map(|place| (document, place)));
    }
    cross_reference(&mut corpus);
    corpus
}

/// Fills the tables that lead from entities to what mentions them.
fn cross_reference(corpus: &mut Corpus) {
    let shared = &*corpus;
    let (entities, claims) = (shared.entities.len(), shared.places.len());
    let (by_entity, (entities_of, documents_of, resting, clusters)) = rayon::join(
        || {
            let (said, (conveyed, about)) = rayon::join(
                || Table::gathered(entities, claims, |claim| voices(shared, claim)),
                || (shared.via.turned(entities), shared.subjects.turned(entities)),
            );
            let all = said.united(&conveyed).united(&about);
            (said, conveyed, about, all)
        },
        || {
            let entities_of = entities_of(shared);
            let documents_of = entities_of.turned(entities);
            (entities_of, documents_of, shared.origin.turned(shared.origins.len()), Clusters::of(shared))
        },
    );
    (corpus.said, corpus.conveyed, corpus.about, corpus.claims_of) = by_entity;
    corpus.documents_of = documents_of;
    corpus.entities_of = entities_of;
    corpus.resting = resting;
    corpus.clusters = clusters;
}

/// Whoever asserts a claim.
fn voices(corpus: &Corpus, claim: ClaimSlot) -> &[EntitySlot] {
    match corpus.speaker.of(claim) {
        [] => corpus.authors(corpus.document_of(claim)),
        speaker => speaker,
    }
}

/// The entities that wrote each document or appear in its claims.
fn entities_of(corpus: &Corpus) -> Table<DocumentSlot, EntitySlot> {
    let documents: Vec<DocumentSlot> = corpus.documents().collect();
    let parts: Vec<Table<_, _>> = documents
        .par_chunks(batch(documents.len()))
        .map(|documents| {
            let mut part = Table::default();
            let mut last = vec![None; corpus.entities.len()];
            let mut appearing = Vec::new();
            for document in documents.iter().copied() {
                let claims = corpus.run_of(document);
                let [speakers, via, subjects] =
                    [&corpus.speaker, &corpus.via, &corpus.subjects].map(|table| table.over(claims.clone()));
                for named in [corpus.authors(document), speakers, via, subjects] {
                    for entity in named {
                        if last[entity.index()].replace(document) != Some(document) {
                            appearing.push(*entity);
                        }
                    }
                }
                appearing.sort_unstable();
                part.push(appearing.drain(..));
            }
            part
        })
        .collect();
    Table::joined(parts)
}
