//! Whole texts in lists, and the items of the detail.

use super::*;
use crate::load;

/// Returns the number of claims that are in view in full.
fn whole_claims(driver: &Driver) -> usize {
    let model = &driver.model;
    let area = model.layout().and_then(|layout| layout.area(Pane::Claims)).expect("the claims are shown");
    let (items, list) = (model.item_layout(Pane::Claims, area), model.list(Pane::Claims));
    let mut room = items.height + list.hidden_lines();
    let rows = list.rows().iter().enumerate().skip(list.top());
    let heights = rows.map(|(at, row)| items.item_height(model.corpus(), row, at == list.cursor()));
    let whole = heights.take_while(|height| {
        let fits = *height <= room;
        room = room.saturating_sub(*height);
        fits
    });
    whole.count()
}

#[test]
fn the_first_screen_shows_whole_claims() {
    for (columns, rows, claims) in [(80, 24, 2), (120, 40, 5), (160, 45, 6), (200, 60, 10)] {
        let driver = Driver::new(load::embedded(), columns, rows);
        let whole = whole_claims(&driver);
        assert!(whole >= claims, "{whole} at {columns}x{rows}");
    }
}

#[test]
fn from_160_columns_on_the_detail_is_beside_the_claims() {
    for (columns, beside) in [(159, false), (160, true), (200, true)] {
        let layout = harbour_at(columns, 45).model.layout().expect("a layout");
        let [claims, detail] = [Pane::Claims, Pane::Detail].map(|pane| layout.area(pane).expect("an area"));
        assert_eq!(claims.y == detail.y, beside, "{columns}: {claims:?} {detail:?}");
        assert_eq!(detail.x + detail.width, columns);
    }
}

#[test]
fn w_shows_one_line_each_and_is_remembered() {
    let mut driver = Driver::new(load::embedded(), 80, 24);
    driver.press("3");
    let rows_in_view = |driver: &Driver| driver.model.list(Pane::Claims).rows_in_view();
    let wrapped = rows_in_view(&driver);
    driver.press("w");
    assert_eq!(rows_in_view(&driver), 10);
    driver.press("1<Enter>3fmali<Esc><Esc>3");
    assert_eq!(rows_in_view(&driver), 10);
    driver.load(load::embedded());
    assert_eq!(rows_in_view(&driver), 10);
    driver.press("<Esc><Esc>3gw");
    assert_eq!(rows_in_view(&driver), wrapped);
}

#[test]
fn a_page_shows_what_was_not_seen_and_keeps_the_last_item() {
    let mut driver = Driver::new(load::embedded(), 80, 24);
    driver.press("3");
    let mut last = driver.model.list(Pane::Claims).rows_in_view() - 1;
    for _ in 0..200 {
        driver.press("<Space>");
        let list = driver.model.list(Pane::Claims);
        assert!(list.top() <= last, "{} after {last}", list.top());
        last = list.top() + list.rows_in_view() - 1;
    }
    assert_eq!(last + 1, driver.model.list(Pane::Claims).rows().len());
    assert_eq!(driver.model.list(Pane::Claims).cursor(), last);
}

#[test]
fn an_item_of_the_detail_can_be_selected_and_opened() {
    let mut driver = harbour_at(80, 24);
    driver.press("1j<Enter>");
    let document = driver.model.current();
    assert!(driver.model.detail().selected().is_none(), "until a key moves to an item");
    while !matches!(driver.model.current(), Some(Record::Claim(_))) {
        driver.press("j");
    }
    let claim = driver.model.current();
    driver.press("<Enter>");
    assert!(
        driver
            .model
            .view()
            .is_some_and(|view| Some(Topic::Record(claim.expect("a claim"))) == Some(view.topic().clone()))
    );
    driver.press("<Esc>");
    assert_eq!(driver.model.current(), claim, "the item is still selected");
    driver.press("g");
    assert_eq!(driver.model.current(), document);
    driver.press("<Enter>");
    assert_eq!(driver.model.focus(), Pane::Claims);
}

#[test]
fn every_line_of_the_detail_comes_into_view_by_single_steps() {
    for (columns, rows) in [(80, 24), (80, 12), (40, 12), (20, 5)] {
        for keys in ["1<Enter>", "2<Enter>", "3<Enter>"] {
            let mut driver = Driver::new(load::embedded(), columns, rows);
            driver.press(keys);
            let height =
                driver.model.layout().and_then(|layout| layout.area(Pane::Detail)).expect("the detail").body().height;
            let lines = driver.model.detail().page().lines().len();
            let mut seen = vec![false; lines];
            for key in ["j", "k"] {
                seen.fill(false);
                for _ in 0..2 * lines {
                    let top = driver.model.detail().scroll();
                    seen[top..lines.min(top + usize::from(height))].fill(true);
                    driver.press(key);
                }
                let missing = seen.iter().position(|seen| !seen);
                assert_eq!(missing, None, "{columns}x{rows} {keys} {key}");
            }
            assert_eq!(driver.model.detail().scroll(), 0);
        }
    }
}
