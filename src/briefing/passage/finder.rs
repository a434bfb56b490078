//! Finds the range of a text directive, as a browser does.
//!
//! Implements "find a range from a text directive" of
//! [WICG's text fragments](https://wicg.github.io/scroll-to-text-fragment/) in the way that Chromium does.

use std::ops::Range;

use super::folded::{FoldedArticle, Pattern, WholeWords};
use super::weights;

/// The parts of a passage, folded like the article.
#[derive(Debug)]
pub(super) struct FoldedPassage {
    prefix: Option<Pattern>,
    start: Pattern,
    end: Option<Pattern>,
    suffix: Option<Pattern>,
}

/// The place at which the parts were found.
#[derive(Debug)]
pub(super) struct PassageMatch {
    /// The byte range in the folded text, from the begin of `start` to the end of `end`.
    pub(super) range: Range<usize>,
    /// Whether accents and letters are equal in the article and the passage.
    pub(super) same_accents: bool,
}

/// The byte offset in the folded text at which the search continues.
#[derive(Clone, Copy, Debug, Default)]
struct SearchPosition(usize);

impl FoldedPassage {
    /// Folds the parts, or returns `None` if one of them has nothing to look for.
    pub(super) fn new(prefix: Option<&str>, start: &str, end: Option<&str>, suffix: Option<&str>) -> Option<Self> {
        let optional = |words: Option<&str>| match words {
            None => Some(None),
            Some(words) => Pattern::new(words).map(Some),
        };
        Some(Self {
            prefix: optional(prefix)?,
            start: Pattern::new(start)?,
            end: optional(end)?,
            suffix: optional(suffix)?,
        })
    }

    /// Finds what a browser opens.
    pub(super) fn find(&self, article: &FoldedArticle) -> Option<PassageMatch> {
        let mut progress = SearchPosition::default();
        loop {
            let beginning = self.beginning(article, &mut progress)?;
            match &self.end {
                // If no `end` follows this beginning, none follows a later one.
                Some(end) => return self.to_end(article, &beginning, end),
                None => {
                    if let Some(suffix) = self.suffix_at(article, beginning.start.end) {
                        return Some(self.matched(article, &beginning, None, suffix));
                    }
                }
            }
        }
    }

    /// Counts the places at which the passage could begin. A suffix distinguishes them only if there is no `end`.
    pub(super) fn places(&self, article: &FoldedArticle) -> usize {
        let mut progress = SearchPosition::default();
        let places = std::iter::from_fn(|| self.beginning(article, &mut progress));
        let fits = |place: &StartMatch| self.end.is_some() || self.suffix_at(article, place.start.end).is_some();
        places.filter(fits).count()
    }

    /// Returns whether the article contains `start`, as whole words or not.
    pub(super) fn is_within_words(&self, article: &FoldedArticle) -> bool {
        article.next(&self.start, 0, WholeWords { start: false, end: false }).is_some()
    }

    /// Finds the next `start` directly after `prefix`, if there is one.
    fn beginning(&self, article: &FoldedArticle, progress: &mut SearchPosition) -> Option<StartMatch> {
        // If a suffix follows `start` directly, only the suffix must end with a whole word.
        let end = self.end.is_some() || self.suffix.is_none();
        loop {
            let Some(prefix) = &self.prefix else {
                let start = article.next(&self.start, progress.0, WholeWords { start: true, end })?;
                *progress = SearchPosition(article.after_word(start.start));
                return Some(StartMatch { prefix: None, start });
            };
            let prefix = article.next(prefix, progress.0, WholeWords { start: true, end: false })?;
            *progress = SearchPosition(article.after_word(prefix.start));
            let at = article.skip_space(prefix.end);
            if let Some(start) = article.at(&self.start, at, WholeWords { start: false, end }) {
                return Some(StartMatch { prefix: Some(prefix), start });
            }
        }
    }

    /// Finds the first `end` after a beginning that the suffix follows.
    fn to_end(&self, article: &FoldedArticle, beginning: &StartMatch, end: &Pattern) -> Option<PassageMatch> {
        let mut from = beginning.start.end;
        loop {
            let found = article.next(end, from, WholeWords { start: true, end: self.suffix.is_none() })?;
            if let Some(suffix) = self.suffix_at(article, found.end) {
                return Some(self.matched(article, beginning, Some(found), suffix));
            }
            from = found.end;
        }
    }

    /// Returns the range of the suffix at byte offset `end`: empty if none is given, `None` if it is not there.
    fn suffix_at(&self, article: &FoldedArticle, end: usize) -> Option<Range<usize>> {
        let Some(suffix) = &self.suffix else { return Some(end..end) };
        article.at(suffix, article.skip_space(end), WholeWords { start: false, end: true })
    }

    fn matched(
        &self,
        article: &FoldedArticle,
        beginning: &StartMatch,
        end: Option<Range<usize>>,
        suffix: Range<usize>,
    ) -> PassageMatch {
        let parts = [
            (self.prefix.as_ref(), beginning.prefix.clone()),
            (Some(&self.start), Some(beginning.start.clone())),
            (self.end.as_ref(), end.clone()),
            (self.suffix.as_ref(), Some(suffix)),
        ];
        let same = |(part, range): &(Option<&Pattern>, Option<Range<usize>>)| match (part, range) {
            (Some(part), Some(range)) => weights::same_accents(&part.text, article.words(range.clone())),
            _ => true,
        };
        let end = end.unwrap_or_else(|| beginning.start.clone()).end;
        PassageMatch { range: beginning.start.start..end, same_accents: parts.iter().all(same) }
    }
}

/// The ranges of a `start` and of the `prefix` before it.
#[derive(Debug)]
struct StartMatch {
    prefix: Option<Range<usize>>,
    start: Range<usize>,
}
