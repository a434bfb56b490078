//! Filters by what is known of records beside their words: origin, company, dispute, corroboration, type, grade,
//! relations.

use hashbrown::HashSet;

use crate::briefing::{Credibility, Schema};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot};
use crate::search::index::field::Owner;
use crate::search::query::{CountRange, GradeValue, RelationValue};

/// The claims that are meant, and what they bring with them.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) claims: Vec<ClaimSlot>,
    /// The documents that hold them, some perhaps more than once.
    pub(crate) documents: Vec<DocumentSlot>,
    /// The entities that are meant too.
    pub(crate) entities: HashSet<EntitySlot>,
}

impl Known {
    fn of(corpus: &Corpus, claims: impl Iterator<Item = ClaimSlot>) -> Self {
        let claims: Vec<_> = claims.collect();
        let mut documents: Vec<_> = claims.iter().map(|claim| corpus.document_of(*claim)).collect();
        documents.dedup();
        Self { claims, documents, entities: HashSet::new() }
    }

    /// What rests on one of these origins.
    pub(crate) fn origin(corpus: &Corpus, origins: &HashSet<Owner>) -> Self {
        let origins =
            origins.iter().filter_map(|owner| if let Owner::Origin(slot) = owner { Some(*slot) } else { None });
        Self::of(corpus, origins.flat_map(|origin| corpus.resting_on(origin)).copied())
    }

    /// Where one of these entities has a part, whichever, and who appears with it.
    pub(crate) fn with(corpus: &Corpus, whom: impl Iterator<Item = EntitySlot> + Clone) -> Self {
        let mut known = Self::of(corpus, whom.clone().flat_map(|slot| corpus.claims_of(slot)).copied());
        known.entities = known.claims.iter().flat_map(|claim| corpus.parties(*claim)).collect();
        for slot in whom {
            known.entities.remove(&slot);
            known.documents.extend(corpus.documents_of(slot));
        }
        known
    }

    /// What is disputed or disputes, or what is not.
    pub(crate) fn disputed(corpus: &Corpus, wanted: bool) -> Self {
        Self::of(corpus, corpus.claims().filter(|claim| corpus.is_disputed(*claim) == wanted))
    }

    /// What a document has at first hand, as far as it says, or what it has not.
    pub(crate) fn firsthand(corpus: &Corpus, wanted: bool) -> Self {
        Self::of(corpus, corpus.claims().filter(|claim| corpus.is_firsthand(*claim) == wanted))
    }

    /// What rests on so many independent origins.
    pub(crate) fn independent(corpus: &Corpus, count: CountRange) -> Self {
        if count.contains(1) {
            return Self::of(corpus, corpus.claims().filter(|claim| count.contains(corpus.independent(*claim))));
        }
        let clusters = corpus.clusters().filter(|claims| count.contains(corpus.independent(claims[0])));
        Self::of(corpus, clusters.flatten().copied())
    }

    /// The entities of some types.
    pub(crate) fn schema(corpus: &Corpus, schemas: &[Schema]) -> Self {
        let is_meant = |slot: &EntitySlot| corpus.entity(*slot).schema.is_some_and(|schema| schemas.contains(&schema));
        Self { entities: corpus.entities().filter(is_meant).collect(), ..Self::default() }
    }

    /// The claims of a grade, which is the outlet's letter, the claim's digit, or both; or those that have neither.
    pub(crate) fn grade(corpus: &Corpus, grade: Option<GradeValue>) -> Self {
        let mut known = Self::default();
        for document in corpus.documents() {
            let reliability = corpus.outlet(corpus.publisher(document)).reliability;
            let is_reliable = match grade {
                Some(grade) => grade.reliability.is_none_or(|wanted| reliability == Some(wanted)),
                None => reliability.is_none(),
            };
            if !is_reliable {
                continue;
            }
            let is_credible = |credibility: Option<Credibility>| match grade {
                Some(grade) => grade.credibility.is_none_or(|wanted| credibility == Some(wanted)),
                None => credibility.is_none(),
            };
            let claims = corpus.claims_in(document).zip(&corpus.document(document).claims);
            let before = known.claims.len();
            known.claims.extend(claims.filter(|(_, claim)| is_credible(claim.credibility)).map(|(slot, _)| slot));
            // What is asked of the outlet alone holds for a document without claims, too.
            if known.claims.len() > before || grade.is_none_or(|grade| grade.credibility.is_none()) {
                known.documents.push(document);
            }
        }
        known
    }

    /// The claims that stand so to some other claim.
    pub(crate) fn relation(corpus: &Corpus, standings: &[RelationValue]) -> Self {
        let is_meant = |claim: &ClaimSlot| {
            let mut related = corpus.related(*claim).iter();
            related.any(|related| {
                standings.contains(&RelationValue { relation: related.relation_type, active: related.active })
            })
        };
        Self::of(corpus, corpus.claims().filter(is_meant))
    }
}
