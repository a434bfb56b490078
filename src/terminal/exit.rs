//! Why a program in a terminal ended, and the exit code for it.

use signal_hook::consts::SIGHUP;

/// Offset of the exit codes of processes that a signal ended, by the convention of shells.
const SIGNAL_CODE: i32 = 128;

/// The reason for the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The user quit.
    Quit,
    /// The process got the signal of this number.
    Signal(i32),
    /// The terminal is gone. It counts as SIGHUP, which may not have arrived.
    Hangup,
}

impl Exit {
    /// Returns the exit code of the process.
    pub fn code(self) -> u8 {
        let code = match self {
            Self::Quit => 0,
            Self::Signal(signal) => SIGNAL_CODE + signal,
            Self::Hangup => SIGNAL_CODE + SIGHUP,
        };
        u8::try_from(code).unwrap_or(u8::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_code_says_what_happened() {
        assert_eq!(Exit::Quit.code(), 0);
        assert_eq!(Exit::Signal(15).code(), 143);
        assert_eq!(Exit::Hangup.code(), 129);
    }
}
