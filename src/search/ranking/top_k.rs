//! The best of many: what is kept of more records than anybody looks at.

use std::cmp::Reverse;

/// Keeps the best `limit` of the numbers that it is given with their points; of equals the first.
#[derive(Debug)]
pub(crate) struct Best {
    limit: usize,
    kept: Vec<(usize, u32)>,
    /// Nothing that ranks behind this one can be among the best.
    last: Option<(usize, u32)>,
}

/// The lower, the better.
fn rank((number, points): &(usize, u32)) -> (Reverse<u32>, usize) {
    (Reverse(*points), *number)
}

impl Best {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new(), last: None }
    }

    /// Takes a number, once.
    #[inline]
    pub(crate) fn push(&mut self, number: usize, points: u32) {
        let one = (number, points);
        if self.last.is_none_or(|last| rank(&one) < rank(&last)) {
            self.keep(one);
        }
    }

    fn keep(&mut self, one: (usize, u32)) {
        self.kept.push(one);
        // Not at every one: half of them are thrown away at a time.
        if self.kept.len() >= self.limit.saturating_mul(2).max(64) {
            self.kept = first(std::mem::take(&mut self.kept), self.limit);
            self.last = self.kept.last().copied().or(Some((0, u32::MAX)));
        }
    }

    /// True when there are as many as are wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    /// What gets less than this cannot be among the best.
    pub(crate) fn floor(&self) -> u32 {
        self.last.map_or(0, |(_, points)| points)
    }

    /// All that were kept, the best first.
    pub(crate) fn ranked(self) -> Vec<(usize, u32)> {
        first(self.kept, self.limit)
    }
}

/// The best `limit` of numbers with points, the best first; of equals the first.
pub(crate) fn first(mut all: Vec<(usize, u32)>, limit: usize) -> Vec<(usize, u32)> {
    if limit < all.len() {
        all.select_nth_unstable_by_key(limit, rank);
        all.truncate(limit);
    }
    all.sort_unstable_by_key(rank);
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_are_kept_in_whatever_order_they_come(
            points in prop::collection::vec(0_u32..9, 0..300), limit in 0_usize..90, step in 1_usize..300,
        ) {
            let all: Vec<_> = points.into_iter().enumerate().collect();
            let mut best = Best::new(limit);
            for from in 0..step.min(all.len()) {
                all.iter().skip(from).step_by(step).for_each(|(number, points)| best.push(*number, *points));
            }
            prop_assert_eq!(best.is_full(), limit <= all.len());
            let expected = first(all, limit);
            prop_assert!(expected.last().is_none_or(|(_, points)| best.floor() <= *points));
            prop_assert_eq!(best.ranked(), expected);
        }
    }
}
