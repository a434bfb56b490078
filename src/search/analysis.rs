//! Converts text into words that can be compared.
//!
//! Texts and queries go through the same steps: folding, segmentation, tokens. A difference that a step removes is removed
//! on both sides. This folder knows neither the index nor the query.

pub(super) mod fold;
mod irregular;
pub(super) mod languages;
pub(super) mod segmentation;
pub(super) mod tokens;
pub(super) mod web_address;
