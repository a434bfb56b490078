//! Tokens: what counts as a word of a folded text.
//!
//! A word is a run of letters and digits. Runs that an inner apostrophe or hyphen joins (`pan-african`,
//! `d'ivoire`), figures with their point or comma (`21.9`, `20,000`) and initials (`u.n`) form one
//! [`Compound`], whose parts are words and which is one word as well (`panafrican`, `21.9`, `20000`, `un`).
//! Scripts that put no space between words are one word from one punctuation mark to the next; the index
//! finds what is inside it.

use std::ops::Range;

use super::runs::{each_run, is_unspaced};

/// Letters beyond this are not looked at: longer "words" are addresses and noise.
pub(super) const MAX_LETTERS: usize = 64;

/// Runs of letters and digits that are written together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Compound {
    /// Where each run is in the folded text; at least one.
    pub(super) parts: Vec<Range<usize>>,
    /// Between the parts: the sign that joins them.
    pub(super) joints: Vec<char>,
}

/// A word that a compound makes as a whole.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The word.
    pub(super) word: String,
    /// The folded bytes that spell it, one range for each run that stands together.
    pub(super) spans: Vec<Range<usize>>,
}

/// Takes a folded text apart.
pub(super) fn compounds(folded: &str) -> Vec<Compound> {
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
    if run.start != last.end + 1 {
        return None;
    }
    // The signs that join are ASCII.
    let sign = char::from(folded.as_bytes()[last.end]);
    let digits = |part: &Range<usize>| folded[part.clone()].bytes().all(|b| b.is_ascii_digit());
    let initial = |part: &Range<usize>| {
        let mut letters = folded[part.clone()].chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let word = |sign: char| matches!(sign, '\'' | '-');
    let joins = match sign {
        '\'' | '-' => true,
        '.' => (digits(last) && digits(run)) || (initial(last) && initial(run)),
        ',' => digits(last) && digits(run),
        _ => false,
    };
    // `0.5-1.5` is two figures, not one word.
    let alike = open.is_none_or(|open| word(open.joints[0]) == word(sign));
    (joins && alike).then_some(sign)
}

impl Compound {
    /// The words that the compound makes as a whole; none where it is a single word.
    pub(super) fn forms(&self, folded: &str) -> Vec<Form> {
        if self.parts.len() < 2 {
            return Vec::new();
        }
        if !self.is_figure(folded) {
            return self.joined(folded).into_iter().collect();
        }
        let whole = self.parts[0].start..self.parts[self.parts.len() - 1].end;
        let mut forms = vec![Form { word: folded[whole.clone()].to_owned(), spans: vec![whole] }];
        let thousands =
            self.joints.iter().all(|sign| *sign == ',') && self.parts[1..].iter().all(|part| part.len() == 3);
        if thousands {
            forms.extend(self.joined(folded));
        }
        forms.retain(|form| form.word.len() <= MAX_LETTERS);
        forms
    }

    /// True for digits with points or commas between them.
    pub(super) fn is_figure(&self, folded: &str) -> bool {
        let digit = folded[self.parts[0].clone()].starts_with(|c: char| c.is_ascii_digit());
        digit && matches!(self.joints.first(), Some('.' | ','))
    }

    /// True for letters with points between them, as in `U.N.`; figures have these, too.
    pub(super) fn is_initials(&self) -> bool {
        self.joints.first() == Some(&'.')
    }

    fn joined(&self, folded: &str) -> Option<Form> {
        let word: String = self.parts.iter().map(|part| &folded[part.clone()]).collect();
        (word.chars().count() <= MAX_LETTERS).then(|| Form { word, spans: self.parts.clone() })
    }
}

/// Hands on every word of a folded text with the bytes that spell it, and whether it is a compound as a whole.
pub(super) fn words(folded: &str, mut each: impl FnMut(&str, &[Range<usize>], bool)) {
    each_compound(folded, |part| match part {
        // A letter takes at least a byte: short runs need no cutting.
        Part::Single(run) if run.len() <= MAX_LETTERS => each(&folded[run.clone()], &[run], false),
        Part::Single(run) => {
            for piece in pieces(folded, &run) {
                each(&folded[piece.clone()], &[piece], false);
            }
        }
        Part::Joined(compound) => {
            for piece in compound.parts.iter().flat_map(|part| pieces(folded, part)) {
                each(&folded[piece.clone()], &[piece], false);
            }
            for form in compound.forms(folded) {
                each(&form.word, &form.spans, true);
            }
        }
    });
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
pub(super) fn count(folded: &str) -> usize {
    let mut count = 0;
    each_run(folded, |_| count += 1);
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fold::fold;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(&fold(text), |word, _, _| found.push(word.to_owned()));
        found
    }

    #[test]
    fn hyphens_and_apostrophes_split_and_join() {
        assert_eq!(all("pan-African"), ["pan", "african", "panafrican"]);
        assert_eq!(all("Côte d’Ivoire"), ["cote", "d", "ivoire", "divoire"]);
        assert_eq!(all("- 'a' -b-"), ["a", "b"]);
        assert_eq!(all("a--b"), ["a", "b"]);
    }

    #[test]
    fn figures_keep_their_point_and_can_be_split() {
        assert_eq!(all("21.9 million"), ["21", "9", "21.9", "million"]);
        assert_eq!(all("20,000."), ["20", "000", "20,000", "20000"]);
        assert_eq!(all("0.5–1.5"), ["0", "5", "0.5", "1", "5", "1.5"]);
        assert_eq!(all("in 2023.Then"), ["in", "2023", "then"]);
    }

    #[test]
    fn initials_join() {
        assert_eq!(all("the U.N. said"), ["the", "u", "n", "un", "said"]);
    }

    #[test]
    fn scripts_without_spaces_are_words_of_their_own() {
        assert_eq!(all("Wang Yi王毅在莫斯科。"), ["wang", "yi", "王毅在莫斯科"]);
        let long = "字".repeat(150);
        assert!(all(&long).iter().all(|piece| piece.chars().count() <= MAX_LETTERS));
    }

    proptest! {
        #[test]
        fn words_are_spelt_by_their_bytes(raw in any::<String>()) {
            let folded = fold(&raw);
            let mut sound = true;
            words(&folded, |word, spans, _| {
                let spelt: String = spans.iter().map(|span| &folded[span.clone()]).collect();
                sound &= spelt == word && !word.is_empty() && word.chars().count() <= MAX_LETTERS;
            });
            prop_assert!(sound);
        }
    }
}
