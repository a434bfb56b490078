//! The history of locations, for going back and forward.

use super::pane::Pane;
use super::view::View;
use crate::corpus::{Narrowing, Record};

/// A state of the panes that can be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) focus: Pane,
    pub(super) list_focus: Pane,
    /// The list at the top left.
    pub(super) left: Pane,
    pub(super) narrowing: Vec<Narrowing>,
    /// The query and the selected record of each of [`Pane::LISTS`].
    pub(super) lists: [(String, Option<Record>); Pane::LISTS.len()],
    /// The hits of a search over everything, if they were shown.
    pub(super) find: Option<FindLocation>,
}

impl Location {
    /// Converts the location to another corpus; `None` if a record that it filters by is gone.
    pub(super) fn remapped(mut self, remap: impl Fn(Record) -> Option<Record>) -> Option<Self> {
        self.narrowing = self.narrowing.iter().map(|by| by.remapped(&remap)).collect::<Option<_>>()?;
        for (_, record) in &mut self.lists {
            *record = record.and_then(&remap);
        }
        if let Some(find) = &mut self.find {
            find.selected = find.selected.and_then(&remap);
        }
        Some(self)
    }

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

/// Views that were left, and can be opened again.
#[derive(Debug)]
pub(super) struct ViewsLeft {
    /// The place that they belong to.
    pub(super) at: Location,
    pub(super) views: Vec<View>,
    /// Whether they were left for a search over everything, and not for a list.
    pub(super) for_find: bool,
}

impl ViewsLeft {
    /// Converts the views to another corpus; `None` if their place is gone.
    pub(super) fn remapped(self, remap: impl Fn(Record) -> Option<Record> + Copy) -> Option<Self> {
        let at = self.at.remapped(remap)?;
        let views = self.views.into_iter().filter_map(|view| view.remapped(remap)).collect();
        Some(Self { at, views, ..self })
    }
}

/// The locations to go back and forward to; the last one of each comes first.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) back: Vec<Location>,
    pub(super) forward: Vec<Location>,
}

impl History {
    /// Converts all locations to another corpus. Those whose filters are gone are dropped.
    pub(super) fn remap(&mut self, remap: impl Fn(Record) -> Option<Record> + Copy) {
        for locations in [&mut self.back, &mut self.forward] {
            let old = std::mem::take(locations);
            locations.extend(old.into_iter().filter_map(|location| location.remapped(remap)));
        }
    }
}
