//! Which claims that say the same are one source.

use std::collections::HashMap;

use crate::corpus::evidence::corroboration::Word;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, EntitySlot, OriginSlot, Voice};

/// What two claims share that makes them one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Root {
    Origin(OriginSlot),
    Word(Word),
    /// Both are of this document, and the actor says it, passes it on or issued what it rests on.
    Actor(DocumentSlot, EntitySlot),
    /// Both are in this paragraph of the document.
    Paragraph(DocumentSlot, u32),
}

/// Groups claims by what they rest on: those that share a root, directly or through others, are one source. A claim
/// that does not stand by itself in its document belongs to the first one there that does, or else to the first.
/// The claims come in their order, so those of one document come one behind the other.
pub(crate) fn sources(corpus: &Corpus, claims: &[ClaimSlot]) -> Vec<Vec<ClaimSlot>> {
    let mut leader: Vec<usize> = (0..claims.len()).collect();
    let mut first: HashMap<Root, usize> = HashMap::new();
    let mut start = 0;
    for beside in claims.chunk_by(|one, other| corpus.document_of(*one) == corpus.document_of(*other)) {
        let is_alone = beside.len() == 1;
        let by_itself = |claim: &ClaimSlot| is_alone || stands_by_itself(corpus, *claim);
        let home = start + beside.iter().position(by_itself).unwrap_or(0);
        for (at, claim) in (start..).zip(beside) {
            // What is alone in its document shares nothing there, and the document need not be read.
            let roots = if is_alone { words(corpus, *claim).collect() } else { roots(corpus, *claim) };
            for root in roots {
                let other = *first.entry(root).or_insert(at);
                join(&mut leader, at, other);
            }
            if !by_itself(claim) {
                join(&mut leader, at, home);
            }
        }
        start += beside.len();
    }
    join_authors(corpus, claims, &mut leader);
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

/// Joins what an author says on nothing but its own word to the first of its claims that rest on something. An author
/// who repeats in one article what it took from a report in another adds no source.
fn join_authors(corpus: &Corpus, claims: &[ClaimSlot], leader: &mut [usize]) {
    let mut resting: HashMap<Word, usize> = HashMap::new();
    let rests = |claim: &ClaimSlot| rests_on_something(corpus, *claim);
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| rests(claim)) {
        for word in own_voice(corpus, *claim) {
            resting.entry(word).or_insert(at);
        }
    }
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| !rests(claim)) {
        for other in own_voice(corpus, *claim).iter().filter_map(|word| resting.get(word)) {
            join(leader, at, *other);
        }
    }
}

/// True where a claim has an origin or came through somebody.
pub(crate) fn rests_on_something(corpus: &Corpus, claim: ClaimSlot) -> bool {
    corpus.origin_of(claim).is_some() || !corpus.via(claim).is_empty()
}

/// Who asserts a claim in its own voice: the authors, or the outlet of what is not signed. Empty for speakers, whom the
/// document quotes.
pub(crate) fn own_voice(corpus: &Corpus, claim: ClaimSlot) -> Vec<Word> {
    match corpus.voice(claim) {
        Voice::Speakers(_) => Vec::new(),
        Voice::Authors(authors) => authors.iter().copied().map(Word::Entity).collect(),
        Voice::Unsigned(outlet) => vec![Word::Outlet(outlet)],
    }
}

/// True where the document says whence it has the claim, and where in it the claim stands.
pub(crate) fn stands_by_itself(corpus: &Corpus, claim: ClaimSlot) -> bool {
    rests_on_something(corpus, claim) && paragraph(corpus, claim).is_some()
}

fn paragraph(corpus: &Corpus, claim: ClaimSlot) -> Option<u32> {
    corpus.claim(claim).passage.as_ref()?.paragraph
}

/// What makes a claim one source with others that have the same.
pub(crate) fn roots(corpus: &Corpus, claim: ClaimSlot) -> Vec<Root> {
    let document = corpus.document_of(claim);
    let issuers = corpus.origin_of(claim).map_or(&[][..], |origin| corpus.issuers(origin));
    let actors = [corpus.speakers(claim), corpus.via(claim), issuers].into_iter().flatten();
    let actors = actors.map(|actor| Root::Actor(document, *actor));
    let paragraph = paragraph(corpus, claim).map(|number| Root::Paragraph(document, number));
    words(corpus, claim).chain(actors).chain(paragraph).collect()
}

/// The same, as far as it holds from document to document.
fn words(corpus: &Corpus, claim: ClaimSlot) -> impl Iterator<Item = Root> {
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
