//! Who else says so, and on how many words that rests.
//!
//! Claims that confirm each other, directly or through others, say the same. They are counted by what they rest
//! on, never by documents: two of them are one source where they share an origin, or where it is the same one's
//! word ([`Corpus::word`]). Five articles that copy one communiqué are one source, and so are two interviews with
//! one minister. What several say jointly is one source, and so is whatever any of them says besides.
//!
//! One document is a witness of its own only once ([`sources`]): two of its claims are two sources only where each
//! says what it rests on or through whom it came, these have nothing in common, and the claims stand in different
//! paragraphs. So an author who repeats a minister confirms nothing, and one sentence is never counted twice. Nor does
//! an author add a source by saying again, without naming one, what it took from a report elsewhere.
//! Nothing here says what is true.
//!
//! Clusters are found once, when a corpus is built, in time linear in its relations; what the claims of one rest on,
//! when somebody asks.

mod sources;

use serde::Serialize;

use crate::briefing::{Basis, Kind, RelationType, Reliability};
use crate::corpus::clusters::{Cluster, Word};
use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Related, Voice};
use sources::sources;

impl Cluster {
    fn sources(&self, corpus: &Corpus) -> &[Vec<ClaimSlot>] {
        self.sources.get_or_init(|| sources(corpus, &self.claims))
    }
}

/// What a reader should know before relying on a claim. None of it says that the claim is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Caution {
    /// Nothing that does not rest on the same word or origin says so.
    OnlySource,
    /// The document has it through somebody else.
    SecondHand,
    /// Nobody signs the document, and it names nobody who says so.
    Anonymous,
    /// A judgement, which nobody can confirm.
    Opinion,
    /// About what was still to come.
    Forecast,
    /// A charge that is not established.
    Allegation,
    /// The outlet has no grade, or one that says it cannot be judged.
    Ungraded,
}

/// A relation that bears on a claim, its own or that of a claim that says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// The claim that has the relation: the one asked about, or one that says the same.
    pub of: ClaimSlot,
    /// The relation.
    pub related: Related,
}

/// Everything that bears on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corroboration {
    /// The claims that say the same, itself included, by what they rest on; its own source first. How many there
    /// are is how many independent origins there are.
    pub sources: Vec<Vec<ClaimSlot>>,
    /// What says otherwise, and what limits, is limited by, updates or is updated by it.
    pub bearings: Vec<Bearing>,
}

impl Corroboration {
    /// How many of the sources rest on inferred origins only: no document says that it has the claim from there.
    pub fn inferred(&self, corpus: &Corpus) -> usize {
        self.sources.iter().filter(|source| corpus.is_inferred(source)).count()
    }
}

impl Corpus {
    /// Whose word a claim is in the end: the speaker's, or that of several jointly; without one, of those who issued what it rests on; else of
    /// the innermost through whom the document has it; else the authors', or the outlet's where nobody signs.
    pub fn word(&self, claim: ClaimSlot) -> Vec<Word> {
        let entities = |slots: &[EntitySlot]| slots.iter().copied().map(Word::Entity).collect();
        let voice = self.voice(claim);
        if let Voice::Speakers(speakers) = voice {
            return entities(speakers);
        }
        let issuers = self.origin_of(claim).map_or(&[][..], |origin| self.issuers(origin));
        match (issuers, self.via(claim), voice) {
            ([], [], Voice::Authors(authors)) => entities(authors),
            ([], [], _) => vec![Word::Outlet(self.publisher(self.document_of(claim)))],
            ([], [.., innermost], _) => entities(&[*innermost]),
            (issuers, _, _) => entities(issuers),
        }
    }

    /// On how many independent origins a claim rests, together with those that say the same; at least one.
    pub fn independent(&self, claim: ClaimSlot) -> usize {
        self.references.clusters.find(claim).map_or(1, |cluster| cluster.sources(self).len())
    }

    /// True where claims of one source have origins, and all of these are inferred.
    fn is_inferred(&self, source: &[ClaimSlot]) -> bool {
        let mut bases =
            source.iter().filter_map(|claim| self.origin_of(*claim)).map(|origin| self.origin(origin).basis);
        bases.next() == Some(Basis::Inferred) && bases.all(|basis| basis == Basis::Inferred)
    }

    /// The claims that say the same as a claim, itself included, in their order; empty where nothing else does.
    pub fn cluster(&self, claim: ClaimSlot) -> &[ClaimSlot] {
        self.references.clusters.find(claim).map_or(&[], |cluster| &cluster.claims)
    }

    /// The sets of claims that say the same, each of two or more, by their first claim.
    pub fn clusters(&self) -> impl ExactSizeIterator<Item = &[ClaimSlot]> {
        self.references.clusters.clusters.iter().map(|cluster| cluster.claims.as_slice())
    }

    /// True where a claim, or one that says the same, disputes another or is disputed.
    pub fn is_disputed(&self, claim: ClaimSlot) -> bool {
        let disputes = |claim: &ClaimSlot| {
            self.related(*claim).iter().any(|related| related.relation_type == RelationType::Disputes)
        };
        disputes(&claim) || self.cluster(claim).iter().any(disputes)
    }

    /// True where the document does not say that it has the claim through anybody else: neither `via`, nor an origin
    /// that only others than the speakers issued.
    pub fn is_firsthand(&self, claim: ClaimSlot) -> bool {
        let issuers = self.origin_of(claim).map_or(&[][..], |origin| self.issuers(origin));
        let own = self.voice(claim).actors().iter().any(|actor| issuers.contains(actor));
        self.via(claim).is_empty() && (issuers.is_empty() || own)
    }

    /// Everything that bears on a claim. Relations of the claims that say the same bear on it too.
    pub fn corroboration(&self, claim: ClaimSlot) -> Corroboration {
        let Some(cluster) = self.references.clusters.find(claim) else {
            return Corroboration { sources: vec![vec![claim]], bearings: self.bearings(&[claim]) };
        };
        let mut sources = cluster.sources(self).to_vec();
        sources.sort_by_key(|source| !source.contains(&claim));
        let others = cluster.claims.iter().copied().filter(|other| *other != claim);
        Corroboration { sources, bearings: self.bearings(&[claim].into_iter().chain(others).collect::<Vec<_>>()) }
    }

    /// What stands in relation to claims that say the same, each other claim once for each verb.
    fn bearings(&self, claims: &[ClaimSlot]) -> Vec<Bearing> {
        let mut bearings: Vec<Bearing> = Vec::new();
        for of in claims {
            let others = self.related(*of).iter().filter(|related| related.relation_type != RelationType::Confirms);
            bearings.extend(others.map(|related| Bearing { of: *of, related: *related }));
        }
        // Stable: what is written of the claim itself stays before what is written of those that say the same.
        bearings.sort_by_key(|bearing| bearing.related.relation_type);
        let mut seen = std::collections::HashSet::new();
        bearings.retain(|Bearing { related, .. }| {
            // Who disputes whom is the same thing from either side.
            let active = related.active && related.relation_type != RelationType::Disputes;
            seen.insert((related.relation_type, active, related.other))
        });
        bearings
    }

    /// What a reader should know before relying on a claim.
    pub fn cautions(&self, claim: ClaimSlot) -> Vec<Caution> {
        let kind = match self.claim(claim).kind {
            Kind::Opinion => Some(Caution::Opinion),
            Kind::Forecast => Some(Caution::Forecast),
            Kind::Allegation => Some(Caution::Allegation),
            Kind::Fact | Kind::Statement | Kind::Denial => None,
        };
        let grade = self.outlet(self.publisher(self.document_of(claim))).reliability;
        let when = |holds: bool, caution: Caution| holds.then_some(caution);
        [
            kind,
            when(self.independent(claim) == 1, Caution::OnlySource),
            when(!self.is_firsthand(claim), Caution::SecondHand),
            when(matches!(self.voice(claim), Voice::Unsigned(_)), Caution::Anonymous),
            when(matches!(grade, None | Some(Reliability::F)), Caution::Ungraded),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests;
