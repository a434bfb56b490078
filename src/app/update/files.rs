//! The part of [`Model::update`] that handles files that were read.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::app::model::Loading;
use crate::app::{Effect, Generation, Model, Pane, Subject};
use crate::corpus::{Corpus, Record};
use crate::page;
use crate::text::Text;

impl Model {
    /// Starts to read files, and returns the number of this load. Results with another number are dropped.
    pub fn start_loading(&mut self) -> Generation {
        let generation = self.next_generation();
        self.loading = Some(Loading { generation, done: 0, total: 0 });
        generation
    }

    /// Returns whether a result belongs to the load that is running. Results of an older load are dropped, and results
    /// that arrive after the end of one.
    pub(super) fn is_current_load(&self, generation: Generation) -> bool {
        self.loading.is_some_and(|loading| loading.generation == generation)
    }

    /// Records how many files were read.
    pub(super) fn handle_progress(&mut self, generation: Generation, done: usize, total: usize) {
        if self.is_current_load(generation) {
            self.loading = Some(Loading { generation, done, total });
        }
    }

    /// Shows the corpus when all files are read, or says why they could not be.
    pub(super) fn handle_loaded(&mut self, loaded: Result<Arc<Corpus>, Text>) -> Vec<Effect> {
        self.loading = None;
        match loaded {
            Err(reason) => {
                self.set_status(reason.as_str());
                Vec::new()
            }
            Ok(corpus) => {
                let effects = self.replace_corpus(&corpus);
                let problems = page::count(self.corpus.problems().len(), "problem", "problems");
                self.set_status(format!("Read: {}, {problems}.", page::holdings(&self.corpus)));
                effects
            }
        }
    }

    /// Replaces the corpus. Cursors, filters and views stay on the same records, if these still exist.
    pub(super) fn replace_corpus(&mut self, new: &Arc<Corpus>) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.corpus, Arc::clone(new));
        let remap = |record: Record| record_in(&old, new, record);
        self.narrowing = self.narrowing.iter().filter_map(|by| by.remapped(remap)).collect();
        let panes = [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find];
        let selected = panes.map(|pane| self.list(pane).selected().and_then(remap));
        self.clear_history();
        self.prompt_state.remap(remap);
        self.views_before_find = None;
        self.views_ahead.clear();
        self.views = std::mem::take(&mut self.views).into_iter().filter_map(|view| view.remapped(remap)).collect();
        self.detail.show_subject(Subject::Nothing);
        self.find.clear();
        for (pane, record) in panes.into_iter().zip(selected) {
            let list = self.list_mut(pane);
            list.select_next = record;
            list.remap(remap);
            list.select_next = record;
        }
        let mut effects = self.open_corpus();
        if self.list_focus == Pane::Find {
            effects.extend(self.fill(Pane::Find));
        }
        effects
    }

    /// Fills the lists from the corpus, and shows its problems if it has any.
    pub(in crate::app) fn open_corpus(&mut self) -> Vec<Effect> {
        let corpus = &self.corpus;
        self.entity_order = corpus.entities().collect();
        self.entity_order.sort_by_key(|slot| (Reverse(corpus.claims_of(*slot).len()), corpus.name_rank(*slot)));
        let problems = !corpus.problems().is_empty();
        let effects = self.fill_lists();
        if problems {
            self.show_problems();
        }
        self.settle();
        effects
    }
}

/// Finds a record in another corpus by its id.
fn record_in(old: &Corpus, new: &Corpus, record: Record) -> Option<Record> {
    match record {
        Record::Document(slot) => new.find_document(old.document(slot).id.as_str()).map(Record::Document),
        Record::Entity(slot) => new.find_entity(old.entity(slot).id.as_str()).map(Record::Entity),
        Record::Claim(slot) => new.find_claim(&old.claim_ref(slot)).map(Record::Claim),
    }
}
