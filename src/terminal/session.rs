//! The terminal while the browser has it.

use std::io::{self, Write};
use std::os::fd::OwnedFd;

use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use rustix::process::{getpgrp, getsid};
use rustix::termios::{tcgetattr, tcgetpgrp};
use signal_hook::consts::{SIGTSTP, SIGTTIN};
use signal_hook::low_level::{emulate_default_handler, raise};

use super::canvas::Canvas;
use super::output::TerminalOutput;
use super::{Environment, Hints, capabilities, queries, restore, tty};

/// The terminal in raw mode, on its alternate screen. It is given back when this is dropped, and by the panic hook
/// and the signals where that does not happen.
pub struct Session {
    terminal: Terminal<Canvas<TerminalOutput>>,
    tty: OwnedFd,
    /// True where the screen is not what was drawn last.
    stale: bool,
    /// True where it knows links (OSC 8).
    hyperlinks: bool,
}

impl Session {
    /// Takes the terminal. Fails where standard output is none, before anything is changed.
    pub fn start() -> io::Result<Self> {
        if !tty::is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "standard output is not a terminal"));
        }
        let tty = tty::open()?;
        restore::hook_panics();
        let terminal = Terminal::new(Canvas::new(TerminalOutput, tty::size()?))?;
        let session = Self { terminal, tty, stale: false, hyperlinks: false };
        session.enter()?;
        Ok(session)
    }

    /// Finds out what the terminal can do. What has to be asked is asked, and not waited for; see [`questions`]. Says
    /// whether there are answers to come.
    pub(super) fn get_to_know(&mut self, environment: &Environment) -> io::Result<bool> {
        self.hyperlinks = capabilities::supports_hyperlinks(environment);
        let questions = queries::supported(environment);
        if !questions.is_empty() {
            self.out().write_all(&questions)?;
        }
        Ok(!questions.is_empty())
    }

    /// The terminal can scroll a part of the screen alone.
    pub(super) fn use_margins(&mut self) {
        self.terminal.backend_mut().use_margins();
    }

    /// The descriptor that keys are read from.
    pub(super) fn tty(&self) -> io::Result<OwnedFd> {
        self.tty.try_clone()
    }

    /// Columns and rows, never zero, never absurdly many. The next frames have this size, until it is asked for again.
    pub fn size(&mut self) -> io::Result<Size> {
        let size = tty::size()?;
        self.terminal.backend_mut().resize(size);
        Ok(size)
    }

    /// Draws one frame: one write, or none where nothing changed.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>) -> Hints) -> io::Result<()> {
        if std::mem::take(&mut self.stale) {
            self.terminal.backend_mut().forget();
            self.terminal.clear()?;
        }
        let mut hints = Hints::default();
        self.terminal.draw(|frame| hints = draw(frame))?;
        if !self.hyperlinks {
            hints.links.clear();
        }
        self.terminal.backend_mut().show(&hints)
    }

    /// Writes what is not part of a frame, such as a clipboard command, past the canvas.
    pub(super) fn out(&mut self) -> &mut impl Write {
        self.terminal.backend_mut().out()
    }

    /// Gives the terminal back as it was. Does nothing where that has been done.
    pub fn restore(&mut self) {
        restore::restore();
    }

    /// Takes the terminal again after [`Session::restore`], and draws everything anew with the next frame.
    pub fn resume(&mut self) -> io::Result<()> {
        self.enter()?;
        self.spoil();
        Ok(())
    }

    /// Takes the terminal again after the process was stopped and continued by others, who had no reason to give it
    /// back first.
    pub(super) fn reclaim(&mut self) -> io::Result<()> {
        self.set_raw(&tcgetattr(&self.tty)?)?;
        TerminalOutput.write_all(&[restore::LEAVE, restore::ENTER].concat())?;
        self.spoil();
        Ok(())
    }

    /// Takes the screen for spoilt: the next frame draws everything anew.
    pub(super) fn spoil(&mut self) {
        self.stale = true;
    }

    /// Gives the terminal back, stops the process, and takes the terminal again when it is continued.
    ///
    /// Says `false`, and does nothing, where nobody could continue it: the browser is all there is in its session,
    /// as after `ssh -t host briefing` or in a terminal window of its own.
    pub fn suspend(&mut self) -> io::Result<bool> {
        if !has_job_control() {
            return Ok(false);
        }
        self.restore();
        emulate_default_handler(SIGTSTP)?;
        self.wait_for_foreground()?;
        self.resume()?;
        Ok(true)
    }

    /// Continued in the background (`bg`), the process stops again until it is in the foreground. Otherwise it would
    /// take the modes of the shell's prompt for those to give back.
    fn wait_for_foreground(&self) -> io::Result<()> {
        // Raising the signal has no effect where nobody could continue the process; so this is no endless loop.
        for _ in 0..100 {
            if tcgetpgrp(&self.tty).is_ok_and(|foreground| foreground != getpgrp()) {
                raise(SIGTTIN)?;
            } else {
                break;
            }
        }
        Ok(())
    }

    fn enter(&self) -> io::Result<()> {
        let modes = tcgetattr(&self.tty)?;
        restore::keep(self.tty.try_clone()?, modes.clone());
        self.set_raw(&modes)?;
        TerminalOutput.write_all(restore::ENTER)
    }

    fn set_raw(&self, modes: &rustix::termios::Termios) -> io::Result<()> {
        let mut raw = modes.clone();
        raw.make_raw();
        tty::set_modes(&self.tty, &raw)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore::end();
    }
}

/// A shell with job control gives each job a process group of its own, apart from that of the session's leader.
fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}
