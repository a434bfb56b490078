//! An overlay on the screen: help, links, filters, or lines to select.

use super::filters;
use super::pane::{PaneBody, PaneView, RowView, in_view};
use crate::app::{Area, Link, Opens, Overlay, Size};
use crate::styled::{self, Role, Span, truncate};

/// Returns where a link leads: the host and the words of the passage, or what else it opens, and the address.
pub(super) fn place(link: &Link) -> Vec<Span> {
    let mut line = vec![Span::fixed("  ", Role::Plain)];
    match &link.opens {
        Opens::Passage(words) => {
            line.push(Span::clean(link.url.host_in_full(), Role::Link));
            line.push(Span::fixed(" · ", Role::Aside));
            line.extend(words.iter().cloned());
        }
        other => {
            line.extend(other.words().map(|words| Span::fixed(words, Role::Aside)));
            line.push(Span::fixed(" · ", Role::Aside));
            line.push(Span::clean(link.url.as_str(), Role::Link));
            line.extend(link.url.letters().map(|letters| Span::clean(format!(" ({letters})"), Role::Aside)));
        }
    }
    line
}

/// Builds an overlay.
pub(super) fn view(overlay: &Overlay, size: Size) -> PaneView {
    let area = Area { x: 0, y: 1, width: size.columns, height: size.rows - 2 };
    let height = usize::from(area.body().height);
    let width = usize::from(area.width);
    let (heading, position, body) = match overlay {
        Overlay::Help(reading) | Overlay::Lines(reading) => {
            let (position, lines) = in_view(&reading.page, reading.scroll, height);
            let mut heading = vec![Span::text(&reading.title, Role::Heading)];
            if !reading.input.value().is_empty() {
                heading.push(Span::fixed(" match ", Role::Aside));
                heading.push(Span::clean(reading.input.value(), Role::Match));
            }
            (heading, position, PaneBody::Lines(lines))
        }
        Overlay::Filters(list) => filters::list(list, width, height),
        Overlay::Links(links) => {
            let rows = links.links.iter().enumerate().skip(links.top).take((height / 2).max(1)).map(|(at, link)| {
                let selected = at == links.cursor;
                let mark = Span::fixed(if selected { "> " } else { "  " }, Role::Heading);
                let label = truncate(vec![mark, Span::text(&link.label, Role::Plain)], width);
                RowView { selected, lines: vec![label, truncate(place(link), width)] }
            });
            let heading =
                vec![Span::fixed("Links", Role::Heading), Span::clean(format!(" {}", links.links.len()), Role::Aside)];
            let position = vec![Span::clean(format!(" {}/{}", links.cursor + 1, links.links.len()), Role::Aside)];
            (heading, position, PaneBody::Rows(rows.collect()))
        }
    };
    let room = width.saturating_sub(styled::width(&position) + 1);
    PaneView { area, focused: true, heading: truncate(heading, room), position, body, place: None }
}
