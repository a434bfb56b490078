//! Contexts: the places with their own key bindings.

use serde::Deserialize;

/// A place with its own key bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// The panes.
    Browse,
    /// A prompt, which letters are typed at.
    Prompt,
    /// The hits of a search over everything.
    Find,
    /// A view over the panes.
    View,
    /// The list of links.
    Links,
    /// The list of filters.
    Filters,
    /// The review of drafts.
    Review,
    /// The like claims that a review offers.
    Relate,
    /// The help, or other text in an overlay.
    Reading,
}

impl Context {
    /// All contexts.
    pub const ALL: [Self; 9] = [
        Self::Browse,
        Self::Prompt,
        Self::Find,
        Self::View,
        Self::Links,
        Self::Filters,
        Self::Review,
        Self::Relate,
        Self::Reading,
    ];

    /// Returns the name that a keymap uses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Browse => "browse",
            Self::Prompt => "prompt",
            Self::Find => "find",
            Self::View => "view",
            Self::Links => "links",
            Self::Filters => "filters",
            Self::Review => "review",
            Self::Relate => "relate",
            Self::Reading => "reading",
        }
    }

    /// The title of its help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Browse => "In the panes",
            Self::Prompt => "At a search prompt",
            Self::Find => "In the hits of a search over everything",
            Self::View => "On a page: dossier, corroboration, timeline …",
            Self::Links => "In the list of links",
            Self::Filters => "In the list of filters",
            Self::Review => "In the review of drafts",
            Self::Relate => "In the like claims of a review",
            Self::Reading => "In this help",
        }
    }
}
