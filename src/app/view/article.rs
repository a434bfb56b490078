//! An article, read at the passages of its claims.
//!
//! An article may be large, so only the paragraphs in view are wrapped into lines.

mod find;

use std::ops::Range;
use std::sync::Arc;

use crate::app::effect::Generation;
use crate::app::keymap::Action;
use crate::app::layout::Area;
use crate::app::page_find::{PageFind, cut};
use crate::briefing::PassageState;
use crate::corpus::{ClaimSlot, Corpus};
use crate::load::ArticleText;
use crate::page::Page;
use crate::styled::{Role, Span, plain, truncate};
use crate::text::Text;

/// Columns of the paragraph numbers.
const NUMBER_WIDTH: usize = 5;

/// The text of an article, if it could be read.
#[derive(Debug)]
enum Article {
    /// It is being read.
    Loading,
    /// It could not be read, for this reason.
    Missing(Text),
    /// Its text.
    Text(Arc<ArticleText>),
}

/// A position in an article: a piece, and a line of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct TextPosition {
    piece: usize,
    line: usize,
}

/// An article with the passage of one of its claims.
#[derive(Debug)]
pub struct ArticleReader {
    claim: ClaimSlot,
    /// The number of the load that it waits for.
    generation: Generation,
    article: Article,
    width: u16,
    height: usize,
    /// Number of lines in view that are the article's.
    room: usize,
    top: TextPosition,
    /// True until the passage has been scrolled into view.
    seek: bool,
    /// True until the reader scrolls away from the passage.
    follow: bool,
    /// The find in the article.
    pub(super) find: PageFind,
}

impl ArticleReader {
    pub(in crate::app) fn new(claim: ClaimSlot, generation: Generation) -> Self {
        Self {
            claim,
            generation,
            article: Article::Loading,
            width: 0,
            height: 1,
            room: 1,
            top: TextPosition::default(),
            seek: true,
            follow: true,
            find: PageFind::default(),
        }
    }

    /// The number of the load that it waits for.
    pub(in crate::app) fn generation(&self) -> Generation {
        self.generation
    }

    /// The article, once it has been read.
    #[cfg(test)]
    pub(in crate::app) fn text(&self) -> Option<&ArticleText> {
        if let Article::Text(article) = &self.article { Some(article) } else { None }
    }

    /// The claim whose passage is marked.
    pub fn claim(&self) -> ClaimSlot {
        self.claim
    }

    /// Sets the article, or the reason why there is none.
    pub(in crate::app) fn set_article(&mut self, article: Result<Arc<ArticleText>, Text>) {
        self.article = article.map_or_else(Article::Missing, Article::Text);
        self.seek = true;
        self.find.invalidate(&(0..0));
    }

    /// Returns whether and where the passage was found. `None` if the claim gives no passage or there is no text.
    pub fn state(&self, corpus: &Corpus) -> Option<&PassageState> {
        let Article::Text(article) = &self.article else { return None };
        let number =
            corpus.with_drafts().claims_in(corpus.document_of(self.claim)).position(|claim| claim == self.claim)?;
        article.states.get(number)?.as_ref()
    }

    /// Returns the state of the passage in words.
    pub fn state_text(&self, corpus: &Corpus) -> Text {
        match (&self.article, self.state(corpus)) {
            (Article::Loading, _) => Text::from("reading the article …"),
            (Article::Missing(_), _) => Text::from("no text at hand"),
            (Article::Text(_), Some(state)) => {
                let passage = corpus.claim(self.claim).passage.as_ref();
                let note = passage.and_then(|passage| state.note(passage));
                match (state, note) {
                    (PassageState::Found { paragraph, .. }, None) => {
                        Text::from(format!("found in paragraph {paragraph}"))
                    }
                    (PassageState::Found { paragraph, .. }, Some(note)) => {
                        Text::from(format!("found in paragraph {paragraph}; {note}"))
                    }
                    (state, note) => Text::from(format!("{}: {}", state.as_str(), note.unwrap_or_default())),
                }
            }
            (Article::Text(_), None) => Text::from("the claim gives no passage"),
        }
    }

    /// Returns the number of the claim in its document, from 1, and the number of claims there.
    pub fn number(&self, corpus: &Corpus) -> (usize, usize) {
        let mut claims = corpus.with_drafts().claims_in(corpus.document_of(self.claim));
        let all = claims.len();
        (claims.position(|claim| claim == self.claim).unwrap_or(0) + 1, all)
    }

    /// Handles an action. Returns false if it is not for the article.
    pub(in crate::app) fn handle(&mut self, action: Action, height: usize) -> bool {
        self.follow = false;
        let page = self.room.saturating_sub(1).max(1);
        match action {
            Action::Down | Action::DetailDown => self.go_down(1),
            Action::Up | Action::DetailUp => self.go_up(1),
            Action::PageDown => self.go_down(page),
            Action::PageUp => self.go_up(page),
            Action::HalfPageDown => self.go_down(page.div_ceil(2)),
            Action::HalfPageUp => self.go_up(page.div_ceil(2)),
            Action::First => self.top = TextPosition::default(),
            Action::Last => {
                let last = self.pieces().saturating_sub(1);
                self.top = TextPosition { piece: last, line: self.wrapped(last, None).len().saturating_sub(1) };
                self.go_up(height.saturating_sub(1));
            }
            Action::Enter => {
                self.seek = true;
            }
            _ => return false,
        }
        true
    }

    /// Moves to the passage of the next or previous claim, and past the end to the other end.
    pub(in crate::app) fn step(&mut self, corpus: &Corpus, forward: bool) {
        let claims: Vec<_> = corpus.with_drafts().claims_in(corpus.document_of(self.claim)).collect();
        let here = claims.iter().position(|claim| *claim == self.claim).unwrap_or(0);
        let step = if forward { 1 } else { claims.len() - 1 };
        self.claim = claims[(here + step) % claims.len()];
        self.seek = true;
    }

    /// Returns the lines in view: the claim, then the article or the reason why there is none.
    pub fn lines(&self, corpus: &Corpus) -> Vec<Vec<Span>> {
        self.lines_with(corpus, self.find.is_active())
    }

    /// Returns the lines in view, with the matches of the find if these are wanted.
    fn lines_with(&self, corpus: &Corpus, finding: bool) -> Vec<Vec<Span>> {
        let mut lines = self.above(corpus);
        let mark = self.mark(corpus);
        let mut place = self.top;
        while lines.len() < self.height && place.piece < self.pieces() {
            let found = finding.then(|| self.find.marks(place.piece));
            lines.extend(self.wrapped_with(place.piece, mark.as_ref(), found.as_deref()).into_iter().skip(place.line));
            place = TextPosition { piece: place.piece + 1, line: 0 };
        }
        lines.truncate(self.height);
        lines
    }

    /// Returns the lines above the article: the claim and the state of its passage.
    ///
    /// If half of the screen is too small for both, the claim is cut, because it can be read elsewhere.
    fn above(&self, corpus: &Corpus) -> Vec<Vec<Span>> {
        let wrap = |spans: &[Span]| {
            let mut page = Page::new(self.width.into());
            page.paragraph(spans);
            page.lines().to_vec()
        };
        let words = wrap(&[Span::text(&self.state_text(corpus), self.role(corpus))]);
        let mut lines = wrap(&[Span::text(&corpus.claim(self.claim).text, Role::Heading)]);
        let room = (self.height / 2).saturating_sub(words.len()).max(1);
        if lines.len() > room {
            let rest = format!("{} {}", plain(&lines[room - 1]), plain(&lines[room]));
            lines.truncate(room - 1);
            lines.push(truncate(vec![Span::clean(rest, Role::Heading)], self.width.into()));
        }
        lines.extend(words);
        if let Article::Missing(reason) = &self.article {
            lines.push(Vec::new());
            lines.extend(wrap(&[Span::text(reason, Role::Plain)]));
        } else {
            // At least two lines are left for the article.
            lines.truncate(self.height.saturating_sub(3).max(1));
        }
        lines.extend((self.height > 2).then(Vec::new));
        lines.truncate(self.height);
        lines
    }

    fn role(&self, corpus: &Corpus) -> Role {
        match self.state(corpus) {
            Some(PassageState::Found { .. }) => Role::Aside,
            _ => Role::Warning,
        }
    }

    /// Returns the range of bytes that the claim's link opens.
    fn mark(&self, corpus: &Corpus) -> Option<Range<usize>> {
        self.state(corpus)?.opened_range().cloned()
    }

    fn pieces(&self) -> usize {
        if let Article::Text(article) = &self.article { article.pieces.len() } else { 0 }
    }

    /// Wraps a piece of the article, with its paragraph number, and with signs around the marked range.
    fn wrapped(&self, piece: usize, mark: Option<&Range<usize>>) -> Vec<Vec<Span>> {
        self.wrapped_with(piece, mark, None)
    }

    /// Wraps a piece of the article. The matches of a find stand out, and then only the signs mark the passage.
    fn wrapped_with(
        &self,
        piece: usize,
        mark: Option<&Range<usize>>,
        found: Option<&[(Range<usize>, Role)]>,
    ) -> Vec<Vec<Span>> {
        let Article::Text(article) = &self.article else { return Vec::new() };
        let Some(piece) = article.pieces.get(piece) else { return Vec::new() };
        let text = &article.text[piece.range.clone()];
        let mut page = Page::new(self.width.into()).with_label_width(NUMBER_WIDTH);
        let within = |at: usize| at.clamp(piece.range.start, piece.range.end) - piece.range.start;
        let (from, to) = mark.map_or((0, 0), |mark| (within(mark.start), within(mark.end)));
        let part = |range, role| cut(text, range, role, found.unwrap_or_default());
        let mut spans = part(0..from, Role::Plain);
        if from < to {
            let starts = mark.is_some_and(|mark| piece.range.contains(&mark.start));
            spans.extend(starts.then(|| Span::fixed("»", Role::Match)));
            spans.extend(part(from..to, if found.is_some() { Role::Plain } else { Role::Match }));
            spans.extend(mark.filter(|mark| mark.end <= piece.range.end).map(|_| Span::fixed("«", Role::Match)));
        }
        spans.extend(part(to..text.len(), Role::Plain));
        spans.retain(|span| !span.as_str().is_empty());
        let number = piece.paragraph.map(|number| number.to_string()).unwrap_or_default();
        page.field(&number, &spans);
        page.lines().to_vec()
    }

    /// Scrolls to the passage if that is due, and keeps the top within the article.
    pub(super) fn lay_out(&mut self, corpus: &Corpus, area: Area) {
        let size = (area.width, usize::from(area.height));
        if size != (self.width, self.height) {
            self.resize(corpus, size);
        }
        self.room = self.height.saturating_sub(self.above(corpus).len()).max(1);
        let Article::Text(article) = &self.article else { return };
        let seek = std::mem::take(&mut self.seek);
        self.follow |= seek;
        match self.mark(corpus) {
            Some(mark) if seek => {
                let piece = article.pieces.partition_point(|piece| piece.range.end <= mark.start);
                let lines = self.wrapped(piece, Some(&mark));
                let marked = lines.iter().position(|line| is_marked(line));
                self.top = TextPosition { piece, line: marked.unwrap_or(0) };
                // Lines before the passage give its context, as long as the passage itself fits.
                let room = self.height.saturating_sub(self.above(corpus).len());
                self.go_up((self.height / 3).min(room.saturating_sub(self.passage_lines(&mark, room).max(1))));
            }
            None if seek => {
                let written = corpus.claim(self.claim).passage.as_ref().and_then(|passage| passage.paragraph);
                let paragraph = |number| article.pieces.iter().position(|piece| piece.paragraph == Some(number));
                self.top = TextPosition { piece: written.and_then(paragraph).unwrap_or(0), line: 0 };
            }
            _ => {}
        }
        self.top.piece = self.top.piece.min(self.pieces().saturating_sub(1));
        self.top.line = self.top.line.min(self.wrapped(self.top.piece, None).len().saturating_sub(1));
        self.show_match(corpus);
    }

    /// Sets another size. A passage in view stays in view. Otherwise the same part of the paragraph stays at the top.
    fn resize(&mut self, corpus: &Corpus, (width, height): (u16, usize)) {
        self.seek |= self.follow || self.lines_with(corpus, false).iter().any(|line| is_marked(line));
        self.find.invalidate(&self.pieces_in_view());
        let before = self.wrapped(self.top.piece, None).len().max(1);
        (self.width, self.height) = (width, height);
        self.top.line = self.top.line * self.wrapped(self.top.piece, None).len() / before;
    }

    /// Counts the lines of the passage from the top, up to `most`.
    fn passage_lines(&self, mark: &Range<usize>, most: usize) -> usize {
        let lines = (self.top.piece..self.pieces()).flat_map(|piece| {
            let skipped = if piece == self.top.piece { self.top.line } else { 0 };
            self.wrapped(piece, Some(mark)).into_iter().skip(skipped)
        });
        lines.take(most).take_while(|line| is_marked(line)).count()
    }

    fn go_down(&mut self, lines: usize) {
        for _ in 0..lines {
            if self.top.line + 1 < self.wrapped(self.top.piece, None).len() {
                self.top.line += 1;
            } else if self.top.piece + 1 < self.pieces() {
                self.top = TextPosition { piece: self.top.piece + 1, line: 0 };
            }
        }
    }

    fn go_up(&mut self, lines: usize) {
        for _ in 0..lines {
            if self.top.line > 0 {
                self.top.line -= 1;
            } else if self.top.piece > 0 {
                let piece = self.top.piece - 1;
                self.top = TextPosition { piece, line: self.wrapped(piece, None).len().saturating_sub(1) };
            }
        }
    }
}

fn is_marked(line: &[Span]) -> bool {
    line.iter().any(|span| span.role == Role::Match)
}
