//! The front door: from an article's stored text to what is proposed of it.

use std::ops::Range;

use super::language::Language;
use super::passage::Passages;
use super::quotations::quotations;
use super::register::Register;
use super::sentences::sentences;
use super::{By, Draft, Flag, Proposal};
use crate::briefing::{Day, Genre, Kind, paragraphs};

/// What is known of an article beside its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day of publication, from which "on Tuesday" is counted.
    pub published: Option<Day>,
    /// The language, as a BCP 47 tag. `None`: it is guessed.
    pub language: Option<String>,
    /// The genre.
    pub genre: Option<Genre>,
}

/// Proposes a claim for each sentence of an article, and actors that the register does not have.
pub fn propose(article: &str, options: &Options, register: &Register) -> Draft {
    let _ = (register, Language::new(options.language.as_deref(), article));
    let paragraphs = paragraphs(article);
    let mut passages = Passages::new(article, &paragraphs);
    let mut draft = Draft::default();
    for paragraph in &paragraphs {
        let quoted = quotations(article, paragraph);
        for sentence in sentences(article, paragraph, &quoted, &|_| false) {
            draft.proposals.push(own_voice(article, sentence, options, &mut passages));
        }
    }
    draft
}

fn own_voice(article: &str, sentence: Range<usize>, options: &Options, passages: &mut Passages<'_>) -> Proposal {
    let passage = passages.passage(&sentence);
    let flags = if passage.is_none() { vec![Flag::PassageTwice] } else { Vec::new() };
    let kind = if options.genre == Some(Genre::Opinion) { Kind::Opinion } else { Kind::Fact };
    Proposal {
        text: article[sentence.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
        spans: vec![sentence],
        speaker: Vec::new(),
        cue: None,
        via: Vec::new(),
        about: Vec::new(),
        kind,
        date: None,
        passage,
        flags,
        by: By::Rules,
    }
}
