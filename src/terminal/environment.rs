//! The environment variables, read once.
//!
//! Functions that depend on the environment take an [`Environment`]. So a test passes its own, and none has to change
//! the variables of the whole process.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

/// A copy of the environment variables, and whether the system is macOS.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    macos: bool,
}

impl Environment {
    /// Copies the environment of this process.
    pub fn from_process() -> Self {
        Self { variables: std::env::vars_os().collect(), macos: cfg!(target_os = "macos") }
    }

    /// Creates an environment of only these variables, on a system other than macOS.
    pub fn from_variables<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { variables, macos: false }
    }

    /// Returns the value of a variable. An empty one counts as absent, as in most conventions.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// Returns the value of a variable as a string slice. It is empty if the variable is absent or not Unicode.
    pub fn get_str(&self, name: &str) -> &str {
        self.get(name).and_then(OsStr::to_str).unwrap_or_default()
    }

    /// Returns whether a variable is set and not empty.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Returns whether the locale is UTF-8, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
    ///
    /// If none is set, UTF-8 is assumed: most likely the environment is bare and the terminal a modern one.
    pub fn is_utf8(&self) -> bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| self.has(name)).map(|name| self.get_str(name));
        locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
    }

    /// Returns whether the system is macOS.
    pub fn is_macos(&self) -> bool {
        self.macos
    }

    /// Returns whether this is an SSH session, in which a window would open on the wrong machine.
    pub fn is_remote(&self) -> bool {
        self.has("SSH_CONNECTION") || self.has("SSH_TTY")
    }

    /// Returns whether a window can be opened. macOS has a display without a variable for it.
    pub fn has_display(&self) -> bool {
        self.macos || self.has("DISPLAY") || self.has("WAYLAND_DISPLAY")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_absent() {
        let environment = Environment::from_variables([("NO_COLOR", ""), ("TERM", "xterm")]);
        assert!(!environment.has("NO_COLOR"));
        assert_eq!(environment.get_str("TERM"), "xterm");
        assert_eq!(environment.get_str("COLORTERM"), "");
    }

    #[test]
    fn the_locale_decides_about_utf8() {
        let utf8 = |variables: &[(&'static str, &'static str)]| {
            Environment::from_variables(variables.iter().copied()).is_utf8()
        };
        assert!(utf8(&[]) && utf8(&[("LANG", "de_DE.UTF-8")]) && utf8(&[("LC_ALL", "C.utf8"), ("LANG", "C")]));
        assert!(!utf8(&[("LANG", "C")]) && !utf8(&[("LC_ALL", "POSIX"), ("LANG", "C.UTF-8")]));
    }

    #[test]
    fn a_display_and_an_ssh_session_are_independent() {
        let local = Environment::from_variables([("WAYLAND_DISPLAY", "wayland-0")]);
        assert!(local.has_display() && !local.is_remote());
        let remote = Environment::from_variables([("SSH_TTY", "/dev/pts/0"), ("DISPLAY", ":10")]);
        assert!(remote.has_display() && remote.is_remote());
    }
}
