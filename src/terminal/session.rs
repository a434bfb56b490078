//! The terminal while a program uses it: raw mode, the alternate screen, and the canvas for frames.

use std::io::{self, Write};
use std::os::fd::OwnedFd;

use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use rustix::process::{getpgrp, getsid};
use rustix::termios::{Termios, tcgetattr, tcgetpgrp};
use signal_hook::consts::{SIGTSTP, SIGTTIN};
use signal_hook::low_level::{emulate_default_handler, raise};

use super::canvas::Canvas;
use super::output::TerminalOutput;
use super::{Environment, Hints, capabilities, queries, restore, tty};

/// Maximum number of times to stop in the background, because raising SIGTTIN has no effect in a process group that
/// cannot be continued, and the loop must end there.
const MAX_BACKGROUND_STOPS: usize = 100;

/// The terminal in raw mode, on its alternate screen. Dropping it restores the terminal. If it is not dropped, the
/// panic hook or the signal thread does; see [`restore`].
pub(super) struct Session {
    terminal: Terminal<Canvas<TerminalOutput>>,
    tty: OwnedFd,
    /// True if the screen no longer shows what was drawn last.
    stale: bool,
    /// True if the terminal supports hyperlinks (OSC 8).
    hyperlinks: bool,
}

impl Session {
    /// Takes the terminal. Fails before anything is changed if standard output is not a terminal.
    pub(super) fn start() -> io::Result<Self> {
        if !tty::is_terminal() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "standard output is not a terminal"));
        }
        let tty = tty::open()?;
        restore::install_panic_hook();
        let terminal = Terminal::new(Canvas::new(TerminalOutput, tty::size()?))?;
        let session = Self { terminal, tty, stale: false, hyperlinks: false };
        session.enter()?;
        Ok(session)
    }

    /// Reads the capabilities from the environment and sends queries for the others, without waiting for replies. See
    /// [`queries`]. Returns whether replies are to be expected.
    pub(super) fn query_capabilities(&mut self, environment: &Environment) -> io::Result<bool> {
        self.hyperlinks = capabilities::supports_hyperlinks(environment);
        let queries = queries::supported(environment);
        if !queries.is_empty() {
            self.out().write_all(&queries)?;
        }
        Ok(!queries.is_empty())
    }

    /// Makes use of left and right margins from now on, because the terminal has replied that it supports them.
    pub(super) fn use_margins(&mut self) {
        self.terminal.backend_mut().use_margins();
    }

    /// Returns a descriptor that keys can be read from.
    pub(super) fn tty(&self) -> io::Result<OwnedFd> {
        self.tty.try_clone()
    }

    /// Returns the size of the terminal within sensible bounds. Frames keep this size until it is read again.
    pub(super) fn size(&mut self) -> io::Result<Size> {
        let size = tty::size()?;
        self.terminal.backend_mut().resize(size);
        Ok(size)
    }

    /// Draws one frame. It is one write, or none if nothing changed.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>) -> Hints) -> io::Result<()> {
        if std::mem::take(&mut self.stale) {
            self.terminal.backend_mut().invalidate();
            self.terminal.clear()?;
        }
        let mut hints = Hints::default();
        self.terminal.draw(|frame| hints = draw(frame))?;
        if !self.hyperlinks {
            hints.links.clear();
        }
        self.terminal.backend_mut().show(&hints)
    }

    /// Returns the writer below the canvas, for what is not part of a frame, such as a clipboard sequence.
    pub(super) fn out(&mut self) -> &mut impl Write {
        self.terminal.backend_mut().out()
    }

    /// Takes the terminal again after [`restore::restore_terminal`], and redraws everything with the next frame.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        self.enter()?;
        self.invalidate();
        Ok(())
    }

    /// Takes the terminal again after the process was stopped by SIGSTOP, which left no time to restore it.
    pub(super) fn reclaim(&mut self) -> io::Result<()> {
        self.set_raw(&tcgetattr(&self.tty)?)?;
        TerminalOutput.write_all(&[restore::LEAVE, restore::ENTER].concat())?;
        self.invalidate();
        Ok(())
    }

    /// Marks the screen as unknown, so that the next frame redraws everything.
    pub(super) fn invalidate(&mut self) {
        self.stale = true;
    }

    /// Restores the terminal, stops the process, and takes the terminal again once the process is continued.
    ///
    /// Returns `false` and has no effect if no shell could continue the process, as after `ssh -t host briefing` or in
    /// a terminal window of its own.
    pub(super) fn suspend(&mut self) -> io::Result<bool> {
        if !has_job_control() {
            return Ok(false);
        }
        restore::restore_terminal();
        emulate_default_handler(SIGTSTP)?;
        self.wait_for_foreground()?;
        self.resume()?;
        Ok(true)
    }

    /// Stops the process again if it was continued in the background (`bg`), until it is in the foreground. Otherwise
    /// the modes of the shell's prompt would be saved as those to restore.
    fn wait_for_foreground(&self) -> io::Result<()> {
        for _ in 0..MAX_BACKGROUND_STOPS {
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
        restore::save(self.tty.try_clone()?, modes.clone());
        self.set_raw(&modes)?;
        TerminalOutput.write_all(restore::ENTER)
    }

    fn set_raw(&self, modes: &Termios) -> io::Result<()> {
        let mut raw = modes.clone();
        raw.make_raw();
        tty::set_modes(&self.tty, &raw)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore::restore_for_good();
    }
}

/// Returns whether a shell with job control started this process. Such a shell gives each job its own process group.
fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}
