//! The active filters: in one line, shortened so that each can be seen, and as a list.

use super::pane::{PaneBody, RowView};
use crate::app::{FilterItem, FilterList, Model, Pane, PromptKind, filter_words};
use crate::corpus::{Corpus, Narrowing};
use crate::page;
use crate::styled::{self, Role, Span, truncate};
use crate::text::{self, Text};

/// Minimum number of columns of a name: an initial and `…`.
const MIN_NAME: usize = 2;

/// Column of the count of a type, behind the longest one.
const COUNT_COLUMN: usize = 26;

/// A filter in a line: its kind, its name, and the role of the name.
type Named = (&'static str, Text, Role);

/// Returns the active filters as they are named in a line.
pub(super) fn named(corpus: &Corpus, narrowing: &[Narrowing]) -> Vec<Named> {
    let named = |by: &Narrowing| {
        let (word, name) = filter_words(corpus, *by);
        (word, name, Role::Heading)
    };
    narrowing.iter().map(named).collect()
}

/// Returns the searches of the lists as they are named in a line. One that is being typed stands at the prompt.
pub(super) fn searches(model: &Model) -> Vec<Named> {
    let is_typed =
        |pane: Pane| model.prompt_is_open() && model.prompt_kind() == PromptKind::List && model.focus() == pane;
    let panes = Pane::LISTS.into_iter().filter(|pane| !model.list(*pane).query().is_empty() && !is_typed(*pane));
    panes.map(|pane| (pane.searched(), Text::clean(model.list(pane).query()), Role::Match)).collect()
}

/// Names filters within a number of columns: `with Sergey Lavrov · in Harbour opens`.
///
/// Names are cut evenly, the longest first. If even initials leave no room, the kind is written once for filters of one
/// kind in a row, and at last only the number of the others is given.
pub(super) fn in_one_line(filters: &[Named], columns: usize) -> Vec<Span> {
    for once in [false, true] {
        if let Some(line) = fitted(filters, once, columns) {
            return line;
        }
    }
    for shown in (1..filters.len()).rev() {
        let others = format!(" +{}", filters.len() - shown);
        if let Some(mut line) = fitted(&filters[..shown], true, columns.saturating_sub(others.len())) {
            line.push(Span::clean(others, Role::Warning));
            return line;
        }
    }
    let number = page::count(filters.len(), "filter", "filters");
    truncate(vec![Span::clean(number, Role::Warning)], columns)
}

/// Returns whether filters fit in a number of columns uncut.
pub(super) fn fit_uncut(filters: &[Named], columns: usize) -> bool {
    styled::width(&in_one_line(filters, usize::MAX)) <= columns
}

/// Names filters, with names cut evenly; `None` if a name would have less than its initial. If `once`, the kind is
/// written only where it changes.
fn fitted(filters: &[Named], once: bool, columns: usize) -> Option<Vec<Span>> {
    let leads: Vec<_> = (0..filters.len())
        .map(|at| {
            let word = |at: usize| if once { short(filters[at].0) } else { filters[at].0 };
            match at.checked_sub(1).map(word) {
                None => format!("{} ", word(at)),
                Some(before) if once && before == word(at) => ", ".to_owned(),
                Some(_) => format!(" · {} ", word(at)),
            }
        })
        .collect();
    let room = columns.checked_sub(leads.iter().map(|lead| text::width(lead)).sum())?;
    let widths: Vec<_> = filters.iter().map(|(_, name, _)| text::width(name.as_str())).collect();
    let cap = even_cap(&widths, room)?;
    let mut line = Vec::new();
    for (lead, (_, name, role)) in leads.into_iter().zip(filters) {
        line.push(Span::clean(lead, Role::Warning));
        line.extend(truncate(vec![Span::text(name, *role)], cap));
    }
    Some(line)
}

/// Returns the word for a filter where there is little room. Of a search only the sign is left.
fn short(word: &'static str) -> &'static str {
    if word.ends_with('/') { "/" } else { word }
}

/// Returns the greatest width that names may have so that all fit; `None` if that is less than an initial.
fn even_cap(widths: &[usize], room: usize) -> Option<usize> {
    let fits = |cap: usize| widths.iter().map(|width| *width.min(&cap)).sum::<usize>() <= room;
    let widest = widths.iter().copied().max().unwrap_or(0);
    (MIN_NAME.min(widest)..=widest).rev().find(|cap| fits(*cap))
}

/// Builds the heading and the rows of the list of filters.
pub(super) fn list(list: &FilterList, width: usize, height: usize) -> (Vec<Span>, Vec<Span>, PaneBody) {
    let active = list.items.iter().filter(|item| item.active).count();
    let heading = vec![Span::fixed("Filters", Role::Heading), Span::clean(format!(" {active}"), Role::Aside)];
    if list.items.is_empty() {
        let words = Span::fixed("No filter is active.", Role::Aside);
        return (heading, Vec::new(), PaneBody::Lines(vec![vec![words]]));
    }
    let position = if list.items.len() > height {
        vec![Span::clean(format!(" {}/{}", list.cursor + 1, list.items.len()), Role::Aside)]
    } else {
        Vec::new()
    };
    let rows = list.items.iter().enumerate().skip(list.top).take(height.max(1)).map(|(at, item)| {
        let selected = at == list.cursor;
        let mark = Span::fixed(if selected { "> " } else { "  " }, Role::Heading);
        RowView { selected, lines: vec![row(mark, item, width)] }
    });
    (heading, position, PaneBody::Rows(rows.collect()))
}

/// Builds the row of a filter: whether it is on, its kind and name, and what it would show.
fn row(mark: Span, item: &FilterItem, width: usize) -> Vec<Span> {
    let (sign, role) = if item.active { ("on   ", Role::Warning) } else { ("add  ", Role::Aside) };
    let mut spans = vec![mark, Span::fixed(sign, role), Span::text(&item.word, Role::Label)];
    spans.push(Span::fixed(" ", Role::Plain));
    spans.push(Span::text(&item.name, if item.active { Role::Heading } else { Role::Plain }));
    if !item.active {
        let count = page::count(item.count, "entity", "entities");
        spans.push(Span::gap(COUNT_COLUMN.saturating_sub(styled::width(&spans)).max(2)));
        spans.push(Span::clean(count, Role::Aside));
    }
    truncate(spans, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::styled::plain;
    use crate::testing::fixture::harbour;

    fn line(filters: &[(&'static str, &str)], columns: usize) -> String {
        let filters: Vec<Named> =
            filters.iter().map(|(word, name)| (*word, Text::from(*name), Role::Heading)).collect();
        let once = |once| fitted(&filters, once, columns).map(|line| plain(&line));
        once(false).or_else(|| once(true)).unwrap_or_else(|| "-".to_owned())
    }

    #[test]
    fn names_are_cut_evenly_and_keep_an_initial() {
        let three = [("with", "Sergey Lavrov"), ("with", "Assimi Goïta"), ("in", "AES–Russia: a partnership")];
        assert_eq!(line(&three, 80), "with Sergey Lavrov · with Assimi Goïta · in AES–Russia: a partnership");
        assert_eq!(line(&three, 60), "with Sergey Lavrov · with Assimi Goïta · in AES–Russia: a p…");
        assert_eq!(line(&three, 40), "with Sergey… · with Assimi… · in AES–Ru…");
        assert_eq!(line(&three, 25), "with S… · with A… · in A…");
        assert_eq!(line(&three, 24), "with Se…, As… · in AE…");
        assert_eq!(line(&three, 18), "-");
    }

    #[test]
    fn all_filters_are_seen_or_counted_at_every_width() {
        let corpus = harbour();
        let narrowing: Vec<_> = corpus.entities().map(Narrowing::Entity).collect();
        for columns in 0..120 {
            let line = in_one_line(&named(&corpus, &narrowing), columns);
            assert!(styled::width(&line) <= columns, "{columns}: {}", plain(&line));
            let words = plain(&line);
            let names = words.matches(['·', ',']).count() + 1;
            let others = words.rsplit_once('+').map_or(0, |(_, others)| others.parse().expect("a number"));
            if columns >= 12 {
                assert_eq!(names + others, narrowing.len(), "{columns}: {words}");
            }
        }
    }
}
