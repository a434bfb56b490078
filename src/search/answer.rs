//! What a search is asked for and what it finds.

use std::ops::Range;

use crate::corpus::Record;
use crate::text::Text;

/// Which kinds of records are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All kinds together.
    Everything,
    /// Documents alone.
    Documents,
    /// Entities alone.
    Entities,
    /// Claims alone.
    Claims,
    /// Outlets and origins alone. They are not part of [`Everything`](Self::Everything).
    Sources,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 5] = [Self::Everything, Self::Documents, Self::Entities, Self::Claims, Self::Sources];
}

/// A record of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: Record,
    /// Its score, comparable within one answer; 0 if the query has no words.
    pub score: u32,
    /// Why it is a hit; `None` until it is explained.
    pub why: Option<Why>,
}

/// Why a record is a hit. For a query without words it is empty, unless a filter was misspelt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The bytes of [`Corpus::shown`](crate::corpus::Corpus::shown) to mark: sorted, apart from each other, never within
    /// a grapheme.
    pub ranges: Vec<Range<usize>>,
    /// What the marks do not show: `alias: Sergei Lavrov`, `1 letter off`.
    pub reason: Option<Text>,
}

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// Number of all records that match.
    pub total: usize,
}
