//! Facts about a frame that its cells do not contain.

use ratatui::layout::Rect;

use super::web_address::WebAddress;

/// Returned by a program with every frame, for the canvas.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Areas that scroll: lists and texts. Moving their rows takes fewer bytes than writing them again.
    pub scrolling: Vec<Rect>,
    /// Areas that are hyperlinks, for terminals that support them (OSC 8).
    pub links: Vec<(Rect, WebAddress)>,
}
