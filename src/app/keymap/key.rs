//! A key, as the keymap names it.
//!
//! Apart from `terminal`, only this file knows crossterm, whose events it converts.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::yaml::nearest;

/// The keys that have names, apart from function keys.
const NAMES: [(&str, KeyCode); 14] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
];

/// Ways in which people write modifiers, and their names here.
const MODIFIERS: [(&str, &str); 9] = [
    ("ctrl", "Ctrl"),
    ("control", "Ctrl"),
    ("ctl", "Ctrl"),
    ("c", "Ctrl"),
    ("alt", "Alt"),
    ("meta", "Alt"),
    ("m", "Alt"),
    ("shift", "Shift"),
    ("s", "Shift"),
];

/// Splits off the modifiers before a key, in whatever way they are written: `control+p`, `C-p`, `^p`.
fn split_modifiers(name: &str) -> (Vec<&'static str>, &str) {
    let mut modifiers = Vec::new();
    let mut rest = name.trim_matches(['<', '>']);
    if let Some(after) = rest.strip_prefix('^').filter(|after| !after.is_empty()) {
        return (vec!["Ctrl"], after);
    }
    while let Some((before, after)) = rest.split_once(['-', '+'])
        && let Some((_, modifier)) = MODIFIERS.iter().find(|(written, _)| *written == before.to_lowercase())
    {
        modifiers.push(*modifier);
        rest = after;
    }
    (modifiers, rest)
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    /// Parses a key's name: `j`, `Ctrl-d`, `Shift-Tab`, `F1`.
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

    /// Returns the name of the key that was probably meant by one that cannot be parsed.
    pub(super) fn suggestion(name: &str) -> Option<String> {
        let name = name.trim();
        let (modifiers, rest) = split_modifiers(name);
        let mut letters = rest.chars();
        let meant = match (letters.next(), letters.next()) {
            (None, _) => return None,
            (Some(letter), None) if modifiers.contains(&"Shift") => letter.to_uppercase().collect(),
            (Some(letter), None) => letter.to_lowercase().collect(),
            _ => nearest(rest, NAMES.iter().map(|(name, _)| *name)).map_or_else(|| rest.to_uppercase(), str::to_owned),
        };
        let modifiers = modifiers.iter().filter(|modifier| **modifier != "Shift" || meant == "Tab");
        let parts = modifiers.map(|modifier| (*modifier).to_owned()).chain([meant.clone()]);
        let written = parts.collect::<Vec<_>>().join("-");
        Self::parse(&written).map(|_| written)
    }

    /// Returns whether it is the key that always quits.
    pub(super) fn is_ctrl_c(self) -> bool {
        self.code == KeyCode::Char('c') && self.modifiers == KeyModifiers::CONTROL
    }

    fn named(name: &str) -> Option<KeyCode> {
        let named = NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
        named.or_else(|| Some(KeyCode::F(name.strip_prefix('F')?.parse().ok()?)))
    }

    /// Returns the letter that the key types at a prompt.
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if self.modifiers.is_empty() => Some(letter),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        // The letter and BackTab include Shift already, and only some terminals report it too.
        Self { code: event.code, modifiers: event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT) }
    }
}
