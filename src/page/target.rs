//! The items of a page: the places that lead to a record, in reading order.

use super::layout::Page;
use crate::corpus::{DocumentSlot, Record};
use crate::styled::{Role, Span};

/// A place on a page that leads to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The record.
    pub record: Record,
    /// The document, if the place leads to what one document says about the record.
    pub within: Option<DocumentSlot>,
    /// The first line, from 0.
    pub line: usize,
    /// Number of lines from the first to the last. In two columns, other items may share these lines.
    pub lines: usize,
    /// The first column, from 0.
    pub column: usize,
}

impl Page {
    /// Returns all places that lead to a record, in reading order.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets: Vec<Target> = Vec::new();
        // Indices of the targets that reach the line above. In two columns, one may end before the other.
        let mut open: Vec<usize> = Vec::new();
        for (number, line) in self.lines().iter().enumerate() {
            open.retain(|at| targets[*at].line + targets[*at].lines >= number);
            let mut column = 0;
            // Text without a target ends a target that began on the line above.
            let mut fresh = false;
            let mut before = None;
            for span in line {
                let to = span.target().map(|record| (record, span.within()));
                if let Some((record, within)) = to.filter(|_| before != to) {
                    let bullet = column == 0 || span.as_str().starts_with("- ");
                    let goes_on = |target: &Target| {
                        (target.record, target.within) == (record, within) && target.line + target.lines == number
                    };
                    match open.iter().rev().find(|at| goes_on(&targets[**at])) {
                        Some(at) if !bullet && !fresh => targets[*at].lines += 1,
                        _ => {
                            open.push(targets.len());
                            targets.push(Target { record, within, line: number, lines: 1, column });
                        }
                    }
                }
                fresh |= to.is_none() && !span.as_str().trim().is_empty();
                before = to;
                column += span.width();
            }
        }
        targets
    }

    /// Returns a line, with the mark of the selected target if that is on it.
    pub fn marked(&self, number: usize, target: Option<&Target>) -> Vec<Span> {
        let Some(line) = self.lines().get(number) else { return Vec::new() };
        let Some(target) = target.filter(|target| (target.line..target.line + target.lines).contains(&number)) else {
            return line.clone();
        };
        let mut spans: Vec<Span> = Vec::with_capacity(line.len() + 1);
        let mut column = 0;
        for span in line {
            let width = span.width();
            let leads_there = span.target() == Some(target.record) && span.within() == target.within;
            if number != target.line || column != target.column || !leads_there {
                spans.push(if leads_there { span.clone().into_selection() } else { span.clone() });
            } else if let Some(rest) = ["- ", "  "].iter().find_map(|lead| span.as_str().strip_prefix(lead)) {
                spans.push(mark("> "));
                spans.push(span.with_text(rest).into_selection());
            } else {
                if let Some(last) = spans.pop() {
                    let kept = last.as_str().strip_suffix(' ').map(|kept| last.with_text(kept));
                    spans.extend([kept.unwrap_or(last)]);
                }
                spans.push(mark(">"));
                spans.push(span.clone().into_selection());
            }
            column += width;
        }
        spans
    }
}

/// Returns the mark of a selected target.
fn mark(sign: &'static str) -> Span {
    Span::fixed(sign, Role::Selection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ClaimSlot, EntitySlot};
    use crate::styled::{Role, plain};

    fn page() -> Page {
        let entity = |slot| Record::Entity(EntitySlot::new(slot));
        let claim = |slot| Record::Claim(ClaimSlot::new(slot));
        let name = |text, slot| Span::fixed(text, Role::Actor).with_target(entity(slot));
        let mut page = Page::new(20);
        page.field("about", &[name("Mali", 0), Span::fixed(", ", Role::Plain), name("Niger", 1)]);
        page.field("said by", &[name("Mali", 0)]);
        page.entry(claim(0), &[Span::fixed("one that goes on and on", Role::Plain)]);
        page.entry(claim(0), &[Span::fixed("once more", Role::Plain)]);
        page.row(claim(1), vec![Span::fixed("a row", Role::Plain)]);
        page
    }

    #[test]
    fn every_place_is_found_once_in_reading_order() {
        let page = page();
        let found: Vec<_> = page.targets().iter().map(|target| (target.line, target.column, target.lines)).collect();
        assert_eq!(found, [(0, 7, 1), (0, 13, 1), (1, 9, 1), (2, 0, 2), (4, 0, 1), (5, 0, 1)]);
    }

    #[test]
    fn beside_a_short_one_a_long_one_is_one_place() {
        let mut page = Page::new(80);
        let claim = |slot| Record::Claim(ClaimSlot::new(slot));
        let entry = |slot, times: usize| {
            move |page: &mut Page| {
                page.entry(claim(slot), &[Span::clean("words that go on ".repeat(times), Role::Plain)]);
            }
        };
        for [left, right] in [[12, 1], [1, 12], [12, 12]] {
            page.side_by_side([&entry(left, left), &entry(right + 20, right)]);
        }
        assert_eq!(page.targets().len(), 6, "{:?}", page.targets());
    }

    #[test]
    fn the_sign_stands_before_what_is_selected() {
        let page = page();
        let shown = |at: usize| {
            let target = page.targets()[at];
            plain(&page.marked(target.line, Some(&target)))
        };
        assert_eq!(shown(0), "about:>Mali, Niger");
        assert_eq!(shown(1), "about: Mali,>Niger");
        assert_eq!(shown(3), "> one that goes on");
        assert_eq!(shown(5), "> a row");
    }
}
