//! What is on the screen: lines of spans at their places, made from the [`Model`].
//!
//! A [`Screen`] holds every text, cut to its room, with its [`Role`](crate::styled::Role). How a role looks is decided in
//! `ui`. Everything that a colour shows is also shown by a sign or a word. `>` is the cursor, and `-` the cursor of a list
//! without the keyboard. The selected row has the role of the selection. The heading of the focused pane has a heavy line.

mod filters;
mod footer;
mod header;
mod hints;
mod links;
mod overlay;
mod pane;
mod review;
mod view;

use crate::app::{Area, Model, Size};
use crate::styled::Span;

pub use footer::Footer;
pub use links::LinkView;
pub use pane::{PaneBody, PaneView, RowView};

/// Everything on the screen.
#[derive(Debug)]
pub enum Screen {
    /// The terminal is too small to show anything but its size.
    TooSmall(Size),
    /// The browser's screen.
    Full(BrowserScreen),
}

/// The browser's screen.
#[derive(Debug)]
pub struct BrowserScreen {
    /// The first line: the corpus, the active filters, the number of problems.
    pub header: Vec<Span>,
    /// The panes, or the view or overlay that covers them.
    pub panes: Vec<PaneView>,
    /// The lines between panes beside one another.
    pub rules: Vec<Area>,
    /// The last lines: prompt, message or hints.
    pub footer: Footer,
    /// The place of the terminal's own cursor: at the prompt, or on the selected row.
    pub cursor: Option<(u16, u16)>,
    /// The parts of lines that show an address.
    pub links: Vec<LinkView>,
    /// The terminal's size.
    pub size: Size,
}

impl Screen {
    /// Builds the screen of a model.
    pub fn new(model: &Model) -> Self {
        let size = model.size();
        let Some(layout) = model.layout() else { return Self::TooSmall(size) };
        let columns = usize::from(size.columns);
        let panes = match (model.overlay(), model.view()) {
            (Some(overlay), _) => vec![overlay::view(overlay, size)],
            (None, _) if let Some(review) = model.review() => review::panes(model, review, size),
            (None, Some(page)) => vec![view::view(model, page, size)],
            (None, None) => layout.panes.iter().map(|(pane, area)| pane::view(model, *pane, *area)).collect(),
        };
        let footer = footer::view(model, columns);
        let cursor = match &footer {
            Footer::Prompt { column, .. } => Some((*column, size.rows - 1)),
            Footer::Text(_) => panes.iter().find(|view| view.focused).map(PaneView::cursor),
        };
        let is_covered = model.overlay().is_some() || model.view().is_some() || model.review().is_some();
        let rules = match model.review().filter(|_| model.overlay().is_none()) {
            Some(_) => review::rules(size),
            None if is_covered => Vec::new(),
            None => layout.rules,
        };
        let links = links::view(model, &panes);
        Self::Full(BrowserScreen { header: header::view(model, columns), panes, rules, footer, cursor, links, size })
    }
}
