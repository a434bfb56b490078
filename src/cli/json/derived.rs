//! What follows from a record and the others, beside its own fields: a claim's corroboration, an entity's dossier.

use serde::Serialize;

use crate::briefing::{ClaimRef, DocumentId, Edtf, EntityId, OriginId, OutletId, Passage, PassageState, RelationType};
use crate::corpus::{Caution, ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, OutletSlot};
use crate::text::Text;

/// Facts that follow from several records; the field `record` says of what kind they are.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub(in super::super) enum DerivedLine<'a> {
    Corroboration {
        claim: ClaimRef,
        /// Number of independent origins that say so, the claim's own included.
        independent: usize,
        /// Number of these that are inferred: no document names them.
        inferred: usize,
        firsthand: bool,
        cautions: Vec<Caution>,
        /// The claims that say the same, itself included, grouped by what they rest on.
        sources: Vec<Vec<ClaimRef>>,
        bearings: Vec<BearingLine<'a>>,
    },
    Dossier(DossierLine<'a>),
    /// The documents of an outlet.
    Publications {
        outlet: &'a OutletId,
        documents: Vec<&'a DocumentId>,
        /// The claims that its documents report through others.
        secondhand: Vec<ClaimRef>,
        /// Those through whom it has claims, the most frequent first.
        via: Vec<&'a EntityId>,
        /// The origins that its claims rest on, the most frequent first.
        origins: Vec<&'a OriginId>,
    },
    /// The documents and claims that rest on an origin.
    Reliance {
        origin: &'a OriginId,
        documents: Vec<&'a DocumentId>,
        claims: Vec<ClaimRef>,
        /// The claims that no independent claim confirms.
        alone: Vec<ClaimRef>,
    },
    /// A passage in its article.
    Passage {
        claim: ClaimRef,
        /// `found`, `ambiguous` or `missing`: what a browser does with the claim's link.
        state: &'static str,
        /// The paragraph that the link opens.
        paragraph: Option<u32>,
        /// Number of places where it could begin.
        places: usize,
        /// The words of the article, if the passage is found.
        text: Option<Text>,
        /// Why it is not found, or why not every browser finds it.
        note: Option<String>,
    },
}

/// A relation of the claim, or of one that says the same.
#[derive(Debug, Serialize)]
pub(in super::super) struct BearingLine<'a> {
    #[serde(rename = "type")]
    relation_type: RelationType,
    /// True if `of` disputes, qualifies or updates `claim`, and not the other way round.
    active: bool,
    of: ClaimRef,
    claim: ClaimRef,
    note: Option<&'a Text>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct DossierLine<'a> {
    entity: &'a EntityId,
    members: Vec<&'a EntityId>,
    said: Vec<ClaimRef>,
    about: Vec<ClaimRef>,
    conveyed: Vec<ClaimRef>,
    names: Vec<NameLine<'a>>,
    companions: Vec<CompanionLine<'a>>,
    documents: Vec<&'a DocumentId>,
    /// The earliest and the latest date of its claims.
    dates: Option<[Edtf; 2]>,
}

#[derive(Debug, Serialize)]
struct NameLine<'a> {
    name: &'a Text,
    documents: Vec<&'a DocumentId>,
}

#[derive(Debug, Serialize)]
struct CompanionLine<'a> {
    entity: &'a EntityId,
    claims: usize,
}

/// Returns who else says so, on how many independent origins, and who says otherwise.
pub(in super::super) fn corroboration(corpus: &Corpus, claim: ClaimSlot) -> DerivedLine<'_> {
    let found = corpus.corroboration(claim);
    let bearings = found.bearings.iter().map(|bearing| BearingLine {
        relation_type: bearing.related.relation_type,
        active: bearing.related.active,
        of: corpus.claim_ref(bearing.of),
        claim: corpus.claim_ref(bearing.related.other),
        note: corpus.note(&bearing.related),
    });
    DerivedLine::Corroboration {
        claim: corpus.claim_ref(claim),
        independent: found.sources.len(),
        inferred: found.inferred(corpus),
        firsthand: corpus.is_firsthand(claim),
        cautions: corpus.cautions(claim),
        bearings: bearings.collect(),
        sources: found.sources.iter().map(|source| claim_ids(corpus, source)).collect(),
    }
}

/// Returns a claim's passage as it is in its article.
pub(in super::super) fn passage_in_article(
    corpus: &Corpus,
    claim: ClaimSlot,
    passage: &Passage,
    article: &str,
) -> DerivedLine<'static> {
    let state = passage.find(article);
    let (paragraph, places, text) = match &state {
        PassageState::Found { paragraph, range, .. } => {
            (Some(*paragraph), 1, Some(Text::clean(&article[range.clone()])))
        }
        PassageState::Ambiguous { paragraph, places, .. } => (Some(*paragraph), *places, None),
        PassageState::Missing => (None, 0, None),
    };
    let (claim, note) = (corpus.claim_ref(claim), state.note(passage));
    DerivedLine::Passage { claim, state: state.as_str(), paragraph, places, text, note }
}

/// Returns everything that the corpus has on an entity.
pub(in super::super) fn dossier(corpus: &Corpus, slot: EntitySlot) -> DerivedLine<'_> {
    let documents = corpus.documents_of(slot);
    let id = |slot: &crate::corpus::DocumentSlot| &corpus.document(*slot).id;
    DerivedLine::Dossier(DossierLine {
        entity: &corpus.entity(slot).id,
        members: corpus.members(slot).iter().map(|member| &corpus.entity(*member).id).collect(),
        said: claim_ids(corpus, corpus.said_by(slot)),
        about: claim_ids(corpus, corpus.about(slot)),
        conveyed: claim_ids(corpus, corpus.conveyed_by(slot)),
        names: corpus
            .names_in_use(slot, documents)
            .into_iter()
            .map(|(name, used)| NameLine { name, documents: used.iter().map(id).collect() })
            .collect(),
        companions: corpus
            .companions(slot)
            .into_iter()
            .map(|(companion, claims)| CompanionLine { entity: &corpus.entity(companion).id, claims })
            .collect(),
        documents: documents.iter().map(id).collect(),
        dates: corpus.span_of(corpus.claims_of(slot)).map(|(first, last)| [first, last]),
    })
}

/// Returns the documents of an outlet, its second-hand claims, and from whom it has claims.
pub(in super::super) fn publications(corpus: &Corpus, slot: OutletSlot) -> DerivedLine<'_> {
    DerivedLine::Publications {
        outlet: &corpus.outlet(slot).id,
        documents: document_ids(corpus, &corpus.published_by(slot)),
        secondhand: claim_ids(corpus, &corpus.second_hand(slot)),
        via: corpus.through(slot).into_iter().map(|(entity, _)| &corpus.entity(entity).id).collect(),
        origins: corpus.origins_of(slot).into_iter().map(|(origin, _)| &corpus.origin(origin).id).collect(),
    }
}

/// Returns the claims that rest on an origin, and those that rest only on it.
pub(in super::super) fn reliance(corpus: &Corpus, slot: OriginSlot) -> DerivedLine<'_> {
    DerivedLine::Reliance {
        origin: &corpus.origin(slot).id,
        documents: document_ids(corpus, &corpus.repeating(slot)),
        claims: claim_ids(corpus, corpus.resting_on(slot)),
        alone: claim_ids(corpus, &corpus.resting_alone_on(slot)),
    }
}

fn document_ids<'a>(corpus: &'a Corpus, slots: &[DocumentSlot]) -> Vec<&'a DocumentId> {
    slots.iter().map(|slot| &corpus.document(*slot).id).collect()
}

fn claim_ids(corpus: &Corpus, claims: &[ClaimSlot]) -> Vec<ClaimRef> {
    claims.iter().map(|claim| corpus.claim_ref(*claim)).collect()
}
