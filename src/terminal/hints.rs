//! What a program knows of a frame that its cells do not tell.

use ratatui::layout::Rect;

use super::WebAddress;

/// What a frame does not say of itself.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Where rows may have moved since the last frame: lists and texts that scroll. To move them takes fewer bytes
    /// than to write them again.
    pub scrolling: Vec<Rect>,
    /// What leads to an address, for terminals that can open one by themselves (OSC 8).
    pub links: Vec<(Rect, WebAddress)>,
}
