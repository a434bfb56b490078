//! The header: the corpus, the active filters and searches, the number of problems.

use super::filters;
use crate::app::Model;
use crate::app::review::Review;
use crate::page;
use crate::styled::{self, Role, Span, truncate};

/// Builds the header.
pub(super) fn view(model: &Model, columns: usize) -> Vec<Span> {
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
    let mut line = truncate(left(model, room), room);
    line.extend(badge);
    line
}

/// Builds the left part: the program and what it shows, or the active filters and searches. These are worth more than the name of the
/// program.
fn left(model: &Model, room: usize) -> Vec<Span> {
    if let Some(files) = model.review().and_then(Review::files) {
        let title = Span::text(&files.document.title, Role::Heading);
        return truncate(vec![Span::fixed("review  ", Role::Label), title], room);
    }
    let corpus = model.corpus();
    let active = [filters::named(corpus, model.narrowing()), filters::searches(model)].concat();
    let mut spans = vec![Span::fixed("briefing", Role::Heading)];
    if !active.is_empty() {
        spans.push(Span::gap(2));
        let beside = room.saturating_sub(styled::width(&spans));
        if !filters::fit_uncut(&active, beside) {
            return filters::in_one_line(&active, room);
        }
        spans.extend(filters::in_one_line(&active, beside));
    } else if model.loading().is_none() || corpus.documents().len() > 0 {
        let counts = format!("  {} · {}", corpus.label(), page::holdings(corpus));
        spans.push(Span::clean(counts, Role::Aside));
    }
    spans
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
