//! The part of [`Model::update`] that edits what is typed at a prompt.

use tui_input::{Input, InputRequest};

use crate::app::keymap::Action;
use crate::app::{Model, Overlay};

/// Maximum number of characters of a query, because anything can be pasted.
const MAX_QUERY_CHARS: usize = 256;

impl Model {
    /// Edits the text at the prompt. Returns whether it changed.
    pub(super) fn edit(&mut self, action: Action) -> bool {
        let request = match action {
            Action::DeleteBack => InputRequest::DeletePrevChar,
            Action::DeleteForward => InputRequest::DeleteNextChar,
            Action::DeleteWord => InputRequest::DeletePrevWord,
            Action::DeleteLine => InputRequest::DeleteFromStart,
            Action::LetterLeft => InputRequest::GoToPrevChar,
            Action::LetterRight => InputRequest::GoToNextChar,
            Action::LineStart => InputRequest::GoToStart,
            Action::LineEnd => InputRequest::GoToEnd,
            _ => return false,
        };
        self.input_mut().handle(request).is_some_and(|changed| changed.value)
    }

    /// Inserts text at the prompt, as one line without control characters. Returns whether any was inserted.
    pub(super) fn type_text(&mut self, text: &str) -> bool {
        let room = MAX_QUERY_CHARS.saturating_sub(self.input().value().chars().count());
        let letters = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let letters: Vec<char> = letters.filter(|c| !c.is_control()).take(room).collect();
        for letter in &letters {
            self.input_mut().handle(InputRequest::InsertChar(*letter));
        }
        !letters.is_empty()
    }

    /// Returns the input at the prompt.
    fn input_mut(&mut self) -> &mut Input {
        if !matches!(self.overlay, Some(Overlay::Help(_))) {
            let pane = self.list_focus;
            return &mut self.list_mut(pane).input;
        }
        match &mut self.overlay {
            Some(Overlay::Help(help)) => &mut help.input,
            _ => &mut self.find.input,
        }
    }
}
