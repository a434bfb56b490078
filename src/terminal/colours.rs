//! How many colours the terminal has, as far as it says.

use super::Environment;

/// What a theme may use. Ordered: more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColourDepth {
    /// No colour: bold, underlined and reversed remain.
    None,
    /// The sixteen colours that the reader has chosen for the terminal.
    Sixteen,
    /// 256 colours.
    Indexed,
    /// 24 bits.
    True,
}

/// Terminals that have 24 bits and lose `COLORTERM` on the way through SSH.
const TRUE_TERMS: [&str; 6] = ["xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour"];
/// Terminals without any colour.
const PLAIN_TERMS: [&str; 6] = ["", "dumb", "vt52", "vt100", "vt102", "vt220"];

impl ColourDepth {
    /// Reads `NO_COLOR`, `CLICOLOR`, `COLORTERM` and `TERM`.
    ///
    /// ```
    /// use briefing::terminal::{ColourDepth, Environment};
    /// let ssh = Environment::of([("TERM", "xterm-256color")]);
    /// assert_eq!(ColourDepth::detect(&ssh), ColourDepth::Indexed);
    /// ```
    pub fn detect(environment: &Environment) -> Self {
        let term = environment.word("TERM");
        let refused = environment.has("NO_COLOR") || environment.word("CLICOLOR") == "0";
        if refused || PLAIN_TERMS.contains(&term) || term.ends_with("-m") || term.ends_with("-mono") {
            return Self::None;
        }
        if TRUE_TERMS.iter().any(|known| term.starts_with(known)) || term.ends_with("-direct") {
            return Self::True;
        }
        let claims_true = matches!(environment.word("COLORTERM"), "truecolor" | "24bit");
        // GNU screen passes on the variable of the terminal around it, but not its colours.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_follows_the_variables() {
        use ColourDepth::{Indexed, None, Sixteen, True};
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
            assert_eq!(ColourDepth::detect(&Environment::of(variables.iter().copied())), depth, "{variables:?}");
        }
    }
}
