//! Words that are written together or apart: `per cent` and percent, `lepen` and Le Pen, `20 000` and 20,000, `a p j` and
//! A.P.J.

use crate::search::analysis::segmentation::is_unspaced;
use crate::search::analysis::tokens::is_letter_alone;
use crate::search::index::Index;
use crate::search::index::field::Field;
use crate::search::matching::phrase::Phrase;
use crate::search::query::QueryWord;

/// Shorter halves of a word are not looked for; one of them has a letter more.
const MIN_HALF: usize = 2;

/// A word is not looked for in two words that are both in more claims, because all of these would have to be read.
const MOST_READ: usize = 1 << 14;

/// The word that the next ones of a query are if they are written together, and how many they are. Only what the corpus
/// has counts.
pub(crate) fn next(index: &Index, typed: &[QueryWord]) -> Option<(usize, String)> {
    let (plain, initials): (Vec<_>, Vec<_>) = typed.iter().map_while(plain).unzip();
    let letters = initials.iter().take_while(|initials| **initials).count();
    let first = plain.first()?;
    let counts = if is_figure(first) {
        let groups = plain[1..].iter().take_while(|word| word.len() == 3 && is_figure(word)).count();
        let begins = first.len() <= 3 && !first.starts_with('0');
        // Or a figure and its unit.
        let unit = plain.get(1).is_some_and(|word| !is_figure(word));
        2..=if begins { groups + 1 } else { 1 }.max(1 + usize::from(unit))
    } else {
        // Initials as a whole, or else two words.
        2..=letters.max(2).min(plain.len())
    };
    counts.rev().find_map(|count| {
        let words = &plain[..count];
        let common = |word: &&str| index.languages().is_stop_word(word);
        let letters = initials[..count].iter().all(|initials| *initials);
        let figures = words.iter().filter(|word| is_figure(word)).count();
        let whole = words.concat();
        // A letter behind a word is the beginning of the next one.
        let long = |word: &&str| word.chars().nth(MIN_HALF - 1).is_some();
        let begins = |word: &&str| long(word) || !common(word);
        let words = match figures {
            0 if letters => !common(&whole.as_str()),
            0 => words.first().is_some_and(begins) && words[1..].iter().all(long) && !words.iter().all(common),
            // `g 20`, `10 m`
            1 => !words.iter().any(common),
            _ => figures == count,
        };
        let known = if letters { index.vocabulary().find(&whole).is_some() } else { index.is_written_as_one(&whole) };
        (words && known).then_some((count, whole))
    })
}

/// A typed word that is no compound, or initials; and true if it is one letter or initials.
fn plain(word: &QueryWord) -> Option<(&str, bool)> {
    match (&word.parts[..], &word.forms[..]) {
        ([part], []) if !part.starts_with(is_unspaced) => Some((part, is_letter_alone(part))),
        ([], [form]) if form.chars().all(char::is_alphabetic) => Some((form, true)),
        _ => None,
    }
}

fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The two words that a word may be, one behind the other, wherever it can be cut into two that the corpus has. A word with
/// digits is cut where they begin or end, if that is one place.
pub(crate) fn apart(index: &Index, typed: &str) -> Vec<Phrase> {
    if typed.starts_with(is_unspaced) || index.languages().is_stop_word(typed) {
        return Vec::new();
    }
    let vocabulary = index.vocabulary();
    let bounds: Vec<_> = typed.char_indices().map(|(at, _)| at).collect();
    let cuts = if typed.contains(char::is_numeric) {
        let kinds = typed.as_bytes().windows(2).enumerate();
        let turns = kinds.filter(|(_, pair)| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
        let turns: Vec<_> = turns.map(|(at, _)| at + 1).collect();
        if turns.len() == 1 && typed.chars().all(char::is_alphanumeric) { turns } else { Vec::new() }
    } else if bounds.len() > 2 * MIN_HALF {
        bounds[MIN_HALF..=bounds.len() - MIN_HALF].to_vec()
    } else {
        Vec::new()
    };
    let known = cuts.iter().map(|at| typed.split_at(*at)).filter(|(first, second)| {
        let words = vocabulary.find(first).zip(vocabulary.find(second));
        words.is_some_and(|(first, second)| {
            let claims = |word| index.posting_list(Field::ClaimText, word).len();
            let paired = index.pairs().of(Field::ClaimText, first, second);
            paired.is_some() || claims(first).min(claims(second)) <= MOST_READ
        })
    });
    known.map(|(first, second)| Phrase::pair(vocabulary, first, second)).collect()
}
