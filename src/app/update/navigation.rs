//! The part of [`Model::update`] that moves between the panes and sets filters.

use std::sync::Arc;

use crate::app::history::ViewsLeft;
use crate::app::keymap::Action;
use crate::app::{Effect, Model, Pane, Subject, Topic};
use crate::corpus::{Narrowing, Record};

impl Model {
    /// Focuses a pane.
    pub(super) fn go_to(&mut self, pane: Pane) {
        self.focus = pane;
        if let Pane::Documents | Pane::Sources = pane {
            self.left = pane;
        }
        if pane != Pane::Detail {
            self.list_focus = pane;
            self.sync_detail();
        }
    }

    /// Focuses the pane that is a number of steps further in the order of Tab.
    pub(super) fn step_pane(&mut self, step: usize) {
        let browse = Pane::browse(self.left);
        let panes = if self.list_focus == Pane::Find { &[Pane::Find, Pane::Detail][..] } else { &browse };
        let at = panes.iter().position(|pane| *pane == self.focus).unwrap_or_default();
        self.go_to(panes[(at + step) % panes.len()]);
    }

    /// Moves within the focused pane: scrolls the detail, or moves the cursor of a list.
    pub(super) fn move_within(&mut self, action: Action) {
        let layout = self.layout().unwrap_or_default();
        let area = layout.area(self.focus).unwrap_or_default();
        let lines = isize::try_from(area.body().height).unwrap_or(1).max(1);
        let page = match action {
            Action::HalfPageDown => (lines / 2).max(1),
            Action::HalfPageUp => -(lines / 2).max(1),
            Action::PageDown => (lines - 1).max(1),
            _ => -(lines - 1).max(1),
        };
        if self.focus == Pane::Detail {
            match action {
                Action::Down => self.detail.step(true, area.body().height.into()),
                Action::Up => self.detail.step(false, area.body().height.into()),
                Action::First => {
                    self.detail.deselect();
                    self.detail.scroll_by(isize::MIN);
                }
                Action::Last => self.detail.scroll_by(isize::MAX),
                _ => self.detail.scroll_by(page),
            }
            return;
        }
        let (corpus, items) = (Arc::clone(&self.corpus), self.item_layout(self.focus, area));
        let list = self.list_mut(items.pane);
        match action {
            Action::Down => list.move_by(1),
            Action::Up => list.move_by(-1),
            Action::First => list.move_to(0),
            Action::Last => list.move_to(usize::MAX),
            _ => list.page_by(page, |row, selected| items.item_height(&corpus, row, selected)),
        }
        self.sync_detail();
    }

    /// Moves the cursor to the next or previous row, and past the end to the other end.
    pub(super) fn next_match(&mut self, step: isize) {
        let pane = self.list_focus;
        self.list_mut(pane).wrap_by(step);
        self.sync_detail();
    }

    /// Opens what is selected. From a list that is the record's detail, from the detail the page of the item that is
    /// selected there, or else the record's claims or links.
    pub(super) fn enter(&mut self) -> Vec<Effect> {
        if let Some(target) = self.detail.selected().filter(|_| self.focus == Pane::Detail) {
            return self.push_view(Topic::Record(target.record), self.narrowing.clone());
        }
        match (self.focus, self.listed_record(), self.detail.subject()) {
            (Pane::Find, Some(record), _) => self.reveal_in_panes(record),
            (Pane::Detail, _, Subject::Problems) | (_, None, _) => Vec::new(),
            (Pane::Detail, Some(record), _) if self.list_focus == Pane::Find => self.reveal_in_panes(record),
            (Pane::Detail, Some(Record::Claim(_)), _) => {
                self.show_links();
                Vec::new()
            }
            (Pane::Detail, Some(_), _) => {
                self.go_to(Pane::Claims);
                Vec::new()
            }
            (_, Some(record), _) => self.open(record),
        }
    }

    /// Filters by a record other than a claim, and focuses the detail.
    fn open(&mut self, record: Record) -> Vec<Effect> {
        let effects = Narrowing::from_record(record).map(|by| self.narrow(by)).unwrap_or_default();
        self.sync_detail();
        self.focus = Pane::Detail;
        effects
    }

    /// Sets a filter, and remembers the location before it.
    fn narrow(&mut self, by: Narrowing) -> Vec<Effect> {
        if self.narrowing.contains(&by) {
            return Vec::new();
        }
        self.remember();
        self.add_narrowing(by)
    }

    /// Adds a filter to the others.
    fn add_narrowing(&mut self, by: Narrowing) -> Vec<Effect> {
        self.narrowing.push(by);
        let effects = self.fill_lists();
        self.claims.move_to(0);
        effects
    }

    /// Shows a record in the panes, with no filter but the record itself.
    pub(super) fn reveal_in_panes(&mut self, record: Record) -> Vec<Effect> {
        self.remember();
        self.narrowing.clear();
        for pane in Pane::LISTS {
            self.list_mut(pane).input.reset();
        }
        let pane = Pane::listing(record);
        let effects = match Narrowing::from_record(record) {
            Some(by) => self.add_narrowing(by),
            None => self.fill_lists(),
        };
        self.list_mut(pane).select(record);
        self.go_to(pane);
        self.focus = Pane::Detail;
        effects
    }

    /// Opens the prompt of the search over everything, with the last search and its hits.
    pub(super) fn start_find(&mut self) -> Vec<Effect> {
        let location = self.location();
        if self.list_focus != Pane::Find {
            self.before_find = self.list_focus;
            self.views_left = None;
        }
        if !self.views.is_empty() {
            let views = std::mem::take(&mut self.views);
            self.views_left = Some(ViewsLeft { at: location, views, for_find: true });
        }
        self.open_list_prompt(Pane::Find);
        self.prompt_state.untouched = !self.find.query().is_empty();
        self.go_to(Pane::Find);
        // The hits of the last search are still there, unless the files were read again.
        if self.find.query_asked.is_some() { Vec::new() } else { self.fill_prompted(Pane::Find) }
    }

    /// Goes back by one step. It leaves the prompt, the overlay, the find in a page, the view, the detail, the hits or the
    /// zoom. After these it clears a search, and then removes the last filter.
    pub(super) fn escape(&mut self) -> Vec<Effect> {
        if self.prompt {
            return self.cancel_prompt();
        }
        if self.overlay.is_some() {
            self.overlay = None;
        } else if self.end_page_find() {
            // The marks are off. The page stays.
        } else if !self.views.is_empty() {
            self.leave_view();
        } else if self.focus == Pane::Detail {
            self.go_to(self.list_focus);
        } else if self.focus == Pane::Find {
            self.go_to(self.before_find);
            self.restore_views();
        } else if self.zoom {
            self.zoom = false;
        } else if let Some(pane) = self.pane_with_search() {
            self.remember();
            self.list_mut(pane).input.reset();
            let effect = self.fill(pane);
            self.sync_detail();
            return effect.into_iter().collect();
        } else if self.narrowing.is_empty() {
            self.set_status("No filter is active. q quits, ? explains the keys.");
        } else {
            self.remember();
            self.narrowing.pop();
            let effects = self.fill_lists();
            self.sync_detail();
            return effects;
        }
        Vec::new()
    }

    /// Shows the problems, and focuses the detail.
    pub(super) fn show_problems_in_detail(&mut self) {
        if self.list_focus == Pane::Find {
            self.go_to(self.before_find);
        }
        self.show_problems();
        self.focus = Pane::Detail;
    }
}
