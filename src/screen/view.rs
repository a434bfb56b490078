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
            let all = view.page().lines().len();
            let shown = view.scroll()..all.min(view.scroll() + height);
            let position = match view.selected() {
                Some((_, number, places)) if all > height => {
                    format!(" {}/{places} · {}%", number + 1, percent(&shown, all))
                }
                Some((_, number, places)) => format!(" {}/{places}", number + 1),
                None => String::new(),
            };
            let place = view.selected().and_then(|(target, ..)| {
                let row = u16::try_from(target.line.checked_sub(view.scroll())?).ok()?;
                let column = u16::try_from(target.column.saturating_sub(1)).ok()?;
                (usize::from(row) < height).then(|| (area.x + column, area.body().y + row))
            });
            (shown.map(|number| view.line(number)).collect(), position, place)
        }
    };
    let position = vec![Span::clean(position, Role::Aside)];
    let room = usize::from(area.width).saturating_sub(styled::width(&position) + 1);
    let heading = truncate(title(corpus, view, room), room);
    let body = PaneBody::Lines(lines);
    let place = current_match(&body, area).or(place);
    PaneView { area, focused: true, heading, position, body, place }
}

/// Returns how much of a page lies above the last line in view, in percent.
fn percent(shown: &std::ops::Range<usize>, all: usize) -> usize {
    shown.end * 100 / all.max(1)
}

/// Names the view and its filters within a number of columns.
fn title(corpus: &Corpus, view: &View, room: usize) -> Vec<Span> {
    let words = match view.topic() {
        Topic::Record(Record::Entity(_)) => "Dossier",
        Topic::Record(Record::Claim(_)) => "Corroboration",
        Topic::Record(Record::Document(_)) => "Document",
        Topic::Conflicts => "Contradictions",
        Topic::Positions => "Earlier and later",
        Topic::Timeline(_) => "Timeline",
        Topic::Matrix => "Matrix",
        Topic::Figures => "Figures",
        Topic::Passage(_) => "Passage",
    };
    let mut spans = vec![Span::fixed(words, Role::Heading)];
    match view.topic() {
        Topic::Record(_) => {}
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
            spans.extend(filters::in_one_line(corpus, view.narrowing(), room));
        }
    }
    spans
}
