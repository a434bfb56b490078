//! From files to a corpus: records get their slots, and references are resolved in both directions.

use super::resolve::Resolver;
use super::sorted::Sorted;
use super::table::Table;
use super::{ClaimSlot, Clusters, Corpus, DocumentSlot};
use crate::briefing::{File, Problem};
use crate::text::Text;

/// Puts files together. Every record that could be read is in the corpus; every problem is listed.
pub fn build(label: Text, files: Vec<File>) -> Corpus {
    let mut sorted = Sorted::of(files);
    let (mut corpus, problems) = resolved(&mut sorted);
    corpus.label = label;
    corpus.problems = problems;
    corpus
}

/// The corpus without its name, and every problem.
fn resolved(sorted: &mut Sorted) -> (Corpus, Vec<Problem>) {
    let mut problems = std::mem::take(&mut sorted.problems);
    let mut resolver = Resolver::new(sorted);
    for read in &sorted.documents {
        problems.extend(resolver.document(read));
    }
    problems.extend(resolver.members(sorted.entities.as_ref()));
    problems.extend(resolver.issuers(sorted.origins.as_ref()));
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));

    let mut corpus = Corpus::default();
    for (at, read) in sorted.documents.drain(..).enumerate() {
        let document = DocumentSlot::new(at);
        corpus.document_by_id.insert(read.records.id.clone(), document);
        corpus.first_claim.push(ClaimSlot::new(corpus.places.len()));
        for place in 0..read.records.claims.len() {
            corpus.places.push((document, u32::try_from(place).expect("a file has fewer claims")));
        }
        corpus.documents.push(read.records);
    }
    resolver.finish(&mut corpus);
    cross_reference(&mut corpus);
    (corpus, problems)
}

/// Fills the tables that lead from entities to what mentions them.
fn cross_reference(corpus: &mut Corpus) {
    let (entities, documents) = (corpus.entities.len(), corpus.documents.len());
    let mut resting = Vec::new();
    let (mut said, mut conveyed, mut about, mut appears) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for document in corpus.documents() {
        appears.extend(corpus.authors(document).iter().map(|author| (*author, document)));
    }
    for claim in corpus.claims() {
        let document = corpus.document_of(claim);
        let links = &corpus.links[claim.index()];
        match links.speaker {
            Some(speaker) => said.push((speaker, claim)),
            None => said.extend(corpus.authors(document).iter().map(|author| (*author, claim))),
        }
        resting.extend(links.origin.map(|origin| (origin, claim)));
        conveyed.extend(links.via.iter().map(|entity| (*entity, claim)));
        about.extend(links.about.iter().map(|entity| (*entity, claim)));
        let all = links.speaker.iter().chain(&links.via).chain(&links.about);
        appears.extend(all.map(|entity| (*entity, document)));
    }
    corpus.claims_of = Table::sorted(entities, [&said[..], &conveyed, &about].concat());
    corpus.resting = Table::sorted(corpus.origins.len(), resting);
    corpus.said = Table::sorted(entities, said);
    corpus.conveyed = Table::sorted(entities, conveyed);
    corpus.about = Table::sorted(entities, about);
    corpus.entities_of =
        Table::sorted(documents, appears.iter().map(|(entity, document)| (*document, *entity)).collect());
    corpus.documents_of = Table::sorted(entities, appears);
    corpus.clusters = Clusters::of(corpus);
}
