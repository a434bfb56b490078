//! Analysis: from a text to the words that are compared.
//!
//! Texts and queries go through the same steps: folding, segmentation, tokens. Whatever a step loses is lost on both sides.

pub(super) mod fold;
mod irregular;
pub(super) mod languages;
pub(super) mod segmentation;
pub(super) mod tokens;
pub(super) mod web_address;
