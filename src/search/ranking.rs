//! Ranking: from the words that fit to the best records.

pub(super) mod choices;
pub(super) mod contributions;
pub(super) mod filters;
pub(super) mod intersection;
pub(super) mod numbering;
pub(super) mod phrases;
pub(super) mod ranker;
pub(super) mod top_k;
