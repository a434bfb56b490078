//! What the prompt needs besides its text: what Esc gives back, and what was typed before.

use tui_input::InputRequest;

use super::history::Location;
use super::keymap::Action;
use super::list::List;
use super::pane::Pane;
use crate::corpus::Record;

/// Maximum number of texts that are remembered of one kind. The oldest ones are forgotten.
const MAX_PAST: usize = 100;

/// Returns how an action edits typed text. `None` for actions that do not.
pub(super) fn text_edit(action: Action) -> Option<InputRequest> {
    Some(match action {
        Action::DeleteBack => InputRequest::DeletePrevChar,
        Action::DeleteForward => InputRequest::DeleteNextChar,
        Action::DeleteWord => InputRequest::DeletePrevWord,
        Action::DeleteLine => InputRequest::DeleteFromStart,
        Action::LetterLeft => InputRequest::GoToPrevChar,
        Action::LetterRight => InputRequest::GoToNextChar,
        Action::LineStart => InputRequest::GoToStart,
        Action::LineEnd => InputRequest::GoToEnd,
        _ => return None,
    })
}

/// What the prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// A search in one of the lists.
    List,
    /// A search over everything.
    Everything,
    /// A find in a page, an article or the detail.
    Page,
    /// A search in the help.
    Help,
}

/// The state of the prompt.
#[derive(Debug, Default)]
pub(super) struct Prompt {
    /// What Esc gives back of a search.
    pub(super) before: Option<ListBefore>,
    /// Whether the text is that of the last search, which the first letter replaces.
    pub(super) untouched: bool,
    /// The row from which the arrows moved the cursor.
    pub(super) row: Option<usize>,
    lists: PastTexts,
    everything: PastTexts,
    pages: PastTexts,
}

/// A list as it was before the prompt was opened.
#[derive(Debug)]
pub(super) struct ListBefore {
    pub(super) pane: Pane,
    pub(super) query: String,
    pub(super) selected: Option<Record>,
    pub(super) focus: Pane,
    pub(super) list_focus: Pane,
    /// The whole list. `None` if the files were read again since.
    pub(super) list: Option<Box<List>>,
    /// The place in the history. `None` if the files were read again since.
    pub(super) location: Option<Location>,
}

impl Prompt {
    /// Returns the texts of a kind; `None` for the help, whose searches are not remembered.
    pub(super) fn past(&mut self, kind: PromptKind) -> Option<&mut PastTexts> {
        match kind {
            PromptKind::List => Some(&mut self.lists),
            PromptKind::Everything => Some(&mut self.everything),
            PromptKind::Page => Some(&mut self.pages),
            PromptKind::Help => None,
        }
    }

    /// Returns whether anything was typed before at prompts of a kind.
    pub(super) fn has_past(&self, kind: PromptKind) -> bool {
        let texts = match kind {
            PromptKind::List => &self.lists.texts,
            PromptKind::Everything => &self.everything.texts,
            PromptKind::Page => &self.pages.texts,
            PromptKind::Help => return false,
        };
        !texts.is_empty()
    }

    /// Returns whether an earlier text of a kind is shown.
    pub(super) fn is_recalling(&mut self, kind: PromptKind) -> bool {
        self.past(kind).is_some_and(|past| past.shown.is_some())
    }

    /// Takes note that the text was typed or edited.
    pub(super) fn edited(&mut self, kind: PromptKind) {
        (self.untouched, self.row) = (false, None);
        if let Some(past) = self.past(kind) {
            past.shown = None;
        }
    }

    /// Converts what Esc gives back to a new corpus.
    pub(super) fn remap(&mut self, convert: impl Fn(Record) -> Option<Record>) {
        if let Some(before) = &mut self.before {
            (before.list, before.location) = (None, None);
            before.selected = before.selected.and_then(convert);
        }
    }
}

/// What was typed before at prompts of one kind, the last text last.
#[derive(Debug, Default)]
pub(super) struct PastTexts {
    texts: Vec<String>,
    /// The index of the text that is shown.
    shown: Option<usize>,
    /// What was typed before earlier texts were shown.
    draft: String,
}

impl PastTexts {
    /// Remembers a text as the last one.
    pub(super) fn add(&mut self, text: &str) {
        self.shown = None;
        if text.trim().is_empty() {
            return;
        }
        self.texts.retain(|past| past != text);
        self.texts.push(text.to_owned());
        if self.texts.len() > MAX_PAST {
            self.texts.remove(0);
        }
    }

    /// Returns the text before the one at the prompt.
    pub(super) fn earlier(&mut self, typed: &str) -> Option<String> {
        let end = self.shown.unwrap_or(self.texts.len());
        let at = self.texts[..end].iter().rposition(|past| past != typed)?;
        if self.shown.replace(at).is_none() {
            typed.clone_into(&mut self.draft);
        }
        Some(self.texts[at].clone())
    }

    /// Returns the text after the one that is shown. After the last one, that is what was typed.
    pub(super) fn later(&mut self) -> Option<String> {
        let next = self.shown? + 1;
        self.shown = (next < self.texts.len()).then_some(next);
        Some(self.texts.get(next).unwrap_or(&self.draft).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_texts_are_walked_through_and_lead_back_to_the_draft() {
        let mut past = PastTexts::default();
        for text in ["one", "two", " ", "one", "three"] {
            past.add(text);
        }
        let seen: Vec<_> = std::iter::from_fn(|| past.earlier("dra")).take(5).collect();
        assert_eq!(seen, ["three", "one", "two"], "each once, the last one first");
        let seen: Vec<_> = std::iter::from_fn(|| past.later()).take(5).collect();
        assert_eq!(seen, ["one", "three", "dra"]);
        assert_eq!(past.earlier("three").as_deref(), Some("one"), "not what is there already");
    }

    #[test]
    fn the_oldest_texts_are_forgotten() {
        let mut past = PastTexts::default();
        for number in 0..=MAX_PAST {
            past.add(&number.to_string());
        }
        assert_eq!((past.texts.len(), past.texts[0].as_str()), (MAX_PAST, "1"));
    }
}
