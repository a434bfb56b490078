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
    /// The hits of a search over everything, if they were shown.
    pub(super) find: Option<FindLocation>,
}

impl Location {
    /// Returns whether another location has the same list, filters and searches, whatever is selected there.
    pub(super) fn is_same_view(&self, other: &Self) -> bool {
        let queries = |location: &Self| location.lists.clone().map(|(query, _)| query);
        let found = |location: &Self| location.find.as_ref().map(|find| find.query.clone());
        self.list_focus == other.list_focus
            && self.narrowing == other.narrowing
            && queries(self) == queries(other)
            && found(self) == found(other)
    }
}

/// A state of the hits of a search over everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FindLocation {
    pub(super) query: String,
    pub(super) selected: Option<Record>,
    /// The list to return to.
    pub(super) before: Pane,
}

/// The locations to go back and forward to; the last one of each comes first.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) back: Vec<Location>,
    pub(super) forward: Vec<Location>,
}
