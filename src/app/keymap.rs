//! The keymap: which key does what in which context, read from `keymap.yaml`.

mod action;
mod key;

use std::fmt;

use serde::Deserialize;

use crate::text::Text;
use crate::yaml;

pub use action::Action;
pub use key::Key;

/// A place with its own key bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// The panes.
    Browse,
    /// A prompt, which letters are typed at.
    Prompt,
    /// The hits of a search over everything.
    Find,
    /// A view over the panes.
    View,
    /// The list of links.
    Links,
    /// The list of filters.
    Filters,
    /// The help, or other text in an overlay.
    Reading,
}

impl Context {
    /// Returns the name that a keymap uses.
    fn name(self) -> &'static str {
        match self {
            Self::Browse => "browse",
            Self::Prompt => "prompt",
            Self::Find => "find",
            Self::View => "view",
            Self::Links => "links",
            Self::Filters => "filters",
            Self::Reading => "reading",
        }
    }

    /// The title of its help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Browse => "In the panes",
            Self::Prompt => "At a search prompt",
            Self::Find => "In the hits of a search over everything",
            Self::View => "On a page: dossier, corroboration, timeline …",
            Self::Links => "In the list of links",
            Self::Filters => "In the list of filters",
            Self::Reading => "In this help",
        }
    }
}

/// The bindings of one context.
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
    /// A reader's own keymap may leave it out, because it only gives an action other keys.
    #[serde(default)]
    does: String,
    #[serde(skip)]
    parsed: Vec<Key>,
}

impl Binding {
    /// Removes keys.
    fn unbind(&mut self, keys: &[Key]) {
        let kept = |key: &Key| !keys.contains(key);
        self.keys.retain(|name| Key::parse(name).as_ref().is_some_and(kept));
        self.parsed.retain(kept);
    }

    /// The names of the keys. Hints show the first one.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// The text of the help.
    pub fn does(&self) -> &str {
        &self.does
    }
}

/// The bindings of every context.
#[derive(Debug)]
pub struct Keymap {
    sections: Vec<Section>,
}

/// Why a keymap cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct KeymapError(Text);

impl fmt::Display for KeymapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for KeymapError {}

impl Keymap {
    /// Parses the built-in keymap.
    pub fn built_in() -> Self {
        Self::parse(include_str!("keymap.yaml")).expect("the built-in keymap is tested")
    }

    /// Parses a keymap. An unknown key, or one that is bound twice in a context, is an error.
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        let wrong = |what: String| KeymapError(Text::from(what));
        let parsed = yaml::parse::<Vec<Section>>(text, &[]);
        if let Some(fault) = parsed.faults.first() {
            return Err(wrong(fault.format_with_place(text)));
        }
        let mut sections = parsed.content.unwrap_or_default();
        for section in &mut sections {
            let mut bound = Vec::new();
            for binding in &mut section.bindings {
                for name in &binding.keys {
                    let key = Key::parse(name).ok_or_else(|| wrong(format!("`{name}` is not a key")))?;
                    if bound.contains(&key) {
                        return Err(wrong(format!("`{name}` is bound twice in `{}`", section.context.name())));
                    }
                    bound.push(key);
                    binding.parsed.push(key);
                }
            }
        }
        Ok(Self { sections })
    }

    /// Applies a reader's own keymap. An action that it names gets only the keys it gives, and these keys lose their
    /// former actions.
    pub fn overridden(mut self, text: &str) -> Result<Self, KeymapError> {
        for section in Self::parse(text)?.sections {
            let Some(mine) = self.sections.iter_mut().find(|mine| mine.context == section.context) else { continue };
            for binding in section.bindings {
                for other in &mut mine.bindings {
                    other.unbind(&binding.parsed);
                }
                let Some(own) = mine.bindings.iter_mut().find(|own| own.action == binding.action) else {
                    let (action, context) = (binding.action.name(), section.context.name());
                    return Err(KeymapError(Text::from(format!("`{action}` cannot be used in `{context}`"))));
                };
                own.keys = binding.keys;
                own.parsed = binding.parsed;
            }
        }
        Ok(self)
    }

    /// Returns what a key does in a context.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        let bound = |binding: &&Binding| binding.parsed.contains(&key);
        self.bindings(context).iter().find(bound).map(|binding| binding.action)
    }

    /// Returns the bindings of a context in the order of the file.
    pub fn bindings(&self, context: Context) -> &[Binding] {
        self.sections.iter().find(|section| section.context == context).map_or(&[], |section| &section.bindings)
    }

    /// Returns the bindings that a reader needs first in a context, the most useful first.
    pub fn essentials(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let section = self.sections.iter().find(move |section| section.context == context);
        section.into_iter().flat_map(|section| {
            let binding = |action| section.bindings.iter().find(|binding| binding.action == action);
            section.essential.iter().filter_map(move |action| binding(*action))
        })
    }

    /// Returns the key to show for an action in a context.
    pub fn key_for(&self, context: Context, action: Action) -> Option<&str> {
        let binding = self.bindings(context).iter().find(|binding| binding.action == action)?;
        binding.keys.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
