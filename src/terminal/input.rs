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
use super::{Answer, Event, Exit, Notice, guard};

/// How long what follows an Esc may take before the Esc was a key: longer than the parts of a sequence are apart on
/// a slow link, shorter than anyone notices.
const ESCAPE_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 40_000_000 };
/// A terminal that has not answered after this long never will.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
/// How long answers are waited for by those who leave before that: less than they have to be gone after a signal.
const ANSWER_WAIT: Duration = Duration::from_millis(80);
const GONE: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);
const PAUSE: u8 = b'p';
const RESUME: u8 = b'r';

/// The reading thread. It ends when this is dropped.
pub(super) struct Reader {
    control: PipeWriter,
    paused: Receiver<()>,
}

impl Reader {
    /// Begins to read `tty`, sending what it reads. Where the terminal was `asked` something, answers are to come.
    pub(super) fn start<A: Send + 'static>(tty: OwnedFd, asked: bool, sender: Sender<Event<A>>) -> io::Result<Self> {
        let (orders, control) = io::pipe()?;
        let (confirm, paused) = mpsc::channel();
        let awaited = asked.then(|| Instant::now() + ANSWERS_WITHIN);
        thread::Builder::new().name("input".into()).spawn(move || {
            let reading = Reading { tty, orders, confirm, decoder: Decoder::default(), awaited };
            if reading.until_the_end(&sender) == End::TerminalGone && sender.send(Event::Notice(Notice::Hangup)).is_ok()
            {
                guard::exit_unless_over(Exit::Hangup);
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
struct Reading {
    tty: OwnedFd,
    orders: PipeReader,
    confirm: Sender<()>,
    decoder: Decoder,
    /// Until when answers may come in, where some are to come.
    awaited: Option<Instant>,
}

#[derive(PartialEq, Eq)]
enum End {
    TerminalGone,
    NoLongerNeeded,
}

impl Reading {
    fn until_the_end<A>(mut self, sender: &Sender<Event<A>>) -> End {
        let mut buffer = [0; 4096];
        loop {
            let mut ready = [PollFd::new(&self.tty, PollFlags::IN), PollFd::new(&self.orders, PollFlags::IN)];
            let wait = self.decoder.is_undecided().then_some(&ESCAPE_WAIT);
            let count = match poll(&mut ready, wait) {
                Ok(count) => count,
                Err(Errno::INTR) => continue,
                Err(_) => return End::TerminalGone,
            };
            let [tty, orders] = ready.map(|fd| fd.revents());
            if count == 0 {
                self.decoder.settle(|input| drop(sender.send(Event::Input(input))));
            }
            if !orders.is_empty() && self.obey().is_none() {
                return End::NoLongerNeeded;
            }
            if !orders.is_empty() {
                // Whatever was ready before the pause may not be any more.
                continue;
            }
            if tty.intersects(GONE) {
                return End::TerminalGone;
            }
            if tty.contains(PollFlags::IN) {
                match rustix::io::read(&self.tty, &mut buffer) {
                    Ok(0) => return End::TerminalGone,
                    Ok(length) => {
                        self.decoder.feed(&buffer[..length], |input| drop(sender.send(Event::Input(input))));
                        for answer in self.answers() {
                            drop(sender.send(Event::Notice(Notice::Answer(answer))));
                        }
                    }
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(_) => return End::TerminalGone,
                }
            }
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
    fn answers(&mut self) -> Vec<Answer> {
        let answers = self.decoder.take_answers();
        if answers.contains(&Answer::Last) {
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
