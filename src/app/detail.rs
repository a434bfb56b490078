//! The detail: the page of one thing, scrolled.

use crate::corpus::{Corpus, Record};
use crate::page::{self, Page};

/// Longer lists are cut, so that the detail follows the cursor however much there is.
const MAX_ENTRIES: usize = 200;

/// What the detail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Subject {
    /// Nothing, where no row is selected.
    #[default]
    Nothing,
    /// A record.
    Record(Record),
    /// What is wrong in the files.
    Problems,
}

/// A page, laid out for the width it is shown at.
#[derive(Debug, Default)]
pub struct Detail {
    subject: Subject,
    page: Page,
    width: u16,
    /// The first line in view.
    scroll: usize,
}

impl Detail {
    /// What it is about.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Its lines.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The first line in view.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Scrolls by lines; laying out stops it at the ends.
    pub(super) fn scroll_by(&mut self, lines: isize) {
        self.scroll = self.scroll.saturating_add_signed(lines).min(self.page.lines().len());
    }

    /// Takes up another subject, from its top.
    pub(super) fn show_subject(&mut self, subject: Subject) {
        if self.subject != subject {
            *self = Self { subject, ..Self::default() };
        }
    }

    pub(super) fn lay_out(&mut self, corpus: &Corpus, width: u16, height: u16) {
        if self.width != width {
            self.width = width;
            self.page = match self.subject {
                Subject::Nothing => Page::new(width.into()),
                Subject::Record(record) => {
                    let mut page = Page::new(width.into()).with_entry_limit(MAX_ENTRIES);
                    page::lay_out(&mut page, corpus, record);
                    page
                }
                Subject::Problems => page::problems(corpus, width.into()),
            };
        }
        self.scroll = self.scroll.min(self.page.lines().len().saturating_sub(height.into()));
    }
}
