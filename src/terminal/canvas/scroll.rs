//! Finds out that what changes on the screen has only moved, and whether saying so is shorter than writing it again.
//!
//! A terminal moves whole rows. A list that stands beside another pane is moved alone only by a terminal with margins
//! at the sides; elsewhere its neighbour moves along and has to be written again. Which of the ways is the shortest
//! depends on what stands there, so each is tried, and the bytes are counted.

use ratatui::layout::Rect;

use super::grid::Grid;
use super::painter::Painter;

/// Fewer rows than this are not worth the commands that move them.
const WORTH_MOVING: usize = 3;

/// Makes the terminal show what is wanted. `areas` are those within which rows may have moved.
pub(super) fn paint(painter: Painter, wanted: &Grid, areas: &[Rect], margins: bool) -> Painter {
    let screen = Rect::from(wanted.size());
    let moved: Vec<(Rect, i32)> = areas
        .iter()
        .map(|area| area.intersection(screen))
        .filter(|area| !area.is_empty())
        .filter_map(|area| Some((area, shift(painter.shown(), wanted, area)?)))
        .collect();
    let mut best = painter;
    if moved.is_empty() {
        best.paint(wanted);
        return best;
    }
    let mut before = best.clone();
    best.paint(wanted);
    for (area, by) in moved {
        let area = if margins && before.shown().is_cut_clean(area) {
            area
        } else {
            Rect { x: 0, width: screen.width, ..area }
        };
        let mut scrolled = before.clone();
        scrolled.scroll(area, by);
        let mut tried = scrolled.clone();
        tried.paint(wanted);
        if tried.bytes.len() < best.bytes.len() {
            (before, best) = (scrolled, tried);
        }
    }
    best
}

/// By how many rows most of what is wanted in an area has moved; `None` where too little has.
fn shift(shown: &Grid, wanted: &Grid, area: Rect) -> Option<i32> {
    if shown.changed_rows(wanted, area) < WORTH_MOVING {
        return None;
    }
    let (old, new) = (shown.rows_of(area), wanted.rows_of(area));
    let height = new.len();
    let gained = |by: i32| {
        let came_from = |at: usize| at.checked_add_signed(isize::try_from(-by).ok()?).and_then(|from| old.get(from));
        (0..height).filter(|at| new[*at].is_some() && new[*at] != old[*at] && came_from(*at) == Some(&new[*at])).count()
    };
    let most = i32::try_from(height).unwrap_or(0);
    // Of equals the smallest step, which is what a list does.
    (1..most)
        .flat_map(|by| [-by, by])
        .map(|by| (gained(by), by))
        .filter(|(gained, _)| *gained >= WORTH_MOVING)
        .max_by_key(|(gained, by)| (*gained, -by.abs()))
        .map(|(_, by)| by)
}
