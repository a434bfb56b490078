//! Evidence: what the claims of all files say together. It is counted and listed, never judged.
//!
//! Each file answers one question. Most extend [`Corpus`](crate::corpus::Corpus) with the methods that answer it.

pub(super) mod authority;
pub(super) mod chronology;
pub(super) mod conflicts;
pub(super) mod corroboration;
pub(super) mod figures;
mod name_usage;
pub(super) mod narrowing;
pub(super) mod positions;
mod publication;
pub(super) mod sources_in_view;

#[cfg(test)]
mod tests;
