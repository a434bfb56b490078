//! Puts text on the user's clipboard, and does not claim success without evidence.
//!
//! Inside tmux, `tmux load-buffer` does it and reports the outcome. Elsewhere OSC 52 sends it to the terminal. OSC 52
//! has no reply, so such text counts as sent, not as copied. If neither is known to work, the caller shows the text, so
//! that it can be selected.
//!
//! The copied text is the text on the screen. [`Text`] keeps the joiners inside words, and shows control and invisible
//! characters as visible marks, so that pasting into a shell is safe.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Environment;
use crate::text::Text;

/// Maximum length of the encoded text in bytes. Terminals cut off or ignore longer sequences.
const MAX_OSC52_LENGTH: usize = 74_994;
/// Values of `TERM` of terminals without OSC 52.
const TERMS_WITHOUT_OSC52: [&str; 3] = ["", "dumb", "linux"];
/// Values of `TERM_PROGRAM` of terminals without OSC 52.
const PROGRAMS_WITHOUT_OSC52: [&str; 1] = ["Apple_Terminal"];
/// Maximum time to wait for tmux. One that takes longer is stuck.
const TMUX_TIMEOUT: Duration = Duration::from_secs(2);

/// The way by which text was passed to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardRoute {
    /// tmux has accepted it, and passes it on to the terminal around it if its settings allow that.
    Tmux,
    /// It was sent to the terminal, which does not say whether it took it.
    Osc52,
}

/// Copies lines, joined by line breaks. `None` if no way to a clipboard is known to work.
///
/// `out` is the terminal, so this must not be called while a frame is being written.
pub fn copy(lines: &[Text], environment: &Environment, out: &mut impl Write) -> Option<ClipboardRoute> {
    let text = lines.iter().map(Text::as_str).collect::<Vec<_>>().join("\n");
    if environment.has("TMUX") {
        // If tmux fails, OSC 52 is no way out, because tmux intercepts it.
        return load_into_tmux(text, environment).then_some(ClipboardRoute::Tmux);
    }
    let encoded = STANDARD.encode(text);
    if !may_support_osc52(environment) || encoded.len() > MAX_OSC52_LENGTH {
        return None;
    }
    let sent = out.write_all(format!("\x1b]52;c;{encoded}\x07").as_bytes()).and_then(|()| out.flush());
    sent.is_ok().then_some(ClipboardRoute::Osc52)
}

fn may_support_osc52(environment: &Environment) -> bool {
    // GNU screen intercepts OSC 52.
    let is_unsupported = TERMS_WITHOUT_OSC52.contains(&environment.get_str("TERM"))
        || PROGRAMS_WITHOUT_OSC52.contains(&environment.get_str("TERM_PROGRAM"))
        || environment.has("STY");
    !is_unsupported
}

/// Passes text to tmux and returns whether tmux has accepted it. Runs on a thread, because tmux may be stuck, and so
/// may the pipe to it.
fn load_into_tmux(text: String, environment: &Environment) -> bool {
    let mut command = Command::new("tmux");
    if let Some(path) = environment.get("PATH") {
        command.env("PATH", path);
    }
    command.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let (sender, outcome) = mpsc::channel();
    let thread = thread::Builder::new().name("clipboard".into()).spawn(move || {
        let _ = sender.send(write_to_stdin(&mut command, &text).unwrap_or(false));
    });
    thread.is_ok() && outcome.recv_timeout(TMUX_TIMEOUT).unwrap_or(false)
}

/// Runs a command with the text as its standard input, and returns whether it succeeded.
fn write_to_stdin(command: &mut Command, text: &str) -> io::Result<bool> {
    let mut child = command.spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let status = child.wait()?;
    written?;
    Ok(status.success())
}

#[cfg(test)]
mod tests;
