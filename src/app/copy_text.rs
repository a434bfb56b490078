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
            if corpus.is_proposed(slot) {
                lines.insert(0, Text::from("Draft, not accepted yet:"));
            }
            if !corpus.via(slot).is_empty() {
                lines.push(Text::from(format!("through {}", plain(&page::names(corpus, corpus.via(slot))))));
            }
            let origin = corpus.origin_of(slot);
            if let Some(origin) = origin.filter(|origin| corpus.origin(*origin).basis == Basis::Inferred) {
                lines.push(Text::from(format!("origin: {}", plain(&page::origin_name(corpus, origin)))));
            }
            lines.push(source(corpus, corpus.document_of(slot)));
            lines.extend(corpus.link(slot).map(|url| Text::clean(url.as_str())));
            lines
        }
        Record::Document(slot) => {
            let link = corpus.document(slot).url.as_ref().map(|url| Text::clean(url.as_str()));
            [Some(source(corpus, slot)), link].into_iter().flatten().collect()
        }
        Record::Outlet(slot) => {
            let outlet = corpus.outlet(slot);
            let grade = match outlet.reliability {
                Some(grade) => format!("reliability {} ({})", grade.grade(), grade.meaning()),
                None => "ungraded".to_owned(),
            };
            let name = Text::from(format!("{} ({grade})", outlet.name));
            [Some(name), outlet.url.as_ref().map(|url| Text::clean(url.as_str()))].into_iter().flatten().collect()
        }
        Record::Origin(slot) => {
            let mut words = plain(&page::origin_name(corpus, slot));
            if !corpus.issuers(slot).is_empty() {
                words += &format!(", issued by {}", plain(&page::names(corpus, corpus.issuers(slot))));
            }
            if let Some(date) = corpus.origin(slot).date {
                words += &format!(", {date}");
            }
            vec![Text::from(words)]
        }
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
    let publisher = corpus.publisher_name(slot);
    let published = document.published.map_or_else(|| "date not given".to_owned(), |date| date.to_string());
    Text::from(format!("{authors}“{}”, {publisher}, {published}", document.title))
}
