//! Groups the claims of a cluster by source, with a union-find over what they share.

use std::collections::HashMap;

use crate::corpus::evidence::authority::Authority;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot};

/// What two claims of one source have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Root {
    Origin(OriginSlot),
    Authority(Authority),
    /// In this document, the entity said it, conveyed it, or issued its origin.
    Actor(DocumentSlot, EntitySlot),
    /// A paragraph of the document.
    Paragraph(DocumentSlot, u32),
}

/// Groups claims by source. Claims that share a root, directly or through others, are one source.
///
/// A claim that does not [stand by itself](stands_by_itself) joins the first claim of its document that does, or else
/// the first one. `claims` must be sorted, so that the claims of one document are adjacent.
pub(crate) fn sources(corpus: &Corpus, claims: &[ClaimSlot]) -> Vec<Vec<ClaimSlot>> {
    let mut groups = UnionFind::new(claims.len());
    let mut first: HashMap<Root, usize> = HashMap::new();
    let mut start = 0;
    for beside in claims.chunk_by(|one, other| corpus.document_of(*one) == corpus.document_of(*other)) {
        let is_alone = beside.len() == 1;
        let by_itself = |claim: &ClaimSlot| is_alone || stands_by_itself(corpus, *claim);
        let home = start + beside.iter().position(by_itself).unwrap_or(0);
        for (at, claim) in (start..).zip(beside) {
            // A claim that is alone in its document shares nothing there, so the document need not be read.
            let roots = if is_alone { shared_roots(corpus, *claim).collect() } else { roots(corpus, *claim) };
            for root in roots {
                let other = *first.entry(root).or_insert(at);
                groups.join(at, other);
            }
            if !by_itself(claim) {
                groups.join(at, home);
            }
        }
        start += beside.len();
    }
    join_authors(corpus, claims, &mut groups);
    let mut sources: Vec<Vec<ClaimSlot>> = Vec::new();
    let mut source_of: HashMap<usize, usize> = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        let source = *source_of.entry(groups.first(at)).or_insert_with(|| {
            sources.push(Vec::new());
            sources.len() - 1
        });
        sources[source].push(*claim);
    }
    sources
}

/// Joins claims for which an author names no source to the author's first claim that names one. So an author who
/// repeats in one article what a report in another says adds no source.
fn join_authors(corpus: &Corpus, claims: &[ClaimSlot], groups: &mut UnionFind) {
    let mut resting: HashMap<Authority, usize> = HashMap::new();
    let rests = |claim: &ClaimSlot| corpus.names_a_source(*claim);
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| rests(claim)) {
        for author in corpus.own_voice(*claim) {
            resting.entry(author).or_insert(at);
        }
    }
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| !rests(claim)) {
        for other in corpus.own_voice(*claim).iter().filter_map(|author| resting.get(author)) {
            groups.join(at, *other);
        }
    }
}

/// Returns whether the document names a source for a claim, and the paragraph that it is in.
pub(crate) fn stands_by_itself(corpus: &Corpus, claim: ClaimSlot) -> bool {
    corpus.names_a_source(claim) && paragraph(corpus, claim).is_some()
}

fn paragraph(corpus: &Corpus, claim: ClaimSlot) -> Option<u32> {
    corpus.claim(claim).passage.as_ref()?.paragraph
}

/// Returns everything that makes a claim one source with claims that have the same.
pub(crate) fn roots(corpus: &Corpus, claim: ClaimSlot) -> Vec<Root> {
    let document = corpus.document_of(claim);
    let issuers = corpus.origin_of(claim).map_or(&[][..], |origin| corpus.issuers(origin));
    let actors = [corpus.speakers(claim), corpus.via(claim), issuers].into_iter().flatten();
    let actors = actors.map(|actor| Root::Actor(document, *actor));
    let paragraph = paragraph(corpus, claim).map(|number| Root::Paragraph(document, number));
    shared_roots(corpus, claim).chain(actors).chain(paragraph).collect()
}

/// Returns the roots that claims of different documents can share.
fn shared_roots(corpus: &Corpus, claim: ClaimSlot) -> impl Iterator<Item = Root> {
    let origin = corpus.origin_of(claim).map(Root::Origin);
    corpus.authorities(claim).into_iter().map(Root::Authority).chain(origin)
}

/// Disjoint sets of numbers.
struct UnionFind {
    /// For each number another one of its set that is lower, or the number itself if it is the lowest.
    parent: Vec<usize>,
}

impl UnionFind {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.parent[one.max(other)] = one.min(other);
    }

    /// Returns the lowest number of a set, and halves the path to it.
    fn first(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }
}
