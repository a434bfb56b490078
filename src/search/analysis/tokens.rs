//! Tokens: what counts as a word of a folded text.
//!
//! A word is a run of letters and digits. Runs that an inner apostrophe or hyphen joins (`pan-african`,
//! `d'ivoire`), figures (`21.9`, `20,000`, `20 000`), initials (`u.n`, `a. p. j`) and abbreviations of Hebrew (`צה"ל`) form
//! one [`Compound`], whose parts are words and which is one word as well (`panafrican`, `21.9`, `20000`, `un`). Scripts that
//! put no space between words are one word from one punctuation mark to the next; the index finds what is inside it.

use std::ops::Range;

use crate::search::analysis::segmentation::{each_run, is_unspaced};

/// Letters beyond this are not looked at: longer "words" are addresses and noise.
pub(crate) const MAX_LETTERS: usize = 64;

/// Runs of letters and digits that are written together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Compound {
    /// Where each run is in the folded text; at least one.
    pub(crate) parts: Vec<Range<usize>>,
    /// Between the parts: the sign that joins them; a space for initials with points and spaces.
    pub(crate) joints: Vec<char>,
}

/// A word that a compound makes as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordForm {
    /// The word.
    pub(crate) word: String,
    /// The folded bytes that spell it, one range for each run that stands together.
    pub(crate) spans: Vec<Range<usize>>,
}

/// What a word of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of letters and digits, or a piece of one.
    Part,
    /// A figure, initials or an abbreviation, however they are written.
    Whole,
    /// Words that are written together, as one.
    Joined,
}

/// Takes a folded text apart.
pub(crate) fn compounds(folded: &str) -> Vec<Compound> {
    let mut found = Vec::new();
    each_compound(folded, |part| {
        found.push(match part {
            Part::Single(run) => Compound { parts: vec![run], joints: Vec::new() },
            Part::Joined(compound) => compound,
        });
    });
    found
}

/// A word by itself, as nearly all are, or what is written together.
enum Part {
    Single(Range<usize>),
    Joined(Compound),
}

#[inline]
fn each_compound(folded: &str, mut each: impl FnMut(Part)) {
    // The run before, which the next one may be joined to, and the compound that it is part of already.
    let (mut before, mut open) = (None::<Range<usize>>, None::<Compound>);
    each_run(folded, |run| {
        let Some(last) = before.replace(run.clone()) else { return };
        // Nearly all words stand by themselves.
        match (joint(folded, &last, open.as_ref(), &run), open.take()) {
            (None, None) => each(Part::Single(last)),
            (None, Some(compound)) => each(Part::Joined(compound)),
            (Some(sign), compound) => {
                let mut compound = compound.unwrap_or_else(|| Compound { parts: vec![last], joints: Vec::new() });
                compound.joints.push(sign);
                compound.parts.push(run);
                open = Some(compound);
            }
        }
    });
    if let Some(last) = before {
        each(open.map_or(Part::Single(last), Part::Joined));
    }
}

/// The sign that joins a run to the last one, which may be part of a compound, if one does.
#[inline]
fn joint(folded: &str, last: &Range<usize>, open: Option<&Compound>, run: &Range<usize>) -> Option<char> {
    let digits = |part: &Range<usize>| folded[part.clone()].bytes().all(|b| b.is_ascii_digit());
    // The signs that join are ASCII.
    let sign = match &folded.as_bytes()[last.end..run.start] {
        // Nearly always: no word is joined by a space.
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
    // `0.5-1.5` is two figures, not one word; `1 234,5` is one figure.
    let word = |sign: char| matches!(sign, '\'' | '-');
    let alike = |open: &Compound| match open.joints[0] {
        '"' => false,
        _ if open.is_figure(folded) => !word(sign) || sign == '\'' && run.len() == GROUP && digits(run),
        first => word(first) == word(sign),
    };
    (joins && open.is_none_or(alike)).then_some(sign)
}

/// How many digits the groups of a large figure have, but for its first.
const GROUP: usize = 3;

/// True where the figure up to here is a first group, or groups that are set apart by the same sign: `2023 100` is no figure.
fn continues_groups(last: &Range<usize>, open: Option<&Compound>, sign: char) -> bool {
    let first = open.map_or(last, |open| &open.parts[0]);
    first.len() <= GROUP && open.is_none_or(|open| open.joints.iter().all(|other| *other == sign))
}

/// True for initials that are set apart by points and spaces, each with its point: `a. p. j.`, `u. s.`
fn spaced_initials(folded: &str, last: &Range<usize>, open: Option<&Compound>, run: &Range<usize>) -> bool {
    let initials = is_initial(folded, last) && is_initial(folded, run) && folded[run.end..].starts_with('.');
    initials && open.is_none_or(|open| open.joints.iter().all(|sign| *sign == ' '))
}

fn is_initial(folded: &str, part: &Range<usize>) -> bool {
    is_letter_alone(&folded[part.clone()])
}

/// True for a single letter of a script that puts spaces between words.
pub(crate) fn is_letter_alone(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| letter.is_alphabetic() && !is_unspaced(letter)) && letters.next().is_none()
}

fn is_hebrew(folded: &str, part: &Range<usize>) -> bool {
    folded[part.clone()].chars().all(|letter| matches!(letter, 'א'..='ת'))
}

impl Compound {
    /// The words that the compound makes as a whole; none where it is a single word.
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

    /// True for digits with points, commas, apostrophes or spaces between them, as figures are written.
    pub(crate) fn is_figure(&self, folded: &str) -> bool {
        let digit = folded[self.parts[0].clone()].starts_with(|c: char| c.is_ascii_digit());
        match self.joints.first() {
            Some('.' | ',' | ' ') => digit,
            Some('\'') => digit && self.grouped(folded).is_some(),
            _ => false,
        }
    }

    /// True for letters with points between them, as in `U.N.`, and for abbreviations of Hebrew; figures have points, too.
    pub(crate) fn is_initials(&self) -> bool {
        matches!(self.joints.first(), Some('.' | ' ' | '"'))
    }

    /// The figure without the signs between its groups of three digits, and with a point before what is less than one.
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

    fn joined(&self, folded: &str) -> Option<WordForm> {
        let word: String = self.parts.iter().map(|part| &folded[part.clone()]).collect();
        (word.chars().count() <= MAX_LETTERS).then(|| WordForm { word, spans: self.parts.clone() })
    }

    /// True where the compound is one word, whose parts mean nothing by themselves.
    pub(crate) fn is_whole(&self, folded: &str) -> bool {
        self.is_figure(folded) || self.is_initials()
    }

    /// The parts without those that an apostrophe sets apart and that say nothing: the `s` of "Lavrov's", the `l` of
    /// "l'Afrique".
    pub(crate) fn significant_parts(&self, folded: &str) -> Vec<WordForm> {
        let letters = |part: &Range<usize>| folded[part.clone()].chars().nth(1).is_some();
        let elided = self.joints.contains(&'\'') && self.parts.iter().any(letters);
        let telling = self.parts.iter().filter(|part| !elided || letters(part));
        let cut = |part: &Range<usize>| {
            let end = folded[part.clone()].char_indices().nth(MAX_LETTERS).map_or(part.end, |(at, _)| part.start + at);
            let span = part.start..end;
            WordForm { word: folded[span.clone()].to_owned(), spans: Vec::from([span]) }
        };
        telling.map(cut).collect()
    }
}

/// Hands on every word of a folded text with the bytes that spell it, and what it is.
pub(crate) fn each_word(folded: &str, mut each: impl FnMut(&str, &[Range<usize>], TokenKind)) {
    each_compound(folded, |part| match part {
        // A letter takes at least a byte: short runs need no cutting.
        Part::Single(run) if run.len() <= MAX_LETTERS => each(&folded[run.clone()], &[run], TokenKind::Part),
        Part::Single(run) => {
            for piece in pieces(folded, &run) {
                each(&folded[piece.clone()], &[piece], TokenKind::Part);
            }
        }
        Part::Joined(compound) => {
            for piece in compound.parts.iter().flat_map(|part| pieces(folded, part)) {
                each(&folded[piece.clone()], &[piece], TokenKind::Part);
            }
            let sort = if compound.is_whole(folded) { TokenKind::Whole } else { TokenKind::Joined };
            for form in compound.forms(folded) {
                each(&form.word, &form.spans, sort);
            }
        }
    });
}

/// Hands on the figures, initials and abbreviations of a folded text: their bytes, and each way to write them.
pub(crate) fn each_whole(folded: &str, mut each: impl FnMut(Range<usize>, Vec<WordForm>)) {
    each_compound(folded, |part| {
        if let Part::Joined(compound) = part
            && compound.is_whole(folded)
        {
            let bytes = compound.parts[0].start..compound.parts[compound.parts.len() - 1].end;
            each(bytes, compound.forms(folded));
        }
    });
}

/// The words that a folded name is made of, each in one way of writing: initials and figures as one word, no letters that
/// an apostrophe sets apart. Single letters that follow one another are initials, too.
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

/// The same words without the way back, for what was typed.
pub(crate) fn typed_name(folded: &str) -> Vec<String> {
    name_words(folded).into_iter().map(|form| form.word).collect()
}

/// Words in their order, single letters that follow one another as one.
pub(crate) fn with_initials(words: &[String]) -> Vec<String> {
    words.chunk_by(|one, next| is_letter_alone(one) && is_letter_alone(next)).map(<[String]>::concat).collect()
}

/// Hands on what else a folded name is found by: single letters that follow one another, as one, and in names with
/// `pairs` any two words that do: `lepen`, `burkinafaso`.
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

/// A run as it is indexed: cut at [`MAX_LETTERS`], or, where words are not spaced, in overlapping pieces, so
/// that what is inside a long run is still found.
fn pieces(folded: &str, run: &Range<usize>) -> Vec<Range<usize>> {
    let text = &folded[run.clone()];
    // A letter takes at least a byte: short runs need no counting.
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

/// How many words a text has, compounds counted by their parts.
pub(crate) fn count(folded: &str) -> usize {
    let mut count = 0;
    each_run(folded, |_| count += 1);
    count
}

#[cfg(test)]
mod tests;
