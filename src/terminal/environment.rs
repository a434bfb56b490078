//! The environment variables, read once.
//!
//! Whoever depends on the environment takes an [`Environment`], so that a test passes one of its own and no
//! test changes the variables of the whole process.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

/// Terminals that know links, by `TERM`, which also comes through SSH, and by `TERM_PROGRAM`.
const LINKING_TERMS: [&str; 6] = ["xterm-kitty", "foot", "alacritty", "wezterm", "xterm-ghostty", "contour"];
const LINKING_PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "ghostty", "vscode", "rio"];

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
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { variables, macos: false }
    }

    /// A variable's value. One that is set but empty counts as absent, as most conventions have it.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(name)).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// A variable's value for comparing with words; empty where it is absent or is not Unicode.
    pub fn word(&self, name: &str) -> &str {
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
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| self.has(name)).map(|name| self.word(name));
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

    /// True where links can be marked as such (OSC 8): as `BRIEFING_HYPERLINKS` says with `always` or `never`, or
    /// else in terminals that are known to know them. Inside tmux and GNU screen nobody knows.
    pub fn has_hyperlinks(&self) -> bool {
        match self.word("BRIEFING_HYPERLINKS") {
            "always" => return true,
            "never" => return false,
            _ => {}
        }
        let at_least = |name: &str, version: u32| self.word(name).parse().is_ok_and(|number: u32| number >= version);
        let known = LINKING_TERMS.iter().any(|term| self.word("TERM").starts_with(term))
            || LINKING_PROGRAMS.contains(&self.word("TERM_PROGRAM"))
            || at_least("VTE_VERSION", 5000)
            || at_least("KONSOLE_VERSION", 201_200)
            || self.has("WT_SESSION");
        known && !self.has("TMUX") && !self.has("STY") && self.word("TERM") != "dumb"
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
        let environment = Environment::of([("NO_COLOR", ""), ("TERM", "xterm")]);
        assert!(!environment.has("NO_COLOR"));
        assert_eq!(environment.word("TERM"), "xterm");
        assert_eq!(environment.word("COLORTERM"), "");
    }

    #[test]
    fn the_locale_says_whether_it_writes_utf8() {
        let utf8 = |variables: &[(&'static str, &'static str)]| Environment::of(variables.iter().copied()).is_utf8();
        assert!(utf8(&[]) && utf8(&[("LANG", "de_DE.UTF-8")]) && utf8(&[("LC_ALL", "C.utf8"), ("LANG", "C")]));
        assert!(!utf8(&[("LANG", "C")]) && !utf8(&[("LC_ALL", "POSIX"), ("LANG", "C.UTF-8")]));
    }

    #[test]
    fn links_are_marked_where_the_terminal_knows_them_or_the_reader_says_so() {
        let has =
            |variables: &[(&'static str, &'static str)]| Environment::of(variables.iter().copied()).has_hyperlinks();
        assert!(has(&[("TERM", "xterm-kitty")]) && has(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")]));
        assert!(has(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")]));
        assert!(has(&[("TERM", "xterm"), ("BRIEFING_HYPERLINKS", "always")]));
        assert!(
            !has(&[]) && !has(&[("TERM", "xterm-256color")]) && !has(&[("TERM", "linux"), ("VTE_VERSION", "4205")])
        );
        assert!(!has(&[("TERM", "tmux-256color"), ("TMUX", "x"), ("VTE_VERSION", "7600")]));
        assert!(!has(&[("TERM", "xterm-kitty"), ("BRIEFING_HYPERLINKS", "never")]));
    }

    #[test]
    fn a_display_and_a_remote_session_are_told_apart() {
        let local = Environment::of([("WAYLAND_DISPLAY", "wayland-0")]);
        assert!(local.has_display() && !local.is_remote());
        let remote = Environment::of([("SSH_TTY", "/dev/pts/0"), ("DISPLAY", ":10")]);
        assert!(remote.has_display() && remote.is_remote());
    }
}
