//! A list of records with a cursor and a search.

use std::ops::Range;

use tui_input::Input;

use crate::corpus::Record;
use crate::search::{Answer, Hit, Query, Why};

/// A record in a list, and why it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub record: Record,
    /// The explanation of a hit; `None` until it arrives, and without a search. It is boxed because a list may have a
    /// million rows.
    pub why: Option<Box<Why>>,
}

impl From<Record> for Row {
    fn from(record: Record) -> Self {
        Self { record, why: None }
    }
}

impl From<Hit> for Row {
    fn from(hit: Hit) -> Self {
        Self { record: hit.record, why: hit.why.map(Box::new) }
    }
}

/// The part of a list that is in view. Rows have different heights, so it is measured in lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Window {
    /// The first row in view.
    top: usize,
    /// Number of lines of that row that are above the view.
    hidden: usize,
    /// Number of rows in view, at least in part.
    rows: usize,
    /// Number of lines.
    lines: usize,
    /// Whether all rows of the list are in view in full.
    fits: bool,
}

/// Where a row was on the screen. Scrolling keeps the cursor's row there if it can.
#[derive(Clone, Copy, Debug, Default)]
struct Anchor {
    row: usize,
    /// Number of lines between the top of the view and the row.
    line: usize,
}

/// The rows, cursor and search of a pane.
#[derive(Clone, Debug, Default)]
pub struct List {
    rows: Vec<Row>,
    /// Number of records found. It exceeds the number of rows if there are too many to list.
    total: usize,
    cursor: usize,
    /// What it is sorted by without a search: an index into the pane's choices.
    pub(super) sort: usize,
    window: Window,
    anchor: Anchor,
    /// The query, as typed.
    pub input: Input,
    /// The number of the newest search. Answers with another number are stale.
    pub asked: u64,
    /// The record to select when the next rows arrive.
    pub(super) select_next: Option<Record>,
    /// Whether the next rows select the first of them.
    forgets: bool,
    /// True while the newest search is running and the rows are those of an older one.
    pub searching: bool,
    /// The query of the newest search; `None` without one.
    pub(super) query_asked: Option<Query>,
    /// The rows whose explanations were requested last.
    explaining: Range<usize>,
}

impl List {
    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Number of records found.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The cursor's row, from 0.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first row in view.
    pub fn top(&self) -> usize {
        self.window.top
    }

    /// Number of lines of the first row that are above the view.
    pub fn hidden_lines(&self) -> usize {
        self.window.hidden
    }

    /// Number of rows in view, at least in part.
    pub fn rows_in_view(&self) -> usize {
        self.window.rows
    }

    /// Whether all rows are in view in full.
    pub fn fits(&self) -> bool {
        self.window.fits
    }

    /// Returns the record under the cursor.
    pub fn selected(&self) -> Option<Record> {
        self.rows.get(self.cursor).map(|row| row.record)
    }

    /// The query, as typed.
    pub fn query(&self) -> &str {
        self.input.value()
    }

    /// Shows rows. The cursor stays on its record if that is among them, and moves to the first one otherwise.
    pub fn show(&mut self, rows: Vec<Row>) {
        let here = self.selected().filter(|_| !self.forgets);
        let selected = self.select_next.take().or(here);
        self.forgets = false;
        self.total = rows.len();
        self.rows = rows;
        self.explaining = 0..0;
        self.cursor = 0;
        let line = self.anchor.line;
        self.anchor = Anchor::default();
        if selected.is_some_and(|record| self.select(record)) {
            self.anchor = Anchor { row: self.cursor, line };
        }
    }

    /// Makes the next rows select the first of them, and not the record that is selected now.
    pub(super) fn forget_selected(&mut self) {
        self.forgets = true;
    }

    /// Drops rows and query. Called when the corpus is replaced.
    pub(super) fn clear(&mut self) {
        self.show(Vec::new());
        self.query_asked = None;
        self.searching = false;
    }

    /// Converts the rows of a search to a new corpus, until the search is repeated there. Explanations are dropped,
    /// because texts may have changed.
    pub(super) fn remap(&mut self, convert: impl Fn(Record) -> Option<Record>) {
        if self.query_asked.is_some() {
            self.show(self.rows.iter().filter_map(|row| convert(row.record)).map(Row::from).collect());
        }
    }

    /// Shows the answer to a search, with the cursor on the best hit.
    pub fn show_answer(&mut self, answer: Answer) {
        self.rows = answer.hits.into_iter().map(Row::from).collect();
        self.total = answer.total;
        self.explaining = 0..0;
        self.searching = false;
        self.cursor = 0;
        self.anchor = Anchor::default();
        if let Some(record) = self.select_next.take() {
            self.select(record);
        }
    }

    /// Returns the records to explain now: the unexplained ones in view, and a page before and after it. Empty if they
    /// were requested already, or while a search is running.
    pub(super) fn unexplained(&mut self, visible: usize) -> Vec<Record> {
        let end = |at: usize| at.min(self.rows.len());
        let top = self.window.top;
        let in_view = end(top)..end(top + visible);
        let missing = |rows: &[Row]| rows.iter().any(|row| row.why.is_none());
        if self.searching || self.query_asked.is_none() || !missing(&self.rows[in_view]) {
            return Vec::new();
        }
        let around = end(top.saturating_sub(visible))..end(top + 2 * visible);
        if self.explaining == around {
            return Vec::new();
        }
        self.explaining = around.clone();
        self.rows[around].iter().filter(|row| row.why.is_none()).map(|row| row.record).collect()
    }

    /// Lets the rows in view be explained again, because an answer to an earlier request may have been dropped.
    pub(super) fn request_explanations_again(&mut self) {
        self.explaining = 0..0;
    }

    /// Adds the explanations that were requested last.
    pub(super) fn explain(&mut self, hits: Vec<(Record, Why)>) {
        let mut rows = self.rows.iter_mut();
        for (record, why) in hits {
            if let Some(row) = rows.find(|row| row.record == record) {
                row.why = Some(Box::new(why));
            }
        }
    }

    /// Moves the cursor to a record. Returns false if it is not among the rows.
    pub fn select(&mut self, record: Record) -> bool {
        let at = self.rows.iter().position(|row| row.record == record);
        self.cursor = at.unwrap_or(self.cursor);
        at.is_some()
    }

    /// Moves the cursor by rows, and stops at the ends.
    pub fn move_by(&mut self, rows: isize) {
        self.move_to(self.cursor.saturating_add_signed(rows));
    }

    /// Moves the cursor to a row, or to the last one.
    pub fn move_to(&mut self, row: usize) {
        self.cursor = row.min(self.rows.len().saturating_sub(1));
    }

    /// Moves the cursor by rows, and past the end to the other end.
    pub fn wrap_by(&mut self, step: isize) {
        let count = isize::try_from(self.rows.len()).unwrap_or(isize::MAX);
        if count > 0 {
            let at = isize::try_from(self.cursor).unwrap_or_default() + step;
            self.cursor = at.rem_euclid(count).unsigned_abs();
        }
    }

    /// Moves the cursor down, or up if `lines` is negative, to the last row at most that many lines away, and by at
    /// least one row. The cursor keeps its place on the screen, so that all rows in between come into view.
    pub fn page_by(&mut self, lines: isize, height: impl Fn(&Row, bool) -> usize) {
        let (room, up) = (lines.unsigned_abs(), lines < 0);
        let mut row = self.cursor;
        let last = if up { 0 } else { self.rows.len().saturating_sub(1) };
        // Number of lines between the cursor and the row.
        let mut passed = 0;
        while row != last {
            let next = if up { row - 1 } else { row + 1 };
            let grown = height(&self.rows[next], true);
            let taken = if up { height(&self.rows[next], false) } else { height(&self.rows[row], row == self.cursor) };
            // By how much the view moves if the next row is selected. A row that is too high moves it further down.
            let moved = if up {
                passed + grown
            } else {
                passed + taken + (self.anchor.line + grown).saturating_sub(self.window.lines)
            };
            if moved > room && row != self.cursor {
                break;
            }
            passed += taken;
            row = next;
        }
        self.cursor = row;
        self.anchor.row = row;
    }

    /// Scrolls so that the cursor's row is in view, and no line stays empty without need. `height` returns how many
    /// lines a row takes, which may depend on whether it is selected. It is called only for rows around the view.
    pub fn scroll(&mut self, lines: usize, height: impl Fn(&Row, bool) -> usize) {
        let lines = lines.max(1);
        let height = |at: usize, selected: bool| self.rows.get(at).map_or(1, |row| height(row, selected).max(1));
        let own = height(self.cursor, true);
        let mut line = self.line_of_cursor(lines, &height).min(lines.saturating_sub(own));
        let mut after = Vec::new();
        let mut below = 0;
        while own + below < lines && self.cursor + after.len() + 1 < self.rows.len() {
            after.push(height(self.cursor + after.len() + 1, false));
            below += after.last().copied().unwrap_or_default();
        }
        line = line.max(lines.saturating_sub(own + below));
        let (mut top, mut above) = (self.cursor, 0);
        while above < line && top > 0 {
            top -= 1;
            above += height(top, false);
        }
        line = line.min(above);
        let mut end = line + own;
        let begun = after.iter().take_while(|taken| {
            let begins = end < lines;
            end += **taken;
            begins
        });
        let begun = begun.count();
        let is_whole = line == above && top == 0 && line + own + below <= lines;
        let fits = is_whole && self.cursor + after.len() + 1 >= self.rows.len();
        self.window = Window { top, hidden: above - line, rows: self.cursor - top + 1 + begun, lines, fits };
        self.anchor = Anchor { row: self.cursor, line };
    }

    /// Returns how many lines the cursor's row was below the top of the view. A row above the view counts as at its
    /// top, and one far below as at its end.
    fn line_of_cursor(&self, lines: usize, height: &impl Fn(usize, bool) -> usize) -> usize {
        let Anchor { row, mut line } = self.anchor;
        if self.cursor < row {
            for at in (self.cursor..row.min(self.rows.len())).rev() {
                match line.checked_sub(height(at, false)) {
                    Some(above) => line = above,
                    None => return 0,
                }
            }
            return line;
        }
        for at in row..self.cursor {
            if line >= lines {
                break;
            }
            line += height(at, at == row);
        }
        line
    }
}

#[cfg(test)]
mod tests;
