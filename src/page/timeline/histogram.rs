//! The histogram above the timeline: number of claims per month.

use crate::corpus::{Chronology, Month};
use crate::page::layout::Page;
use crate::styled::{Role, Span};

/// Height of the bars in lines.
const HEIGHT: usize = 3;
/// Maximum width of a bar.
const MAX_BAR_WIDTH: usize = 4;
/// The characters of a bar, from empty to full.
const CELLS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Adds the bars, the years under them, and the number of claims that have no month.
pub(super) fn lay_out(page: &mut Page, chronology: &Chronology) {
    let (months, elsewhere) = chronology.months();
    let (Some((first, _)), Some((last, _))) = (months.first_key_value(), months.last_key_value()) else { return };
    let (first, last) = (number(*first), number(*last));
    let all = last - first + 1;
    let room = page.width().saturating_sub(6).max(1);
    let per_bar = all.div_ceil(room);
    let bars = all.div_ceil(per_bar);
    let columns = (room / bars).clamp(1, MAX_BAR_WIDTH);
    let mut heights = vec![0; bars];
    for (month, claims) in &months {
        heights[(number(*month) - first) / per_bar] += claims;
    }
    let highest = heights.iter().copied().max().unwrap_or(1);
    for row in (0..HEIGHT).rev() {
        let label = if row + 1 == HEIGHT { format!("{highest:>4} ") } else { " ".repeat(5) };
        let bars = heights.iter().map(|height| cell(*height, highest, row).repeat(columns));
        page.line(vec![Span::drawn(label, Role::Aside), Span::drawn(bars.collect(), Role::Marked)]);
    }
    page.line(vec![Span::gap(5), Span::drawn(years(first, bars, per_bar, columns), Role::Aside)]);
    let mut words = match per_bar {
        1 => "Claims per month of the event or statement".to_owned(),
        months => format!("Claims per time of the event or statement, {months} months a bar"),
    };
    if elsewhere > 0 {
        let verb = if elsewhere == 1 { "has" } else { "have" };
        words += &format!("; {elsewhere} {verb} no known month");
    }
    page.paragraph(&[Span::clean(words, Role::Aside)]);
}

/// Returns the number of months since the year 0.
fn number((year, month): Month) -> usize {
    usize::try_from(i32::from(year) * 12 + i32::from(month) - 1).unwrap_or(0)
}

/// Returns the character of a bar in a row, counted from below. A bar of any height is visible.
fn cell(height: usize, highest: usize, row: usize) -> &'static str {
    let eighths = (height * HEIGHT * 8).div_ceil(highest.max(1));
    CELLS[eighths.saturating_sub(row * 8).min(8)]
}

/// Returns the years, each under the bar that it begins at, if there is room.
fn years(first: usize, bars: usize, per_bar: usize, columns: usize) -> String {
    let mut line = String::new();
    for bar in 0..bars {
        let from = first + bar * per_bar;
        let january = from.next_multiple_of(12);
        let begins = bar == 0 || january < from + per_bar;
        let year = if bar == 0 { from / 12 } else { january / 12 };
        let at = bar * columns;
        if begins && (line.is_empty() || line.len() < at) {
            line += &" ".repeat(at - line.len());
            line += &year.to_string();
        }
    }
    line
}
