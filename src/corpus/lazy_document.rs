//! Documents that are in memory, or loaded when they are first used.

use std::fmt;
use std::sync::Arc;

use crate::briefing::Document;

/// A source that loads documents on demand, such as a cache.
pub(crate) trait DocumentSource: fmt::Debug + Send + Sync {
    /// Returns the document at a position. Loads it on first use.
    fn document(&self, at: usize) -> &Document;
}

/// A document in memory, or loaded on demand.
#[derive(Debug)]
pub(crate) enum LazyDocument {
    /// It is in memory.
    Loaded(Arc<Document>),
    /// It is at this position of a source.
    OnDemand(Arc<dyn DocumentSource>, usize),
}

impl LazyDocument {
    /// Returns the document. Loads it if necessary.
    pub(crate) fn document(&self) -> &Document {
        match self {
            Self::Loaded(document) => document,
            Self::OnDemand(source, at) => source.document(*at),
        }
    }
}
