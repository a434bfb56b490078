//! Matches a phrase: words in this order with nothing but punctuation between them.
//!
//! A figure or initials can be written as several words or as one. So a phrase has several *readings*: `u.s. troops` is
//! read as `u s troops` and as `us troops`. A text matches if it has one of the readings. Its own figures and initials are
//! rewritten in the same ways.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::search::analysis::segmentation::{is_letter, is_unspaced};
use crate::search::analysis::tokens;
use crate::search::analysis::tokens::WordForm;
use crate::search::index::vocabulary::{Vocabulary, WordId};

/// A phrase, with the words of the vocabulary that its texts must have.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// The typed text, folded.
    pub(crate) folded: String,
    readings: Vec<PhraseReading>,
    /// For each word, the words of the vocabulary that a text may have it in: the word itself, its figure or initials, and
    /// in scripts without spaces every word that contains it.
    pub(crate) parts: Vec<Vec<WordId>>,
    /// Whether the phrase has only one reading and no words of a script without spaces.
    pub(crate) bare: bool,
}

/// One way to write a phrase.
#[derive(Debug)]
struct PhraseReading {
    words: Vec<String>,
    /// Finds the first word.
    first: Finder<'static>,
}

/// A single word, or a figure or initials.
struct PhraseGroup {
    parts: Vec<String>,
    /// The spellings as one word. Empty for a single word.
    forms: Vec<String>,
}

impl Phrase {
    /// Parses a folded text.
    pub(crate) fn new(vocabulary: &Vocabulary, folded: &str) -> Self {
        let groups = groups(folded);
        let reading = |form: fn(&[String]) -> Option<&String>| -> Vec<String> {
            let words =
                groups.iter().flat_map(|group| form(&group.forms).map_or(&group.parts[..], std::slice::from_ref));
            words.cloned().collect()
        };
        let mut readings = vec![reading(|_| None), reading(<[String]>::first), reading(<[String]>::last)];
        readings.dedup();
        let readings = readings.into_iter().filter_map(PhraseReading::new).collect();
        let mut parts = Vec::new();
        for PhraseGroup { parts: words, forms } in &groups {
            for word in words {
                let mut ids: Vec<_> =
                    [word].into_iter().chain(forms).filter_map(|word| vocabulary.find(word)).collect();
                if word.starts_with(is_unspaced) {
                    ids = vocabulary.with_prefix(word).map(WordId::new).chain(vocabulary.containing(word)).collect();
                }
                ids.sort_unstable();
                ids.dedup();
                parts.push(ids);
            }
        }
        let bare = |group: &PhraseGroup| group.forms.is_empty() && !group.parts[0].starts_with(is_unspaced);
        Self { folded: folded.to_owned(), readings, parts, bare: groups.iter().all(bare) }
    }

    /// Creates a phrase of two folded words.
    pub(crate) fn pair(vocabulary: &Vocabulary, first: &str, second: &str) -> Self {
        Self::new(vocabulary, &[first, second].join(" "))
    }

    /// Returns the occurrences of the phrase in a folded text, on word boundaries.
    pub(crate) fn places(&self, folded: &str) -> Vec<Range<usize>> {
        let mut places: Vec<_> = self.readings.iter().flat_map(|reading| reading.places(folded)).collect();
        if places.is_empty() && self.may_match_rewritten(folded) {
            let choices = [|forms: &[WordForm]| forms.first().cloned(), |forms: &[WordForm]| forms.last().cloned()];
            for text in choices.map(|choose| RewrittenText::new(folded, choose)) {
                let found = self.readings.iter().flat_map(|reading| reading.places(&text.folded));
                places.extend(found.map(|place| text.original(&place)));
            }
        }
        places.sort_unstable_by_key(|place| (place.start, place.end));
        places.dedup();
        places
    }

    /// Returns whether a folded text has the phrase.
    pub(crate) fn is_in(&self, folded: &str) -> bool {
        self.readings.iter().any(|reading| reading.places(folded).next().is_some())
            || self.may_match_rewritten(folded) && !self.places(folded).is_empty()
    }

    /// Returns whether the words of the phrase include a figure or initials of a folded text.
    fn may_match_rewritten(&self, folded: &str) -> bool {
        if !may_have_figures_or_initials(folded) {
            return false;
        }
        let mut may = false;
        tokens::each_whole(folded, |_, forms| {
            may |= forms.iter().any(|form| self.readings.iter().any(|reading| reading.words.contains(&form.word)));
        });
        may
    }
}

/// Returns false for most folded texts without figures and initials. Reading thousands of texts for a phrase of frequent
/// words depends on this being much cheaper than finding words.
fn may_have_figures_or_initials(folded: &str) -> bool {
    let (mut letters, mut is_after_letter_alone) = (0_usize, false);
    for c in folded.chars().chain([' ']) {
        match c {
            'a'..='z' => letters += 1,
            '0'..='9' => return true,
            // Quotation marks, dashes and the ellipsis.
            '\u{2010}'..='\u{2027}' | '\0'..='\u{7f}' => {
                if letters == 1 && is_after_letter_alone {
                    return true;
                }
                if letters > 0 {
                    is_after_letter_alone = letters == 1;
                }
                letters = 0;
            }
            _ => return true,
        }
    }
    false
}

/// Splits a folded text into groups. Consecutive single letters are initials.
fn groups(folded: &str) -> Vec<PhraseGroup> {
    let mut groups: Vec<PhraseGroup> = Vec::new();
    let spelt = |part: &Range<usize>| folded[part.clone()].chars().take(tokens::MAX_LETTERS).collect::<String>();
    for compound in tokens::compounds(folded) {
        let parts: Vec<_> = compound.parts.iter().map(spelt).collect();
        if compound.is_whole(folded) {
            let forms = compound.forms(folded).into_iter().map(|form| form.word).collect();
            groups.push(PhraseGroup { parts, forms });
        } else {
            groups.extend(parts.into_iter().map(|part| PhraseGroup { parts: vec![part], forms: Vec::new() }));
        }
    }
    let letters = |group: &PhraseGroup| group.parts.iter().all(|part| tokens::is_letter_alone(part));
    let mut merged: Vec<PhraseGroup> = Vec::new();
    for group in groups {
        match merged.last_mut() {
            Some(initials) if letters(initials) && letters(&group) => {
                initials.parts.extend(group.parts);
                initials.forms = vec![initials.parts.concat()];
            }
            _ => merged.push(group),
        }
    }
    merged
}

impl PhraseReading {
    fn new(words: Vec<String>) -> Option<Self> {
        let first = Finder::new(words.first()?).into_owned();
        Some(Self { words, first })
    }

    /// Returns the occurrences of the words with nothing but punctuation between them.
    fn places<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.first.find_iter(folded.as_bytes()).filter_map(move |start| {
            let mut end = start;
            for word in &self.words {
                let next = if end == start { start } else { end + folded[end..].find(is_letter)? };
                let matches = folded[next..].starts_with(word.as_str()) && is_word_boundary(folded, next);
                end = next + word.len();
                if !matches || !is_word_boundary(folded, end) {
                    return None;
                }
            }
            Some(start..end)
        })
    }
}

/// Returns whether a word may begin or end at a position. In scripts without spaces, it may do so between any two letters.
fn is_word_boundary(folded: &str, at: usize) -> bool {
    let (before, after) = (folded[..at].chars().next_back(), folded[at..].chars().next());
    match (before, after) {
        (Some(a), Some(b)) => !is_letter(a) || !is_letter(b) || is_unspaced(a) || is_unspaced(b),
        _ => true,
    }
}

/// A folded text with its figures and initials rewritten.
struct RewrittenText {
    folded: String,
    /// The byte range of each rewritten word, here and in the original.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

impl RewrittenText {
    fn new(original: &str, choose: impl Fn(&[WordForm]) -> Option<WordForm>) -> Self {
        let (mut folded, mut changes, mut copied) = (String::new(), Vec::new(), 0);
        tokens::each_whole(original, |bytes, forms| {
            if let Some(form) = choose(&forms) {
                folded.push_str(&original[copied..bytes.start]);
                let start = folded.len();
                folded.push_str(&form.word);
                changes.push((start..folded.len(), bytes.clone()));
                copied = bytes.end;
            }
        });
        folded.push_str(&original[copied..]);
        Self { folded, changes }
    }

    /// Returns the byte range in the original.
    fn original(&self, place: &Range<usize>) -> Range<usize> {
        let position = |at: usize, is_end: bool| {
            let before =
                |(here, _): &&(Range<usize>, Range<usize>)| if is_end { here.start < at } else { here.start <= at };
            match self.changes.iter().take_while(before).last() {
                Some((here, there)) if at < here.end || is_end && at == here.end => {
                    if is_end {
                        there.end
                    } else {
                        there.start
                    }
                }
                Some((here, there)) => there.end + (at - here.end),
                None => at,
            }
        };
        position(place.start, false)..position(place.end, true)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::analysis::fold::fold;

    fn marked(phrase: &str, text: &str) -> Option<String> {
        let (phrase, text) = (Phrase::new(&Vocabulary::default(), &fold(phrase)), fold(text));
        let place = phrase.places(&text).into_iter().next();
        assert_eq!(place.is_some(), phrase.is_in(&text));
        place.map(|place| text[place].to_owned())
    }

    proptest! {
        #[test]
        fn a_text_without_figures_and_initials_has_none(text in "([a-c]{1,2}|[0-9]|[ .,’'&–-]|é|王|U\\.N\\.){0,12}") {
            let folded = fold(&text);
            let mut found = Vec::new();
            tokens::each_whole(&folded, |_, forms| found.extend(forms.iter().map(|form| form.word.clone())));
            prop_assert!(found.is_empty() || may_have_figures_or_initials(&folded), "{} in {}", found.join(" "), folded);
        }
    }

    #[test]
    fn words_are_compared_and_not_the_signs_between_them() {
        for (phrase, text, found) in [
            ("no we stay", "“No, we stay”", "no, we stay"),
            ("AES Russia", "The AES–Russia talks", "aes-russia"),
            ("aes-russia", "AES Russia", "aes russia"),
            ("armed forces", "armed\u{a0}forces", "armed forces"),
            ("armed forces", "armed\n forces", "armed\n forces"),
            ("un charter", "the U.N. Charter", "u.n. charter"),
            ("u.n. charter", "the UN Charter", "un charter"),
            ("a p j abdul", "A. P. J. Abdul", "a. p. j. abdul"),
            ("apj abdul", "A. P. J. Abdul", "a. p. j. abdul"),
            ("a.p.j. abdul", "APJ Abdul", "apj abdul"),
            ("20000 men", "about 20 000 men", "20 000 men"),
            ("20 000 men", "20,000 men", "20,000 men"),
            ("21.9 million", "21,9 million", "21,9 million"),
            ("200 people", "page 3 200 people", "200 people"),
            ("20,000", "in 20000", "20000"),
            ("王毅 在", "王毅在莫斯科", "王毅在"),
            ("दल", "बड़ा दल।", "दल"),
            ("cote d'ivoire", "Côte d’Ivoire", "cote d'ivoire"),
        ] {
            assert_eq!(marked(phrase, text).as_deref(), Some(found), "{phrase} in {text}");
        }
        for (phrase, text) in [
            ("we stay", "we say, stay"),
            ("red forces", "armed forces"),
            ("दल", "दाल"),
            ("ab", "a-b"),
            ("20000", "2023 000"),
        ] {
            assert_eq!(marked(phrase, text), None, "{phrase} in {text}");
        }
    }
}
