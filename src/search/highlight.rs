//! Highlights: which bytes of the shown text to mark.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::candidates::{Candidates, Fit, Tier};
use super::fold::Folded;
use super::index::Index;
use super::plan::Asked;
use super::scattered::Scattered;
use super::tokens;
use super::vocabulary::WordId;

/// The text that a record is shown by, taken apart once for all words of a query.
pub(super) struct Shown<'a> {
    text: &'a str,
    folded: Folded,
    words: Vec<ShownWord>,
}

struct ShownWord {
    id: WordId,
    /// The folded bytes of each of its letters.
    letters: Vec<Range<usize>>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(index: &Index, text: &'a str) -> Self {
        let folded = Folded::new(text);
        let mut words = Vec::new();
        tokens::words(folded.as_str(), |word, spans, _| {
            if let Some(id) = index.vocabulary().find(word) {
                let letters = spans.iter().flat_map(|span| letters(folded.as_str(), span)).collect();
                words.push(ShownWord { id, letters });
            }
        });
        Self { text, folded, words }
    }

    /// How well the best word of the text fits.
    pub(super) fn best(&self, asked: &Asked) -> Option<Tier> {
        match asked {
            Asked::Word(candidates) => {
                let fits = self.words.iter().filter_map(|word| candidates.fit(word.id));
                fits.max_by_key(|fit| fit.points).map(|fit| fit.tier)
            }
            Asked::Phrase(phrase) => phrase.places(self.folded.as_str()).next().map(|_| Tier::Exact),
        }
    }

    /// The folded bytes that fit as well as the best do. Exact words and prefixes are marked beside each other.
    pub(super) fn marks(&self, index: &Index, asked: &Asked) -> Vec<Range<usize>> {
        let Some(best) = self.best(asked) else { return Vec::new() };
        match asked {
            Asked::Phrase(phrase) => phrase.places(self.folded.as_str()).collect(),
            Asked::Word(candidates) => {
                let fits = self.words.iter().filter_map(|word| Some((word, candidates.fit(word.id)?)));
                let literal = Tier::Prefix.rank();
                let marked = fits.filter(|(_, fit)| fit.tier.rank() >= best.rank().min(literal));
                marked.flat_map(|(word, fit)| word.marks(index, candidates, fit)).collect()
            }
        }
    }

    /// Bytes of the shown text for folded ones: sorted, apart from each other, never within a grapheme.
    pub(super) fn original(&self, marks: &[Range<usize>]) -> Vec<Range<usize>> {
        // Letters that stand together are mapped together: what folds to nothing between them is marked too.
        let marks = merged(marks.to_vec());
        let mut ranges: Vec<_> = marks.iter().filter_map(|mark| self.folded.original(mark)).collect();
        if ranges.is_empty() {
            return ranges;
        }
        let mut bounds: Vec<_> = self.text.grapheme_indices(true).map(|(at, _)| at).collect();
        bounds.push(self.text.len());
        for range in &mut ranges {
            let start = bounds.partition_point(|bound| *bound <= range.start).saturating_sub(1);
            let end = bounds.partition_point(|bound| *bound < range.end);
            *range = bounds[start]..bounds[end];
        }
        merged(ranges)
    }
}

/// The same ranges, sorted, those that touch as one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, kept| {
        let touching = next.start <= kept.end;
        if touching {
            kept.end = kept.end.max(next.end);
        }
        touching
    });
    ranges
}

/// The bytes of each letter.
fn letters(folded: &str, span: &Range<usize>) -> Vec<Range<usize>> {
    let start = span.start;
    let letter = |(at, c): (usize, char)| start + at..start + at + c.len_utf8();
    folded[span.clone()].char_indices().map(letter).collect()
}

impl ShownWord {
    /// The letters that were meant: of a misspelling the whole word.
    fn marks(&self, index: &Index, candidates: &Candidates, fit: Fit) -> Vec<Range<usize>> {
        let typed = candidates.typed().chars().count();
        let word = index.vocabulary().word(self.id);
        let meant = match fit.tier {
            Tier::Exact | Tier::Misspelt { .. } => 0..self.letters.len(),
            Tier::Prefix => 0..typed,
            Tier::Beginning { letters, .. } => 0..usize::from(letters),
            Tier::Inside => {
                let at = word.match_indices(candidates.typed()).map(|(at, _)| at).find(|at| *at > 0).unwrap_or(0);
                let before = word[..at].chars().count();
                before..before + typed
            }
            Tier::Scattered => {
                let found = Scattered::new(candidates.typed()).and_then(|scattered| scattered.compare(word));
                let letters = found.map(|(_, letters)| letters).unwrap_or_default();
                return letters.into_iter().filter_map(|at| self.letters.get(at).cloned()).collect();
            }
        };
        self.letters.get(meant).map(<[_]>::to_vec).unwrap_or_default()
    }
}
