//! Counts in words.

use crate::corpus::Corpus;

/// Returns a number with the noun that suits it: `1 claim`, `2 claims`.
pub fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// Counts a corpus: `5 documents · 64 entities · 114 claims`. Entities that are not registered do not count.
pub fn holdings(corpus: &Corpus) -> String {
    let registered = corpus.entities().filter(|entity| corpus.is_registered(*entity)).count();
    [
        count(corpus.documents().len(), "document", "documents"),
        count(registered, "entity", "entities"),
        count(corpus.claims().len(), "claim", "claims"),
    ]
    .join(" · ")
}
