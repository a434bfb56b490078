//! From files to a corpus: records get their slots, and references are resolved in both directions.

use super::resolve::{Claims, Links, Registers};
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
    let claims = Claims::of(&sorted.documents);
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
    corpus.places.reserve_exact(claims.count());
    drop(claims);
    let count = sorted.documents.len();
    corpus.documents.reserve_exact(count);
    corpus.document_by_id.reserve(count);
    corpus.first_claim.reserve_exact(count);
    for (at, draft) in sorted.documents.into_iter().enumerate() {
        let document = DocumentSlot::new(at);
        corpus.document_by_id.insert(draft.document.id.clone(), document);
        corpus.first_claim.push(ClaimSlot::new(corpus.places.len()));
        for place in 0..draft.document.claims.len() {
            corpus.places.push((document, u32::try_from(place).expect("a file has fewer claims")));
        }
        corpus.documents.push(draft.document);
    }
    cross_reference(&mut corpus);
    corpus
}

/// Fills the tables that lead from entities to what mentions them.
fn cross_reference(corpus: &mut Corpus) {
    let shared = &*corpus;
    let entities = shared.entities.len();
    let ((said, resting), (conveyed, about)) = rayon::join(
        || (voices(shared).turned(entities), shared.origin.turned(shared.origins.len())),
        || (shared.via.turned(entities), shared.subjects.turned(entities)),
    );
    corpus.claims_of = said.united(&conveyed).united(&about);
    corpus.said = said;
    corpus.conveyed = conveyed;
    corpus.about = about;
    corpus.resting = resting;
    let shared = &*corpus;
    let ((documents_of, entities_of), clusters) = rayon::join(
        || {
            let documents_of = documents_of(shared);
            let entities_of = documents_of.turned(shared.documents.len());
            (documents_of, entities_of)
        },
        || Clusters::of(shared),
    );
    corpus.documents_of = documents_of;
    corpus.entities_of = entities_of;
    corpus.clusters = clusters;
}

/// By claims: whoever asserts them.
fn voices(corpus: &Corpus) -> Table<ClaimSlot, EntitySlot> {
    let mut voices = Table::default();
    for document in corpus.documents() {
        let authors = corpus.authors(document);
        for claim in corpus.claims_in(document) {
            let speaker = corpus.speaker.of(claim);
            voices.push(if speaker.is_empty() { authors } else { speaker }.iter().copied());
        }
    }
    voices
}

/// By the entities that wrote a document or appear in its claims.
fn documents_of(corpus: &Corpus) -> Table<EntitySlot, DocumentSlot> {
    let mut appearing = Table::default();
    let mut documents = Vec::new();
    for entity in corpus.entities() {
        documents.extend(corpus.claims_of(entity).iter().map(|claim| corpus.document_of(*claim)));
        documents.dedup();
        appearing.push(documents.drain(..));
    }
    appearing.united(&corpus.author.turned(corpus.entities.len()))
}
