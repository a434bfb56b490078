//! Writing to the terminal, so that a terminal that takes nothing can be given up on.
//!
//! A write that blocks can be ended neither by another thread nor by throwing away what is on its way: the system
//! does not wake it up. So the terminal is opened once more, not to block; that must not be done to standard output
//! itself, which is shared with the shell. A writer that has to wait then waits for two things: for room, and for
//! [`give_up`].
#![expect(clippy::disallowed_methods, reason = "this is how the terminal is written to")]

use std::io::{self, PipeReader, PipeWriter, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::LazyLock;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::getsid;
use rustix::stdio::stdout;
use rustix::termios::{QueueSelector, tcflush, tcgetsid};

static TERMINAL: LazyLock<Option<OwnedFd>> = LazyLock::new(open);
static GIVEN_UP: LazyLock<Option<(PipeReader, PipeWriter)>> = LazyLock::new(|| io::pipe().ok());

/// The terminal without a buffer and without a lock: what draws keeps a buffer of its own, and what ends the process
/// must not wait for whoever holds the lock.
pub(super) struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let terminal = terminal();
        loop {
            match rustix::io::write(terminal, bytes) {
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => wait_for_room(terminal)?,
                result => return Ok(result?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Makes whoever waits for room fail, now and from now on. What is written while there is room still arrives.
pub(super) fn give_up() {
    discard();
    if let Some((_, writer)) = GIVEN_UP.as_ref() {
        // A pipe takes the first few thousand of these.
        let _ = (&*writer).write_all(b"x");
    }
}

/// Throws away what the terminal has not taken yet.
pub(super) fn discard() {
    let _ = tcflush(stdout(), QueueSelector::OFlush);
}

fn wait_for_room(terminal: BorrowedFd<'_>) -> io::Result<()> {
    let mut ready = vec![PollFd::from_borrowed_fd(terminal, PollFlags::OUT)];
    ready.extend(GIVEN_UP.as_ref().map(|(reader, _)| PollFd::new(reader, PollFlags::IN)));
    match poll(&mut ready, None) {
        Ok(_) if ready[0].revents().is_empty() => Err(io::ErrorKind::TimedOut.into()),
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Standard output itself, which may block, where it cannot be opened once more.
fn terminal() -> BorrowedFd<'static> {
    TERMINAL.as_ref().map_or_else(stdout, AsFd::as_fd)
}

fn open() -> Option<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let open = |path| rustix::fs::open(path, flags, Mode::empty()).ok();
    let controls_us = || tcgetsid(stdout()).ok() == getsid(None).ok();
    open("/proc/self/fd/1").or_else(|| controls_us().then(|| open("/dev/tty")).flatten())
}
