//! Splits a folded text into words.
//!
//! A word is a run of letters and digits. Several runs form a [`Compound`] if they are joined by a hyphen or apostrophe
//! (`pan-african`, `d'ivoire`), or are a figure (`21.9`, `20,000`, `20 000`), initials (`u.n`, `a. p. j`) or a Hebrew
//! abbreviation (`צה"ל`). The parts of a compound are words, and so is the whole: `panafrican`, `21.9`, `20000`, `un`.
//!
//! In scripts without spaces a word reaches from one punctuation mark to the next. The index finds what is inside it.

use std::ops::Range;

use crate::search::analysis::segmentation::{each_run, is_unspaced};

/// Maximum number of letters of a word that are indexed, because longer "words" are addresses and noise.
pub(crate) const MAX_LETTERS: usize = 64;

/// One run of letters and digits, or several that are written together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Compound {
    /// The byte range of each run. There is at least one.
    pub(crate) parts: Vec<Range<usize>>,
    /// The character between each two parts. A space for initials with points and spaces.
    pub(crate) joints: Vec<char>,
}

/// A word that one or several runs spell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordForm {
    pub(crate) word: String,
    /// The byte ranges that spell it, in the folded text.
    pub(crate) spans: Vec<Range<usize>>,
}

/// The kind of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of letters and digits, or a piece of one.
    Part,
    /// A figure, initials or an abbreviation, in one of its spellings.
    Whole,
    /// The parts of a compound as one word.
    Joined,
}

/// Returns the compounds and single words of a folded text.
pub(crate) fn compounds(folded: &str) -> Vec<Compound> {
    let mut found = Vec::new();
    each_unit(folded, |unit| {
        found.push(match unit {
            TextUnit::Single(run) => Compound { parts: vec![run], joints: Vec::new() },
            TextUnit::Joined(compound) => compound,
        });
    });
    found
}

/// A single run, as most are, or a compound of several.
enum TextUnit {
    Single(Range<usize>),
    Joined(Compound),
}

/// Calls `each` with every single run and compound of a folded text.
#[inline]
fn each_unit(folded: &str, mut each: impl FnMut(TextUnit)) {
    // The previous run, and the compound that it belongs to, if any.
    let (mut before, mut open) = (None::<Range<usize>>, None::<Compound>);
    each_run(folded, |run| {
        let Some(last) = before.replace(run.clone()) else { return };
        // Most runs are single words.
        match (joint(folded, &last, open.as_ref(), &run), open.take()) {
            (None, None) => each(TextUnit::Single(last)),
            (None, Some(compound)) => each(TextUnit::Joined(compound)),
            (Some(sign), compound) => {
                let mut compound = compound.unwrap_or_else(|| Compound { parts: vec![last], joints: Vec::new() });
                compound.joints.push(sign);
                compound.parts.push(run);
                open = Some(compound);
            }
        }
    });
    if let Some(last) = before {
        each(open.map_or(TextUnit::Single(last), TextUnit::Joined));
    }
}

/// Returns the character that joins a run to the previous one, which may belong to the compound `open`.
#[inline]
fn joint(folded: &str, last: &Range<usize>, open: Option<&Compound>, run: &Range<usize>) -> Option<char> {
    let digits = |part: &Range<usize>| folded[part.clone()].bytes().all(|b| b.is_ascii_digit());
    // All joining characters are ASCII.
    let sign = match &folded.as_bytes()[last.end..run.start] {
        // The most frequent case. A space joins only the groups of a figure.
        b" " if run.len() != GROUP || !digits(last) || !digits(run) => return None,
        [sign] => char::from(*sign),
        b". " => return spaced_initials(folded, last, open, run).then_some(' '),
        _ => return None,
    };
    let joins = match sign {
        ' ' => continues_groups(last, open, sign),
        '\'' | '-' => true,
        '.' => (digits(last) && digits(run)) || (is_initial(folded, last) && is_initial(folded, run)),
        ',' => digits(last) && digits(run),
        '"' => open.is_none() && [last, run].into_iter().all(|part| is_hebrew(folded, part)),
        _ => false,
    };
    // `0.5-1.5` is two figures instead of one compound. `1 234,5` is one figure.
    let joins_words = |sign: char| matches!(sign, '\'' | '-');
    let alike = |open: &Compound| match open.joints[0] {
        '"' => false,
        _ if open.is_figure(folded) => !joins_words(sign) || sign == '\'' && run.len() == GROUP && digits(run),
        first => joins_words(first) == joins_words(sign),
    };
    (joins && open.is_none_or(alike)).then_some(sign)
}

/// Number of digits in each group of a large figure after the first.
const GROUP: usize = 3;

/// Returns whether another group of digits may follow. The first group must be short, and all separators the same:
/// `2023 100` is not a figure.
fn continues_groups(last: &Range<usize>, open: Option<&Compound>, sign: char) -> bool {
    let first = open.map_or(last, |open| &open.parts[0]);
    first.len() <= GROUP && open.is_none_or(|open| open.joints.iter().all(|other| *other == sign))
}

/// Returns whether both runs are initials with points and spaces: `a. p. j.`, `u. s.`
fn spaced_initials(folded: &str, last: &Range<usize>, open: Option<&Compound>, run: &Range<usize>) -> bool {
    let initials = is_initial(folded, last) && is_initial(folded, run) && folded[run.end..].starts_with('.');
    initials && open.is_none_or(|open| open.joints.iter().all(|sign| *sign == ' '))
}

fn is_initial(folded: &str, part: &Range<usize>) -> bool {
    is_letter_alone(&folded[part.clone()])
}

/// Returns whether a word is a single letter of a script with spaces.
pub(crate) fn is_letter_alone(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| letter.is_alphabetic() && !is_unspaced(letter)) && letters.next().is_none()
}

fn is_hebrew(folded: &str, part: &Range<usize>) -> bool {
    folded[part.clone()].chars().all(|letter| matches!(letter, 'א'..='ת'))
}

impl Compound {
    /// Returns the spellings of the compound as one word. A single run has none.
    pub(crate) fn forms(&self, folded: &str) -> Vec<WordForm> {
        if self.parts.len() < 2 {
            return Vec::new();
        }
        if !self.is_figure(folded) {
            return self.joined(folded).into_iter().collect();
        }
        let mut forms = Vec::new();
        if self.joints.iter().all(|sign| matches!(sign, '.' | ',')) {
            let whole = self.parts[0].start..self.parts[self.parts.len() - 1].end;
            forms.push(WordForm { word: folded[whole.clone()].replace(',', "."), spans: vec![whole] });
        }
        forms.extend(self.grouped(folded));
        forms.retain(|form| form.word.len() <= MAX_LETTERS);
        forms
    }

    /// Returns whether this is a figure: digits with points, commas, apostrophes or spaces between them.
    pub(crate) fn is_figure(&self, folded: &str) -> bool {
        let digit = folded[self.parts[0].clone()].starts_with(|c: char| c.is_ascii_digit());
        match self.joints.first() {
            Some('.' | ',' | ' ') => digit,
            Some('\'') => digit && self.grouped(folded).is_some(),
            _ => false,
        }
    }

    /// Returns whether this is `U.N.` or a Hebrew abbreviation. Figures with points count, too.
    pub(crate) fn is_initials(&self) -> bool {
        matches!(self.joints.first(), Some('.' | ' ' | '"'))
    }

    /// Returns the figure without separators between its groups of three digits, and with a decimal point.
    fn grouped(&self, folded: &str) -> Option<WordForm> {
        let (last, before) = self.joints.split_last()?;
        let sign = before.first().unwrap_or(last);
        let fraction = sign != last && matches!(last, '.' | ',');
        let groups = &self.parts[..self.parts.len() - usize::from(fraction)];
        let alike = before.iter().all(|other| other == sign) && (fraction || last == sign);
        let first = &folded[groups[0].clone()];
        let sized =
            first.len() <= GROUP && !first.starts_with('0') && groups[1..].iter().all(|part| part.len() == GROUP);
        let digits = |part: &Range<usize>| folded[part.clone()].bytes().all(|b| b.is_ascii_digit());
        if !alike || !sized || groups.len() < 2 || !self.parts.iter().all(digits) {
            return None;
        }
        let mut spans = groups.to_vec();
        if fraction && let (Some(units), Some(rest)) = (spans.last_mut(), self.parts.last()) {
            units.end = rest.end;
        }
        let spelt: String = spans.iter().map(|span| &folded[span.clone()]).collect();
        Some(WordForm { word: spelt.replace(',', "."), spans })
    }

    /// Returns the parts as one word.
    fn joined(&self, folded: &str) -> Option<WordForm> {
        let word: String = self.parts.iter().map(|part| &folded[part.clone()]).collect();
        (word.chars().count() <= MAX_LETTERS).then(|| WordForm { word, spans: self.parts.clone() })
    }

    /// Returns whether this is a figure or initials, whose parts mean nothing by themselves.
    pub(crate) fn is_whole(&self, folded: &str) -> bool {
        self.is_figure(folded) || self.is_initials()
    }

    /// Returns the parts without single letters at an apostrophe: the `s` of "Lavrov's", the `l` of "l'Afrique".
    pub(crate) fn significant_parts(&self, folded: &str) -> Vec<WordForm> {
        let is_long = |part: &Range<usize>| folded[part.clone()].chars().nth(1).is_some();
        let elided = self.joints.contains(&'\'') && self.parts.iter().any(is_long);
        let significant = self.parts.iter().filter(|part| !elided || is_long(part));
        let cut = |part: &Range<usize>| {
            let end = folded[part.clone()].char_indices().nth(MAX_LETTERS).map_or(part.end, |(at, _)| part.start + at);
            let span = part.start..end;
            WordForm { word: folded[span.clone()].to_owned(), spans: Vec::from([span]) }
        };
        significant.map(cut).collect()
    }
}

/// Calls `each` with every word of a folded text, the byte ranges that spell it, and its kind.
pub(crate) fn each_word(folded: &str, mut each: impl FnMut(&str, &[Range<usize>], TokenKind)) {
    each_unit(folded, |unit| match unit {
        // A letter has at least one byte, so short runs need no cutting.
        TextUnit::Single(run) if run.len() <= MAX_LETTERS => each(&folded[run.clone()], &[run], TokenKind::Part),
        TextUnit::Single(run) => {
            for piece in pieces(folded, &run) {
                each(&folded[piece.clone()], &[piece], TokenKind::Part);
            }
        }
        TextUnit::Joined(compound) => {
            for piece in compound.parts.iter().flat_map(|part| pieces(folded, part)) {
                each(&folded[piece.clone()], &[piece], TokenKind::Part);
            }
            let kind = if compound.is_whole(folded) { TokenKind::Whole } else { TokenKind::Joined };
            for form in compound.forms(folded) {
                each(&form.word, &form.spans, kind);
            }
        }
    });
}

/// Calls `each` with every figure, initials and abbreviation of a folded text: its byte range and its spellings.
pub(crate) fn each_whole(folded: &str, mut each: impl FnMut(Range<usize>, Vec<WordForm>)) {
    each_unit(folded, |unit| {
        if let TextUnit::Joined(compound) = unit
            && compound.is_whole(folded)
        {
            let bytes = compound.parts[0].start..compound.parts[compound.parts.len() - 1].end;
            each(bytes, compound.forms(folded));
        }
    });
}

/// Returns the words of a folded name, each in one spelling.
///
/// Initials and figures are one word, also if initials have only spaces between them. Single letters at an apostrophe are
/// omitted.
pub(crate) fn name_words(folded: &str) -> Vec<WordForm> {
    let mut words: Vec<WordForm> = Vec::new();
    let mut letter = false;
    for compound in compounds(folded) {
        let whole = compound.forms(folded).pop().filter(|_| compound.is_whole(folded));
        let forms = whole.map_or_else(|| compound.significant_parts(folded), |form| vec![form]);
        for form in forms {
            let next = is_letter_alone(&form.word);
            match words.last_mut() {
                Some(initials) if letter && next => {
                    initials.word += &form.word;
                    initials.spans.extend(form.spans);
                }
                _ => words.push(form),
            }
            letter = next;
        }
    }
    words
}

/// Returns the words of a typed name, as [`name_words`] without byte ranges.
pub(crate) fn typed_name(folded: &str) -> Vec<String> {
    name_words(folded).into_iter().map(|form| form.word).collect()
}

/// Joins consecutive single letters into initials.
pub(crate) fn with_initials(words: &[String]) -> Vec<String> {
    words.chunk_by(|one, next| is_letter_alone(one) && is_letter_alone(next)).map(<[String]>::concat).collect()
}

/// Calls `each` with further words that find a folded name: initials that are written with spaces, and if `pairs` is set,
/// every two consecutive words as one: `lepen`, `burkinafaso`.
pub(crate) fn each_joined_word(folded: &str, pairs: bool, mut each: impl FnMut(&str, &[Range<usize>])) {
    let words = name_words(folded);
    for word in words.iter().filter(|word| word.spans.len() > 1) {
        each(&word.word, &word.spans);
    }
    for pair in words.windows(2).filter(|_| pairs) {
        let [first, second] = pair else { continue };
        let figures = [first, second].iter().any(|word| word.word.contains(|c: char| c.is_ascii_digit()));
        if !figures && first.word.len() + second.word.len() <= MAX_LETTERS {
            each(&[first.word.as_str(), &second.word].concat(), &[&first.spans[..], &second.spans].concat());
        }
    }
}

/// Cuts a run at [`MAX_LETTERS`]. In scripts without spaces, cuts it into overlapping pieces, so that everything inside a
/// long run is found.
fn pieces(folded: &str, run: &Range<usize>) -> Vec<Range<usize>> {
    let text = &folded[run.clone()];
    // A letter has at least one byte, so short runs need no counting.
    if text.len() <= MAX_LETTERS {
        return vec![run.clone()];
    }
    let mut bounds: Vec<_> = text.char_indices().map(|(at, _)| run.start + at).collect();
    bounds.push(run.end);
    let letters = bounds.len() - 1;
    let cut = |from: usize| bounds[from]..bounds[(from + MAX_LETTERS).min(letters)];
    if text.starts_with(is_unspaced) {
        let step = MAX_LETTERS / 2;
        (0..letters.saturating_sub(step).max(1)).step_by(step).map(cut).collect()
    } else {
        vec![cut(0)]
    }
}

/// Returns the number of words in a text. Each part of a compound counts.
pub(crate) fn count(folded: &str) -> usize {
    let mut count = 0;
    each_run(folded, |_| count += 1);
    count
}

#[cfg(test)]
mod tests;
