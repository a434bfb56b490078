//! Moving among the panes, narrowing, and coming back.

use super::keymap::Action;
use super::{Effect, Model, Overlay, Pane, Subject};
use crate::corpus::{Narrowing, Record};
use crate::text::Text;

impl Model {
    /// Gives a pane the keyboard.
    pub(super) fn go_to(&mut self, pane: Pane) {
        self.focus = pane;
        if pane != Pane::Detail {
            self.list_focus = pane;
            self.sync_detail();
        }
    }

    /// Goes on by panes in the order of Tab.
    pub(super) fn step_pane(&mut self, step: usize) {
        let panes = if self.list_focus == Pane::Find { &[Pane::Find, Pane::Detail][..] } else { &Pane::BROWSE };
        let at = panes.iter().position(|pane| *pane == self.focus).unwrap_or_default();
        self.go_to(panes[(at + step) % panes.len()]);
    }

    /// Moves within the focused pane. The detail scrolls, a list moves its cursor.
    pub(super) fn move_within(&mut self, action: Action) {
        let layout = self.layout().unwrap_or_default();
        let area = layout.area(self.focus).unwrap_or_default().body();
        let rows = isize::try_from(area.height / self.focus.row_height()).unwrap_or(1).max(1);
        let step = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::HalfPageDown => (rows / 2).max(1),
            Action::HalfPageUp => -(rows / 2).max(1),
            Action::PageDown => (rows - 1).max(1),
            Action::PageUp => -(rows - 1).max(1),
            Action::First => isize::MIN,
            _ => isize::MAX,
        };
        if self.focus == Pane::Detail {
            self.detail.scroll_by(step);
            return;
        }
        let focus = self.focus;
        self.list_mut(focus).move_by(step);
        self.sync_detail();
    }

    /// Goes to the next or previous row, and on at the other end.
    pub(super) fn next_match(&mut self, step: isize) {
        let pane = self.list_focus;
        self.list_mut(pane).wrap_by(step);
        self.sync_detail();
    }

    /// Opens what is selected: a record its detail, the detail what lies behind it.
    pub(super) fn enter(&mut self) -> Vec<Effect> {
        match (self.focus, self.listed_record(), self.detail.subject()) {
            (Pane::Find, Some(record), _) => self.reveal(record),
            (Pane::Detail, _, Subject::Problems) | (_, None, _) => Vec::new(),
            (Pane::Detail, Some(record), _) if self.list_focus == Pane::Find => self.reveal(record),
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

    /// Narrows by a document or an entity, and goes to the record's detail.
    fn open(&mut self, record: Record) -> Vec<Effect> {
        let effects = match record {
            Record::Document(slot) => self.narrow(Narrowing::Document(slot)),
            Record::Entity(slot) => self.narrow(Narrowing::Entity(slot)),
            Record::Claim(_) => Vec::new(),
        };
        self.sync_detail();
        self.focus = Pane::Detail;
        effects
    }

    /// Narrows the view, in place of a narrowing of the same kind.
    fn narrow(&mut self, by: Narrowing) -> Vec<Effect> {
        if self.narrowing.contains(&by) {
            return Vec::new();
        }
        self.remember();
        self.add_narrowing(by)
    }

    /// Narrows the view without remembering how it was.
    fn add_narrowing(&mut self, by: Narrowing) -> Vec<Effect> {
        let kind = std::mem::discriminant(&by);
        self.narrowing.retain(|other| std::mem::discriminant(other) != kind);
        self.narrowing.push(by);
        let effects = self.fill_lists();
        self.claims.move_to(0);
        effects
    }

    /// Shows a record among the panes, with nothing narrowing the view but the record itself.
    fn reveal(&mut self, record: Record) -> Vec<Effect> {
        self.list_focus = self.before_find;
        self.focus = self.before_find;
        self.reveal_in_panes(record)
    }

    /// The same from wherever the reader is.
    pub(super) fn reveal_in_panes(&mut self, record: Record) -> Vec<Effect> {
        self.remember();
        self.narrowing.clear();
        for list in [&mut self.documents, &mut self.entities, &mut self.claims] {
            list.input.reset();
        }
        let (pane, effects) = match record {
            Record::Document(slot) => (Pane::Documents, self.add_narrowing(Narrowing::Document(slot))),
            Record::Entity(slot) => (Pane::Entities, self.add_narrowing(Narrowing::Entity(slot))),
            Record::Claim(_) => (Pane::Claims, self.fill_lists()),
        };
        self.list_mut(pane).select(record);
        self.go_to(pane);
        self.focus = Pane::Detail;
        effects
    }

    /// Starts a search over everything.
    pub(super) fn start_find(&mut self) -> Vec<Effect> {
        self.views.clear();
        if self.list_focus != Pane::Find {
            self.before_find = self.list_focus;
            self.find.input.reset();
        }
        self.go_to(Pane::Find);
        self.prompt = true;
        self.fill(Pane::Find).into_iter().collect()
    }

    /// One step back: out of the prompt, the overlay, the hits, the detail; then the pane's search is cleared, then
    /// what narrows the view is taken off, the last first.
    pub(super) fn escape(&mut self) -> Vec<Effect> {
        if self.prompt {
            self.prompt = false;
        } else if self.overlay.is_some() {
            self.overlay = None;
        } else if !self.views.is_empty() {
            self.leave_view();
        } else if self.focus == Pane::Detail {
            self.go_to(self.list_focus);
        } else if self.focus == Pane::Find {
            self.go_to(self.before_find);
        } else if self.zoom {
            self.zoom = false;
        } else if let Some(pane) = self.pane_with_search() {
            self.list_mut(pane).input.reset();
            let effect = self.fill(pane);
            self.sync_detail();
            return effect.into_iter().collect();
        } else if self.narrowing.is_empty() {
            self.set_status("Nothing narrows the view. q quits, ? explains the keys.");
        } else {
            self.remember();
            self.narrowing.pop();
            let effects = self.fill_lists();
            self.sync_detail();
            return effects;
        }
        Vec::new()
    }

    /// The pane whose search Esc clears: the focused one, or else another that has one.
    pub fn pane_with_search(&self) -> Option<Pane> {
        let panes = [self.list_focus, Pane::Claims, Pane::Entities, Pane::Documents];
        panes.into_iter().find(|pane| *pane != Pane::Find && !self.list(*pane).query().is_empty())
    }

    /// Shows the links of what is current.
    pub(super) fn show_links(&mut self) {
        let links = self.links();
        if links.is_empty() {
            self.set_status("There is no link here.");
        } else {
            self.overlay = Some(Overlay::Links(super::LinkList { links, cursor: 0, top: 0 }));
        }
    }

    /// Says something in the bottom line, until the next key.
    pub(super) fn set_status(&mut self, words: impl AsRef<str>) {
        self.status = Some(Text::clean(words));
    }
}
