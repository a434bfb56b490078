//! Views: pages that cover the panes.
//!
//! A view has a cursor that moves from item to item: the places on its page that lead to a record. Enter opens the
//! record's page as another view on top, and Esc closes the top view.

mod article;
mod find;

use super::Area;
use super::page_find::PageFind;
use crate::corpus::{Chronology, ClaimSlot, Corpus, Narrowing, Record};
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
}

impl View {
    pub(super) fn new(topic: Topic, narrowing: Vec<Narrowing>) -> Self {
        let (page, targets) = (Page::default(), Vec::new());
        let find = PageFind::default();
        Self { topic, narrowing, page, targets, width: 0, cursor: 0, scroll: 0, height: 0, find, reader: None }
    }

    /// Converts the view to another corpus. Returns `None` if its records are gone, or if it shows a passage, whose
    /// article may have changed too.
    pub(super) fn remapped(self, remap: impl Fn(Record) -> Option<Record>) -> Option<Self> {
        let claim = |slot: &ClaimSlot| match remap(Record::Claim(*slot)) {
            Some(Record::Claim(slot)) => Some(slot),
            _ => None,
        };
        let topic = match self.topic {
            Topic::Record(record) => Topic::Record(remap(record)?),
            Topic::Timeline(Some(found)) => Topic::Timeline(Some(found.iter().filter_map(claim).collect())),
            Topic::Passage(_) => return None,
            other => other,
        };
        let narrowing = self.narrowing.iter().map(|by| by.remapped(&remap)).collect::<Option<_>>()?;
        Some(Self { cursor: self.cursor, scroll: self.scroll, find: self.find, ..Self::new(topic, narrowing) })
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

    /// Returns the selected item, its index and the number of items.
    pub fn selected(&self) -> Option<(&Target, usize, usize)> {
        Some((self.targets.get(self.cursor)?, self.cursor, self.targets.len()))
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
            let mut page = Page::new(area.width.into()).with_entry_limit(MAX_ENTRIES);
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
                Topic::Matrix => page::matrix(&mut page, corpus, narrowing),
                Topic::Figures => page::figures(&mut page, corpus, &corpus.figures(narrowing)),
                Topic::Timeline(found) => {
                    page::timeline(&mut page, corpus, &chronology(corpus, narrowing, found.as_deref()));
                }
                Topic::Passage(_) => {}
            }
            self.targets = page.targets();
            self.page = page;
        }
        self.cursor = self.cursor.min(self.targets.len().saturating_sub(1));
        self.height = area.height.into();
        self.show_match();
        self.scroll = self.scroll.min(self.page.lines().len().saturating_sub(area.height.into()));
    }

    /// Selects an item and scrolls to it.
    pub(super) fn select(&mut self, cursor: usize, height: usize) {
        self.cursor = cursor.min(self.targets.len().saturating_sub(1));
        if self.cursor == 0 {
            self.scroll = 0;
        }
        let Some(target) = self.targets.get(self.cursor) else { return };
        let last = target.line + target.lines.min(height).max(1) - 1;
        self.scroll = self.scroll.clamp((last + 1).saturating_sub(height), target.line);
    }

    /// Selects the next or previous item on another line. Scrolls by a line if that item is more than a screen away.
    pub(super) fn step(&mut self, down: bool, height: usize) {
        let here = self.targets.get(self.cursor).map(|target| target.line);
        let next = match here {
            None => None,
            Some(line) if down => self.targets.iter().position(|target| target.line > line),
            Some(line) => {
                let above = self.targets.iter().rposition(|target| target.line < line);
                above.and_then(|above| self.targets.iter().position(|target| target.line == self.targets[above].line))
            }
        };
        let near =
            |target: &Target| (self.scroll.saturating_sub(height)..self.scroll + 2 * height).contains(&target.line);
        match next.filter(|next| near(&self.targets[*next])) {
            Some(next) => self.select(next, height),
            None => self.scroll_by(if down { 1 } else { -1 }),
        }
    }

    /// Scrolls, and selects an item in view if there is one.
    pub(super) fn page_by(&mut self, lines: isize, height: usize) {
        self.scroll_by(lines);
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

/// Returns the filter for a record. A claim filters nothing.
pub(super) fn narrowing_to(record: Record) -> Option<Narrowing> {
    match record {
        Record::Document(slot) => Some(Narrowing::Document(slot)),
        Record::Entity(slot) => Some(Narrowing::Entity(slot)),
        Record::Claim(_) => None,
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
