//! Scattered letters: `gzprm` for Gazprom. The one user of `fuzzy-matcher`.
//!
//! The crate folds only ASCII case, takes spaces literally, grows with pattern times text, and its two
//! functions disagree in some scores. So it sees single folded words of at most
//! [`MAX_LETTERS`](crate::search::analysis::tokens::MAX_LETTERS), and only `fuzzy_indices` is ever asked. What a matcher
//! remembers of one call changes the score of the next, so there is a new one for each.
//!
//! Its score depends on where the typed letters are in a word, not on what the others are: `peril` and `pyric` are one
//! [`Shape`] for `pri`. A shape is scored once.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;
use hashbrown::HashMap;

/// Fewer letters are in too many words.
pub(crate) const MIN_LETTERS: usize = 3;

/// Less than this share of a perfect match's score, in percent, is chance.
const MIN_PERCENT: i64 = 60;

/// Compares one typed word with others.
pub(crate) struct SubsequenceMatcher<'a> {
    typed: &'a str,
    perfect: i64,
    letters: usize,
    last: char,
    /// The different letters typed; none where they are too many for a shape.
    distinct: Vec<char>,
    /// How good a match words of a shape are.
    known: HashMap<Shape, Option<u8>>,
}

/// Where the typed letters are in a word: from the last one to the first letter of the word, four bits for each, that
/// say which it is; 0 for one that was not typed.
type Shape = u64;

/// How many letters a shape has.
const SHAPED: usize = 16;

fn indices(word: &str, typed: &str) -> Option<(i64, Vec<usize>)> {
    SkimMatcherV2::default().respect_case().fuzzy_indices(word, typed)
}

impl<'a> SubsequenceMatcher<'a> {
    /// Takes a folded word; `None` if it is too short to be looked for in pieces.
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
        if distinct.len() >= SHAPED {
            distinct.clear();
        }
        (perfect > 0).then(|| Self { typed, perfect, letters, last, distinct, known: HashMap::new() })
    }

    /// The last place that the last letter may have.
    fn reach(&self) -> usize {
        2 * self.letters + 1
    }

    /// How good a match the word is, in percent of a perfect one.
    pub(crate) fn percent(&mut self, word: &str) -> Option<u8> {
        if !self.is_possible(word) {
            return None;
        }
        let Some(shape) = self.shape(word) else { return self.compare(word).map(|(percent, _)| percent) };
        if let Some(known) = self.known.get(&shape) {
            return *known;
        }
        let percent = self.compare(word).map(|(percent, _)| percent);
        self.known.insert(shape, percent);
        percent
    }

    /// The shape of a word; `None` for a word that has none, because it is long or has signs inside. What is behind the
    /// last place where the typed letters can end makes no difference.
    fn shape(&self, word: &str) -> Option<Shape> {
        let (mut shape, mut ended) = (0, 0);
        for (at, letter) in word.chars().enumerate() {
            if !letter.is_alphanumeric() || (letter == self.last && at >= SHAPED) {
                return None;
            }
            if at < SHAPED
                && let Some(which) = self.distinct.iter().position(|typed| *typed == letter)
            {
                shape |= (which as Shape + 1) << (4 * at);
                if letter == self.last {
                    ended = at;
                }
            }
        }
        (ended > 0).then_some(shape & (Shape::MAX >> (4 * (SHAPED - 1 - ended))))
    }

    /// False for most words, at a hundredth of the cost of comparing them: no letters in order end sooner than the
    /// first ones.
    fn is_possible(&self, word: &str) -> bool {
        let mut letters = word.chars().enumerate();
        let mut typed = self.typed.chars();
        let first = typed.next().is_some_and(|typed| letters.next().is_some_and(|(_, letter)| letter == typed));
        let mut last = 0;
        let mut next = |typed| letters.find(|(_, letter)| *letter == typed).map(|(at, _)| last = at).is_some();
        first && typed.all(&mut next) && last <= self.reach()
    }

    /// How good a match the word is, in percent of a perfect one, and which of its letters match. It must
    /// have the same first letter.
    pub(crate) fn compare(&self, word: &str) -> Option<(u8, Vec<usize>)> {
        let (score, letters) = self.is_possible(word).then(|| indices(word, self.typed))??;
        let percent = score * 100 / self.perfect;
        // The crate hardly minds how wide the gaps are: one letter at each end of a word would do.
        let close = *letters.last()? <= self.reach();
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
