//! What `poll` says of a terminal, as a decision.
//!
//! A system that cannot poll a device answers with POLLNVAL: macOS does so for `/dev/tty`. That is neither a hang-up
//! nor readiness, so it is a case of its own. Such a terminal is looked at in turns instead, every [`TURN`].

use rustix::event::{PollFlags, Timespec};

/// Time between two looks at a terminal that cannot be polled: too short to be noticed while typing.
pub(super) const TURN: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// What can be done with a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readiness {
    /// Nothing yet.
    Waiting,
    /// What was waited for.
    Ready,
    /// Nothing any more.
    Gone,
    /// The system cannot tell.
    Unpollable,
}

impl Readiness {
    /// The decision for what `poll` returned where it was asked to wait for `wanted`.
    pub(super) fn from_poll(returned: PollFlags, wanted: PollFlags) -> Self {
        if returned.contains(PollFlags::NVAL) {
            Self::Unpollable
        } else if returned.intersects(PollFlags::HUP | PollFlags::ERR) {
            Self::Gone
        } else if returned.intersects(wanted) {
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
    fn every_answer_of_poll_is_one_decision() {
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
