//! What a program can do outside its screen: open an address, copy text, run another program.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::clipboard::{self, ClipboardRoute};
use super::input::InputThread;
use super::session::Session;
use super::signals::Signals;
use super::{Environment, WebAddress, editor, opener, restore};
use crate::text::Text;

/// Access to the world around a program. The program gets it with every event, between two frames.
pub struct Host<'a> {
    pub(super) session: &'a mut Session,
    pub(super) input: &'a mut InputThread,
    pub(super) signals: &'a Signals,
    pub(super) environment: &'a Environment,
}

impl Host<'_> {
    /// Opens an address in the user's web browser. See [`opener::open`].
    pub fn open(&self, address: &WebAddress, on_failure: impl FnOnce(Text) + Send + 'static) -> Result<(), Text> {
        opener::open(address, self.environment, on_failure)
    }

    /// Copies lines to the user's clipboard. See [`clipboard::copy`].
    pub fn copy(&mut self, lines: &[Text]) -> Option<ClipboardRoute> {
        clipboard::copy(lines, self.environment, self.session.out())
    }

    /// Opens a file in the user's editor, at a line, and waits until it is closed.
    ///
    /// `Ok` says how the editor failed, if it did. The inner error says why none was started, and what to set. The outer
    /// one means that the terminal could not be taken again.
    pub fn edit(&mut self, file: &Path, line: Option<usize>) -> io::Result<Result<Option<Text>, Text>> {
        let mut command = match editor::command(self.environment, file, line) {
            Ok(command) => command,
            Err(reason) => return Ok(Err(Text::clean(reason))),
        };
        let name = command.get_program().to_string_lossy().into_owned();
        Ok(match self.run_child(&mut command)? {
            Ok(status) if status.success() => Ok(None),
            Ok(status) => Ok(Some(Text::clean(format!("{name} failed ({status})")))),
            Err(error) => Err(Text::clean(format!("{name}: {error}. VISUAL or EDITOR names the editor."))),
        })
    }

    /// Runs a command in the foreground of the terminal, waits for its end, and redraws the whole screen.
    ///
    /// The command reads from the terminal, even if the standard input of this process is something else. The inner
    /// error means that the command could not be started. The outer one means that the terminal could not be taken
    /// again, which ends the program.
    pub fn run_child(&mut self, command: &mut Command) -> io::Result<io::Result<ExitStatus>> {
        command.stdin(self.session.tty()?);
        self.input.pause();
        self.signals.hand_over();
        restore::restore_terminal();
        let status = command.status();
        self.signals.take_back();
        let resumed = self.session.resume();
        self.input.resume();
        resumed.map(|()| status)
    }
}
