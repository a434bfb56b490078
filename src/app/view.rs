//! Views: pages that cover the panes.
//!
//! A view has a cursor that moves from item to item: the places on its page that lead to a record. Enter opens the
//! record's page as another view on top, and Esc closes the top view.

mod article;
mod find;

use super::Area;
use super::page_find::PageFind;
use crate::corpus::{Chronology, ClaimSlot, Corpus, DocumentSlot, Narrowing, Record};
use crate::page::{self, Page, Target};
use crate::styled::Span;

pub use article::ArticleReader;

/// Maximum number of entries of one list, so that a view of a large corpus opens at once.
const MAX_ENTRIES: usize = 500;

/// What a view is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Everything about a record: an entity's dossier, a claim's corroboration, a document.
    Record(Record),
    /// Claims that dispute or qualify one another.
    Conflicts,
    /// What one speaker says about one subject at different times.
    Positions,
    /// Claims in the order of time: those that a search found, or all that the filters admit.
    Timeline(Option<Vec<ClaimSlot>>),
    /// Number of claims per actor and document.
    Matrix,
    /// Who gives which number for the same thing.
    Figures,
    /// What a document says about a subject: a cell of the matrix.
    Cell(Record, DocumentSlot),
    /// The passage of a claim in its article.
    Passage(ClaimSlot),
}

/// An open view.
#[derive(Debug)]
pub struct View {
    pub(super) topic: Topic,
    pub(super) narrowing: Vec<Narrowing>,
    page: Page,
    targets: Vec<Target>,
    /// The width that the page is laid out for; 0 before the first time.
    width: u16,
    /// The selected item, as an index into `targets`.
    pub(super) cursor: usize,
    /// The first line in view.
    pub(super) scroll: usize,
    height: usize,
    /// The find in its page. An article has its own.
    find: PageFind,
    /// The article, if the view shows a passage.
    pub(super) reader: Option<ArticleReader>,
    /// Whether a timeline leaves out the claims without a date.
    dated_only: bool,
}

impl View {
    pub(super) fn new(topic: Topic, narrowing: Vec<Narrowing>) -> Self {
        let (page, targets) = (Page::default(), Vec::new());
        let (find, dated_only) = (PageFind::default(), false);
        Self {
            topic,
            narrowing,
            page,
            targets,
            width: 0,
            cursor: 0,
            scroll: 0,
            height: 0,
            find,
            reader: None,
            dated_only,
        }
    }

    /// Converts the view to another corpus. Returns `None` if its records are gone. An article has to be read again.
    pub(super) fn remapped(self, remap: impl Fn(Record) -> Option<Record>) -> Option<Self> {
        let claim = |slot: &ClaimSlot| match remap(Record::Claim(*slot)) {
            Some(Record::Claim(slot)) => Some(slot),
            _ => None,
        };
        let topic = match self.topic {
            Topic::Record(record) => Topic::Record(remap(record)?),
            Topic::Timeline(Some(found)) => Topic::Timeline(Some(found.iter().filter_map(claim).collect())),
            Topic::Cell(record, document) => match remap(Record::Document(document))? {
                Record::Document(document) => Topic::Cell(remap(record)?, document),
                _ => return None,
            },
            Topic::Passage(opened) => {
                Topic::Passage(claim(&self.reader.as_ref().map_or(opened, ArticleReader::claim))?)
            }
            other => other,
        };
        let narrowing = self.narrowing.iter().map(|by| by.remapped(&remap)).collect::<Option<_>>()?;
        let (cursor, scroll, find, dated_only) = (self.cursor, self.scroll, self.find, self.dated_only);
        Some(Self { cursor, scroll, find, dated_only, ..Self::new(topic, narrowing) })
    }

    /// What it shows.
    pub fn topic(&self) -> &Topic {
        &self.topic
    }

    /// Its filters.
    pub fn narrowing(&self) -> &[Narrowing] {
        &self.narrowing
    }

    /// The article, if the view shows a passage.
    pub fn reader(&self) -> Option<&ArticleReader> {
        self.reader.as_ref()
    }

    /// Its page.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The first line in view.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// Returns the selected item.
    pub fn selected(&self) -> Option<&Target> {
        self.targets.get(self.cursor)
    }

    /// Number of lines that scroll in a view of a height. The names of a table's columns stay above them.
    pub(super) fn text_height(&self, height: usize) -> usize {
        let lines = self.page.lines().len();
        let stays = self.page.column_heads().is_some_and(|_| lines > height);
        height.saturating_sub(usize::from(stays)).max(1)
    }

    /// Returns the numbers of the lines in view. The first one names the columns of a table if that has scrolled away.
    pub fn lines_in_view(&self, height: usize) -> Vec<usize> {
        let heads = self.page.column_heads().filter(|heads| *heads < self.scroll);
        let rest = self.scroll..self.page.lines().len().min(self.scroll + height);
        heads.into_iter().chain(rest).take(height).collect()
    }

    /// Returns the noun, the number and the count of what the page is about, at the selected item or else at the top.
    pub fn position(&self, height: usize) -> Option<(&'static str, usize, usize)> {
        let in_view = |target: &&Target| (self.scroll..self.scroll + height).contains(&target.line);
        let line = self.targets.get(self.cursor).filter(in_view).map_or(self.scroll, |target| target.line);
        self.page.outline().position(line)
    }

    /// Returns a line, with the mark of the selected item and the marks of a find.
    pub fn line(&self, number: usize) -> Vec<Span> {
        self.find.mark(number, self.page.marked(number, self.targets.get(self.cursor)))
    }

    /// Returns the record that keys act on: the selected item's, or else the view's own.
    pub(super) fn record(&self) -> Option<Record> {
        match (&self.reader, &self.topic, self.targets.get(self.cursor)) {
            (Some(reader), ..) => Some(Record::Claim(reader.claim())),
            (None, _, Some(target)) => Some(target.record),
            (None, Topic::Record(record), None) => Some(*record),
            (None, ..) => None,
        }
    }

    /// Lays the page out for a width, unless it is already, and keeps cursor and scroll position within it.
    pub(super) fn lay_out(&mut self, corpus: &Corpus, area: Area) {
        if let Some(reader) = &mut self.reader {
            return reader.lay_out(corpus, area);
        }
        if self.width != area.width {
            self.find.invalidate(&self.in_view());
            self.width = area.width;
            let mut page = Page::new(area.width.into()).with_entry_limit(MAX_ENTRIES).in_full();
            let narrowing = &self.narrowing;
            match &self.topic {
                Topic::Record(record) => page::lay_out(&mut page, corpus, *record),
                Topic::Conflicts => {
                    let (conflicts, figures) = (corpus.conflicts(narrowing), corpus.figure_conflicts(narrowing));
                    page::conflicts(&mut page, corpus, &conflicts, &figures);
                }
                Topic::Positions => {
                    page::positions(&mut page, corpus, &corpus.updates(narrowing), &corpus.positions(narrowing));
                }
                Topic::Cell(record, document) => page::cell(&mut page, corpus, *record, *document),
                Topic::Matrix => page::matrix(&mut page, corpus, narrowing),
                Topic::Figures => page::figures(&mut page, corpus, &corpus.figures(narrowing)),
                Topic::Timeline(found) => {
                    let claims = chronology(corpus, narrowing, found.as_deref());
                    page::timeline(&mut page, corpus, &if self.dated_only { claims.dated() } else { claims });
                }
                Topic::Passage(_) => {}
            }
            self.targets = page.targets();
            self.page = page;
        }
        self.cursor = self.cursor.min(self.targets.len().saturating_sub(1));
        self.height = self.text_height(area.height.into());
        self.show_match();
        self.scroll = self.scroll.min(self.page.lines().len().saturating_sub(self.height));
    }

    /// Selects an item and scrolls to it.
    pub(super) fn select(&mut self, cursor: usize, height: usize) {
        self.cursor = cursor.min(self.targets.len().saturating_sub(1));
        if self.cursor == 0 {
            self.scroll = 0;
        }
        let Some(target) = self.targets.get(self.cursor) else { return };
        self.scroll = self.scroll_for(target, self.text_height(height));
    }

    /// Returns the first line in view once an item has been scrolled to, by as little as possible.
    fn scroll_for(&self, target: &Target, height: usize) -> usize {
        let last = target.line + target.lines.min(height).max(1) - 1;
        self.scroll.clamp((last + 1).saturating_sub(height), target.line)
    }

    /// Selects the next or previous item on another line. Scrolls by a line if that item is more than half a screen
    /// away, so that every line of the page comes into view.
    pub(super) fn step(&mut self, down: bool, height: usize) {
        let text_height = self.text_height(height);
        let near = |next: &usize| {
            let scroll = self.scroll_for(&self.targets[*next], text_height);
            scroll.abs_diff(self.scroll) <= (text_height / 2).max(1)
        };
        match self.next_item(down, text_height).filter(near) {
            Some(next) => self.select(next, height),
            None => self.scroll_by(if down { 1 } else { -1 }),
        }
    }

    /// Returns the next or previous item on another line: of those there, the one in the same column or nearest to it.
    ///
    /// If the selected item is out of view, the first or last one in view comes next.
    fn next_item(&self, down: bool, height: usize) -> Option<usize> {
        let here = self.targets.get(self.cursor)?;
        let is_in_view = here.line < self.scroll + height && here.line + here.lines > self.scroll;
        let line = if down {
            let from = if is_in_view { here.line + 1 } else { self.scroll };
            self.targets.iter().find(|target| target.line >= from)?.line
        } else {
            let to = if is_in_view { here.line } else { self.scroll + height };
            self.targets.iter().rfind(|target| target.line < to)?.line
        };
        let there = self.targets.iter().enumerate().filter(|(_, target)| target.line == line);
        there.min_by_key(|(_, target)| target.column.abs_diff(here.column)).map(|(at, _)| at)
    }

    /// Whether a timeline leaves out the claims without a date.
    pub fn is_dated_only(&self) -> bool {
        self.dated_only
    }

    /// Hides or shows the claims without a date. Returns false if the view is no timeline.
    pub(super) fn toggle_undated(&mut self) -> bool {
        let is_timeline = matches!(self.topic, Topic::Timeline(_));
        if is_timeline {
            self.dated_only = !self.dated_only;
            self.width = 0;
        }
        is_timeline
    }

    /// Goes to the top.
    pub(super) fn go_to_top(&mut self) {
        (self.cursor, self.scroll) = (0, 0);
    }

    /// Goes to the next or previous section or pair. Returns false if there is none.
    pub(super) fn go_to_section(&mut self, forward: bool) -> bool {
        let here = self.targets.get(self.cursor).map_or(self.scroll, |target| target.line);
        // The line of the first item of a section, which gets selected, or of the section itself if it has none.
        let entry = |section: usize| self.targets.iter().map(|target| target.line).find(|line| *line >= section);
        let entry = |section: usize| entry(section).unwrap_or(section);
        let mut sections = self.page.outline().sections().iter().copied();
        let found = if forward {
            sections.find(|section| *section > here)
        } else {
            sections.rfind(|section| entry(*section) < here).or((here > 0).then_some(0))
        };
        let Some(section) = found else { return false };
        self.scroll = section;
        self.cursor = self.targets.iter().position(|target| target.line >= section).unwrap_or(self.cursor);
        true
    }

    /// Scrolls, and selects an item in view if there is one.
    pub(super) fn page_by(&mut self, lines: isize, height: usize) {
        self.scroll_by(lines);
        let height = self.text_height(height);
        let last = self.page.lines().len().saturating_sub(height);
        self.scroll = self.scroll.min(last);
        let in_view = |target: &Target| (self.scroll..self.scroll + height).contains(&target.line);
        let chosen = if lines > 0 && self.scroll == last {
            self.targets.iter().rposition(in_view)
        } else {
            self.targets.iter().position(in_view)
        };
        self.cursor = chosen.unwrap_or(self.cursor);
    }

    /// Scrolls by lines.
    pub(super) fn scroll_by(&mut self, lines: isize) {
        self.scroll = self.scroll.saturating_add_signed(lines).min(self.page.lines().len());
    }
}

/// Returns the claims of a timeline in the order of time.
fn chronology(corpus: &Corpus, narrowing: &[Narrowing], found: Option<&[ClaimSlot]>) -> Chronology {
    match found {
        Some(found) => Chronology::new(corpus, found.iter().copied()),
        None => Chronology::from_view(corpus, narrowing),
    }
}

#[cfg(test)]
mod tests;
