//! The keymap: which key does what in which context, read from `keymap.yaml`.

mod action;
mod key;

use std::fmt;

use serde::Deserialize;

use crate::text::Text;
use crate::yaml;

pub use action::Action;
pub use key::Key;

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

/// What keys do in one context.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    context: Context,
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

    /// The key to show for an action in a context.
    pub fn key_for(&self, context: Context, action: Action) -> Option<&str> {
        let binding = self.bindings(context).iter().find(|binding| binding.action == action)?;
        binding.keys.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
