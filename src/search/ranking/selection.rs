//! What is selected from, and the result of a selection.

use crate::corpus::Record;
use crate::search::index::bitset::BitSet;
use crate::search::ranking::ranker::Ranker;

/// The best records of a query, and all that match.
#[derive(Debug)]
pub(crate) struct Ranked {
    /// The best record numbers with their scores, best first.
    pub(crate) best: Vec<(usize, u32)>,
    /// All records that match.
    pub(crate) matching: BitSet,
}

/// What is selected from.
pub(crate) struct Selection<'a> {
    pub(crate) ranker: &'a Ranker<'a>,
    /// The records that alone may match.
    pub(crate) filter: Option<&'a BitSet>,
    /// Points added to the scores of some records.
    pub(crate) bonuses: &'a [(Record, u32)],
    /// Maximum number of best records.
    pub(crate) limit: usize,
}
