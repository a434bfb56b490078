//! The result of `poll` for a terminal.
//!
//! A system that cannot poll a device returns POLLNVAL; macOS does so for `/dev/tty`. That is neither a hang-up nor
//! readiness, so it is a case of its own. Such a terminal is tried every [`POLL_INTERVAL`] instead.

use rustix::event::{PollFlags, Timespec};

/// Time between two attempts on a terminal that cannot be polled. It is too short to be noticed while typing.
pub(super) const POLL_INTERVAL: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// The state of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readiness {
    /// It is not ready for what was polled.
    Waiting,
    /// It is ready.
    Ready,
    /// It is gone.
    Gone,
    /// The system cannot poll it.
    Unpollable,
}

impl Readiness {
    /// Evaluates the flags that `poll` returned for the requested ones.
    pub(super) fn from_poll(returned: PollFlags, requested: PollFlags) -> Self {
        if returned.contains(PollFlags::NVAL) {
            Self::Unpollable
        } else if returned.intersects(PollFlags::HUP | PollFlags::ERR) {
            Self::Gone
        } else if returned.intersects(requested) {
            Self::Ready
        } else {
            Self::Waiting
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_of_poll_is_one_state() {
        use PollFlags as P;
        for (returned, input, output) in [
            (P::empty(), Readiness::Waiting, Readiness::Waiting),
            (P::IN, Readiness::Ready, Readiness::Waiting),
            (P::OUT, Readiness::Waiting, Readiness::Ready),
            (P::HUP, Readiness::Gone, Readiness::Gone),
            (P::IN | P::HUP, Readiness::Gone, Readiness::Gone),
            (P::OUT | P::ERR, Readiness::Gone, Readiness::Gone),
            (P::NVAL, Readiness::Unpollable, Readiness::Unpollable),
            (P::NVAL | P::HUP, Readiness::Unpollable, Readiness::Unpollable),
        ] {
            assert_eq!(Readiness::from_poll(returned, P::IN), input, "{returned:?}");
            assert_eq!(Readiness::from_poll(returned, P::OUT), output, "{returned:?}");
        }
    }
}
