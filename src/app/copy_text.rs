//! The text that is copied for a record.

use crate::briefing::Basis;
use crate::corpus::{Corpus, DocumentSlot, Record};
use crate::page;
use crate::styled::plain;
use crate::text::Text;

/// Returns the lines to copy for a record: what is said and by whom, the source, and the link. An origin that the
/// curator inferred is marked as such.
pub(super) fn copy_text(corpus: &Corpus, record: Record) -> Vec<Text> {
    match record {
        Record::Claim(slot) => {
            let claim = corpus.claim(slot);
            let date = claim.date.map(|date| format!(", {date}")).unwrap_or_default();
            let says = format!(
                "{} ({}{date}): {}",
                plain(&page::voice(corpus, corpus.voice(slot))),
                claim.kind.as_str(),
                claim.text
            );
            let mut lines = vec![Text::from(says)];
            if !corpus.via(slot).is_empty() {
                lines.push(Text::from(format!("through {}", plain(&page::names(corpus, corpus.via(slot))))));
            }
            let origin = corpus.origin_of(slot);
            if let Some(origin) = origin.filter(|origin| corpus.origin(*origin).basis == Basis::Inferred) {
                lines.push(Text::from(format!("origin: {}", plain(&page::origin_name(corpus, origin)))));
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

/// Returns author, title, publisher and date of a document.
fn source(corpus: &Corpus, slot: DocumentSlot) -> Text {
    let document = corpus.document(slot);
    let authors = match corpus.authors(slot) {
        [] => String::new(),
        authors => format!("{}, ", plain(&page::names(corpus, authors))),
    };
    let publisher = &corpus.outlet(corpus.publisher(slot)).name;
    Text::from(format!("{authors}“{}”, {publisher}, {}", document.title, document.published))
}
