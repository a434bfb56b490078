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

/// The rows, cursor and search of a pane.
#[derive(Clone, Debug, Default)]
pub struct List {
    rows: Vec<Row>,
    /// Number of records found. It exceeds the number of rows if there are too many to list.
    total: usize,
    cursor: usize,
    /// The first row in view.
    top: usize,
    /// What it is sorted by without a search: an index into the pane's choices.
    pub(super) sort: usize,
    /// The query, as typed.
    pub input: Input,
    /// The number of the newest search. Answers with another number are stale.
    pub asked: u64,
    /// The record to select when the next rows arrive.
    pub(super) select_next: Option<Record>,
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
        self.top
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
        let selected = self.select_next.take().or_else(|| self.selected());
        self.total = rows.len();
        self.rows = rows;
        self.explaining = 0..0;
        self.cursor = 0;
        self.top = 0;
        if let Some(record) = selected {
            self.select(record);
        }
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
        self.top = 0;
        if let Some(record) = self.select_next.take() {
            self.select(record);
        }
    }

    /// Returns the records to explain now: the unexplained ones in view, and a page before and after it. Empty if they
    /// were requested already, or while a search is running.
    pub(super) fn unexplained(&mut self, visible: usize) -> Vec<Record> {
        let end = |at: usize| at.min(self.rows.len());
        let in_view = end(self.top)..end(self.top + visible);
        let missing = |rows: &[Row]| rows.iter().any(|row| row.why.is_none());
        if self.searching || self.query_asked.is_none() || !missing(&self.rows[in_view]) {
            return Vec::new();
        }
        let around = end(self.top.saturating_sub(visible))..end(self.top + 2 * visible);
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

    /// Scrolls so that the cursor is among the `visible` rows, and no row stays empty without need.
    pub fn scroll(&mut self, visible: usize) {
        let visible = visible.max(1);
        self.top = self.top.min(self.rows.len().saturating_sub(visible)).min(self.cursor);
        if self.cursor >= self.top + visible {
            self.top = self.cursor + 1 - visible;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fixture::harbour;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_cursor_is_always_on_a_row_in_view(
            steps in proptest::collection::vec((0_u8..6, -9_isize..9, 0_usize..7), 0..40)
        ) {
            let corpus = harbour();
            let all: Vec<Row> = corpus.claims().map(|slot| Row::from(Record::Claim(slot))).collect();
            let mut list = List::default();
            for (step, by, visible) in steps {
                match step {
                    0 => list.show(all[..by.unsigned_abs().min(all.len())].to_vec()),
                    1 => list.move_by(by),
                    2 => list.move_to(by.unsigned_abs()),
                    3 => list.wrap_by(by),
                    4 => list.show_answer(Answer { hits: Vec::new(), total: 0 }),
                    _ => { list.select(all[by.unsigned_abs() % all.len()].record); }
                }
                list.scroll(visible);
                prop_assert!(list.cursor() < list.rows().len().max(1));
                prop_assert!(list.top() <= list.cursor());
                prop_assert!(list.cursor() < list.top() + visible.max(1));
                prop_assert_eq!(list.selected().is_none(), list.rows().is_empty());
            }
        }
    }
}
