//! The posting lists of one field: which texts have a word.
//!
//! A word in few texts has a sorted list. A word in many texts has a bit set over all texts, which is smaller, and is
//! united and intersected 64 texts at a time.

use crate::search::index::bitset::BitSet;
use crate::search::index::vocabulary::WordId;

/// Number of bits in a posting. A list is larger than a bit set if more than 1 text in `POSTING_BITS` has the word.
const POSTING_BITS: usize = 32;

/// One occurrence of a word in a text: the owner's slot, whether the word is only part of a compound, and the length of
/// the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting(u32);

impl Posting {
    pub(crate) fn new(owner: usize, joined: bool, words: usize) -> Self {
        let owner = u32::try_from(owner).ok().filter(|owner| *owner < 1 << 27);
        let owner = owner.expect("a corpus has fewer than 2^27 records of a kind");
        let words = u32::try_from(words.min(15)).unwrap_or(15);
        Self(owner << 5 | u32::from(joined) << 4 | words)
    }

    /// Returns the owner's slot as an index.
    pub(crate) fn owner(self) -> usize {
        (self.0 >> 5) as usize
    }

    /// Returns whether the text has the word only as a compound: `panafrican` for "pan-African".
    pub(crate) fn joined(self) -> bool {
        self.0 & 16 != 0
    }

    /// Returns the number of words in the owner's shortest text with the word, at most 15.
    pub(crate) fn words(self) -> usize {
        (self.0 & 15) as usize
    }

    /// Returns whether the posting contains no information besides its owner.
    fn is_plain(self) -> bool {
        self.0 & 31 == 15
    }
}

/// The texts of a field that have a word, as their owners.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PostingList<'a> {
    /// Sorted by owner.
    List(&'a [Posting]),
    /// Owners that have the word by itself, in a field whose ranking does not use the length of texts.
    Set(&'a BitSet),
}

impl PostingList<'_> {
    /// Returns the number of postings.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::List(postings) => postings.len(),
            Self::Set(owners) => owners.count(),
        }
    }

    /// Calls `each` with every posting, in order.
    pub(crate) fn each(self, mut each: impl FnMut(Posting)) {
        match self {
            Self::List(postings) => postings.iter().copied().for_each(each),
            Self::Set(owners) => owners.iter().for_each(|owner| each(Posting::new(owner, false, usize::MAX))),
        }
    }
}

/// The posting lists of one field. Each field lists its own words, because most words are in few fields.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    words: Vec<WordId>,
    /// The postings of `words[w]` are `values[ends[w - 1]..ends[w]]`, sorted by owner. Empty if the word has a set.
    ends: Vec<u32>,
    values: Vec<Posting>,
    /// The positions in `words` of those that have a set, in order, with their sets.
    sets: Vec<(usize, BitSet)>,
}

impl Postings {
    /// Creates an empty list with room for `postings`.
    pub(crate) fn with_capacity(postings: usize) -> Self {
        Self { values: Vec::with_capacity(postings), ..Self::default() }
    }

    /// Adds postings, sorted by owner, of the word that is [pushed](Self::push) next.
    pub(crate) fn extend(&mut self, postings: &[Posting]) {
        self.values.extend_from_slice(postings);
    }

    /// Adds the next word, whose postings were [added](Self::extend) before.
    ///
    /// `owners` is more than any owner's index. The owners in `common` have the word by itself, and others may have it as
    /// a compound. The word gets a bit set if it has at least `min_set_texts` postings and these are smaller as a set.
    pub(crate) fn push(&mut self, word: WordId, owners: usize, common: Option<&BitSet>, min_set_texts: usize) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        let are_many = |count| count >= min_set_texts && count > owners / POSTING_BITS;
        let set = match common {
            Some(common) if self.values.len() == start && are_many(common.count()) => Some(common.clone()),
            _ => {
                if let Some(common) = common {
                    self.add_common(start, common);
                }
                let list = &self.values[start..];
                let plain = are_many(list.len()) && list.iter().all(|posting| posting.is_plain());
                plain.then(|| {
                    let mut set = BitSet::none(owners);
                    for posting in list {
                        set.insert(posting.owner());
                    }
                    set
                })
            }
        };
        if let Some(set) = set {
            self.values.truncate(start);
            self.sets.push((self.words.len(), set));
        }
        self.words.push(word);
        self.ends.push(to_u32(self.values.len()));
    }

    /// Adds plain postings of the owners in `common` to those from `start` on. Removes other postings of these owners.
    fn add_common(&mut self, start: usize, common: &BitSet) {
        let joined = self.values.split_off(start);
        self.values.extend(joined.into_iter().filter(|posting| !common.holds(posting.owner())));
        self.values.extend(common.iter().map(|owner| Posting::new(owner, false, usize::MAX)));
        self.values[start..].sort_unstable();
    }

    /// Concatenates the postings of consecutive ranges of words, without spare capacity.
    pub(crate) fn concatenate(ranges: Vec<Self>) -> Self {
        let mut all = Self::default();
        all.words.reserve_exact(ranges.iter().map(|range| range.words.len()).sum());
        all.ends.reserve_exact(ranges.iter().map(|range| range.ends.len()).sum());
        all.values.reserve_exact(ranges.iter().map(|range| range.values.len()).sum());
        for mut range in ranges {
            let (words, postings) = (all.words.len(), all.values.len());
            all.words.append(&mut range.words);
            all.values.append(&mut range.values);
            all.ends.extend(range.ends.iter().map(|end| to_u32(postings + *end as usize)));
            all.sets.extend(range.sets.into_iter().map(|(at, set)| (words + at, set)));
        }
        all
    }

    /// Returns the memory used, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let sets = self.sets.iter().map(|(_, set)| set.bytes()).sum::<usize>();
        size_of_val(&self.words[..]) + size_of_val(&self.ends[..]) + size_of_val(&self.values[..]) + sets
    }

    /// Returns every word of the field, in order.
    pub(crate) fn words(&self) -> &[WordId] {
        &self.words
    }

    fn at(&self, place: usize) -> PostingList<'_> {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        let list = &self.values[start as usize..self.ends[place] as usize];
        let set = || self.sets.binary_search_by_key(&place, |(place, _)| *place).ok();
        let set = if list.is_empty() { set() } else { None };
        set.map_or(PostingList::List(list), |at| PostingList::Set(&self.sets[at].1))
    }

    /// Returns the texts that have a word.
    pub(crate) fn get(&self, word: WordId) -> PostingList<'_> {
        self.words.binary_search(&word).map_or(PostingList::List(&[]), |place| self.at(place))
    }

    /// Calls `each` with the posting list of every word in `wanted` that the field has. `wanted` must be sorted.
    pub(crate) fn each<'a, T>(&'a self, wanted: &[(WordId, T)], mut each: impl FnMut(&T, PostingList<'a>)) {
        let mut wanted = wanted;
        let mut place = 0;
        // Both lists are sorted, so the one with the lower word gallops to the other's.
        while let Some((word, value)) = wanted.first() {
            place += gallop(&self.words[place..], |other| other < word);
            let Some(next) = self.words.get(place) else { return };
            if next == word {
                each(value, self.at(place));
                wanted = &wanted[1..];
                place += 1;
            } else {
                wanted = &wanted[gallop(wanted, |(word, _)| word < next)..];
            }
        }
    }
}

fn to_u32(postings: usize) -> u32 {
    u32::try_from(postings).expect("a corpus has fewer than 2^32 words in a field")
}

/// Returns the length of the prefix of `list` whose items fulfil `before`, by galloping search.
///
/// Like [`slice::partition_point`], but faster if the prefix is short.
pub(crate) fn gallop<T>(list: &[T], before: impl Fn(&T) -> bool) -> usize {
    let (mut low, mut step) = (0, 1);
    while low + step <= list.len() && before(&list[low + step - 1]) {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(list.len());
    low + list[low..high].partition_point(before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Even the small lists of these tests become sets.
    const MIN_SET_TEXTS: usize = 3;

    fn listed(list: PostingList) -> Vec<Posting> {
        let mut all = Vec::new();
        list.each(|posting| all.push(posting));
        all
    }

    proptest! {
        #[test]
        fn galloping_finds_what_looking_up_finds(
            words in prop::collection::btree_set(0_usize..200, 0..60), wanted in prop::collection::btree_set(0_usize..200, 0..60),
        ) {
            let mut postings = Postings::default();
            for word in &words {
                postings.extend(&[Posting::new(*word, false, 1)]);
                postings.push(WordId::new(*word), 200, None, MIN_SET_TEXTS);
            }
            let wanted: Vec<_> = wanted.into_iter().map(|word| (WordId::new(word), word)).collect();
            let mut found = Vec::new();
            postings.each(&wanted, |word, having| found.push((*word, listed(having))));
            let looked_up = wanted.iter().map(|(id, word)| (*word, listed(postings.get(*id))));
            prop_assert_eq!(found, looked_up.filter(|(_, postings)| !postings.is_empty()).collect::<Vec<_>>());
        }

        #[test]
        fn a_set_has_the_same_texts_as_the_list(
            lists in prop::collection::vec((prop::collection::btree_set(0_usize..150, 1..100), any::<bool>(), 1_usize..20), 1..12),
            cut in 0_usize..12,
        ) {
            let mut runs = [Postings::with_capacity(10), Postings::with_capacity(3)];
            let expected: Vec<Vec<_>> = lists.iter().map(|(owners, joined, words)| {
                owners.iter().map(|owner| Posting::new(*owner, *joined, *words)).collect()
            }).collect();
            for (word, list) in expected.iter().enumerate() {
                // Two parts, as from two blocks.
                let (some, others) = list.split_at(list.len() / 2);
                let run = &mut runs[usize::from(word >= cut)];
                run.extend(some);
                run.extend(others);
                run.push(WordId::new(3 * word), 150, None, MIN_SET_TEXTS);
            }
            let postings = Postings::concatenate(runs.into());
            for (word, list) in expected.iter().enumerate() {
                let having = postings.get(WordId::new(3 * word));
                prop_assert_eq!(&listed(having), list);
                prop_assert_eq!(having.len(), list.len());
                let plain = list.iter().all(|posting| !posting.joined() && posting.words() == 15);
                prop_assert_eq!(matches!(having, PostingList::Set(_)), plain && list.len() > 4);
            }
        }

        #[test]
        fn a_common_word_has_the_same_texts_as_its_postings(
            common in prop::collection::btree_set(0_usize..150, 1..100), joined in prop::collection::btree_set(0_usize..150, 0..9),
        ) {
            let mut owners = BitSet::none(150);
            for owner in &common {
                owners.insert(*owner);
            }
            let plain = |owner: &usize| Posting::new(*owner, !common.contains(owner), 15);
            let (mut some, mut others) = (Postings::default(), Postings::default());
            some.extend(&joined.iter().map(|owner| Posting::new(*owner, true, 15)).collect::<Vec<_>>());
            some.push(WordId::new(1), 150, Some(&owners), MIN_SET_TEXTS);
            others.extend(&common.union(&joined).map(plain).collect::<Vec<_>>());
            others.push(WordId::new(1), 150, None, MIN_SET_TEXTS);
            let [some, others] = [some, others].map(|postings| Postings::concatenate(vec![postings]));
            let [having, expected] = [&some, &others].map(|postings| postings.get(WordId::new(1)));
            prop_assert_eq!(listed(having), listed(expected));
            prop_assert_eq!(matches!(having, PostingList::Set(_)), matches!(expected, PostingList::Set(_)));
        }
    }
}
