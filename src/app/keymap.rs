//! Which key does what, where: read from `keymap.yaml`.
//!
//! Beside `terminal`, the only module that imports crossterm: a [`Key`] is made from its events.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde::Deserialize;

use crate::text::Text;
use crate::yaml;

/// Something a reader can ask for by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "keymap.yaml says what each one does")]
pub enum Action {
    Down,
    Up,
    First,
    Last,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    NextPane,
    PreviousPane,
    Documents,
    Entities,
    Claims,
    Enter,
    Escape,
    Search,
    NextMatch,
    PreviousMatch,
    Find,
    Dossier,
    Corroboration,
    Timeline,
    Passage,
    Conflicts,
    Positions,
    Matrix,
    NextTarget,
    PreviousTarget,
    OpenSource,
    Links,
    Copy,
    CopyLink,
    GoBack,
    GoForward,
    DetailDown,
    DetailUp,
    Zoom,
    Reload,
    Problems,
    Help,
    Suspend,
    Quit,
    Accept,
    DeleteBack,
    DeleteForward,
    DeleteWord,
    DeleteLine,
    LetterLeft,
    LetterRight,
    LineStart,
    LineEnd,
}

impl Action {
    /// True for what edits the text at a prompt.
    pub(super) fn is_edit(self) -> bool {
        use Action as A;
        matches!(
            self,
            A::DeleteBack
                | A::DeleteForward
                | A::DeleteWord
                | A::DeleteLine
                | A::LetterLeft
                | A::LetterRight
                | A::LineStart
                | A::LineEnd
        )
    }

    /// True for what is done with the row under the cursor, or goes on from it.
    pub(super) fn uses_row(self) -> bool {
        use Action as A;
        let acts = matches!(
            self,
            A::Enter | A::OpenSource | A::Links | A::Copy | A::CopyLink | A::NextMatch | A::PreviousMatch
        );
        acts || self.opens_view()
    }

    /// True for what opens a view.
    pub(super) fn opens_view(self) -> bool {
        use Action as A;
        matches!(
            self,
            A::Dossier | A::Corroboration | A::Timeline | A::Passage | A::Conflicts | A::Positions | A::Matrix
        )
    }

    /// True for what a view does in its own way while one is open.
    pub(super) fn is_for_views(self) -> bool {
        use Action as A;
        let goes = matches!(self, A::Enter | A::GoBack | A::GoForward | A::Documents | A::Entities | A::Claims);
        let steps = matches!(
            self,
            A::NextTarget | A::PreviousTarget | A::DetailDown | A::DetailUp | A::NextMatch | A::PreviousMatch
        );
        self.is_motion() || goes || steps
    }

    /// True for what moves among rows or lines.
    pub(super) fn is_motion(self) -> bool {
        use Action as A;
        matches!(self, A::Down | A::Up | A::First | A::Last | A::HalfPageDown | A::HalfPageUp | A::PageDown | A::PageUp)
    }
}

/// Where the reader is, as far as keys are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// In the panes.
    Browse,
    /// At a prompt, where letters type.
    Prompt,
    /// Among the hits of a search over everything.
    Find,
    /// On a page that covers the panes and leads on.
    View,
    /// In the list of links.
    Links,
    /// Reading something that covers the panes, such as the help.
    Reading,
}

impl Context {
    /// What the help calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Browse => "In the panes",
            Self::Prompt => "At a search prompt",
            Self::Find => "Among the hits of a search over everything",
            Self::View => "On a page: dossier, corroboration, timeline …",
            Self::Links => "In the list of links",
            Self::Reading => "In this help",
        }
    }
}

/// A key with its modifiers, as `keymap.yaml` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    /// Reads a key's name: `j`, `Ctrl-d`, `Shift-Tab`, `F1`.
    pub fn parse(name: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        if rest == "Shift-Tab" {
            return Some(Self { code: KeyCode::BackTab, modifiers });
        }
        for (prefix, modifier) in [("Ctrl-", KeyModifiers::CONTROL), ("Alt-", KeyModifiers::ALT)] {
            if let Some(after) = rest.strip_prefix(prefix) {
                modifiers |= modifier;
                rest = after;
            }
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(letter), None) => KeyCode::Char(letter),
            _ => Self::named(rest)?,
        };
        Some(Self { code, modifiers })
    }

    fn named(name: &str) -> Option<KeyCode> {
        Some(match name {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "Space" => KeyCode::Char(' '),
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "PgUp" => KeyCode::PageUp,
            "PgDn" => KeyCode::PageDown,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "Backspace" => KeyCode::Backspace,
            "Delete" => KeyCode::Delete,
            _ => KeyCode::F(name.strip_prefix('F')?.parse().ok()?),
        })
    }

    /// The letter that the key types at a prompt, if it types one.
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if self.modifiers.is_empty() => Some(letter),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        // Shift is in the letter already, and in BackTab; terminals disagree on whether they report it too.
        Self { code: event.code, modifiers: event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT) }
    }
}

/// What keys do in one context.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    context: Context,
    /// The actions that a reader needs first.
    #[serde(default)]
    essential: Vec<Action>,
    bindings: Vec<Binding>,
}

/// An action with its keys and its explanation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    action: Action,
    keys: Vec<String>,
    /// Left out where a reader's own keymap only gives an action other keys.
    #[serde(default)]
    does: String,
    #[serde(skip)]
    parsed: Vec<Key>,
}

impl Binding {
    fn unbind(&mut self, keys: &[Key]) {
        let kept = |key: &Key| !keys.contains(key);
        self.keys.retain(|name| Key::parse(name).as_ref().is_some_and(kept));
        self.parsed.retain(kept);
    }

    /// The names of the keys, the one to show first.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// What they do, for people.
    pub fn does(&self) -> &str {
        &self.does
    }
}

/// Which key does what in which context.
#[derive(Debug)]
pub struct Keymap {
    sections: Vec<Section>,
}

/// A keymap that cannot be used, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct KeymapError(Text);

impl fmt::Display for KeymapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for KeymapError {}

impl Keymap {
    /// The keymap that is built in.
    pub fn built_in() -> Self {
        Self::parse(include_str!("keymap.yaml")).expect("the built-in keymap is tested")
    }

    /// Reads a keymap; a key that cannot be read or is bound twice in one context is an error.
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        let wrong = |what: String| KeymapError(Text::from(what));
        let parsed = yaml::parse::<Vec<Section>>(text, &[]);
        if let Some(fault) = parsed.faults.first() {
            return Err(wrong(fault.placed(text)));
        }
        let mut sections = parsed.content.unwrap_or_default();
        for section in &mut sections {
            let mut bound = Vec::new();
            for binding in &mut section.bindings {
                for name in &binding.keys {
                    let key = Key::parse(name).ok_or_else(|| wrong(format!("`{name}` is not a key")))?;
                    if bound.contains(&key) {
                        return Err(wrong(format!("`{name}` is bound twice in {:?}", section.context)));
                    }
                    bound.push(key);
                    binding.parsed.push(key);
                }
            }
        }
        Ok(Self { sections })
    }

    /// This keymap with a reader's own bindings put over it: an action gets the keys that are given for it, in
    /// place of its own, and a key does what is said last.
    pub fn overridden(mut self, text: &str) -> Result<Self, KeymapError> {
        for section in Self::parse(text)?.sections {
            let Some(mine) = self.sections.iter_mut().find(|mine| mine.context == section.context) else { continue };
            for binding in section.bindings {
                for other in &mut mine.bindings {
                    other.unbind(&binding.parsed);
                }
                let Some(own) = mine.bindings.iter_mut().find(|own| own.action == binding.action) else {
                    return Err(KeymapError(Text::from(format!(
                        "nothing like {:?} can be done there",
                        binding.action
                    ))));
                };
                own.keys = binding.keys;
                own.parsed = binding.parsed;
            }
        }
        Ok(self)
    }

    /// What a key does in a context.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        let bound = |binding: &&Binding| binding.parsed.contains(&key);
        self.bindings(context).iter().find(bound).map(|binding| binding.action)
    }

    /// Everything that can be done in a context, in the order of the file.
    pub fn bindings(&self, context: Context) -> &[Binding] {
        self.sections.iter().find(|section| section.context == context).map_or(&[], |section| &section.bindings)
    }

    /// The bindings that a reader needs first in a context, the most useful first.
    pub fn essentials(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let section = self.sections.iter().find(move |section| section.context == context);
        section.into_iter().flat_map(|section| {
            let binding = |action| section.bindings.iter().find(|binding| binding.action == action);
            section.essential.iter().filter_map(move |action| binding(*action))
        })
    }

    /// The key to show for an action in a context.
    pub fn key_for(&self, context: Context, action: Action) -> Option<&str> {
        let binding = self.bindings(context).iter().find(|binding| binding.action == action)?;
        binding.keys.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
