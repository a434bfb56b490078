//! The sentences of a paragraph.

use std::ops::Range;

use super::language::{is_abbreviation, is_opening_word, is_title};
use super::quotations::Quotation;

/// Returns the sentences of a paragraph, in order, without the white space around them.
///
/// A quotation is never split: a sentence has all of it. `speaks` says whether the words after a quotation that ends with a
/// question or exclamation mark say who speaks, as in `“Why?” Ms. Ek asked`.
pub(super) fn sentences(
    article: &str,
    paragraph: &Range<usize>,
    quotations: &[Quotation],
    speaks: &impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let splitter = Splitter { article, end: paragraph.end, speaks };
    let mut found = Vec::new();
    let mut start = paragraph.start;
    let mut at = paragraph.start;
    let mut quoted = quotations.iter().peekable();
    while at < paragraph.end {
        while quoted.next_if(|quotation| quotation.range.end <= at).is_some() {}
        let next = quoted.peek().map_or(paragraph.end, |quotation| quotation.range.start);
        let end = if at >= next {
            let quotation = quoted.peek().expect("the loop above left a quotation that ends later");
            at = quotation.range.end;
            splitter.ends_quotation(quotation).then_some(at)
        } else {
            let (end, reached) = splitter.end_before(start, at, next);
            at = reached;
            end
        };
        if let Some(end) = end {
            push(article, start..end, &mut found);
            start = end;
        }
    }
    push(article, start..paragraph.end, &mut found);
    found
}

/// Appends a sentence if it has a letter or digit.
fn push(article: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let text = &article[range.clone()];
    if text.contains(char::is_alphanumeric) {
        let start = range.end - text.trim_start().len();
        found.push(start..start + article[start..range.end].trim_end().len());
    }
}

struct Splitter<'a, F> {
    article: &'a str,
    end: usize,
    speaks: &'a F,
}

impl<F: Fn(&str) -> bool> Splitter<'_, F> {
    /// Finds where the sentence from `start` ends, between `from` and a quotation at `limit`.
    ///
    /// Returns the end, if there is one, and how far the text was read.
    fn end_before(&self, start: usize, from: usize, limit: usize) -> (Option<usize>, usize) {
        let mut at = from;
        while let Some(found) = self.article[at..limit].find(['.', '!', '?', '…', '。', '！', '？', '؟', '।']) {
            let mark = at + found;
            let rest = &self.article[mark..limit];
            let marks = rest.trim_start_matches(['.', '!', '?', '…', '。', '！', '？', '؟', '।']);
            let closing = marks.trim_start_matches([')', ']', '”', '’', '"', '\'']);
            at = limit - closing.len();
            let run = &self.article[mark..limit - marks.len()];
            if self.is_end(start, mark, run, at) {
                return (Some(at), at);
            }
        }
        (None, limit)
    }

    /// Returns whether a run of marks at `mark`, which the text from `after` follows, ends a sentence.
    fn is_end(&self, start: usize, mark: usize, run: &str, after: usize) -> bool {
        let rest = &self.article[after..self.end];
        if run.starts_with(['。', '！', '？']) || rest.trim_start().is_empty() {
            return true;
        }
        let next = rest.trim_start();
        if next.len() == rest.len() || !begins_sentence(next) {
            return false;
        }
        if run.starts_with('.') && !run.starts_with("..") {
            return !is_part_of_word(&self.article[start..mark], next);
        }
        true
    }

    /// Returns whether a sentence ends with a quotation.
    fn ends_quotation(&self, quotation: &Quotation) -> bool {
        let inner = self.article[quotation.inner.clone()].trim_end();
        let rest = &self.article[quotation.range.end..self.end];
        let next = rest.trim_start();
        let whole = inner.ends_with(['.', '!', '?', '…']);
        if !whole || next.len() == rest.len() || !begins_sentence(next) {
            return next.is_empty();
        }
        inner.ends_with('.') || !(self.speaks)(next)
    }
}

/// Returns whether a full stop belongs to the word before it.
fn is_part_of_word(before: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '—' | '–')).next();
    let word = word.unwrap_or_default();
    let last = word.rsplit(['-', '’']).next().unwrap_or_default();
    let initial = last.chars().count() == 1 && last.starts_with(|c: char| c.is_uppercase());
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let number = before.trim_start().len() == word.len() && word.chars().all(|c| c.is_ascii_digit());
    if number || is_title(last) {
        return true;
    }
    (initial || dotted || is_abbreviation(last)) && !is_opening_word(next)
}

/// Returns whether a text begins as sentences do: with no lower-case letter and no mark that continues one.
fn begins_sentence(text: &str) -> bool {
    let marks = ['“', '"', '‘', '\'', '«', '„', '(', '[', '*', '•', '-', '–', '—', '¿', '¡', '`'];
    let first = text.trim_start_matches(marks).trim_start().chars().next();
    first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase()) || text.starts_with(['$', '€', '£', '#', '@'])
}

#[cfg(test)]
mod tests {
    use super::super::quotations::quotations;
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let paragraph = 0..text.len();
        let quoted = quotations(text, &paragraph);
        let speaks = |next: &str| next.contains(" asked");
        let found = sentences(text, &paragraph, &quoted, &speaks);
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_their_marks() {
        assert_eq!(split("The port opened. Ships came! Why? "), ["The port opened.", "Ships came!", "Why?"]);
        assert_eq!(
            split("It waited … and waited. It rose 2.5 percent."),
            ["It waited … and waited.", "It rose 2.5 percent."]
        );
        assert_eq!(split("(It opened.) The fee rose."), ["(It opened.)", "The fee rose."]);
    }

    #[test]
    fn abbreviations_and_initials_end_none() {
        assert_eq!(split("Mr. Ek met J. B. Orr of the U.S. Senate.").len(), 1);
        assert_eq!(split("He lives in the U.S. The fee rose."), ["He lives in the U.S.", "The fee rose."]);
        assert_eq!(split("Sen. Ek (D-Calif.) met Lt. Gov. Orr at 5 p.m. Monday.").len(), 1);
        assert_eq!(split("1. The port opened."), ["1. The port opened."]);
    }

    #[test]
    fn a_quotation_stays_whole() {
        assert_eq!(
            split("“We open. We must,” she said. Ships came."),
            ["“We open. We must,” she said.", "Ships came."]
        );
        assert_eq!(split("“We open.” Ships came."), ["“We open.”", "Ships came."]);
        assert_eq!(split("“Why now?” Ms. Ek asked. Ships came."), ["“Why now?” Ms. Ek asked.", "Ships came."]);
        assert_eq!(split("“Why now?” Ships came.").len(), 2);
        assert_eq!(split("“Why now?” she wondered."), ["“Why now?” she wondered."]);
    }
}
