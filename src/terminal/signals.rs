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

/// Signals that end a process which does not listen to them.
const ENDING: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];

/// Listens to signals until it is dropped. From then on those that end a process end this one.
pub(super) struct Signals {
    handle: iterator::Handle,
    /// True once nobody listens any more.
    deaf: Arc<AtomicBool>,
    /// The same for SIGHUP, which a lost terminal sends as well: it does not end the process that has noticed the loss.
    deaf_to_hangup: Arc<AtomicBool>,
    hung_up: AtomicBool,
    lent: Arc<AtomicBool>,
    /// Says that a SIGCONT was heard while the terminal was lent.
    heard: Receiver<()>,
}

impl Signals {
    /// Begins to listen, sending what it hears.
    pub(super) fn start<A: Send + 'static>(sender: Sender<Event<A>>) -> io::Result<Self> {
        let (deaf, deaf_to_hangup) = <(Arc<AtomicBool>, Arc<AtomicBool>)>::default();
        // Before what wakes the thread: a handler that is held up behind that would find the program deaf to the very
        // signal that it brings, and end it a second time.
        for signal in ENDING {
            let deaf = if signal == SIGHUP { &deaf_to_hangup } else { &deaf };
            flag::register_conditional_default(signal, Arc::clone(deaf))?;
        }
        let mut signals = iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = signals.handle();
        let lent = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&lent);
        let (hear, heard) = channel();
        thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                let lent = seen.load(Ordering::SeqCst);
                let notice = match signal {
                    SIGWINCH => Notice::Resize,
                    // Ctrl-C in the other program is for the other program, and Ctrl-Z stops both at once.
                    SIGINT | SIGQUIT if lent => continue,
                    SIGCONT if lent => {
                        let _ = hear.send(());
                        continue;
                    }
                    SIGTSTP if lent => {
                        // The signal is one that has a default action.
                        let _ = emulate_default_handler(SIGTSTP);
                        continue;
                    }
                    SIGCONT => Notice::Resume,
                    SIGTSTP => Notice::Suspend,
                    _ => Notice::Signal(signal),
                };
                if sender.send(Event::Notice(notice)).is_err() {
                    return;
                }
                if let Notice::Signal(signal) = notice {
                    restore::exit_unless_over(Exit::Signal(signal));
                }
            }
        })?;
        Ok(Self { handle, deaf, deaf_to_hangup, hung_up: AtomicBool::new(false), lent, heard })
    }

    /// The terminal is gone, and the program ends for that.
    pub(super) fn hung_up(&self) {
        self.hung_up.store(true, Ordering::SeqCst);
    }

    /// From now on another program has the terminal.
    pub(super) fn lend(&self) {
        self.lent.store(true, Ordering::SeqCst);
    }

    /// No other program has it any more. The signals that were meant for that program have been heard by now.
    pub(super) fn take_back(&self) {
        // The thread may be behind: the Ctrl-C that ended the other program would end this one. So it is waited for,
        // twice, because it looks at the signals in the order of their numbers and may be past a new one.
        for _ in 0..2 {
            while self.heard.try_recv().is_ok() {}
            if raise(SIGCONT).is_err() || self.heard.recv().is_err() {
                break;
            }
        }
        self.lent.store(false, Ordering::SeqCst);
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        // Their handlers stay in place, and would swallow the signals while the process ends.
        self.deaf.store(true, Ordering::SeqCst);
        self.deaf_to_hangup.store(!self.hung_up.load(Ordering::SeqCst), Ordering::SeqCst);
        self.handle.close();
    }
}
