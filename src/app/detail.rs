//! The detail pane: the page of the selected record, or the problems.

use std::ops::Range;

use super::page_find::{Matches, PageFind, Place, found_in_lines, marked, words_in_lines};
use crate::corpus::{Corpus, Record};
use crate::page::{self, Page};
use crate::styled::{Role, Span};

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
    height: usize,
    /// The find in its page.
    pub(super) find: PageFind,
    /// The folded words of the list's search.
    words: Vec<String>,
    /// Where these words are on the page.
    found_words: Matches,
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

    /// The find in its page.
    pub fn find(&self) -> &PageFind {
        &self.find
    }

    /// Returns a line. The matches of a find are marked in it, or else the words that the list was searched for.
    pub fn line(&self, number: usize) -> Vec<Span> {
        let line = self.page.lines().get(number).cloned().unwrap_or_default();
        if self.find.is_active() {
            return self.find.mark(number, line);
        }
        let parts = self.found_words.parts(number).iter();
        marked(line, &parts.map(|part| (part.range.clone(), Role::Match)).collect::<Vec<_>>())
    }

    /// The lines in view.
    pub(super) fn in_view(&self) -> Range<usize> {
        self.scroll..self.scroll + self.height
    }

    /// Returns where the page stands.
    pub(super) fn place(&self) -> Place {
        Place { unit: self.scroll, ..Place::default() }
    }

    /// Returns to a place.
    pub(super) fn go_to(&mut self, place: Place) {
        self.scroll = place.unit;
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
    ///
    /// `words` are the folded words that the list was searched for.
    pub(super) fn lay_out(&mut self, corpus: &Corpus, (width, height): (u16, u16), words: Vec<String>) {
        let is_new = self.width != width;
        if is_new {
            self.find.invalidate(&self.in_view());
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
        self.height = height.into();
        if is_new || self.words != words {
            let is_record = matches!(self.subject, Subject::Record(_));
            self.found_words = if is_record { words_in_lines(self.page.lines(), &words) } else { Matches::default() };
            self.words = words;
        }
        let lines = self.page.lines();
        if self.find.refresh(|wanted| found_in_lines(lines, wanted), |matches| matches.first_from(self.scroll))
            && let Some(line) = self.find.current_unit().filter(|line| !self.in_view().contains(line))
        {
            self.scroll = line.saturating_sub(self.height / 3);
        }
        self.scroll = self.scroll.min(self.page.lines().len().saturating_sub(self.height));
    }
}
