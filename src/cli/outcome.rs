//! Whether a command found anything, which becomes its exit status.

use std::process::ExitCode;

/// How a command ended, other than by an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// There is something to show; for `check`, there are no problems.
    Found,
    /// There is nothing to show; for `check`, there are problems.
    Nothing,
}

impl Outcome {
    /// Returns the outcome of a command, given whether there is something to show.
    pub(super) fn found(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Found => Self::SUCCESS,
            Outcome::Nothing => Self::FAILURE,
        }
    }
}
