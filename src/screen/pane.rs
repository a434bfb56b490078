//! A pane: its heading, and its rows or lines.

use crate::app::{Area, Model, Pane, SortBy, Subject, part_of};
use crate::page;
use crate::styled::{self, Role, Span, truncate};

/// A pane on the screen.
#[derive(Debug)]
pub struct PaneView {
    /// Its place, with the heading.
    pub area: Area,
    /// Whether it has the keyboard.
    pub focused: bool,
    /// The left part of its heading.
    pub heading: Vec<Span>,
    /// The right part of its heading: the position in the list or page.
    pub position: Vec<Span>,
    /// Its rows or lines.
    pub body: PaneBody,
    /// The place of the terminal's cursor, if an item in its lines is selected.
    pub place: Option<(u16, u16)>,
}

/// The content of a pane.
#[derive(Debug)]
pub enum PaneBody {
    /// Rows with a cursor.
    Rows(Vec<RowView>),
    /// Lines to read.
    Lines(Vec<Vec<Span>>),
}

/// A row of a list, one or more lines high.
#[derive(Debug)]
pub struct RowView {
    /// Whether the cursor is on it.
    pub selected: bool,
    /// Its lines. The first one begins with the cursor's sign.
    pub lines: Vec<Vec<Span>>,
}

impl PaneView {
    /// Returns where the selected row begins on the screen.
    pub(super) fn cursor(&self) -> (u16, u16) {
        let PaneBody::Rows(rows) = &self.body else { return self.place.unwrap_or((self.area.x, self.area.body().y)) };
        let before = rows.iter().take_while(|row| !row.selected).map(|row| row.lines.len()).sum::<usize>();
        let y = self.area.body().y + u16::try_from(before).unwrap_or(u16::MAX).min(self.area.height);
        (self.area.x, y)
    }
}

/// The sign of a row that is an active filter.
const FILTER_SIGN: &str = "*";

/// Builds a pane.
pub(super) fn view(model: &Model, pane: Pane, area: Area) -> PaneView {
    let focused = model.focus() == pane;
    let width = usize::from(area.width);
    let (heading, position, body) = if pane == Pane::Detail {
        let (position, lines) = detail_lines(model, area);
        let title = match model.detail().subject() {
            Subject::Problems => "Problems",
            Subject::Record(_) | Subject::Nothing => pane.title(),
        };
        (vec![Span::fixed(title, Role::Heading)], position, PaneBody::Lines(lines))
    } else {
        let (heading, position) = list_heading(model, pane, area);
        (heading, position, rows(model, pane, area))
    };
    let room = width.saturating_sub(styled::width(&position) + 1);
    let item = if pane == Pane::Detail { detail_place(model, area) } else { None };
    let place = current_match(&body, area).filter(|_| focused).or(item);
    PaneView { area, focused, heading: truncate(heading, room), position, body, place }
}

/// Builds the two parts of a list's heading. What fits beside the other is said: the order, of how many the records in view
/// are a part, the position.
fn list_heading(model: &Model, pane: Pane, area: Area) -> (Vec<Span>, Vec<Span>) {
    let width = usize::from(area.width);
    let (position, none) = (list_position(model, pane), Vec::new());
    // The order is worth more than the position if it was chosen, or if it says what the numbers beside the rows count.
    let matters =
        matches!(pane, Pane::Entities | Pane::Sources) || model.sort_of(pane) != SortBy::choices(pane).first().copied();
    let mut forms = vec![(heading(model, pane, true, true), &position)];
    if matters && model.list(pane).query().is_empty() {
        forms.push((heading(model, pane, true, true), &none));
    }
    forms.push((heading(model, pane, false, true), &position));
    let fits = |(heading, position): &(Vec<Span>, &Vec<Span>)| styled::width(heading) + styled::width(position) < width;
    let form = forms.into_iter().find(fits).unwrap_or_else(|| (heading(model, pane, matters, false), &position));
    (form.0, form.1.clone())
}

/// Builds the left part of a list's heading, with or without the order and of how many the records in view are a part.
fn heading(model: &Model, pane: Pane, with_order: bool, with_all: bool) -> Vec<Span> {
    let list = model.list(pane);
    let mut heading = Vec::new();
    if let Some(number) = pane.number() {
        heading.push(Span::clean(format!("{number} "), Role::Aside));
    }
    heading.push(Span::fixed(pane.title(), Role::Heading));
    let all = if with_all { all_records(model, pane) } else { list.total() };
    heading.push(Span::clean(format!(" {}", part_of(list.total(), all)), Role::Aside));
    if !list.query().is_empty() {
        heading.push(Span::fixed(" match ", Role::Aside));
        heading.push(Span::clean(list.query(), Role::Match));
    } else if let Some(by) = model.sort_of(pane).filter(|_| with_order) {
        heading.push(Span::clean(format!(" by {}", by.as_str()), Role::Aside));
    }
    if list.searching {
        heading.push(Span::fixed(" searching …", Role::Warning));
    }
    heading
}

/// Builds the right part of a list's heading: the position of the cursor, if there are more rows than can be seen.
fn list_position(model: &Model, pane: Pane) -> Vec<Span> {
    let list = model.list(pane);
    let rows = list.rows().len();
    if !list.fits() && rows < list.total() {
        vec![Span::clean(format!(" {} of the best {rows}", list.cursor() + 1), Role::Aside)]
    } else if !list.fits() {
        vec![Span::clean(format!(" {}/{}", list.cursor() + 1, list.total()), Role::Aside)]
    } else {
        Vec::new()
    }
}

/// Returns the number of records that a pane lists without filters and search.
fn all_records(model: &Model, pane: Pane) -> usize {
    let corpus = model.corpus();
    let (documents, entities, claims) =
        (corpus.documents().len(), corpus.entities().len(), corpus.with_drafts().claims().len());
    match pane {
        Pane::Documents => documents,
        Pane::Entities => entities,
        Pane::Claims => claims,
        Pane::Sources => corpus.outlets().len() + corpus.origins().len(),
        Pane::Find | Pane::Detail => documents + entities + claims,
    }
}

/// Builds the rows in view.
fn rows(model: &Model, pane: Pane, area: Area) -> PaneBody {
    let list = model.list(pane);
    if list.rows().is_empty() {
        return PaneBody::Lines(empty_list(model, pane, area));
    }
    let items = model.item_layout(pane, area);
    let (sign, sign_role) = if model.focus() == pane { ("> ", Role::Selection) } else { ("- ", Role::Heading) };
    let mut rows: Vec<RowView> = Vec::new();
    let (mut hidden, mut room) = (list.hidden_lines(), items.height);
    for (at, row) in list.rows().iter().enumerate().skip(list.top()) {
        if room == 0 {
            break;
        }
        let selected = at == list.cursor();
        let is_filter = model.is_filter(row.record);
        let lines = items.lines(model.corpus(), row, selected).into_iter().enumerate().map(|(number, line)| {
            let sign = if selected && number == 0 { sign } else { "  " };
            let role = if selected { sign_role } else { Role::Plain };
            let mut signs = vec![Span::fixed(sign, role)];
            if is_filter && number == 0 {
                signs = vec![Span::fixed(&sign[..1], role), Span::fixed(FILTER_SIGN, Role::Warning)];
            }
            [signs, line].concat()
        });
        let lines: Vec<_> = lines.skip(hidden).take(room).collect();
        hidden = 0;
        room -= lines.len();
        rows.push(RowView { selected, lines });
    }
    PaneBody::Rows(rows)
}

/// Says why a list is empty, and what to do.
fn empty_list(model: &Model, pane: Pane, area: Area) -> Vec<Vec<Span>> {
    let list = model.list(pane);
    let mut page = page::Page::new(area.width.into());
    let leave = match (model.prompt_is_open(), pane) {
        (true, _) => "Esc cancels the search.",
        (false, Pane::Find) => "Esc goes back.",
        (false, _) => "Esc clears the search.",
    };
    if list.searching {
        page.paragraph(&[Span::fixed("Searching …", Role::Aside)]);
    } else if model.loading().is_some() && model.corpus().documents().len() == 0 {
        page.paragraph(&[Span::fixed("Reading the files …", Role::Aside)]);
    } else if let Some(problem) = model.search_problem(pane) {
        page.paragraph(&[Span::text(&problem.text(), Role::Warning)]);
        page.paragraph(&[Span::fixed(leave, Role::Aside)]);
    } else if let Some((filter, right_pane)) = model.misplaced_filter(pane) {
        let [found, here] = [right_pane, pane].map(|pane| pane.title().to_lowercase());
        page.paragraph(&[Span::clean(format!("`{filter}:` finds {found}, no {here}."), Role::Plain)]);
        page.paragraph(&[Span::fixed(leave, Role::Aside)]);
    } else if !list.query().is_empty() {
        page.paragraph(&[Span::fixed("Nothing matches ", Role::Plain), Span::clean(list.query(), Role::Match)]);
        page.paragraph(&[Span::fixed("Try fewer or shorter words. ", Role::Aside), Span::fixed(leave, Role::Aside)]);
        if pane != Pane::Find && !model.narrowing().is_empty() {
            page.paragraph(&[Span::fixed("Only what passes the filters is searched; x lists them.", Role::Aside)]);
        }
    } else if model.narrowing().is_empty() {
        let words = match pane {
            Pane::Documents => "No document could be read.",
            Pane::Entities => "No entities are registered.",
            Pane::Sources => "No outlets and origins are registered.",
            _ => "No claims.",
        };
        page.paragraph(&[Span::fixed(words, Role::Plain)]);
    } else {
        page.paragraph(&[Span::fixed("Nothing here passes the active filters.", Role::Plain)]);
        page.paragraph(&[Span::fixed("Esc removes the last filter, x lists them.", Role::Aside)]);
    }
    page.lines().iter().take(area.body().height.into()).cloned().collect()
}

/// Returns the position in the detail's page, and its lines in view.
fn detail_lines(model: &Model, area: Area) -> (Vec<Span>, Vec<Vec<Span>>) {
    let height = usize::from(area.body().height);
    let detail = model.detail();
    if detail.subject() == Subject::Nothing {
        return (Vec::new(), vec![vec![Span::fixed("Nothing is selected.", Role::Aside)]]);
    }
    let (position, lines) = in_view(detail.page(), detail.scroll(), height);
    (position, (detail.scroll()..).take(lines.len()).map(|number| detail.line(number)).collect())
}

/// Returns where the current match of a find begins on the screen.
pub(super) fn current_match(body: &PaneBody, area: Area) -> Option<(u16, u16)> {
    let PaneBody::Lines(lines) = body else { return None };
    lines.iter().enumerate().find_map(|(row, line)| {
        let at = line.iter().position(|span| span.role == Role::Current)?;
        let column = u16::try_from(styled::width(&line[..at])).ok()?;
        Some((area.x + column, area.body().y + u16::try_from(row).ok()?))
    })
}

/// Returns the place of the item that is selected in the detail, if it is in view.
fn detail_place(model: &Model, area: Area) -> Option<(u16, u16)> {
    let (line, column) = model.detail().place_of_selected()?;
    let row = u16::try_from(line.checked_sub(model.detail().scroll())?).ok()?;
    let column = u16::try_from(column).ok()?;
    (row < area.body().height).then(|| (area.x + column, area.body().y + row))
}

/// Returns the position in a page, and its lines in view.
pub(super) fn in_view(page: &page::Page, scroll: usize, height: usize) -> (Vec<Span>, Vec<Vec<Span>>) {
    let all = page.lines();
    let lines: Vec<_> = all.iter().skip(scroll).take(height).cloned().collect();
    let position = if all.len() > height {
        vec![Span::clean(format!(" {}-{} of {}", scroll + 1, scroll + lines.len(), all.len()), Role::Aside)]
    } else {
        Vec::new()
    };
    (position, lines)
}
