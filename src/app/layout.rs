//! The layout: where each pane is on a screen of a given size.

use super::pane::Pane;

/// Columns and rows of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Number of columns.
    pub columns: u16,
    /// Number of rows.
    pub rows: u16,
}

/// A rectangle on the screen; columns and rows count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Number of columns.
    pub width: u16,
    /// Number of rows.
    pub height: u16,
}

/// Minimum size for showing all panes at once. A smaller screen shows the focused one.
const MIN_FOR_ALL_PANES: Size = Size { columns: 72, rows: 16 };
/// Minimum width for showing the detail beside the claims.
const MIN_FOR_THREE_COLUMNS: u16 = 160;
/// Number of lines of most documents and sources in a list whose texts are wrapped.
const DOCUMENT_LINES: u16 = 3;
/// Minimum size for showing anything.
const MIN_SIZE: Size = Size { columns: 20, rows: 5 };

/// What the layout depends on, apart from the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutOptions {
    /// The pane with the keyboard.
    pub focus: Pane,
    /// Whether the focused pane is shown alone.
    pub zoom: bool,
    /// Whether the texts of lists are wrapped.
    pub wrapped: bool,
    /// The list at the top left: the documents, or the sources in their place.
    pub left: Pane,
    /// Number of records that it lists without filters.
    pub records: usize,
}

/// The places of the panes, between the header and the footer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The panes that are shown. The first row of each is its heading.
    pub panes: Vec<(Pane, Area)>,
    /// The lines between panes beside one another.
    pub rules: Vec<Area>,
}

impl Layout {
    /// Divides a screen; `None` if it is too small.
    pub fn for_size(size: Size, options: LayoutOptions) -> Option<Self> {
        if size.columns < MIN_SIZE.columns || size.rows < MIN_SIZE.rows {
            return None;
        }
        let body = Area { x: 0, y: 1, width: size.columns, height: size.rows - 2 };
        if options.zoom || size.columns < MIN_FOR_ALL_PANES.columns || size.rows < MIN_FOR_ALL_PANES.rows {
            return Some(Self { panes: vec![(options.focus, body)], rules: Vec::new() });
        }
        let finding = options.focus == Pane::Find;
        let wide = !finding && size.columns >= MIN_FOR_THREE_COLUMNS;
        let share = match (finding, wide) {
            (true, _) => size.columns / 2,
            (false, true) => (size.columns * 28 / 100).clamp(28, 52),
            (false, false) => (size.columns * 36 / 100).clamp(28, 52),
        };
        let (left, rule, right) = beside(body, share);
        let mut rules = vec![rule];
        let panes = if finding {
            vec![(Pane::Find, left), (Pane::Detail, right)]
        } else {
            let records = u16::try_from(options.records).unwrap_or(u16::MAX).max(1);
            let lines = if options.wrapped { DOCUMENT_LINES } else { 1 };
            let top = records.saturating_mul(lines).saturating_add(2).min(body.height / 2);
            let [top, entities] = split(left, top);
            let [claims, detail] = if wide {
                let (claims, rule, detail) = beside(right, (right.width - 2) / 2);
                rules.push(rule);
                [claims, detail]
            } else {
                split(right, body.height / 2)
            };
            vec![(options.left, top), (Pane::Entities, entities), (Pane::Claims, claims), (Pane::Detail, detail)]
        };
        Some(Self { panes, rules })
    }

    /// Returns the place of a pane, if it is shown.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        self.panes.iter().find(|(shown, _)| *shown == pane).map(|(_, area)| *area)
    }
}

impl Area {
    /// Returns the rows beneath the heading.
    #[must_use]
    pub fn body(self) -> Self {
        Self { y: self.y + 1, height: self.height.saturating_sub(1), ..self }
    }
}

/// Divides an area into a left part of a width, the line beside it, and a right part.
fn beside(area: Area, width: u16) -> (Area, Area, Area) {
    let x = area.x + width;
    let rest = area.width.saturating_sub(width + 2);
    (Area { width, ..area }, Area { x, width: 1, ..area }, Area { x: x + 2, width: rest, ..area })
}

fn split(area: Area, top: u16) -> [Area; 2] {
    [Area { height: top, ..area }, Area { y: area.y + top, height: area.height - top, ..area }]
}
