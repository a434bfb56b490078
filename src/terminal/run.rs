//! The event loop.
//!
//! It draws the first frame, then sleeps until something happens, takes everything that is pending, and draws once
//! if something changed. No tick, no polling: a burst of keys over a slow link is one frame.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};

use ratatui::layout::Size;
use signal_hook::consts::SIGHUP;

use super::input::InputThread;
use super::signals::Signals;
use super::{Environment, Event, Exit, Flow, Host, Notice, Program, Session, TerminalReply, tty};

/// How many pending events are taken, beside the first, before a frame is drawn even though there are more.
const BURST: usize = 256;

/// Runs a program until it ends, and gives the terminal back.
///
/// `start` makes the program before the terminal is touched, so that its own output and errors are readable. The
/// sender it is given is for workers; what they send arrives at [`Program::event`].
///
/// Fails where standard output is no terminal, or where the terminal refuses.
pub fn run<P: Program>(
    environment: &Environment,
    start: impl FnOnce(Sender<Event<P::Event>>) -> P,
) -> io::Result<Exit> {
    let (sender, receiver) = channel();
    let program = start(sender.clone());
    // Before the terminal is changed, so that no signal ends the process with the terminal unusable.
    let signals = Signals::start(sender.clone())?;
    let mut session = Session::start()?;
    let asked = session.get_to_know(environment)?;
    let reader = InputThread::start(session.tty()?, asked, sender)?;
    let size = session.size()?;
    let mut running =
        Loop { reader, session, signals, program, environment, receiver, size, redraw: true, resumed: false };
    let end = running.until_the_end();
    if matches!(end, Ok(Exit::Hangup | Exit::Signal(SIGHUP))) {
        running.signals.hung_up();
    }
    match end {
        Err(error) => running.explain(error),
        Ok(Exit::Hangup) => Ok(Exit::Hangup),
        Ok(exit) => {
            // Whoever started this reads the terminal next.
            running.reader.pause();
            Ok(exit)
        }
    }
}

struct Loop<'a, P: Program> {
    // Dropped in this order. InputLoop ends before the terminal is given back. Signals are listened to until then,
    // because afterwards they end the process. The program may take its time.
    reader: InputThread,
    session: Session,
    signals: Signals,
    program: P,
    environment: &'a Environment,
    receiver: Receiver<Event<P::Event>>,
    /// What the program was told last.
    size: Size,
    /// True where a frame is due whatever the program says.
    redraw: bool,
    /// True from a suspension of our own until the news of its end arrives, which is then no news.
    resumed: bool,
}

impl<P: Program> Loop<'_, P> {
    fn until_the_end(&mut self) -> io::Result<Exit> {
        self.program.resized(self.size.width, self.size.height);
        loop {
            self.draw()?;
            // The threads keep senders; where all of them have ended, so has everything that could happen.
            let Ok(first) = self.receiver.recv() else { return Ok(Exit::Hangup) };
            let pending: Vec<_> = std::iter::once(first).chain(self.receiver.try_iter().take(BURST)).collect();
            for event in pending {
                if let Some(exit) = self.take(event)? {
                    return Ok(exit);
                }
            }
        }
    }

    /// A frame that could not be drawn is no fault of the terminal's where it was given up on because of a signal, or
    /// where there is no terminal any more.
    fn explain(&self, error: io::Error) -> io::Result<Exit> {
        let signal = self.receiver.try_iter().find_map(|event| match event {
            Event::Notice(Notice::Signal(signal)) => Some(Exit::Signal(signal)),
            _ => None,
        });
        match signal {
            Some(exit) => Ok(exit),
            None if tty::is_gone(&error) => Ok(Exit::Hangup),
            None => Err(error),
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if self.redraw {
            let size = self.session.size()?;
            if size != self.size {
                self.size = size;
                self.program.resized(size.width, size.height);
            }
        }
        if self.redraw || self.program.needs_draw() {
            self.redraw = false;
            let program = &mut self.program;
            self.session.draw(|frame| program.draw(frame))?;
        }
        Ok(())
    }

    /// Takes one event; says how it ends if it ends.
    fn take(&mut self, event: Event<P::Event>) -> io::Result<Option<Exit>> {
        let mut host = Host {
            session: &mut self.session,
            reader: &mut self.reader,
            signals: &self.signals,
            environment: self.environment,
        };
        let flow = match event {
            Event::Input(input) => self.program.input(input, &mut host),
            Event::App(event) => self.program.event(event, &mut host),
            Event::Notice(Notice::Signal(signal)) => return Ok(Some(Exit::Signal(signal))),
            Event::Notice(Notice::Hangup) => return Ok(Some(Exit::Hangup)),
            Event::Notice(Notice::Suspend) => Flow::Suspend,
            Event::Notice(Notice::Resume) => {
                if !std::mem::take(&mut self.resumed) {
                    self.session.reclaim()?;
                    self.redraw = true;
                }
                Flow::Continue
            }
            Event::Notice(Notice::Reply(TerminalReply::Margins)) => {
                self.session.use_margins();
                Flow::Continue
            }
            Event::Notice(Notice::Reply(TerminalReply::Last)) => Flow::Continue,
            Event::Notice(Notice::Reply(TerminalReply::Background(background))) => {
                self.program.background(background);
                Flow::Continue
            }
            Event::Notice(Notice::Resize) => {
                // Also where the size turns out to be the same: it may have been another for a moment, and what a
                // smaller screen cut off is gone.
                self.session.spoil();
                self.redraw = true;
                Flow::Continue
            }
        };
        match flow {
            Flow::Continue => Ok(None),
            Flow::Quit => Ok(Some(Exit::Quit)),
            Flow::Suspend => self.suspend().map(|()| None),
        }
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.reader.pause();
        self.resumed = self.session.suspend()?;
        self.redraw |= self.resumed;
        self.reader.resume();
        Ok(())
    }
}
