//! Where each pane is on a screen of a given size.

use super::pane::Pane;

/// Columns and rows of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A rectangle on the screen; columns and rows count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Its first column.
    pub x: u16,
    /// Its first row.
    pub y: u16,
    /// Its columns.
    pub width: u16,
    /// Its rows.
    pub height: u16,
}

/// From this size on, all panes are shown at once.
const MIN_FOR_ALL_PANES: Size = Size { columns: 72, rows: 16 };
/// Below this size nothing can be read.
const MIN_SIZE: Size = Size { columns: 20, rows: 5 };

/// What is shown, which decides how the screen is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutOptions {
    /// The pane with the keyboard.
    pub focus: Pane,
    /// The focused pane alone.
    pub zoom: bool,
    /// How many documents there are to list.
    pub documents: usize,
}

/// Where things are. The line at the top and the line at the bottom are always there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The panes that are shown, each with its heading in its first row.
    pub panes: Vec<(Pane, Area)>,
    /// The column of the line between left and right, where there is one.
    pub rule: Option<Area>,
}

impl Layout {
    /// Divides a screen; `None` where it is too small to show anything.
    pub fn for_size(size: Size, options: LayoutOptions) -> Option<Self> {
        if size.columns < MIN_SIZE.columns || size.rows < MIN_SIZE.rows {
            return None;
        }
        let body = Area { x: 0, y: 1, width: size.columns, height: size.rows - 2 };
        if options.zoom || size.columns < MIN_FOR_ALL_PANES.columns || size.rows < MIN_FOR_ALL_PANES.rows {
            return Some(Self { panes: vec![(options.focus, body)], rule: None });
        }
        let finding = options.focus == Pane::Find;
        let share = if finding { size.columns / 2 } else { (size.columns * 36 / 100).clamp(28, 52) };
        let left = Area { width: share, ..body };
        let rule = Area { x: share, width: 1, ..body };
        let right = Area { x: share + 2, width: size.columns - share - 2, ..body };
        let panes = if finding {
            vec![(Pane::Find, left), (Pane::Detail, right)]
        } else {
            let documents = u16::try_from(options.documents).unwrap_or(u16::MAX).max(1);
            let top = documents.saturating_mul(Pane::Documents.row_height()).saturating_add(2).min(body.height / 2);
            let [documents, entities] = split(left, top);
            let [claims, detail] = split(right, body.height * 9 / 20);
            vec![
                (Pane::Documents, documents),
                (Pane::Entities, entities),
                (Pane::Claims, claims),
                (Pane::Detail, detail),
            ]
        };
        Some(Self { panes, rule: Some(rule) })
    }

    /// Where a pane is, if it is shown.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        self.panes.iter().find(|(shown, _)| *shown == pane).map(|(_, area)| *area)
    }
}

impl Area {
    /// The rows beneath the heading.
    #[must_use]
    pub fn body(self) -> Self {
        Self { y: self.y + 1, height: self.height.saturating_sub(1), ..self }
    }
}

fn split(area: Area, top: u16) -> [Area; 2] {
    [Area { height: top, ..area }, Area { y: area.y + top, height: area.height - top, ..area }]
}
