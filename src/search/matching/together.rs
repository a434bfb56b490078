//! Words that are written together or apart: `per cent` and percent, `lepen` and Le Pen, `20 000` and 20,000, `a p j` and
//! A.P.J.

use crate::search::analysis::phrase::Phrase;
use crate::search::analysis::segmentation::is_unspaced;
use crate::search::analysis::tokens::is_letter_alone;
use crate::search::index::Index;
use crate::search::index::field::Field;
use crate::search::query::Word;

/// Shorter halves of a word are not looked for; one of them has a letter more.
const MIN_HALF: usize = 2;

/// A word is not looked for in two words that are both in more claims, because all of these would have to be read.
const MOST_READ: usize = 1 << 14;

/// The word that the next ones of a query are if they are written together, and how many they are. Only what the corpus
/// has counts.
pub(crate) fn next(index: &Index, typed: &[Word]) -> Option<(usize, String)> {
    let plain: Vec<_> = typed.iter().map_while(plain).collect();
    let count = |belongs: &dyn Fn(&str) -> bool| plain.iter().take_while(|word| belongs(word)).count();
    let first = plain.first()?;
    let counts = if is_figure(first) {
        let groups = plain[1..].iter().take_while(|word| word.len() == 3 && is_figure(word)).count();
        let begins = first.len() <= 3 && !first.starts_with('0');
        2..=if begins { groups + 1 } else { 1 }
    } else {
        // Initials as a whole, or else two words.
        2..=count(&|word| is_letter_alone(word)).max(2).min(plain.len())
    };
    counts.rev().find_map(|count| {
        let words = &plain[..count];
        let common = |word: &&str| index.languages().is_common(word);
        let letters = words.iter().all(|word| is_letter_alone(word));
        let mixed = !is_figure(first) && words.iter().any(|word| is_figure(word));
        let whole = words.concat();
        // A letter behind a word is the beginning of the next one.
        let long = |word: &&str| word.chars().nth(MIN_HALF - 1).is_some();
        let words = letters && !common(&whole.as_str())
            || is_figure(first)
            || !mixed && words.iter().all(long) && !words.iter().all(common);
        (words && index.is_written_as_one(&whole)).then_some((count, whole))
    })
}

/// A typed word that is no compound.
fn plain(word: &Word) -> Option<&str> {
    match (&word.parts[..], &word.forms[..]) {
        ([part], []) if !part.starts_with(is_unspaced) => Some(part),
        _ => None,
    }
}

fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The two words that a word may be, one behind the other, wherever it can be cut into two that the corpus has.
pub(crate) fn apart(index: &Index, typed: &str) -> Vec<Phrase> {
    if typed.starts_with(is_unspaced) || typed.contains(char::is_numeric) || index.languages().is_common(typed) {
        return Vec::new();
    }
    let vocabulary = index.vocabulary();
    let bounds: Vec<_> = typed.char_indices().map(|(at, _)| at).collect();
    let cuts = bounds.iter().skip(MIN_HALF).take((bounds.len() + 1).saturating_sub(2 * MIN_HALF));
    let halves = cuts.map(|at| typed.split_at(*at)).filter(|_| bounds.len() > 2 * MIN_HALF);
    let known = halves.filter(|(first, second)| {
        let words = vocabulary.find(first).zip(vocabulary.find(second));
        words.is_some_and(|(first, second)| {
            let claims = |word| index.having(Field::ClaimText, word).len();
            let paired = index.pairs().of(Field::ClaimText, first, second);
            paired.is_some() || claims(first).min(claims(second)) <= MOST_READ
        })
    });
    known.map(|(first, second)| Phrase::pair(vocabulary, first, second)).collect()
}
