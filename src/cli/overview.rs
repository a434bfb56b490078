//! `briefing` without a command where there is no terminal: what there is, and how to ask for more.

use super::args::Listing;
use super::output::Output;
use super::page::Page;
use super::{Outcome, list, words};
use crate::corpus::Corpus;

/// The column at which what is said of a document begins: a day and two spaces.
const ENTRY: usize = 12;

/// Writes every document with its claims counted; as JSON, the documents alone.
pub(super) fn overview(corpus: &Corpus, output: &mut Output) -> anyhow::Result<Outcome> {
    if output.json {
        return list::list(corpus, Listing::Documents, output);
    }
    let mut page = output.page();
    print(&mut page, corpus);
    output.write(&page)?;
    Ok(Outcome::found(corpus.documents().len() > 0))
}

fn print(page: &mut Page, corpus: &Corpus) {
    let problems = words::problems(corpus.problems().iter().map(|problem| &problem.file));
    page.paragraph(0, format!("{}: {}; {problems}.", corpus.label(), words::holdings(corpus)));
    for slot in corpus.documents() {
        let document = corpus.document(slot);
        page.gap();
        let publisher = &corpus.outlet(corpus.publisher(slot)).name;
        let claims = words::count(document.claims.len(), "claim", "claims");
        let date = document.published.to_string();
        page.line(0, format!("{date:10}  {publisher}, {claims}"));
        page.paragraph(ENTRY, &document.title);
        page.line(ENTRY, &document.id);
    }
    page.gap();
    for (command, does) in [
        ("briefing search WORDS", "find claims, actors and documents"),
        ("briefing list entities", "every actor"),
        ("briefing show ID", "one document, claim or actor in full"),
        ("briefing check", "every problem in the files"),
        ("briefing --help", "more"),
    ] {
        page.line(0, format!("{command:26}{does}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::fixture::harbour;

    #[test]
    fn documents_are_listed_newest_first() {
        let mut page = Page::new(60);
        print(&mut page, &harbour());
        insta::assert_snapshot!(page.as_str(), @"
        fixture: 2 documents, 4 claims, 6 entities; no problems.

        2025-01     Coast Daily, 2 claims
                    Who closed the harbour?
                    2025-01-harbour-closed

        2024-05-02  Coast Daily, 2 claims
                    Harbour opens again
                    2024-05-02-harbour-opens

        briefing search WORDS     find claims, actors and documents
        briefing list entities    every actor
        briefing show ID          one document, claim or actor in full
        briefing check            every problem in the files
        briefing --help           more
        ");
    }
}
