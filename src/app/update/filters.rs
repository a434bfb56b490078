//! The part of [`Model::update`] that lists the filters, takes them off, and sorts the lists.

use crate::app::filters::{Filter, FilterItem, FilterList};
use crate::app::keymap::Action;
use crate::app::sorting::SortBy;
use crate::app::{Effect, Model, Overlay, Pane};
use crate::briefing::Schema;
use crate::corpus::{Narrowing, RecordsInView};

impl Model {
    /// Opens the list of filters.
    pub(super) fn open_filters(&mut self) {
        self.overlay = Some(Overlay::Filters(FilterList::default()));
    }

    /// Returns the rows of the list of filters: those that are on, the searches, then the types that can be added.
    pub(super) fn filter_items(&self) -> Vec<FilterItem> {
        let corpus = &self.corpus;
        let mut items: Vec<_> = self.narrowing.iter().map(|by| FilterItem::narrowing(corpus, *by)).collect();
        for pane in Pane::LISTS {
            let query = self.list(pane).query();
            if !query.is_empty() {
                items.push(FilterItem::search(pane, query));
            }
        }
        let others: Vec<_> = self.narrowing.iter().copied().filter(|by| !matches!(by, Narrowing::Schema(_))).collect();
        let in_view = RecordsInView::new(corpus, &others);
        for schema in Schema::ALL {
            let has_schema = |slot: &_| corpus.entity(*slot).schema == Some(schema);
            let count = in_view.entities.iter(corpus.entities()).filter(has_schema).count();
            if count > 0 && !self.narrowing.contains(&Narrowing::Schema(schema)) {
                items.push(FilterItem::addable(schema, count));
            }
        }
        items
    }

    /// Handles an action in the list of filters. Enter takes the selected one off, or adds it; `x` only takes off.
    pub(super) fn handle_in_filters(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Filters(list)) = &self.overlay else { return Vec::new() };
        let Some(FilterItem { filter, active, .. }) = list.selected().cloned() else { return Vec::new() };
        match (filter, active) {
            (_, false) if action == Action::TakeOff => {
                self.set_status("This filter is not on. Enter adds it.");
                return Vec::new();
            }
            (Filter::Search(pane), _) => {
                self.remember();
                self.list_mut(pane).input.reset();
                let effect = self.fill(pane);
                self.sync_detail();
                return effect.into_iter().collect();
            }
            (Filter::Narrowing(by), true) => {
                self.remember();
                self.narrowing.retain(|other| *other != by);
            }
            (Filter::Narrowing(by), false) => {
                self.remember();
                self.narrowing.push(by);
            }
        }
        let effects = self.fill_lists();
        self.sync_detail();
        effects
    }

    /// Sorts the focused list by the next thing that it can be sorted by.
    pub(super) fn sort(&mut self) {
        let pane = self.list_focus;
        let choices = SortBy::choices(pane);
        let Some(at) = choices.iter().position(|by| Some(*by) == self.sort_of(pane)) else { return };
        let by = choices[(at + 1) % choices.len()];
        self.list_mut(pane).sort = (at + 1) % choices.len();
        let title = pane.title();
        if self.list(pane).query().is_empty() {
            // Without a search there is nothing to ask the worker.
            let _ = self.fill(pane);
            self.set_status(format!("{title} are sorted by {}.", by.as_str()));
        } else {
            let by = by.as_str();
            self.set_status(format!("Best matches first while you search; then {title} are sorted by {by}."));
        }
    }
}
