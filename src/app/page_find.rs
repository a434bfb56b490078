//! Find in a page: what is typed, its matches, and which of them is the current one.
//!
//! The detail, every view and every article hold a [`PageFind`] of their own. It numbers the matches of a page in reading
//! order. The page is divided into units: lines, or the pieces of an article.

mod flows;
mod matches;

use std::ops::Range;

use tui_input::Input;

use crate::search::fold;
use crate::styled::{Role, Span};

pub(super) use flows::{found_in_lines, words_in_lines};
pub(super) use matches::{Matches, found_in_text};

/// Where a page stands: its first line in view, and its selected item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The first unit in view.
    pub(super) unit: usize,
    /// The first line of that unit in view. It is 0 if units are lines.
    pub(super) line: usize,
    /// The index of the selected item.
    pub(super) cursor: usize,
}

/// What Esc at the prompt returns to.
#[derive(Debug)]
struct Before {
    input: Input,
    current: usize,
    place: Place,
}

/// A find in a page.
#[derive(Debug, Default)]
pub struct PageFind {
    /// The text, as typed.
    pub(super) input: Input,
    /// The folded text.
    folded: String,
    matches: Matches,
    /// The number of the current match, from 0.
    current: usize,
    /// Whether the matches have to be found again.
    is_stale: bool,
    /// Whether the first match at or below the top becomes the current one.
    starts_anew: bool,
    /// Whether the current match has to be scrolled into view.
    seeks: bool,
    before: Option<Box<Before>>,
}

impl PageFind {
    /// Returns whether there is anything to find.
    pub fn is_active(&self) -> bool {
        !self.folded.is_empty()
    }

    /// The text, as typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Returns the number of the current match, from 1, and the number of all matches. Both are 0 if there are none.
    pub fn position(&self) -> (usize, usize) {
        let all = self.matches.count();
        ((self.current + 1).min(all), all)
    }

    /// Starts an empty prompt. Esc returns to this place and to the text of before.
    pub(super) fn begin(&mut self, place: Place) {
        let before = Before { input: std::mem::take(&mut self.input), current: self.current, place };
        *self = Self { before: Some(Box::new(before)), ..Self::default() };
    }

    /// Takes note that the text has changed. Returns the place where the prompt was opened.
    pub(super) fn typed(&mut self) -> Option<Place> {
        self.fold_input();
        (self.is_stale, self.starts_anew) = (true, true);
        self.before.as_ref().map(|before| before.place)
    }

    /// Ends the prompt and keeps the find.
    pub(super) fn keep(&mut self) {
        self.before = None;
    }

    /// Ends the prompt, and takes back the text of before. Returns the place where the prompt was opened.
    pub(super) fn cancel(&mut self) -> Option<Place> {
        let before = *self.before.take()?;
        *self = Self { input: before.input, current: before.current, is_stale: true, ..Self::default() };
        self.fold_input();
        Some(before.place)
    }

    /// Ends the find, and takes the marks off.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes note that the page was laid out anew. A match that was among the units in view stays in view.
    pub(super) fn invalidate(&mut self, in_view: &Range<usize>) {
        self.is_stale = true;
        self.seeks |= self.current_unit().is_some_and(|unit| in_view.contains(&unit));
    }

    /// Goes to the next or previous match, and past the end to the other end. If the current match is not among the
    /// units in view, that is the next one below their top, or the one above it.
    pub(super) fn step(&mut self, forward: bool, in_view: &Range<usize>) {
        let all = self.matches.count();
        let Some(here) = self.matches.first_unit(self.current) else { return };
        self.current = match (in_view.contains(&here), forward) {
            (true, true) => (self.current + 1) % all,
            (true, false) => (self.current + all - 1) % all,
            (false, true) => self.matches.first_from(in_view.start) % all,
            (false, false) => (self.matches.first_from(in_view.start) + all - 1) % all,
        };
        self.seeks = true;
    }

    /// Finds the matches again if that is due. Returns true if the current match has to be scrolled into view.
    ///
    /// `find` finds the matches of a folded text. `first` chooses the first match at or below the top.
    pub(super) fn refresh(
        &mut self,
        find: impl FnOnce(&str) -> Matches,
        first: impl FnOnce(&Matches) -> usize,
    ) -> bool {
        if std::mem::take(&mut self.is_stale) {
            self.matches = if self.is_active() { find(&self.folded) } else { Matches::default() };
        }
        let all = self.matches.count();
        let starts_anew = std::mem::take(&mut self.starts_anew);
        if starts_anew && all > 0 {
            self.current = first(&self.matches) % all;
        }
        self.current = self.current.min(all.saturating_sub(1));
        (std::mem::take(&mut self.seeks) || starts_anew) && all > 0
    }

    /// Returns the unit in which the current match begins.
    pub(super) fn current_unit(&self) -> Option<usize> {
        self.matches.first_unit(self.current)
    }

    /// Returns the part of the current match in the unit in which it begins.
    pub(super) fn current_range(&self) -> Option<Range<usize>> {
        let parts = self.matches.parts(self.current_unit()?).iter();
        parts.filter(|part| part.number == self.current).map(|part| part.range.clone()).next()
    }

    /// Returns the marks of a unit: ranges of bytes in order, each with its role.
    pub(super) fn marks(&self, unit: usize) -> Vec<(Range<usize>, Role)> {
        let role = |number| if number == self.current { Role::Current } else { Role::Match };
        self.matches.parts(unit).iter().map(|part| (part.range.clone(), role(part.number))).collect()
    }

    /// Marks the matches in a line of a page.
    pub(super) fn mark(&self, unit: usize, line: Vec<Span>) -> Vec<Span> {
        marked(line, &self.marks(unit))
    }

    fn fold_input(&mut self) {
        fold(self.input.value()).trim().clone_into(&mut self.folded);
    }
}

/// Gives parts of a line another role. The parts are ranges of bytes of the whole line, in order.
pub(super) fn marked(line: Vec<Span>, marks: &[(Range<usize>, Role)]) -> Vec<Span> {
    if marks.is_empty() {
        return line;
    }
    let mut spans = Vec::with_capacity(line.len() + 2 * marks.len());
    let mut start = 0;
    for span in line {
        let (from, to) = (start, start + span.as_str().len());
        let mut done = from;
        for (range, role) in marks {
            let (begin, end) = (range.start.clamp(done, to), range.end.clamp(done, to));
            if begin < end {
                spans.push(span.slice(done - from..begin - from));
                let mut part = span.slice(begin - from..end - from);
                part.role = *role;
                spans.push(part);
                done = end;
            }
        }
        spans.push(span.slice(done - from..to - from));
        start = to;
    }
    spans.retain(|span| !span.as_str().is_empty());
    spans
}

/// Cuts a range of a text into spans. Those parts that are `found` have roles of their own.
pub(super) fn cut(text: &str, range: Range<usize>, role: Role, found: &[(Range<usize>, Role)]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut done = range.start;
    for (place, own) in found {
        let (begin, end) = (place.start.clamp(done, range.end), place.end.clamp(done, range.end));
        if begin < end {
            spans.push(Span::clean(&text[done..begin], role));
            spans.push(Span::clean(&text[begin..end], *own));
            done = end;
        }
    }
    spans.push(Span::clean(&text[done..range.end], role));
    spans
}

#[cfg(test)]
mod tests;
