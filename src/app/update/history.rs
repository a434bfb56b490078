//! The part of [`Model::update`] that goes back and forward between locations.

use crate::app::history::{History, Location};
use crate::app::{Effect, Model, Pane};

/// Maximum number of locations to remember. The oldest ones are forgotten.
const MAX_LOCATIONS: usize = 100;

/// The lists that a location remembers.
const LISTS: [Pane; 3] = [Pane::Documents, Pane::Entities, Pane::Claims];

impl Model {
    /// Remembers the current location. Called before going elsewhere.
    pub(super) fn remember(&mut self) {
        let location = self.location();
        if self.history.back.last() != Some(&location) {
            self.history.back.push(location);
        }
        if self.history.back.len() > MAX_LOCATIONS {
            self.history.back.remove(0);
        }
        self.history.forward.clear();
    }

    /// Goes back; `None` if there is no earlier location.
    pub(super) fn go_back(&mut self) -> Option<Vec<Effect>> {
        let location = self.history.back.pop()?;
        let here = self.location();
        self.history.forward.push(here);
        Some(self.restore(location))
    }

    /// Goes forward again; `None` if there is no later location.
    pub(super) fn go_forward(&mut self) -> Option<Vec<Effect>> {
        let location = self.history.forward.pop()?;
        let here = self.location();
        self.history.back.push(here);
        Some(self.restore(location))
    }

    /// Forgets all locations. Called when the corpus is replaced, because their slots belong to the old one.
    pub(super) fn clear_history(&mut self) {
        self.history = History::default();
    }

    fn location(&self) -> Location {
        Location {
            focus: self.focus,
            list_focus: self.list_focus,
            narrowing: self.narrowing.clone(),
            lists: LISTS.map(|pane| (self.list(pane).query().to_owned(), self.list(pane).selected())),
        }
    }

    fn restore(&mut self, location: Location) -> Vec<Effect> {
        self.focus = location.focus;
        self.list_focus = location.list_focus;
        self.narrowing = location.narrowing;
        for (pane, (query, record)) in LISTS.into_iter().zip(location.lists) {
            self.list_mut(pane).input = query.into();
            self.list_mut(pane).select_next = record;
        }
        let effects = self.fill_lists();
        self.sync_detail();
        effects
    }
}
