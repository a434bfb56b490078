//! The kinds of record that commands take as words.

use clap::ValueEnum;

/// The kinds of record that can be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SearchKind {
    /// Articles
    Documents,
    /// Actors
    Entities,
    /// What is claimed
    Claims,
}

/// The kinds of record that can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListKind {
    /// Articles, newest first
    Documents,
    /// Actors, by name
    Entities,
    /// Claims, by document
    Claims,
    /// Publishers with their grades, by name
    Outlets,
    /// What several documents rest on, by name
    Origins,
    /// What figures count, by name
    Measures,
}
