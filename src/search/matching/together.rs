//! Finds spellings as one word or as two: `per cent` and percent, `lepen` and Le Pen, `20 000` and 20,000, `a p j` and
//! A.P.J.

use crate::search::analysis::segmentation::is_unspaced;
use crate::search::analysis::tokens::is_letter_alone;
use crate::search::index::Index;
use crate::search::index::field::Field;
use crate::search::matching::phrase::Phrase;
use crate::search::query::QueryWord;

/// Minimum number of letters of each half of a split word. A split word has at least one letter more than two halves.
const MIN_HALF: usize = 2;

/// Maximum number of claims with the rarer half of a split word, because all of them would have to be read.
const MAX_READ_CLAIMS: usize = 1 << 14;

/// Returns how many of the next typed words the corpus also writes as one word, and that word.
///
/// The words are the groups of a figure, a figure with its unit, initials, or two words.
pub(crate) fn joined_spelling(index: &Index, typed: &[QueryWord]) -> Option<(usize, String)> {
    let (plain, initials): (Vec<_>, Vec<_>) = typed.iter().map_while(single_word).unzip();
    let letters = initials.iter().take_while(|initials| **initials).count();
    let first = plain.first()?;
    let counts = if is_figure(first) {
        let groups = plain[1..].iter().take_while(|word| word.len() == 3 && is_figure(word)).count();
        let is_first_group = first.len() <= 3 && !first.starts_with('0');
        let has_unit = plain.get(1).is_some_and(|word| !is_figure(word));
        2..=if is_first_group { groups + 1 } else { 1 }.max(1 + usize::from(has_unit))
    } else {
        // All initials, or else two words.
        2..=letters.max(2).min(plain.len())
    };
    counts.rev().find_map(|count| {
        let words = &plain[..count];
        let is_stop_word = |word: &&str| index.languages().is_stop_word(word);
        let all_initials = initials[..count].iter().all(|initials| *initials);
        let figures = words.iter().filter(|word| is_figure(word)).count();
        let joined = words.concat();
        // A letter after a word is the first letter of a word that is still being typed.
        let long = |word: &&str| word.chars().nth(MIN_HALF - 1).is_some();
        let can_begin = |word: &&str| long(word) || !is_stop_word(word);
        let can_join = match figures {
            0 if all_initials => !is_stop_word(&joined.as_str()),
            0 => words.first().is_some_and(can_begin) && words[1..].iter().all(long) && !words.iter().all(is_stop_word),
            // `g 20`, `10 m`
            1 => !words.iter().any(is_stop_word),
            _ => figures == count,
        };
        let is_known =
            if all_initials { index.vocabulary().find(&joined).is_some() } else { index.is_written_as_one(&joined) };
        (can_join && is_known).then_some((count, joined))
    })
}

/// Returns the spelling of a word that is not a compound, and whether it is a single letter or initials.
fn single_word(word: &QueryWord) -> Option<(&str, bool)> {
    match (&word.parts[..], &word.forms[..]) {
        ([part], []) if !part.starts_with(is_unspaced) => Some((part, is_letter_alone(part))),
        ([], [form]) if form.chars().all(char::is_alphabetic) => Some((form, true)),
        _ => None,
    }
}

fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the two-word phrases that a word may be: every split into two words of the corpus.
///
/// A word with digits is split only between letters and digits, and only if there is one such place.
pub(crate) fn split_spellings(index: &Index, typed: &str) -> Vec<Phrase> {
    if typed.starts_with(is_unspaced) || index.languages().is_stop_word(typed) {
        return Vec::new();
    }
    let vocabulary = index.vocabulary();
    let bounds: Vec<_> = typed.char_indices().map(|(at, _)| at).collect();
    let cuts = if typed.contains(char::is_numeric) {
        let pairs = typed.as_bytes().windows(2).enumerate();
        let turns = pairs.filter(|(_, pair)| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
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
            claims(first).min(claims(second)) <= MAX_READ_CLAIMS
        })
    });
    known.map(|(first, second)| Phrase::pair(vocabulary, first, second)).collect()
}
