//! What a terminal can show, as far as the environment variables tell: how many colours, on which background, and
//! whether it has clickable links.
//!
//! Read before the terminal is touched, by the commands as well as by the browser. The terminal
//! itself is queried later; see `queries`.

use super::Environment;

/// How many colours may be used, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None: only bold, dim and underlined.
    None,
    /// The sixteen of the user's palette.
    Sixteen,
    /// 256, of which all but the first sixteen are the same in every terminal.
    Indexed,
    /// 24 bits.
    True,
}

/// The brightness of the terminal's background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Black, or nearly so.
    Dark,
    /// White, or nearly so.
    Light,
}

/// Beginnings of `TERM` of terminals with 24-bit colour. `COLORTERM` would tell, but SSH does not
/// pass it on.
const TRUE_COLOUR_TERMS: [&str; 6] = ["xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour"];
/// Values of `TERM` of terminals without colours.
const COLOURLESS_TERMS: [&str; 6] = ["", "dumb", "vt52", "vt100", "vt102", "vt220"];
/// Beginnings of `TERM` of terminals with hyperlinks (OSC 8). `TERM` passes through SSH.
const HYPERLINK_TERMS: [&str; 6] = ["xterm-kitty", "foot", "alacritty", "wezterm", "xterm-ghostty", "contour"];
/// Values of `TERM_PROGRAM` of terminals with hyperlinks.
const HYPERLINK_PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "ghostty", "vscode", "rio"];

impl Colours {
    /// Returns the colours that `NO_COLOR`, `CLICOLOR`, `COLORTERM` and `TERM` announce.
    ///
    /// ```
    /// use briefing::terminal::{Colours, Environment};
    /// let ssh = Environment::from_variables([("TERM", "xterm-256color")]);
    /// assert_eq!(Colours::from_environment(&ssh), Colours::Indexed);
    /// ```
    pub fn from_environment(environment: &Environment) -> Self {
        let term = environment.get_str("TERM");
        let refused = environment.has("NO_COLOR") || environment.get_str("CLICOLOR") == "0";
        if refused || COLOURLESS_TERMS.contains(&term) || term.ends_with("-m") || term.ends_with("-mono") {
            return Self::None;
        }
        if TRUE_COLOUR_TERMS.iter().any(|known| term.starts_with(known)) || term.ends_with("-direct") {
            return Self::True;
        }
        let claims_true = matches!(environment.get_str("COLORTERM"), "truecolor" | "24bit");
        // GNU screen inherits COLORTERM from the terminal around it, but does not pass 24-bit colours on.
        let in_screen = environment.has("STY") || (term.starts_with("screen") && !environment.has("TMUX"));
        if claims_true && !in_screen && term != "linux" {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

impl Background {
    /// Returns the background by `BRIEFING_BACKGROUND`, or else by `COLORFGBG`, which some terminals set. `None` if
    /// neither tells.
    pub fn from_environment(environment: &Environment) -> Option<Self> {
        Self::chosen_by_user(environment).or_else(|| {
            // `15;0` or `15;default;0`: the last number is one of the sixteen colours; 7 and 9 to 15 are light.
            match environment.get_str("COLORFGBG").rsplit(';').next()?.parse().ok()? {
                7 | 9..=15 => Some(Self::Light),
                0..=8_u8 => Some(Self::Dark),
                _ => None,
            }
        })
    }

    /// Returns the background that `BRIEFING_BACKGROUND` sets. It takes precedence over the terminal's own reply.
    pub(super) fn chosen_by_user(environment: &Environment) -> Option<Self> {
        match environment.get_str("BRIEFING_BACKGROUND") {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// Returns whether the terminal supports hyperlinks (OSC 8): as `BRIEFING_HYPERLINKS` sets it to `always` or `never`,
/// or else if it is known to. Inside tmux and GNU screen the terminal around them is unknown.
pub(super) fn supports_hyperlinks(environment: &Environment) -> bool {
    match environment.get_str("BRIEFING_HYPERLINKS") {
        "always" => return true,
        "never" => return false,
        _ => {}
    }
    let at_least =
        |name: &str, version: u32| environment.get_str(name).parse().is_ok_and(|number: u32| number >= version);
    let term = environment.get_str("TERM");
    let known = HYPERLINK_TERMS.iter().any(|known| term.starts_with(known))
        || HYPERLINK_PROGRAMS.contains(&environment.get_str("TERM_PROGRAM"))
        || at_least("VTE_VERSION", 5000)
        || at_least("KONSOLE_VERSION", 201_200)
        || environment.has("WT_SESSION");
    known && !environment.has("TMUX") && !environment.has("STY") && term != "dumb"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_colours_follows_the_variables() {
        use Colours::{Indexed, None, Sixteen, True};
        for (variables, depth) in [
            (&[("TERM", "xterm-256color")][..], Indexed),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], True),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")], None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Indexed),
            (&[("TERM", "xterm-256color"), ("CLICOLOR", "0")], None),
            (&[("TERM", "dumb"), ("COLORTERM", "truecolor")], None),
            (&[], None),
            (&[("TERM", "xterm")], Sixteen),
            (&[("TERM", "linux"), ("COLORTERM", "truecolor")], Sixteen),
            (&[("TERM", "screen.xterm-256color"), ("COLORTERM", "truecolor"), ("STY", "1.x")], Indexed),
            (&[("TERM", "screen-256color"), ("COLORTERM", "truecolor"), ("TMUX", "/tmp/x,1,0")], True),
            (&[("TERM", "xterm-kitty")], True),
        ] {
            assert_eq!(
                Colours::from_environment(&Environment::from_variables(variables.iter().copied())),
                depth,
                "{variables:?}"
            );
        }
    }

    #[test]
    fn the_users_choice_of_background_takes_precedence() {
        use Background::{Dark, Light};
        for (variables, expected) in [
            (&[][..], None),
            (&[("COLORFGBG", "15;0")], Some(Dark)),
            (&[("COLORFGBG", "0;15")], Some(Light)),
            (&[("COLORFGBG", "0;default;7")], Some(Light)),
            (&[("COLORFGBG", "12;8")], Some(Dark)),
            (&[("COLORFGBG", "default;default")], None),
            (&[("COLORFGBG", "0;15"), ("BRIEFING_BACKGROUND", "dark")], Some(Dark)),
            (&[("COLORFGBG", "0;15"), ("BRIEFING_BACKGROUND", "auto")], Some(Light)),
        ] {
            assert_eq!(
                Background::from_environment(&Environment::from_variables(variables.iter().copied())),
                expected,
                "{variables:?}"
            );
        }
    }

    #[test]
    fn hyperlinks_are_used_if_the_terminal_is_known_or_the_user_says_so() {
        let has =
            |variables: &[(&str, &str)]| supports_hyperlinks(&Environment::from_variables(variables.iter().copied()));
        assert!(has(&[("TERM", "xterm-kitty")]) && has(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")]));
        assert!(has(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")]));
        assert!(has(&[("TERM", "xterm"), ("BRIEFING_HYPERLINKS", "always")]));
        assert!(
            !has(&[]) && !has(&[("TERM", "xterm-256color")]) && !has(&[("TERM", "linux"), ("VTE_VERSION", "4205")])
        );
        assert!(!has(&[("TERM", "tmux-256color"), ("TMUX", "x"), ("VTE_VERSION", "7600")]));
        assert!(!has(&[("TERM", "xterm-kitty"), ("BRIEFING_HYPERLINKS", "never")]));
    }
}
