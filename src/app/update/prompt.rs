//! The part of [`Model::update`] that opens, edits and closes the prompt.

use tui_input::{Input, InputRequest};

use crate::app::keymap::Action;
use crate::app::prompt::{ListBefore, PastTexts, text_edit};
use crate::app::{Effect, Model, Overlay, Pane, PromptKind};

/// Maximum number of characters of a query, because anything can be pasted.
const MAX_QUERY_CHARS: usize = 256;

impl Model {
    /// Opens the prompt to find in the page that is read, or else to search in the list.
    pub(super) fn start_search(&mut self) -> Vec<Effect> {
        if self.is_page_read() {
            self.start_page_find();
            return Vec::new();
        }
        let pane = self.list_focus;
        if pane == Pane::Find {
            return self.start_find();
        }
        self.open_list_prompt(pane);
        self.go_to(pane);
        self.list_mut(pane).input.reset();
        self.fill_prompted(pane)
    }

    /// Opens the prompt of a list, and remembers what Esc gives back.
    pub(super) fn open_list_prompt(&mut self, pane: Pane) {
        let (location, list) = (self.location(), self.list(pane));
        self.prompt_state.before = Some(ListBefore {
            pane,
            query: list.query().to_owned(),
            selected: list.selected(),
            focus: self.focus,
            list_focus: self.list_focus,
            list: Some(Box::new(list.clone())),
            location: Some(location),
        });
        self.prompt_state.edited(if pane == Pane::Find { PromptKind::Everything } else { PromptKind::List });
        self.prompt = true;
    }

    /// Handles an action at the prompt of a search or a find. Edits are handled elsewhere.
    pub(super) fn handle_at_prompt(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Accept => {
                let opens = self.prompt_kind() == PromptKind::Everything;
                self.keep_prompt();
                if opens { self.enter() } else { Vec::new() }
            }
            Action::NextPane => {
                self.keep_prompt();
                Vec::new()
            }
            Action::Up => self.recall_earlier(),
            Action::Down => self.recall_later(),
            other if !self.views.is_empty() => self.handle_in_view(other),
            other => {
                self.move_within(other);
                Vec::new()
            }
        }
    }

    /// Moves back to the row where the arrows began, and then shows what was typed before.
    fn recall_earlier(&mut self) -> Vec<Effect> {
        let kind = self.prompt_kind();
        let pane = self.list_focus;
        if kind != PromptKind::Page && self.prompt_state.row.is_some_and(|row| self.list(pane).cursor() > row) {
            self.list_mut(pane).move_by(-1);
            self.sync_detail();
            return Vec::new();
        }
        let typed = self.input().value().to_owned();
        let text = self.prompt_state.past(kind).and_then(|past| past.earlier(&typed));
        self.recall(text)
    }

    /// Shows what was typed after the text that was recalled, or moves to the next row.
    fn recall_later(&mut self) -> Vec<Effect> {
        let kind = self.prompt_kind();
        if kind == PromptKind::Page || self.prompt_state.is_recalling(kind) {
            let text = self.prompt_state.past(kind).and_then(PastTexts::later);
            return self.recall(text);
        }
        let pane = self.list_focus;
        let cursor = self.list(pane).cursor();
        self.prompt_state.row.get_or_insert(cursor);
        self.list_mut(pane).move_by(1);
        self.sync_detail();
        Vec::new()
    }

    /// Puts a text at the prompt.
    fn recall(&mut self, text: Option<String>) -> Vec<Effect> {
        let Some(text) = text else { return Vec::new() };
        (self.prompt_state.untouched, self.prompt_state.row) = (false, None);
        *self.input_mut() = Input::new(text);
        self.input_changed()
    }

    /// Closes the prompt and keeps what was typed. A search that has changed is a place in the history.
    pub(super) fn keep_prompt(&mut self) {
        let kind = self.prompt_kind();
        self.prompt = false;
        let text = self.input().value().to_owned();
        if let Some(past) = self.prompt_state.past(kind) {
            past.add(&text);
        }
        match kind {
            PromptKind::Page => self.page_find_mut().keep(),
            PromptKind::Help => {}
            PromptKind::List | PromptKind::Everything => {
                let Some(before) = self.prompt_state.before.take() else { return };
                let comes_from_elsewhere = kind == PromptKind::Everything && before.list_focus != Pane::Find;
                if let Some(location) = before.location
                    && (before.query != text || comes_from_elsewhere)
                {
                    self.remember_location(location);
                }
            }
        }
    }

    /// Closes the prompt, and gives back what was there before it was opened.
    pub(super) fn cancel_prompt(&mut self) -> Vec<Effect> {
        let kind = self.prompt_kind();
        self.prompt = false;
        match kind {
            PromptKind::Help => Vec::new(),
            PromptKind::Page => {
                self.cancel_page_find();
                Vec::new()
            }
            PromptKind::List | PromptKind::Everything => self.cancel_search(),
        }
    }

    /// Gives back a list as it was before the prompt was opened.
    fn cancel_search(&mut self) -> Vec<Effect> {
        let Some(before) = self.prompt_state.before.take() else { return Vec::new() };
        let whole = before.list.filter(|list| !list.searching);
        let effect = if let Some(mut list) = whole {
            list.request_explanations_again();
            *self.list_mut(before.pane) = *list;
            None
        } else {
            let list = self.list_mut(before.pane);
            list.input = before.query.into();
            list.select_next = before.selected;
            self.fill(before.pane)
        };
        (self.focus, self.list_focus) = (before.focus, before.list_focus);
        self.restore_views();
        self.sync_detail();
        effect.into_iter().collect()
    }

    /// Edits the text at the prompt. Returns whether it changed.
    pub(super) fn edit(&mut self, action: Action) -> bool {
        let Some(request) = text_edit(action) else { return false };
        self.prompt_state.untouched = false;
        let changed = self.input_mut().handle(request).is_some_and(|changed| changed.value);
        if changed {
            self.prompt_state.edited(self.prompt_kind());
        }
        changed
    }

    /// Inserts text at the prompt, as one line without control characters. Returns whether any was inserted.
    pub(super) fn type_text(&mut self, text: &str) -> bool {
        if self.prompt_state.untouched {
            self.input_mut().reset();
        }
        let room = MAX_QUERY_CHARS.saturating_sub(self.input().value().chars().count());
        let letters = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let letters: Vec<char> = letters.filter(|c| !c.is_control()).take(room).collect();
        for letter in &letters {
            self.input_mut().handle(InputRequest::InsertChar(*letter));
        }
        if !letters.is_empty() {
            self.prompt_state.edited(self.prompt_kind());
        }
        !letters.is_empty()
    }

    /// Returns the input at the prompt.
    fn input_mut(&mut self) -> &mut Input {
        let pane = self.list_focus;
        match self.prompt_kind() {
            PromptKind::Page => return &mut self.page_find_mut().input,
            PromptKind::List | PromptKind::Everything => return &mut self.list_mut(pane).input,
            PromptKind::Help => {}
        }
        match &mut self.overlay {
            Some(Overlay::Help(help)) => &mut help.input,
            _ => &mut self.find.input,
        }
    }

    /// Fills a list while its prompt is open.
    pub(super) fn fill_prompted(&mut self, pane: Pane) -> Vec<Effect> {
        let effect = self.fill(pane);
        self.sync_detail();
        effect.into_iter().collect()
    }
}
