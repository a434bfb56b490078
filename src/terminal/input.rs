//! The thread that reads the terminal.
//!
//! It sleeps until there are bytes, until it is told to make room for another program, or until the terminal is
//! gone; then it ends. It wakes up for nothing else, with one exception: after an Esc it looks once more, to tell
//! the key from the sequences that begin with it.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::OwnedFd;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::keys::Decoder;
use super::readiness::{Readiness, TURN};
use super::{Event, Exit, Notice, TerminalReply, restore};

/// How long what follows an Esc may take before the Esc was a key: longer than the parts of a sequence are apart on
/// a slow link, shorter than anyone notices.
const ESCAPE_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 40_000_000 };
/// A terminal that has not answered after this long never will.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
/// How long answers are waited for by those who leave before that: less than they have to be gone after a signal.
const ANSWER_WAIT: Duration = Duration::from_millis(80);
const PAUSE: u8 = b'p';
const RESUME: u8 = b'r';

/// The reading thread. It ends when this is dropped.
pub(super) struct InputThread {
    control: PipeWriter,
    paused: Receiver<()>,
}

impl InputThread {
    /// Begins to read `tty`, sending what it reads. Where the terminal was `asked` something, answers are to come.
    pub(super) fn start<A: Send + 'static>(tty: OwnedFd, asked: bool, sender: Sender<Event<A>>) -> io::Result<Self> {
        let (orders, control) = io::pipe()?;
        let (confirm, paused) = mpsc::channel();
        let awaited = asked.then(|| Instant::now() + ANSWERS_WITHIN);
        thread::Builder::new().name("input".into()).spawn(move || {
            let reading = InputLoop { tty, orders, confirm, decoder: Decoder::default(), awaited, in_turns: false };
            if reading.until_the_end(&sender) == End::TerminalGone && sender.send(Event::Notice(Notice::Hangup)).is_ok()
            {
                restore::exit_unless_over(Exit::Hangup);
            }
        })?;
        Ok(Self { control, paused })
    }

    /// Leaves the terminal's input to another program. On return nothing more is read, and no answer is to come that
    /// the other program would take for keys.
    pub(super) fn pause(&mut self) {
        if self.control.write_all(&[PAUSE]).is_ok() {
            // Where the thread has ended nothing is read either.
            let _ = self.paused.recv();
        }
    }

    /// Reads again.
    pub(super) fn resume(&mut self) {
        // Where the thread has ended the loop already knows.
        let _ = self.control.write_all(&[RESUME]);
    }
}

/// What the thread works with.
struct InputLoop {
    tty: OwnedFd,
    orders: PipeReader,
    confirm: Sender<()>,
    decoder: Decoder,
    /// Until when answers may come in, where some are to come.
    awaited: Option<Instant>,
    /// True where the terminal cannot be polled. It is then read now and then without waiting.
    in_turns: bool,
}

#[derive(PartialEq, Eq)]
enum End {
    TerminalGone,
    NoLongerNeeded,
}

impl InputLoop {
    fn until_the_end<A>(mut self, sender: &Sender<Event<A>>) -> End {
        loop {
            let (orders, terminal) = match self.wait() {
                Ok(waited) => waited,
                Err(Errno::INTR) => continue,
                Err(_) => return End::TerminalGone,
            };
            if orders {
                if self.obey().is_none() {
                    return End::NoLongerNeeded;
                }
                // Whatever was ready before the pause may not be any more.
                continue;
            }
            match terminal {
                Readiness::Waiting => self.decoder.settle(|input| drop(sender.send(Event::Input(input)))),
                Readiness::Gone => return End::TerminalGone,
                Readiness::Ready | Readiness::Unpollable => {
                    if self.read(sender).is_none() {
                        return End::TerminalGone;
                    }
                }
            }
        }
    }

    /// Waits for something to happen: whether there are orders, and what there is of the terminal.
    fn wait(&mut self) -> rustix::io::Result<(bool, Readiness)> {
        let orders = PollFd::new(&self.orders, PollFlags::IN);
        if self.in_turns {
            let mut orders = [orders];
            let ordered = poll(&mut orders, Some(&TURN))? > 0;
            return Ok((ordered, Readiness::Ready));
        }
        let wait = self.decoder.is_undecided().then_some(&ESCAPE_WAIT);
        let mut both = [PollFd::new(&self.tty, PollFlags::IN), orders];
        poll(&mut both, wait)?;
        let [terminal, orders] = both.map(|fd| fd.revents());
        let terminal = Readiness::from_poll(terminal, PollFlags::IN);
        if terminal == Readiness::Unpollable {
            rustix::io::ioctl_fionbio(&self.tty, true)?;
            self.in_turns = true;
        }
        Ok((!orders.is_empty(), terminal))
    }

    /// Reads what there is; `None` where the terminal is gone.
    fn read<A>(&mut self, sender: &Sender<Event<A>>) -> Option<()> {
        let mut buffer = [0; 4096];
        match rustix::io::read(&self.tty, &mut buffer) {
            Ok(0) => None,
            Ok(length) => {
                self.decoder.feed(&buffer[..length], |input| drop(sender.send(Event::Input(input))));
                for answer in self.answers() {
                    drop(sender.send(Event::Notice(Notice::Reply(answer))));
                }
                Some(())
            }
            Err(Errno::AGAIN) => {
                // Only where it is read in turns is there nothing after a wait; an Esc was a key by then.
                self.decoder.settle(|input| drop(sender.send(Event::Input(input))));
                Some(())
            }
            Err(Errno::INTR) => Some(()),
            Err(_) => None,
        }
    }

    /// Takes an order and carries it out; `None` when nobody gives orders any more.
    fn obey(&mut self) -> Option<()> {
        while self.order()? != PAUSE {}
        self.swallow_answers();
        self.decoder = Decoder::default();
        self.confirm.send(()).ok()?;
        while self.order()? != RESUME {}
        Some(())
    }

    /// What the terminal has said since this was asked last.
    fn answers(&mut self) -> Vec<TerminalReply> {
        let answers = self.decoder.take_answers();
        if answers.contains(&TerminalReply::Last) {
            self.awaited = None;
        }
        answers
    }

    /// Waits a moment for the answers that are to come, and for nothing behind them: that is for who reads next.
    fn swallow_answers(&mut self) {
        let now = Instant::now();
        let Some(until) = self.awaited.filter(|until| *until > now).map(|until| until.min(now + ANSWER_WAIT)) else {
            return;
        };
        let mut byte = [0];
        while self.awaited.is_some() {
            let left = until.saturating_duration_since(Instant::now());
            let wait = Timespec { tv_sec: 0, tv_nsec: left.subsec_nanos().into() };
            match poll(&mut [PollFd::new(&self.tty, PollFlags::IN)], Some(&wait)) {
                Ok(1) if rustix::io::read(&self.tty, &mut byte) == Ok(1) => self.decoder.feed(&byte, drop),
                Err(Errno::INTR) => {}
                _ => return,
            }
            self.answers();
        }
    }

    fn order(&mut self) -> Option<u8> {
        let mut order = [0];
        self.orders.read_exact(&mut order).ok()?;
        Some(order[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The input of a terminal that cannot be polled is read nevertheless, and pausing and ending work as ever.
    #[test]
    fn a_terminal_that_cannot_be_polled_is_read_in_turns() {
        let (tty, mut keyboard) = io::pipe().expect("a pipe");
        let (orders, mut control) = io::pipe().expect("a pipe");
        let (confirm, paused) = mpsc::channel();
        let (sender, events) = mpsc::channel::<Event<()>>();
        rustix::io::ioctl_fionbio(&tty, true).expect("a pipe can do without waiting");
        let (decoder, awaited) = (Decoder::default(), None);
        let reading = InputLoop { tty: tty.into(), orders, confirm, decoder, awaited, in_turns: true };
        let thread = thread::spawn(move || reading.until_the_end(&sender) == End::NoLongerNeeded);
        let is_key = |event: Event<()>| matches!(event, Event::Input(crate::terminal::Input::Key(_)));
        // The second has no other sign than that nothing follows.
        for key in [b"x", b"\x1b"] {
            keyboard.write_all(key).expect("the thread reads");
            assert!(is_key(events.recv().expect("a key")));
        }
        control.write_all(&[PAUSE]).expect("the thread takes orders");
        paused.recv().expect("it is paused");
        keyboard.write_all(b"y").expect("room for a byte");
        control.write_all(&[RESUME]).expect("the thread takes orders");
        assert!(is_key(events.recv().expect("a key")));
        drop(control);
        assert!(thread.join().expect("no panic"));
    }
}
