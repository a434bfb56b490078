//! The article beside a proposal: its lines around the marked words.

use std::ops::Range;

use crate::load::ArticleText;
use crate::page::Page;
use crate::styled::{Role, Span};

/// Number of columns for the number of a paragraph.
const NUMBER_WIDTH: usize = 4;

/// An article with words that are marked, in lines of a width.
#[derive(Debug)]
pub struct MarkedArticle<'a> {
    article: &'a ArticleText,
    mark: Option<&'a Range<usize>>,
    width: usize,
}

impl<'a> MarkedArticle<'a> {
    /// Marks a range of an article.
    pub fn new(article: &'a ArticleText, mark: Option<&'a Range<usize>>, width: usize) -> Self {
        Self { article, mark, width }
    }

    /// Returns the lines in view: around the marked words, and further down by `scroll` lines.
    pub fn lines(&self, height: usize, scroll: isize) -> Vec<Vec<Span>> {
        let pieces = &self.article.pieces;
        let start = self.mark.map_or(0, |mark| mark.start);
        let centre = pieces.partition_point(|piece| piece.range.end <= start).min(pieces.len().saturating_sub(1));
        let wanted = height + scroll.unsigned_abs();
        let mut above: Vec<Vec<Span>> = Vec::new();
        let mut piece = centre;
        while piece > 0 && above.len() < wanted {
            piece -= 1;
            let mut lines = self.piece(piece);
            lines.append(&mut above);
            above = lines;
        }
        let mut lines = Vec::new();
        let mut next = centre;
        while next < pieces.len() && lines.len() < 2 * wanted {
            lines.extend(self.piece(next));
            next += 1;
        }
        let marked = lines.iter().position(|line| line.iter().any(|span| span.role == Role::Match)).unwrap_or(0);
        let at = above.len() + marked;
        above.extend(lines);
        let top = at.saturating_sub(height / 3).saturating_add_signed(scroll).min(above.len().saturating_sub(height));
        above.into_iter().skip(top).take(height).collect()
    }

    /// Wraps a piece of the article, with its paragraph's number, and with signs around the marked words.
    fn piece(&self, at: usize) -> Vec<Vec<Span>> {
        let Some(piece) = self.article.pieces.get(at) else { return Vec::new() };
        let text = &self.article.text[piece.range.clone()];
        let within = |at: usize| at.clamp(piece.range.start, piece.range.end) - piece.range.start;
        let (from, to) = self.mark.map_or((0, 0), |mark| (within(mark.start), within(mark.end)));
        let mut spans = vec![Span::clean(&text[..from], Role::Plain)];
        if let Some(mark) = self.mark.filter(|_| from < to) {
            spans.extend(piece.range.contains(&mark.start).then(|| Span::fixed("»", Role::Match)));
            spans.push(Span::clean(&text[from..to], Role::Match));
            spans.extend((mark.end <= piece.range.end).then(|| Span::fixed("«", Role::Match)));
        }
        spans.push(Span::clean(&text[to..], Role::Plain));
        spans.retain(|span| !span.as_str().is_empty());
        let number = piece.paragraph.map(|number| number.to_string()).unwrap_or_default();
        let mut page = Page::new(self.width).with_label_width(NUMBER_WIDTH);
        page.field(&number, &spans);
        page.lines().to_vec()
    }
}

/// Returns the ranges of the words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        match (sign.is_whitespace(), start) {
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words
}

/// Moves an end of a range by a word, within the paragraphs of an article. Returns `None` if it cannot move.
pub(in crate::app) fn moved(text: &str, range: &Range<usize>, is_start: bool, right: bool) -> Option<Range<usize>> {
    let words = words(text);
    let first = words.iter().position(|word| word.end > range.start)?;
    let last = words.iter().rposition(|word| word.start < range.end)?;
    let step = |at: usize| if right { Some(at + 1) } else { at.checked_sub(1) };
    let (first, last) = if is_start { (step(first)?, last) } else { (first, step(last)?) };
    if first > last || last >= words.len() {
        return None;
    }
    Some(words[first].start..words[last].end)
}

/// Returns the range of the sentence after or before a place of a text, as far as full stops tell.
pub(in crate::app) fn sentence(text: &str, range: Option<&Range<usize>>, forward: bool) -> Option<Range<usize>> {
    let words = words(text);
    let ends = |at: usize| {
        let (word, next) = (&text[words[at].clone()], words.get(at + 1));
        let closes = word.trim_end_matches(['"', '\u{201d}', '\u{bb}', ')']).ends_with(['.', '?', '!']);
        closes || next.is_none_or(|next| text[words[at].end..next.start].contains('\n'))
    };
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    for at in 0..words.len() {
        if ends(at) {
            sentences.push(words[first].start..words[at].end);
            first = at + 1;
        }
    }
    let Some(range) = range else { return sentences.into_iter().next() };
    let mut found = sentences.iter();
    let here = |sentence: &&Range<usize>| {
        if forward { sentence.start > range.start } else { sentence.end <= range.start }
    };
    if forward { found.find(here).cloned() } else { found.rfind(here).cloned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The lock closes. \"It leaks,\" she said.\n\nNobody knew.";

    fn at(words: &str) -> Range<usize> {
        let start = TEXT.find(words).expect("words of the text");
        start..start + words.len()
    }

    #[test]
    fn an_end_moves_by_a_word_and_never_past_the_other() {
        let two = at("lock closes.");
        let moved =
            |range: &Range<usize>, is_start, right| moved(TEXT, range, is_start, right).map(|range| &TEXT[range]);
        assert_eq!(moved(&two, true, false), Some("The lock closes."));
        assert_eq!(moved(&two, true, true), Some("closes."));
        assert_eq!(moved(&two, false, false), Some("lock"));
        assert_eq!(moved(&two, false, true), Some("lock closes. \"It"));
        assert_eq!(moved(&at("lock"), false, false), None);
        assert_eq!(moved(&at("The"), true, false), None);
        assert_eq!(moved(&at("knew."), false, true), None);
    }

    #[test]
    fn sentences_end_at_full_stops_and_lines() {
        let first = sentence(TEXT, None, true).expect("a sentence");
        assert_eq!(&TEXT[first.clone()], "The lock closes.");
        let second = sentence(TEXT, Some(&first), true).expect("another");
        assert_eq!(&TEXT[second.clone()], "\"It leaks,\" she said.");
        let third = sentence(TEXT, Some(&second), true).expect("the last");
        assert_eq!(&TEXT[third.clone()], "Nobody knew.");
        assert_eq!(sentence(TEXT, Some(&third), true), None);
        assert_eq!(sentence(TEXT, Some(&third), false), Some(second));
    }
}
