//! A one-to-many relation in two arrays.

use std::marker::PhantomData;
use std::ops::Range;

use crate::corpus::slots::Slot;

/// For each key the values that belong to it, in a fixed order, each once.
#[derive(Debug)]
pub(crate) struct Table<K, V> {
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
    pub(crate) fn sorted(keys: usize, mut pairs: Vec<(K, V)>) -> Self {
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

impl<K: Slot, V: Slot> Table<K, V> {
    /// The same pairs by their values, of which there are so many. The keys of each come in ascending order.
    pub(crate) fn turned(&self, values: usize) -> Table<V, K> {
        Table::gathered(values, self.ends.len(), |key| self.of(key))
    }

    /// For each of so many keys those of so many values that name it, in ascending order.
    pub(crate) fn gathered<'t>(keys: usize, values: usize, named: impl Fn(V) -> &'t [K]) -> Self
    where
        K: 't,
    {
        // A value names a key twice, if at all, before the next value names it.
        let mut last = vec![usize::MAX; keys];
        let mut starts = vec![0_u32; keys];
        for value in 0..values {
            for key in named(V::of(value)) {
                starts[key.at()] += u32::from(std::mem::replace(&mut last[key.at()], value) != value);
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        let mut all = vec![V::of(0); sum as usize];
        let mut ends = starts;
        last.fill(usize::MAX);
        for value in 0..values {
            for key in named(V::of(value)) {
                if std::mem::replace(&mut last[key.at()], value) != value {
                    let end = &mut ends[key.at()];
                    all[*end as usize] = V::of(value);
                    *end += 1;
                }
            }
        }
        Self { ends, values: all, key: PhantomData }
    }
}

impl<K: Slot, V: Copy + Ord> Table<K, V> {
    /// The pairs of either of two tables with the same keys, the values of each key in ascending order in both.
    pub(crate) fn united(&self, other: &Self) -> Self {
        let mut all = Self::default();
        all.ends.reserve_exact(self.ends.len());
        all.values.reserve_exact(self.values.len() + other.values.len());
        for key in (0..self.ends.len()).map(K::of) {
            let (mut one, mut two) = (self.of(key), other.of(key));
            while let (Some(first), Some(second)) = (one.first(), two.first()) {
                all.values.push(*first.min(second));
                one = &one[usize::from(first <= second)..];
                two = &two[usize::from(second <= first)..];
            }
            all.values.extend_from_slice(one);
            all.values.extend_from_slice(two);
            all.close();
        }
        all.values.shrink_to_fit();
        all
    }
}

impl<K: Slot, V> Table<K, V> {
    /// Adds the values of the next key, in their own order.
    pub(crate) fn push(&mut self, values: impl IntoIterator<Item = V>) {
        self.values.extend(values);
        self.close();
    }

    /// Ends the values of the next key.
    fn close(&mut self) {
        self.ends.push(u32::try_from(self.values.len()).expect("a corpus has fewer than 2^32 references"));
    }

    /// Where the values of each key end, and all values, one behind the other.
    pub(crate) fn parts(&self) -> (&[u32], &[V]) {
        (&self.ends, &self.values)
    }

    /// The table of such parts; `None` for such as no table has.
    pub(crate) fn of_parts(ends: Vec<u32>, values: Vec<V>) -> Option<Self> {
        let good = ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == values.len();
        good.then_some(Self { ends, values, key: PhantomData })
    }

    /// Tables that were made side by side, one behind the other.
    pub(crate) fn joined(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        all.reserve(parts.iter().map(|part| part.ends.len()).sum(), parts.iter().map(|part| part.values.len()).sum());
        for part in parts {
            all.append(part);
        }
        all
    }

    /// Makes room for so many keys and values more, and for no more: large tables would otherwise leave half of their
    /// room unused.
    pub(crate) fn reserve(&mut self, keys: usize, values: usize) {
        self.ends.reserve_exact(keys);
        self.values.reserve_exact(values);
    }

    /// Adds the keys of another table behind those of this one.
    pub(crate) fn append(&mut self, mut other: Self) {
        let before = self.ends.last().copied().unwrap_or_default();
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.values.append(&mut other.values);
    }

    /// The values of a key.
    pub(crate) fn of(&self, key: K) -> &[V] {
        &self.values[self.range(key)]
    }

    /// The values of a run of keys, one behind the other.
    pub(crate) fn over(&self, keys: Range<K>) -> &[V] {
        &self.values[self.end_before(keys.start.at())..self.end_before(keys.end.at())]
    }

    /// The values of a key, to be put right.
    pub(crate) fn of_mut(&mut self, key: K) -> &mut [V] {
        let range = self.range(key);
        &mut self.values[range]
    }

    fn range(&self, key: K) -> Range<usize> {
        self.end_before(key.at())..self.end_before(key.at() + 1)
    }

    fn end_before(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ClaimSlot, EntitySlot};
    use proptest::prelude::*;

    fn table(pairs: &[(usize, usize)]) -> Table<EntitySlot, ClaimSlot> {
        Table::sorted(5, pairs.iter().map(|(key, value)| (EntitySlot::new(*key), ClaimSlot::new(*value))).collect())
    }

    fn told<K: Slot, V: Slot>(table: &Table<K, V>) -> Vec<(usize, usize)> {
        let of = |key| table.of(K::of(key)).iter().map(move |value| (key, value.at()));
        (0..table.ends.len()).flat_map(of).collect()
    }

    proptest! {
        #[test]
        fn a_turned_table_has_the_same_pairs_once(pairs in prop::collection::vec((0..5_usize, 0..20_usize), 0..40)) {
            let mut by_key = Table::<EntitySlot, ClaimSlot>::default();
            for key in 0..5 {
                by_key.push(pairs.iter().filter(|pair| pair.0 == key).map(|pair| ClaimSlot::new(pair.1)));
            }
            prop_assert_eq!(told(&by_key.turned(20).turned(5)), told(&table(&pairs)));
        }

        #[test]
        fn united_tables_have_the_pairs_of_both(
            one in prop::collection::vec((0..5_usize, 0..20_usize), 0..40),
            two in prop::collection::vec((0..5_usize, 0..20_usize), 0..40),
        ) {
            let both = [&one[..], &two[..]].concat();
            prop_assert_eq!(told(&table(&one).united(&table(&two))), told(&table(&both)));
        }
    }
}
