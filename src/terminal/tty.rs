//! The terminal as a device: its file descriptor, modes and size.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place that asks standard output whether and how large it is"
)]

use std::ffi::CString;
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use ratatui::layout::Size;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::getsid;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, Termios, isatty, tcgetsid, tcgetwinsize, tcsetattr, ttyname};

/// What a terminal has that does not know its size.
const UNKNOWN_SIZE: Size = Size::new(80, 24);
/// More than any screen shows. A terminal that claims more would cost memory for nothing.
const LARGEST_SIZE: Size = Size::new(1000, 500);

/// True where frames can be drawn: standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    isatty(stdout())
}

/// The descriptor that keys are read from: standard input where it is a terminal, else the controlling terminal.
pub(super) fn open() -> io::Result<OwnedFd> {
    if isatty(stdin()) {
        return stdin().try_clone_to_owned();
    }
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |path: CString| rustix::fs::open(path, flags, Mode::empty());
    // Its own name comes first: macOS cannot poll `/dev/tty`. Keys are read only from a terminal that controls us.
    let drawn_on = name().filter(|_| controls_us()).and_then(|name| open(name).ok());
    drawn_on.map_or_else(|| Ok(open(c"/dev/tty".into())?), Ok)
}

/// True where the terminal that is drawn on is the controlling one.
pub(super) fn controls_us() -> bool {
    tcgetsid(stdout()).ok() == getsid(None).ok()
}

/// The path of the terminal that is drawn on.
pub(super) fn name() -> Option<CString> {
    ttyname(stdout(), Vec::new()).ok()
}

/// Sets modes at once, without waiting for output that may be blocked.
pub(super) fn set_modes(tty: impl AsFd, modes: &Termios) -> io::Result<()> {
    loop {
        match tcsetattr(&tty, OptionalActions::Now, modes) {
            Err(Errno::INTR) => {}
            result => return Ok(result?),
        }
    }
}

/// Asks the terminal itself. (crossterm would start `tput` where that fails.)
pub(super) fn size() -> io::Result<Size> {
    let size = tcgetwinsize(stdout())?;
    Ok(sensible(size.ws_col, size.ws_row))
}

fn sensible(columns: u16, rows: u16) -> Size {
    if columns == 0 || rows == 0 {
        return UNKNOWN_SIZE;
    }
    Size::new(columns.min(LARGEST_SIZE.width), rows.min(LARGEST_SIZE.height))
}

/// True for the errors of a terminal that is gone.
pub(super) fn is_gone(error: &io::Error) -> bool {
    [Errno::IO, Errno::PIPE, Errno::NXIO, Errno::BADF, Errno::NODEV]
        .iter()
        .any(|gone| error.raw_os_error() == Some(gone.raw_os_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_sizes_become_sensible() {
        assert_eq!(sensible(0, 0), Size::new(80, 24));
        assert_eq!(sensible(40, 0), Size::new(80, 24));
        assert_eq!(sensible(1, 1), Size::new(1, 1));
        assert_eq!(sensible(500, 200), Size::new(500, 200));
        assert_eq!(sensible(65535, 65535), Size::new(1000, 500));
    }
}
