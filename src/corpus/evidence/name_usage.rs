//! Which document calls an entity by which of its names, as far as headlines and quoted passages show it.

use crate::briefing::{Document, Passage};
use crate::corpus::{Corpus, DocumentSlot, EntitySlot};
use crate::text::Text;

impl Corpus {
    /// The names of an entity that stand in the headlines of documents or in the words their passages quote, each with
    /// the documents. Only these are the documents' own words; claims are worded by the curator. A name within a
    /// longer one is not in use there: who writes `Union of Lake Towns` does not write `Lake Towns`.
    pub fn names_in_use(&self, entity: EntitySlot, documents: &[DocumentSlot]) -> Vec<(&Text, Vec<DocumentSlot>)> {
        let entity = self.entity(entity);
        let names: Vec<_> = [&entity.name].into_iter().chain(&entity.alias).collect();
        let wanted: Vec<String> = names.iter().map(|name| name.as_str().to_lowercase()).collect();
        let words: Vec<_> = documents.iter().map(|document| (*document, words(self.document(*document)))).collect();
        names
            .into_iter()
            .zip(&wanted)
            .map(|(name, this)| {
                let longer: Vec<_> = wanted.iter().filter(|other| *other != this && other.contains(this)).collect();
                let uses = words.iter().filter(|(_, words)| words.iter().any(|words| stands_in(words, this, &longer)));
                (name, uses.map(|(document, _)| *document).collect::<Vec<_>>())
            })
            .filter(|(_, uses)| !uses.is_empty())
            .collect()
    }
}

/// What a document says in its own words: its headline, and what its passages quote.
fn words(document: &Document) -> Vec<String> {
    let quoted = |passage: &Passage| {
        let parts = [&passage.prefix, &Some(passage.start.clone()), &passage.end, &passage.suffix];
        parts.into_iter().flatten().map(|words| words.to_lowercase()).collect::<Vec<_>>()
    };
    let passages = document.claims.iter().filter_map(|claim| claim.passage.as_deref());
    passages.flat_map(quoted).chain([document.title.as_str().to_lowercase()]).collect()
}

/// True where a name stands in a text as whole words, and not only within a longer one; all are in lower case.
fn stands_in(text: &str, name: &str, longer: &[&String]) -> bool {
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
    fn a_name_stands_as_whole_words() {
        assert!(stands_in("the harbour, norrhavn's pride", "norrhavn", &[]));
        assert!(!stands_in("maliano", "mali", &[]));
        assert!(!stands_in("somali", "mali", &[]));
        assert!(stands_in("somali mali", "mali", &[]));
    }

    #[test]
    fn a_name_within_a_longer_one_is_not_in_use() {
        let longer = "union–league of lake towns".to_owned();
        assert!(!stands_in("the union–league of lake towns", "league of lake towns", &[&longer]));
        assert!(stands_in(
            "the union–league of lake towns, or league of lake towns",
            "league of lake towns",
            &[&longer]
        ));
    }
}
