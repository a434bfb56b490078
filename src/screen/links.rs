//! Where addresses are on the screen, so that the terminal can make them clickable.

use super::PaneView;
use super::overlay::place;
use crate::app::{Area, LinkList, Model, Overlay, Pane};
use crate::briefing::SourceUrl;
use crate::styled::{self, Role, Span};

/// A part of a line that shows an address, or a part of one.
#[derive(Debug, PartialEq, Eq)]
pub struct LinkView {
    /// Its place, one row high.
    pub area: Area,
    /// The whole address.
    pub url: SourceUrl,
}

/// Finds the addresses on the screen.
pub(super) fn view(model: &Model, panes: &[PaneView]) -> Vec<LinkView> {
    if let (None, Some(view), [pane]) = (model.overlay(), model.view(), panes) {
        return links_in_lines(view.page().lines(), view.scroll(), pane.area.body());
    }
    match (model.overlay(), model.layout().and_then(|layout| layout.area(Pane::Detail))) {
        (Some(Overlay::Links(links)), _) => {
            panes.first().map(|pane| links_in_list(links, pane.area.body())).unwrap_or_default()
        }
        (Some(_), _) | (None, None) => Vec::new(),
        (None, Some(area)) => links_in_lines(model.detail().page().lines(), model.detail().scroll(), area.body()),
    }
}

/// Finds the addresses in a list of links, which has an indented address in every second row.
fn links_in_list(links: &LinkList, area: Area) -> Vec<LinkView> {
    let rows = (1..area.height).step_by(2).zip(links.links.iter().skip(links.top));
    rows.filter_map(|(y, link)| {
        // With a passage, only the host of the address is shown.
        let line = place(link);
        let at = line.iter().position(|span| span.role == Role::Link)?;
        let x = u16::try_from(styled::width(&line[..at])).ok().filter(|x| *x < area.width)?;
        let width = u16::try_from(line[at].width()).unwrap_or(u16::MAX).min(area.width - x);
        Some(LinkView { area: Area { x: area.x + x, y: area.y + y, width, height: 1 }, url: link.url.clone() })
    })
    .collect()
}

/// An address in the lines of a page, with the places of its parts.
struct Address {
    text: String,
    parts: Vec<Part>,
}

/// The place of a part of an address.
struct Part {
    line: usize,
    column: usize,
    width: usize,
}

/// Finds the addresses in the lines of a page.
fn links_in_lines(lines: &[Vec<Span>], scroll: usize, area: Area) -> Vec<LinkView> {
    let in_view = |part: &Part| {
        let y = u16::try_from(part.line.checked_sub(scroll)?).ok().filter(|y| *y < area.height)?;
        let x = u16::try_from(part.column).ok().filter(|x| *x < area.width)?;
        let width = u16::try_from(part.width).unwrap_or(u16::MAX).min(area.width - x);
        Some(Area { x: area.x + x, y: area.y + y, width, height: 1 })
    };
    let mut links = Vec::new();
    for address in addresses(lines) {
        if let Some(url) = SourceUrl::parse(&address.text) {
            links.extend(address.parts.iter().filter_map(in_view).map(|area| LinkView { area, url: url.clone() }));
        }
    }
    links
}

/// Collects the addresses of a page. One that is too long for a line continues in the next.
fn addresses(lines: &[Vec<Span>]) -> Vec<Address> {
    let mut addresses: Vec<Address> = Vec::new();
    let mut continues = false;
    for (at, line) in lines.iter().enumerate() {
        let mut column = 0;
        for span in line {
            let part = Part { line: at, column, width: span.width() };
            column += part.width;
            if span.role == Role::Link {
                let begins = !continues || span.as_str().starts_with("http");
                match addresses.last_mut() {
                    Some(address) if !begins => {
                        address.text.push_str(span.as_str());
                        address.parts.push(part);
                    }
                    _ => addresses.push(Address { text: span.as_str().to_owned(), parts: vec![part] }),
                }
                continues = true;
            } else if !span.as_str().trim().is_empty() {
                continues = false;
            }
        }
    }
    addresses
}

#[cfg(test)]
mod tests {
    use crate::screen::Screen;
    use crate::testing::driver::Driver;
    use crate::testing::fixture::harbour;

    fn links(keys: &str, columns: u16, rows: u16) -> Vec<(u16, String)> {
        let mut driver = Driver::new(harbour(), columns, rows);
        driver.press(keys);
        let Screen::Full(full) = Screen::new(&driver.model) else { return Vec::new() };
        full.links.iter().map(|link| (link.area.width, link.url.as_str().to_owned())).collect()
    }

    #[test]
    fn every_part_of_a_wrapped_address_leads_to_all_of_it() {
        let whole = links("3jj<Enter>z", 200, 40);
        let [(width, url)] = &whole[..] else { panic!("one address: {whole:?}") };
        assert_eq!(usize::from(*width), url.len());
        let parts = links("3jj<Enter>z", 50, 40);
        assert!(parts.len() > 1, "{parts:?}");
        assert!(parts.iter().all(|(_, part)| part == url), "{parts:?}");
        assert_eq!(parts.iter().map(|(width, _)| usize::from(*width)).sum::<usize>(), url.len());
        // The first part is out of view.
        let scrolled = links("3jj<Enter>zG", 50, 8);
        assert!(scrolled.iter().all(|(_, part)| part == url), "{scrolled:?}");
    }

    #[test]
    fn an_address_that_is_cut_off_leads_to_all_of_it() {
        let links = links("3jju", 40, 12);
        assert!(!links.is_empty());
        assert!(links.iter().any(|(width, url)| usize::from(*width) < url.len()), "{links:?}");
    }
}
