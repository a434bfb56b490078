//! What a program may do to the world outside its screen, between two frames.

use std::io;
use std::process::{Command, ExitStatus};

use super::clipboard::{self, ClipboardRoute};
use super::input::InputThread;
use super::signals::Signals;
use super::{Environment, Session, WebAddress, opener};
use crate::text::Text;

/// Given to the program with every event, so that effects are carried out where the terminal is at hand.
pub struct Host<'a> {
    pub(super) session: &'a mut Session,
    pub(super) reader: &'a mut InputThread,
    pub(super) signals: &'a Signals,
    pub(super) environment: &'a Environment,
}

impl Host<'_> {
    /// The variables that the process was started with.
    pub fn environment(&self) -> &Environment {
        self.environment
    }

    /// Opens an address in the user's web browser. See [`opener::open`].
    pub fn open(&self, address: &WebAddress, on_failure: impl FnOnce(Text) + Send + 'static) -> Result<(), Text> {
        opener::open(address, self.environment, on_failure)
    }

    /// Copies lines to the user's clipboard. See [`clipboard::copy`].
    pub fn copy(&mut self, lines: &[Text]) -> Option<ClipboardRoute> {
        clipboard::copy(lines, self.environment, self.session.out())
    }

    /// Leaves the terminal to another program, such as an editor, until it ends; then everything is drawn anew.
    ///
    /// Its input is the terminal, also where that of this process is not. The inner error says that the program could not be started, which is for the reader to know; the outer one
    /// that the terminal could not be had again, which ends the browser.
    pub fn run(&mut self, command: &mut Command) -> io::Result<io::Result<ExitStatus>> {
        command.stdin(self.session.tty()?);
        self.reader.pause();
        self.signals.lend();
        self.session.restore();
        let status = command.status();
        self.signals.take_back();
        let resumed = self.session.resume();
        self.reader.resume();
        resumed.map(|()| status)
    }
}
