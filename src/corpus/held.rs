//! Where a corpus has its documents.

use std::sync::Arc;

use super::cache::Shelf;
use crate::briefing::Document;

/// A document, at hand or within reach.
#[derive(Debug)]
pub(super) enum Held {
    /// It was read.
    Read(Arc<Document>),
    /// It has this place among documents that a cache has, which are read when somebody looks at one of them.
    Shelved(Arc<Shelf>, usize),
}

impl Held {
    pub(super) fn document(&self) -> &Document {
        match self {
            Self::Read(document) => document,
            Self::Shelved(shelf, at) => shelf.document(*at),
        }
    }
}
