//! The detail: the page of one thing, scrolled.

use std::sync::Arc;

use super::{Model, Pane};
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

    /// Scrolls by lines; [`Model::settle`] stops it at the ends.
    pub(super) fn scroll_by(&mut self, lines: isize) {
        self.scroll = self.scroll.saturating_add_signed(lines).min(self.page.lines().len());
    }

    /// Takes up another subject, from its top.
    pub(super) fn show_subject(&mut self, subject: Subject) {
        if self.subject != subject {
            *self = Self { subject, ..Self::default() };
        }
    }

    fn lay_out(&mut self, corpus: &Corpus, width: u16, height: u16) {
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

impl Model {
    /// Brings what depends on size and selection up to date; the last step of every update.
    pub(super) fn settle(&mut self) {
        let layout = self.layout().unwrap_or_default();
        for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find] {
            if let Some(area) = layout.area(pane) {
                self.list_mut(pane).scroll((area.body().height / pane.row_height()).into());
            }
        }
        if self.detail.subject() != Subject::Problems {
            self.sync_detail();
        }
        if let Some(area) = layout.area(Pane::Detail).map(super::Area::body) {
            let corpus = Arc::clone(&self.corpus);
            self.detail.lay_out(&corpus, area.width, area.height);
        }
        self.lay_out_view();
        self.lay_out_overlay();
    }

    /// Turns the detail to what is under the cursor.
    pub(super) fn sync_detail(&mut self) {
        self.detail.show_subject(self.listed_record().map_or(Subject::Nothing, Subject::Record));
    }

    /// Turns the detail to the problems.
    pub(super) fn show_problems(&mut self) {
        self.detail.show_subject(Subject::Problems);
    }
}
