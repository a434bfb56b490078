//! The part of [`Model::update`] that goes back and forward between locations.

use crate::app::history::{FindLocation, Location, ViewsLeft};
use crate::app::{Effect, Model, Pane};

/// Maximum number of locations to remember. The oldest ones are forgotten.
const MAX_LOCATIONS: usize = 100;

impl Model {
    /// Remembers the current location. Called before going elsewhere.
    pub(super) fn remember(&mut self) {
        let location = self.location();
        self.remember_location(location);
    }

    /// Remembers a location that was left.
    pub(super) fn remember_location(&mut self, location: Location) {
        if self.history.back.last() != Some(&location) {
            self.history.back.push(location);
        }
        if self.history.back.len() > MAX_LOCATIONS {
            self.history.back.remove(0);
        }
        self.history.forward.clear();
        self.views_ahead.clear();
    }

    /// Goes back; `None` if there is no earlier location.
    pub(super) fn go_back(&mut self) -> Option<Vec<Effect>> {
        let here = self.location();
        let back = self.history.back.last();
        if let Some(left) = self.views_left.take_if(|left| !left.for_find && back == Some(&left.at)) {
            self.history.back.pop();
            self.history.forward.push(here);
            let effects = self.restore(left.at);
            self.views = left.views;
            return Some(effects);
        }
        // A search that was left by Esc is a place where one has come back to already.
        while self.history.back.last() == Some(&here) {
            self.history.back.pop();
        }
        let location = self.history.back.pop()?;
        self.history.forward.push(here);
        Some(self.restore(location))
    }

    /// Goes forward again, to a view that was left last or to a later location; `None` if there is neither.
    pub(super) fn go_forward(&mut self) -> Option<Vec<Effect>> {
        let Some(location) = self.history.forward.pop() else {
            self.views.push(self.views_ahead.pop()?);
            return Some(Vec::new());
        };
        let here = self.location();
        self.history.back.push(here);
        Some(self.restore(location))
    }

    /// Goes forward from the views that going back has opened again, to the list that they were left for.
    pub(super) fn leave_views_forward(&mut self) -> Vec<Effect> {
        let Some(location) = self.history.forward.pop() else {
            self.set_status("There is nowhere to go forward to.");
            return Vec::new();
        };
        let here = self.location();
        self.history.back.push(here.clone());
        self.views_left = Some(ViewsLeft { at: here, views: std::mem::take(&mut self.views), for_find: false });
        self.restore(location)
    }

    /// Returns the current location.
    pub(super) fn location(&self) -> Location {
        let find = FindLocation {
            query: self.find.query().to_owned(),
            selected: self.find.selected(),
            before: self.before_find,
        };
        Location {
            focus: self.focus,
            list_focus: self.list_focus,
            left: self.left,
            narrowing: self.narrowing.clone(),
            lists: Pane::LISTS.map(|pane| (self.list(pane).query().to_owned(), self.list(pane).selected())),
            find: Some(find).filter(|_| self.list_focus == Pane::Find),
        }
    }

    fn restore(&mut self, location: Location) -> Vec<Effect> {
        self.focus = location.focus;
        self.list_focus = location.list_focus;
        self.left = location.left;
        self.narrowing = location.narrowing;
        for (pane, (query, record)) in Pane::LISTS.into_iter().zip(location.lists) {
            self.list_mut(pane).input = query.into();
            self.list_mut(pane).select_next = record;
        }
        let mut effects = self.fill_lists();
        if let Some(find) = location.find {
            self.before_find = find.before;
            self.find.input = find.query.into();
            self.find.select_next = find.selected;
            effects.extend(self.fill(Pane::Find));
        }
        self.restore_views();
        self.sync_detail();
        effects
    }

    /// Opens the views again that were open when a search over everything was started, back at the place where it was.
    pub(super) fn restore_views(&mut self) {
        let here = self.location();
        if let Some(left) = self.views_left.take_if(|left| left.for_find && left.at.is_same_view(&here)) {
            self.focus = left.at.focus;
            self.views = left.views;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::driver::Driver;
    use crate::testing::fixture::harbour;

    #[test]
    fn a_hundred_locations_are_remembered_and_the_oldest_are_forgotten() {
        let mut model = Driver::new(harbour(), 80, 24).model;
        for number in 0..MAX_LOCATIONS + 50 {
            let mut location = model.location();
            location.lists[0].0 = number.to_string();
            model.remember_location(location);
        }
        let queries: Vec<_> = model.history.back.iter().map(|location| location.lists[0].0.clone()).collect();
        let expected: Vec<_> = (50..MAX_LOCATIONS + 50).map(|number| number.to_string()).collect();
        assert_eq!(queries, expected);
    }
}
