//! Matches of a find, by their place in the page.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::search::{Folded, fold};

/// A part of a match within one unit of a page. A match that goes on in the next line has several parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct MatchPart {
    /// The line of a page, or the piece of an article.
    pub(in crate::app) unit: usize,
    /// Bytes of the unit's text.
    pub(in crate::app) range: Range<usize>,
    /// The number of the match, from 0.
    pub(in crate::app) number: usize,
}

/// All matches in a page, in reading order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Matches {
    /// In the order of units and bytes.
    parts: Vec<MatchPart>,
    /// The unit in which each match begins.
    units: Vec<usize>,
}

impl Matches {
    /// Numbers matches by their places. Each match is a list of parts: a unit, and a range of its bytes.
    pub(in crate::app) fn new(mut found: Vec<Vec<(usize, Range<usize>)>>) -> Self {
        found.retain(|parts| !parts.is_empty());
        found.sort_by_key(|parts| (parts[0].0, parts[0].1.start));
        found.dedup();
        let units = found.iter().map(|parts| parts[0].0).collect();
        let numbered = found.into_iter().enumerate();
        let mut parts: Vec<MatchPart> = numbered
            .flat_map(|(number, parts)| parts.into_iter().map(move |(unit, range)| MatchPart { unit, range, number }))
            .collect();
        parts.sort_by_key(|part| (part.unit, part.range.start));
        Self { parts, units }
    }

    /// Number of matches.
    pub(in crate::app) fn count(&self) -> usize {
        self.units.len()
    }

    /// Returns the unit in which a match begins.
    pub(in crate::app) fn first_unit(&self, number: usize) -> Option<usize> {
        self.units.get(number).copied()
    }

    /// Returns the number of the first match that begins in a unit or after it. Past the last match, it is their count.
    pub(in crate::app) fn first_from(&self, unit: usize) -> usize {
        self.units.partition_point(|begins| *begins < unit)
    }

    /// Returns the parts in a unit, in order.
    pub(in crate::app) fn parts(&self, unit: usize) -> &[MatchPart] {
        let start = self.parts.partition_point(|part| part.unit < unit);
        let end = self.parts.partition_point(|part| part.unit <= unit);
        &self.parts[start..end]
    }
}

/// Finds a folded text in one unit, which is not folded. Returns ranges of whole graphemes.
pub(in crate::app) fn found_in_text(text: &str, wanted: &str) -> Vec<Range<usize>> {
    // Most texts have no match, and folding alone is cheaper.
    if occurrences(&fold(text), wanted).is_empty() {
        return Vec::new();
    }
    let folded = Folded::new(text);
    let places = occurrences(folded.as_str(), wanted);
    places.iter().filter_map(|place| Some(whole_graphemes(text, folded.original(place)?))).collect()
}

/// Returns where a folded text has the words of another, one after the other, with white space of any kind between them.
pub(super) fn occurrences(folded: &str, wanted: &str) -> Vec<Range<usize>> {
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let Some((first, others)) = words.split_first() else { return Vec::new() };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in folded.match_indices(first) {
        let mut rest = &folded[start + first.len()..];
        let all = others.iter().all(|word| {
            let next = rest.trim_start();
            let after = next.strip_prefix(word).filter(|_| next.len() < rest.len());
            rest = after.unwrap_or(rest);
            after.is_some()
        });
        if all && found.last().is_none_or(|last| last.end <= start) {
            found.push(start..folded.len() - rest.len());
        }
    }
    found
}

/// Extends a range of a text to whole graphemes.
pub(super) fn whole_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    let cursor = |at| GraphemeCursor::new(at, text.len(), true);
    let is_bound = |at| cursor(at).is_boundary(text, 0).unwrap_or(true);
    let start = if is_bound(range.start) {
        range.start
    } else {
        cursor(range.start).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
    };
    let end = if is_bound(range.end) {
        range.end
    } else {
        cursor(range.end).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
    };
    start..end
}
