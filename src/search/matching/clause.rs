//! The parts of a plan: a tree of words, phrases, record keys and record sets that a record must match.

use std::ops::Range;
use std::sync::Arc;

use super::candidates::{BY_KEY, Candidates, EXACT, TOGETHER};
use super::phrase::Phrase;
use super::record_key::RecordKey;
use crate::corpus::Record;
use crate::search::Scope;
use crate::search::index::bitset::BitSet;

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

/// A set of records, numbered as the search that made it numbers them.
#[derive(Debug)]
pub(crate) struct RecordSet {
    numbers: BitSet,
    entities: Range<usize>,
    documents: Range<usize>,
    claims: Range<usize>,
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
    /// Creates a set from record numbers. `range` returns the numbers of all records of a kind.
    pub(crate) fn new(numbers: BitSet, range: impl Fn(Scope) -> Range<usize>) -> Self {
        let [entities, documents, claims] = [Scope::Entities, Scope::Documents, Scope::Claims].map(range);
        Self { numbers, entities, documents, claims }
    }

    /// Returns the numbers of the records.
    pub(crate) fn bits(&self) -> &BitSet {
        &self.numbers
    }

    /// Returns whether `record` is in the set.
    pub(crate) fn contains(&self, record: Record) -> bool {
        let (range, at) = match record {
            Record::Entity(slot) => (&self.entities, slot.index()),
            Record::Document(slot) => (&self.documents, slot.index()),
            Record::Claim(slot) => (&self.claims, slot.index()),
        };
        range.clone().nth(at).is_some_and(|number| self.numbers.has(number))
    }
}
