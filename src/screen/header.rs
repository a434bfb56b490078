//! The header: the corpus, the active filters, the number of problems.

use crate::app::Model;
use crate::corpus::{Corpus, Narrowing};
use crate::page;
use crate::styled::{self, Role, Span, truncate};

/// Builds the header.
pub(super) fn view(model: &Model, columns: usize) -> Vec<Span> {
    let corpus = model.corpus();
    let mut spans = vec![Span::fixed("briefing", Role::Heading)];
    if model.narrowing().is_empty() && !(model.loading().is_some() && corpus.documents().len() == 0) {
        let counts = format!("  {} · {}", corpus.label(), page::holdings(corpus));
        spans.push(Span::clean(counts, Role::Aside));
    }
    spans.extend(narrowed(corpus, model.narrowing()));
    let badge = match (model.loading(), model.problem_count()) {
        (Some((_, 0)), _) => vec![Span::fixed(" reading …", Role::Warning)],
        (Some((done, total)), _) => {
            let bar = if columns < MIN_WIDTH_WITH_BAR { String::from(",") } else { bar(done, total) };
            vec![Span::clean(format!(" reading{bar} {done} of {total} files"), Role::Warning)]
        }
        (None, 0) => Vec::new(),
        (None, problems) => {
            vec![Span::clean(format!(" ! {}", page::count(problems, "problem", "problems")), Role::Warning)]
        }
    };
    let room = columns.saturating_sub(styled::width(&badge));
    let mut line = truncate(spans, room);
    line.extend(badge);
    line
}

/// Minimum width of a header with a progress bar.
const MIN_WIDTH_WITH_BAR: usize = 60;

/// Width of the progress bar.
const BAR_WIDTH: usize = 10;

/// Draws a progress bar.
fn bar(done: usize, total: usize) -> String {
    let signs = (BAR_WIDTH * done / total.max(1)).min(BAR_WIDTH);
    format!(" [{}{}]", "#".repeat(signs), "-".repeat(BAR_WIDTH - signs))
}

/// Names the active filters.
pub(super) fn narrowed(corpus: &Corpus, narrowing: &[Narrowing]) -> Vec<Span> {
    let mut spans = Vec::new();
    for by in narrowing {
        let (word, name) = match by {
            Narrowing::Document(slot) => ("  only in ", &corpus.document(*slot).title),
            Narrowing::Entity(slot) => ("  only with ", &corpus.entity(*slot).name),
        };
        spans.push(Span::fixed(word, Role::Warning));
        spans.push(Span::text(name, Role::Heading));
    }
    spans
}
