//! The panes of the browser.

use crate::corpus::Record;
use crate::search::Scope;

/// A part of the screen that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of documents.
    Documents,
    /// The list of entities.
    Entities,
    /// The list of claims.
    Claims,
    /// The list of outlets and origins. It takes the place of the documents.
    Sources,
    /// The page of the record under the cursor.
    Detail,
    /// The hits of a search over everything. It replaces the three lists.
    Find,
}

impl Pane {
    /// The lists that filters restrict. The position of each is its number less one.
    pub const LISTS: [Self; 4] = [Self::Documents, Self::Entities, Self::Claims, Self::Sources];

    /// Returns the panes that are shown together, in the order of the Tab key. The first one is `left`: the documents, or
    /// the sources in their place.
    pub fn browse(left: Self) -> [Self; 4] {
        [left, Self::Entities, Self::Claims, Self::Detail]
    }

    /// Returns the key that leads to its list.
    pub fn number(self) -> Option<usize> {
        Self::LISTS.iter().position(|list| *list == self).map(|at| at + 1)
    }

    /// Returns the pane that lists a record.
    pub(super) fn listing(record: Record) -> Self {
        match record {
            Record::Document(_) => Self::Documents,
            Record::Entity(_) => Self::Entities,
            Record::Claim(_) => Self::Claims,
            Record::Outlet(_) | Record::Origin(_) => Self::Sources,
        }
    }

    /// The title in its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Documents => "Documents",
            Self::Entities => "Entities",
            Self::Claims => "Claims",
            Self::Sources => "Sources",
            Self::Detail => "Detail",
            Self::Find => "Everything",
        }
    }

    /// The words before its search, beside filters.
    pub fn searched(self) -> &'static str {
        match self {
            Self::Documents => "documents /",
            Self::Entities => "entities /",
            Self::Claims | Self::Detail => "claims /",
            Self::Sources => "sources /",
            Self::Find => "find",
        }
    }

    /// What its search covers.
    pub(super) fn scope(self) -> Scope {
        match self {
            Self::Documents => Scope::Documents,
            Self::Entities => Scope::Entities,
            Self::Claims | Self::Detail => Scope::Claims,
            Self::Sources => Scope::Sources,
            Self::Find => Scope::Everything,
        }
    }
}
