//! The part of [`Model::update`] that finds in the page that is read.

use crate::app::page_find::Place;
use crate::app::{Model, PageFind, Pane, PromptKind, Subject, View};

impl Model {
    /// Returns whether a page is read: a view, or the detail.
    pub(in crate::app) fn is_page_read(&self) -> bool {
        let has_detail = self.detail.subject() != Subject::Nothing;
        !self.views.is_empty() || has_detail && self.focus == Pane::Detail
    }

    /// Opens the prompt to find in the page that is read.
    pub(super) fn start_page_find(&mut self) {
        let place = self.views.last().map_or_else(|| self.detail.place(), View::place);
        self.page_find_mut().begin(place);
        self.prompt_state.edited(PromptKind::Page);
        self.prompt = true;
    }

    /// Finds what is typed now, from the place where the prompt was opened.
    pub(super) fn page_find_changed(&mut self) {
        if let Some(place) = self.page_find_mut().typed() {
            self.return_to(place);
        }
    }

    /// Takes back the find of before, and returns to the place where the prompt was opened.
    pub(super) fn cancel_page_find(&mut self) {
        if let Some(place) = self.page_find_mut().cancel() {
            self.return_to(place);
        }
    }

    /// Goes to the next or previous match in the page. Returns false if nothing is to be found there.
    pub(super) fn step_page_find(&mut self, forward: bool) -> bool {
        if !self.page_find().is_some_and(PageFind::is_active) {
            return false;
        }
        let in_view = self.views.last().map_or_else(|| self.detail.in_view(), View::in_view);
        self.page_find_mut().step(forward, &in_view);
        true
    }

    /// Ends the find in the page. Returns false if there was none.
    pub(super) fn end_page_find(&mut self) -> bool {
        let is_active = self.page_find().is_some_and(PageFind::is_active);
        if is_active {
            self.page_find_mut().clear();
        }
        is_active
    }

    /// The find in the view, or else in the detail.
    pub(super) fn page_find_mut(&mut self) -> &mut PageFind {
        match self.views.last_mut() {
            Some(view) => view.find_mut(),
            None => &mut self.detail.find,
        }
    }

    fn return_to(&mut self, place: Place) {
        match self.views.last_mut() {
            Some(view) => view.go_to(place),
            None => self.detail.go_to(place),
        }
    }
}
