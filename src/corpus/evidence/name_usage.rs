//! Extends [`Corpus`] with the names that documents use for an entity.
//!
//! Only headlines and quoted passages are a document's own words. Claims are worded by the curator.

use crate::briefing::{Document, Passage};
use crate::corpus::{Corpus, DocumentSlot, EntitySlot};
use crate::text::Text;

impl Corpus {
    /// Returns the names of an entity that documents use, each with these documents. A name within a longer one does not
    /// count: `Union of Lake Towns` does not use the name `Lake Towns`.
    pub fn names_in_use(&self, entity: EntitySlot, documents: &[DocumentSlot]) -> Vec<(&Text, Vec<DocumentSlot>)> {
        let entity = self.entity(entity);
        let names: Vec<_> = [&entity.name].into_iter().chain(&entity.alias).collect();
        let wanted: Vec<String> = names.iter().map(|name| name.as_str().to_lowercase()).collect();
        let words: Vec<_> = documents.iter().map(|document| (*document, own_words(self.document(*document)))).collect();
        names
            .into_iter()
            .zip(&wanted)
            .map(|(name, this)| {
                let longer: Vec<_> = wanted.iter().filter(|other| *other != this && other.contains(this)).collect();
                let uses = words.iter().filter(|(_, words)| words.iter().any(|words| uses_name(words, this, &longer)));
                (name, uses.map(|(document, _)| *document).collect::<Vec<_>>())
            })
            .filter(|(_, uses)| !uses.is_empty())
            .collect()
    }
}

/// Returns a document's own words in lower case: its headline and its quotations.
fn own_words(document: &Document) -> Vec<String> {
    let quoted = |passage: &Passage| {
        let parts = [&passage.prefix, &Some(passage.start.clone()), &passage.end, &passage.suffix];
        parts.into_iter().flatten().map(|words| words.to_lowercase()).collect::<Vec<_>>()
    };
    let accepted = document.claims.iter().filter(|claim| claim.draft.is_none());
    let passages = accepted.filter_map(|claim| claim.passage.as_deref());
    passages.flat_map(quoted).chain([document.title.as_str().to_lowercase()]).collect()
}

/// Returns whether a text has a name as whole words, and not only within a longer name. All are in lower case.
fn uses_name(text: &str, name: &str, longer: &[&String]) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let end = at + name.len();
        let edges = [text[..at].chars().next_back(), text[end..].chars().next()];
        let whole = !edges.into_iter().flatten().any(char::is_alphanumeric);
        let covers = |(from, longer): (usize, &str)| from <= at && end <= from + longer.len();
        whole && !longer.iter().any(|longer| text.match_indices(longer.as_str()).any(covers))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_used_as_whole_words() {
        assert!(uses_name("the harbour, norrhavn's pride", "norrhavn", &[]));
        assert!(!uses_name("maliano", "mali", &[]));
        assert!(!uses_name("somali", "mali", &[]));
        assert!(uses_name("somali mali", "mali", &[]));
    }

    #[test]
    fn a_name_within_a_longer_one_is_not_used() {
        let longer = "union–league of lake towns".to_owned();
        assert!(!uses_name("the union–league of lake towns", "league of lake towns", &[&longer]));
        assert!(uses_name(
            "the union–league of lake towns, or league of lake towns",
            "league of lake towns",
            &[&longer]
        ));
    }
}
