//! Postings: which texts have a word, for one field.
//!
//! A word in few texts has a list of them. One in many has a set with a bit for each text that there is: that is
//! smaller, and whole sets are joined and intersected 64 texts at a time.

use crate::search::index::bitset::BitSet;
use crate::search::index::vocabulary::WordId;

/// A word has a set instead of a list if it is in more than one text in so many: a posting takes 32 bits.
const SET: usize = 32;

/// Shorter lists stay what they are; in tests, even small corpora have sets.
const MIN_SET: usize = if cfg!(test) { 3 } else { 1 << 10 };

/// That a word is in a text: the owner's slot, whether the word is there by itself, how short the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Posting(u32);

impl Posting {
    pub(crate) fn new(owner: usize, joined: bool, words: usize) -> Self {
        let owner = u32::try_from(owner).ok().filter(|owner| *owner < 1 << 27);
        let owner = owner.expect("a corpus has fewer than 2^27 records of a kind");
        let words = u32::try_from(words.min(15)).unwrap_or(15);
        Self(owner << 5 | u32::from(joined) << 4 | words)
    }

    /// The owner's slot as an index.
    pub(crate) fn owner(self) -> usize {
        (self.0 >> 5) as usize
    }

    /// True when the text has the word only as a compound: `panafrican` for "pan-African".
    pub(crate) fn joined(self) -> bool {
        self.0 & 16 != 0
    }

    /// How many words the shortest text with the word has, at most 15.
    pub(crate) fn words(self) -> usize {
        (self.0 & 15) as usize
    }

    /// True where a posting says no more than whose text it is.
    fn is_plain(self) -> bool {
        self.0 & 31 == 15
    }
}

/// The texts that have a word, by their owners.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PostingList<'a> {
    /// In the order of their owners.
    List(&'a [Posting]),
    /// All have the word by itself, and how short they are does not count.
    Set(&'a BitSet),
}

impl PostingList<'_> {
    /// How many there are.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::List(postings) => postings.len(),
            Self::Set(owners) => owners.count(),
        }
    }

    /// Hands on a posting for each, in order.
    pub(crate) fn each(self, mut each: impl FnMut(Posting)) {
        match self {
            Self::List(postings) => postings.iter().copied().for_each(each),
            Self::Set(owners) => owners.iter().for_each(|owner| each(Posting::new(owner, false, usize::MAX))),
        }
    }
}

/// The postings of one field, by word. Most words are in few fields, so each field lists its own.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    words: Vec<WordId>,
    /// `words[w]` owns `values[ends[w - 1]..ends[w]]`, in the order of their owners; nothing where it has a set.
    ends: Vec<u32>,
    values: Vec<Posting>,
    /// The places of the words that have a set, in order, and the sets.
    sets: Vec<(usize, BitSet)>,
}

impl Postings {
    /// No words yet; with room for so many postings.
    pub(crate) fn with_capacity(postings: usize) -> Self {
        Self { values: Vec::with_capacity(postings), ..Self::default() }
    }

    /// Adds some postings, in the order of their owners, of the word that is [pushed](Self::push) next.
    pub(crate) fn extend(&mut self, postings: &[Posting]) {
        self.values.extend_from_slice(postings);
    }

    /// Adds a word, in order, whose postings were added before; owners are below `owners`. Those that are marked have the
    /// word by itself, and more may have it as a compound.
    pub(crate) fn push(&mut self, word: WordId, owners: usize, marked: Option<&BitSet>) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        let are_many = |count| count >= MIN_SET && count > owners / SET;
        let set = match marked {
            Some(marked) if self.values.len() == start && are_many(marked.count()) => Some(marked.clone()),
            _ => {
                if let Some(marked) = marked {
                    self.unite(start, marked);
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
        self.ends.push(place(self.values.len()));
    }

    /// Adds plain postings of marked owners to those from `start` on, and takes out what else these owners have there.
    fn unite(&mut self, start: usize, marked: &BitSet) {
        let joined = self.values.split_off(start);
        self.values.extend(joined.into_iter().filter(|posting| !marked.holds(posting.owner())));
        self.values.extend(marked.iter().map(|owner| Posting::new(owner, false, usize::MAX)));
        self.values[start..].sort_unstable();
    }

    /// The postings of runs of words that follow one another; they take no more room than they need.
    pub(crate) fn one_behind_the_other(runs: Vec<Self>) -> Self {
        let mut all = Self::default();
        all.words.reserve_exact(runs.iter().map(|run| run.words.len()).sum());
        all.ends.reserve_exact(runs.iter().map(|run| run.ends.len()).sum());
        all.values.reserve_exact(runs.iter().map(|run| run.values.len()).sum());
        for mut run in runs {
            let (words, postings) = (all.words.len(), all.values.len());
            all.words.append(&mut run.words);
            all.values.append(&mut run.values);
            all.ends.extend(run.ends.iter().map(|end| place(postings + *end as usize)));
            all.sets.extend(run.sets.into_iter().map(|(at, set)| (words + at, set)));
        }
        all
    }

    /// How much memory they take.
    pub(crate) fn bytes(&self) -> usize {
        let sets = self.sets.iter().map(|(_, set)| set.bytes()).sum::<usize>();
        size_of_val(&self.words[..]) + size_of_val(&self.ends[..]) + size_of_val(&self.values[..]) + sets
    }

    /// Every word of the field, in order.
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

    /// Which texts have a word.
    pub(crate) fn get(&self, word: WordId) -> PostingList<'_> {
        self.words.binary_search(&word).map_or(PostingList::List(&[]), |place| self.at(place))
    }

    /// Hands on those of some words, given in order, that the field has, with the texts that have them.
    pub(crate) fn each<'a, T>(&'a self, asked: &[(WordId, T)], mut each: impl FnMut(&T, PostingList<'a>)) {
        let mut asked = asked;
        let mut place = 0;
        // Both lists are sorted: whichever is behind leaps to where the other is.
        while let Some((word, what)) = asked.first() {
            place += gallop(&self.words[place..], |other| other < word);
            let Some(next) = self.words.get(place) else { return };
            if next == word {
                each(what, self.at(place));
                asked = &asked[1..];
                place += 1;
            } else {
                asked = &asked[gallop(asked, |(word, _)| word < next)..];
            }
        }
    }
}

fn place(postings: usize) -> u32 {
    u32::try_from(postings).expect("a corpus has fewer than 2^32 words in a field")
}

/// How many of a list fulfil `before`, which they must up to some place and not beyond; found near the beginning
/// first.
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

    fn listed(having: PostingList) -> Vec<Posting> {
        let mut all = Vec::new();
        having.each(|posting| all.push(posting));
        all
    }

    proptest! {
        #[test]
        fn leaping_finds_what_looking_up_finds(
            words in prop::collection::btree_set(0_usize..200, 0..60), asked in prop::collection::btree_set(0_usize..200, 0..60),
        ) {
            let mut postings = Postings::default();
            for word in &words {
                postings.extend(&[Posting::new(*word, false, 1)]);
                postings.push(WordId::new(*word), 200, None);
            }
            let asked: Vec<_> = asked.into_iter().map(|word| (WordId::new(word), word)).collect();
            let mut found = Vec::new();
            postings.each(&asked, |word, having| found.push((*word, listed(having))));
            let looked_up = asked.iter().map(|(id, word)| (*word, listed(postings.get(*id))));
            prop_assert_eq!(found, looked_up.filter(|(_, postings)| !postings.is_empty()).collect::<Vec<_>>());
        }

        #[test]
        fn a_set_says_what_the_list_said(
            lists in prop::collection::vec((prop::collection::btree_set(0_usize..150, 1..100), any::<bool>(), 1_usize..20), 1..12),
            cut in 0_usize..12,
        ) {
            let mut runs = [Postings::with_capacity(10), Postings::with_capacity(3)];
            let expected: Vec<Vec<_>> = lists.iter().map(|(owners, joined, words)| {
                owners.iter().map(|owner| Posting::new(*owner, *joined, *words)).collect()
            }).collect();
            for (word, list) in expected.iter().enumerate() {
                // In two parts, as they come from two blocks.
                let (some, others) = list.split_at(list.len() / 2);
                let run = &mut runs[usize::from(word >= cut)];
                run.extend(some);
                run.extend(others);
                run.push(WordId::new(3 * word), 150, None);
            }
            let postings = Postings::one_behind_the_other(runs.into());
            for (word, list) in expected.iter().enumerate() {
                let having = postings.get(WordId::new(3 * word));
                prop_assert_eq!(&listed(having), list);
                prop_assert_eq!(having.len(), list.len());
                let plain = list.iter().all(|posting| !posting.joined() && posting.words() == 15);
                prop_assert_eq!(matches!(having, PostingList::Set(_)), plain && list.len() > 4);
            }
        }

        #[test]
        fn marks_say_what_postings_say(
            marked in prop::collection::btree_set(0_usize..150, 1..100), joined in prop::collection::btree_set(0_usize..150, 0..9),
        ) {
            let mut owners = BitSet::none(150);
            for owner in &marked {
                owners.insert(*owner);
            }
            let plain = |owner: &usize| Posting::new(*owner, !marked.contains(owner), 15);
            let (mut some, mut others) = (Postings::default(), Postings::default());
            some.extend(&joined.iter().map(|owner| Posting::new(*owner, true, 15)).collect::<Vec<_>>());
            some.push(WordId::new(1), 150, Some(&owners));
            others.extend(&marked.union(&joined).map(plain).collect::<Vec<_>>());
            others.push(WordId::new(1), 150, None);
            let [some, others] = [some, others].map(|postings| Postings::one_behind_the_other(vec![postings]));
            let [having, expected] = [&some, &others].map(|postings| postings.get(WordId::new(1)));
            prop_assert_eq!(listed(having), listed(expected));
            prop_assert_eq!(matches!(having, PostingList::Set(_)), matches!(expected, PostingList::Set(_)));
        }
    }
}
