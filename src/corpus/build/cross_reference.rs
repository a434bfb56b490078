//! Turns the references that files make around, so that they can be followed from both ends.

use rayon::prelude::*;

use super::resolve::batch;
use crate::corpus::one_to_many::OneToMany;
use crate::corpus::{Corpus, DocumentSlot, EntitySlot};

impl Corpus {
    /// Turns around the references that files make, which must be there already.
    pub(crate) fn cross_reference(&mut self) {
        let refs = &self.references;
        let (entities, claims) = (self.entities.len(), self.document_of.len());
        let (by_entity, (entities_of, documents_of, resting)) = rayon::join(
            || {
                let (said, (conveyed, about)) = rayon::join(
                    || OneToMany::invert_with(entities, claims, |claim| self.voice(claim).actors()),
                    || (refs.via.invert(entities), refs.subjects.invert(entities)),
                );
                let all = said.union(&conveyed).union(&about);
                (said, conveyed, about, all)
            },
            || {
                let entities_of = entities_of(self);
                let documents_of = entities_of.invert(entities);
                (entities_of, documents_of, refs.origin.invert(self.origins.len()))
            },
        );
        let refs = &mut self.references;
        (refs.said, refs.conveyed, refs.about, refs.claims_of) = by_entity;
        refs.entities_of = entities_of;
        refs.documents_of = documents_of;
        refs.resting = resting;
        self.find_clusters();
    }
}

/// The entities that wrote each document or appear in its claims.
fn entities_of(corpus: &Corpus) -> OneToMany<DocumentSlot, EntitySlot> {
    let refs = &corpus.references;
    let documents: Vec<DocumentSlot> = corpus.documents().collect();
    let parts: Vec<OneToMany<_, _>> = documents
        .par_chunks(batch(documents.len()))
        .map(|documents| {
            let mut part = OneToMany::default();
            let mut last = vec![None; corpus.entities.len()];
            let mut appearing = Vec::new();
            for document in documents.iter().copied() {
                let claims = corpus.run_of(document);
                let tables = [&refs.speakers, &refs.via, &refs.subjects];
                let [speakers, via, subjects] = tables.map(|table| table.get_range(claims.clone()));
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
    OneToMany::concat(parts)
}
