//! The keymap: which key does what in which context, read from `keymap.yaml`.

mod action;
mod changes;
mod context;
mod key;

use serde::Deserialize;

use crate::yaml::{self, Fault};

pub use action::Action;
pub use context::Context;
pub use key::Key;

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
    /// Parses the names of its keys. Returns the first one that is no key.
    fn parse_keys(&mut self) -> Result<(), String> {
        let parse = |name: &String| Key::parse(name).ok_or_else(|| name.clone());
        self.parsed = self.keys.iter().map(parse).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Removes keys.
    fn unbind(&mut self, keys: &[Key]) {
        let kept = |key: &Key| !keys.contains(key);
        self.keys.retain(|name| Key::parse(name).as_ref().is_some_and(kept));
        self.parsed.retain(kept);
    }

    /// What the keys do.
    pub fn action(&self) -> Action {
        self.action
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

impl Keymap {
    /// Parses the built-in keymap.
    pub fn built_in() -> Self {
        let parsed = yaml::parse::<Vec<Section>>(include_str!("keymap.yaml"), &[]);
        let mut sections = parsed.content.expect("the built-in keymap is tested");
        for binding in sections.iter_mut().flat_map(|section| &mut section.bindings) {
            binding.parse_keys().expect("the built-in keymap is tested");
        }
        Self { sections }
    }

    /// Applies a reader's own keymap. An action that it names gets only the keys it gives, and these keys lose their
    /// former actions. A line with a mistake has no effect. Also returns all mistakes, with their places.
    #[must_use]
    pub fn overridden(mut self, text: &str) -> (Self, Vec<Fault>) {
        let actions = |context| self.bindings(context).iter().map(Binding::action).collect();
        let (changes, faults) = changes::read(text, &actions);
        for change in changes {
            let section = self.sections.iter_mut().find(|section| section.context == change.context);
            let Some(section) = section else { continue };
            for binding in &mut section.bindings {
                binding.unbind(&change.parsed);
                if binding.action == change.action {
                    binding.keys.clone_from(&change.keys);
                    binding.parsed.clone_from(&change.parsed);
                }
            }
        }
        (self, faults)
    }

    /// Returns what a key does in a context.
    ///
    /// Ctrl-c always quits, so that no keymap locks a reader in.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        if key.is_ctrl_c() {
            return Some(Action::Quit);
        }
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

    /// Returns the names of the keys for an action in a context.
    pub fn keys(&self, context: Context, action: Action) -> &[String] {
        let binding = self.bindings(context).iter().find(|binding| binding.action == action);
        binding.map_or(&[], |binding| &binding.keys)
    }

    /// Returns the key to show for an action in a context.
    pub fn key_for(&self, context: Context, action: Action) -> Option<&str> {
        self.keys(context, action).first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
