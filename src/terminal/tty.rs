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

/// Size of a terminal that reports none.
const UNKNOWN_SIZE: Size = Size::new(80, 24);
/// Maximum size, because a terminal that reports an absurd size would cost memory for cells that no screen shows.
const MAX_SIZE: Size = Size::new(1000, 500);

/// Returns whether standard output is a terminal, so that frames can be drawn.
pub(super) fn is_terminal() -> bool {
    isatty(stdout())
}

/// Returns the descriptor to read keys from: standard input if it is a terminal, else the controlling terminal.
pub(super) fn open() -> io::Result<OwnedFd> {
    if isatty(stdin()) {
        return stdin().try_clone_to_owned();
    }
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |path: CString| rustix::fs::open(path, flags, Mode::empty());
    // The terminal's own path comes first, because macOS cannot poll `/dev/tty`. A terminal that does not control this
    // process must not be read: its keys belong to another session.
    let by_name = name().filter(|_| is_controlling()).and_then(|name| open(name).ok());
    by_name.map_or_else(|| Ok(open(c"/dev/tty".into())?), Ok)
}

/// Returns whether standard output is the controlling terminal of this process.
pub(super) fn is_controlling() -> bool {
    tcgetsid(stdout()).ok() == getsid(None).ok()
}

/// Returns the path of the terminal at standard output.
pub(super) fn name() -> Option<CString> {
    ttyname(stdout(), Vec::new()).ok()
}

/// Sets modes immediately, without waiting for pending output, which may be blocked.
pub(super) fn set_modes(tty: impl AsFd, modes: &Termios) -> io::Result<()> {
    loop {
        match tcsetattr(&tty, OptionalActions::Now, modes) {
            Err(Errno::INTR) => {}
            result => return Ok(result?),
        }
    }
}

/// Returns the size of the terminal, within bounds. (crossterm's `size` starts `tput` if the ioctl fails.)
pub(super) fn size() -> io::Result<Size> {
    let size = tcgetwinsize(stdout())?;
    Ok(clamp_size(size.ws_col, size.ws_row))
}

fn clamp_size(columns: u16, rows: u16) -> Size {
    if columns == 0 || rows == 0 {
        return UNKNOWN_SIZE;
    }
    Size::new(columns.min(MAX_SIZE.width), rows.min(MAX_SIZE.height))
}

/// Returns whether an error means that the terminal is gone.
pub(super) fn is_gone(error: &io::Error) -> bool {
    [Errno::IO, Errno::PIPE, Errno::NXIO, Errno::BADF, Errno::NODEV]
        .iter()
        .any(|gone| error.raw_os_error() == Some(gone.raw_os_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_sizes_are_clamped() {
        assert_eq!(clamp_size(0, 0), Size::new(80, 24));
        assert_eq!(clamp_size(40, 0), Size::new(80, 24));
        assert_eq!(clamp_size(1, 1), Size::new(1, 1));
        assert_eq!(clamp_size(500, 200), Size::new(500, 200));
        assert_eq!(clamp_size(65535, 65535), Size::new(1000, 500));
    }
}
