//! The environment variables, read once.
//!
//! Whoever depends on the environment takes an [`Environment`], so that a test passes one of its own and no
//! test changes the variables of the whole process.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

/// A copy of the environment variables, and the one thing about the system that matters beside them.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    macos: bool,
}

impl Environment {
    /// What this process was started with.
    pub fn from_process() -> Self {
        Self { variables: std::env::vars_os().collect(), macos: cfg!(target_os = "macos") }
    }

    /// An environment of these variables alone, on a system that is not macOS.
    pub fn from_variables<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { variables, macos: false }
    }

    /// A variable's value. One that is set but empty counts as absent, as most conventions have it.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// A variable's value for comparing with words; empty where it is absent or is not Unicode.
    pub fn get_str(&self, name: &str) -> &str {
        self.get(name).and_then(OsStr::to_str).unwrap_or_default()
    }

    /// True where a variable is set and is not empty.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// True where the locale writes UTF-8, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
    ///
    /// Where none is set the terminal is likely a modern one behind a bare environment.
    pub fn is_utf8(&self) -> bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| self.has(name)).map(|name| self.get_str(name));
        locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
    }

    /// True on macOS, which has a display without saying so.
    pub fn is_macos(&self) -> bool {
        self.macos
    }

    /// True in a session that came over SSH: what opens a window opens it on the wrong machine.
    pub fn is_remote(&self) -> bool {
        self.has("SSH_CONNECTION") || self.has("SSH_TTY")
    }

    /// True where a window can be opened.
    pub fn has_display(&self) -> bool {
        self.macos || self.has("DISPLAY") || self.has("WAYLAND_DISPLAY")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_is_absent() {
        let environment = Environment::from_variables([("NO_COLOR", ""), ("TERM", "xterm")]);
        assert!(!environment.has("NO_COLOR"));
        assert_eq!(environment.get_str("TERM"), "xterm");
        assert_eq!(environment.get_str("COLORTERM"), "");
    }

    #[test]
    fn the_locale_says_whether_it_writes_utf8() {
        let utf8 = |variables: &[(&'static str, &'static str)]| {
            Environment::from_variables(variables.iter().copied()).is_utf8()
        };
        assert!(utf8(&[]) && utf8(&[("LANG", "de_DE.UTF-8")]) && utf8(&[("LC_ALL", "C.utf8"), ("LANG", "C")]));
        assert!(!utf8(&[("LANG", "C")]) && !utf8(&[("LC_ALL", "POSIX"), ("LANG", "C.UTF-8")]));
    }

    #[test]
    fn a_display_and_a_remote_session_are_told_apart() {
        let local = Environment::from_variables([("WAYLAND_DISPLAY", "wayland-0")]);
        assert!(local.has_display() && !local.is_remote());
        let remote = Environment::from_variables([("SSH_TTY", "/dev/pts/0"), ("DISPLAY", ":10")]);
        assert!(remote.has_display() && remote.is_remote());
    }
}
