//! `briefing` without a command and without a terminal: the documents, and the commands to go on with.

use super::args::ListKind;
use super::outcome::Outcome;
use super::output::Output;
use super::{list, summary};
use crate::corpus::Corpus;
use crate::page::{self, Page};
use crate::styled::{Role, Span};

/// Width of the column for dates and commands.
const LABEL: usize = 24;

/// Writes every document with the number of its claims; in JSON, only the documents.
pub(super) fn overview(corpus: &Corpus, output: &mut Output) -> anyhow::Result<Outcome> {
    if output.json {
        return list::list(corpus, ListKind::Documents, output);
    }
    let mut page = output.blank_page().with_label_width(LABEL);
    print(&mut page, corpus);
    output.page(&page)?;
    Ok(Outcome::found(corpus.documents().len() > 0))
}

fn print(page: &mut Page, corpus: &Corpus) {
    let plain = |words: String| [Span::clean(words, Role::Plain)];
    let problems = summary::problems(corpus.problems().iter().map(|problem| &problem.file));
    page.paragraph(&plain(format!("{}: {}; {problems}.", corpus.label(), page::holdings(corpus))));
    page.blank();
    for slot in corpus.documents() {
        let document = corpus.document(slot);
        let publisher = corpus.publisher_name(slot);
        let claims = list::claims_and_drafts(corpus, slot);
        let published = document.published.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        page.field(&published, &plain(format!("{} ({publisher}, {claims}) {}", document.title, document.id)));
    }
    page.blank();
    for (command, does) in [
        ("briefing search WORDS", "find claims, actors and documents"),
        ("briefing list entities", "list every actor"),
        ("briefing list outlets", "list every publisher, with its grade"),
        ("briefing show ID", "show one document, claim, actor or source in full, by id or name"),
        ("briefing check", "list every problem in the files"),
        ("briefing --help", "list all commands and options"),
    ] {
        page.field(command, &[Span::fixed(does, Role::Plain)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fixture::harbour;

    #[test]
    fn documents_are_listed_newest_first() {
        let mut page = Page::new(60).with_label_width(LABEL);
        print(&mut page, &harbour());
        insta::assert_snapshot!(page.plain().collect::<Vec<_>>().join("\n"), @"
        fixture: 2 documents · 6 entities · 4 claims; no problems.

        2025-01                  Who closed the harbour? (Coast
                                 Daily, 2 claims)
                                 2025-01-harbour-closed
        2024-05-02               Harbour opens again (Coast Daily, 2
                                 claims) 2024-05-02-harbour-opens

        briefing search WORDS    find claims, actors and documents
        briefing list entities   list every actor
        briefing list outlets    list every publisher, with its
                                 grade
        briefing show ID         show one document, claim, actor or
                                 source in full, by id or name
        briefing check           list every problem in the files
        briefing --help          list all commands and options
        ");
    }
}
