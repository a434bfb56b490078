//! Find in a view: in its page, or in the article that it shows.

use std::ops::Range;

use super::View;
use crate::app::page_find::{PageFind, Place, found_in_lines};
use crate::page::Target;
use crate::styled::plain;
use crate::text;

impl View {
    /// The find in what it shows.
    pub fn find(&self) -> &PageFind {
        self.reader.as_ref().map_or(&self.find, |reader| &reader.find)
    }

    pub(in crate::app) fn find_mut(&mut self) -> &mut PageFind {
        self.reader.as_mut().map_or(&mut self.find, |reader| &mut reader.find)
    }

    /// The units in view: lines of the page, or pieces of the article.
    pub(in crate::app) fn in_view(&self) -> Range<usize> {
        match &self.reader {
            Some(reader) => reader.pieces_in_view(),
            None => self.scroll..self.scroll + self.height,
        }
    }

    /// Returns where it stands.
    pub(in crate::app) fn place(&self) -> Place {
        match &self.reader {
            Some(reader) => reader.place(),
            None => Place { unit: self.scroll, line: 0, cursor: self.cursor },
        }
    }

    /// Returns to a place.
    pub(in crate::app) fn go_to(&mut self, place: Place) {
        match &mut self.reader {
            Some(reader) => reader.go_to(place),
            None => (self.scroll, self.cursor) = (place.unit, place.cursor),
        }
    }

    /// Finds matches again if that is due, and shows the current one if that is due.
    pub(super) fn show_match(&mut self) {
        let (lines, scroll) = (self.page.lines(), self.scroll);
        if self.find.refresh(|wanted| found_in_lines(lines, wanted), |matches| matches.first_from(scroll))
            && let (Some(line), Some(range)) = (self.find.current_unit(), self.find.current_range())
        {
            let before = plain(&lines[line])[..range.start].to_owned();
            self.show_line(line, text::width(&before));
        }
    }

    /// Scrolls a line into view, and selects the item at the column. Without one, that is the item that the text belongs
    /// to, which is above it, or else the next one in view.
    fn show_line(&mut self, line: usize, column: usize) {
        if !self.in_view().contains(&line) {
            self.scroll = line.saturating_sub(self.height / 3);
        }
        let in_view = |target: &Target| self.in_view().contains(&target.line);
        let holds =
            |target: &Target| (target.line..target.line + target.lines).contains(&line) && target.column <= column;
        let above = |target: &Target| target.line <= line && target.column <= column && in_view(target);
        let next = |target: &Target| target.line >= line && in_view(target);
        let targets = self.targets.iter();
        let chosen = targets.clone().rposition(holds).or_else(|| targets.clone().rposition(above));
        self.cursor = chosen.or_else(|| self.targets.iter().position(next)).unwrap_or(self.cursor);
    }
}
