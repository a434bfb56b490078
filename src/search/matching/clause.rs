//! The parts of a plan: a tree of words, phrases, record keys and record sets that a record must match.

use std::sync::Arc;

use super::candidates::{BY_KEY, Candidates, EXACT, TOGETHER};
use super::phrase::Phrase;
use super::record_key::RecordKey;
use crate::corpus::Record;
use crate::search::index::bitset::BitSet;
use crate::search::record_ids::RecordIds;

/// A condition on a record, as a tree.
#[derive(Debug)]
pub(crate) enum Clause {
    /// A word, a phrase or a record key.
    Leaf(Leaf),
    /// All of these. Scored by their mean, because together they stand for one typed word.
    All(Vec<Clause>),
    /// Any of these. Scored by the best.
    Any(Vec<Clause>),
    /// Any record of a set. Scores nothing.
    Records(Arc<RecordSet>),
    /// Another clause, with its score multiplied by a percentage.
    ///
    /// Second readings score less than 100 %, a clause that stands for two words 200 %.
    Boost(u32, Box<Clause>),
}

/// A term to look up.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// Unique among all plans of one query.
    pub(crate) id: usize,
    pub(crate) term: Term,
    /// Two-word spellings of the same term: `per cent` for `percent`.
    pub(crate) apart: Vec<Phrase>,
}

/// What a leaf looks up.
#[derive(Debug)]
pub(crate) enum Term {
    /// Any of these words.
    Word(Arc<Candidates>),
    /// These words in this order.
    Phrase(Phrase),
    /// A record with this address or id.
    Key(RecordKey),
}

/// A set of records of one scope.
#[derive(Debug)]
pub(crate) struct RecordSet {
    bits: BitSet,
    records: RecordIds,
}

impl Clause {
    /// Adds every leaf of the tree to `leaves`.
    pub(super) fn collect_leaves<'a>(&'a self, leaves: &mut Vec<&'a Leaf>) {
        match self {
            Self::Leaf(leaf) => leaves.push(leaf),
            Self::Records(_) => {}
            Self::Boost(_, clause) => clause.collect_leaves(leaves),
            Self::All(clauses) | Self::Any(clauses) => clauses.iter().for_each(|clause| clause.collect_leaves(leaves)),
        }
    }
}

impl Leaf {
    /// Returns the most points that a title can get for this term.
    pub(crate) fn most_points(&self) -> u32 {
        match &self.term {
            Term::Word(candidates) if self.apart.is_empty() => candidates.most_points(),
            Term::Word(candidates) => candidates.most_points().max(TOGETHER.points),
            Term::Phrase(_) => EXACT.points,
            Term::Key(_) => BY_KEY.points,
        }
    }
}

impl RecordSet {
    /// Creates a set from the numbers of its records.
    pub(crate) fn new(bits: BitSet, records: RecordIds) -> Self {
        Self { bits, records }
    }

    /// Returns the numbers of the records.
    pub(crate) fn bits(&self) -> &BitSet {
        &self.bits
    }

    /// Returns whether `record` is in the set.
    pub(crate) fn contains(&self, record: Record) -> bool {
        self.records.number(record).is_some_and(|number| self.bits.has(number))
    }
}
