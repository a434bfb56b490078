//! What a command is asked, and what becomes of its answer.

use crate::corpus::Corpus;
use crate::draft::Draft;

/// What a command is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The article's stored text.
    pub article: &'a str,
    /// The article's address, if it has one.
    pub url: Option<&'a str>,
    /// The article's language, if it is known.
    pub language: Option<&'a str>,
    /// The actors that the command may name by their ids.
    pub corpus: &'a Corpus,
}

/// A draft after a command's answer, and what a reader should know about that answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The program's own proposals and the command's. Where both agree, one proposal has both marks.
    pub draft: Draft,
    /// Number of claims in the answer.
    pub claims: usize,
    /// Number of claims in the answer whose words are not in the article.
    pub not_in_article: usize,
    /// What was wrong with the answer's claims, one message for each claim that was dropped.
    pub dropped: Vec<String>,
}
