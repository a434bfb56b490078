//! Why the browser ended, and what the process reports of it.

use signal_hook::consts::SIGHUP;

/// A process that a signal ended reports this and the signal's number.
const SIGNAL_CODE: i32 = 128;

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The reader wanted to.
    Quit,
    /// The signal of this number.
    Signal(i32),
    /// The terminal is gone, which is as good as the signal that tells so.
    Hangup,
}

impl Exit {
    /// What the process reports to whoever started it.
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
    fn the_exit_status_says_what_happened() {
        assert_eq!(Exit::Quit.code(), 0);
        assert_eq!(Exit::Signal(15).code(), 143);
        assert_eq!(Exit::Hangup.code(), 129);
    }
}
