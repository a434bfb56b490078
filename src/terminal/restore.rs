//! Hands the terminal back, from wherever the program ends: the loop, a panic, or a signal while the loop is stuck.
//!
//! What has to be given back is kept in one place for the whole process, because a panic hook and a signal reach no
//! other. It is taken out to be restored, so that it happens once, and nobody waits for a lock while writing.
#![expect(clippy::disallowed_methods, reason = "a panic has its last word where the terminal has been given back")]

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

/// The alternate screen, empty; pasted text in brackets; no cursor.
pub(super) const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?25l";
/// The reverse, and whatever a frame that was cut off may have left on: a link, brackets, margins, colours. Clearing is
/// for terminals without an alternate screen.
///
/// The link is ended first, as some terminals keep it beyond the alternate screen.
pub(super) const LEAVE: &[u8] =
    b"\x1b]8;;\x1b\\\x1b[?2026l\x1b[?69l\x1b[r\x1b[0m\x1b[?2004l\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h";
/// Ends a sequence that was cut off in the middle.
pub(super) const CANCEL: &[u8] = b"\x18";
/// How long the loop may take to end by itself once it was told to.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long a terminal that takes no output may delay the end beyond that.
const LAST_WORDS: Duration = Duration::from_millis(40);
/// How many panics of workers are remembered until they can be shown.
const HELD_CAP: usize = 8;

static STATE: Mutex<State> =
    Mutex::new(State { saved: None, leaving: false, cut: false, ui: None, held: Vec::new(), over: true });
static OVER: Condvar = Condvar::new();

struct State {
    saved: Option<Saved>,
    /// True while the last words are being written, which blocked output may prevent.
    leaving: bool,
    /// True where output was given up on, perhaps in the middle of a sequence.
    cut: bool,
    /// The thread that draws, while there is one.
    ui: Option<ThreadId>,
    /// What panics of other threads had to say while the screen was in use.
    held: Vec<String>,
    over: bool,
}

struct Saved {
    tty: OwnedFd,
    modes: Termios,
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers what to give back. Called before anything is changed, by the thread that draws.
pub(super) fn keep(tty: OwnedFd, modes: Termios) {
    let mut state = state();
    state.saved = Some(Saved { tty, modes });
    state.ui = Some(thread::current().id());
    state.over = false;
}

/// Gives the terminal back. Does nothing where that has been done.
pub(super) fn restore() {
    let Some(saved) = take() else { return };
    // The modes first: they do not wait for output. Errors are those of a terminal that is gone.
    let _ = tty::set_modes(&saved.tty, &saved.modes);
    if is_cut() || TerminalOutput.write_all(LEAVE).is_err() && is_cut() {
        output::discard();
        let _ = TerminalOutput.write_all(&[CANCEL, LEAVE].concat());
    }
    state().leaving = false;
    say_what_was_held();
}

fn is_cut() -> bool {
    state().cut
}

fn take() -> Option<Saved> {
    let mut state = state();
    let saved = state.saved.take();
    state.leaving |= saved.is_some();
    saved
}

/// Gives the terminal back for good: whoever waits for the end need not force it.
pub(super) fn end() {
    restore();
    let mut state = state();
    state.ui = None;
    state.over = true;
    OVER.notify_all();
}

/// Waits a moment for [`end`], and ends the process where it does not come: the loop hangs on blocked output, on
/// another program, or on itself.
pub(super) fn exit_unless_over(exit: Exit) {
    if is_over_within(PATIENCE) {
        return;
    }
    // The likeliest reason is a line that takes no output.
    if cut_output() && is_over_within(LAST_WORDS) {
        return;
    }
    // Whatever the loop is doing, it is not drawing any more.
    restore();
    signal_hook::low_level::exit(exit.code().into());
}

fn is_over_within(time: Duration) -> bool {
    let waited = OVER.wait_timeout_while(state(), time, |state| !state.over);
    waited.unwrap_or_else(PoisonError::into_inner).0.over
}

/// Gives up on the output that is on its way, unless it is another program's.
fn cut_output() -> bool {
    let mut state = state();
    let ours = state.saved.is_some() || state.leaving;
    if ours {
        state.cut = true;
        output::give_up();
    }
    ours
}

/// Makes panics leave a readable message: on the thread that draws the terminal is given back first; on any other the
/// message waits until the screen is no longer in use, because the browser lives on.
pub(super) fn hook_panics() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let ui = state().ui;
            let drawing = ui.is_some_and(|ui| ui != thread::current().id());
            if drawing && isatty(stderr()) {
                hold(info);
            } else {
                if !drawing {
                    restore();
                }
                usual(info);
            }
        }));
    });
}

fn hold(info: &PanicHookInfo<'_>) {
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
    if state.held.len() < HELD_CAP {
        state.held.push(message);
    }
}

fn say_what_was_held() {
    let held = std::mem::take(&mut state().held);
    for message in held {
        let _ = writeln!(io::stderr(), "{message}");
    }
}
