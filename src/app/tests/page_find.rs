//! Find in a page, an article and the detail.

use super::*;
use crate::load;
use crate::styled::{Role, plain};
use crate::testing::fixture::ferry;

/// Returns the number of the current match and of all.
fn position(driver: &Driver) -> Option<(usize, usize)> {
    driver.model.page_find().filter(|find| find.is_active()).map(PageFind::position)
}

/// Returns the lines of the open view that are on the screen.
fn view_lines(driver: &Driver) -> Vec<Vec<crate::styled::Span>> {
    let (model, view) = (&driver.model, driver.model.view().expect("a view"));
    match view.reader() {
        Some(reader) => reader.lines(model.corpus()),
        None => (view.scroll()..view.page().lines().len().min(view.scroll() + 21)).map(|at| view.line(at)).collect(),
    }
}

fn marked(lines: &[Vec<crate::styled::Span>], role: Role) -> Vec<String> {
    let spans = lines.iter().flatten().filter(|span| span.role == role);
    spans.map(|span| span.as_str().to_owned()).filter(|text| !["»", "«"].contains(&text.as_str())).collect()
}

#[test]
fn the_detail_is_searched_where_it_is_read() {
    let mut driver = Driver::new(load::embedded(), 80, 24);
    driver.press("1<Enter>");
    let documents = names(&driver, Pane::Documents);
    driver.press("/russia");
    assert_eq!(names(&driver, Pane::Documents), documents, "the lists stay");
    let (number, all) = position(&driver).expect("a find");
    assert!(number == 1 && all > 2, "{all}");
    let line = |driver: &Driver| {
        let detail = driver.model.detail();
        (detail.scroll()..detail.scroll() + 12).position(|at| !marked(&[detail.line(at)], Role::Current).is_empty())
    };
    assert!(line(&driver).is_some(), "the match is in view");
    driver.press("<Enter>n");
    assert_eq!(position(&driver), Some((2, all)));
    driver.press("NN");
    assert_eq!(position(&driver), Some((all, all)), "round to the last");
    assert!(line(&driver).is_some());
    driver.press("<Esc>");
    assert_eq!((position(&driver), driver.model.focus()), (None, Pane::Detail), "Esc takes the marks off first");
    driver.press("<Esc>");
    assert_eq!(driver.model.focus(), Pane::Documents);
}

#[test]
fn every_page_is_searched_and_esc_returns() {
    for (keys, text) in [
        ("2/mali<Enter>a", "lavrov"),
        ("3/joint statement<Enter>c", "statement"),
        ("t", "lavrov"),
        ("C", "population"),
        ("T", "wheat"),
        ("M", "niger"),
    ] {
        let mut driver = Driver::new(load::embedded(), 80, 24);
        driver.press(keys).press("<Space>");
        let before = driver.model.view().map(View::scroll);
        driver.press("/").press(text);
        assert!(position(&driver).is_some_and(|(_, all)| all > 0), "{keys}: {text}");
        for step in ["", "<Enter>", "n", "n", "N"] {
            driver.press(step);
            let lines = view_lines(&driver);
            assert!(!marked(&lines, Role::Current).is_empty(), "{keys} {step}");
        }
        driver.press("/zzzz");
        assert_eq!(position(&driver), Some((0, 0)));
        driver.press("<Esc>");
        assert_eq!(driver.model.page_find().map(PageFind::text), Some(text), "the find of before");
        driver.press("<Esc>g").press("<Space>/").press(text).press("<Esc>");
        assert_eq!((driver.model.view().map(View::scroll), position(&driver)), (before, None), "{keys}");
    }
}

#[test]
fn what_is_found_in_a_page_is_selected() {
    let mut driver = Driver::new(ferry(), 120, 40);
    driver.press("C/shown patience");
    let found = position(&driver).expect("a find");
    driver.press("<Enter>");
    assert_eq!(found, (1, 1));
    assert!(selected(&driver).starts_with("The islanders have shown patience"), "in its column: {}", selected(&driver));
    let view = driver.model.view().expect("a view");
    let target = view.selected().expect("an item");
    let lines = target.line..target.line + target.lines;
    assert!(lines.clone().any(|at| !marked(&[view.line(at)], Role::Current).is_empty()), "{lines:?}");
}

#[test]
fn an_article_is_searched_and_n_is_the_next_claim_only_without_a_find() {
    let mut driver = Driver::new(ferry(), 80, 24);
    let text = format!(
        "First words.\n\nSince Friday the ferry has sailed again.\n\n{}\n\nThe FÉRRY\nhas\nsailed.\n",
        "Long text.\n".repeat(200)
    );
    driver.articles.insert("2024-03-02-release".into(), text);
    driver.press("3/has sailed<Enter>p");
    let number = |driver: &Driver| {
        driver.model.view().and_then(View::reader).map(|reader| reader.number(driver.model.corpus()).0)
    };
    assert_eq!(number(&driver), Some(1));
    let before = view_lines(&driver);
    driver.press("/ferry has");
    assert_eq!(position(&driver), Some((1, 2)));
    assert_eq!(marked(&view_lines(&driver), Role::Current), ["ferry has"]);
    driver.press("<Enter>n");
    assert_eq!((position(&driver), number(&driver)), (Some((2, 2)), Some(1)));
    assert_eq!(marked(&view_lines(&driver), Role::Current), ["FÉRRY has"], "over line breaks of the file");
    driver.press("n");
    assert_eq!(marked(&view_lines(&driver), Role::Current), ["ferry has"]);
    driver.press("<Esc>");
    assert_eq!(view_lines(&driver).iter().map(|line| plain(line)).collect::<Vec<_>>().len(), before.len());
    driver.press("n");
    assert_eq!(number(&driver), Some(2));
}

#[test]
fn a_match_stays_in_view_when_the_window_changes() {
    let mut driver = Driver::new(load::embedded(), 80, 24);
    driver.press("2/mali<Enter>a/wagner<Enter>nn");
    for (columns, rows) in [(40, 12), (120, 40), (30, 8), (80, 24)] {
        driver.send(Message::Resized(Size { columns, rows }));
        let view = driver.model.view().expect("a view");
        let lines: Vec<_> = (view.scroll()..view.scroll() + usize::from(rows) - 3).map(|at| view.line(at)).collect();
        assert!(!marked(&lines, Role::Current).is_empty(), "{columns}x{rows}");
    }
}

#[test]
fn words_that_a_list_was_searched_for_are_marked_in_the_detail() {
    let mut driver = harbour_at(80, 24);
    let words = |driver: &Driver| {
        let detail = driver.model.detail();
        let lines: Vec<_> = (0..detail.page().lines().len()).map(|at| detail.line(at)).collect();
        marked(&lines, Role::Match)
    };
    driver.press("3/basn<Enter>");
    assert!(words(&driver).iter().any(|word| word == "basin"), "as it is spelt there: {:?}", words(&driver));
    driver.press("<Esc>");
    assert_eq!(words(&driver), [""; 0]);
    driver.press("/kind:fact<Enter>");
    assert_eq!(words(&driver), [""; 0], "a filter has no words");
}
