//! Matching: which words of the index a typed word can mean, and how well each fits.

pub(super) mod candidates;
mod clause;
pub(super) mod edit_distance;
pub(super) mod phrase;
pub(super) mod plan;
mod planner;
pub(super) mod record_key;
pub(super) mod spelling_variants;
pub(super) mod subsequence;
pub(super) mod together;
