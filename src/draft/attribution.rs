//! Who says what: the attributions of an article's sentences.
//!
//! Rules and word lists, without a model. A verb that attributes is found by its forms, its subject left or right of it, and
//! what is said by what the verb takes. `paragraph` then gives quotations that stand alone to their speaker.

mod according;
mod clause;
mod complement;
mod extent;
mod french;
mod nouns;
mod paragraph;
mod phrase;
mod sentence;

use std::ops::Range;

pub(super) use clause::main_subject;
pub(super) use paragraph::Speakers;
pub(super) use sentence::says_who;

/// Words of an article that are attributed to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    /// Those who say it, as the sentence names them, in bytes of the article. Empty if it does not.
    pub(super) speakers: Vec<Range<usize>>,
    /// The attributing words.
    pub(super) cue: Option<Range<usize>>,
    /// What is said, in order.
    pub(super) content: Vec<Range<usize>>,
    /// Who is told.
    pub(super) listener: Option<Range<usize>>,
    /// The infinitive of the attributing verb.
    pub(super) verb: Option<String>,
    /// Whether the verb is part of the claim, as in `promised to leave`, unlike that of `said that`.
    pub(super) keeps_verb: bool,
    /// Whether the speaker is a guess.
    pub(super) guessed: bool,
}

#[cfg(test)]
mod tests;
