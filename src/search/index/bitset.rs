//! Sets of records by number, a bit for each.

use std::ops::Range;

/// Which of so many numbers are in.
#[derive(Clone, Debug)]
pub(crate) struct BitSet {
    blocks: Vec<u64>,
    len: usize,
}

impl BitSet {
    /// None of `len` numbers.
    pub(crate) fn none(len: usize) -> Self {
        Self { blocks: vec![0; len.div_ceil(64)], len }
    }

    /// Puts a number in.
    #[inline]
    pub(crate) fn insert(&mut self, number: usize) {
        self.blocks[number / 64] |= 1 << (number % 64);
    }

    /// Puts a number in; true when it was not in before.
    #[inline]
    pub(crate) fn add(&mut self, number: usize) -> bool {
        let (block, bit) = (&mut self.blocks[number / 64], 1 << (number % 64));
        let new = *block & bit == 0;
        *block |= bit;
        new
    }

    /// Puts in those of the 64 numbers from `64 * block` on whose bits are given.
    #[inline]
    pub(crate) fn insert_block(&mut self, block: usize, bits: u64) {
        self.blocks[block] |= bits;
    }

    /// Puts all numbers of a range in.
    pub(crate) fn insert_all(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let to = range.end.min((from / 64 + 1) * 64);
            self.blocks[from / 64] |= (u64::MAX >> (64 - (to - from))) << (from % 64);
            from = to;
        }
    }

    /// Puts in what another set has, each number higher by `first`.
    pub(crate) fn insert_from(&mut self, other: &Self, first: usize) {
        let (skipped, shift) = (first / 64, first % 64);
        for (at, block) in (skipped..).zip(&other.blocks) {
            self.blocks[at] |= block << shift;
            let rest = if shift == 0 { 0 } else { block >> (64 - shift) };
            if rest > 0 {
                self.blocks[at + 1] |= rest;
            }
        }
    }

    /// Takes a number out.
    #[inline]
    pub(crate) fn remove(&mut self, number: usize) {
        self.blocks[number / 64] &= !(1 << (number % 64));
    }

    /// The numbers from `first` on, as if that were 0.
    pub(crate) fn from(&self, first: usize) -> Self {
        let (skipped, shift) = (first / 64, first % 64);
        let block = |at: usize| self.blocks.get(at).copied().unwrap_or(0);
        let shifted =
            |at: usize| if shift == 0 { block(at) } else { block(at) >> shift | block(at + 1) << (64 - shift) };
        let len = self.len.saturating_sub(first);
        Self { blocks: (skipped..skipped + len.div_ceil(64)).map(shifted).collect(), len }
    }

    /// How much memory they take.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.blocks[..])
    }

    /// True when a number is in.
    #[inline]
    pub(crate) fn has(&self, number: usize) -> bool {
        self.blocks[number / 64] >> (number % 64) & 1 == 1
    }

    /// True when a number is in, whatever number it is.
    pub(crate) fn holds(&self, number: usize) -> bool {
        number < self.len && self.has(number)
    }

    /// What is in both.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(block, other)| *block &= other);
        self
    }

    /// What is in this, and not in the other.
    pub(crate) fn without(mut self, other: &Self) -> Self {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(block, other)| *block &= !other);
        self
    }

    /// What is in one of both, which are of as many numbers.
    pub(crate) fn or(mut self, other: Self) -> Self {
        self.blocks.iter_mut().zip(other.blocks).for_each(|(block, other)| *block |= other);
        self
    }

    /// What is not in.
    pub(crate) fn inverted(mut self) -> Self {
        self.blocks.iter_mut().for_each(|block| *block = !*block);
        if let Some(last) = self.blocks.last_mut().filter(|_| !self.len.is_multiple_of(64)) {
            *last &= (1 << (self.len % 64)) - 1;
        }
        self
    }

    /// Of how many numbers.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// How many are in.
    pub(crate) fn count(&self) -> usize {
        self.blocks.iter().map(|block| block.count_ones() as usize).sum()
    }

    /// How many of a range are in.
    pub(crate) fn count_within(&self, range: Range<usize>) -> usize {
        let mut wanted = Self::none(self.len);
        wanted.insert_all(range);
        wanted.and(self).count()
    }

    /// Every number that is in, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.blocks.iter().enumerate().flat_map(|(at, block)| {
            let rests = std::iter::successors(Some(*block), |rest| Some(rest & rest.wrapping_sub(1)));
            rests.take_while(|rest| *rest > 0).map(move |rest| at * 64 + rest.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_are_a_set(
            len in 1_usize..200, numbers in prop::collection::btree_set(0_usize..200, 0..60), out in 0_usize..200, size in 0_usize..150,
        ) {
            let mut set: BTreeSet<_> = numbers.into_iter().filter(|number| *number < len).collect();
            let mut bits = BitSet::none(len);
            for number in &set {
                bits.insert(*number);
            }
            if out < len {
                prop_assert_eq!(bits.add(out), set.insert(out));
                let range = out..len.min(out + size);
                set.extend(range.clone());
                bits.insert_all(range);
            }
            prop_assert_eq!(bits.count(), set.len());
            let mut higher = BitSet::none(out + len);
            higher.insert_from(&bits, out);
            prop_assert!(higher.iter().eq(set.iter().map(|number| number + out)));
            let behind = set.iter().filter_map(|number| number.checked_sub(out));
            prop_assert!(bits.from(out).iter().eq(behind));
            prop_assert!(bits.iter().eq(set.iter().copied()));
            prop_assert!((0..len).all(|number| bits.has(number) == set.contains(&number)));
            let others = bits.clone().inverted();
            prop_assert_eq!(others.clone().or(bits.clone()).count(), len);
            prop_assert_eq!(others.count(), len - set.len());
            prop_assert_eq!(others.clone().and(&bits).count(), 0);
            prop_assert_eq!(bits.count_within(out.min(len)..len), set.range(out..).count());
            prop_assert!(BitSet::none(len).inverted().without(&bits).iter().eq(others.iter()));
        }
    }
}
