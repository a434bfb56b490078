//! The review on the screen: the article at the left, the proposal at the right; on a narrow screen one of them.

mod proposal;
mod side;

use super::pane::PaneView;
use crate::app::review::{MarkedArticle, Review, Side};
use crate::app::{Area, Model, Size};
use crate::page::Page;
use crate::styled::{Role, Span};

/// Minimum number of columns for both sides.
const MIN_FOR_BOTH: u16 = 72;

/// Returns the places of the article and of the proposal, and of the line between them.
fn areas(size: Size) -> Option<(Area, Area, Area)> {
    if size.columns < MIN_FOR_BOTH {
        return None;
    }
    let body = whole(size);
    let left = body.width / 2;
    let article = Area { width: left - 2, ..body };
    let rule = Area { x: left - 1, width: 1, ..body };
    Some((article, rule, Area { x: left + 1, width: body.width - left - 1, ..body }))
}

fn whole(size: Size) -> Area {
    Area { x: 0, y: 1, width: size.columns, height: size.rows - 2 }
}

/// Returns the line between the sides.
pub(super) fn rules(size: Size) -> Vec<Area> {
    areas(size).map(|(_, rule, _)| rule).into_iter().collect()
}

/// Builds the sides that there is room for.
pub(super) fn panes(model: &Model, review: &Review, size: Size) -> Vec<PaneView> {
    match (areas(size), review.side()) {
        (Some((left, _, right)), _) => vec![article(review, left), proposal::view(model, review, right)],
        (None, Side::Article) => vec![article(review, whole(size))],
        (None, Side::Proposal) => vec![proposal::view(model, review, whole(size))],
    }
}

/// Builds the article, with the words of the claim marked.
fn article(review: &Review, area: Area) -> PaneView {
    let columns = usize::from(area.width);
    let body = area.body();
    let mark = review.marked_range();
    let lines = match review.article() {
        Some(text) => {
            let scroll = review.scroll(Side::Article);
            MarkedArticle::new(text, mark.as_ref(), columns).lines(body.height.into(), scroll)
        }
        None => {
            let words = format!("The article\u{2019}s text is not at hand. Keep it as sources/{}.txt.", review.id());
            let mut page = Page::new(columns);
            page.paragraph(&[Span::clean(words, Role::Aside)]);
            page.lines().to_vec()
        }
    };
    let state = match (review.article(), &mark, review.claim()) {
        (Some(_), None, Some(_)) => " not found",
        _ => "",
    };
    let heading = vec![Span::fixed("Article", Role::Heading), Span::fixed(state, Role::Warning)];
    side::pane(review, Side::Article, area, (heading, Vec::new()), lines)
}
