//! The search of a browser for a text directive.
//!
//! This is "find a range from a text directive" of the
//! [WICG's text fragments](https://wicg.github.io/scroll-to-text-fragment/), in Chromium's reading of it.

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

/// Where the parts were found.
#[derive(Debug)]
pub(super) struct PassageMatch {
    /// From the first byte of `start` to the last of `end`, in the folded text.
    pub(super) range: Range<usize>,
    /// Whether the article's accents and letters are those of the passage.
    pub(super) same_accents: bool,
}

/// Where a search stands: what lies before is done with.
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
                // Where nothing can end the range, a later beginning cannot either.
                Some(end) => return self.to_end(article, &beginning, end),
                None => {
                    if let Some(suffix) = self.suffix_at(article, beginning.start.end) {
                        return Some(self.matched(article, &beginning, None, suffix));
                    }
                }
            }
        }
    }

    /// Counts the places where the passage could begin: a suffix tells them apart only where there is no `end`.
    pub(super) fn places(&self, article: &FoldedArticle) -> usize {
        let mut progress = SearchPosition::default();
        let places = std::iter::from_fn(|| self.beginning(article, &mut progress));
        let fits = |place: &StartMatch| self.end.is_some() || self.suffix_at(article, place.start.end).is_some();
        places.filter(fits).count()
    }

    /// Returns whether `start` is there, whole words or not.
    pub(super) fn is_within_words(&self, article: &FoldedArticle) -> bool {
        article.next(&self.start, 0, WholeWords { start: false, end: false }).is_some()
    }

    /// Finds the next `start` that its `prefix` stands directly before.
    fn beginning(&self, article: &FoldedArticle, progress: &mut SearchPosition) -> Option<StartMatch> {
        // Where a suffix follows `start` directly, it is the suffix that must end with a whole word.
        let end = self.end.is_some() || self.suffix.is_none();
        loop {
            let Some(prefix) = &self.prefix else {
                let start = article.next(&self.start, progress.0, WholeWords { start: true, end })?;
                *progress = SearchPosition(article.behind_word(start.start));
                return Some(StartMatch { prefix: None, start });
            };
            let prefix = article.next(prefix, progress.0, WholeWords { start: true, end: false })?;
            *progress = SearchPosition(article.behind_word(prefix.start));
            let at = article.skip_space(prefix.end);
            if let Some(start) = article.at(&self.start, at, WholeWords { start: false, end }) {
                return Some(StartMatch { prefix: Some(prefix), start });
            }
        }
    }

    /// Goes from a beginning to the first `end` behind it that the suffix follows.
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

    /// The suffix directly behind a place, empty where none is asked for; `None` where it is not there.
    fn suffix_at(&self, article: &FoldedArticle, behind: usize) -> Option<Range<usize>> {
        let Some(suffix) = &self.suffix else { return Some(behind..behind) };
        article.at(suffix, article.skip_space(behind), WholeWords { start: false, end: true })
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

/// A `start`, and the `prefix` before it.
#[derive(Debug)]
struct StartMatch {
    prefix: Option<Range<usize>>,
    start: Range<usize>,
}
