//! Finds records by their whole name, title or id, with the words in any order.
//!
//! A name is stored as the set of its words in the vocabulary.

use rayon::prelude::*;

use crate::search::index::field::{Field, Owner};
use crate::search::index::vocabulary::WordId;

/// An owner with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameBearer {
    pub(crate) owner: Owner,
    /// Whether the name is a weak alias, which could mean somebody else.
    pub(crate) weak: bool,
}

/// The bearers of all names, titles and ids.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct NameIndex {
    /// The words of all names, sorted within each name.
    words: Vec<WordId>,
    /// The range of each name in `words`. Ordered by the names' words.
    spans: Vec<(u32, u32)>,
    /// The bearer of each name in `spans`.
    bearers: Vec<NameBearer>,
}

/// Returns whether the texts of a field are indexed as whole names.
pub(crate) fn is_whole_name(field: Field) -> bool {
    let title = matches!(field, Field::OriginName | Field::DocumentTitle);
    let id = matches!(field, Field::EntityId | Field::OutletId | Field::OriginId | Field::DocumentId);
    field.is_name() || title || id
}

impl NameIndex {
    /// Creates the index from the words of all names, and the bearer and end in `words` of each name.
    pub(crate) fn new(mut words: Vec<WordId>, names: impl Iterator<Item = (NameBearer, u32)>) -> Self {
        let mut start = 0;
        let mut all = Vec::new();
        for (bearer, end) in names {
            if start < end {
                words[start as usize..end as usize].sort_unstable();
                all.push(((start, end), bearer));
            }
            start = end;
        }
        let name = |(start, end): (u32, u32)| &words[start as usize..end as usize];
        all.par_sort_unstable_by(|(a, one), (b, other)| name(*a).cmp(name(*b)).then_with(|| one.cmp(other)));
        // A name that is also a weak alias of the same owner is not weak.
        all.dedup_by(|(b, other), (a, one)| one.owner == other.owner && name(*a) == name(*b));
        let (spans, bearers) = all.into_iter().unzip();
        Self { words, spans, bearers }
    }

    /// Returns the bearers of a name with exactly these words.
    pub(crate) fn bearers(&self, mut words: Vec<WordId>) -> &[NameBearer] {
        words.sort_unstable();
        let name = |(start, end): (u32, u32)| &self.words[start as usize..end as usize];
        let from = self.spans.partition_point(|span| name(*span) < words.as_slice());
        let count = self.spans[from..].partition_point(|span| name(*span) == words);
        &self.bearers[from..from + count]
    }

    /// Returns the memory used, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(&self.words[..]) + size_of_val(&self.spans[..]) + size_of_val(&self.bearers[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::EntitySlot;

    #[test]
    fn a_name_is_its_words_in_any_order_and_each_bearer_has_it_once() {
        let ids = |words: &[usize]| words.iter().copied().map(WordId::new).collect::<Vec<_>>();
        let bearer = |at, weak| NameBearer { owner: Owner::Entity(EntitySlot::new(at)), weak };
        // `b a`, no words, `a`, `a b` as a weak alias of the first bearer, and `a b` as a name of a second bearer.
        let words = ids(&[1, 0, 0, 0, 1, 0, 1]);
        let bearers = [(bearer(7, false), 2), (bearer(7, false), 2), (bearer(7, true), 3), (bearer(7, true), 5)];
        let names = NameIndex::new(words, bearers.into_iter().chain([(bearer(3, false), 7)]));
        assert_eq!(names.bearers(ids(&[0, 1])), [bearer(3, false), bearer(7, false)]);
        assert_eq!(names.bearers(ids(&[1, 0])), names.bearers(ids(&[0, 1])));
        assert_eq!(names.bearers(ids(&[0])), [bearer(7, true)]);
        assert_eq!(names.bearers(ids(&[1])), []);
        assert_eq!(names.bearers(ids(&[0, 0])), []);
    }
}
