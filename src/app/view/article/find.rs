//! Find in an article.

use std::ops::Range;

use super::{Article, ArticleReader, TextPosition};
use crate::app::page_find::{Matches, Place, found_in_text};
use crate::corpus::Corpus;
use crate::styled::{Role, Span};

impl ArticleReader {
    /// The pieces in view.
    pub(in crate::app) fn pieces_in_view(&self) -> Range<usize> {
        let mut end = self.top.piece;
        let mut lines = 0;
        while lines < self.top.line + self.height && end < self.pieces() {
            lines += self.wrapped(end, None).len();
            end += 1;
        }
        self.top.piece..end
    }

    /// Returns where the article stands.
    pub(in crate::app) fn place(&self) -> Place {
        Place { unit: self.top.piece, line: self.top.line, cursor: 0 }
    }

    /// Returns to a place.
    pub(in crate::app) fn go_to(&mut self, place: Place) {
        self.top = TextPosition { piece: place.unit, line: place.line };
    }

    /// Finds matches again if that is due, and scrolls to the current one if that is due.
    pub(super) fn show_match(&mut self, corpus: &Corpus) {
        let mut find = std::mem::take(&mut self.find);
        let seeks = find.refresh(|wanted| self.found(wanted), |matches| self.first_below_top(matches));
        self.find = find;
        let is_current = |line: &Vec<Span>| line.iter().any(|span| span.role == Role::Current);
        if !seeks || self.lines(corpus).iter().any(is_current) {
            return;
        }
        if let (Some(piece), Some(range)) = (self.find.current_unit(), self.find.current_range()) {
            self.follow = false;
            self.top = TextPosition { piece, line: self.line_in_piece(piece, &range) };
            let room = self.height.saturating_sub(self.above(corpus).len());
            self.go_up(room / 3);
        }
    }

    fn found(&self, wanted: &str) -> Matches {
        let Article::Text(article) = &self.article else { return Matches::default() };
        let pieces = article.pieces.iter().enumerate();
        let found = pieces.flat_map(|(number, piece)| {
            let places = found_in_text(&article.text[piece.range.clone()], wanted);
            places.into_iter().map(move |range| vec![(number, range)])
        });
        Matches::new(found.collect())
    }

    /// Returns the number of the first match at or below the first line in view.
    fn first_below_top(&self, matches: &Matches) -> usize {
        let TextPosition { piece, line } = self.top;
        let above = matches.parts(piece).partition_point(|part| self.line_in_piece(piece, &part.range) < line);
        matches.first_from(piece) + above
    }

    /// Returns the line of a piece in which a range of its bytes begins.
    fn line_in_piece(&self, piece: usize, range: &Range<usize>) -> usize {
        let marks = [(range.clone(), Role::Current)];
        let lines = self.wrapped_with(piece, None, Some(&marks));
        lines.iter().position(|line| line.iter().any(|span| span.role == Role::Current)).unwrap_or(0)
    }
}
