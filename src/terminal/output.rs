//! Writing to the terminal in a way that can be given up, for a terminal that accepts no output.
//!
//! No other thread can end a blocked write, and discarding the pending output does not wake the writer up. So the
//! terminal is opened a second time without blocking. Standard output itself must stay as it is, because it is shared
//! with the shell. A writer that has to wait then polls two descriptors: the terminal, and a pipe that [`give_up`]
//! writes to.
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

use super::readiness::{POLL_INTERVAL, Readiness};
use super::tty;

static TERMINAL: LazyLock<Option<OwnedFd>> = LazyLock::new(open);
static GIVE_UP: LazyLock<Option<(PipeReader, PipeWriter)>> = LazyLock::new(|| io::pipe().ok());

/// A writer to the terminal without buffer and lock. The canvas has a buffer of its own, and the thread that ends the
/// process must not wait for a lock.
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

/// Makes every write fail that would have to wait, now and from now on. Others still succeed.
pub(super) fn give_up() {
    discard();
    if let Some((_, writer)) = GIVE_UP.as_ref() {
        // One byte does not block: a pipe holds thousands, and this is called at most once for each ending thread.
        let _ = (&*writer).write_all(b"x");
    }
}

/// Discards the output that the terminal has not accepted yet.
pub(super) fn discard() {
    let _ = tcflush(stdout(), QueueSelector::OFlush);
}

fn wait_for_room(terminal: BorrowedFd<'_>) -> io::Result<()> {
    let room = PollFd::from_borrowed_fd(terminal, PollFlags::OUT);
    let give_up = GIVE_UP.as_ref().map(|(reader, _)| PollFd::new(reader, PollFlags::IN));
    match poll_room(room, give_up)? {
        Readiness::Waiting => Err(io::ErrorKind::TimedOut.into()),
        // If the terminal is gone, the next write reports it.
        _ => Ok(()),
    }
}

/// Blocks until there is room or output is given up. In the second case there is still no room, so the result is
/// [`Readiness::Waiting`].
fn poll_room<'a>(room: PollFd<'a>, give_up: Option<PollFd<'a>>) -> io::Result<Readiness> {
    let mut both: Vec<_> = std::iter::once(room).chain(give_up).collect();
    if count_ready(&mut both, None)? == 0 {
        return Ok(Readiness::Unpollable);
    }
    let readiness = Readiness::from_poll(both[0].revents(), PollFlags::OUT);
    if readiness != Readiness::Unpollable {
        return Ok(readiness);
    }
    let is_given_up = count_ready(&mut both[1..], Some(&POLL_INTERVAL))? > 0;
    Ok(if is_given_up { Readiness::Waiting } else { readiness })
}

/// Polls and returns the number of descriptors with results: none if a signal interrupted the call.
fn count_ready(descriptors: &mut [PollFd<'_>], timeout: Option<&Timespec>) -> io::Result<usize> {
    match poll(descriptors, timeout) {
        Err(Errno::INTR) => Ok(0),
        result => Ok(result?),
    }
}

/// Returns the non-blocking descriptor, or standard output if the terminal cannot be opened a second time.
fn terminal() -> BorrowedFd<'static> {
    TERMINAL.as_ref().map_or_else(stdout, AsFd::as_fd)
}

fn open() -> Option<OwnedFd> {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let open = |path: &CStr| rustix::fs::open(path, flags, Mode::empty()).ok();
    // The first path exists only on Linux. It works even if the terminal's own path does not, as in a container.
    open(c"/proc/self/fd/1")
        .or_else(|| tty::name().and_then(|name| open(&name)))
        .or_else(|| tty::is_controlling().then(|| open(c"/dev/tty")).flatten())
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
    fn a_writer_waits_for_room_until_output_is_given_up() {
        let (reader, writer) = pipe();
        let (give_up, give_up_writer) = pipe();
        let given_up = || Some(PollFd::new(&give_up, PollFlags::IN));
        assert_eq!(poll_room(room(&writer), given_up()).expect("polled"), Readiness::Ready);
        // The first descriptor never has room, so only the second one can end the wait.
        (&give_up_writer).write_all(b"x").expect("room for a byte");
        assert_eq!(poll_room(PollFd::new(&reader, PollFlags::IN), given_up()).expect("polled"), Readiness::Waiting);
        drop(reader);
        assert_eq!(poll_room(room(&writer), given_up()).expect("polled"), Readiness::Gone);
    }
}
