//! Detects areas whose rows have only moved, and scrolls them if that takes fewer bytes than rewriting them.
//!
//! A terminal scrolls whole rows. Only with left and right margins can it scroll a list alone that is beside another
//! pane. Otherwise the neighbour moves along and has to be rewritten. Which way is the shortest depends on the content,
//! so all are tried and their bytes counted.

use ratatui::layout::Rect;

use super::grid::Grid;
use super::painter::Painter;

/// Minimum number of moved rows to try scrolling for, because rewriting fewer rows is about as short.
const MIN_MOVED_ROWS: usize = 3;

/// Paints the target screen in the shortest of the ways. `areas` are those in which rows may have moved.
pub(super) fn paint(painter: Painter, target: &Grid, areas: &[Rect], margins: bool) -> Painter {
    let screen = Rect::from(target.size());
    let moved: Vec<(Rect, i32)> = areas
        .iter()
        .map(|area| area.intersection(screen))
        .filter(|area| !area.is_empty())
        .filter_map(|area| Some((area, detect_shift(painter.shown(), target, area)?)))
        .collect();
    let mut best = painter;
    if moved.is_empty() {
        best.paint(target);
        return best;
    }
    let mut before = best.clone();
    best.paint(target);
    for (area, by) in moved {
        let area = if margins && before.shown().has_clean_edges(area) {
            area
        } else {
            Rect { x: 0, width: screen.width, ..area }
        };
        let mut scrolled = before.clone();
        scrolled.scroll(area, by);
        let mut tried = scrolled.clone();
        tried.paint(target);
        if tried.bytes.len() < best.bytes.len() {
            (before, best) = (scrolled, tried);
        }
    }
    best
}

/// Returns the number of rows by which most rows of an area have moved, or `None` if too few have.
fn detect_shift(shown: &Grid, target: &Grid, area: Rect) -> Option<i32> {
    if shown.changed_rows(target, area) < MIN_MOVED_ROWS {
        return None;
    }
    let (old, new) = (shown.row_hashes(area), target.row_hashes(area));
    let height = new.len();
    let count_moved = |by: i32| {
        let source = |at: usize| at.checked_add_signed(isize::try_from(-by).ok()?).and_then(|from| old.get(from));
        (0..height).filter(|at| new[*at].is_some() && new[*at] != old[*at] && source(*at) == Some(&new[*at])).count()
    };
    let max = i32::try_from(height).unwrap_or(0);
    // Of equal counts the smallest shift, because lists scroll by small steps.
    (1..max)
        .flat_map(|by| [-by, by])
        .map(|by| (count_moved(by), by))
        .filter(|(moved, _)| *moved >= MIN_MOVED_ROWS)
        .max_by_key(|(moved, by)| (*moved, -by.abs()))
        .map(|(_, by)| by)
}
