//! Candidates: which words of the vocabulary a typed word may mean, and how well each fits.
//!
//! | tier | `lavrov` typed as | points |
//! |---|---|---|
//! | exact | `lavrov` | 1000 |
//! | prefix | `lav` | 800, and up to 20 for how much of the word it is |
//! | misspelling | `lawrov`, `lawrow` | 600 for one letter, 500 for two; 10 more where the first letter is right |
//! | inside a word, from 3 letters on | `vrov` | 400, and up to 20 |
//! | prefix with a slip, from 5 letters on | `prgoz` for Prigozhin | 300 for one letter, 250 for two |
//! | scattered letters, from 3 on | `lvrv` | 100, and up to 100 for how close they stand |
//!
//! One letter may be wrong from 4 letters on, two from 8. A misspelt surname is forgiven more: two letters
//! also in shorter words, if the name has at least 5 and what was typed is no known word; with only four
//! letters typed, if nothing else fits. Figures are never misspelt: `2023` does not mean 2024.

use std::cmp::Reverse;

use super::index::Index;
use super::scattered::Scattered;
use super::spelling::near;
use super::tokens::is_unspaced;
use super::vocabulary::WordId;

/// How a typed word fits one of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    Exact,
    Prefix,
    Misspelt {
        edits: u8,
    },
    Inside,
    /// A beginning of `letters` letters is misspelt.
    Beginning {
        edits: u8,
        letters: u8,
    },
    Scattered,
}

impl Tier {
    /// The better, the higher.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Exact => 6,
            Self::Prefix => 5,
            Self::Misspelt { .. } => 4,
            Self::Inside => 3,
            Self::Beginning { .. } => 2,
            Self::Scattered => 1,
        }
    }

    /// True for a fit that leaves no doubt that this word is meant.
    pub(super) fn is_good(self) -> bool {
        self.rank() >= 4
    }
}

/// A word that may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) tier: Tier,
    /// What the fit is worth before the field is considered.
    pub(super) points: u32,
}

/// The fit of a word that is spelt as it was typed.
pub(super) const EXACT: Fit = Fit { tier: Tier::Exact, points: 1000 };

/// How far from what was typed a word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Every tier.
    Fuzzy,
    /// Exact words and prefixes.
    Prefixes,
}

/// The words that a typed word may mean.
#[derive(Clone, Debug)]
pub(super) struct Candidates {
    typed: String,
    /// In the order of the vocabulary.
    fits: Vec<(WordId, Fit)>,
}

impl Candidates {
    /// Looks a folded word up.
    pub(super) fn new(index: &Index, typed: &str, reach: Reach) -> Self {
        let mut fits = Vec::new();
        literal(index, typed, &mut fits);
        if reach == Reach::Fuzzy && !typed.chars().any(char::is_numeric) {
            if typed.starts_with(is_unspaced) {
                inside(index, typed, &mut fits);
            } else {
                misspelt(index, typed, &mut fits);
                if typed.chars().nth(2).is_some() {
                    inside(index, typed, &mut fits);
                }
                scattered(index, typed, &mut fits);
            }
        }
        fits.sort_by_key(|(word, fit): &(WordId, Fit)| (*word, Reverse(fit.points)));
        fits.dedup_by_key(|(word, _)| *word);
        Self { typed: typed.to_owned(), fits }
    }

    /// What was typed, folded.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// Every word that may be meant.
    pub(super) fn fits(&self) -> &[(WordId, Fit)] {
        &self.fits
    }

    /// How well a word fits.
    pub(super) fn fit(&self, word: WordId) -> Option<Fit> {
        let at = self.fits.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        Some(self.fits[at].1)
    }

    /// True when some word leaves no doubt that it is meant.
    pub(super) fn is_good(&self) -> bool {
        self.fits.iter().any(|(_, fit)| fit.tier.is_good())
    }
}

fn literal(index: &Index, typed: &str, fits: &mut Vec<(WordId, Fit)>) {
    let vocabulary = index.vocabulary();
    for word in vocabulary.beginning(typed).map(WordId::new) {
        let spelt = vocabulary.word(word);
        let prefix = Fit { tier: Tier::Prefix, points: 800 + share(typed, spelt) };
        fits.push((word, if spelt == typed { EXACT } else { prefix }));
    }
}

/// How much of a word was typed, from 0 to 20.
fn share(typed: &str, word: &str) -> u32 {
    u32::try_from(20 * typed.len() / word.len().max(1)).unwrap_or(0)
}

fn misspelt(index: &Index, typed: &str, fits: &mut Vec<(WordId, Fit)>) {
    let letters: Vec<_> = typed.chars().collect();
    let known = fits.iter().any(|(_, fit)| fit.tier == Tier::Exact);
    let lost = fits.is_empty();
    let edits = match letters.len() {
        0..4 => return,
        4 => 1 + u8::from(lost),
        5..8 => 1 + u8::from(!known),
        _ => 2,
    };
    let mut surnames = Vec::new();
    let mut single = false;
    near(index.vocabulary(), &letters, edits, |word, near| {
        let spelt = index.vocabulary().word(word);
        if spelt.chars().any(char::is_numeric) {
            return;
        }
        let first = if spelt.starts_with(letters[0]) { 10 } else { 0 };
        let whole = |edits: u8| {
            let points = if edits == 1 { 600 } else { 500 };
            (word, Fit { tier: Tier::Misspelt { edits }, points: points + first })
        };
        match near.word {
            Some(1) => {
                single = true;
                fits.push(whole(1));
            }
            Some(2) if letters.len() >= 8 => fits.push(whole(2)),
            Some(2) if index.is_proper(word) && spelt.chars().nth(4).is_some() => surnames.push(whole(2)),
            _ => {}
        }
        match near.beginning {
            Some((edits @ 1..=2, meant)) if letters.len() >= if edits == 1 { 5 } else { 8 } => {
                let points = if edits == 1 { 300 } else { 250 };
                fits.push((word, Fit { tier: Tier::Beginning { edits, letters: meant }, points }));
            }
            _ => {}
        }
    });
    if letters.len() > 4 || !single {
        fits.append(&mut surnames);
    }
}

fn inside(index: &Index, typed: &str, fits: &mut Vec<(WordId, Fit)>) {
    let vocabulary = index.vocabulary();
    fits.extend(
        vocabulary
            .containing(typed)
            .map(|word| (word, Fit { tier: Tier::Inside, points: 400 + share(typed, vocabulary.word(word)) })),
    );
}

fn scattered(index: &Index, typed: &str, fits: &mut Vec<(WordId, Fit)>) {
    let (Some(scattered), Some(first)) = (Scattered::new(typed), typed.chars().next()) else { return };
    let vocabulary = index.vocabulary();
    let mut buffer = [0; 4];
    for word in vocabulary.beginning(first.encode_utf8(&mut buffer)).map(WordId::new) {
        if let Some((percent, _)) = scattered.compare(vocabulary.word(word)) {
            fits.push((word, Fit { tier: Tier::Scattered, points: 100 + u32::from(percent) }));
        }
    }
}
