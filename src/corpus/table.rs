//! A one-to-many relation in two arrays.

use std::marker::PhantomData;

use super::slots::Slot;

/// For each key the values that belong to it, in a fixed order, each once.
#[derive(Debug)]
pub(super) struct Table<K, V> {
    /// Key `k` owns `values[ends[k - 1]..ends[k]]`.
    ends: Vec<u32>,
    values: Vec<V>,
    key: PhantomData<K>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { ends: Vec::new(), values: Vec::new(), key: PhantomData }
    }
}

impl<K: Slot + Ord, V: Copy + Ord> Table<K, V> {
    /// Sorts pairs into a table for `keys` keys, the values of each in ascending order.
    pub(super) fn sorted(keys: usize, mut pairs: Vec<(K, V)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        Self::in_order(keys, pairs)
    }
}

impl<K: Slot, V: Copy> Table<K, V> {
    /// Takes pairs that are in order of their keys, keeping the order of the values.
    pub(super) fn in_order(keys: usize, pairs: Vec<(K, V)>) -> Self {
        let mut ends = vec![0_u32; keys];
        for (key, _) in &pairs {
            ends[key.at()] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self { ends, values: pairs.into_iter().map(|(_, value)| value).collect(), key: PhantomData }
    }

    /// The values of a key.
    pub(super) fn of(&self, key: K) -> &[V] {
        let at = key.at();
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.values[start as usize..self.ends[at] as usize]
    }
}
