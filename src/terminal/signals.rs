//! The thread that turns signals into events.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::low_level::{emulate_default_handler, raise};
use signal_hook::{flag, iterator};

use super::{Event, Exit, Notice, restore};

/// Signals whose default action ends the process.
const ENDING: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];

/// Handles signals until it is dropped. Afterwards the [`ENDING`] signals have their default action again.
pub(super) struct Signals {
    handle: iterator::Handle,
    /// True once the ending signals other than SIGHUP have their default action.
    default_action: Arc<AtomicBool>,
    /// The same for SIGHUP. It stays off if the program ends because of a hang-up: the kernel sends SIGHUP for that as
    /// well, and it must not replace the exit code.
    default_hangup_action: Arc<AtomicBool>,
    ignores_hangup: AtomicBool,
    /// True while another program has the terminal.
    handed_over: Arc<AtomicBool>,
    /// Receives a message for every SIGCONT during that time.
    continued: Receiver<()>,
}

impl Signals {
    /// Starts handling signals and sends them as events.
    pub(super) fn start<A: Send + 'static>(sender: Sender<Event<A>>) -> io::Result<Self> {
        let (default_action, default_hangup_action) = <(Arc<AtomicBool>, Arc<AtomicBool>)>::default();
        // Handlers run in the order of registration. These come before the one that wakes the thread up: otherwise the
        // thread could end the program and switch to the default action while the handler of this very signal still
        // runs, which would then end the process a second time.
        for signal in ENDING {
            let condition = if signal == SIGHUP { &default_hangup_action } else { &default_action };
            flag::register_conditional_default(signal, Arc::clone(condition))?;
        }
        let signals = iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = signals.handle();
        let handed_over = Arc::new(AtomicBool::new(false));
        let (on_continue, continued) = channel();
        let forwarder = Forwarder { handed_over: Arc::clone(&handed_over), on_continue, sender };
        thread::Builder::new().name("signals".into()).spawn(move || forwarder.run(signals))?;
        let ignores_hangup = AtomicBool::new(false);
        Ok(Self { handle, default_action, default_hangup_action, ignores_hangup, handed_over, continued })
    }

    /// Keeps SIGHUP without effect to the end, because the program is already ending for a hang-up.
    pub(super) fn ignore_hangup(&self) {
        self.ignores_hangup.store(true, Ordering::SeqCst);
    }

    /// Leaves Ctrl-C and Ctrl-Z to another program that has the terminal from now on. For
    /// [`Host::run_child`](super::Host::run_child).
    pub(super) fn hand_over(&self) {
        self.handed_over.store(true, Ordering::SeqCst);
    }

    /// Handles all signals again. On return, those that were meant for the other program have been discarded.
    pub(super) fn take_back(&self) {
        // The thread may lag behind: the Ctrl-C that ended the other program must not end this one. So this waits until
        // the thread has seen a SIGCONT. It does so twice, because the thread goes through the pending signals by
        // number and may already have passed a new one.
        for _ in 0..2 {
            while self.continued.try_recv().is_ok() {}
            if raise(SIGCONT).is_err() || self.continued.recv().is_err() {
                break;
            }
        }
        self.handed_over.store(false, Ordering::SeqCst);
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        // The handlers stay registered, and would swallow signals while the process ends.
        self.default_action.store(true, Ordering::SeqCst);
        self.default_hangup_action.store(!self.ignores_hangup.load(Ordering::SeqCst), Ordering::SeqCst);
        self.handle.close();
    }
}

/// The state of the thread.
struct Forwarder<A> {
    handed_over: Arc<AtomicBool>,
    on_continue: Sender<()>,
    sender: Sender<Event<A>>,
}

impl<A> Forwarder<A> {
    /// Forwards signals until they are closed or the program has ended.
    fn run(self, mut signals: iterator::Signals) {
        for signal in signals.forever() {
            let Some(notice) = self.notice(signal) else { continue };
            if self.sender.send(Event::Notice(notice)).is_err() {
                return;
            }
            if let Notice::Signal(signal) = notice {
                restore::exit_unless_restored(Exit::Signal(signal));
            }
        }
    }

    /// Returns the notice for a signal, or `None` if the signal concerns another program that has the terminal.
    fn notice(&self, signal: i32) -> Option<Notice> {
        let handed_over = self.handed_over.load(Ordering::SeqCst);
        match signal {
            SIGINT | SIGQUIT if handed_over => None,
            SIGCONT if handed_over => {
                let _ = self.on_continue.send(());
                None
            }
            // Ctrl-Z stops both programs at once. An error would mean that SIGTSTP has no default action.
            SIGTSTP if handed_over => {
                let _ = emulate_default_handler(SIGTSTP);
                None
            }
            SIGWINCH => Some(Notice::Resize),
            SIGCONT => Some(Notice::Resume),
            SIGTSTP => Some(Notice::Suspend),
            _ => Some(Notice::Signal(signal)),
        }
    }
}
