//! The detail pane: the page of the selected record, or the problems.

use crate::briefing::Problem;
use crate::corpus::{Corpus, Record};
use crate::page::{self, Page};

/// Maximum number of entries of one list, because the page is laid out at every move of the cursor.
const MAX_ENTRIES: usize = 200;

/// What the detail shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Subject {
    /// Nothing, because no row is selected.
    #[default]
    Nothing,
    /// The page of a record.
    Record(Record),
    /// The problems in the files.
    Problems,
}

/// The detail pane.
#[derive(Debug, Default)]
pub struct Detail {
    subject: Subject,
    page: Page,
    width: u16,
    /// The first line in view.
    scroll: usize,
}

impl Detail {
    /// What it shows.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The page.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The first line in view.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Scrolls by lines. Laying out keeps the position within the page.
    pub(super) fn scroll_by(&mut self, lines: isize) {
        self.scroll = self.scroll.saturating_add_signed(lines).min(self.page.lines().len());
    }

    /// Shows another subject from its top.
    pub(super) fn show_subject(&mut self, subject: Subject) {
        if self.subject != subject {
            *self = Self { subject, ..Self::default() };
        }
    }

    /// Lays the page out for a width, unless it is already, and keeps the scroll position within it.
    /// `settings` are the problems in the reader's own settings.
    pub(super) fn lay_out(&mut self, corpus: &Corpus, settings: &[Problem], (width, height): (u16, u16)) {
        if self.width != width {
            self.width = width;
            self.page = match self.subject {
                Subject::Nothing => Page::new(width.into()),
                Subject::Record(record) => {
                    let mut page = Page::new(width.into()).with_entry_limit(MAX_ENTRIES);
                    page::lay_out(&mut page, corpus, record);
                    page
                }
                Subject::Problems => page::problems(corpus, settings, width.into()),
            };
        }
        self.scroll = self.scroll.min(self.page.lines().len().saturating_sub(height.into()));
    }
}
