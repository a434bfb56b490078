//! The history of locations, for going back and forward.

use super::pane::Pane;
use crate::corpus::{Narrowing, Record};

/// A state of the panes that can be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) focus: Pane,
    pub(super) list_focus: Pane,
    pub(super) narrowing: Vec<Narrowing>,
    /// The query and the selected record of documents, entities and claims.
    pub(super) lists: [(String, Option<Record>); 3],
}

/// The locations to go back and forward to; the last one of each comes first.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) back: Vec<Location>,
    pub(super) forward: Vec<Location>,
}
