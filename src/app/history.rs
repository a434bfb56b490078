//! Where the reader has been.

use super::pane::Pane;
use crate::corpus::{Narrowing, Record};

/// A view that can be come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) focus: Pane,
    pub(super) list_focus: Pane,
    pub(super) narrowing: Vec<Narrowing>,
    /// Of documents, entities, claims: what was searched for, and the record under the cursor.
    pub(super) lists: [(String, Option<Record>); 3],
}

/// Places behind and ahead.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) back: Vec<Location>,
    pub(super) forward: Vec<Location>,
}
