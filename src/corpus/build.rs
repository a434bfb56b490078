//! From files to a corpus: records get their slots, and references are resolved in both directions.

use super::resolve::{Claims, Links, Registers};
use super::settle::Settling;
use super::sorted::Sorted;
use super::table::Table;
use super::{ClaimSlot, Clusters, Corpus, DocumentSlot, EntitySlot, OriginSlot};
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

/// Fills the tables that lead from entities to what mentions them. They do not depend on each other.
fn cross_reference(corpus: &mut Corpus) {
    let shared = &*corpus;
    let ((claims_of, documents_of), ((said, conveyed, resting), (about, entities_of))) = rayon::join(
        || (claims_of(shared), documents_of(shared)),
        || rayon::join(|| (said(shared), conveyed(shared), resting(shared)), || (about(shared), entities_of(shared))),
    );
    corpus.claims_of = claims_of;
    corpus.documents_of = documents_of;
    corpus.entities_of = entities_of;
    corpus.said = said;
    corpus.conveyed = conveyed;
    corpus.about = about;
    corpus.resting = resting;
    corpus.clusters = Clusters::of(corpus);
}

type Each<'a, K, V> = &'a mut dyn FnMut(K, V);

/// Whoever asserts a claim.
fn voices(corpus: &Corpus, claim: ClaimSlot) -> &[EntitySlot] {
    match corpus.speaker.of(claim) {
        [] => corpus.authors(corpus.document_of(claim)),
        speaker => speaker,
    }
}

fn said(corpus: &Corpus) -> Table<EntitySlot, ClaimSlot> {
    by_claim(corpus, |claim, each| voices(corpus, claim).iter().for_each(|voice| each(*voice, claim)))
}

fn conveyed(corpus: &Corpus) -> Table<EntitySlot, ClaimSlot> {
    by_claim(corpus, |claim, each| corpus.via(claim).iter().for_each(|via| each(*via, claim)))
}

fn about(corpus: &Corpus) -> Table<EntitySlot, ClaimSlot> {
    by_claim(corpus, |claim, each| corpus.subjects(claim).iter().for_each(|subject| each(*subject, claim)))
}

fn claims_of(corpus: &Corpus) -> Table<EntitySlot, ClaimSlot> {
    by_claim(corpus, |claim, each| {
        let all = voices(corpus, claim).iter().chain(corpus.via(claim)).chain(corpus.subjects(claim));
        all.for_each(|entity| each(*entity, claim));
    })
}

fn by_claim(corpus: &Corpus, of: impl Fn(ClaimSlot, Each<'_, EntitySlot, ClaimSlot>)) -> Table<EntitySlot, ClaimSlot> {
    Table::gathered(corpus.entities.len(), |each| corpus.claims().for_each(|claim| of(claim, each)))
}

fn resting(corpus: &Corpus) -> Table<OriginSlot, ClaimSlot> {
    Table::gathered(corpus.origins.len(), |each| {
        corpus.claims().for_each(|claim| corpus.origin.of(claim).iter().for_each(|origin| each(*origin, claim)));
    })
}

/// The entities that wrote a document or appear in its claims; some come several times.
fn appearing(corpus: &Corpus, document: DocumentSlot) -> impl Iterator<Item = EntitySlot> {
    let of_claim = |claim| corpus.speaker.of(claim).iter().chain(corpus.via(claim)).chain(corpus.subjects(claim));
    corpus.authors(document).iter().chain(corpus.claims_in(document).flat_map(of_claim)).copied()
}

fn documents_of(corpus: &Corpus) -> Table<EntitySlot, DocumentSlot> {
    Table::gathered(corpus.entities.len(), |each| {
        corpus.documents().for_each(|document| appearing(corpus, document).for_each(|entity| each(entity, document)));
    })
}

fn entities_of(corpus: &Corpus) -> Table<DocumentSlot, EntitySlot> {
    let mut table = Table::default();
    let mut all = Vec::new();
    for document in corpus.documents() {
        all.extend(appearing(corpus, document));
        all.sort_unstable();
        all.dedup();
        table.push(all.drain(..));
    }
    table.shrunk()
}
