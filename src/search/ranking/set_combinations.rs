//! Combinations of posting sets, one for each word, in descending order of their points.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::search::index::bitset::BitSet;

/// Yields the combinations that take one set for each word, with the sum of their points, highest first.
pub(crate) struct SetCombinations<'a> {
    /// For each word its sets with their points, highest first.
    words: Vec<Vec<(u32, &'a BitSet)>>,
    /// Combinations still to be yielded: the sum, and for each word the position of its set.
    heap: BinaryHeap<(u32, Vec<usize>)>,
}

impl<'a> SetCombinations<'a> {
    /// Starts with the sets of each word and the points that each gives.
    pub(crate) fn new(mut words: Vec<Vec<(u32, &'a BitSet)>>) -> Self {
        for sets in &mut words {
            sets.sort_by_key(|(points, _)| Reverse(*points));
        }
        let mut combinations = Self { heap: BinaryHeap::new(), words };
        combinations.push(vec![0; combinations.words.len()]);
        combinations
    }

    /// Pushes a combination unless one of its positions is past the end.
    fn push(&mut self, combination: Vec<usize>) {
        let points = self.words.iter().zip(&combination).map(|(sets, at)| sets.get(*at).map(|(points, _)| *points));
        if let Some(sum) = points.sum() {
            self.heap.push((sum, combination));
        }
    }
}

impl<'a> Iterator for SetCombinations<'a> {
    type Item = (u32, Vec<&'a BitSet>);

    fn next(&mut self) -> Option<Self::Item> {
        let (sum, combination) = self.heap.pop()?;
        // Successors advance the last advanced word or one after it, so each combination is reached exactly once.
        let last_advanced = combination.iter().rposition(|at| *at > 0).unwrap_or(0);
        for word in last_advanced..combination.len() {
            let mut successor = combination.clone();
            successor[word] += 1;
            self.push(successor);
        }
        Some((sum, self.words.iter().zip(combination).map(|(sets, at)| sets[at].1).collect()))
    }
}
