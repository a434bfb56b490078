//! The part of [`Model::update`] that opens views and acts in them.

use std::sync::Arc;

use crate::app::history::ViewsLeft;
use crate::app::keymap::Action;
use crate::app::{ArticleReader, Effect, Generation, Model, Pane, Row, Topic, View};
use crate::corpus::{ClaimSlot, Narrowing, Record};
use crate::load::ArticleText;
use crate::text::Text;

impl Model {
    /// Opens a view for an action.
    pub(super) fn open_view(&mut self, action: Action) -> Vec<Effect> {
        let current = self.current();
        let topic = match (action, current) {
            (Action::Dossier, Some(record)) => match self.actor(record) {
                Some(record) => Topic::Record(record),
                None => return self.refuse_view("No actor is named here."),
            },
            (Action::Corroboration, Some(record @ Record::Claim(_))) => Topic::Record(record),
            (Action::Corroboration | Action::Conflicts, _) => Topic::Conflicts,
            (Action::Passage, Some(Record::Claim(claim))) => Topic::Passage(claim),
            (Action::Timeline, _) => Topic::Timeline(self.searched_claims()),
            (Action::Matrix, _) => Topic::Matrix,
            (Action::Figures, _) => Topic::Figures,
            (Action::Positions, _) => Topic::Positions,
            (Action::Passage, _) => return self.refuse_view("Select a claim first: only claims have a passage."),
            (_, _) => return self.refuse_view("Nothing is selected."),
        };
        let mut narrowing = self.view_narrowing();
        if let (Topic::Conflicts, Action::Corroboration, Some(record)) = (&topic, action, current) {
            narrowing = Narrowing::from_record(record).map_or(narrowing, |by| vec![by]);
        }
        self.push_view(topic, narrowing)
    }

    /// Says why no view is opened.
    fn refuse_view(&mut self, words: &str) -> Vec<Effect> {
        self.set_status(words);
        Vec::new()
    }

    /// Opens a view over the others, unless the same one is open. A passage asks for its article.
    pub(super) fn push_view(&mut self, topic: Topic, narrowing: Vec<Narrowing>) -> Vec<Effect> {
        if self.view().is_some_and(|view| view.topic == topic && view.narrowing == narrowing) {
            return Vec::new();
        }
        self.views_ahead.clear();
        self.history.forward.clear();
        let mut view = View::new(topic, narrowing);
        let mut effects = Vec::new();
        if let Topic::Passage(claim) = view.topic {
            let generation = self.next_generation();
            view.reader = Some(ArticleReader::new(claim, generation));
            effects.push(Effect::Read(generation, self.corpus.clone(), self.corpus.document_of(claim)));
        }
        self.views.push(view);
        effects
    }

    /// Returns the actor to show for a record: an entity itself, a claim's first speaker or author, a document's first
    /// author, an origin's first issuer.
    pub fn actor(&self, record: Record) -> Option<Record> {
        let slot = match record {
            Record::Entity(slot) => Some(slot),
            Record::Document(slot) => self.corpus.authors(slot).first().copied(),
            Record::Claim(slot) => self.corpus.voice(slot).actors().first().copied(),
            Record::Origin(slot) => self.corpus.issuers(slot).first().copied(),
            Record::Outlet(_) => None,
        };
        slot.map(Record::Entity)
    }

    /// Returns the filters for a view that is opened now: the record of the open view, or the filters of the panes.
    fn view_narrowing(&self) -> Vec<Narrowing> {
        match self.view() {
            Some(View { topic: Topic::Record(record), narrowing, .. }) => {
                Narrowing::from_record(*record).map_or_else(|| narrowing.clone(), |by| vec![by])
            }
            Some(view) => view.narrowing.clone(),
            None => self.narrowing.clone(),
        }
    }

    /// Returns the claims that a search in the panes has found.
    fn searched_claims(&self) -> Option<Vec<ClaimSlot>> {
        let list = self.list(Pane::Claims);
        if !self.views.is_empty() || list.query().is_empty() {
            return None;
        }
        let claim = |row: &Row| if let Record::Claim(slot) = row.record { Some(slot) } else { None };
        Some(list.rows().iter().filter_map(claim).filter(|claim| !self.corpus.is_draft(*claim)).collect())
    }

    /// Handles an action while a view is open.
    pub(super) fn handle_in_view(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Search => return self.start_search(),
            Action::NextMatch if self.step_page_find(true) => return Vec::new(),
            Action::PreviousMatch if self.step_page_find(false) => return Vec::new(),
            _ => {}
        }
        let height = usize::from(self.overlay_area().height).max(1);
        let Some(view) = self.views.last_mut() else { return Vec::new() };
        let page = isize::try_from(view.text_height(height)).unwrap_or(1);
        if let Some(reader) = &mut view.reader
            && reader.handle(action, height)
        {
            return Vec::new();
        }
        match action {
            Action::Down => view.step(true, height),
            Action::Up => view.step(false, height),
            Action::NextTarget => view.select(view.cursor + 1, height),
            Action::PreviousTarget => view.select(view.cursor.saturating_sub(1), height),
            Action::First => view.go_to_top(),
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
            Action::Undated if !view.toggle_undated() => {
                self.set_status("Only a timeline has claims without a date to hide.");
            }
            Action::NextSection | Action::PreviousSection => self.go_to_section(action == Action::NextSection),
            Action::Enter => return self.enter_target(),
            Action::GoBack => self.leave_view(),
            Action::GoForward => match self.views_ahead.pop() {
                Some(view) => self.views.push(view),
                None => return self.leave_views_forward(),
            },
            Action::Documents => return self.leave_views_for(Pane::Documents),
            Action::Entities => return self.leave_views_for(Pane::Entities),
            Action::Claims => return self.leave_views_for(Pane::Claims),
            Action::Sources => return self.leave_views_for(Pane::Sources),
            _ => {}
        }
        Vec::new()
    }

    /// Goes to the next or previous section or pair of a page. In an article, that is the passage of another claim.
    fn go_to_section(&mut self, forward: bool) {
        let Some(view) = self.views.last_mut() else { return };
        if let Some(reader) = &mut view.reader {
            reader.step(&self.corpus, forward);
        } else if !view.go_to_section(forward) {
            self.set_status(if forward { "This is the last part of the page." } else { "This is the first part." });
        }
    }

    /// Opens the page of the selected record. If that page is open already, lists its links.
    fn enter_target(&mut self) -> Vec<Effect> {
        let Some(record) = self.view_record() else { return Vec::new() };
        if let Some(document) = self.view().and_then(View::selected).and_then(|target| target.within) {
            let narrowing = self.view_narrowing();
            return self.push_view(Topic::Cell(record, document), narrowing);
        }
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

    /// Hands an article to the view that asked for it. That view may have been left, and can be returned to.
    pub(super) fn handle_article(&mut self, generation: Generation, article: Result<Arc<ArticleText>, Text>) {
        let hidden = self.views_left.iter_mut().flat_map(|left| &mut left.views);
        let mut readers =
            self.views.iter_mut().chain(&mut self.views_ahead).chain(hidden).filter_map(|view| view.reader.as_mut());
        if let Some(reader) = readers.find(|reader| reader.generation() == generation) {
            reader.set_article(article);
        }
    }

    /// Closes the view.
    pub(super) fn leave_view(&mut self) {
        self.views_ahead.extend(self.views.pop());
    }

    /// Closes all views and focuses a pane. The record selected in the view is selected there, if the pane lists it. Going
    /// back opens the views again.
    fn leave_views_for(&mut self, pane: Pane) -> Vec<Effect> {
        let record = self.view_record();
        let location = self.location();
        self.remember_location(location.clone());
        self.views_left = Some(ViewsLeft { at: location, views: std::mem::take(&mut self.views), for_find: false });
        self.overlay = None;
        match record.filter(|record| Pane::listing(*record) == pane) {
            Some(record) => self.reveal_in_panes(record),
            None => {
                self.go_to(pane);
                Vec::new()
            }
        }
    }
}
