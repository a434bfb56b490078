//! A one-to-many relation between records, in two arrays.

use std::marker::PhantomData;
use std::ops::Range;

use crate::corpus::slots::Slot;

/// For each key, the values that belong to it. Each value is listed once, in an order that does not change.
#[derive(Debug)]
pub(crate) struct OneToMany<K, V> {
    /// Key `k` owns `values[ends[k - 1]..ends[k]]`.
    ends: Vec<u32>,
    values: Vec<V>,
    key: PhantomData<K>,
}

impl<K, V> Default for OneToMany<K, V> {
    fn default() -> Self {
        Self { ends: Vec::new(), values: Vec::new(), key: PhantomData }
    }
}

impl<K: Slot + Ord, V: Copy + Ord> OneToMany<K, V> {
    /// Builds the relation of `keys` keys from pairs. The values of each key are sorted.
    pub(crate) fn from_pairs(keys: usize, mut pairs: Vec<(K, V)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut ends = vec![0_u32; keys];
        for (key, _) in &pairs {
            ends[key.index()] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        Self { ends, values: pairs.into_iter().map(|(_, value)| value).collect(), key: PhantomData }
    }
}

impl<K: Slot, V: Slot> OneToMany<K, V> {
    /// Returns the inverse relation, which has `values` keys. The values of each are sorted.
    pub(crate) fn invert(&self, values: usize) -> OneToMany<V, K> {
        OneToMany::invert_with(values, self.ends.len(), |key| self.get(key))
    }

    /// Builds the relation of `keys` keys as the inverse of a function from `values` values to keys. The values of each
    /// key are sorted.
    ///
    /// This is a counting sort: the first pass counts the values of each key, the second puts them in their places.
    pub(crate) fn invert_with<'t>(keys: usize, values: usize, keys_of: impl Fn(V) -> &'t [K]) -> Self
    where
        K: 't,
    {
        // For each key the value that named it last: a value that names a key twice counts once.
        let mut last = vec![usize::MAX; keys];
        let mut starts = vec![0_u32; keys];
        for value in 0..values {
            for key in keys_of(V::from_index(value)) {
                starts[key.index()] += u32::from(std::mem::replace(&mut last[key.index()], value) != value);
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        let mut all = vec![V::from_index(0); sum as usize];
        let mut ends = starts;
        last.fill(usize::MAX);
        for value in 0..values {
            for key in keys_of(V::from_index(value)) {
                if std::mem::replace(&mut last[key.index()], value) != value {
                    let end = &mut ends[key.index()];
                    all[*end as usize] = V::from_index(value);
                    *end += 1;
                }
            }
        }
        Self { ends, values: all, key: PhantomData }
    }
}

impl<K: Slot, V: Copy + Ord> OneToMany<K, V> {
    /// Returns the pairs of either relation. Both need the same keys, and sorted values.
    pub(crate) fn union(&self, other: &Self) -> Self {
        let mut all = Self::default();
        all.ends.reserve_exact(self.ends.len());
        all.values.reserve_exact(self.values.len() + other.values.len());
        for key in (0..self.ends.len()).map(K::from_index) {
            let (mut one, mut two) = (self.get(key), other.get(key));
            while let (Some(first), Some(second)) = (one.first(), two.first()) {
                all.values.push(*first.min(second));
                one = &one[usize::from(first <= second)..];
                two = &two[usize::from(second <= first)..];
            }
            all.values.extend_from_slice(one);
            all.values.extend_from_slice(two);
            all.end_key();
        }
        all.values.shrink_to_fit();
        all
    }
}

impl<K: Slot, V> OneToMany<K, V> {
    /// Builds a relation from [`as_parts`](Self::as_parts). Returns `None` if they do not fit together.
    pub(crate) fn from_parts(ends: Vec<u32>, values: Vec<V>) -> Option<Self> {
        let good = ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == values.len();
        good.then_some(Self { ends, values, key: PhantomData })
    }

    /// Returns the position at which the values of each key end, and the values of all keys.
    pub(crate) fn as_parts(&self) -> (&[u32], &[V]) {
        (&self.ends, &self.values)
    }

    /// Concatenates relations, whose keys follow one another.
    pub(crate) fn concat(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        all.reserve(parts.iter().map(|part| part.ends.len()).sum(), parts.iter().map(|part| part.values.len()).sum());
        for part in parts {
            all.append(part);
        }
        all
    }

    /// Returns the relation without the pairs for which `is_kept` is false.
    pub(crate) fn filtered(&self, is_kept: impl Fn(K, &V) -> bool) -> Self
    where
        V: Copy,
    {
        let mut kept = Self::default();
        kept.reserve(self.ends.len(), self.values.len());
        for key in (0..self.ends.len()).map(K::from_index) {
            kept.push(self.get(key).iter().copied().filter(|value| is_kept(key, value)));
        }
        kept.values.shrink_to_fit();
        kept
    }

    /// Reserves memory for exactly this many further keys and values. Growing by doubling would leave up to half of the
    /// memory of a large relation unused.
    pub(crate) fn reserve(&mut self, keys: usize, values: usize) {
        self.ends.reserve_exact(keys);
        self.values.reserve_exact(values);
    }

    /// Adds the next key with its values, whose order is kept.
    pub(crate) fn push(&mut self, values: impl IntoIterator<Item = V>) {
        self.values.extend(values);
        self.end_key();
    }

    /// Ends the values of the next key.
    fn end_key(&mut self) {
        self.ends.push(u32::try_from(self.values.len()).expect("a corpus has fewer than 2^32 references"));
    }

    /// Adds the keys of another relation after the keys of this one.
    pub(crate) fn append(&mut self, mut other: Self) {
        let before = self.ends.last().copied().unwrap_or_default();
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.values.append(&mut other.values);
    }

    /// Returns the values of a key.
    pub(crate) fn get(&self, key: K) -> &[V] {
        &self.values[self.range(key)]
    }

    /// Returns the values of a key for changing them.
    pub(crate) fn get_mut(&mut self, key: K) -> &mut [V] {
        let range = self.range(key);
        &mut self.values[range]
    }

    /// Returns the values of a range of keys.
    pub(crate) fn get_range(&self, keys: Range<K>) -> &[V] {
        &self.values[self.end_before(keys.start.index())..self.end_before(keys.end.index())]
    }

    fn range(&self, key: K) -> Range<usize> {
        self.end_before(key.index())..self.end_before(key.index() + 1)
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

    fn relation(pairs: &[(usize, usize)]) -> OneToMany<EntitySlot, ClaimSlot> {
        OneToMany::from_pairs(
            5,
            pairs.iter().map(|(key, value)| (EntitySlot::new(*key), ClaimSlot::new(*value))).collect(),
        )
    }

    fn pairs_of<K: Slot, V: Slot>(relation: &OneToMany<K, V>) -> Vec<(usize, usize)> {
        let values = |key| relation.get(K::from_index(key)).iter().map(move |value| (key, value.index()));
        (0..relation.ends.len()).flat_map(values).collect()
    }

    proptest! {
        #[test]
        fn an_inverse_has_the_same_pairs_once(pairs in prop::collection::vec((0..5_usize, 0..20_usize), 0..40)) {
            let mut by_key = OneToMany::<EntitySlot, ClaimSlot>::default();
            for key in 0..5 {
                by_key.push(pairs.iter().filter(|pair| pair.0 == key).map(|pair| ClaimSlot::new(pair.1)));
            }
            prop_assert_eq!(pairs_of(&by_key.invert(20).invert(5)), pairs_of(&relation(&pairs)));
        }

        #[test]
        fn a_union_has_the_pairs_of_both(
            one in prop::collection::vec((0..5_usize, 0..20_usize), 0..40),
            two in prop::collection::vec((0..5_usize, 0..20_usize), 0..40),
        ) {
            let both = [&one[..], &two[..]].concat();
            prop_assert_eq!(pairs_of(&relation(&one).union(&relation(&two))), pairs_of(&relation(&both)));
        }
    }
}
