//! Where a corpus has its documents.

use std::fmt;
use std::sync::Arc;

use crate::briefing::Document;

/// Documents that are read when they are asked for, such as those of a cache.
pub(crate) trait DocumentSource: fmt::Debug + Send + Sync {
    /// Returns the document at a place among them.
    fn document(&self, at: usize) -> &Document;
}

/// A document, in memory or loaded on demand.
#[derive(Debug)]
pub(crate) enum LazyDocument {
    /// It was read.
    Loaded(Arc<Document>),
    /// It has this place in a source.
    OnDemand(Arc<dyn DocumentSource>, usize),
}

impl LazyDocument {
    /// Returns the document, which is loaded first where that is left to do.
    pub(crate) fn document(&self) -> &Document {
        match self {
            Self::Loaded(document) => document,
            Self::OnDemand(source, at) => source.document(*at),
        }
    }
}
