//! A record in words, for pasting elsewhere.

use crate::corpus::{Corpus, DocumentSlot, Record, Related, Voice};
use crate::text::Text;

/// The lines that are copied for a record: what is said and by whom, where, and the link.
pub fn citation(corpus: &Corpus, record: Record) -> Vec<Text> {
    match record {
        Record::Claim(slot) => {
            let claim = corpus.claim(slot);
            let date = claim.date.map(|date| format!(", {date}")).unwrap_or_default();
            let says = format!("{} ({}{date}): {}", voice(corpus, corpus.voice(slot)), claim.kind.word(), claim.text);
            let mut lines = vec![Text::from(says)];
            let via: Vec<_> = corpus.via(slot).iter().map(|entity| corpus.entity(*entity).name.as_str()).collect();
            if !via.is_empty() {
                lines.push(Text::from(format!("through {}", via.join(", "))));
            }
            lines.push(source(corpus, corpus.document_of(slot)));
            lines.push(Text::clean(corpus.link(slot).as_str()));
            lines
        }
        Record::Document(slot) => vec![source(corpus, slot), Text::clean(corpus.document(slot).url.as_str())],
        Record::Entity(slot) => {
            let entity = corpus.entity(slot);
            [Some(entity.name.clone()), entity.summary.clone()].into_iter().flatten().collect()
        }
    }
}

/// How one claim stands to the other, seen from the one that was asked.
pub fn verb(related: &Related) -> &'static str {
    if related.active { related.relation_type.word() } else { related.relation_type.inverse() }
}

/// Author, title, publisher, date.
fn source(corpus: &Corpus, slot: DocumentSlot) -> Text {
    let document = corpus.document(slot);
    let authors: Vec<_> = corpus.authors(slot).iter().map(|author| corpus.entity(*author).name.as_str()).collect();
    let authors = if authors.is_empty() { String::new() } else { format!("{}, ", authors.join(", ")) };
    let publisher = &corpus.outlet(corpus.publisher(slot)).name;
    Text::from(format!("{authors}“{}”, {publisher}, {}", document.title, document.published))
}

fn voice(corpus: &Corpus, voice: Voice<'_>) -> String {
    let names = |entities: &[crate::corpus::EntitySlot]| {
        entities.iter().map(|entity| corpus.entity(*entity).name.as_str()).collect::<Vec<_>>().join(", ")
    };
    match voice {
        Voice::Speaker(speaker) => names(&[speaker]),
        Voice::Authors(authors) => names(authors),
        Voice::Unsigned(outlet) => format!("{} (unsigned)", corpus.outlet(outlet).name),
    }
}
