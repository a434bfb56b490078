//! Opening views, moving in them and from one to another.

use std::sync::Arc;

use super::super::keymap::Action;
use super::super::{Effect, Generation, Model, Overlay, Pane, Row};
use super::{ArticleReader, Topic, View};
use crate::corpus::{ClaimSlot, Narrowing, Record};
use crate::load::ArticleText;
use crate::text::Text;

impl Model {
    /// The view that covers the panes, if one does.
    pub fn view(&self) -> Option<&View> {
        self.views.last()
    }

    /// The record that keys act on in the view.
    pub(in super::super) fn view_record(&self) -> Option<Record> {
        self.view()?.record()
    }

    /// Opens the view that an action stands for.
    pub(in super::super) fn open_view(&mut self, action: Action) -> Vec<Effect> {
        let current = self.current();
        let topic = match (action, current) {
            (Action::Dossier, Some(record)) => match self.actor(record) {
                Some(record) => Topic::Record(record),
                None => return self.refuse_view("Nobody is named here who could have a dossier."),
            },
            (Action::Corroboration, Some(record @ Record::Claim(_))) => Topic::Record(record),
            (Action::Corroboration | Action::Conflicts, _) => Topic::Conflicts,
            (Action::Passage, Some(Record::Claim(claim))) => Topic::Passage(claim),
            (Action::Timeline, _) => Topic::Timeline(self.searched_claims()),
            (Action::Matrix, _) => Topic::Matrix,
            (Action::Positions, _) => Topic::Positions,
            (Action::Passage, _) => return self.refuse_view("A passage belongs to a claim: select one first."),
            (_, _) => return self.refuse_view("Nothing is selected."),
        };
        let mut narrowing = self.view_narrowing();
        if let (Topic::Conflicts, Action::Corroboration, Some(record)) = (&topic, action, current) {
            narrowing = narrowing_by(record).map_or(narrowing, |by| vec![by]);
        }
        self.push_view(topic, narrowing)
    }

    fn refuse_view(&mut self, words: &str) -> Vec<Effect> {
        self.set_status(words);
        Vec::new()
    }

    fn push_view(&mut self, topic: Topic, narrowing: Vec<Narrowing>) -> Vec<Effect> {
        if self.view().is_some_and(|view| view.topic == topic && view.narrowing == narrowing) {
            return Vec::new();
        }
        self.views_ahead.clear();
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

    /// The actor a record leads to: itself, a claim's speaker or author, a document's author.
    fn actor(&self, record: Record) -> Option<Record> {
        let slot = match record {
            Record::Entity(slot) => Some(slot),
            Record::Document(slot) => self.corpus.authors(slot).first().copied(),
            Record::Claim(slot) => self.corpus.voice(slot).actors().first().copied(),
        };
        slot.map(Record::Entity)
    }

    /// What narrows a view opened now: the record of the page it is opened from, or what narrows the panes.
    fn view_narrowing(&self) -> Vec<Narrowing> {
        match self.view() {
            Some(View { topic: Topic::Record(record), narrowing, .. }) => {
                narrowing_by(*record).map_or_else(|| narrowing.clone(), |by| vec![by])
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
        let claim = |row: &Row| if let Record::Claim(slot) = row.record { Some(slot) } else { None };
        Some(list.rows().iter().filter_map(claim).collect())
    }

    /// Does what an action means in a view.
    pub(in super::super) fn handle_in_view(&mut self, action: Action) -> Vec<Effect> {
        let height = usize::from(self.overlay_area().height).max(1);
        let page = isize::try_from(height).unwrap_or(1);
        let Some(view) = self.views.last_mut() else { return Vec::new() };
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
                None => self.set_status("There is nowhere to go forward to."),
            },
            Action::Documents => return self.leave_views_for(Pane::Documents),
            Action::Entities => return self.leave_views_for(Pane::Entities),
            Action::Claims => return self.leave_views_for(Pane::Claims),
            _ => {}
        }
        Vec::new()
    }

    /// Opens the page of what is selected; of a claim's own page the links.
    fn enter_target(&mut self) -> Vec<Effect> {
        let Some(record) = self.view_record() else { return Vec::new() };
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

    /// Takes an article that was read, for the view that has asked for it. That may have been left meanwhile, and can be
    /// gone forward to.
    pub(in super::super) fn handle_article(&mut self, generation: Generation, article: Result<Arc<ArticleText>, Text>) {
        let mut readers = self.views.iter_mut().chain(&mut self.views_ahead).filter_map(|view| view.reader.as_mut());
        if let Some(reader) = readers.find(|reader| reader.generation() == generation) {
            reader.set_article(article);
        }
    }

    /// Back to what was before the view.
    pub(in super::super) fn leave_view(&mut self) {
        self.views_ahead.extend(self.views.pop());
    }

    /// Out of all views, to a pane, and there to what was selected if the pane lists such.
    fn leave_views_for(&mut self, pane: Pane) -> Vec<Effect> {
        let record = self.view_record();
        self.views.clear();
        self.views_ahead.clear();
        self.overlay = None::<Overlay>;
        let listed = match record {
            Some(Record::Document(_)) => pane == Pane::Documents,
            Some(Record::Entity(_)) => pane == Pane::Entities,
            Some(Record::Claim(_)) => pane == Pane::Claims,
            None => false,
        };
        match record.filter(|_| listed) {
            Some(record) => self.reveal_in_panes(record),
            None => {
                self.go_to(pane);
                Vec::new()
            }
        }
    }

    /// Lays out the view for the size of the screen.
    pub(in super::super) fn lay_out_view(&mut self) {
        let area = self.overlay_area();
        if let Some(view) = self.views.last_mut() {
            view.lay_out(&self.corpus, area);
        }
    }

    /// Takes views over to another corpus, as far as what they are about still exists there.
    pub(in super::super) fn remap_views(&mut self, carried: impl Fn(&Record) -> Option<Record>) {
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
                let narrowing = view
                    .narrowing
                    .iter()
                    .map(|by| carried(&by.record()).and_then(narrowing_by))
                    .collect::<Option<_>>()?;
                Some(View { cursor: view.cursor, scroll: view.scroll, ..View::new(topic, narrowing) })
            })
            .collect();
    }
}

/// What narrows a view to a record.
fn narrowing_by(record: Record) -> Option<Narrowing> {
    match record {
        Record::Document(slot) => Some(Narrowing::Document(slot)),
        Record::Entity(slot) => Some(Narrowing::Entity(slot)),
        Record::Claim(_) => None,
    }
}
