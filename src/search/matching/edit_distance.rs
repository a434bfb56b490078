//! Misspellings: the words of the vocabulary within one or two letters of what was typed.
//!
//! A letter too many, one missing, one for another, or two neighbours swapped is one edit (the restricted
//! Damerau–Levenshtein distance). The sorted vocabulary is walked as the tree of its prefixes: the table of
//! distances grows by a row for each letter, words that begin alike share their rows, and where no ending can
//! bring a word back into reach all words of that beginning are skipped.

use crate::search::index::vocabulary::{Vocabulary, WordId, letter_mask};

/// How near a word is to what was typed. Distances beyond reach are `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    /// By how many letters the whole word differs.
    pub(crate) word: Option<u8>,
    /// By how many letters a beginning of the word differs, and how many letters that beginning has. Its last
    /// letter is the last one typed, so a word that merely lacks the end of what was typed is not meant.
    pub(crate) beginning: Option<(u8, u8)>,
}

/// Hands on every word within `edits` letters of `typed`, or that begins so, in order. The word itself and words that
/// begin exactly so are handed on with no edits.
///
/// Two edits lead almost everywhere in a large vocabulary, so they are not both granted in the first half of what was
/// typed; words that need both there have the second half as it is, which is looked for by itself.
pub(crate) fn near(vocabulary: &Vocabulary, typed: &[char], edits: u8, mut found: impl FnMut(WordId, Near)) {
    if edits < 2 || typed.len() < MIN_HALVED {
        walk(vocabulary, &mut Table::new(typed, edits, 0), found);
        return;
    }
    let half = typed.len() / 2;
    let mut all = Vec::new();
    walk(vocabulary, &mut Table::new(typed, edits, half), |word, near| all.push((word, near)));
    let second: String = typed[half..].iter().collect();
    let has = letter_mask(&typed.iter().collect::<String>());
    let first = letter_mask(&typed[..half].iter().collect::<String>());
    let mut table = Table::new(typed, edits, 0);
    for (place, _) in vocabulary.early_occurrences_of(&second, half + usize::from(edits)) {
        let word = vocabulary.at(place);
        // An edit takes away one letter at the most.
        let lacking = (has & !vocabulary.letter_mask(WordId::new(place))).count_ones();
        if lacking <= u32::from(edits) && stands_near(word, &second, half, first, edits) {
            all.extend(table.distance(word).map(|near| (WordId::new(place), near)));
        }
    }
    all.sort_unstable_by_key(|(word, _)| *word);
    all.dedup_by_key(|(word, _)| *word);
    for (word, near) in all {
        found(word, near);
    }
}

/// True where a part stands in a word at most `off` letters from its letter `half`, behind all but `off` of the letters that
/// are to come first. All such places are looked at: the part may overlap itself.
fn stands_near(word: &str, part: &str, half: usize, first: u32, off: u8) -> bool {
    let (wrong, off) = (u32::from(off), usize::from(off));
    let mut places = word.char_indices().skip(half.saturating_sub(off)).take(half.min(off) + off + 1);
    places.any(|(at, _)| word[at..].starts_with(part) && (first & !letter_mask(&word[..at])).count_ones() <= wrong)
}

/// Shorter words have halves that are in too many words.
const MIN_HALVED: usize = 6;

fn walk(vocabulary: &Vocabulary, table: &mut Table, mut found: impl FnMut(WordId, Near)) {
    let (mut at, mut before): (usize, &str) = (0, "");
    while at < vocabulary.len() {
        let word = vocabulary.at(at);
        table.cut(common(before, word));
        let letters: usize = table.depth();
        let dead = word.char_indices().skip(letters).find(|(_, letter)| !table.push(*letter));
        before = word;
        if let Some((place, letter)) = dead {
            let family = &word[..place + letter.len_utf8()];
            at = vocabulary.first(at + 1, |other| other.starts_with(family));
            continue;
        }
        if let Some(near) = table.verdict() {
            found(WordId::new(at), near);
        }
        at += 1;
    }
}

/// How many letters two words have in common at their beginning.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// The distances between the beginnings of one word and those of what was typed.
pub(crate) struct Table<'a> {
    typed: &'a [char],
    edits: u8,
    /// Up to this typed letter, one edit less is granted.
    half: usize,
    letters: Vec<char>,
    /// One row after the other; in row `n` at `m` the distance between the word's first `n` letters and the first `m`
    /// typed ones.
    rows: Vec<u8>,
    /// Of each row, the best beginning up to it: edits and letters.
    beginnings: Vec<Option<(u8, u8)>>,
}

impl<'a> Table<'a> {
    /// For words within `edits` letters of `typed`; up to typed letter `half`, one edit less is granted.
    pub(crate) fn new(typed: &'a [char], edits: u8, half: usize) -> Self {
        let rows = (0..=typed.len()).map(capped).collect();
        Self { typed, edits, half, letters: Vec::new(), rows, beginnings: vec![None] }
    }

    /// How near one word is.
    pub(crate) fn distance(&mut self, word: &str) -> Option<Near> {
        self.cut(0);
        if word.chars().all(|letter| self.push(letter)) { self.verdict() } else { None }
    }

    fn depth(&self) -> usize {
        self.letters.len()
    }

    fn width(&self) -> usize {
        self.typed.len() + 1
    }

    /// Goes back to the word's first `depth` letters.
    fn cut(&mut self, depth: usize) {
        if depth < self.depth() {
            self.letters.truncate(depth);
            self.rows.truncate((depth + 1) * self.width());
            self.beginnings.truncate(depth + 1);
        }
    }

    /// Adds a letter of the word; false when no word that begins so can be within reach, nor is meant by a
    /// beginning.
    fn push(&mut self, letter: char) -> bool {
        let (depth, width) = (self.depth(), self.width());
        let (above, row, typed) = (depth * width, (depth + 1) * width, self.typed.len());
        // How many edits are granted up to a typed letter.
        let granted = |m: usize| if m < self.half { self.edits - 1 } else { self.edits };
        let mut last = capped(depth + 1);
        let mut alive = last <= granted(0);
        self.rows.resize(row + width, FAR);
        self.rows[row] = last;
        // So many letters more or less than in the word are as many edits: beyond is nothing within reach.
        let edits = usize::from(self.edits);
        let from = depth.saturating_sub(edits).min(typed);
        last = self.rows[row + from];
        for m in from..typed.min(depth + edits + 1) {
            let other = u8::from(self.typed[m] != letter);
            let mut best = (self.rows[above + m] + other).min(self.rows[above + m + 1] + 1).min(last + 1);
            if m > 0 && depth > 0 && self.typed[m - 1] == letter && self.letters[depth - 1] == self.typed[m] {
                best = best.min(self.rows[above - width + m - 1] + 1);
            }
            // A swap looks two rows back, so a family is only given up when both rows are out of reach.
            alive |= best <= granted(m + 1) || self.rows[above + m] < granted(m);
            last = best;
            self.rows[row + m + 1] = best;
        }
        alive |= self.rows[above + typed] < self.edits;
        let whole = self.rows[row + typed];
        let meant = whole <= self.edits && self.typed.last() == Some(&letter);
        let beginning = meant.then(|| (whole, capped(depth + 1)));
        let best = [self.beginnings[depth], beginning].into_iter().flatten().min();
        self.letters.push(letter);
        self.beginnings.push(best);
        alive || best.is_some()
    }

    /// How near the word is, all its letters being in the table.
    fn verdict(&self) -> Option<Near> {
        let depth = self.depth();
        let whole = self.rows[depth * self.width() + self.typed.len()];
        let near = Near { word: (whole <= self.edits).then_some(whole), beginning: self.beginnings[depth] };
        (near.word.is_some() || near.beginning.is_some()).then_some(near)
    }
}

/// A distance beyond any reach.
const FAR: u8 = u8::MAX - 2;

fn capped(count: usize) -> u8 {
    // Words have at most 64 letters.
    u8::try_from(count).unwrap_or(FAR)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn around(words: &[String], typed: &str, edits: u8) -> Vec<(String, Near)> {
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
            for (word, near) in words.iter().filter_map(|word| Some((word, Table::new(&letters, edits, 0).distance(word)?))) {
                prop_assert!(found.contains(&(word.clone(), near)), "{}", word);
            }
            for word in words.iter().filter(|word| word.starts_with(&typed)) {
                prop_assert!(found.iter().any(|(other, _)| other == word), "{}", word);
            }
        }
    }
}
