//! Facets: filters by properties of records instead of words, such as origin, dispute, type, grade and relations.

use hashbrown::HashSet;

use crate::briefing::{Credibility, Schema};
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot};
use crate::search::index::field::Owner;
use crate::search::query::{ClaimProperty, CountRange, GradeValue, RelationValue};

/// The records that have a property.
#[derive(Debug, Default)]
pub(crate) struct Facet {
    pub(crate) claims: Vec<ClaimSlot>,
    /// The documents that hold the claims, some perhaps more than once.
    pub(crate) documents: Vec<DocumentSlot>,
    pub(crate) entities: HashSet<EntitySlot>,
}

impl Facet {
    fn from_claims(corpus: &Corpus, claims: impl Iterator<Item = ClaimSlot>) -> Self {
        let claims: Vec<_> = claims.collect();
        let mut documents: Vec<_> = claims.iter().map(|claim| corpus.document_of(*claim)).collect();
        documents.dedup();
        Self { claims, documents, entities: HashSet::new() }
    }

    /// Returns the claims that rest on one of some origins.
    pub(crate) fn origin(corpus: &Corpus, origins: &HashSet<Owner>) -> Self {
        let origins =
            origins.iter().filter_map(|owner| if let Owner::Origin(slot) = owner { Some(*slot) } else { None });
        Self::from_claims(corpus, origins.flat_map(|origin| corpus.with_drafts().resting_on(origin)).copied())
    }

    /// Returns the claims in which one of some entities has any role, and the entities that appear with it.
    pub(crate) fn with(corpus: &Corpus, whom: impl Iterator<Item = EntitySlot> + Clone) -> Self {
        let mut facet =
            Self::from_claims(corpus, whom.clone().flat_map(|slot| corpus.with_drafts().claims_of(slot)).copied());
        facet.entities = facet.claims.iter().flat_map(|claim| corpus.parties(*claim)).collect();
        for slot in whom {
            facet.entities.remove(&slot);
            facet.documents.extend(corpus.with_drafts().documents_of(slot));
        }
        facet
    }

    /// Returns the claims that are disputed or dispute others, or all other claims.
    pub(crate) fn disputed(corpus: &Corpus, wanted: bool) -> Self {
        Self::from_claims(corpus, corpus.claims().filter(|claim| corpus.is_disputed(*claim) == wanted))
    }

    /// Returns the claims that their document has at first hand, as far as it says, or all other claims.
    pub(crate) fn firsthand(corpus: &Corpus, wanted: bool) -> Self {
        Self::from_claims(corpus, corpus.claims().filter(|claim| corpus.is_firsthand(*claim) == wanted))
    }

    /// Returns the claims with a number of independent sources.
    pub(crate) fn independent(corpus: &Corpus, count: CountRange) -> Self {
        if count.contains(1) {
            return Self::from_claims(
                corpus,
                corpus.claims().filter(|claim| count.contains(corpus.independent(*claim))),
            );
        }
        let clusters = corpus.clusters().filter(|claims| count.contains(corpus.independent(claims[0])));
        Self::from_claims(corpus, clusters.flatten().copied())
    }

    /// Returns the entities of some types.
    pub(crate) fn schema(corpus: &Corpus, schemas: &[Schema]) -> Self {
        let is_meant = |slot: &EntitySlot| corpus.entity(*slot).schema.is_some_and(|schema| schemas.contains(&schema));
        Self { entities: corpus.entities().filter(is_meant).collect(), ..Self::default() }
    }

    /// Returns the claims of a grade: the outlet's letter, the claim's digit, or both. Without a grade, those that have none.
    pub(crate) fn grade(corpus: &Corpus, grade: Option<GradeValue>) -> Self {
        let mut facet = Self::default();
        for document in corpus.documents() {
            let reliability = corpus.publisher(document).and_then(|outlet| corpus.outlet(outlet).reliability);
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
            let claims = corpus.with_drafts().claims_in(document).zip(&corpus.document(document).claims);
            let before = facet.claims.len();
            facet.claims.extend(claims.filter(|(_, claim)| is_credible(claim.credibility)).map(|(slot, _)| slot));
            // The outlet's letter alone also applies to a document without claims.
            if facet.claims.len() > before || grade.is_none_or(|grade| grade.credibility.is_none()) {
                facet.documents.push(document);
            }
        }
        facet
    }

    /// Returns the claims with one of some properties.
    pub(crate) fn property(corpus: &Corpus, properties: &[ClaimProperty]) -> Self {
        let is_meant = |claim: &ClaimSlot| {
            properties.iter().any(|property| match property {
                ClaimProperty::Quoted => corpus.claim(*claim).quote.is_some(),
                ClaimProperty::Draft => corpus.is_proposed(*claim),
            })
        };
        Self::from_claims(corpus, corpus.with_drafts().claims().filter(is_meant))
    }

    /// Returns the claims that have one of some relations to another claim.
    pub(crate) fn relation(corpus: &Corpus, standings: &[RelationValue]) -> Self {
        let is_meant = |claim: &ClaimSlot| {
            let mut related = corpus.with_drafts().related(*claim).iter();
            related.any(|related| {
                standings.contains(&RelationValue { relation: related.relation_type, active: related.active })
            })
        };
        Self::from_claims(corpus, corpus.with_drafts().claims().filter(is_meant))
    }
}
