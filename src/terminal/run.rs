//! The event loop of a program in a terminal.
//!
//! It draws the first frame and blocks until an event arrives. Then it handles everything that is pending and draws
//! once, if something changed. There is no tick and no polling, so a burst of keys over a slow link is one frame.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};

use ratatui::layout::Size;
use signal_hook::consts::SIGHUP;

use super::input::InputThread;
use super::session::Session;
use super::signals::Signals;
use super::{Environment, Event, Exit, Flow, Host, Notice, Program, TerminalReply, tty};

/// Maximum number of pending events to handle beside the first before a frame is drawn, because an endless stream of
/// them must not keep the screen from being updated.
const MAX_BURST: usize = 256;

/// Runs a program until it ends, and restores the terminal.
///
/// `start` creates the program before the terminal is changed, so that its output and errors are readable. It gets the
/// sender for the program's workers; what they send arrives at [`Program::event`].
///
/// Fails if standard output is not a terminal, or if the terminal cannot be read, written or configured.
pub fn run<P: Program>(
    environment: &Environment,
    start: impl FnOnce(Sender<Event<P::Event>>) -> P,
) -> io::Result<Exit> {
    let (sender, receiver) = channel();
    let program = start(sender.clone());
    // Before the terminal is changed, so that no signal ends the process with the terminal unusable.
    let signals = Signals::start(sender.clone())?;
    let mut session = Session::start()?;
    let expects_replies = session.query_capabilities(environment)?;
    let input = InputThread::start(session.tty()?, expects_replies, sender)?;
    let size = session.size()?;
    let mut event_loop =
        EventLoop { input, session, signals, program, environment, receiver, size, redraw: true, resumed: false };
    let end = event_loop.run();
    if matches!(end, Ok(Exit::Hangup | Exit::Signal(SIGHUP))) {
        event_loop.signals.ignore_hangup();
    }
    match end {
        Err(error) => event_loop.exit_for_error(error),
        Ok(Exit::Hangup) => Ok(Exit::Hangup),
        Ok(exit) => {
            // The parent process reads the terminal next, so no reply may be left in its input.
            event_loop.input.pause();
            Ok(exit)
        }
    }
}

struct EventLoop<'a, P: Program> {
    // The order in which these are dropped matters. Reading ends before the terminal is restored. Signals are handled
    // until then, because afterwards they end the process. The program comes last, because it may take long.
    input: InputThread,
    session: Session,
    signals: Signals,
    program: P,
    environment: &'a Environment,
    receiver: Receiver<Event<P::Event>>,
    /// The size that was passed to the program last.
    size: Size,
    /// True if a frame must be drawn even if the program needs none.
    redraw: bool,
    /// True after a suspension by this loop, until SIGCONT arrives. The terminal has been taken again by then.
    resumed: bool,
}

impl<P: Program> EventLoop<'_, P> {
    fn run(&mut self) -> io::Result<Exit> {
        self.program.resized(self.size.width, self.size.height);
        loop {
            self.draw()?;
            // The threads hold senders. If all of them have ended, no event can arrive any more.
            let Ok(first) = self.receiver.recv() else { return Ok(Exit::Hangup) };
            let pending: Vec<_> = std::iter::once(first).chain(self.receiver.try_iter().take(MAX_BURST)).collect();
            for event in pending {
                if let Some(exit) = self.handle(event)? {
                    return Ok(exit);
                }
            }
        }
    }

    /// Returns the reason for an error of the terminal: a signal because of which output was given up, or a terminal
    /// that is gone. Any other error is returned as it is.
    fn exit_for_error(&self, error: io::Error) -> io::Result<Exit> {
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

    /// Handles one event. Returns the reason to end, if there is one.
    fn handle(&mut self, event: Event<P::Event>) -> io::Result<Option<Exit>> {
        let mut host = Host {
            session: &mut self.session,
            input: &mut self.input,
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
            Event::Notice(Notice::Reply(reply)) => {
                self.handle_reply(reply);
                Flow::Continue
            }
            Event::Notice(Notice::Resize) => {
                // Even if the size is what it was: it may have been smaller for a moment, and the terminal has then
                // dropped what did not fit.
                self.session.invalidate();
                self.redraw = true;
                Flow::Continue
            }
        };
        match flow {
            Flow::Continue => Ok(None),
            Flow::Redraw => {
                self.session.invalidate();
                self.redraw = true;
                Ok(None)
            }
            Flow::Quit => Ok(Some(Exit::Quit)),
            Flow::Suspend => self.suspend().map(|()| None),
        }
    }

    fn handle_reply(&mut self, reply: TerminalReply) {
        match reply {
            TerminalReply::Background(background) => self.program.background(background),
            TerminalReply::Margins => self.session.use_margins(),
            TerminalReply::Last => {}
        }
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.input.pause();
        self.resumed = self.session.suspend()?;
        self.redraw |= self.resumed;
        self.input.resume();
        Ok(())
    }
}
