//! Sets of records by number, a bit for each.

/// Which of so many numbers are in.
#[derive(Clone, Debug)]
pub(super) struct Bits {
    blocks: Vec<u64>,
    len: usize,
}

impl Bits {
    /// None of `len` numbers.
    pub(super) fn none(len: usize) -> Self {
        Self { blocks: vec![0; len.div_ceil(64)], len }
    }

    /// All of `len` numbers.
    pub(super) fn all(len: usize) -> Self {
        Self::none(len).inverted()
    }

    /// Puts a number in.
    pub(super) fn insert(&mut self, number: usize) {
        self.blocks[number / 64] |= 1 << (number % 64);
    }

    /// Takes a number out.
    pub(super) fn remove(&mut self, number: usize) {
        self.blocks[number / 64] &= !(1 << (number % 64));
    }

    /// True when a number is in.
    pub(super) fn has(&self, number: usize) -> bool {
        self.blocks[number / 64] >> (number % 64) & 1 == 1
    }

    /// What is in both.
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(block, other)| *block &= other);
        self
    }

    /// What is not in.
    pub(super) fn inverted(mut self) -> Self {
        self.blocks.iter_mut().for_each(|block| *block = !*block);
        if let Some(last) = self.blocks.last_mut().filter(|_| !self.len.is_multiple_of(64)) {
            *last &= (1 << (self.len % 64)) - 1;
        }
        self
    }

    /// How many are in.
    pub(super) fn count(&self) -> usize {
        self.blocks.iter().map(|block| block.count_ones() as usize).sum()
    }

    /// Every number that is in, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
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
        fn bits_are_a_set(len in 1_usize..200, numbers in prop::collection::btree_set(0_usize..200, 0..60), out in 0_usize..200) {
            let mut set: BTreeSet<_> = numbers.into_iter().filter(|number| *number < len).collect();
            let mut bits = Bits::none(len);
            for number in &set {
                bits.insert(*number);
            }
            if out < len {
                set.remove(&out);
                bits.remove(out);
            }
            prop_assert_eq!(bits.count(), set.len());
            prop_assert!(bits.iter().eq(set.iter().copied()));
            prop_assert!((0..len).all(|number| bits.has(number) == set.contains(&number)));
            let others = bits.clone().inverted();
            prop_assert_eq!(others.count(), len - set.len());
            prop_assert_eq!(others.and(&bits).count(), 0);
        }
    }
}
