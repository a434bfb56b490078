//! How many colours the terminal has, and what it writes on, as far as the environment says.

use super::Environment;
use crate::ui::{Background, Colours};

/// Terminals that have 24 bits and lose `COLORTERM` on the way through SSH.
const TRUE_TERMS: [&str; 6] = ["xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour"];
/// Terminals without any colour.
const PLAIN_TERMS: [&str; 6] = ["", "dumb", "vt52", "vt100", "vt102", "vt220"];

/// Reads `NO_COLOR`, `CLICOLOR`, `COLORTERM` and `TERM`.
///
/// ```
/// use briefing::terminal::{Environment, colours};
/// use briefing::ui::Colours;
/// let ssh = Environment::of([("TERM", "xterm-256color")]);
/// assert_eq!(colours(&ssh), Colours::Indexed);
/// ```
pub fn colours(environment: &Environment) -> Colours {
    let term = environment.word("TERM");
    let refused = environment.has("NO_COLOR") || environment.word("CLICOLOR") == "0";
    if refused || PLAIN_TERMS.contains(&term) || term.ends_with("-m") || term.ends_with("-mono") {
        return Colours::None;
    }
    if TRUE_TERMS.iter().any(|known| term.starts_with(known)) || term.ends_with("-direct") {
        return Colours::True;
    }
    let claims_true = matches!(environment.word("COLORTERM"), "truecolor" | "24bit");
    // GNU screen passes on the variable of the terminal around it, but not its colours.
    let in_screen = environment.has("STY") || (term.starts_with("screen") && !environment.has("TMUX"));
    if claims_true && !in_screen && term != "linux" {
        Colours::True
    } else if term.contains("256color") {
        Colours::Indexed
    } else {
        Colours::Sixteen
    }
}

/// What the terminal writes on: the reader's `BRIEFING_BACKGROUND`, or else what the terminal has left in `COLORFGBG`.
/// `None` where neither says.
pub fn background(environment: &Environment) -> Option<Background> {
    chosen_background(environment).or_else(|| {
        // `15;0` or `15;default;0`: the last is one of the sixteen colours, of which 7 and 9 to 15 are light.
        match environment.word("COLORFGBG").rsplit(';').next()?.parse().ok()? {
            7 | 9..=15 => Some(Background::Light),
            0..=8_u8 => Some(Background::Dark),
            _ => None,
        }
    })
}

/// `BRIEFING_BACKGROUND`, where it says `light` or `dark`. Against that word the terminal is not asked.
pub(super) fn chosen_background(environment: &Environment) -> Option<Background> {
    match environment.word("BRIEFING_BACKGROUND") {
        "light" => Some(Background::Light),
        "dark" => Some(Background::Dark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_depth_follows_the_variables() {
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
            assert_eq!(colours(&Environment::of(variables.iter().copied())), depth, "{variables:?}");
        }
    }

    #[test]
    fn the_readers_word_on_the_background_counts_more_than_the_terminals() {
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
            assert_eq!(background(&Environment::of(variables.iter().copied())), expected, "{variables:?}");
        }
    }
}
