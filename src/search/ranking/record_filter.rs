//! The records that alone may get points, prepared for testing posting lists against them.

use crate::search::index::bitset::BitSet;
use crate::search::record_ids::RecordIds;

/// If at most 1 in `FEW` records is left, each is looked up in a posting list; else the list is scanned.
const FEW: usize = 256;

/// Returns whether so few records are left that looking each one up is cheaper than scanning lists.
pub(crate) fn are_few(bits: &BitSet, records: RecordIds) -> bool {
    bits.count() <= records.len() / FEW
}

/// The records that alone may get points.
#[derive(Debug)]
pub(crate) struct RecordFilter<'a> {
    bits: &'a BitSet,
    /// The claims among them by slot, if they are few.
    few_claims: Option<Vec<usize>>,
}

impl<'a> RecordFilter<'a> {
    pub(crate) fn new(bits: &'a BitSet, records: RecordIds) -> Self {
        let first = records.first_claim();
        let claims = || bits.iter().filter_map(|number| number.checked_sub(first)).collect();
        Self { bits, few_claims: are_few(bits, records).then(claims) }
    }

    /// Returns whether a record may get points.
    pub(crate) fn has(&self, number: usize) -> bool {
        self.bits.has(number)
    }

    /// Returns the claims that may get points by slot, in order, if they are few.
    pub(crate) fn few_claims(&self) -> Option<&[usize]> {
        self.few_claims.as_deref()
    }

    /// Returns those of a set of claims that may get points.
    pub(crate) fn intersection(&self, claims: &BitSet, first_claim: usize) -> BitSet {
        self.bits.from(first_claim).and(claims)
    }
}
