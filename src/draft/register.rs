//! The register of actors, prepared for finding them in articles.

use crate::corpus::Corpus;

/// The actors of a corpus by their names, prepared once for any number of articles.
#[derive(Debug, Default)]
pub struct Register {}

impl Register {
    /// Prepares the actors of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let _ = corpus;
        Self::default()
    }
}
