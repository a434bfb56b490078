//! Finds the words of the vocabulary that a typed word may mean, and scores each match.
//!
//! | match | `lavrov` typed as | points |
//! |---|---|---|
//! | exact | `lavrov` | 1000 |
//! | written together or apart | `lepen` for Le Pen, `per cent` for percent | 970 |
//! | British or American spelling | `defense` for defence | 950 |
//! | another form of the word | `mercenary` for mercenaries | 860 |
//! | prefix | `lav` | 720, and up to 20 for the share of the word that was typed |
//! | misspelling | `lawrov`, `lawrow` | 600 for one letter, 500 for two; 10 more if the first letter is right |
//! | inside a word, from 3 letters on | `vrov` | 400, and up to 20 |
//! | misspelt prefix, from 5 letters on | `prgoz` for Prigozhin | 300 for one letter, 250 for two |
//! | scattered letters, from 3 on | `lvrv` | 100, and up to 100 for how close they are |
//!
//! A known word never matches scattered letters: `CEDEAO` does not mean the letters of Confederation.
//!
//! One letter may be wrong from 4 letters on, two from 8. Names are forgiven more. A name of at least 5 letters may have
//! two wrong if the typed word is unknown. If only 4 letters were typed, nothing else may match either. Figures are never
//! misspelt: `2023` does not mean 2024.
//!
//! A stop word that is a letter, such as `a`, scores a single point beside other words. Other stop words are optional
//! there; see [`plan`](super::plan).

use std::cmp::Reverse;

use crate::search::analysis::segmentation::is_unspaced;
use crate::search::index::Index;
use crate::search::index::field::Field;
use crate::search::index::vocabulary::{WordId, letter_mask};
use crate::search::matching::edit_distance::{DistanceTable, near};
use crate::search::matching::spelling_variants::variants;
use crate::search::matching::subsequence::SubsequenceMatcher;
use crate::text::Text;

/// How a typed word matches one of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MatchKind {
    Exact,
    /// Written as one word where two were typed, or as two where one was.
    Together,
    /// Spelt the American way instead of the British, or the other way round.
    Variant,
    /// Another form of the word, such as its plural.
    Form,
    Prefix,
    Misspelt {
        edits: u8,
    },
    Inside,
    /// The first `letters` letters of the word, misspelt.
    Beginning {
        edits: u8,
        letters: u8,
    },
    Scattered,
}

impl MatchKind {
    /// Returns the rank of the kind. Higher is better.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Exact => 9,
            Self::Together => 8,
            Self::Variant => 7,
            Self::Form => 6,
            Self::Prefix => 5,
            Self::Misspelt { .. } => 4,
            Self::Inside => 3,
            Self::Beginning { .. } => 2,
            Self::Scattered => 1,
        }
    }

    /// Returns the name shown to readers.
    pub(crate) fn label(self) -> Text {
        let letters = |edits| if edits == 1 { "1 letter".to_owned() } else { format!("{edits} letters") };
        match self {
            Self::Exact => Text::clean("exact word"),
            Self::Together => Text::clean("written together or apart"),
            Self::Variant => Text::clean("British or American spelling"),
            Self::Form => Text::clean("other form of the word"),
            Self::Prefix => Text::clean("prefix"),
            Self::Misspelt { edits } => Text::from(format!("{} off", letters(edits))),
            Self::Inside => Text::clean("inside the word"),
            Self::Beginning { edits, .. } => Text::from(format!("prefix, {} off", letters(edits))),
            Self::Scattered => Text::clean("scattered letters"),
        }
    }

    /// Returns whether the word is as typed, as far as it was typed.
    pub(crate) fn is_literal(self) -> bool {
        self.rank() >= Self::Prefix.rank()
    }

    /// Returns whether the match leaves no doubt that this word is meant: any spelling of it, a prefix or a misspelling.
    pub(crate) fn is_good(self) -> bool {
        self.rank() >= 4
    }
}

/// A scored match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordMatch {
    pub(crate) kind: MatchKind,
    /// The score before the weight of the field is applied.
    pub(crate) points: u32,
}

/// The match of a word that is spelt as typed.
pub(crate) const EXACT: WordMatch = WordMatch { kind: MatchKind::Exact, points: 1000 };

/// The match of one word for two typed ones, or of two words for one.
pub(crate) const TOGETHER: WordMatch = WordMatch { kind: MatchKind::Together, points: 970 };

/// The match of a record with its address or id. Scores as much as two exact words.
pub(crate) const BY_KEY: WordMatch = WordMatch { kind: MatchKind::Exact, points: 2000 };

/// The match of another form of the word.
const FORM: WordMatch = WordMatch { kind: MatchKind::Form, points: 860 };

/// Score of any match of a stop word beside other words, because it must not decide the order.
const STOP_WORD_POINTS: u32 = 1;

/// Which kinds of match are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fuzziness {
    /// Every kind.
    Full,
    /// Exact words, prefixes and misspellings.
    Misspellings,
    /// Exact words, prefixes, and in scripts without spaces any part of a word.
    ///
    /// All values allow British and American spellings and other forms of a word.
    Prefixes,
    /// Exact words alone.
    Exact,
}

/// The words that one typed word may mean.
#[derive(Clone, Debug)]
pub(crate) struct Candidates {
    typed: String,
    fuzziness: Fuzziness,
    /// The letter mask of the typed word, and the maximum number of these letters that a match lacks.
    letters: (u32, u32),
    /// The score of the best match.
    most: u32,
    /// Sorted by word.
    matches: Vec<(WordId, WordMatch)>,
}

impl Candidates {
    /// Looks up a folded word.
    pub(crate) fn new(index: &Index, typed: &str, fuzziness: Fuzziness) -> Self {
        let mut fits = Vec::new();
        if fuzziness == Fuzziness::Exact {
            fits.extend(index.vocabulary().find(typed).map(|word| (word, EXACT)));
        } else {
            literal(index, typed, &mut fits);
        }
        let variant = WordMatch { kind: MatchKind::Variant, points: 950 };
        let variants = variants(typed);
        fits.extend(variants.iter().filter_map(|other| Some((index.vocabulary().find(other)?, variant))));
        let spellings = variants.iter().map(String::as_str).chain([typed]);
        fits.extend(spellings.flat_map(|word| index.forms_of(word)).map(|word| (word, FORM)));
        let literal =
            LiteralMatches { known: fits.iter().any(|(_, fit)| fit.kind == MatchKind::Exact), none: fits.is_empty() };
        // In scripts without spaces, a word inside a run of letters is as good as one at its beginning.
        if typed.starts_with(is_unspaced) {
            if fuzziness != Fuzziness::Exact {
                inside(index, typed, &mut fits);
            }
        } else if matches!(fuzziness, Fuzziness::Misspellings | Fuzziness::Full) && !typed.chars().any(char::is_numeric)
        {
            forgiving(index, typed, fuzziness == Fuzziness::Full, literal, &mut fits);
        }
        fits.sort_by_key(|(word, fit): &(WordId, WordMatch)| (*word, Reverse(fit.points)));
        fits.dedup_by_key(|(word, _)| *word);
        let most = fits.iter().map(|(_, fit)| fit.points).max().unwrap_or(0);
        let letters = letter_mask(typed);
        let has_all_letters =
            |kind| matches!(kind, MatchKind::Exact | MatchKind::Prefix | MatchKind::Inside | MatchKind::Scattered);
        let others = fits.iter().filter(|(_, fit)| !has_all_letters(fit.kind));
        let lacking = others.map(|(word, _)| (letters & !index.vocabulary().letter_mask(*word)).count_ones()).max();
        let letters = (letters, lacking.unwrap_or(0));
        Self { typed: typed.to_owned(), fuzziness, letters, most, matches: fits }
    }

    /// Returns the candidates with the score of a stop word.
    pub(crate) fn into_stop_word(mut self) -> Self {
        self.matches.iter_mut().for_each(|(_, fit)| fit.points = STOP_WORD_POINTS);
        self.most = self.most.min(STOP_WORD_POINTS);
        self
    }

    /// Returns the candidates with the score of one word that was typed as several.
    pub(crate) fn into_joined_word(mut self) -> Self {
        for (_, fit) in &mut self.matches {
            fit.points = fit.points * TOGETHER.points / EXACT.points;
            fit.kind = if fit.kind == MatchKind::Exact { MatchKind::Together } else { fit.kind };
        }
        self.most = self.most * TOGETHER.points / EXACT.points;
        self
    }

    /// Returns the typed word, folded.
    pub(crate) fn typed(&self) -> &str {
        &self.typed
    }

    /// Returns the typed letter if it is the only one and stands for all words that begin with it.
    pub(crate) fn letter(&self) -> Option<char> {
        let mut letters = self.typed.chars();
        letters.next().filter(|_| letters.next().is_none() && self.fuzziness != Fuzziness::Exact)
    }

    /// Returns all matches, sorted by word.
    pub(crate) fn matches(&self) -> &[(WordId, WordMatch)] {
        &self.matches
    }

    /// Returns the number of claims whose text has one of these words. A claim with two of them counts twice.
    pub(crate) fn frequency(&self, index: &Index) -> usize {
        let mut sum = 0;
        index.field(Field::ClaimText).each(&self.matches, |_, list| sum += list.len());
        sum
    }

    /// Returns false for most words that cannot match, by their letter mask. This is cheaper than a look-up.
    pub(crate) fn may_fit(&self, letters: u32) -> bool {
        (self.letters.0 & !letters).count_ones() <= self.letters.1
    }

    /// Returns the match of a word, if it is a candidate.
    pub(crate) fn word_match(&self, word: WordId) -> Option<WordMatch> {
        let at = self.matches.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        Some(self.matches[at].1)
    }

    /// Returns the score of the best match.
    pub(crate) fn most_points(&self) -> u32 {
        self.most
    }

    /// Returns whether some match leaves no doubt that its word is meant.
    pub(crate) fn is_good(&self) -> bool {
        self.matches.iter().any(|(_, fit)| fit.kind.is_good())
    }
}

/// Adds the words that are or begin with what was typed.
fn literal(index: &Index, typed: &str, fits: &mut Vec<(WordId, WordMatch)>) {
    let vocabulary = index.vocabulary();
    for word in vocabulary.with_prefix(typed).map(WordId::new) {
        let spelt = vocabulary.word(word);
        let prefix = WordMatch { kind: MatchKind::Prefix, points: 720 + share(typed, spelt) };
        fits.push((word, if spelt == typed { EXACT } else { prefix }));
    }
}

/// Returns the share of `word` that was typed, from 0 to 20.
fn share(typed: &str, word: &str) -> u32 {
    u32::try_from(20 * typed.len() / word.len().max(1)).unwrap_or(0)
}

/// What was found for a typed word without forgiving misspellings.
#[derive(Clone, Copy)]
struct LiteralMatches {
    /// Whether the word itself was found.
    known: bool,
    /// Whether nothing was found, not even as a prefix.
    none: bool,
}

/// Minimum number of words for which misspellings and substrings are searched in parallel.
const MIN_PARALLEL_WORDS: usize = 1 << 17;

/// Adds misspelt words. If `anything` is set, adds words with what was typed inside or scattered, too.
fn forgiving(index: &Index, typed: &str, anything: bool, literal: LiteralMatches, fits: &mut Vec<(WordId, WordMatch)>) {
    let by_spelling = || misspelt(index, typed, anything, literal);
    let by_letters = || {
        let mut fits = Vec::new();
        if anything && typed.chars().nth(2).is_some() {
            inside(index, typed, &mut fits);
        }
        if anything && !literal.known {
            scattered(index, typed, &mut fits);
        }
        fits
    };
    let (spelt, lettered) = if anything && index.vocabulary().len() > MIN_PARALLEL_WORDS {
        rayon::join(by_spelling, by_letters)
    } else {
        (by_spelling(), by_letters())
    };
    fits.extend(spelt.into_iter().chain(lettered));
}

/// Returns words within one or two edits, and if `prefixes` is set, words with such a prefix.
fn misspelt(index: &Index, typed: &str, prefixes: bool, literal: LiteralMatches) -> Vec<(WordId, WordMatch)> {
    let mut fits = Vec::new();
    let LiteralMatches { known, none } = literal;
    let letters: Vec<_> = typed.chars().collect();
    let (edits, forgiven) = match letters.len() {
        0..4 => return fits,
        4 => (1, none),
        5..8 => (1, !known),
        _ => (2, false),
    };
    let whole = |word, edits: u8| {
        let points = if edits == 1 { 600 } else { 500 };
        let first = if index.vocabulary().word(word).starts_with(letters[0]) { 10 } else { 0 };
        (word, WordMatch { kind: MatchKind::Misspelt { edits }, points: points + first })
    };
    let figure = |word| index.vocabulary().word(word).chars().any(char::is_numeric);
    let mut single = false;
    near(index.vocabulary(), &letters, edits, |word, near| {
        if figure(word) {
            return;
        }
        if let Some(edits @ 1..=2) = near.word {
            single |= edits == 1;
            fits.push(whole(word, edits));
        }
        match near.beginning {
            Some((edits @ 1..=2, meant)) if prefixes && letters.len() >= if edits == 1 { 5 } else { 8 } => {
                let points = if edits == 1 { 300 } else { 250 };
                fits.push((word, WordMatch { kind: MatchKind::Beginning { edits, letters: meant }, points }));
            }
            _ => {}
        }
    });
    if forgiven && (letters.len() > 4 || !single) {
        let has = letter_mask(typed);
        let mut table = DistanceTable::new(&letters, 2, 0);
        for word in index.proper_words() {
            // An edit removes at most one letter and adds at most one.
            let others = index.vocabulary().letter_mask(*word);
            let possible = (has & !others).count_ones() <= 2 && (others & !has).count_ones() <= 2;
            let spelt = index.vocabulary().word(*word);
            let mut near = || table.compare(spelt).and_then(|near| near.word) == Some(2);
            if possible && spelt.chars().nth(4).is_some() && !figure(*word) && near() {
                fits.push(whole(*word, 2));
            }
        }
    }
    fits
}

/// Adds the words with what was typed inside.
fn inside(index: &Index, typed: &str, fits: &mut Vec<(WordId, WordMatch)>) {
    let vocabulary = index.vocabulary();
    fits.extend(
        vocabulary.containing(typed).map(|word| {
            (word, WordMatch { kind: MatchKind::Inside, points: 400 + share(typed, vocabulary.word(word)) })
        }),
    );
}

/// Adds the words with the same first letter that have the typed letters in order.
fn scattered(index: &Index, typed: &str, fits: &mut Vec<(WordId, WordMatch)>) {
    let (Some(mut scattered), Some(first)) = (SubsequenceMatcher::new(typed), typed.chars().next()) else { return };
    let vocabulary = index.vocabulary();
    let mut buffer = [0; 4];
    let same_first = vocabulary.with_prefix(first.encode_utf8(&mut buffer));
    // Words with what was typed as a prefix match better already.
    let literal = vocabulary.with_prefix(typed);
    let letters = letter_mask(typed);
    let others = (same_first.start..literal.start).chain(literal.end..same_first.end).map(WordId::new);
    let possible = others.filter(|word| letters & !vocabulary.letter_mask(*word) == 0);
    fits.extend(possible.filter_map(|word| {
        let percent = scattered.percent(vocabulary.word(word))?;
        Some((word, WordMatch { kind: MatchKind::Scattered, points: 100 + u32::from(percent) }))
    }));
}
