//! Matches scattered letters, `gzprm` for Gazprom, with the crate `fuzzy-matcher`.
//!
//! The crate folds only ASCII case, takes spaces literally, and its time grows with pattern times text. So it gets single
//! folded words of at most [`MAX_LETTERS`](crate::search::analysis::tokens::MAX_LETTERS). Its two functions disagree in some
//! scores, so only `fuzzy_indices` is called. A matcher keeps state that changes the next score, so each call has a new one.
//!
//! The score depends only on the positions of the typed letters. `peril` and `pyric` have the same [`Shape`] for `pri`, and
//! each shape is scored once.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use hashbrown::HashMap;

/// Minimum number of typed letters, because fewer are in too many words.
pub(crate) const MIN_LETTERS: usize = 3;

/// Minimum score in percent of a perfect match. A lower score is chance.
const MIN_PERCENT: i64 = 60;

/// Compares one typed word with words of the vocabulary.
pub(crate) struct SubsequenceMatcher<'a> {
    typed: &'a str,
    /// The score of the typed word itself.
    perfect: i64,
    letters: usize,
    last: char,
    /// The distinct typed letters, sorted. Empty if there are too many for a shape.
    distinct: Vec<char>,
    /// The score of each shape so far, in percent.
    cache: HashMap<Shape, Option<u8>>,
}

/// The typed letters in a word: four bits per position, from the lowest on, with the number of the typed letter or 0.
type Shape = u64;

/// Number of positions in a shape.
const SHAPE_LETTERS: usize = 16;

fn indices(word: &str, typed: &str) -> Option<(i64, Vec<usize>)> {
    SkimMatcherV2::default().respect_case().fuzzy_indices(word, typed)
}

impl<'a> SubsequenceMatcher<'a> {
    /// Creates a matcher for a folded word. Returns `None` if the word is too short.
    pub(crate) fn new(typed: &'a str) -> Option<Self> {
        let letters = typed.chars().count();
        if letters < MIN_LETTERS {
            return None;
        }
        let perfect = indices(typed, typed)?.0;
        let mut distinct: Vec<_> = typed.chars().collect();
        let last = *distinct.last()?;
        distinct.sort_unstable();
        distinct.dedup();
        if distinct.len() >= SHAPE_LETTERS {
            distinct.clear();
        }
        (perfect > 0).then(|| Self { typed, perfect, letters, last, distinct, cache: HashMap::new() })
    }

    /// Returns the last position that the last typed letter may have in a word.
    fn max_end(&self) -> usize {
        2 * self.letters + 1
    }

    /// Returns the score of a word in percent of a perfect match.
    pub(crate) fn percent(&mut self, word: &str) -> Option<u8> {
        if !self.is_possible(word) {
            return None;
        }
        let Some(shape) = self.shape(word) else { return self.compare(word).map(|(percent, _)| percent) };
        if let Some(cached) = self.cache.get(&shape) {
            return *cached;
        }
        let percent = self.compare(word).map(|(percent, _)| percent);
        self.cache.insert(shape, percent);
        percent
    }

    /// Returns the shape of a word up to the last position of the last typed letter. Later letters do not change the score.
    ///
    /// A word with other characters than letters and digits has no shape, nor one that matches beyond the shape's length.
    fn shape(&self, word: &str) -> Option<Shape> {
        let (mut shape, mut ended) = (0, 0);
        for (at, letter) in word.chars().enumerate() {
            if !letter.is_alphanumeric() || (letter == self.last && at >= SHAPE_LETTERS) {
                return None;
            }
            if at < SHAPE_LETTERS
                && let Some(which) = self.distinct.iter().position(|typed| *typed == letter)
            {
                shape |= (which as Shape + 1) << (4 * at);
                if letter == self.last {
                    ended = at;
                }
            }
        }
        (ended > 0).then_some(shape & (Shape::MAX >> (4 * (SHAPE_LETTERS - 1 - ended))))
    }

    /// Returns false for most words that do not match, at a hundredth of the cost of a comparison.
    ///
    /// Takes the first occurrence of each typed letter after the one before. No other choice ends earlier.
    fn is_possible(&self, word: &str) -> bool {
        let mut letters = word.chars().enumerate();
        let mut typed = self.typed.chars();
        let first = typed.next().is_some_and(|typed| letters.next().is_some_and(|(_, letter)| letter == typed));
        let mut last = 0;
        let mut next = |typed| letters.find(|(_, letter)| *letter == typed).map(|(at, _)| last = at).is_some();
        first && typed.all(&mut next) && last <= self.max_end()
    }

    /// Returns the score of a word in percent of a perfect match, and the positions of the matching letters. The first
    /// letter must match.
    pub(crate) fn compare(&self, word: &str) -> Option<(u8, Vec<usize>)> {
        let (score, letters) = self.is_possible(word).then(|| indices(word, self.typed))??;
        let percent = score * 100 / self.perfect;
        // The crate hardly penalizes wide gaps. It would accept one letter at each end of a word.
        let close = *letters.last()? <= self.max_end();
        let same_first = letters.first() == Some(&0);
        (same_first && close && percent >= MIN_PERCENT)
            .then(|| (u8::try_from(percent.min(100)).unwrap_or(100), letters))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_in_order_from_the_first_on() {
        let compare = |typed, word| SubsequenceMatcher::new(typed).and_then(|scattered| scattered.compare(word));
        let (percent, letters) = compare("lvrv", "lavrov").expect("a match");
        assert!((60..100).contains(&percent), "{percent}");
        assert_eq!(letters, [0, 2, 3, 5]);
        assert_eq!(compare("lvrv", "over"), None);
        assert_eq!(compare("vrv", "lavrov"), None, "another first letter");
        assert_eq!(compare("lv", "lavrov"), None, "too short");
        assert_eq!(compare("mli", "metropolitanization"), None, "too far apart");
    }

    proptest! {
        #[test]
        fn words_of_a_shape_score_alike(typed in "[abc]{3,6}", words in prop::collection::vec("[abcxyz]{3,12}", 1..40)) {
            let Some(mut scattered) = SubsequenceMatcher::new(&typed) else { return Ok(()) };
            for word in words {
                let compared = scattered.compare(&word).map(|(percent, _)| percent);
                prop_assert_eq!(scattered.percent(&word), compared, "{}", word);
            }
        }
    }
}
