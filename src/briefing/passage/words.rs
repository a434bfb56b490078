//! The boundaries of words and letters in a paragraph, as a search in it sees them.

use std::cell::OnceCell;

use icu_segmenter::GraphemeClusterSegmenter;

use super::rules::word_bounds;

/// Maximum number of bytes that are segmented again if a search begins within a word.
///
/// Further on the words are the same. Without a limit, a long text without spaces would be segmented once for each
/// candidate.
const MAX_HEAD: usize = 64;
/// Number of additional bytes that are segmented, because a word at the limit depends on the text after it.
const BEYOND: usize = 64;

/// The boundaries of words and letters in one paragraph, computed on first use.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    words: OnceCell<Vec<u32>>,
    letters: OnceCell<Vec<u32>>,
}

impl Bounds {
    /// Returns whether a letter with its marks begins or ends at a byte of a paragraph.
    pub(super) fn is_letter_bound(&self, text: &str, at: usize) -> bool {
        let ascii = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
        let plain = ascii(text.as_bytes().get(at)) && at.checked_sub(1).is_none_or(|at| text.as_bytes()[at] < 128);
        plain || contains(self.letters(text), at)
    }

    /// Returns the first letter boundary after a byte of a paragraph.
    pub(super) fn letter_end(&self, text: &str, at: usize) -> usize {
        let rest = &text.as_bytes()[at..];
        if rest.first().is_some_and(u8::is_ascii) && rest.get(1).is_none_or(u8::is_ascii) {
            return at + 1;
        }
        next(self.letters(text), at).unwrap_or(text.len())
    }

    /// Returns the first word boundary after a byte of a paragraph.
    pub(super) fn word_end(&self, text: &str, at: usize) -> usize {
        next(self.words(text), at).unwrap_or(text.len())
    }

    fn letters(&self, text: &str) -> &[u32] {
        self.letters.get_or_init(|| GraphemeClusterSegmenter::new().segment_str(text).map(offset).collect())
    }

    fn words(&self, text: &str) -> &[u32] {
        self.words.get_or_init(|| word_bounds(text).into_iter().map(offset).collect())
    }
}

/// A paragraph from the begin of a search on. As in a browser, the text before is ignored.
#[derive(Debug)]
pub(super) struct SearchView<'a> {
    text: &'a str,
    from: usize,
    bounds: &'a Bounds,
    head: OnceCell<(usize, Vec<usize>)>,
}

impl<'a> SearchView<'a> {
    /// Creates the view of a paragraph from one of its bytes on.
    pub(super) fn new(text: &'a str, from: usize, bounds: &'a Bounds) -> Self {
        Self { text, from, bounds, head: OnceCell::new() }
    }

    /// Returns whether a word begins or ends at a byte of the paragraph.
    pub(super) fn is_word_bound(&self, at: usize) -> bool {
        if at <= self.from || at >= self.text.len() {
            return true;
        }
        let (head, words) = self.head.get_or_init(|| self.segment_head());
        if at < *head { words.binary_search(&at).is_ok() } else { contains(self.bounds.words(self.text), at) }
    }

    /// Returns the word boundaries after a begin within a word, and the byte offset up to which they apply.
    fn segment_head(&self) -> (usize, Vec<usize>) {
        if contains(self.bounds.words(self.text), self.from) {
            return (self.from, Vec::new());
        }
        let seen = &self.text[self.from..];
        let mut end = seen.len().min(MAX_HEAD + BEYOND);
        while !seen.is_char_boundary(end) {
            end += 1;
        }
        let end = seen[..end].find(' ').unwrap_or(end);
        let bounds = word_bounds(&seen[..end]).into_iter().map(|at| self.from + at).collect();
        (self.from + end.min(MAX_HEAD), bounds)
    }
}

fn contains(bounds: &[u32], at: usize) -> bool {
    bounds.binary_search(&offset(at)).is_ok()
}

fn next(bounds: &[u32], at: usize) -> Option<usize> {
    bounds.get(bounds.partition_point(|bound| *bound <= offset(at))).map(|bound| *bound as usize)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("an article has fewer than 2^32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_search_is_not_seen() {
        let (text, bounds) = ("keyboard is here", Bounds::default());
        assert!(!SearchView::new(text, 0, &bounds).is_word_bound(3));
        let view = SearchView::new(text, 3, &bounds);
        assert!(view.is_word_bound(3) && !view.is_word_bound(5) && view.is_word_bound(8) && view.is_word_bound(9));
    }
}
