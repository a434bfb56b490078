//! What the terminal is asked about itself when the browser opens.
//!
//! Nobody waits for the answers: they come between the keys, are told from them by the decoder, and change what is
//! drawn from then on. Only who leaves before they have come waits a moment, so that none is left for the shell; the
//! last question is one that every terminal answers. One that prints a question instead is cleared by the first frame.

use super::{Background, Colours, Environment};

/// Which colour do you write on? (OSC 11)
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";
/// Do you have margins at the sides? (DECRQM of DECLRMM)
const MARGINS: &[u8] = b"\x1b[?69$p";
/// What are you? (DA1) Questions are answered in their order: after this answer there is none to come.
const LAST: &[u8] = b"\x1b[c";
/// Terminals, by the beginning of `TERM`, that do not answer, or print what they are asked.
const MUTE: [&str; 6] = ["dumb", "linux", "vt", "cons", "eterm", "screen"];

/// What is worth asking here; nothing where no answer is to be expected.
pub(super) fn supported(environment: &Environment) -> Vec<u8> {
    let term = environment.get_str("TERM");
    let in_tmux = environment.has("TMUX");
    let mute = term.is_empty() || MUTE.iter().any(|mute| term.starts_with(mute)) && !in_tmux;
    if mute || environment.has("STY") {
        return Vec::new();
    }
    let mut questions = Vec::new();
    if Colours::from_environment(environment) > Colours::Sixteen && Background::chosen_by_user(environment).is_none() {
        questions.extend_from_slice(BACKGROUND);
    }
    // tmux has none, and Apple's terminal prints the end of the question.
    if !in_tmux && !term.starts_with("tmux") && environment.get_str("TERM_PROGRAM") != "Apple_Terminal" {
        questions.extend_from_slice(MARGINS);
    }
    if !questions.is_empty() {
        questions.extend_from_slice(LAST);
    }
    questions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_can_answer_is_asked_and_only_what_is_not_known() {
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
