//! Names: who is called so as a whole, the words in any order.
//!
//! A name is kept as the words of the vocabulary that it is made of; a query that has another word names nobody.

use rayon::prelude::*;

use crate::search::index::field::{Field, Owner};
use crate::search::index::vocabulary::WordId;

/// Who bears a name as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameBearer {
    /// Who bears it.
    pub(crate) owner: Owner,
    /// True where the name is a weak alias, which could mean another as well.
    pub(crate) weak: bool,
}

/// Of each name, title and id: who bears it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct NameIndex {
    /// The words of all names, of each in order.
    words: Vec<WordId>,
    /// Where the words of each name are, in the order of the words.
    spans: Vec<(u32, u32)>,
    /// Who bears each.
    bearers: Vec<NameBearer>,
}

/// True for texts that are names as a whole.
pub(crate) fn is_whole_name(field: Field) -> bool {
    let title = matches!(field, Field::OriginName | Field::DocumentTitle);
    let id = matches!(field, Field::EntityId | Field::OutletId | Field::OriginId | Field::DocumentId);
    field.is_name() || title || id
}

impl NameIndex {
    /// Takes names: who bears each, and where it ends among the words of all.
    pub(crate) fn new(mut words: Vec<WordId>, names: impl Iterator<Item = (NameBearer, u32)>) -> Self {
        let mut start = 0;
        let mut all = Vec::new();
        for (named, end) in names {
            if start < end {
                words[start as usize..end as usize].sort_unstable();
                all.push(((start, end), named));
            }
            start = end;
        }
        let of = |(start, end): (u32, u32)| &words[start as usize..end as usize];
        all.par_sort_unstable_by(|(a, one), (b, other)| of(*a).cmp(of(*b)).then_with(|| one.cmp(other)));
        // Whoever bears a name and has it for a weak alias, too, bears it.
        all.dedup_by(|(b, other), (a, one)| one.owner == other.owner && of(*a) == of(*b));
        let (spans, bearers) = all.into_iter().unzip();
        Self { words, spans, bearers }
    }

    /// Who bears a name of these words.
    pub(crate) fn bearers(&self, mut words: Vec<WordId>) -> &[NameBearer] {
        words.sort_unstable();
        let of = |(start, end): (u32, u32)| &self.words[start as usize..end as usize];
        let from = self.spans.partition_point(|span| of(*span) < words.as_slice());
        let count = self.spans[from..].partition_point(|span| of(*span) == words);
        &self.bearers[from..from + count]
    }

    /// How much memory they take.
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
        let named = |at, weak| NameBearer { owner: Owner::Entity(EntitySlot::new(at)), weak };
        // `b a`, nothing, `a`, `a b` as a weak alias of the first and as the name of another.
        let words = ids(&[1, 0, 0, 0, 1, 0, 1]);
        let bearers = [(named(7, false), 2), (named(7, false), 2), (named(7, true), 3), (named(7, true), 5)];
        let names = NameIndex::new(words, bearers.into_iter().chain([(named(3, false), 7)]));
        assert_eq!(names.bearers(ids(&[0, 1])), [named(3, false), named(7, false)]);
        assert_eq!(names.bearers(ids(&[1, 0])), names.bearers(ids(&[0, 1])));
        assert_eq!(names.bearers(ids(&[0])), [named(7, true)]);
        assert_eq!(names.bearers(ids(&[1])), []);
        assert_eq!(names.bearers(ids(&[0, 0])), []);
    }
}
