//! What tests share: corpora to test with, and hostile texts.

pub(crate) mod fixture;
pub(crate) mod hostile;
