//! An article as the search of a browser compares it.

use std::ops::Range;

use super::occurrences::Needle;
use super::paragraphs::paragraphs;
use super::weights;
use super::words::{Bounds, SearchView};

/// An article prepared for finding passages. The preparation takes linear time.
///
/// As in Chromium's search, white space that HTML collapses is one space, some quotation marks are straight, and soft
/// hyphens have no weight. Words are compared by the collation weights of their letters.
#[derive(Debug)]
pub struct FoldedArticle {
    /// The paragraphs, one on each line.
    text: String,
    /// For each byte of `text`, and for its end, the byte offset in the article.
    origin: Vec<u32>,
    /// The weights of all letters, with a separator between paragraphs.
    weights: Vec<u8>,
    /// The letters that have weights, in order.
    letters: Vec<Letter>,
    paragraphs: Vec<Paragraph>,
}

/// A letter with its marks.
#[derive(Debug)]
struct Letter {
    /// Offset of its first weight.
    weights: u32,
    start: u32,
    end: u32,
}

#[derive(Debug)]
struct Paragraph {
    /// Its byte range in the folded text.
    range: Range<usize>,
    bounds: Bounds,
}

/// The ends at which a match must not cut a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct WholeWords {
    pub(super) start: bool,
    pub(super) end: bool,
}

/// Words to search for.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The folded words.
    pub(super) text: String,
    needle: Needle,
}

impl Pattern {
    /// Folds words, or returns `None` if nothing is left to search for.
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

    /// Returns the folded text of a range.
    pub(super) fn words(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }

    /// Converts a range of the folded text to the range in the article.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.origin[range.start] as usize..self.origin[range.end] as usize
    }

    /// Returns the index of the paragraph that contains a byte of the folded text.
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

    /// Matches words exactly at a byte of the folded text, at which the search then begins.
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

    /// Returns the byte offset one letter after the end of the word at `at`, at which Chromium continues the search.
    pub(super) fn after_word(&self, at: usize) -> usize {
        let Paragraph { range, bounds } = &self.paragraphs[self.paragraph(at)];
        let text = &self.text[range.clone()];
        let word = bounds.word_end(text, at - range.start);
        if word < text.len() { range.start + bounds.letter_end(text, word) } else { range.end + 1 }
    }

    /// Returns the first byte offset at or after `at` that is not white space, across paragraphs.
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

    /// Returns the byte range of the letters whose weights begin at `at`, and their paragraph.
    ///
    /// Returns `None` if they do not begin and end with whole letters. A match includes the marks of its last letter, but
    /// does not reach into the next letter that has weights.
    fn letters_at(&self, at: usize, length: usize) -> Option<(Range<usize>, usize)> {
        let first = self.letters.binary_search_by_key(&at, |letter| letter.weights as usize).ok()?;
        let start = self.letters[first].start as usize;
        let number = self.paragraph(start);
        let Paragraph { range, bounds } = &self.paragraphs[number];
        let after = self.letters.partition_point(|letter| (letter.weights as usize) < at + length);
        let last = &self.letters[after - 1];
        let next = self.letters.get(after).filter(|next| (next.start as usize) < range.end);
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

/// Folds a text without the white space at its ends. Calls `push` for each character with its original byte offset.
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
            // Chromium replaces it by a character without weight that ends a word.
            '\u{ad}' => push('\0', at),
            _ => push(c, at),
        }
        space = spaced;
    }
}

/// Iterates over the byte ranges of the letters of a folded text, each with its marks.
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
