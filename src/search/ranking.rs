//! Ranking: from the matches of each word to the best records.

pub(super) mod accumulator;
pub(super) mod choices;
pub(super) mod contribution;
pub(super) mod contribution_builder;
pub(super) mod filters;
pub(super) mod intersection;
pub(super) mod phrase_search;
pub(super) mod ranker;
pub(super) mod record_filter;
pub(super) mod score;
pub(super) mod selection;
pub(super) mod selector;
pub(super) mod set_combinations;
pub(super) mod top_k;
