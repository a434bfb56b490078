//! A view on the screen: a page that covers the panes, with the mark of the selected item.

use super::filters;
use super::pane::{PaneBody, PaneView, current_match};
use crate::app::{Area, ArticleReader, Model, Size, Topic, View};
use crate::corpus::{Corpus, Record};
use crate::styled::{self, Role, Span, truncate};

/// Builds a view.
pub(super) fn view(model: &Model, view: &View, size: Size) -> PaneView {
    let area = Area { x: 0, y: 1, width: size.columns, height: size.rows - 2 };
    let height = usize::from(area.body().height);
    let corpus = model.corpus();
    let (lines, position, place) = match view.reader() {
        Some(reader) => {
            let (number, all) = reader.number(corpus);
            (reader.lines(corpus), format!(" claim {number} of {all}"), None)
        }
        None => {
            let shown = view.lines_in_view(height);
            let place = view.selected().and_then(|target| {
                let row = u16::try_from(shown.iter().position(|number| *number == target.line)?).ok()?;
                let column = u16::try_from(target.column.saturating_sub(1)).ok()?;
                Some((area.x + column, area.body().y + row))
            });
            let lines = shown.iter().map(|number| view.line(*number)).collect();
            (lines, position(view, &shown, height), place)
        }
    };
    let position = vec![Span::clean(position, Role::Aside)];
    let room = usize::from(area.width).saturating_sub(styled::width(&position) + 1);
    let heading = truncate(title(corpus, view, room), room);
    let body = PaneBody::Lines(lines);
    let place = current_match(&body, area).or(place);
    PaneView { area, focused: true, heading, position, body, place }
}

/// Says where the cursor is: ` pair 2 of 18`, and how much of a longer page lies above the last line in view.
fn position(view: &View, shown: &[usize], height: usize) -> String {
    let all = view.page().lines().len();
    let counted = view.position(height).map(|(noun, number, of)| format!("{noun} {number} of {of}"));
    let above = shown.last().filter(|_| all > height).map(|last| format!("{}%", (last + 1) * 100 / all.max(1)));
    let words: Vec<_> = [counted, above].into_iter().flatten().collect();
    format!(" {}", words.join(" · ")).trim_end().to_owned()
}

/// Names the view and its filters within a number of columns.
fn title(corpus: &Corpus, view: &View, room: usize) -> Vec<Span> {
    let words = match view.topic() {
        Topic::Record(Record::Entity(_)) => "Dossier",
        Topic::Record(Record::Claim(_)) => "Corroboration",
        Topic::Record(Record::Document(_)) => "Document",
        Topic::Record(Record::Outlet(_)) => "Outlet",
        Topic::Record(Record::Origin(_)) => "Origin",
        Topic::Conflicts => "Contradictions",
        Topic::Positions => "Earlier and later",
        Topic::Timeline(_) => "Timeline",
        Topic::Matrix => "Matrix",
        Topic::Figures => "Figures",
        Topic::Cell(..) => "Matrix: one cell",
        Topic::Passage(_) => "Passage",
    };
    let mut spans = vec![Span::fixed(words, Role::Heading)];
    match view.topic() {
        Topic::Record(_) | Topic::Cell(..) => {}
        Topic::Passage(claim) => {
            let claim = view.reader().map_or(*claim, ArticleReader::claim);
            let document = corpus.document(corpus.document_of(claim));
            spans.push(Span::clean(format!(" in {}", document.title), Role::Aside));
        }
        Topic::Timeline(Some(found)) => {
            spans.push(Span::clean(format!(" of the {} claims found", found.len()), Role::Warning));
        }
        _ if view.narrowing().is_empty() => {}
        _ => {
            spans.push(Span::gap(2));
            let room = room.saturating_sub(styled::width(&spans));
            spans.extend(filters::in_one_line(&filters::named(corpus, view.narrowing()), room));
        }
    }
    spans
}
