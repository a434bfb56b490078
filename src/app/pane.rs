//! The panes of the browser.

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
    /// The page of the record under the cursor.
    Detail,
    /// The hits of a search over everything. It replaces the three lists.
    Find,
}

impl Pane {
    /// The panes that are shown together, in the order of the Tab key.
    pub const BROWSE: [Self; 4] = [Self::Documents, Self::Entities, Self::Claims, Self::Detail];

    /// The title in its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Documents => "Documents",
            Self::Entities => "Entities",
            Self::Claims => "Claims",
            Self::Detail => "Detail",
            Self::Find => "Everything",
        }
    }

    /// What its search covers.
    pub(super) fn scope(self) -> Scope {
        match self {
            Self::Documents => Scope::Documents,
            Self::Entities => Scope::Entities,
            Self::Claims | Self::Detail => Scope::Claims,
            Self::Find => Scope::Everything,
        }
    }
}
