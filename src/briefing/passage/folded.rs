//! An article as a browser's search sees it.

use std::ops::Range;

use super::occurrences::Needle;
use super::paragraphs::paragraphs;
use super::weights;
use super::words::{Bounds, SearchView};

/// An article prepared for looking passages up in it; preparing takes time in proportion to its length.
///
/// White space that HTML collapses is one space, some quotation marks are straight, and soft hyphens are taken out of
/// words, as in Chromium's search. Each letter has its weights, by which words are looked up.
#[derive(Debug)]
pub struct FoldedArticle {
    /// The paragraphs, a line each.
    text: String,
    /// For each byte of it, and its end, where it comes from.
    origin: Vec<u32>,
    /// The weights of all letters, with a separator between paragraphs.
    weights: Vec<u8>,
    /// The letters that have weights, in order.
    letters: Vec<Letter>,
    paragraphs: Vec<Paragraph>,
}

/// A letter, with the marks that belong to it.
#[derive(Debug)]
struct Letter {
    /// Where its weights begin.
    weights: u32,
    start: u32,
    end: u32,
}

#[derive(Debug)]
struct Paragraph {
    /// Its bytes in the folded text.
    range: Range<usize>,
    bounds: Bounds,
}

/// At which ends a match must be whole words.
#[derive(Clone, Copy, Debug)]
pub(super) struct WholeWords {
    pub(super) start: bool,
    pub(super) end: bool,
}

/// Words to be looked up.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The words as the search sees them.
    pub(super) text: String,
    needle: Needle,
}

impl Pattern {
    /// Folds words; `None` where nothing would be left to look for.
    pub(super) fn new(words: &str) -> Option<Self> {
        let mut text = String::new();
        fold(words, |c, _| text.push(c));
        let mut weights = Vec::new();
        clusters(&text).for_each(|cluster| weights::push(&text[cluster], &mut weights));
        (!weights.is_empty()).then(|| Self { text, needle: Needle::new(&weights) })
    }
}

impl FoldedArticle {
    /// Folds an article, which must be smaller than 4 GiB.
    pub fn new(article: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(article.len()),
            origin: Vec::with_capacity(article.len() + 1),
            weights: Vec::with_capacity(article.len()),
            letters: Vec::with_capacity(article.len()),
            paragraphs: Vec::new(),
        };
        for range in paragraphs(article) {
            folded.push(article, range);
        }
        folded.origin.push(offset(article.len()));
        folded
    }

    fn push(&mut self, article: &str, range: Range<usize>) {
        let start = self.text.len();
        fold(&article[range.clone()], |c, at| {
            self.text.push(c);
            self.origin.resize(self.text.len(), offset(range.start + at));
        });
        let paragraph = start..self.text.len();
        for cluster in clusters(&self.text[paragraph.clone()]) {
            let at = self.weights.len();
            let cluster = start + cluster.start..start + cluster.end;
            weights::push(&self.text[cluster.clone()], &mut self.weights);
            if self.weights.len() > at {
                let (start, end) = (offset(cluster.start), offset(cluster.end));
                self.letters.push(Letter { weights: offset(at), start, end });
            }
        }
        self.paragraphs.push(Paragraph { range: paragraph, bounds: Bounds::default() });
        self.text.push('\n');
        self.origin.push(offset(range.end));
        self.weights.push(weights::SEPARATOR);
    }

    /// The folded text of a match.
    pub(super) fn words(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// Where bytes of the folded text come from.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.origin[range.start] as usize..self.origin[range.end] as usize
    }

    /// The number, from 0, of the paragraph that holds a byte of the folded text.
    pub(super) fn paragraph(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.range.end < at)
    }

    /// Finds words at or after a byte of the folded text.
    pub(super) fn next(&self, pattern: &Pattern, from: usize, whole: WholeWords) -> Option<Range<usize>> {
        let first = self.letters.get(self.letter_from(from))?.weights as usize;
        let mut view: Option<(usize, SearchView<'_>)> = None;
        let mut places = pattern.needle.places(&self.weights, first);
        places.find_map(|at| {
            let (range, number) = self.letters_at(at, pattern.needle.bytes().len())?;
            if view.as_ref().is_none_or(|(seen, _)| *seen != number) {
                view = Some((number, self.view(number, from)));
            }
            let (_, view) = view.as_ref()?;
            self.is_whole(&range, number, view, whole).then_some(range)
        })
    }

    /// Takes words that stand exactly at a byte of the folded text, which the search then begins from.
    pub(super) fn at(&self, pattern: &Pattern, at: usize, whole: WholeWords) -> Option<Range<usize>> {
        let letter = self.letters.get(self.letter_from(at)).filter(|letter| letter.start as usize == at)?;
        let first = letter.weights as usize;
        if !self.weights[first..].starts_with(pattern.needle.bytes()) {
            return None;
        }
        let (range, number) = self.letters_at(first, pattern.needle.bytes().len())?;
        let view = self.view(number, at);
        self.is_whole(&range, number, &view, whole).then_some(range)
    }

    /// The first byte behind the word that begins at `at`, and one letter on: where Chromium searches again.
    pub(super) fn behind_word(&self, at: usize) -> usize {
        let Paragraph { range, bounds } = &self.paragraphs[self.paragraph(at)];
        let text = &self.text[range.clone()];
        let word = bounds.word_end(text, at - range.start);
        if word < text.len() { range.start + bounds.letter_end(text, word) } else { range.end + 1 }
    }

    /// The first byte at or after `at` that is no white space, over the ends of paragraphs.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        let space = |c: char| {
            c.is_ascii_whitespace()
                || matches!(c, '\u{b}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}')
                || matches!(c, '\u{2028}' | '\u{205f}' | '\u{3000}')
        };
        self.text[at..].find(|c| !space(c)).map_or(self.text.len(), |skipped| at + skipped)
    }

    fn view(&self, number: usize, from: usize) -> SearchView<'_> {
        let Paragraph { range, bounds } = &self.paragraphs[number];
        SearchView::new(&self.text[range.clone()], from.saturating_sub(range.start), bounds)
    }

    fn letter_from(&self, at: usize) -> usize {
        self.letters.partition_point(|letter| (letter.start as usize) < at)
    }

    /// The bytes of the letters whose weights begin at `at`, where they begin and end with whole letters.
    ///
    /// A match extends over what belongs to its last letter, but not into the next letter that has weights.
    fn letters_at(&self, at: usize, length: usize) -> Option<(Range<usize>, usize)> {
        let first = self.letters.binary_search_by_key(&at, |letter| letter.weights as usize).ok()?;
        let start = self.letters[first].start as usize;
        let number = self.paragraph(start);
        let Paragraph { range, bounds } = &self.paragraphs[number];
        let behind = self.letters.partition_point(|letter| (letter.weights as usize) < at + length);
        let last = &self.letters[behind - 1];
        let next = self.letters.get(behind).filter(|next| (next.start as usize) < range.end);
        let whole =
            next.map_or(self.weights[at + length] == weights::SEPARATOR, |next| next.weights as usize == at + length);
        let text = &self.text[range.clone()];
        if !whole || !bounds.is_letter_bound(text, start - range.start) {
            return None;
        }
        let limit = next.map_or(range.end, |next| next.start as usize);
        let end = range.start + bounds.letter_end(text, last.start as usize - range.start);
        let end = if end < last.end as usize { limit } else { end.min(limit) };
        Some((start..end, number))
    }

    fn is_whole(&self, range: &Range<usize>, number: usize, view: &SearchView<'_>, whole: WholeWords) -> bool {
        let base = self.paragraphs[number].range.start;
        (!whole.start || view.is_word_bound(range.start - base)) && (!whole.end || view.is_word_bound(range.end - base))
    }
}

/// Folds a text without white space at its ends, giving each character with the place that it comes from.
fn fold(text: &str, mut push: impl FnMut(char, usize)) {
    let collapsible = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let begin = text.len() - text.trim_start_matches(collapsible).len();
    let mut space = false;
    for (at, c) in text.trim_end_matches(collapsible).char_indices().skip_while(|(at, _)| *at < begin) {
        let spaced = collapsible(c);
        match c {
            _ if spaced && space => {}
            _ if spaced => push(' ', at),
            '“' | '”' | '״' => push('"', at),
            '‘' | '’' | '׳' => push('\'', at),
            // Chromium puts a character there that weighs nothing, and ends a word.
            '\u{ad}' => push('\0', at),
            _ => push(c, at),
        }
        space = spaced;
    }
}

/// The letters of a folded text, each with the marks that belong to it.
fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, c) = chars.next()?;
        let (mut before, mut end) = (c, start + c.len_utf8());
        while let Some((at, c)) = chars.next_if(|(_, c)| !c.is_ascii() && weights::continues(before, *c)) {
            (before, end) = (c, at + c.len_utf8());
        }
        Some(start..end)
    })
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("an article has fewer than 2^32 bytes")
}
