//! A one-to-many relation in two arrays.

use std::marker::PhantomData;
use std::ops::Range;

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
    /// Sorts pairs into a table for `keys` keys, the values of each in ascending order. For few pairs; many are
    /// [`gathered`](Self::gathered).
    pub(super) fn sorted(keys: usize, mut pairs: Vec<(K, V)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
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
}

impl<K: Slot, V: Slot + PartialEq> Table<K, V> {
    /// Gathers pairs that come in ascending order of their values. `each` is called twice, to count them and to put
    /// them in their places, and must name the same pairs both times.
    pub(super) fn gathered(keys: usize, each: impl Fn(&mut dyn FnMut(K, V))) -> Self {
        let mut starts = vec![0_u32; keys];
        let mut last: Vec<Option<V>> = vec![None; keys];
        each(&mut |key, value| {
            let last = &mut last[key.at()];
            starts[key.at()] += u32::from(last.replace(value) != Some(value));
        });
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        let mut values = vec![V::of(0); sum as usize];
        let mut ends = starts;
        last.fill(None);
        each(&mut |key, value| {
            if last[key.at()].replace(value) != Some(value) {
                let end = &mut ends[key.at()];
                values[*end as usize] = value;
                *end += 1;
            }
        });
        Self { ends, values, key: PhantomData }
    }
}

impl<K: Slot, V> Table<K, V> {
    /// Adds the values of the next key, in their own order.
    pub(super) fn push(&mut self, values: impl IntoIterator<Item = V>) {
        self.values.extend(values);
        self.ends.push(u32::try_from(self.values.len()).expect("a corpus has fewer than 2^32 references"));
    }

    /// Makes room for other tables, and for no more: large ones would otherwise leave half of their room unused.
    pub(super) fn reserve<'t>(&mut self, others: impl Iterator<Item = &'t Self>)
    where
        Self: 't,
    {
        let (keys, values) =
            others.fold((0, 0), |(keys, values), other| (keys + other.ends.len(), values + other.values.len()));
        self.ends.reserve_exact(keys);
        self.values.reserve_exact(values);
    }

    /// Gives back the room that is not used.
    pub(super) fn shrunk(mut self) -> Self {
        self.ends.shrink_to_fit();
        self.values.shrink_to_fit();
        self
    }

    /// Adds the keys of another table behind those of this one.
    pub(super) fn append(&mut self, mut other: Self) {
        let before = self.ends.last().copied().unwrap_or_default();
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.values.append(&mut other.values);
    }

    /// The values of a key.
    pub(super) fn of(&self, key: K) -> &[V] {
        &self.values[self.range(key)]
    }

    /// The values of a key, to be put right.
    pub(super) fn of_mut(&mut self, key: K) -> &mut [V] {
        let range = self.range(key);
        &mut self.values[range]
    }

    fn range(&self, key: K) -> Range<usize> {
        let at = key.at();
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        start as usize..self.ends[at] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ClaimSlot, EntitySlot};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gathering_is_sorting(pairs in prop::collection::vec((0..5_usize, 0..20_usize), 0..40)) {
            let pair = |(key, value): &(usize, usize)| (EntitySlot::new(*key), ClaimSlot::new(*value));
            let mut by_value = pairs.clone();
            by_value.sort_by_key(|(_, value)| *value);
            let gathered = Table::gathered(5, |each| by_value.iter().map(pair).for_each(|(key, value)| each(key, value)));
            let sorted = Table::sorted(5, pairs.iter().map(pair).collect());
            for key in (0..5).map(EntitySlot::new) {
                prop_assert_eq!(gathered.of(key), sorted.of(key));
            }
        }
    }
}
