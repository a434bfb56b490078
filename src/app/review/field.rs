//! What is typed for a field, and the choices that it offers.

use tui_input::{Input, InputRequest};

use super::picker::{self, Choice};
use crate::app::keymap::Action;
use crate::app::prompt::text_edit;

/// Maximum number of characters of a field, because anything can be pasted.
const MAX_CHARS: usize = 2_000;

/// A field of a claim or a document, or something else that is typed in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The text of the claim.
    Text,
    /// Who asserts it.
    Speaker,
    /// What it is about: chosen ones are added, or taken away.
    About,
    /// Through whom the document has it: chosen ones are added, or taken away.
    Via,
    /// The kind.
    Kind,
    /// The date.
    Date,
    /// The speaker's own words.
    Quote,
    /// What it rests on.
    Origin,
    /// The text, with `|` where it is split in two.
    Split,
    /// The text of a claim for words of the article that nobody proposed.
    NewClaim,
    /// The name of an actor that the register lacks.
    NewEntity,
    /// Which of the document's own fields to edit.
    DocumentField,
    /// One of the document's own fields, by its key.
    Document(&'static str),
    /// The document's publisher.
    Publisher,
}

impl Field {
    /// Returns what the prompt asks for.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Speaker => "speaker",
            Self::About => "about",
            Self::Via => "through",
            Self::Kind => "kind",
            Self::Date => "date",
            Self::Quote => "quote",
            Self::Origin => "origin",
            Self::Split => "split at |",
            Self::NewClaim => "new claim",
            Self::NewEntity => "new actor",
            Self::DocumentField => "field",
            Self::Document(key) => key,
            Self::Publisher => "publisher",
        }
    }
}

/// What is typed for a field.
#[derive(Debug)]
pub struct FieldPrompt {
    /// The field.
    pub field: Field,
    /// What is typed.
    pub input: Input,
    choices: Vec<Choice>,
    cursor: usize,
}

impl FieldPrompt {
    /// Asks for a text, which begins as `typed`.
    pub(in crate::app) fn text(field: Field, typed: impl Into<String>) -> Self {
        Self { field, input: Input::new(typed.into()), choices: Vec::new(), cursor: 0 }
    }

    /// Asks for one of some choices.
    pub(in crate::app) fn choice(field: Field, choices: Vec<Choice>) -> Self {
        Self { field, input: Input::default(), choices, cursor: 0 }
    }

    /// Returns whether something is chosen, and not only typed.
    pub fn is_choice(&self) -> bool {
        !self.choices.is_empty()
    }

    /// Returns the choices that fit what is typed.
    pub fn offered(&self) -> Vec<Choice> {
        picker::fitting(&self.choices, self.input.value())
    }

    /// Returns the place of the selected choice among those that are offered.
    pub fn cursor(&self) -> usize {
        self.cursor.min(self.offered().len().saturating_sub(1))
    }

    /// Returns the selected choice.
    pub(in crate::app) fn chosen(&self) -> Option<Choice> {
        let cursor = self.cursor();
        self.offered().into_iter().nth(cursor)
    }

    /// Selects the next or previous choice.
    pub(in crate::app) fn step(&mut self, down: bool) {
        let last = self.offered().len().saturating_sub(1);
        self.cursor = if down { (self.cursor() + 1).min(last) } else { self.cursor().saturating_sub(1) };
    }

    /// Types a text, as one line without control characters.
    pub(in crate::app) fn type_text(&mut self, text: &str) {
        let room = MAX_CHARS.saturating_sub(self.input.value().chars().count());
        let letters = text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter });
        for letter in letters.filter(|letter| !letter.is_control()).take(room) {
            self.input.handle(InputRequest::InsertChar(letter));
        }
        self.cursor = 0;
    }

    /// Edits what is typed.
    pub(in crate::app) fn edit(&mut self, action: Action) {
        let Some(request) = text_edit(action) else { return };
        self.input.handle(request);
        self.cursor = 0;
    }
}
