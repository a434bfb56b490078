//! Shared by tests: corpora and hostile texts.

pub(crate) mod fixture;
pub(crate) mod hostile;
