//! An article taken apart: its sentences, words and attributions.

use std::ops::Range;

use super::attribution::{Attribution, Speakers, main_subject, says_who};
use super::lexicon::Lexicon;
use super::quotations::{Quotation, quotations};
use super::sentences::sentences;
use super::tokens::tokens;
use super::words::{Word, words};

/// Number of bytes after a quotation in which words can say who speaks.
const NEAR: usize = 100;

/// A sentence, with what it attributes.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its bytes in the article.
    pub(super) range: Range<usize>,
    /// Its subject, for which a pronoun of the next sentence can stand.
    pub(super) subject: Option<Range<usize>>,
    /// Its attributions, by their numbers.
    pub(super) attributions: Range<usize>,
    /// Whether it belongs to the attribution before, as a quotation that goes on does.
    pub(super) continues: bool,
    /// Whether a quotation in it has no end.
    pub(super) open: bool,
    /// The quotations in it.
    pub(super) quotations: Vec<Range<usize>>,
}

/// An article taken apart.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) sentences: Vec<Sentence>,
    pub(super) attributions: Vec<Attribution>,
    pub(super) words: Vec<Word>,
}

impl Reading {
    /// Takes an article apart. Without a lexicon, nothing is attributed.
    pub(super) fn new(article: &str, paragraphs: &[Range<usize>], lexicon: Option<&Lexicon>) -> Self {
        let mut reading = Self::default();
        let mut speakers = Speakers::default();
        let mut goes_on = false;
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let quoted = quotations(article, paragraph);
            speakers.begin_paragraph(goes_on);
            let open = quoted.last().is_some_and(|quotation| !quotation.closed);
            let next = paragraphs.get(number + 1).map(|next| &article[next.clone()]);
            goes_on = open && next.is_some_and(|next| next.starts_with(['“', '"', '«', '„', '‘', '\'']));
            reading.add_paragraph(article, paragraph, &quoted, lexicon, &mut speakers);
            if let Some(last) = reading.sentences.last_mut().filter(|_| open && !goes_on) {
                last.open = true;
            }
            reading.words.extend(words(article, paragraph));
        }
        reading
    }

    fn add_paragraph(
        &mut self,
        article: &str,
        paragraph: &Range<usize>,
        quoted: &[Quotation],
        lexicon: Option<&Lexicon>,
        speakers: &mut Speakers,
    ) {
        let speaks = |next: &str| {
            let start = paragraph.end - next.len();
            let mut end = paragraph.end.min(start + NEAR);
            while !article.is_char_boundary(end) {
                end -= 1;
            }
            lexicon.is_some_and(|lexicon| says_who(&tokens(article, &(start..end), &[], lexicon)))
        };
        for range in sentences(article, paragraph, quoted, &speaks) {
            let first = self.attributions.len();
            let within = quoted.iter().skip(quoted.partition_point(|quotation| quotation.range.end <= range.start));
            let quotations = within
                .take_while(|quotation| quotation.range.start < range.end)
                .map(|quotation| quotation.range.clone());
            let mut sentence = Sentence {
                quotations: quotations.collect(),
                range,
                subject: None,
                attributions: first..first,
                continues: false,
                open: false,
            };
            if let Some(lexicon) = lexicon {
                let tokens = tokens(article, &sentence.range, quoted, lexicon);
                let belongs = speakers.add(&tokens, lexicon, &mut self.attributions);
                sentence.attributions = first..self.attributions.len();
                sentence.continues = belongs && sentence.attributions.is_empty();
                let subject = main_subject(&tokens, 0, tokens.len());
                sentence.subject =
                    subject.map(|subject| tokens[subject.start].range.start..tokens[subject.end - 1].range.end);
            }
            self.sentences.push(sentence);
        }
    }
}
