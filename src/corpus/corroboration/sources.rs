//! Which claims that say the same are one source.

use std::collections::HashMap;

use super::Word;
use crate::corpus::{ClaimSlot, Corpus, OriginSlot};

/// What two claims share that makes them one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Root {
    Origin(OriginSlot),
    Word(Word),
}

/// Groups claims by what they rest on: those that share a root, directly or through others, are one source.
pub(super) fn sources(corpus: &Corpus, claims: &[ClaimSlot]) -> Vec<Vec<ClaimSlot>> {
    let mut leader: Vec<usize> = (0..claims.len()).collect();
    let mut first: HashMap<Root, usize> = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        for root in roots(corpus, *claim) {
            let other = *first.entry(root).or_insert(at);
            join(&mut leader, at, other);
        }
    }
    let mut sources: Vec<Vec<ClaimSlot>> = Vec::new();
    let mut source_of: HashMap<usize, usize> = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        let leader = lead(&mut leader, at);
        let source = *source_of.entry(leader).or_insert_with(|| {
            sources.push(Vec::new());
            sources.len() - 1
        });
        sources[source].push(*claim);
    }
    sources
}

/// What makes a claim one source with others that have the same.
pub(super) fn roots(corpus: &Corpus, claim: ClaimSlot) -> impl Iterator<Item = Root> {
    let origin = corpus.origin_of(claim).map(Root::Origin);
    corpus.word(claim).into_iter().map(Root::Word).chain(origin)
}

fn join(leader: &mut [usize], one: usize, other: usize) {
    let (one, other) = (lead(leader, one), lead(leader, other));
    leader[one.max(other)] = one.min(other);
}

/// The first claim of the same source, as far as they are joined already; shortens the way there.
fn lead(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}
