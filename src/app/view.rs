//! Views: pages that cover the panes, from which every place that leads somewhere can be entered.
//!
//! Views lie on each other as a reader enters one from another; Esc goes back by one.

mod article;

use std::sync::Arc;

use super::keymap::Action;
use super::{Area, Cover, Effect, Model, Pane};
use crate::briefing::DocumentId;
use crate::corpus::{ArticleText, Chronology, ClaimSlot, Corpus, Narrowing, Record, Voice};
use crate::page::{self, Page, Span, Target};
use crate::text::Text;

pub use article::Reader;

/// Longer lists are cut, so that a view opens within a frame however much there is.
const ENTRIES: usize = 500;

/// What a view is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Everything on a record: an entity's dossier, a claim's corroboration, a document.
    Record(Record),
    /// What disputes or qualifies what.
    Conflicts,
    /// The same speaker on the same subject, earlier and later.
    Positions,
    /// Claims in time; of these alone, where a search has found them.
    Timeline(Option<Vec<ClaimSlot>>),
    /// Who covers what.
    Matrix,
    /// A claim's passage in its article.
    Passage(ClaimSlot),
}

/// A view, laid out for the size it is shown at.
#[derive(Debug)]
pub struct View {
    topic: Topic,
    narrowing: Vec<Narrowing>,
    page: Page,
    targets: Vec<Target>,
    /// The width it is laid out for; 0 before that.
    width: u16,
    /// The selected target.
    cursor: usize,
    /// The first line in view.
    scroll: usize,
    /// The article, where that is what is read.
    reader: Option<Reader>,
}

impl View {
    fn new(topic: Topic, narrowing: Vec<Narrowing>) -> Self {
        let reader = if let Topic::Passage(claim) = topic { Some(Reader::new(claim)) } else { None };
        let (page, targets) = (Page::default(), Vec::new());
        Self { topic, narrowing, page, targets, width: 0, cursor: 0, scroll: 0, reader }
    }

    /// What it is about.
    pub fn topic(&self) -> &Topic {
        &self.topic
    }

    /// What it is narrowed by.
    pub fn narrowing(&self) -> &[Narrowing] {
        &self.narrowing
    }

    /// The article, where that is what is read.
    pub fn reader(&self) -> Option<&Reader> {
        self.reader.as_ref()
    }

    /// Its lines.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The first line in view.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// The place that Enter enters, and its number and that of all.
    pub fn selected(&self) -> Option<(&Target, usize, usize)> {
        Some((self.targets.get(self.cursor)?, self.cursor, self.targets.len()))
    }

    /// A line with the sign of the selected place.
    pub fn line(&self, number: usize) -> Vec<Span> {
        self.page.marked(number, self.targets.get(self.cursor))
    }

    /// The record that keys act on: that of the selected place, else what the view is about.
    fn record(&self) -> Option<Record> {
        match (&self.reader, &self.topic, self.targets.get(self.cursor)) {
            (Some(reader), ..) => Some(Record::Claim(reader.claim())),
            (None, _, Some(target)) => Some(target.record),
            (None, Topic::Record(record), None) => Some(*record),
            (None, ..) => None,
        }
    }

    fn lay_out(&mut self, corpus: &Corpus, area: Area) {
        if let Some(reader) = &mut self.reader {
            return reader.settle(corpus, area);
        }
        if self.width != area.width {
            self.width = area.width;
            let mut page = Page::new(area.width.into()).at_most(ENTRIES);
            let narrowing = &self.narrowing;
            match &self.topic {
                Topic::Record(record) => page::lay_out(&mut page, corpus, *record),
                Topic::Conflicts => page::conflicts(&mut page, corpus, narrowing),
                Topic::Positions => page::positions(&mut page, corpus, narrowing),
                Topic::Matrix => page::matrix(&mut page, corpus, narrowing),
                Topic::Timeline(found) => {
                    page::timeline(&mut page, corpus, &chronology(corpus, narrowing, found.as_deref()));
                }
                Topic::Passage(_) => {}
            }
            self.targets = page.targets();
            self.page = page;
        }
        self.cursor = self.cursor.min(self.targets.len().saturating_sub(1));
        self.scroll = self.scroll.min(self.page.lines().len().saturating_sub(area.height.into()));
    }

    /// Goes to another place, and brings it into view.
    fn select(&mut self, cursor: usize, height: usize) {
        self.cursor = cursor.min(self.targets.len().saturating_sub(1));
        if self.cursor == 0 {
            self.scroll = 0;
        }
        let Some(target) = self.targets.get(self.cursor) else { return };
        let last = target.line + target.lines.min(height).max(1) - 1;
        self.scroll = self.scroll.clamp((last + 1).saturating_sub(height), target.line);
    }

    /// Goes on by places on other lines; by half a page where the next one is further away than what is in view.
    fn step(&mut self, down: bool, height: usize) {
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

    /// Scrolls; the place selected is then one in view, if there is one.
    fn page_by(&mut self, lines: isize, height: usize) {
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

    fn scroll_by(&mut self, lines: isize) {
        self.scroll = self.scroll.saturating_add_signed(lines).min(self.page.lines().len());
    }
}

/// The claims that a timeline shows, in time.
fn chronology(corpus: &Corpus, narrowing: &[Narrowing], found: Option<&[ClaimSlot]>) -> Chronology {
    match found {
        Some(found) => Chronology::of(corpus, found.iter().copied()),
        None => {
            let in_view = |claim: &ClaimSlot| narrowing.iter().all(|by| by.admits(corpus, Record::Claim(*claim)));
            Chronology::of(corpus, corpus.claims().filter(in_view))
        }
    }
}

impl Model {
    /// The view that covers the panes, if one does.
    pub fn view(&self) -> Option<&View> {
        self.views.last()
    }

    /// The record that keys act on in the view.
    pub(super) fn viewed(&self) -> Option<Record> {
        self.view()?.record()
    }

    /// Opens the view that an action stands for.
    pub(super) fn open_view(&mut self, action: Action) -> Vec<Effect> {
        let current = self.current();
        let topic = match (action, current) {
            (Action::Dossier, Some(record)) => match self.actor(record) {
                Some(record) => Topic::Record(record),
                None => return self.nothing_to_open("Nobody is named here who could have a dossier."),
            },
            (Action::Corroboration, Some(record @ Record::Claim(_))) => Topic::Record(record),
            (Action::Corroboration | Action::Conflicts, _) => Topic::Conflicts,
            (Action::Passage, Some(Record::Claim(claim))) => Topic::Passage(claim),
            (Action::Timeline, _) => Topic::Timeline(self.searched_claims()),
            (Action::Matrix, _) => Topic::Matrix,
            (Action::Positions, _) => Topic::Positions,
            (Action::Passage, _) => return self.nothing_to_open("A passage belongs to a claim: select one first."),
            (_, _) => return self.nothing_to_open("Nothing is selected."),
        };
        let mut narrowing = self.view_narrowing();
        if let (Topic::Conflicts, Action::Corroboration, Some(record)) = (&topic, action, current) {
            narrowing = of(record).map_or(narrowing, |by| vec![by]);
        }
        self.push_view(topic, narrowing)
    }

    fn nothing_to_open(&mut self, words: &str) -> Vec<Effect> {
        self.say(words);
        Vec::new()
    }

    fn push_view(&mut self, topic: Topic, narrowing: Vec<Narrowing>) -> Vec<Effect> {
        if self.view().is_some_and(|view| view.topic == topic && view.narrowing == narrowing) {
            return Vec::new();
        }
        let wanted = if let Topic::Passage(claim) = topic { Some(claim) } else { None };
        self.views.push(View::new(topic, narrowing));
        self.views_ahead.clear();
        wanted.map(|claim| Effect::Read(self.corpus.clone(), self.corpus.document_of(claim))).into_iter().collect()
    }

    /// The actor a record leads to: itself, a claim's speaker or author, a document's author.
    fn actor(&self, record: Record) -> Option<Record> {
        let slot = match record {
            Record::Entity(slot) => Some(slot),
            Record::Document(slot) => self.corpus.authors(slot).first().copied(),
            Record::Claim(slot) => match self.corpus.voice(slot) {
                Voice::Speaker(speaker) => Some(speaker),
                Voice::Authors(authors) => authors.first().copied(),
                Voice::Unsigned(_) => None,
            },
        };
        slot.map(Record::Entity)
    }

    /// What narrows a view opened now: the record of the page it is opened from, or what narrows the panes.
    fn view_narrowing(&self) -> Vec<Narrowing> {
        match self.view() {
            Some(View { topic: Topic::Record(record), narrowing, .. }) => {
                of(*record).map_or_else(|| narrowing.clone(), |by| vec![by])
            }
            Some(view) => view.narrowing.clone(),
            None => self.narrowing.clone(),
        }
    }

    /// The claims that a search in the panes has found, where one narrows the view.
    fn searched_claims(&self) -> Option<Vec<ClaimSlot>> {
        let list = self.list(Pane::Claims);
        if !self.views.is_empty() || list.query().is_empty() {
            return None;
        }
        let claim = |row: &super::Row| if let Record::Claim(slot) = row.record { Some(slot) } else { None };
        Some(list.rows().iter().filter_map(claim).collect())
    }

    /// Does what an action means in a view.
    pub(super) fn act_on_view(&mut self, action: Action) -> Vec<Effect> {
        let height = usize::from(self.cover_area().height).max(1);
        let page = isize::try_from(height).unwrap_or(1);
        let Some(view) = self.views.last_mut() else { return Vec::new() };
        if let Some(reader) = &mut view.reader
            && reader.act(action, height)
        {
            return Vec::new();
        }
        match action {
            Action::Down => view.step(true, height),
            Action::Up => view.step(false, height),
            Action::NextTarget => view.select(view.cursor + 1, height),
            Action::PreviousTarget => view.select(view.cursor.saturating_sub(1), height),
            Action::First => view.select(0, height),
            Action::Last => view.page_by(isize::MAX, height),
            Action::PageDown => view.page_by((page - 1).max(1), height),
            Action::PageUp => view.page_by(-(page - 1).max(1), height),
            Action::HalfPageDown => view.page_by((page / 2).max(1), height),
            Action::HalfPageUp => view.page_by(-(page / 2).max(1), height),
            Action::DetailDown => view.scroll_by(1),
            Action::DetailUp => view.scroll_by(-1),
            Action::NextMatch | Action::PreviousMatch => match &mut view.reader {
                Some(reader) => reader.step(&self.corpus, action == Action::NextMatch),
                None => view.select(
                    if action == Action::NextMatch { view.cursor + 1 } else { view.cursor.saturating_sub(1) },
                    height,
                ),
            },
            Action::Enter => return self.enter_target(),
            Action::GoBack => self.leave_view(),
            Action::GoForward => match self.views_ahead.pop() {
                Some(view) => self.views.push(view),
                None => self.say("There is nowhere to go forward to."),
            },
            Action::Documents => return self.leave_for(Pane::Documents),
            Action::Entities => return self.leave_for(Pane::Entities),
            Action::Claims => return self.leave_for(Pane::Claims),
            _ => {}
        }
        Vec::new()
    }

    /// Opens the page of what is selected; of a claim's own page the links.
    fn enter_target(&mut self) -> Vec<Effect> {
        let Some(record) = self.viewed() else { return Vec::new() };
        let here = self.view().is_some_and(|view| view.topic == Topic::Record(record));
        match record {
            _ if !here => {
                let narrowing = self.view_narrowing();
                self.push_view(Topic::Record(record), narrowing)
            }
            _ => {
                self.show_links();
                Vec::new()
            }
        }
    }

    /// Takes an article that was read, for every view that waits for it.
    pub(super) fn take_article(&mut self, document: &DocumentId, article: &Result<Arc<ArticleText>, Text>) {
        for reader in self.views.iter_mut().filter_map(|view| view.reader.as_mut()) {
            if self.corpus.document(reader.document(&self.corpus)).id == *document {
                reader.take(article.clone());
            }
        }
    }

    /// Back to what was before the view.
    pub(super) fn leave_view(&mut self) {
        self.views_ahead.extend(self.views.pop());
    }

    /// Out of all views, to a pane, and there to what was selected if the pane lists such.
    fn leave_for(&mut self, pane: Pane) -> Vec<Effect> {
        let record = self.viewed();
        self.views.clear();
        self.views_ahead.clear();
        self.cover = None::<Cover>;
        let listed = match record {
            Some(Record::Document(_)) => pane == Pane::Documents,
            Some(Record::Entity(_)) => pane == Pane::Entities,
            Some(Record::Claim(_)) => pane == Pane::Claims,
            None => false,
        };
        match record.filter(|_| listed) {
            Some(record) => self.show_in_panes(record),
            None => {
                self.go_to(pane);
                Vec::new()
            }
        }
    }

    /// Lays out the view for the size of the screen.
    pub(super) fn settle_view(&mut self) {
        let area = self.cover_area();
        if let Some(view) = self.views.last_mut() {
            view.lay_out(&self.corpus, area);
        }
    }

    /// Takes views over to another corpus, as far as what they are about still exists there.
    pub(super) fn carry_views(&mut self, carried: impl Fn(&Record) -> Option<Record>) {
        self.views_ahead.clear();
        let claim = |slot: &ClaimSlot| match carried(&Record::Claim(*slot)) {
            Some(Record::Claim(slot)) => Some(slot),
            _ => None,
        };
        self.views = std::mem::take(&mut self.views)
            .into_iter()
            .filter_map(|view| {
                let topic = match view.topic {
                    Topic::Record(record) => Topic::Record(carried(&record)?),
                    Topic::Timeline(Some(found)) => Topic::Timeline(Some(found.iter().filter_map(claim).collect())),
                    // Its article may have changed too.
                    Topic::Passage(_) => return None,
                    other => other,
                };
                let narrowing =
                    view.narrowing.iter().map(|by| carried(&by.record()).and_then(of)).collect::<Option<_>>()?;
                Some(View { cursor: view.cursor, scroll: view.scroll, ..View::new(topic, narrowing) })
            })
            .collect();
    }
}

/// What narrows a view to a record.
fn of(record: Record) -> Option<Narrowing> {
    match record {
        Record::Document(slot) => Some(Narrowing::Document(slot)),
        Record::Entity(slot) => Some(Narrowing::Entity(slot)),
        Record::Claim(_) => None,
    }
}

#[cfg(test)]
mod tests;
