//! The flows of a page: running texts that were wrapped into lines.
//!
//! A page is laid out as lines, so a flow is put together again from the columns in which its parts begin. Words that a
//! line break separates are found, in two columns too.

use std::ops::Range;

use super::matches::{Matches, occurrences, whole_graphemes};
use crate::search::Folded;
use crate::styled::{Role, Span, plain};
use crate::text;

/// A text that goes on from line to line.
#[derive(Debug, Default)]
struct Flow {
    text: String,
    /// Where each part begins: a byte of the text, its line, and a byte of that line.
    parts: Vec<(usize, usize, usize)>,
    /// Whether the text so far ends within an address.
    in_address: bool,
}

/// A part of a line between gaps.
struct Segment {
    range: Range<usize>,
    /// The column in which its further lines begin.
    column: usize,
    /// Whether it begins and ends within an address.
    address: (bool, bool),
}

/// Finds a folded text in the lines of a page.
pub(in crate::app) fn found_in_lines(lines: &[Vec<Span>], wanted: &str) -> Matches {
    let mut found = Vec::new();
    for flow in flows(lines, |_| true) {
        let folded = Folded::new(&flow.text);
        let places = occurrences(folded.as_str(), wanted);
        found.extend(places.iter().filter_map(|place| flow.places(&folded, place)));
    }
    Matches::new(found)
}

/// Finds words, and what begins with them, in the lines of a page. Labels and addresses are left out.
pub(in crate::app) fn words_in_lines(lines: &[Vec<Span>], words: &[String]) -> Matches {
    let mut found = Vec::new();
    if words.is_empty() {
        return Matches::default();
    }
    for flow in flows(lines, |role| !matches!(role, Role::Label | Role::Link)) {
        let folded = Folded::new(&flow.text);
        for word in words {
            let is_word = |place: &&Range<usize>| is_word_or_its_beginning(folded.as_str(), place);
            let places = occurrences(folded.as_str(), word);
            found.extend(places.iter().filter(is_word).filter_map(|place| flow.places(&folded, place)));
        }
    }
    Matches::new(found)
}

/// Returns whether a range of a text is a word or begins one. A few letters begin too many words, so they must be a whole
/// one. In scripts without spaces, a word may begin everywhere.
fn is_word_or_its_beginning(text: &str, place: &Range<usize>) -> bool {
    const FIRST_WITHOUT_SPACES: char = '\u{E00}';
    const MAX_SHORT: usize = 3;
    let word = &text[place.clone()];
    if word.starts_with(|c| c >= FIRST_WITHOUT_SPACES) {
        return true;
    }
    let may_go_on = word.chars().nth(MAX_SHORT).is_some();
    let begins = !text[..place.start].ends_with(char::is_alphanumeric);
    begins && (may_go_on || !text[place.end..].starts_with(char::is_alphanumeric))
}

impl Flow {
    /// Adds a part of a line.
    fn add(&mut self, line: usize, shown: &str, segment: &Segment) {
        let address_goes_on = self.in_address && segment.address.0;
        if !self.text.is_empty() && !address_goes_on {
            self.text.push(' ');
        }
        self.parts.push((self.text.len(), line, segment.range.start));
        self.text.push_str(&shown[segment.range.clone()]);
        self.in_address = segment.address.1;
    }

    /// Converts a range of the folded text to ranges of lines.
    fn places(&self, folded: &Folded, place: &Range<usize>) -> Option<Vec<(usize, Range<usize>)>> {
        let range = whole_graphemes(&self.text, folded.original(place)?);
        let first = self.parts.partition_point(|(at, ..)| *at <= range.start).saturating_sub(1);
        let mut places = Vec::new();
        for (index, (at, line, start)) in self.parts.iter().enumerate().skip(first) {
            if *at >= range.end {
                break;
            }
            let next = self.parts.get(index + 1).map_or(self.text.len(), |(next, ..)| *next);
            let (begin, end) = (range.start.max(*at), range.end.min(next));
            // The space that joins two lines is on neither.
            let length = self.text.get(begin..end).map_or(0, |part| part.trim_end().len());
            if length > 0 {
                let begin = start + begin - at;
                places.push((*line, begin..begin + length));
            }
        }
        Some(places)
    }
}

/// Puts the flows of a page together, from spans whose role is `included`.
fn flows(lines: &[Vec<Span>], included: impl Fn(Role) -> bool) -> Vec<Flow> {
    let mut flows: Vec<Flow> = Vec::new();
    // The flows of the line above: the column in which they go on, and their index.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let shown = plain(line);
        let segments = segments(&shown, line, &included);
        let alone = segments.len() == 1 && open.len() == 1;
        let mut next = Vec::with_capacity(segments.len());
        for segment in &segments {
            let start = text::width(&shown[..segment.range.start]);
            let above = open.iter().find(|(column, _)| *column == start).or(open.first().filter(|_| alone));
            let index = above.map_or(flows.len(), |(_, index)| *index);
            if index == flows.len() {
                flows.push(Flow::default());
            }
            flows[index].add(number, &shown, segment);
            next.push((segment.column, index));
        }
        open = next;
    }
    flows
}

/// Splits a line at its gaps, which are at least two columns wide: a text has no two spaces in a row.
fn segments(shown: &str, line: &[Span], included: impl Fn(Role) -> bool) -> Vec<Segment> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut addresses: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for span in line {
        let end = start + span.as_str().len();
        if included(span.role) {
            match runs.last_mut().filter(|run| run.end == start) {
                Some(run) => run.end = end,
                None => runs.push(start..end),
            }
        }
        if span.role == Role::Link {
            addresses.push(start..end);
        }
        start = end;
    }
    let in_address = |at: usize| addresses.iter().any(|range| range.contains(&at));
    let mut segments = Vec::new();
    for run in runs {
        let mut begin = run.start;
        for part in shown[run].split("  ") {
            let kept = part.trim_matches(' ');
            let start = begin + part.len() - part.trim_start_matches(' ').len();
            let end = start + kept.len();
            if !kept.is_empty() {
                let hanging = if kept.starts_with("- ") { 2 } else { 0 };
                let column = text::width(&shown[..start]) + hanging;
                segments.push(Segment { range: start..end, column, address: (in_address(start), in_address(end - 1)) });
            }
            begin += part.len() + 2;
        }
    }
    segments
}
