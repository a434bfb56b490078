//! One side of the review: its heading and its lines.

use crate::app::Area;
use crate::app::review::{Review, Side};
use crate::screen::pane::{PaneBody, PaneView};
use crate::styled::{Span, truncate, width};

/// Builds a side of the screen.
pub(super) fn pane(
    review: &Review,
    side: Side,
    area: Area,
    (heading, position): (Vec<Span>, Vec<Span>),
    lines: Vec<Vec<Span>>,
) -> PaneView {
    let room = usize::from(area.width).saturating_sub(width(&position) + 1);
    let focused = review.side() == side;
    PaneView { area, focused, heading: truncate(heading, room), position, body: PaneBody::Lines(lines), place: None }
}
