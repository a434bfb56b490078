//! Which document calls an entity by which of its names, as far as headlines and quoted passages show it.

use super::{Corpus, DocumentSlot, EntitySlot};
use crate::briefing::{Document, Passage};
use crate::text::Text;

impl Corpus {
    /// The names of an entity that stand in the headlines of documents or in the words their passages quote, each with
    /// the documents. Only these are the documents' own words; claims are worded by the curator.
    pub fn names_in_use(&self, entity: EntitySlot, documents: &[DocumentSlot]) -> Vec<(&Text, Vec<DocumentSlot>)> {
        let entity = self.entity(entity);
        let names = [&entity.name].into_iter().chain(&entity.alias);
        let words: Vec<_> = documents.iter().map(|document| (*document, words(self.document(*document)))).collect();
        names
            .map(|name| {
                let wanted = name.as_str().to_lowercase();
                let uses = words.iter().filter(|(_, words)| words.iter().any(|words| stands_in(words, &wanted)));
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

/// True where a name stands in a text as whole words; both are in lower case.
fn stands_in(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + name.len()..].chars().next();
        ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_as_whole_words() {
        assert!(stands_in("the harbour, norrhavn's pride", "norrhavn"));
        assert!(!stands_in("maliano", "mali"));
        assert!(!stands_in("somali", "mali"));
        assert!(stands_in("somali mali", "mali"));
    }
}
