//! Restores the terminal however the program ends: the loop returns, a thread panics, or a signal arrives while the
//! loop is stuck.
//!
//! What must be restored is in a static, because panic hooks and the signal thread cannot reach anything else. It is
//! taken out before it is restored. So it is restored only once, and no lock is held while writing.
#![expect(clippy::disallowed_methods, reason = "panic messages are printed once the terminal is restored")]

use std::fmt::Write as _;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::panic::{self, PanicHookInfo};
use std::sync::{Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use rustix::stdio::stderr;
use rustix::termios::{Termios, isatty};

use super::output::{self, TerminalOutput};
use super::{Exit, tty};
use crate::text::Text;

/// Switches to the alternate screen and clears it, switches bracketed paste on, and hides the cursor.
pub(super) const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?25l";
/// Undoes [`ENTER`], and whatever a frame that was cut off may have left on: a hyperlink, synchronized output, margins,
/// colours and attributes. It also clears the screen, for terminals without an alternate screen.
///
/// The hyperlink is ended first, because some terminals keep it when they leave the alternate screen.
pub(super) const LEAVE: &[u8] =
    b"\x1b]8;;\x1b\\\x1b[?2026l\x1b[?69l\x1b[r\x1b[0m\x1b[?2004l\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h";
/// Aborts an escape sequence that was cut off (CAN).
pub(super) const CANCEL: &[u8] = b"\x18";
/// Time the loop has for ending by itself after a signal.
const GRACE_TIME: Duration = Duration::from_millis(100);
/// Additional time for a terminal that accepts no output. Together with [`GRACE_TIME`] it is below the promised 200 ms.
const LAST_WRITE_TIME: Duration = Duration::from_millis(40);
/// Maximum number of panic messages of other threads to keep, because a worker may panic again and again.
const MAX_HELD_MESSAGES: usize = 8;

static STATE: Mutex<RestoreState> = Mutex::new(RestoreState {
    saved: None,
    leaving: false,
    output_given_up: false,
    ui_thread: None,
    held_messages: Vec::new(),
    over: true,
});
static OVER: Condvar = Condvar::new();

struct RestoreState {
    saved: Option<SavedModes>,
    /// True while [`LEAVE`] is being written, which blocked output may delay.
    leaving: bool,
    /// True if output was given up, maybe in the middle of an escape sequence.
    output_given_up: bool,
    /// The thread that draws.
    ui_thread: Option<ThreadId>,
    /// Panic messages of other threads, kept until the screen is free.
    held_messages: Vec<String>,
    /// True if no session exists.
    over: bool,
}

struct SavedModes {
    tty: OwnedFd,
    modes: Termios,
}

fn state() -> MutexGuard<'static, RestoreState> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Saves what must be restored. Called by the thread that draws, before anything is changed.
pub(super) fn save(tty: OwnedFd, modes: Termios) {
    let mut state = state();
    state.saved = Some(SavedModes { tty, modes });
    state.ui_thread = Some(thread::current().id());
    state.over = false;
}

/// Restores the terminal and prints the held panic messages. Has no effect if the terminal has been restored.
pub(super) fn restore_terminal() {
    let Some(saved) = take_saved() else { return };
    // The modes come first, because setting them does not wait for output. It fails only if the terminal is gone.
    let _ = tty::set_modes(&saved.tty, &saved.modes);
    if output_given_up() || TerminalOutput.write_all(LEAVE).is_err() && output_given_up() {
        output::discard();
        let _ = TerminalOutput.write_all(&[CANCEL, LEAVE].concat());
    }
    state().leaving = false;
    print_held_messages();
}

fn output_given_up() -> bool {
    state().output_given_up
}

fn take_saved() -> Option<SavedModes> {
    let mut state = state();
    let saved = state.saved.take();
    state.leaving |= saved.is_some();
    saved
}

/// Restores the terminal at the end of a session, and wakes up the threads in [`exit_unless_restored`].
pub(super) fn restore_for_good() {
    restore_terminal();
    let mut state = state();
    state.ui_thread = None;
    state.over = true;
    OVER.notify_all();
}

/// Waits briefly for [`restore_for_good`]. If it is not called, restores the terminal and exits the process: the loop
/// hangs in blocked output, in another program, or in itself.
pub(super) fn exit_unless_restored(exit: Exit) {
    if wait_until_over(GRACE_TIME) {
        return;
    }
    // The most likely reason is a terminal that accepts no output.
    if give_up_output() && wait_until_over(LAST_WRITE_TIME) {
        return;
    }
    restore_terminal();
    signal_hook::low_level::exit(exit.code().into());
}

fn wait_until_over(time: Duration) -> bool {
    let result = OVER.wait_timeout_while(state(), time, |state| !state.over);
    result.unwrap_or_else(PoisonError::into_inner).0.over
}

/// Makes pending and later output fail unless it belongs to another program. Returns whether it did.
fn give_up_output() -> bool {
    let mut state = state();
    let has_terminal = state.saved.is_some() || state.leaving;
    if has_terminal {
        state.output_given_up = true;
        output::give_up();
    }
    has_terminal
}

/// Installs a panic hook that keeps panic messages readable.
///
/// If the thread that draws panics, the terminal is restored first. The message of any other thread is held back until
/// the terminal is restored, because the program goes on.
pub(super) fn install_panic_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let default_hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let ui_thread = state().ui_thread;
            let is_other_thread = ui_thread.is_some_and(|thread| thread != thread::current().id());
            if is_other_thread && isatty(stderr()) {
                hold_message(info);
            } else {
                if !is_other_thread {
                    restore_terminal();
                }
                default_hook(info);
            }
        }));
    });
}

fn hold_message(info: &PanicHookInfo<'_>) {
    let current = thread::current();
    let mut message = String::new();
    // Writing to a string does not fail.
    let _ = write!(message, "thread '{}' panicked", current.name().unwrap_or("unnamed"));
    if let Some(location) = info.location() {
        let _ = write!(message, " at {location}");
    }
    let payload = info.payload();
    let reason = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    let _ = write!(message, ": {}", Text::clean(reason.unwrap_or_default()));
    let mut state = state();
    if state.held_messages.len() < MAX_HELD_MESSAGES {
        state.held_messages.push(message);
    }
}

fn print_held_messages() {
    let messages = std::mem::take(&mut state().held_messages);
    for message in messages {
        let _ = writeln!(io::stderr(), "{message}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_switches_off_whatever_a_frame_may_have_left_on() {
        let left: [(&str, &[u8]); 8] = [
            ("a hyperlink", b"\x1b]8;;\x1b\\"),
            ("synchronized output", b"\x1b[?2026l"),
            ("left and right margins", b"\x1b[?69l"),
            ("top and bottom margins", b"\x1b[r"),
            ("colours and attributes", b"\x1b[0m"),
            ("bracketed paste", b"\x1b[?2004l"),
            ("the alternate screen", b"\x1b[?1049l"),
            ("a hidden cursor", b"\x1b[?25h"),
        ];
        for (what, sequence) in left {
            assert!(LEAVE.windows(sequence.len()).any(|bytes| bytes == sequence), "{what}");
        }
        assert!(LEAVE.starts_with(left[0].1), "some terminals keep a hyperlink beyond the alternate screen");
    }
}
