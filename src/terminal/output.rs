//! Writing to the terminal, so that a terminal that takes nothing can be given up on.
//!
//! A write that blocks can be ended neither by another thread nor by throwing away what is on its way: the system
//! does not wake it up. So the terminal is opened once more, not to block; that must not be done to standard output
//! itself, which is shared with the shell. A writer that has to wait then waits for two things: for room, and for
//! [`give_up`].
#![expect(clippy::disallowed_methods, reason = "this is how the terminal is written to")]

use std::ffi::CStr;
use std::io::{self, PipeReader, PipeWriter, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::LazyLock;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::stdio::stdout;
use rustix::termios::{QueueSelector, tcflush};

use super::readiness::{Readiness, TURN};
use super::tty;

static TERMINAL: LazyLock<Option<OwnedFd>> = LazyLock::new(open);
static GIVEN_UP: LazyLock<Option<(PipeReader, PipeWriter)>> = LazyLock::new(|| io::pipe().ok());

/// The terminal without a buffer and without a lock: what draws keeps a buffer of its own, and what ends the process
/// must not wait for whoever holds the lock.
pub(super) struct TerminalOutput;

impl Write for TerminalOutput {
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
    let room = PollFd::from_borrowed_fd(terminal, PollFlags::OUT);
    let given_up = GIVEN_UP.as_ref().map(|(reader, _)| PollFd::new(reader, PollFlags::IN));
    match waited(room, given_up)? {
        Readiness::Waiting => Err(io::ErrorKind::TimedOut.into()),
        // Where the terminal is gone, writing says so.
        _ => Ok(()),
    }
}

/// Waits until there is room, or until it is given up on: then there is still none.
fn waited<'a>(room: PollFd<'a>, given_up: Option<PollFd<'a>>) -> io::Result<Readiness> {
    let mut both: Vec<_> = std::iter::once(room).chain(given_up).collect();
    if polled(&mut both, None)? == 0 {
        return Ok(Readiness::Unpollable);
    }
    let readiness = Readiness::from_poll(both[0].revents(), PollFlags::OUT);
    if readiness != Readiness::Unpollable {
        return Ok(readiness);
    }
    let given_up = polled(&mut both[1..], Some(&TURN))? > 0;
    Ok(if given_up { Readiness::Waiting } else { readiness })
}

/// How many descriptors have something to say. An interruption has nothing to say, and is no error.
fn polled(descriptors: &mut [PollFd<'_>], wait: Option<&Timespec>) -> io::Result<usize> {
    match poll(descriptors, wait) {
        Err(Errno::INTR) => Ok(0),
        result => Ok(result?),
    }
}

/// Standard output itself, which may block, where it cannot be opened once more.
fn terminal() -> BorrowedFd<'static> {
    TERMINAL.as_ref().map_or_else(stdout, AsFd::as_fd)
}

fn open() -> Option<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let open = |path: &CStr| rustix::fs::open(path, flags, Mode::empty()).ok();
    // The first is Linux's, and works where the terminal's own name is not known here, as in a container.
    open(c"/proc/self/fd/1")
        .or_else(|| tty::name().and_then(|name| open(&name)))
        .or_else(|| tty::controls_us().then(|| open(c"/dev/tty")).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pipe() -> (PipeReader, PipeWriter) {
        io::pipe().expect("a pipe")
    }

    fn room(descriptor: &impl AsFd) -> PollFd<'_> {
        PollFd::new(descriptor, PollFlags::OUT)
    }

    #[test]
    fn room_is_waited_for_until_it_is_given_up_on() {
        let (taking, giving) = pipe();
        let (heard, give_up) = pipe();
        let given_up = || Some(PollFd::new(&heard, PollFlags::IN));
        assert_eq!(waited(room(&giving), given_up()).expect("polled"), Readiness::Ready);
        // What is asked here is answered by the second pipe alone: the first never has room.
        (&give_up).write_all(b"x").expect("room for a byte");
        assert_eq!(waited(PollFd::new(&taking, PollFlags::IN), given_up()).expect("polled"), Readiness::Waiting);
        drop(taking);
        assert_eq!(waited(room(&giving), given_up()).expect("polled"), Readiness::Gone);
    }
}
