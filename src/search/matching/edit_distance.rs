//! Finds the words of the vocabulary within one or two edits of a typed word.
//!
//! An edit is an added, missing, wrong or swapped letter (the restricted Damerau–Levenshtein distance). The sorted
//! vocabulary is walked like a trie. The dynamic programming table grows by a row per letter, and words with a common prefix
//! share its rows. All words with a prefix that is already too far away are skipped.

use crate::search::index::vocabulary::{Vocabulary, WordId, letter_mask};

/// The distances of a word from what was typed. `None` if a distance is above the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EditDistances {
    /// The distance of the whole word.
    pub(crate) word: Option<u8>,
    /// The smallest distance of a prefix, and the number of its letters.
    ///
    /// Its last letter must be the last one typed. Otherwise a word that only lacks the end of what was typed would match.
    pub(crate) beginning: Option<(u8, u8)>,
}

/// Calls `found` with every word within `edits` of `typed`, as a whole or by a prefix, in order. Exact matches have a
/// distance of 0.
///
/// Two edits would reach almost every prefix of a large vocabulary. So the walk allows only one in the first half of what
/// was typed. A word that needs both there has the second half unchanged, and is found by searching for that half.
pub(crate) fn near(vocabulary: &Vocabulary, typed: &[char], edits: u8, mut found: impl FnMut(WordId, EditDistances)) {
    if edits < 2 || typed.len() < MIN_HALVED {
        walk(vocabulary, &mut DistanceTable::new(typed, edits, 0), found);
        return;
    }
    let half = typed.len() / 2;
    let mut all = Vec::new();
    walk(vocabulary, &mut DistanceTable::new(typed, edits, half), |word, near| all.push((word, near)));
    let second: String = typed[half..].iter().collect();
    let has = letter_mask(&typed.iter().collect::<String>());
    let first = letter_mask(&typed[..half].iter().collect::<String>());
    let mut table = DistanceTable::new(typed, edits, 0);
    for (place, _) in vocabulary.early_occurrences_of(&second, half + usize::from(edits)) {
        let word = vocabulary.at(place);
        // An edit removes at most one letter.
        let lacking = (has & !vocabulary.letter_mask(WordId::new(place))).count_ones();
        if lacking <= u32::from(edits) && is_near(word, &second, half, first, edits) {
            all.extend(table.compare(word).map(|near| (WordId::new(place), near)));
        }
    }
    all.sort_unstable_by_key(|(word, _)| *word);
    all.dedup_by_key(|(word, _)| *word);
    for (word, near) in all {
        found(word, near);
    }
}

/// Returns whether `part` occurs in a word within `off` letters of position `half`, after all but at most `off` of the
/// letters in `first`. Checks every such position, because occurrences may overlap.
fn is_near(word: &str, part: &str, half: usize, first: u32, off: u8) -> bool {
    let (wrong, off) = (u32::from(off), usize::from(off));
    let mut places = word.char_indices().skip(half.saturating_sub(off)).take(half.min(off) + off + 1);
    places.any(|(at, _)| word[at..].starts_with(part) && (first & !letter_mask(&word[..at])).count_ones() <= wrong)
}

/// Minimum number of letters for which the second half is searched for. Shorter halves are in too many words.
const MIN_HALVED: usize = 6;

/// Calls `found` with every word that `table` accepts, skipping words by their prefixes.
fn walk(vocabulary: &Vocabulary, table: &mut DistanceTable, mut found: impl FnMut(WordId, EditDistances)) {
    let (mut at, mut before): (usize, &str) = (0, "");
    while at < vocabulary.len() {
        let word = vocabulary.at(at);
        table.truncate(common_letters(before, word));
        let letters: usize = table.depth();
        let rejected = word.char_indices().skip(letters).find(|(_, letter)| !table.push(*letter));
        before = word;
        if let Some((place, letter)) = rejected {
            let prefix = &word[..place + letter.len_utf8()];
            at = vocabulary.first(at + 1, |other| other.starts_with(prefix));
            continue;
        }
        if let Some(near) = table.distances() {
            found(WordId::new(at), near);
        }
        at += 1;
    }
}

/// Returns the number of letters in the longest common prefix.
fn common_letters(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// The distances between all prefixes of a word and all prefixes of what was typed.
pub(crate) struct DistanceTable<'a> {
    typed: &'a [char],
    edits: u8,
    /// One edit less is allowed before this typed letter.
    half: usize,
    letters: Vec<char>,
    /// The rows, one after the other. Cell `m` of row `n` is the distance between the word's first `n` letters and the
    /// first `m` typed letters.
    rows: Vec<u8>,
    /// For each row, the best prefix up to there: edits and letters.
    beginnings: Vec<Option<(u8, u8)>>,
}

impl<'a> DistanceTable<'a> {
    /// Creates a table for words within `edits` of `typed`. One edit less is allowed before typed letter `half`.
    pub(crate) fn new(typed: &'a [char], edits: u8, half: usize) -> Self {
        let rows = (0..=typed.len()).map(capped).collect();
        Self { typed, edits, half, letters: Vec::new(), rows, beginnings: vec![None] }
    }

    /// Returns the distances of one word.
    pub(crate) fn compare(&mut self, word: &str) -> Option<EditDistances> {
        self.truncate(0);
        if word.chars().all(|letter| self.push(letter)) { self.distances() } else { None }
    }

    fn depth(&self) -> usize {
        self.letters.len()
    }

    fn width(&self) -> usize {
        self.typed.len() + 1
    }

    /// Removes all but the word's first `depth` letters.
    fn truncate(&mut self, depth: usize) {
        if depth < self.depth() {
            self.letters.truncate(depth);
            self.rows.truncate((depth + 1) * self.width());
            self.beginnings.truncate(depth + 1);
        }
    }

    /// Adds a letter of the word. Returns false if no word with this prefix can match any more.
    fn push(&mut self, letter: char) -> bool {
        let (depth, width) = (self.depth(), self.width());
        let (above, row, typed) = (depth * width, (depth + 1) * width, self.typed.len());
        let allowed = |m: usize| if m < self.half { self.edits - 1 } else { self.edits };
        let mut last = capped(depth + 1);
        let mut possible = last <= allowed(0);
        self.rows.resize(row + width, FAR);
        self.rows[row] = last;
        // A difference in length needs as many edits, so cells farther from the diagonal are above the limit.
        let edits = usize::from(self.edits);
        let from = depth.saturating_sub(edits).min(typed);
        last = self.rows[row + from];
        for m in from..typed.min(depth + edits + 1) {
            let other = u8::from(self.typed[m] != letter);
            let mut best = (self.rows[above + m] + other).min(self.rows[above + m + 1] + 1).min(last + 1);
            if m > 0 && depth > 0 && self.typed[m - 1] == letter && self.letters[depth - 1] == self.typed[m] {
                best = best.min(self.rows[above - width + m - 1] + 1);
            }
            // A swap uses the row before the last, so both rows must be above the limit to reject a prefix.
            possible |= best <= allowed(m + 1) || self.rows[above + m] < allowed(m);
            last = best;
            self.rows[row + m + 1] = best;
        }
        possible |= self.rows[above + typed] < self.edits;
        let whole = self.rows[row + typed];
        let meant = whole <= self.edits && self.typed.last() == Some(&letter);
        let beginning = meant.then(|| (whole, capped(depth + 1)));
        let best = [self.beginnings[depth], beginning].into_iter().flatten().min();
        self.letters.push(letter);
        self.beginnings.push(best);
        possible || best.is_some()
    }

    /// Returns the distances of the word whose letters were all pushed.
    fn distances(&self) -> Option<EditDistances> {
        let depth = self.depth();
        let whole = self.rows[depth * self.width() + self.typed.len()];
        let near = EditDistances { word: (whole <= self.edits).then_some(whole), beginning: self.beginnings[depth] };
        (near.word.is_some() || near.beginning.is_some()).then_some(near)
    }
}

/// A distance above any limit, with room to add edits without overflow.
const FAR: u8 = u8::MAX - 2;

fn capped(count: usize) -> u8 {
    // Words have at most 64 letters.
    u8::try_from(count).unwrap_or(FAR)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn around(words: &[String], typed: &str, edits: u8) -> Vec<(String, EditDistances)> {
        let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
        let typed: Vec<_> = typed.chars().collect();
        let mut all = Vec::new();
        near(&vocabulary, &typed, edits, |id, near| all.push((vocabulary.word(id).to_owned(), near)));
        all
    }

    #[test]
    fn every_kind_of_slip_is_one_letter() {
        let words = ["lavrov".to_owned()];
        let whole = |typed, edits| around(&words, typed, edits).first().and_then(|(_, near)| near.word);
        for typed in ["lavro", "lavrovv", "lawrov", "larvov", "avrov", "alvrov", "kavrov"] {
            assert_eq!(whole(typed, 1), Some(1), "{typed}");
        }
        assert_eq!(whole("lawrow", 1), None);
        assert_eq!(whole("lawrow", 2), Some(2));
    }

    #[test]
    fn a_half_that_overlaps_itself_is_found_at_its_second_place() {
        let found = around(&["bbcabcab".to_owned()], "acbabcab", 2);
        assert_eq!(found.first().and_then(|(_, near)| near.word), Some(2));
    }

    #[test]
    fn a_beginning_counts_when_its_last_letter_is_right() {
        let words = ["prigozhin".to_owned()];
        let beginning = |typed| around(&words, typed, 1).first().and_then(|(_, near)| near.beginning);
        assert_eq!(beginning("priko"), Some((1, 5)));
        assert_eq!(beginning("prgo"), Some((1, 5)));
        assert_eq!(beginning("prigx"), None);
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_comparing_every_word_finds(
            words in prop::collection::btree_set("[abc]{1,12}", 0..80), typed in "[abc]{1,12}", edits in 1_u8..3,
        ) {
            let words: Vec<_> = words.into_iter().collect();
            let expected: Vec<_> = words
                .iter()
                .filter(|word| strsim::osa_distance(word, &typed) <= usize::from(edits))
                .map(|word| (word.clone(), strsim::osa_distance(word, &typed)))
                .collect();
            let found: Vec<_> = around(&words, &typed, edits)
                .into_iter()
                .filter_map(|(word, near)| Some((word, usize::from(near.word?))))
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn a_beginning_is_as_near_as_it_says(
            words in prop::collection::btree_set("[abc]{1,12}", 0..60), typed in "[abc]{2,10}", edits in 1_u8..3,
        ) {
            let words: Vec<_> = words.into_iter().collect();
            let found = around(&words, &typed, edits);
            let letters: Vec<_> = typed.chars().collect();
            for (word, near) in &found {
                if let Some((off, letters)) = near.beginning {
                    let beginning = &word[..usize::from(letters)];
                    prop_assert_eq!(strsim::osa_distance(beginning, &typed), usize::from(off));
                }
            }
            for (word, near) in words.iter().filter_map(|word| Some((word, DistanceTable::new(&letters, edits, 0).compare(word)?))) {
                prop_assert!(found.contains(&(word.clone(), near)), "{}", word);
            }
            for word in words.iter().filter(|word| word.starts_with(&typed)) {
                prop_assert!(found.iter().any(|(other, _)| other == word), "{}", word);
            }
        }
    }
}
