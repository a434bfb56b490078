//! A set of small numbers, such as records or claims, with a bit for each.

use std::ops::Range;

/// A set of numbers below [`len`](Self::len).
#[derive(Clone, Debug)]
pub(crate) struct BitSet {
    blocks: Vec<u64>,
    len: usize,
}

impl BitSet {
    /// Creates an empty set for numbers below `len`.
    pub(crate) fn none(len: usize) -> Self {
        Self { blocks: vec![0; len.div_ceil(64)], len }
    }

    /// Adds a number.
    #[inline]
    pub(crate) fn insert(&mut self, number: usize) {
        self.blocks[number / 64] |= 1 << (number % 64);
    }

    /// Adds a number. Returns whether it is new.
    #[inline]
    pub(crate) fn add(&mut self, number: usize) -> bool {
        let (block, bit) = (&mut self.blocks[number / 64], 1 << (number % 64));
        let new = *block & bit == 0;
        *block |= bit;
        new
    }

    /// Adds up to 64 numbers from `64 * block` on, one for each bit.
    #[inline]
    pub(crate) fn insert_block(&mut self, block: usize, bits: u64) {
        self.blocks[block] |= bits;
    }

    /// Adds all numbers of a range.
    pub(crate) fn insert_all(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let to = range.end.min((from / 64 + 1) * 64);
            self.blocks[from / 64] |= (u64::MAX >> (64 - (to - from))) << (from % 64);
            from = to;
        }
    }

    /// Adds the numbers of `other`, each increased by `first`.
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

    /// Removes a number.
    #[inline]
    pub(crate) fn remove(&mut self, number: usize) {
        self.blocks[number / 64] &= !(1 << (number % 64));
    }

    /// Returns the numbers from `first` on, each decreased by `first`.
    pub(crate) fn from(&self, first: usize) -> Self {
        let (skipped, shift) = (first / 64, first % 64);
        let block = |at: usize| self.blocks.get(at).copied().unwrap_or(0);
        let shifted =
            |at: usize| if shift == 0 { block(at) } else { block(at) >> shift | block(at + 1) << (64 - shift) };
        let len = self.len.saturating_sub(first);
        Self { blocks: (skipped..skipped + len.div_ceil(64)).map(shifted).collect(), len }
    }

    /// Returns the memory used, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.blocks[..])
    }

    /// Returns whether the set has a number, which must be below [`len`](Self::len).
    #[inline]
    pub(crate) fn has(&self, number: usize) -> bool {
        self.blocks[number / 64] >> (number % 64) & 1 == 1
    }

    /// Returns whether the set has a number, which may be any.
    pub(crate) fn holds(&self, number: usize) -> bool {
        number < self.len && self.has(number)
    }

    /// Returns the intersection.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(block, other)| *block &= other);
        self
    }

    /// Returns the difference.
    pub(crate) fn without(mut self, other: &Self) -> Self {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(block, other)| *block &= !other);
        self
    }

    /// Returns the union of two sets with the same [`len`](Self::len).
    pub(crate) fn or(mut self, other: Self) -> Self {
        self.blocks.iter_mut().zip(other.blocks).for_each(|(block, other)| *block |= other);
        self
    }

    /// Returns the complement.
    pub(crate) fn inverted(mut self) -> Self {
        self.blocks.iter_mut().for_each(|block| *block = !*block);
        if let Some(last) = self.blocks.last_mut().filter(|_| !self.len.is_multiple_of(64)) {
            *last &= (1 << (self.len % 64)) - 1;
        }
        self
    }

    /// Returns the exclusive upper bound of the numbers.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Returns how many numbers the set has.
    pub(crate) fn count(&self) -> usize {
        self.blocks.iter().map(|block| block.count_ones() as usize).sum()
    }

    /// Returns how many numbers of a range the set has.
    pub(crate) fn count_within(&self, range: Range<usize>) -> usize {
        let mut wanted = Self::none(self.len);
        wanted.insert_all(range);
        wanted.and(self).count()
    }

    /// Returns the numbers in order.
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
            let shifted = set.iter().filter_map(|number| number.checked_sub(out));
            prop_assert!(bits.from(out).iter().eq(shifted));
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
