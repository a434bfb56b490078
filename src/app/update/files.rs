//! The part of [`Model::update`] that handles files that were read.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::app::model::Loading;
use crate::app::{ArticleReader, Effect, Generation, List, Model, Pane, Subject, Topic};
use crate::corpus::{Corpus, Record};
use crate::page;
use crate::text::Text;

impl Model {
    /// Starts to read files, and returns the number of this load. Results with another number are dropped.
    pub fn start_loading(&mut self) -> Generation {
        let generation = self.next_generation();
        self.loading = Some(Loading { generation, done: 0, total: 0, partly: false });
        generation
    }

    /// Returns whether a result belongs to the load that is running. Results of an older load are dropped, and results
    /// that arrive after the end of one.
    pub(super) fn is_current_load(&self, generation: Generation) -> bool {
        self.loading.is_some_and(|loading| loading.generation == generation)
    }

    /// Says that changes are not noticed, beside what is said already.
    pub(super) fn handle_unwatched(&mut self, reason: &Text) {
        let before = self.status.take().map(|status| format!("{status} ")).unwrap_or_default();
        self.set_status(format!("{before}{reason}; r reads them again."));
    }

    /// Reads the files again, because one was edited. Says why editing failed.
    ///
    /// `Err` means that no editor was started, so nothing has changed. `Ok` holds what the editor reported, if it failed.
    pub(super) fn handle_edited(&mut self, edited: Result<Option<Text>, Text>) -> Vec<Effect> {
        match edited {
            Ok(note) => {
                self.note_after_load = note;
                vec![Effect::Load(self.start_loading())]
            }
            Err(reason) => {
                self.set_status(reason.as_str());
                Vec::new()
            }
        }
    }

    /// Records how many files were read.
    pub(super) fn handle_progress(&mut self, generation: Generation, done: usize, total: usize) {
        if let Some(loading) = self.loading.as_mut().filter(|loading| loading.generation == generation) {
            (loading.done, loading.total) = (done, total);
        }
    }

    /// Shows the files that are read so far.
    pub(super) fn handle_partly_loaded(&mut self, corpus: &Arc<Corpus>) -> Vec<Effect> {
        let effects = self.replace_corpus(corpus);
        if let Some(loading) = &mut self.loading {
            loading.partly = true;
        }
        effects
    }

    /// Shows the corpus when all files are read, or says why they could not be.
    pub(super) fn handle_loaded(&mut self, loaded: Result<Arc<Corpus>, Text>) -> Vec<Effect> {
        match loaded {
            Err(reason) => {
                self.loading = None;
                self.set_status(reason.as_str());
                Vec::new()
            }
            Ok(corpus) => {
                let is_first = self.corpus.documents().len() == 0;
                let effects = self.replace_corpus(&corpus);
                self.loading = None;
                if is_first && self.corpus.proposals().next().is_some() {
                    self.say_drafts();
                    return effects;
                }
                // What the review says is worth more.
                if self.review.is_some() {
                    return effects;
                }
                let problems = page::count(self.corpus.problems().len(), "problem", "problems");
                let read = format!("Read: {}, {problems}.", page::holdings(&self.corpus));
                let before = self.note_after_load.take().map(|note| format!("{note}. ")).unwrap_or_default();
                self.set_status(before + &read);
                effects
            }
        }
    }

    /// Replaces the corpus. Cursors, filters and views stay on the same records, if these still exist.
    ///
    /// While files are read step by step, a cursor on the first row stays there: the reader has not moved it yet.
    pub(super) fn replace_corpus(&mut self, new: &Arc<Corpus>) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.corpus, Arc::clone(new));
        let remap = |record: Record| new.find_same(&old, record);
        self.narrowing = self.narrowing.iter().filter_map(|by| by.remapped(remap)).collect();
        let panes = [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Sources, Pane::Find];
        let partly = self.loading.is_some_and(|loading| loading.partly);
        let is_kept =
            |list: &List| !partly || list.cursor() > 0 || !list.query().is_empty() || !self.narrowing.is_empty();
        let selected =
            panes.map(|pane| self.list(pane).selected().filter(|_| is_kept(self.list(pane))).and_then(remap));
        self.history.remap(remap);
        self.prompt_state.remap(remap);
        self.views_left = self.views_left.take().and_then(|left| left.remapped(remap));
        self.views_ahead.clear();
        self.views = std::mem::take(&mut self.views).into_iter().filter_map(|view| view.remapped(remap)).collect();
        let shows_problems = self.detail.subject() == Subject::Problems;
        self.detail.show_subject(Subject::Nothing);
        self.find.clear();
        for (pane, record) in panes.into_iter().zip(selected) {
            let list = self.list_mut(pane);
            if record.is_none() {
                list.forget_selected();
            }
            list.select_next = record;
            list.remap(remap);
            list.select_next = record;
        }
        let more_problems = new.problems().len() > old.problems().len();
        let mut effects = self.open_corpus(more_problems || shows_problems);
        effects.extend(self.read_articles_again());
        if self.list_focus == Pane::Find {
            effects.extend(self.fill(Pane::Find));
        }
        effects
    }

    /// Asks for the articles of the passages that are open, because they may have changed too.
    fn read_articles_again(&mut self) -> Vec<Effect> {
        let mut generation = self.generation;
        let mut effects = Vec::new();
        let left = self.views_left.iter_mut().flat_map(|left| &mut left.views);
        for view in self.views.iter_mut().chain(left) {
            if let Topic::Passage(claim) = view.topic {
                generation = generation.next();
                view.reader = Some(ArticleReader::new(claim, generation));
                effects.push(Effect::Read(generation, Arc::clone(&self.corpus), self.corpus.document_of(claim)));
            }
        }
        self.generation = generation;
        effects
    }

    /// Fills the lists from the corpus, and shows its problems if that is wanted and there are any.
    pub(in crate::app) fn open_corpus(&mut self, with_problems: bool) -> Vec<Effect> {
        let corpus = &self.corpus;
        self.entity_order = corpus.entities().collect();
        self.entity_order.sort_by_key(|slot| (Reverse(corpus.claims_of(*slot).len()), corpus.name_rank(*slot)));
        let problems = with_problems && !corpus.problems().is_empty();
        let effects = self.fill_lists();
        if problems {
            self.show_problems();
        }
        self.settle();
        effects
    }
}
