//! The changes that a reader's own keymap makes, and everything that is wrong in it.

use serde::Deserialize;

use super::action::Action;
use super::context::Context;
use super::key::Key;
use crate::yaml::{Fault, Path, SourceMap, Verbatim, nearest, parse_entries};

/// The bindings of one context, as a reader writes them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnSection {
    context: Context,
    /// Has no effect. It may be there because the built-in keymap has it.
    #[serde(default, rename = "essential")]
    _essential: Vec<Action>,
    bindings: Vec<Option<OwnBinding>>,
}

/// An action with its keys, as a reader writes them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnBinding {
    action: Verbatim,
    keys: Vec<Verbatim>,
    /// Has no effect. It may be there because the built-in keymap has it.
    #[serde(default, rename = "does")]
    _does: Option<Verbatim>,
}

/// New keys for an action.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) context: Context,
    pub(super) action: Action,
    pub(super) keys: Vec<String>,
    pub(super) parsed: Vec<Key>,
}

/// Parses a reader's keymap. `actions` returns the actions of a context.
///
/// Returns the changes of all lines without a mistake, and all mistakes with their places.
pub(super) fn read(text: &str, actions: &dyn Fn(Context) -> Vec<Action>) -> (Vec<Change>, Vec<Fault>) {
    let (parsed, map) = parse_entries::<Vec<Option<OwnSection>>>(text);
    let mut reader = Reader { actions, map, changes: Vec::new(), faults: parsed.faults };
    for (number, section) in parsed.content.unwrap_or_default().into_iter().enumerate() {
        let Some(section) = section else { continue };
        let path = Path::default().index(number).key("bindings");
        for (number, binding) in section.bindings.into_iter().enumerate() {
            let Some(binding) = binding else { continue };
            match reader.change(section.context, &binding, &path.index(number)) {
                Ok(change) => reader.changes.push(change),
                Err(fault) => reader.faults.push(fault),
            }
        }
    }
    reader.faults.sort_by_key(|fault| fault.position.map(|at| (at.line, at.column)));
    (reader.changes, reader.faults)
}

struct Reader<'a> {
    actions: &'a dyn Fn(Context) -> Vec<Action>,
    map: SourceMap,
    changes: Vec<Change>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    /// Checks a binding. Returns the change that it makes, or the first thing that is wrong with it.
    fn change(&self, context: Context, binding: &OwnBinding, path: &Path) -> Result<Change, Fault> {
        let action = self.action(context, &binding.action.0, path)?;
        if !(self.actions)(context).contains(&action) {
            let problem = format!("`{}` cannot be used in `{}`", action.name(), context.name());
            return Err(self.fault(path.key("action"), problem));
        }
        if action == Action::Quit && binding.keys.is_empty() {
            let problem = "`quit` needs a key besides Ctrl-c, which always quits";
            return Err(self.fault(path.key("keys"), problem.to_owned()));
        }
        let (mut keys, mut parsed) = (Vec::new(), Vec::new());
        for (number, Verbatim(name)) in binding.keys.iter().enumerate() {
            let at = path.key("keys").index(number);
            let key = self.key(context, action, name, &at)?;
            if parsed.contains(&key) {
                return Err(self.fault(at, format!("`{name}` is given twice for `{}`", action.name())));
            }
            keys.push(if name == " " { "Space".to_owned() } else { name.clone() });
            parsed.push(key);
        }
        if action == Action::Quit && !parsed.iter().any(|key| key.is_ctrl_c()) {
            keys.push("Ctrl-c".to_owned());
            parsed.extend(Key::parse("Ctrl-c"));
        }
        Ok(Change { context, action, keys, parsed })
    }

    /// Parses the name of an action.
    fn action(&self, context: Context, name: &str, path: &Path) -> Result<Action, Fault> {
        Action::from_name(name).ok_or_else(|| {
            let names: Vec<_> = (self.actions)(context).into_iter().map(Action::name).collect();
            let fault = self.fault(path.key("action"), format!("`{name}` is not an action"));
            match nearest(name, names.iter().map(String::as_str)) {
                Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
                None => fault.hint("the built-in keymap names them all"),
            }
        })
    }

    /// Parses a key, and checks that it can be bound to an action.
    fn key(&self, context: Context, action: Action, name: &str, at: &Path) -> Result<Key, Fault> {
        let Some(key) = Key::parse(name) else {
            let fault = self.fault(at.clone(), format!("`{name}` is not a key"));
            let hint = match Key::suggestion(name) {
                Some(meant) => format!("write `{meant}`"),
                None => "a key is a character or a name, such as Enter, PgDn, F1, Ctrl-d".to_owned(),
            };
            return Err(fault.hint(hint));
        };
        if key.is_ctrl_c() && action != Action::Quit {
            return Err(self.fault(at.clone(), format!("Ctrl-c always quits; `{}` needs another key", action.name())));
        }
        if context == Context::Prompt && key.letter().is_some() {
            let problem = format!("`{name}` is typed at a prompt, so it can do nothing else there");
            return Err(self.fault(at.clone(), problem).hint("use a key with Ctrl- or Alt-, or one with a name"));
        }
        let same = |change: &&Change| change.context == context && change.parsed.contains(&key);
        if let Some(other) = self.changes.iter().find(same) {
            let (first, second) = (other.action.name(), action.name());
            let context = context.name();
            let problem = format!("`{name}` is bound twice in `{context}`: to `{first}` and to `{second}`");
            return Err(self.fault(at.clone(), problem));
        }
        Ok(key)
    }

    fn fault(&self, path: Path, problem: String) -> Fault {
        let position = self.map.find(&path);
        Fault { position, ..Fault::at(path, problem) }
    }
}
