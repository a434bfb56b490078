//! The detail pane: the page of the selected record, or the problems.

use std::ops::Range;

use super::page_find::{Matches, PageFind, Place, found_in_lines, marked, words_in_lines};
use crate::briefing::Problem;
use crate::corpus::{Corpus, Record};
use crate::page::{self, Page, Target};
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
    /// The items: the places on the page that lead to a record.
    targets: Vec<Target>,
    /// The first lines of the problems, if these are shown. They are the items, then.
    problems: Vec<usize>,
    /// The selected item, as an index into `targets` or `problems`.
    cursor: Option<usize>,
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

    /// Returns the selected item.
    pub fn selected(&self) -> Option<&Target> {
        self.targets.get(self.cursor?)
    }

    /// Returns the number, from 0, of the selected problem, or else of the first one in view.
    pub(super) fn problem_at_cursor(&self) -> Option<usize> {
        let in_view = || self.problems.iter().position(|line| *line >= self.scroll);
        self.cursor.filter(|cursor| *cursor < self.problems.len()).or_else(in_view)
    }

    /// Returns the line of the selected problem.
    fn problem_line(&self) -> Option<usize> {
        self.problems.get(self.cursor?).copied()
    }

    /// Returns the line and the column of the sign of the selected item.
    pub fn place_of_selected(&self) -> Option<(usize, usize)> {
        let target = self.selected().map(|target| (target.line, target.column.saturating_sub(1)));
        target.or_else(|| self.problem_line().map(|line| (line, 0)))
    }

    /// Returns the first line of each item and the number of its lines.
    fn stops(&self) -> Vec<(usize, usize)> {
        let targets = self.targets.iter().map(|target| (target.line, target.lines));
        let ends = self.problems.iter().skip(1).copied().chain([self.page.lines().len()]);
        // A blank line is between two problems.
        let problems = self.problems.iter().zip(ends).map(|(line, end)| (*line, end.saturating_sub(line + 1).max(1)));
        targets.chain(problems).collect()
    }

    /// Selects no item. Called at the top, and when another pane has the keyboard.
    pub(super) fn deselect(&mut self) {
        self.cursor = None;
    }

    /// Returns a line with the mark of the selected item. The matches of a find are marked in it, or else the words that
    /// the list was searched for.
    pub fn line(&self, number: usize) -> Vec<Span> {
        let mut line = self.page.marked(number, self.selected());
        if self.problem_line() == Some(number)
            && let Some(bullet) = line.first_mut().filter(|span| span.as_str() == "- ")
        {
            *bullet = Span::fixed("> ", Role::Selection);
        }
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

    /// Selects the next or previous item on another line. The page scrolls by what this item needs to be in view in
    /// full, or by a line if it is more than a screen away, so that every line comes into view.
    pub(super) fn step(&mut self, down: bool, height: usize) {
        let view = self.scroll..self.scroll + height;
        let stops = self.stops();
        let line_of = |at: usize| stops.get(at).map(|(line, _)| *line);
        let here = self.cursor.and_then(line_of).filter(|line| view.contains(line));
        let next = match (here, down) {
            (None, true) => stops.iter().position(|(line, _)| *line >= view.start),
            (Some(here), true) => stops.iter().position(|(line, _)| *line > here),
            (None, false) => stops.iter().rposition(|(line, _)| *line < view.end),
            (Some(here), false) => stops.iter().rposition(|(line, _)| *line < here),
        };
        let Some((line, lines)) = next.and_then(|next| stops.get(next)).copied() else {
            // Above the first item none is selected.
            self.cursor = self.cursor.filter(|_| down || self.scroll > 0);
            return self.scroll_by(if down { 1 } else { -1 });
        };
        let first = stops.iter().position(|(other, _)| *other == line);
        let end = line + lines.min(height);
        let scroll = self.scroll.clamp(end.saturating_sub(height), line);
        if scroll.abs_diff(self.scroll) < height.max(2) {
            (self.scroll, self.cursor) = (scroll, first);
        } else {
            self.scroll_by(if down { 1 } else { -1 });
        }
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
    /// `settings` are the problems in the reader's own settings, `words` the folded words that the list was searched for.
    pub(super) fn lay_out(
        &mut self,
        corpus: &Corpus,
        settings: &[Problem],
        (width, height): (u16, u16),
        words: Vec<String>,
    ) {
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
                Subject::Problems => page::problems(corpus, settings, width.into()),
            };
            self.targets = self.page.targets();
            self.problems = match self.subject {
                Subject::Problems => self.page.outline().items().collect(),
                Subject::Nothing | Subject::Record(_) => Vec::new(),
            };
            self.cursor = self.cursor.filter(|cursor| *cursor < self.targets.len().max(self.problems.len()));
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
