//! The page of problems in the files.

use super::layout::Page;
use crate::briefing::Problem;
use crate::corpus::Corpus;
use crate::styled::{Role, Span};

/// The noun that problems are counted by.
const PROBLEM: &str = "problem";

/// Builds a page of the problems in the reader's own settings, and of all problems of a corpus.
pub fn problems(corpus: &Corpus, settings: &[Problem], width: usize) -> Page {
    let mut page = Page::new(width);
    let problems = corpus.problems();
    if !settings.is_empty() {
        let count = Span::clean(format!(" {}", settings.len()), Role::Aside);
        page.paragraph(&[Span::fixed("Problems in your settings", Role::Heading), count]);
        page.paragraph(&[Span::fixed("These lines have no effect:", Role::Aside)]);
        for problem in settings {
            list(&mut page, problem);
        }
        page.blank();
    }
    if problems.is_empty() {
        page.paragraph(&[Span::fixed("No problems: all files were read in full.", Role::Plain)]);
        return page;
    }
    page.paragraph(&[Span::fixed("Problems", Role::Heading), Span::clean(format!(" {}", problems.len()), Role::Aside)]);
    page.paragraph(&[Span::fixed("Everything that could be read is shown. These could not:", Role::Aside)]);
    for problem in problems {
        list(&mut page, problem);
    }
    page
}

/// Adds a problem: its place, what is wrong, and how to correct it.
fn list(page: &mut Page, problem: &Problem) {
    page.blank();
    let mut place = problem.file.as_str().to_owned();
    for number in [problem.line, problem.column].into_iter().flatten() {
        place += &format!(":{number}");
    }
    page.begin_item(PROBLEM);
    page.item(&[Span::clean(place, Role::Label)]);
    page.note(&[Span::text(&problem.problem, Role::Warning)]);
    if let Some(hint) = &problem.hint {
        page.note(&[Span::text(hint, Role::Plain)]);
    }
}
