//! Scattered letters: `gzprm` for Gazprom. The one user of `fuzzy-matcher`.
//!
//! The crate folds only ASCII case, takes spaces literally, grows with pattern times text, and its two
//! functions disagree in some scores. So it sees single folded words of at most
//! [`MAX_LETTERS`](super::tokens::MAX_LETTERS), and only `fuzzy_indices` is ever asked.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Fewer letters are in too many words.
pub(super) const MIN_LETTERS: usize = 3;

/// Less than this share of a perfect match's score, in percent, is chance.
const MIN_PERCENT: i64 = 60;

/// Compares one typed word with others.
pub(super) struct Scattered<'a> {
    typed: &'a str,
    matcher: SkimMatcherV2,
    perfect: i64,
    letters: usize,
}

impl<'a> Scattered<'a> {
    /// Takes a folded word; `None` if it is too short to be looked for in pieces.
    pub(super) fn new(typed: &'a str) -> Option<Self> {
        let matcher = SkimMatcherV2::default().respect_case();
        let perfect = matcher.fuzzy_indices(typed, typed)?.0;
        let letters = typed.chars().count();
        (letters >= MIN_LETTERS && perfect > 0).then_some(Self { typed, matcher, perfect, letters })
    }

    /// The last place that the last letter may have.
    fn reach(&self) -> usize {
        2 * self.letters + 1
    }

    /// How good a match the word is, in percent of a perfect one, and which of its letters match. It must
    /// have the same first letter.
    pub(super) fn compare(&self, word: &str) -> Option<(u8, Vec<usize>)> {
        let mut letters = word.chars().enumerate();
        let mut typed = self.typed.chars();
        // Most words fail here, at a hundredth of the cost: no letters in order end sooner than the first ones.
        let first = typed.next().is_some_and(|typed| letters.next().is_some_and(|(_, letter)| letter == typed));
        let mut last = 0;
        let mut next = |typed| letters.find(|(_, letter)| *letter == typed).map(|(at, _)| last = at).is_some();
        let possible = first && typed.all(&mut next) && last <= self.reach();
        let (score, letters) = possible.then(|| self.matcher.fuzzy_indices(word, self.typed))??;
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
    use super::*;

    #[test]
    fn letters_in_order_from_the_first_on() {
        let compare = |typed, word| Scattered::new(typed).and_then(|scattered| scattered.compare(word));
        let (percent, letters) = compare("lvrv", "lavrov").expect("a match");
        assert!((60..100).contains(&percent), "{percent}");
        assert_eq!(letters, [0, 2, 3, 5]);
        assert_eq!(compare("lvrv", "over"), None);
        assert_eq!(compare("vrv", "lavrov"), None, "another first letter");
        assert_eq!(compare("lv", "lavrov"), None, "too short");
        assert_eq!(compare("mli", "metropolitanization"), None, "too far apart");
    }
}
