//! Extends [`Corpus`] with corroboration: which claims say the same, and how many independent sources they have.
//!
//! Claims that confirm each other, directly or through others, say the same. They are counted by source, never by
//! document. Two claims have one source if they share an origin or are made on the same
//! [authority](Corpus::authorities). So five articles that copy one communiqué are one source, and so are two
//! interviews with one minister. Joint speakers are one source, together with what any of them says elsewhere.
//!
//! One document is normally one source ([`sources`]). Two of its claims are two sources only if each names an origin or
//! a go-between, if these have nothing in common, and if the claims are in different paragraphs. So an author who
//! repeats a minister confirms nothing, and one sentence is never counted twice. An author who repeats a report from
//! elsewhere without naming a source adds none either. Nothing here says what is true.
//!
//! Clusters are found when a corpus is built, in time linear in its relations. Their sources are found on first use.

mod sources;

use std::collections::HashSet;

use serde::Serialize;

use crate::briefing::{Basis, Kind, RelationType, Reliability};
use crate::corpus::clusters::Cluster;
use crate::corpus::{ClaimSlot, Corpus, Related, Voice};
use sources::sources;

/// A reason to be careful with a claim. None of them says that the claim is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Caution {
    /// No independent source says so.
    OnlySource,
    /// The document has it from somebody else than the speaker.
    SecondHand,
    /// The document is unsigned, and names no speaker.
    Anonymous,
    /// A judgement, which cannot be confirmed.
    Opinion,
    /// It is about the future.
    Forecast,
    /// A charge that is not proven.
    Allegation,
    /// The outlet has no grade, or the grade for outlets that cannot be judged.
    Ungraded,
}

/// A relation that bears on a claim: its own, or that of a claim that says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// The claim that has the relation.
    pub of: ClaimSlot,
    /// The relation.
    pub related: Related,
}

/// The claims that say the same as a claim, and the relations that bear on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corroboration {
    /// The claims that say the same, itself included, grouped by independent source. Its own source comes first.
    pub sources: Vec<Vec<ClaimSlot>>,
    /// Disputes, qualifications and updates, in both directions.
    pub bearings: Vec<Bearing>,
}

impl Corroboration {
    /// Returns the number of sources that rest on inferred origins only, which no document names.
    pub fn inferred(&self, corpus: &Corpus) -> usize {
        self.sources.iter().filter(|source| corpus.is_inferred(source)).count()
    }
}

impl Corpus {
    /// Returns the number of independent sources of a claim and those that say the same: at least one.
    pub fn independent(&self, claim: ClaimSlot) -> usize {
        self.confirmed_clusters().find(claim).map_or(1, |cluster| self.sources(cluster).len())
    }

    fn sources<'a>(&self, cluster: &'a Cluster) -> &'a [Vec<ClaimSlot>] {
        cluster.sources(|claims| sources(self, claims))
    }

    /// Returns whether a source has origins, and all of them are inferred.
    fn is_inferred(&self, source: &[ClaimSlot]) -> bool {
        let mut bases =
            source.iter().filter_map(|claim| self.origin_of(*claim)).map(|origin| self.origin(origin).basis);
        bases.next() == Some(Basis::Inferred) && bases.all(|basis| basis == Basis::Inferred)
    }

    /// Returns the claims that say the same as a claim, itself included, in their order. Empty if no other claim does.
    pub fn cluster(&self, claim: ClaimSlot) -> &[ClaimSlot] {
        self.confirmed_clusters().find(claim).map_or(&[], Cluster::claims)
    }

    /// Returns the sets of claims that say the same, in the order of their first claims. Each has two or more.
    pub fn clusters(&self) -> impl ExactSizeIterator<Item = &[ClaimSlot]> {
        self.confirmed_clusters().all().iter().map(Cluster::claims)
    }

    /// Returns whether a claim, or one that says the same, disputes another or is disputed.
    pub fn is_disputed(&self, claim: ClaimSlot) -> bool {
        let disputes = |claim: &ClaimSlot| {
            self.related(*claim).iter().any(|related| related.relation_type == RelationType::Disputes)
        };
        disputes(&claim) || self.cluster(claim).iter().any(disputes)
    }

    /// Returns whether a document has a claim directly: without `via`, and without an origin that only others than the
    /// speakers or authors issued.
    pub fn is_firsthand(&self, claim: ClaimSlot) -> bool {
        let issuers = self.origin_of(claim).map_or(&[][..], |origin| self.issuers(origin));
        let own = self.voice(claim).actors().iter().any(|actor| issuers.contains(actor));
        self.via(claim).is_empty() && (issuers.is_empty() || own)
    }

    /// Returns the sources of a claim, and the relations that bear on it or on claims that say the same.
    pub fn corroboration(&self, claim: ClaimSlot) -> Corroboration {
        let Some(cluster) = self.confirmed_clusters().find(claim) else {
            return Corroboration { sources: vec![vec![claim]], bearings: self.bearings(&[claim]) };
        };
        let mut sources = self.sources(cluster).to_vec();
        sources.sort_by_key(|source| !source.contains(&claim));
        let others = cluster.claims().iter().copied().filter(|other| *other != claim);
        Corroboration { sources, bearings: self.bearings(&[claim].into_iter().chain(others).collect::<Vec<_>>()) }
    }

    /// Returns the relations of claims that say the same. Each other claim is listed once for each verb.
    fn bearings(&self, claims: &[ClaimSlot]) -> Vec<Bearing> {
        let mut bearings: Vec<Bearing> = Vec::new();
        for of in claims {
            let others = self.related(*of).iter().filter(|related| related.relation_type != RelationType::Confirms);
            bearings.extend(others.map(|related| Bearing { of: *of, related: *related }));
        }
        // The sort is stable, so the relations of the first claim stay first within their type.
        bearings.sort_by_key(|bearing| bearing.related.relation_type);
        let mut seen = HashSet::new();
        bearings.retain(|Bearing { related, .. }| {
            // A dispute is the same from either side.
            let active = related.active && related.relation_type != RelationType::Disputes;
            seen.insert((related.relation_type, active, related.other))
        });
        bearings
    }

    /// Returns the reasons to be careful with a claim.
    pub fn cautions(&self, claim: ClaimSlot) -> Vec<Caution> {
        let kind = match self.claim(claim).kind {
            Kind::Opinion => Some(Caution::Opinion),
            Kind::Forecast => Some(Caution::Forecast),
            Kind::Allegation => Some(Caution::Allegation),
            Kind::Fact | Kind::Statement | Kind::Denial => None,
        };
        let outlet = self.publisher(self.document_of(claim));
        let grade = outlet.and_then(|outlet| self.outlet(outlet).reliability);
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
