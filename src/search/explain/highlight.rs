//! Highlights: which bytes of the shown text to mark.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::search::analysis::fold::Folded;
use crate::search::analysis::tokens;
use crate::search::index::Index;
use crate::search::index::field::Field;
use crate::search::index::names::is_whole_name;
use crate::search::index::vocabulary;
use crate::search::index::vocabulary::WordId;
use crate::search::matching::candidates::{Candidates, MatchKind, WordMatch};
use crate::search::matching::plan::{Leaf, Term};
use crate::search::matching::subsequence::SubsequenceMatcher;

/// The text that a record is shown by, taken apart once for all words of a query.
pub(crate) struct Shown<'a> {
    text: &'a str,
    folded: Folded,
    /// The words that may be meant.
    words: Vec<ShownWord>,
    /// The folded bytes of the words' runs of letters, one after the other.
    spans: Vec<Range<usize>>,
}

/// A word that may be meant.
struct ShownWord {
    id: WordId,
    /// Its part of the spans.
    spans: Range<usize>,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(index: &Index, field: Field, text: &'a str, wanted: &[&Candidates]) -> Self {
        let folded = Folded::new(text);
        let (mut words, mut spans) = (Vec::new(), Vec::new());
        meant(index, field, folded.as_str(), wanted, |id, of| {
            let start = spans.len();
            spans.extend_from_slice(of);
            words.push(ShownWord { id, spans: start..spans.len() });
        });
        Self { text, folded, words, spans }
    }

    /// The text, folded.
    pub(crate) fn folded(&self) -> &str {
        self.folded.as_str()
    }

    /// The words of the text that may be meant.
    pub(crate) fn ids(&self) -> impl Iterator<Item = WordId> {
        self.words.iter().map(|word| word.id)
    }

    /// How well the best word of the text fits.
    pub(crate) fn best(&self, leaf: &Leaf) -> Option<MatchKind> {
        match &leaf.term {
            Term::Word(candidates) => {
                let fits = self.words.iter().filter_map(|word| candidates.word_match(word.id));
                let apart = || {
                    leaf.apart.iter().any(|phrase| phrase.is_in(self.folded.as_str())).then_some(MatchKind::Together)
                };
                let best = fits.max_by_key(|fit| (fit.points, fit.kind.rank())).map(|fit| fit.kind);
                best.filter(|tier| tier.rank() > MatchKind::Together.rank()).or_else(apart).or(best)
            }
            Term::Phrase(phrase) => phrase.is_in(self.folded.as_str()).then_some(MatchKind::Exact),
            Term::Key(_) => None,
        }
    }

    /// The folded bytes that fit as well as the best do. Exact words and prefixes are marked beside each other.
    pub(crate) fn marks(&self, index: &Index, leaf: &Leaf) -> Vec<Range<usize>> {
        let Some(best) = self.best(leaf) else { return Vec::new() };
        match &leaf.term {
            Term::Key(_) => Vec::new(),
            Term::Phrase(phrase) => phrase.places(self.folded.as_str()),
            Term::Word(candidates) => {
                let fits = self.words.iter().filter_map(|word| Some((word, candidates.word_match(word.id)?)));
                let literal = MatchKind::Prefix.rank();
                let marked = fits.filter(|(_, fit)| fit.kind.rank() >= best.rank().min(literal));
                let apart = leaf.apart.iter().flat_map(|phrase| phrase.places(self.folded.as_str()));
                marked.flat_map(|(word, fit)| self.word_marks(word, index, candidates, fit)).chain(apart).collect()
            }
        }
    }

    /// The letters of a word that were meant: of a misspelling the whole word.
    fn word_marks(
        &self,
        word: &ShownWord,
        index: &Index,
        candidates: &Candidates,
        fit: WordMatch,
    ) -> Vec<Range<usize>> {
        let spans = &self.spans[word.spans.clone()];
        let all: Vec<_> = spans.iter().flat_map(|span| letters(self.folded.as_str(), span)).collect();
        let typed = candidates.typed().chars().count();
        let spelt = index.vocabulary().word(word.id);
        let meant = match fit.kind {
            MatchKind::Prefix => 0..typed,
            MatchKind::Form if spelt.starts_with(candidates.typed()) => 0..typed,
            MatchKind::Exact
            | MatchKind::Together
            | MatchKind::Variant
            | MatchKind::Form
            | MatchKind::Misspelt { .. } => 0..all.len(),
            MatchKind::Beginning { letters, .. } => 0..usize::from(letters),
            MatchKind::Inside => {
                let at = spelt.match_indices(candidates.typed()).map(|(at, _)| at).find(|at| *at > 0).unwrap_or(0);
                let before = spelt[..at].chars().count();
                before..before + typed
            }
            MatchKind::Scattered => {
                let found = SubsequenceMatcher::new(candidates.typed()).and_then(|scattered| scattered.compare(spelt));
                let letters = found.map(|(_, letters)| letters).unwrap_or_default();
                return letters.into_iter().filter_map(|at| all.get(at).cloned()).collect();
            }
        };
        all.get(meant).map(<[_]>::to_vec).unwrap_or_default()
    }

    /// Bytes of the shown text for folded ones: sorted, apart from each other, never within a grapheme.
    pub(crate) fn original(&self, marks: &[Range<usize>]) -> Vec<Range<usize>> {
        // Letters that stand together are mapped together: what folds to nothing between them is marked too.
        let marks = merged(marks.to_vec());
        let mut ranges: Vec<_> = marks.iter().filter_map(|mark| self.folded.original(mark)).collect();
        if ranges.is_empty() {
            return ranges;
        }
        // Between two letters of ASCII there is always a bound: what is shown has no line breaks.
        let bytes = self.text.as_bytes();
        let plain = |at: usize| bytes.get(at).is_none_or(u8::is_ascii) && (at == 0 || bytes[at - 1].is_ascii());
        if ranges.iter().all(|range| plain(range.start) && plain(range.end)) {
            return merged(ranges);
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
fn letters(folded: &str, span: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = span.start;
    folded[span.clone()].char_indices().map(move |(at, c)| start + at..start + at + c.len_utf8())
}

/// Hands on those words of a field's folded text that may be meant by some typed word, with the bytes that spell them.
pub(crate) fn meant(
    index: &Index,
    field: Field,
    folded: &str,
    wanted: &[&Candidates],
    mut each: impl FnMut(WordId, &[Range<usize>]),
) {
    let mut word = |word: &str, spans: &[Range<usize>]| {
        let letters = vocabulary::letter_mask(word);
        if wanted.iter().any(|candidates| candidates.may_fit(letters))
            && let Some(id) = index.vocabulary().find(word)
        {
            each(id, spans);
        }
    };
    tokens::each_word(folded, |text, spans, _| word(text, spans));
    if is_whole_name(field) {
        tokens::each_joined_word(folded, field.is_name(), word);
    }
}
