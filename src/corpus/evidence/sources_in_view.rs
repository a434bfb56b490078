//! Sources in view: what rests on each outlet and origin, within the filters of other kinds.

use crate::corpus::evidence::narrowing::{InView, Narrowing};
use crate::corpus::{Corpus, Record};

/// What rests on a source. Drafts do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resting {
    /// Number of documents: those that an outlet published, or that repeat an origin.
    pub documents: usize,
    /// Number of claims.
    pub claims: usize,
}

/// What rests on each source. Sources do not restrict one another, so that another one can be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourcesInView {
    /// Whether no filter restricts them. A source on which nothing rests is in view too, then.
    unfiltered: bool,
    /// By slot.
    outlets: Vec<Resting>,
    /// By slot.
    origins: Vec<Resting>,
}

impl SourcesInView {
    /// Counts what rests on each source and passes the filters of other kinds.
    pub fn new(corpus: &Corpus, narrowing: &[Narrowing]) -> Self {
        let others: Vec<_> = narrowing.iter().copied().filter(|by| Self::is_restricted_by(*by)).collect();
        let mut counted = Self {
            unfiltered: others.is_empty(),
            outlets: vec![Resting::default(); corpus.outlets().len()],
            origins: vec![Resting::default(); corpus.origins().len()],
        };
        for document in InView::chosen(corpus, &others).iter(corpus.documents()) {
            if let Some(outlet) = corpus.publisher(document) {
                counted.outlets[outlet.index()].documents += 1;
            }
        }
        // Claims come by document, so each document of an origin is counted once.
        let mut last = vec![None; counted.origins.len()];
        for claim in InView::claims(corpus, &others).iter(corpus.claims()) {
            let document = corpus.document_of(claim);
            if let Some(outlet) = corpus.publisher(document) {
                counted.outlets[outlet.index()].claims += 1;
            }
            if let Some(origin) = corpus.origin_of(claim) {
                let resting = &mut counted.origins[origin.index()];
                resting.claims += 1;
                resting.documents += usize::from(last[origin.index()].replace(document) != Some(document));
            }
        }
        counted
    }

    /// Returns whether a filter restricts what rests on sources. Other sources and types of entities do not.
    pub fn is_restricted_by(by: Narrowing) -> bool {
        matches!(by, Narrowing::Document(_) | Narrowing::Entity(_))
    }

    /// Returns what rests on a source; nothing for other records.
    pub fn resting(&self, source: Record) -> Resting {
        let counted = match source {
            Record::Outlet(slot) => self.outlets.get(slot.index()),
            Record::Origin(slot) => self.origins.get(slot.index()),
            Record::Document(_) | Record::Entity(_) | Record::Claim(_) => None,
        };
        counted.copied().unwrap_or_default()
    }

    /// Returns whether a source is in view.
    pub fn has(&self, source: Record) -> bool {
        self.unfiltered || self.resting(source).documents > 0
    }
}
