//! Matches a query with the words of the index, and plans which of these a record must have.
//!
//! [`Plan`](plan::Plan) is the result, which the ranking evaluates. [`Candidates`](candidates::Candidates) are the words
//! that one typed word can mean.

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
