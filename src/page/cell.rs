//! The page of one cell of the matrix: what a document says about a subject.

use super::assertion;
use super::layout::Page;
use crate::briefing::RelationType;
use crate::corpus::{ClaimSlot, Corpus, DocumentSlot, Record};
use crate::styled::{Role, Span};

/// Adds the claims of a document about an actor, or those that say the same as a claim or dispute it.
pub fn cell(page: &mut Page, corpus: &Corpus, subject: Record, document: DocumentSlot) {
    page.paragraph(&[
        Span::text(corpus.shown(subject), Role::Heading),
        Span::fixed(" in ", Role::Aside),
        Span::text(&corpus.document(document).title, Role::Heading),
    ]);
    page.paragraph(&super::document::byline_without_drafts(corpus, document));
    let (claims, against) = match subject {
        Record::Claim(claim) => (agreeing(corpus, claim, document), disputing(corpus, claim, document)),
        _ => (corpus.claims_in(document).filter(|claim| concerns(corpus, *claim, subject)).collect(), Vec::new()),
    };
    assertion::section(page, corpus, "Claims", &claims);
    assertion::section(page, corpus, "Claims that dispute it", &against);
}

/// Returns whether a record is among those whom a claim concerns.
fn concerns(corpus: &Corpus, claim: ClaimSlot, subject: Record) -> bool {
    corpus.parties(claim).into_iter().any(|party| Record::Entity(party) == subject)
}

/// Returns a claim and those that say the same, as far as they are in a document.
fn agreeing(corpus: &Corpus, claim: ClaimSlot, document: DocumentSlot) -> Vec<ClaimSlot> {
    let cluster = corpus.cluster(claim);
    let all = if cluster.is_empty() { vec![claim] } else { cluster.to_vec() };
    all.into_iter().filter(|claim| corpus.document_of(*claim) == document).collect()
}

/// Returns the claims of a document that dispute a claim, or one that says the same.
fn disputing(corpus: &Corpus, claim: ClaimSlot, document: DocumentSlot) -> Vec<ClaimSlot> {
    let cluster = corpus.cluster(claim);
    let all = if cluster.is_empty() { vec![claim] } else { cluster.to_vec() };
    let related = all.into_iter().flat_map(|claim| corpus.related(claim));
    let disputes = related.filter(|related| related.relation_type == RelationType::Disputes);
    let mut claims: Vec<_> =
        disputes.map(|related| related.other).filter(|other| corpus.document_of(*other) == document).collect();
    claims.sort_unstable();
    claims.dedup();
    claims
}
