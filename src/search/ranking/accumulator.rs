//! The score accumulator: points by record number.

use crate::search::index::bitset::BitSet;
use crate::search::ranking::top_k::TopK;

/// The scores of some of the records with numbers below a limit.
#[derive(Debug)]
pub(crate) struct Scores {
    /// The numbers that have a score.
    bits: BitSet,
    /// One place per number. Only the places of numbers in `bits` are valid.
    points: Vec<u16>,
}

impl Scores {
    /// Creates an accumulator without scores for `numbers` records.
    pub(crate) fn new(numbers: usize) -> Self {
        Self { bits: BitSet::none(numbers), points: vec![0; numbers] }
    }

    /// Raises a record's score to `points` if it is lower.
    #[inline]
    pub(crate) fn raise(&mut self, number: usize, points: u32) {
        let points = u16::try_from(points).unwrap_or(u16::MAX);
        let best = &mut self.points[number];
        if self.bits.add(number) || *best < points {
            *best = points;
        }
    }

    /// Adds to a record's score; does nothing if it has none.
    pub(crate) fn add(&mut self, number: usize, points: u32) {
        if self.bits.has(number) {
            let best = &mut self.points[number];
            *best = best.saturating_add(u16::try_from(points).unwrap_or(u16::MAX));
        }
    }

    /// Returns the score of a record that has one.
    #[inline]
    pub(crate) fn get(&self, number: usize) -> u32 {
        self.points[number].into()
    }

    /// Returns the numbers that have a score.
    pub(crate) fn bits(&self) -> &BitSet {
        &self.bits
    }

    /// Returns the numbers that have a score, and drops the scores.
    pub(crate) fn into_bits(self) -> BitSet {
        self.bits
    }

    /// Returns every number with its score, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.bits.iter().map(|number| (number, self.get(number)))
    }

    /// Multiplies every score by a percentage; no score becomes 0.
    pub(crate) fn scaled(self, percent: u32) -> Self {
        self.map(|_, points| super::score::scaled(points, percent))
    }

    /// Adds the scores of `other`, which must have all numbers that `self` has.
    pub(crate) fn plus(self, other: &Self) -> Self {
        self.map(|number, points| points + other.get(number))
    }

    /// Returns the element-wise maximum.
    pub(crate) fn max(mut self, other: &Self) -> Self {
        other.iter().for_each(|(number, points)| self.raise(number, points));
        self
    }

    /// Divides every score by `parts`.
    pub(crate) fn divided(self, parts: usize) -> Self {
        let parts = u32::try_from(parts).unwrap_or(1).max(1);
        self.map(|_, points| points / parts)
    }

    fn map(mut self, new: impl Fn(usize, u32) -> u32) -> Self {
        for number in self.bits.iter() {
            let points = &mut self.points[number];
            *points = u16::try_from(new(number, (*points).into())).unwrap_or(u16::MAX);
        }
        self
    }

    /// Returns the best `limit` numbers with their scores, best first; ties go to the lower number.
    pub(crate) fn best(&self, limit: usize) -> Vec<(usize, u32)> {
        let mut best = TopK::new(limit);
        self.iter().for_each(|(number, points)| best.push(number, points));
        best.into_sorted()
    }
}
