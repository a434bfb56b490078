//! What rests on each source: within the filters, and in all.

use crate::corpus::{Corpus, Narrowing, Record, Resting, SourcesInView};

/// What rests on each source.
#[derive(Clone, Debug, Default)]
pub struct SourceCounts {
    in_view: SourcesInView,
    all: SourcesInView,
}

impl SourceCounts {
    /// Counts what rests on each source.
    pub(super) fn new(corpus: &Corpus, narrowing: &[Narrowing]) -> Self {
        let all = SourcesInView::new(corpus, &[]);
        let is_restricted = narrowing.iter().any(|by| SourcesInView::is_restricted_by(*by));
        let in_view = if is_restricted { SourcesInView::new(corpus, narrowing) } else { all.clone() };
        Self { in_view, all }
    }

    /// Returns whether a source is in view.
    pub(super) fn has(&self, source: Record) -> bool {
        self.in_view.has(source)
    }

    /// Returns what rests on a source within the filters of other kinds, and in all.
    pub fn resting(&self, source: Record) -> (Resting, Resting) {
        (self.in_view.resting(source), self.all.resting(source))
    }
}
