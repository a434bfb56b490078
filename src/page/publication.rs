//! When a document was published, in words.

use crate::corpus::{Corpus, DocumentSlot};

/// Returns when a document was published, in words if that is still to fill in.
pub(super) fn published(corpus: &Corpus, slot: DocumentSlot) -> String {
    corpus.document(slot).published.map_or_else(|| "date not given".to_owned(), |date| date.to_string())
}
