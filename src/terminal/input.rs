//! The thread that reads the terminal.
//!
//! It blocks until there are bytes, until it has to leave the terminal to another program, or until the terminal is
//! gone, which ends it. It wakes up for nothing else, with one exception: after an Esc it polls once more, to tell the
//! key from a sequence that begins with it.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::OwnedFd;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::keys::Decoder;
use super::readiness::{POLL_INTERVAL, Readiness};
use super::{Event, Exit, Input, Notice, TerminalReply, restore};

/// Maximum time between an Esc and the rest of its sequence. It is longer than a slow link keeps the parts of a
/// sequence apart, and shorter than anyone notices after pressing Esc.
const ESCAPE_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 40_000_000 };
/// Maximum time for the replies to queries. A terminal that has not replied by then does not reply at all.
const REPLY_TIMEOUT: Duration = Duration::from_secs(1);
/// Maximum time to wait for missing replies before the terminal is left to another program. It is part of the 200 ms
/// within which the terminal must be restored after a signal.
const DRAIN_TIMEOUT: Duration = Duration::from_millis(80);
/// The orders to the thread, sent as single bytes through a pipe.
const PAUSE: u8 = b'p';
const RESUME: u8 = b'r';

/// A handle of the thread. The thread ends when this is dropped.
pub(super) struct InputThread {
    orders: PipeWriter,
    paused: Receiver<()>,
}

impl InputThread {
    /// Starts to read `tty` and sends what it reads. `expects_replies` is true if queries were sent.
    pub(super) fn start<A: Send + 'static>(
        tty: OwnedFd,
        expects_replies: bool,
        sender: Sender<Event<A>>,
    ) -> io::Result<Self> {
        let (order_reader, orders) = io::pipe()?;
        let (confirm, paused) = mpsc::channel();
        let mut input_loop = InputLoop::new(tty, order_reader, confirm);
        input_loop.replies_until = expects_replies.then(|| Instant::now() + REPLY_TIMEOUT);
        thread::Builder::new().name("input".into()).spawn(move || {
            if input_loop.run(&sender) == LoopEnd::TerminalGone && sender.send(Event::Notice(Notice::Hangup)).is_ok() {
                restore::exit_unless_restored(Exit::Hangup);
            }
        })?;
        Ok(Self { orders, paused })
    }

    /// Leaves the terminal's input to another program. On return this thread reads nothing, and no reply is missing
    /// that the other program would take for keys.
    pub(super) fn pause(&mut self) {
        if self.orders.write_all(&[PAUSE]).is_ok() {
            // An error means that the thread has ended. Then it does not read either.
            let _ = self.paused.recv();
        }
    }

    /// Reads again.
    pub(super) fn resume(&mut self) {
        // An error means that the thread has ended. It has sent a hang-up to the event loop then.
        let _ = self.orders.write_all(&[RESUME]);
    }
}

/// The state of the thread.
struct InputLoop {
    tty: OwnedFd,
    orders: PipeReader,
    confirm: Sender<()>,
    decoder: Decoder,
    escape_wait: Timespec,
    /// The time until which replies are expected. `None` if none is missing.
    replies_until: Option<Instant>,
    /// True if the system cannot poll the terminal. Then it is read every [`POLL_INTERVAL`], without blocking.
    reads_at_intervals: bool,
}

/// Why the thread ended.
#[derive(Debug, PartialEq, Eq)]
enum LoopEnd {
    TerminalGone,
    HandleDropped,
}

impl InputLoop {
    fn new(tty: OwnedFd, orders: PipeReader, confirm: Sender<()>) -> Self {
        Self {
            tty,
            orders,
            confirm,
            decoder: Decoder::default(),
            escape_wait: ESCAPE_WAIT,
            replies_until: None,
            reads_at_intervals: false,
        }
    }

    fn run<A>(mut self, sender: &Sender<Event<A>>) -> LoopEnd {
        loop {
            if let Some(end) = self.step(sender) {
                return end;
            }
        }
    }

    /// Waits for one occurrence and handles it. Returns the reason to end, if there is one.
    fn step<A>(&mut self, sender: &Sender<Event<A>>) -> Option<LoopEnd> {
        let (has_order, terminal) = match self.wait() {
            Ok(result) => result,
            Err(Errno::INTR) => return None,
            Err(_) => return Some(LoopEnd::TerminalGone),
        };
        if has_order {
            // Bytes that were ready before may have been read by another program during a pause, so they are polled for
            // again.
            return self.handle_order().is_none().then_some(LoopEnd::HandleDropped);
        }
        match terminal {
            Readiness::Waiting => {
                self.decoder.resolve_pending(|input| send_input(sender, input));
                None
            }
            Readiness::Gone => Some(LoopEnd::TerminalGone),
            Readiness::Ready | Readiness::Unpollable => self.read(sender).is_none().then_some(LoopEnd::TerminalGone),
        }
    }

    /// Blocks until something happens. Returns whether there is an order, and the readiness of the terminal.
    fn wait(&mut self) -> rustix::io::Result<(bool, Readiness)> {
        let orders = PollFd::new(&self.orders, PollFlags::IN);
        if self.reads_at_intervals {
            let has_order = poll(&mut [orders], Some(&POLL_INTERVAL))? > 0;
            return Ok((has_order, Readiness::Ready));
        }
        let timeout = self.decoder.is_pending().then_some(&self.escape_wait);
        let mut both = [PollFd::new(&self.tty, PollFlags::IN), orders];
        poll(&mut both, timeout)?;
        let [terminal, orders] = both.map(|fd| fd.revents());
        let terminal = Readiness::from_poll(terminal, PollFlags::IN);
        if terminal == Readiness::Unpollable {
            rustix::io::ioctl_fionbio(&self.tty, true)?;
            self.reads_at_intervals = true;
        }
        Ok((!orders.is_empty(), terminal))
    }

    /// Reads the bytes that are there. Returns `None` if the terminal is gone.
    fn read<A>(&mut self, sender: &Sender<Event<A>>) -> Option<()> {
        let mut buffer = [0; 4096];
        match rustix::io::read(&self.tty, &mut buffer) {
            Ok(0) => None,
            Ok(length) => {
                self.decoder.feed(&buffer[..length], |input| send_input(sender, input));
                for reply in self.take_replies() {
                    drop(sender.send(Event::Notice(Notice::Reply(reply))));
                }
                Some(())
            }
            Err(Errno::AGAIN) => {
                // Happens only when reading at intervals. No byte came for a whole interval, so an Esc was a key.
                self.decoder.resolve_pending(|input| send_input(sender, input));
                Some(())
            }
            Err(Errno::INTR) => Some(()),
            Err(_) => None,
        }
    }

    /// Executes an order. Returns `None` if the handle was dropped.
    fn handle_order(&mut self) -> Option<()> {
        while self.next_order()? != PAUSE {}
        self.drain_replies();
        self.decoder = Decoder::default();
        self.confirm.send(()).ok()?;
        while self.next_order()? != RESUME {}
        Some(())
    }

    fn next_order(&mut self) -> Option<u8> {
        let mut order = [0];
        self.orders.read_exact(&mut order).ok()?;
        Some(order[0])
    }

    /// Returns the replies of the terminal since the last call.
    fn take_replies(&mut self) -> Vec<TerminalReply> {
        let replies = self.decoder.take_replies();
        if replies.contains(&TerminalReply::Last) {
            self.replies_until = None;
        }
        replies
    }

    /// Waits briefly for the missing replies and discards them. Reads no byte after the last reply, because those are
    /// for the program that reads next.
    fn drain_replies(&mut self) {
        let now = Instant::now();
        let missing = self.replies_until.filter(|until| *until > now);
        let Some(until) = missing.map(|until| until.min(now + DRAIN_TIMEOUT)) else { return };
        let mut byte = [0];
        while self.replies_until.is_some() {
            let left = until.saturating_duration_since(Instant::now());
            let timeout = Timespec { tv_sec: 0, tv_nsec: left.subsec_nanos().into() };
            match poll(&mut [PollFd::new(&self.tty, PollFlags::IN)], Some(&timeout)) {
                Ok(1) if rustix::io::read(&self.tty, &mut byte) == Ok(1) => self.decoder.feed(&byte, drop),
                Err(Errno::INTR) => {}
                _ => return,
            }
            self.take_replies();
        }
    }
}

fn send_input<A>(sender: &Sender<Event<A>>, input: Input) {
    // An error means that the event loop has ended.
    drop(sender.send(Event::Input(input)));
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;

    /// A loop that reads a pipe instead of a terminal.
    struct Piped {
        input_loop: InputLoop,
        keyboard: PipeWriter,
        orders: PipeWriter,
        paused: Receiver<()>,
    }

    impl Piped {
        fn new() -> Self {
            let (tty, keyboard) = io::pipe().expect("a pipe");
            let (order_reader, orders) = io::pipe().expect("a pipe");
            let (confirm, paused) = mpsc::channel();
            let input_loop = InputLoop::new(tty.into(), order_reader, confirm);
            Self { input_loop, keyboard, orders, paused }
        }

        /// Types bytes, lets the loop take one step, and returns the keys that come of it.
        fn step_after(&mut self, bytes: &[u8]) -> Vec<KeyCode> {
            self.keyboard.write_all(bytes).expect("room for a few bytes");
            let (sender, events) = mpsc::channel::<Event<()>>();
            assert_eq!(self.input_loop.step(&sender), None);
            let key = |event| match event {
                Event::Input(Input::Key(key)) => key.code,
                other => panic!("{other:?} is not a key"),
            };
            events.try_iter().map(key).collect()
        }
    }

    #[test]
    fn a_lone_escape_is_a_key_after_the_wait() {
        let mut piped = Piped::new();
        assert_eq!(piped.step_after(b"\x1b"), [], "a sequence may follow");
        let start = Instant::now();
        assert_eq!(piped.step_after(b""), [KeyCode::Esc]);
        assert!(start.elapsed() >= Duration::from_millis(25), "the parts of a sequence may be this far apart");
        const { assert!(ESCAPE_WAIT.tv_sec == 0 && ESCAPE_WAIT.tv_nsec <= 100_000_000, "a longer wait is noticed") }
    }

    #[test]
    fn a_sequence_in_parts_within_the_wait_is_one_key() {
        let mut piped = Piped::new();
        // However slow the machine is, the parts arrive within this time.
        piped.input_loop.escape_wait = Timespec { tv_sec: 3600, tv_nsec: 0 };
        assert_eq!(piped.step_after(b"\x1b"), []);
        assert_eq!(piped.step_after(b"["), []);
        assert_eq!(piped.step_after(b"A"), [KeyCode::Up]);
    }

    #[test]
    fn a_sequence_that_stops_after_the_wait_is_keys() {
        let mut piped = Piped::new();
        piped.input_loop.escape_wait = Timespec { tv_sec: 0, tv_nsec: 0 };
        assert_eq!(piped.step_after(b"\x1b"), []);
        assert_eq!(piped.step_after(b""), [KeyCode::Esc]);
        assert_eq!(piped.step_after(b"[A"), [KeyCode::Char('['), KeyCode::Char('A')]);
    }

    #[test]
    fn a_terminal_that_cannot_be_polled_is_read_at_intervals() {
        let Piped { mut input_loop, mut keyboard, mut orders, paused } = Piped::new();
        rustix::io::ioctl_fionbio(&input_loop.tty, true).expect("a pipe can be non-blocking");
        input_loop.reads_at_intervals = true;
        let (sender, events) = mpsc::channel::<Event<()>>();
        let thread = thread::spawn(move || input_loop.run(&sender));
        let is_key = |event: Event<()>| matches!(event, Event::Input(Input::Key(_)));
        // Only the missing rest tells that the second is a key.
        for key in [b"x", b"\x1b"] {
            keyboard.write_all(key).expect("the thread reads");
            assert!(is_key(events.recv().expect("a key")));
        }
        orders.write_all(&[PAUSE]).expect("the thread reads orders");
        paused.recv().expect("it is paused");
        keyboard.write_all(b"y").expect("room for a byte");
        orders.write_all(&[RESUME]).expect("the thread reads orders");
        assert!(is_key(events.recv().expect("a key")));
        drop(orders);
        assert_eq!(thread.join().expect("no panic"), LoopEnd::HandleDropped);
    }
}
