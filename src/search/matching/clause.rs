//! What a record must have for a query, as a tree of words, phrases and addresses.

use std::sync::Arc;

use super::candidates::{BY_KEY, Candidates, EXACT, TOGETHER};
use crate::search::analysis::phrase::Phrase;
use crate::search::index::addresses::Key;
use crate::search::ranking::choices::Among;

/// What a record must have, as a tree.
#[derive(Debug)]
pub(crate) enum Clause {
    /// A word or a phrase.
    Leaf(Leaf),
    /// All of these; worth their mean, as they stand for one typed word.
    All(Vec<Clause>),
    /// Any of these; worth the best.
    Any(Vec<Clause>),
    /// One of these records; worth nothing.
    Among(Arc<Among>),
    /// This, worth so many percent: less for a second reading, more for what stands for two words.
    Boost(u32, Box<Clause>),
}

/// What is looked up.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// Unique among the plans of a query.
    pub(crate) id: usize,
    pub(crate) term: Term,
    /// The same word written apart.
    pub(crate) apart: Vec<Phrase>,
}

/// What a leaf asks for.
#[derive(Debug)]
pub(crate) enum Term {
    /// One of these words.
    Word(Arc<Candidates>),
    /// Words exactly as they stand.
    Phrase(Phrase),
    /// A record by its address or id.
    Key(Key),
}

impl Clause {
    /// Every word and phrase that the need is made of.
    pub(super) fn leaves<'a>(&'a self, into: &mut Vec<&'a Leaf>) {
        match self {
            Self::Leaf(leaf) => into.push(leaf),
            Self::Among(_) => {}
            Self::Boost(_, clause) => clause.leaves(into),
            Self::All(clauses) | Self::Any(clauses) => clauses.iter().for_each(|clause| clause.leaves(into)),
        }
    }
}

impl Leaf {
    /// The most that a title can be worth.
    pub(crate) fn most_points(&self) -> u32 {
        match &self.term {
            Term::Word(candidates) if self.apart.is_empty() => candidates.most_points(),
            Term::Word(candidates) => candidates.most_points().max(TOGETHER.points),
            Term::Phrase(_) => EXACT.points,
            Term::Key(_) => BY_KEY.points,
        }
    }
}
