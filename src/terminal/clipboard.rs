//! Puts text on the reader's clipboard, and never says so without grounds.
//!
//! Inside tmux, tmux is asked, and answers. Elsewhere the terminal is asked with OSC 52, which has no answer: the
//! words for it are "sent to the terminal's clipboard (OSC 52)", not "copied". Where neither can be known to work the
//! caller shows the text, for selecting.
//!
//! What is copied is what is shown. Joiners stay in words; what a shell would obey or a reader would not see is marked,
//! because nobody looks at a text again before pasting it.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Environment;
use crate::app::Copied;
use crate::text::Text;

/// Longer commands are cut off or ignored by terminals; a text cut off would be worse than none.
const OSC_CAP: usize = 74_994;
/// Terminals that do not know OSC 52, by `TERM` and by `TERM_PROGRAM`.
const DEAF_TERMS: [&str; 3] = ["", "dumb", "linux"];
const DEAF_PROGRAMS: [&str; 1] = ["Apple_Terminal"];
/// A tmux that takes longer than this is stuck.
const TMUX_PATIENCE: Duration = Duration::from_secs(2);

/// Copies lines, which are parted by line breaks on the clipboard. `out` is the terminal, between two frames.
pub fn copy(lines: &[Text], environment: &Environment, out: &mut impl Write) -> Copied {
    let text = lines.iter().map(Text::as_str).collect::<Vec<_>>().join("\n");
    if environment.has("TMUX") {
        // What is no answer from tmux is no reason to try OSC 52: tmux would swallow it.
        return if tmux_takes(text, environment) { Copied::Tmux } else { Copied::Unknown };
    }
    let encoded = STANDARD.encode(text);
    if !may_know_osc52(environment) || encoded.len() > OSC_CAP {
        return Copied::Unknown;
    }
    let sent = out.write_all(format!("\x1b]52;c;{encoded}\x07").as_bytes()).and_then(|()| out.flush());
    if sent.is_ok() { Copied::Osc52 } else { Copied::Unknown }
}

fn may_know_osc52(environment: &Environment) -> bool {
    let deaf = DEAF_TERMS.contains(&environment.get_str("TERM"))
        || DEAF_PROGRAMS.contains(&environment.get_str("TERM_PROGRAM"))
        // GNU screen keeps such commands for itself.
        || environment.has("STY");
    !deaf
}

/// On a thread, because tmux may be stuck, and so may the pipe to it.
fn tmux_takes(text: String, environment: &Environment) -> bool {
    let mut command = Command::new("tmux");
    if let Some(path) = environment.get("PATH") {
        command.env("PATH", path);
    }
    command.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let (sender, answer) = mpsc::channel();
    let asking = thread::Builder::new().name("clipboard".into()).spawn(move || {
        let _ = sender.send(hand_over(&mut command, &text).unwrap_or(false));
    });
    asking.is_ok() && answer.recv_timeout(TMUX_PATIENCE).unwrap_or(false)
}

fn hand_over(command: &mut Command, text: &str) -> io::Result<bool> {
    let mut child = command.spawn()?;
    let given = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let status = child.wait()?;
    given?;
    Ok(status.success())
}

#[cfg(test)]
mod tests;
