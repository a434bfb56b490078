//! Postings: which texts have a word, for one field.

use super::vocabulary::WordId;

/// That a word is in a text: the owner's slot, whether the word is there by itself, how short the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u32);

impl Posting {
    pub(super) fn new(owner: usize, joined: bool, words: usize) -> Self {
        let owner = u32::try_from(owner).ok().filter(|owner| *owner < 1 << 27);
        let owner = owner.expect("a corpus has fewer than 2^27 records of a kind");
        let words = u32::try_from(words.min(15)).unwrap_or(15);
        Self(owner << 5 | u32::from(joined) << 4 | words)
    }

    /// The owner's slot as an index.
    pub(super) fn owner(self) -> usize {
        (self.0 >> 5) as usize
    }

    /// True when the text has the word only as a compound: `panafrican` for "pan-African".
    pub(super) fn joined(self) -> bool {
        self.0 & 16 != 0
    }

    /// How many words the shortest text with the word has, at most 15.
    pub(super) fn words(self) -> usize {
        (self.0 & 15) as usize
    }
}

/// The postings of one field, by word. Most words are in few fields, so each field lists its own.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Postings {
    words: Vec<WordId>,
    /// `words[w]` owns `values[ends[w - 1]..ends[w]]`, in the order of their owners.
    ends: Vec<u32>,
    values: Vec<Posting>,
}

impl Postings {
    /// Takes words in order, where the postings of each end, and the postings.
    pub(super) fn new(words: Vec<WordId>, ends: Vec<u32>, values: Vec<Posting>) -> Self {
        Self { words, ends, values }
    }

    /// How much memory they take.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.words[..]) + size_of_val(&self.ends[..]) + size_of_val(&self.values[..])
    }

    /// Every word of the field, in order.
    pub(super) fn words(&self) -> &[WordId] {
        &self.words
    }

    fn at(&self, place: usize) -> &[Posting] {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.values[start as usize..self.ends[place] as usize]
    }

    /// In which texts a word is.
    pub(super) fn of(&self, word: WordId) -> &[Posting] {
        self.words.binary_search(&word).map_or(&[], |place| self.at(place))
    }

    /// Hands on those of some words, given in order, that the field has, with their postings.
    pub(super) fn each<'a, T>(&'a self, asked: &[(WordId, T)], mut each: impl FnMut(&T, &'a [Posting])) {
        let mut asked = asked;
        let mut place = 0;
        // Both lists are sorted: whichever is behind leaps to where the other is.
        while let Some((word, what)) = asked.first() {
            place += leap(&self.words[place..], |other| other < word);
            let Some(next) = self.words.get(place) else { return };
            if next == word {
                each(what, self.at(place));
                asked = &asked[1..];
                place += 1;
            } else {
                asked = &asked[leap(asked, |(word, _)| word < next)..];
            }
        }
    }
}

/// How many of a list fulfil `before`, which they must up to some place and not beyond; found near the beginning
/// first.
pub(super) fn leap<T>(list: &[T], before: impl Fn(&T) -> bool) -> usize {
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

    proptest! {
        #[test]
        fn leaping_finds_what_looking_up_finds(
            words in prop::collection::btree_set(0_usize..200, 0..60), asked in prop::collection::btree_set(0_usize..200, 0..60),
        ) {
            let ids: Vec<_> = words.iter().map(|word| WordId::new(*word)).collect();
            let values = words.iter().map(|word| Posting::new(*word, false, 1)).collect();
            let postings = Postings::new(ids, (1..).take(words.len()).collect(), values);
            let asked: Vec<_> = asked.into_iter().map(|word| (WordId::new(word), word)).collect();
            let mut found = Vec::new();
            postings.each(&asked, |word, postings| found.push((*word, postings.to_vec())));
            let looked_up = asked.iter().map(|(id, word)| (*word, postings.of(*id).to_vec()));
            prop_assert_eq!(found, looked_up.filter(|(_, postings)| !postings.is_empty()).collect::<Vec<_>>());
        }
    }
}
