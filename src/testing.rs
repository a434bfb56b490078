//! Shared by tests: a driver for the browser, corpora and hostile texts.

pub(crate) mod driver;
pub(crate) mod fixture;
pub(crate) mod hostile;
