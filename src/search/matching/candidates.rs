//! Candidates: which words of the vocabulary a typed word may mean, and how well each fits.
//!
//! | tier | `lavrov` typed as | points |
//! |---|---|---|
//! | exact | `lavrov` | 1000 |
//! | written together or apart | `lepen` for Le Pen, `per cent` for percent | 970 |
//! | British for American, or the other way round | `defense` for defence | 950 |
//! | another form of the word | `mercenary` for mercenaries | 860 |
//! | prefix | `lav` | 720, and up to 20 for how much of the word it is |
//! | misspelling | `lawrov`, `lawrow` | 600 for one letter, 500 for two; 10 more where the first letter is right |
//! | inside a word, from 3 letters on | `vrov` | 400, and up to 20 |
//! | prefix with a slip, from 5 letters on | `prgoz` for Prigozhin | 300 for one letter, 250 for two |
//! | scattered letters, from 3 on | `lvrv` | 100, and up to 100 for how close they stand |
//!
//! What was typed is not taken for scattered letters where it is a word itself: `CEDEAO` does not mean the letters
//! of Confederation.
//!
//! One letter may be wrong from 4 letters on, two from 8. A misspelt surname is forgiven more: two letters
//! also in shorter words, if the name has at least 5 and what was typed is no known word; with only four
//! letters typed, if nothing else fits. Figures are never misspelt: `2023` does not mean 2024.
//!
//! A common letter, such as `a`, is worth a single point where other words were typed beside it. Common words are not
//! needed there; see [`plan`](super::plan).

use std::cmp::Reverse;

use crate::search::analysis::segmentation::is_unspaced;
use crate::search::index::Index;
use crate::search::index::field::Field;
use crate::search::index::vocabulary::{WordId, letter_mask};
use crate::search::matching::edit_distance::{Table, near};
use crate::search::matching::spelling_variants::variants;
use crate::search::matching::subsequence::SubsequenceMatcher;
use crate::text::Text;

/// How a typed word fits one of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MatchKind {
    Exact,
    /// Written as one word where two were typed, or as two where one was.
    Together,
    /// Spelt as on the other side of the Atlantic.
    Variant,
    /// Another form of the word, such as its plural.
    Form,
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

impl MatchKind {
    /// The better, the higher.
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

    /// What readers call it.
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

    /// True for a word that is as it was typed, as far as it was typed.
    pub(crate) fn is_literal(self) -> bool {
        self.rank() >= Self::Prefix.rank()
    }

    /// True for a fit that leaves no doubt that this word is meant.
    pub(crate) fn is_good(self) -> bool {
        self.rank() >= 4
    }
}

/// A word that may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordMatch {
    pub(crate) kind: MatchKind,
    /// What the fit is worth before the field is considered.
    pub(crate) points: u32,
}

/// The fit of a word that is spelt as it was typed.
pub(crate) const EXACT: WordMatch = WordMatch { kind: MatchKind::Exact, points: 1000 };

/// The fit of what is written as one word where two were typed, or as two where one was.
pub(crate) const TOGETHER: WordMatch = WordMatch { kind: MatchKind::Together, points: 970 };

/// The fit of a record whose address or id was typed: as much as two words.
pub(crate) const BY_KEY: WordMatch = WordMatch { kind: MatchKind::Exact, points: 2000 };

/// The fit of another form of the word.
const FORM: WordMatch = WordMatch { kind: MatchKind::Form, points: 860 };

/// What a common word is worth beside others, however well it fits: where it stands must not decide.
const COMMON: u32 = 1;

/// How far from what was typed a word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fuzziness {
    /// Every tier.
    Full,
    /// Exact words, prefixes and misspellings.
    Misspellings,
    /// Exact words and prefixes, and where words are not spaced what is inside. British or American is the same to every
    /// reach, and so are the forms of a word.
    Prefixes,
    /// Exact words alone.
    Exact,
}

/// The words that a typed word may mean.
#[derive(Clone, Debug)]
pub(crate) struct Candidates {
    typed: String,
    fuzziness: Fuzziness,
    /// Which letters were typed, and how many of them a word may lack.
    letters: (u32, u32),
    /// What the word that fits best is worth.
    most: u32,
    /// In the order of the vocabulary.
    matches: Vec<(WordId, WordMatch)>,
}

impl Candidates {
    /// Looks a folded word up.
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
            Literal { known: fits.iter().any(|(_, fit)| fit.kind == MatchKind::Exact), lost: fits.is_empty() };
        // Where no space is put between words, what is inside a run of letters is a word as good as a beginning.
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
        let lacking = if typed.chars().nth(3).is_some() { 2 } else { 0 };
        Self { typed: typed.to_owned(), fuzziness, letters: (letter_mask(typed), lacking), most, matches: fits }
    }

    /// The same for a common word that was typed beside others.
    pub(crate) fn of_a_common_word(mut self) -> Self {
        self.matches.iter_mut().for_each(|(_, fit)| fit.points = COMMON);
        self.most = self.most.min(COMMON);
        self
    }

    /// The same for one word that was typed as several.
    pub(crate) fn of_words_apart(mut self) -> Self {
        for (_, fit) in &mut self.matches {
            fit.points = fit.points * TOGETHER.points / EXACT.points;
            fit.kind = if fit.kind == MatchKind::Exact { MatchKind::Together } else { fit.kind };
        }
        self.most = self.most * TOGETHER.points / EXACT.points;
        self
    }

    /// What was typed, folded.
    pub(crate) fn typed(&self) -> &str {
        &self.typed
    }

    /// The only letter that was typed, where every word that begins so is meant.
    pub(crate) fn letter(&self) -> Option<char> {
        let mut letters = self.typed.chars();
        letters.next().filter(|_| letters.next().is_none() && self.fuzziness != Fuzziness::Exact)
    }

    /// Every word that may be meant.
    pub(crate) fn matches(&self) -> &[(WordId, WordMatch)] {
        &self.matches
    }

    /// In how many claims' texts these words are; a claim with two of them counts twice.
    pub(crate) fn frequency(&self, index: &Index) -> usize {
        let mut sum = 0;
        index.field(Field::ClaimText).each(&self.matches, |_, having| sum += having.len());
        sum
    }

    /// False for a word with letters that are none of what may be meant. Asking is cheaper than looking the word up.
    pub(crate) fn may_fit(&self, letters: u32) -> bool {
        (self.letters.0 & !letters).count_ones() <= self.letters.1
    }

    /// How well a word fits.
    pub(crate) fn word_match(&self, word: WordId) -> Option<WordMatch> {
        let at = self.matches.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        Some(self.matches[at].1)
    }

    /// What the word that fits best is worth.
    pub(crate) fn most_points(&self) -> u32 {
        self.most
    }

    /// True when some word leaves no doubt that it is meant.
    pub(crate) fn is_good(&self) -> bool {
        self.matches.iter().any(|(_, fit)| fit.kind.is_good())
    }
}

fn literal(index: &Index, typed: &str, fits: &mut Vec<(WordId, WordMatch)>) {
    let vocabulary = index.vocabulary();
    for word in vocabulary.with_prefix(typed).map(WordId::new) {
        let spelt = vocabulary.word(word);
        let prefix = WordMatch { kind: MatchKind::Prefix, points: 720 + share(typed, spelt) };
        fits.push((word, if spelt == typed { EXACT } else { prefix }));
    }
}

/// How much of a word was typed, from 0 to 20.
fn share(typed: &str, word: &str) -> u32 {
    u32::try_from(20 * typed.len() / word.len().max(1)).unwrap_or(0)
}

/// What there is of a typed word as it was typed, on either side of the Atlantic.
#[derive(Clone, Copy)]
struct Literal {
    /// The word itself.
    known: bool,
    /// Nothing, not even words that begin so.
    lost: bool,
}

/// Larger vocabularies are gone through by two threads.
const SHARE: usize = 1 << 17;

/// Words that are misspelt, and, where anything will do, words that have what was typed inside or scattered.
fn forgiving(index: &Index, typed: &str, anything: bool, literal: Literal, fits: &mut Vec<(WordId, WordMatch)>) {
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
    let (spelt, lettered) = if anything && index.vocabulary().len() > SHARE {
        rayon::join(by_spelling, by_letters)
    } else {
        (by_spelling(), by_letters())
    };
    fits.extend(spelt.into_iter().chain(lettered));
}

/// Whole words that are misspelt, and, where they are wanted, beginnings.
fn misspelt(index: &Index, typed: &str, beginnings: bool, literal: Literal) -> Vec<(WordId, WordMatch)> {
    let mut fits = Vec::new();
    let Literal { known, lost } = literal;
    let letters: Vec<_> = typed.chars().collect();
    let (edits, forgiven) = match letters.len() {
        0..4 => return fits,
        4 => (1, lost),
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
            Some((edits @ 1..=2, meant)) if beginnings && letters.len() >= if edits == 1 { 5 } else { 8 } => {
                let points = if edits == 1 { 300 } else { 250 };
                fits.push((word, WordMatch { kind: MatchKind::Beginning { edits, letters: meant }, points }));
            }
            _ => {}
        }
    });
    if forgiven && (letters.len() > 4 || !single) {
        let has = letter_mask(typed);
        let mut table = Table::new(&letters, 2, 0);
        for word in index.proper_words() {
            // An edit takes away one letter at the most, and brings in another.
            let others = index.vocabulary().letter_mask(*word);
            let possible = (has & !others).count_ones() <= 2 && (others & !has).count_ones() <= 2;
            let spelt = index.vocabulary().word(*word);
            let mut near = || table.distance(spelt).and_then(|near| near.word) == Some(2);
            if possible && spelt.chars().nth(4).is_some() && !figure(*word) && near() {
                fits.push(whole(*word, 2));
            }
        }
    }
    fits
}

fn inside(index: &Index, typed: &str, fits: &mut Vec<(WordId, WordMatch)>) {
    let vocabulary = index.vocabulary();
    fits.extend(
        vocabulary.containing(typed).map(|word| {
            (word, WordMatch { kind: MatchKind::Inside, points: 400 + share(typed, vocabulary.word(word)) })
        }),
    );
}

fn scattered(index: &Index, typed: &str, fits: &mut Vec<(WordId, WordMatch)>) {
    let (Some(mut scattered), Some(first)) = (SubsequenceMatcher::new(typed), typed.chars().next()) else { return };
    let vocabulary = index.vocabulary();
    let mut buffer = [0; 4];
    let family = vocabulary.with_prefix(first.encode_utf8(&mut buffer));
    // Words that begin as typed fit better than their scattered letters do.
    let literal = vocabulary.with_prefix(typed);
    let letters = letter_mask(typed);
    let others = (family.start..literal.start).chain(literal.end..family.end).map(WordId::new);
    let possible = others.filter(|word| letters & !vocabulary.letter_mask(*word) == 0);
    fits.extend(possible.filter_map(|word| {
        let percent = scattered.percent(vocabulary.word(word))?;
        Some((word, WordMatch { kind: MatchKind::Scattered, points: 100 + u32::from(percent) }))
    }));
}
