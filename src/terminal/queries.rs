//! Queries to the terminal about itself, sent once at the start.
//!
//! Replies arrive among key presses. The decoder separates them, and the next frame uses them. On exit the input thread
//! waits briefly for missing replies, so that none reaches the shell. Every terminal answers the last query, so it
//! marks the end. If a terminal prints a query instead of answering it, the first frame clears it away.

use super::{Background, Colours, Environment};

/// Queries the background colour (OSC 11).
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// Queries whether left and right margins are supported (DECRQM of DECLRMM).
const MARGINS: &[u8] = b"\x1b[?69$p";
/// Queries the device attributes (DA1). Replies come in the order of the queries, so this reply is the last one.
const LAST: &[u8] = b"\x1b[c";
/// Beginnings of `TERM` of terminals that do not reply, or print the query.
const SILENT_TERMS: [&str; 6] = ["dumb", "linux", "vt", "cons", "eterm", "screen"];

/// Returns the queries to send. Empty if the terminal is not expected to reply, or if there is nothing to find out.
pub(super) fn supported(environment: &Environment) -> Vec<u8> {
    let term = environment.get_str("TERM");
    let in_tmux = environment.has("TMUX");
    let is_silent = term.is_empty() || SILENT_TERMS.iter().any(|silent| term.starts_with(silent)) && !in_tmux;
    if is_silent || environment.has("STY") {
        return Vec::new();
    }
    let mut queries = Vec::new();
    // The theme follows the background only with more than sixteen colours.
    if Colours::from_environment(environment) > Colours::Sixteen && Background::chosen_by_user(environment).is_none() {
        queries.extend_from_slice(BACKGROUND);
    }
    // tmux has no such margins, and Apple's terminal prints the end of the query.
    if !in_tmux && !term.starts_with("tmux") && environment.get_str("TERM_PROGRAM") != "Apple_Terminal" {
        queries.extend_from_slice(MARGINS);
    }
    if !queries.is_empty() {
        queries.extend_from_slice(LAST);
    }
    queries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_that_replies_is_queried_and_only_for_what_is_unknown() {
        let [both, background, margins] =
            [&[BACKGROUND, MARGINS, LAST][..], &[BACKGROUND, LAST], &[MARGINS, LAST]].map(<[_]>::concat);
        for (variables, asked) in [
            (&[("TERM", "xterm-256color")][..], both.as_slice()),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], &margins),
            (&[("TERM", "xterm-256color"), ("BRIEFING_BACKGROUND", "light")], &margins),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], &background),
            (&[("TERM", "tmux-256color"), ("TMUX", "/tmp/x,1,0")], &background),
            (&[("TERM", "screen-256color"), ("TMUX", "/tmp/x,1,0")], &background),
            (&[("TERM", "screen.xterm-256color"), ("STY", "1.x")], b""),
            (&[("TERM", "dumb")], b""),
            (&[("TERM", "linux")], b""),
            (&[("TERM", "vt220")], b""),
            (&[], b""),
        ] {
            assert_eq!(supported(&Environment::from_variables(variables.iter().copied())), asked, "{variables:?}");
        }
    }
}
