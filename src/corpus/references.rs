//! Who and what refers to whom, in both directions.

use rayon::prelude::*;

use super::corroboration::Clusters;
use super::resolve::batch;
use super::table::Table;
use super::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot};
use crate::briefing::RelationType;

/// Every reference between the records of a corpus: first those that files make, then the same from the other end.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// Of each document.
    pub(crate) publisher: Vec<OutletSlot>,
    pub(crate) author: Table<DocumentSlot, EntitySlot>,
    /// Of each claim: who asserts it, in the order of the file; several do so jointly.
    pub(crate) speakers: Table<ClaimSlot, EntitySlot>,
    pub(crate) via: Table<ClaimSlot, EntitySlot>,
    pub(crate) subjects: Table<ClaimSlot, EntitySlot>,
    /// Of each claim: what it rests on, one at the most.
    pub(crate) origin: Table<ClaimSlot, OriginSlot>,
    pub(crate) related: Table<ClaimSlot, Related>,
    pub(crate) member_of: Table<EntitySlot, EntitySlot>,
    pub(crate) issuer: Table<OriginSlot, EntitySlot>,

    pub(crate) members: Table<EntitySlot, EntitySlot>,
    pub(crate) said: Table<EntitySlot, ClaimSlot>,
    pub(crate) conveyed: Table<EntitySlot, ClaimSlot>,
    pub(crate) about: Table<EntitySlot, ClaimSlot>,
    pub(crate) claims_of: Table<EntitySlot, ClaimSlot>,
    pub(crate) resting: Table<OriginSlot, ClaimSlot>,
    pub(crate) entities_of: Table<DocumentSlot, EntitySlot>,
    pub(crate) documents_of: Table<EntitySlot, DocumentSlot>,
    pub(crate) clusters: Clusters,
}

/// A relation as seen from one of its two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// In which way.
    pub relation_type: RelationType,
    /// True when this claim is the one that confirms, disputes, qualifies or updates.
    pub active: bool,
    /// The claim at the other end.
    pub other: ClaimSlot,
    /// The claim that holds the relation, and its place there, where its note is found.
    pub(crate) written: (ClaimSlot, u32),
}

impl Related {
    /// How this claim stands to the other: `disputes`, `disputed by`.
    pub fn verb(&self) -> &'static str {
        if self.active { self.relation_type.word() } else { self.relation_type.inverse() }
    }
}

impl Corpus {
    /// Turns around the references that files make, which must be there already.
    pub(crate) fn cross_reference(&mut self) {
        let refs = &self.references;
        let (entities, claims) = (self.entities.len(), self.document_of.len());
        let (by_entity, (entities_of, documents_of, resting)) = rayon::join(
            || {
                let (said, (conveyed, about)) = rayon::join(
                    || Table::gathered(entities, claims, |claim| self.voice(claim).actors()),
                    || (refs.via.turned(entities), refs.subjects.turned(entities)),
                );
                let all = said.united(&conveyed).united(&about);
                (said, conveyed, about, all)
            },
            || {
                let entities_of = entities_of(self);
                let documents_of = entities_of.turned(entities);
                (entities_of, documents_of, refs.origin.turned(self.origins.len()))
            },
        );
        let refs = &mut self.references;
        (refs.said, refs.conveyed, refs.about, refs.claims_of) = by_entity;
        refs.entities_of = entities_of;
        refs.documents_of = documents_of;
        refs.resting = resting;
        self.find_clusters();
    }

    /// Finds what says the same. Needs the references that files make.
    pub(crate) fn find_clusters(&mut self) {
        self.references.clusters = Clusters::of(self);
    }
}

/// The entities that wrote each document or appear in its claims.
fn entities_of(corpus: &Corpus) -> Table<DocumentSlot, EntitySlot> {
    let refs = &corpus.references;
    let documents: Vec<DocumentSlot> = corpus.documents().collect();
    let parts: Vec<Table<_, _>> = documents
        .par_chunks(batch(documents.len()))
        .map(|documents| {
            let mut part = Table::default();
            let mut last = vec![None; corpus.entities.len()];
            let mut appearing = Vec::new();
            for document in documents.iter().copied() {
                let claims = corpus.run_of(document);
                let tables = [&refs.speakers, &refs.via, &refs.subjects];
                let [speakers, via, subjects] = tables.map(|table| table.over(claims.clone()));
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
