//! Counts in words.

use crate::corpus::Corpus;

/// Returns a number with the noun that suits it: `1 claim`, `2 claims`.
pub fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// Counts the drafts: `12 drafts`. `None` if there are none.
pub fn drafts(corpus: &Corpus) -> Option<String> {
    let number = corpus.proposals().count();
    (number > 0).then(|| count(number, "draft", "drafts"))
}

/// Counts a corpus: `5 documents · 64 entities · 114 claims`. Entities that are not registered do not count.
pub fn holdings(corpus: &Corpus) -> String {
    let registered = corpus.entities().filter(|entity| corpus.is_registered(*entity)).count();
    let mut held = vec![
        count(corpus.documents().len(), "document", "documents"),
        count(registered, "entity", "entities"),
        count(corpus.claims().len(), "claim", "claims"),
    ];
    held.extend(drafts(corpus));
    held.join(" · ")
}
