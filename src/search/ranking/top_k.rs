//! The best `limit` of many scored records.

use std::cmp::Reverse;

/// Keeps the top `limit` (number, score) pairs. Ties go to the lower number.
#[derive(Debug)]
pub(crate) struct TopK {
    limit: usize,
    kept: Vec<(usize, u32)>,
    /// A pair that ranks after this one cannot be among the best.
    last: Option<(usize, u32)>,
}

/// Returns a sort key: the best pair has the lowest.
fn rank((number, score): &(usize, u32)) -> (Reverse<u32>, usize) {
    (Reverse(*score), *number)
}

impl TopK {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new(), last: None }
    }

    /// Offers a pair. Each number may be offered once.
    #[inline]
    pub(crate) fn push(&mut self, number: usize, score: u32) {
        let pair = (number, score);
        if self.last.is_none_or(|last| rank(&pair) < rank(&last)) {
            self.keep(pair);
        }
    }

    fn keep(&mut self, pair: (usize, u32)) {
        self.kept.push(pair);
        // Selecting halves the list, so its cost per pair is constant.
        if self.kept.len() >= self.limit.saturating_mul(2).max(64) {
            self.kept = best(std::mem::take(&mut self.kept), self.limit);
            self.last = self.kept.last().copied().or(Some((0, u32::MAX)));
        }
    }

    /// Returns whether `limit` pairs were offered.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    /// Returns a threshold: a lower score cannot be among the best.
    pub(crate) fn threshold(&self) -> u32 {
        self.last.map_or(0, |(_, score)| score)
    }

    /// Returns the best pairs, best first.
    pub(crate) fn into_sorted(self) -> Vec<(usize, u32)> {
        best(self.kept, self.limit)
    }
}

/// Returns the best `limit` pairs, best first; ties go to the lower number.
pub(crate) fn best(mut all: Vec<(usize, u32)>, limit: usize) -> Vec<(usize, u32)> {
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
            let mut top = TopK::new(limit);
            for from in 0..step.min(all.len()) {
                all.iter().skip(from).step_by(step).for_each(|(number, points)| top.push(*number, *points));
            }
            prop_assert_eq!(top.is_full(), limit <= all.len());
            let expected = best(all, limit);
            prop_assert!(expected.last().is_none_or(|(_, points)| top.threshold() <= *points));
            prop_assert_eq!(top.into_sorted(), expected);
        }
    }
}
