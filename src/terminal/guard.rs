//! Hands the terminal back, from wherever the program ends: the loop, a panic, or a signal while the loop is stuck.
//!
//! What has to be given back is kept in one place for the whole process, because a panic hook and a signal reach no
//! other. It is taken out to be restored, so that it happens once, and nobody waits for a lock while writing.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::panic::{self, PanicHookInfo};
use std::sync::{Condvar, Mutex, MutexGuard, Once, PoisonError, mpsc};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use rustix::stdio::{stderr, stdout};
use rustix::termios::{QueueSelector, Termios, isatty, tcflush};

use super::tty::{self, Stdout};
use crate::text::Text;

/// The alternate screen, empty; pasted text in brackets; no cursor.
pub(super) const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?2004h\x1b[?25l";
/// The reverse, and whatever a frame may have left on. Clearing is for terminals without an alternate screen.
pub(super) const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h";
/// Ends a sequence that was cut off in the middle.
const CANCEL: &[u8] = b"\x18";
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
    /// True where output was thrown away, perhaps in the middle of a sequence.
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
    if let Some(saved) = take() {
        // The modes first: they do not wait for output. Errors are those of a terminal that is gone.
        let _ = tty::set_modes(&saved.tty, &saved.modes);
        let cut = std::mem::take(&mut state().cut);
        let _ = Stdout.write_all(&[if cut { CANCEL } else { b"" }, LEAVE].concat());
        state().leaving = false;
        say_what_was_held();
    }
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
pub(super) fn exit_unless_over(code: i32) {
    if is_over_within(PATIENCE) {
        return;
    }
    // The likeliest reason is a line that takes no output. Without what is on its way the loop comes to its end.
    let begin = Instant::now();
    while begin.elapsed() < LAST_WORDS {
        discard_output();
        if is_over_within(Duration::from_millis(2)) {
            return;
        }
    }
    force_restore();
    signal_hook::low_level::exit(code);
}

fn is_over_within(time: Duration) -> bool {
    let waited = OVER.wait_timeout_while(state(), time, |state| !state.over);
    waited.unwrap_or_else(PoisonError::into_inner).0.over
}

/// Throws away what the terminal has not taken yet, but not the command to leave the screen.
fn discard_output() {
    let mut state = state();
    if state.saved.is_some() {
        state.cut = true;
        let _ = tcflush(stdout(), QueueSelector::OFlush);
    }
}

/// Gives the terminal back although the loop is stuck, in the time that is left.
fn force_restore() {
    if let Some(saved) = take() {
        let _ = tty::set_modes(&saved.tty, &saved.modes);
    } else if !state().leaving {
        return;
    }
    let _ = tcflush(stdout(), QueueSelector::OFlush);
    let (done, wait) = mpsc::channel();
    let writing = thread::Builder::new().spawn(move || {
        let _ = Stdout.write_all(&[CANCEL, LEAVE].concat());
        let _ = done.send(());
    });
    if writing.is_ok() {
        let _ = wait.recv_timeout(LAST_WORDS);
    }
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
