//! Where the reader has been.

use super::{Effect, Model, Pane};
use crate::corpus::{Narrowing, Record};

/// More places than this are forgotten, the oldest first.
const MAX_LOCATIONS: usize = 100;

/// A view that can be come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Location {
    focus: Pane,
    list_focus: Pane,
    narrowing: Vec<Narrowing>,
    /// Of documents, entities, claims: what was searched for, and the record under the cursor.
    lists: [(String, Option<Record>); 3],
}

/// Places behind and ahead.
#[derive(Debug, Default)]
pub(super) struct History {
    back: Vec<Location>,
    forward: Vec<Location>,
}

const LISTS: [Pane; 3] = [Pane::Documents, Pane::Entities, Pane::Claims];

impl Model {
    /// Remembers where the reader is, before going elsewhere.
    pub(super) fn remember(&mut self) {
        let place = self.place();
        if self.history.back.last() != Some(&place) {
            self.history.back.push(place);
        }
        if self.history.back.len() > MAX_LOCATIONS {
            self.history.back.remove(0);
        }
        self.history.forward.clear();
    }

    /// Goes back; `None` where there is nowhere to go.
    pub(super) fn go_back(&mut self) -> Option<Vec<Effect>> {
        let place = self.history.back.pop()?;
        let here = self.place();
        self.history.forward.push(here);
        Some(self.restore(place))
    }

    /// Goes forward again; `None` where there is nowhere to go.
    pub(super) fn go_forward(&mut self) -> Option<Vec<Effect>> {
        let place = self.history.forward.pop()?;
        let here = self.place();
        self.history.back.push(here);
        Some(self.restore(place))
    }

    /// Forgets all places: their slots belong to another corpus.
    pub(super) fn clear_history(&mut self) {
        self.history = History::default();
    }

    fn place(&self) -> Location {
        Location {
            focus: self.focus,
            list_focus: self.list_focus,
            narrowing: self.narrowing.clone(),
            lists: LISTS.map(|pane| (self.list(pane).query().to_owned(), self.list(pane).selected())),
        }
    }

    fn restore(&mut self, place: Location) -> Vec<Effect> {
        self.focus = place.focus;
        self.list_focus = place.list_focus;
        self.narrowing = place.narrowing;
        for (pane, (query, record)) in LISTS.into_iter().zip(place.lists) {
            self.list_mut(pane).input = query.into();
            self.list_mut(pane).select_next = record;
        }
        let effects = self.fill_lists();
        self.sync_detail();
        effects
    }
}
