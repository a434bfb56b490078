//! The prompt: what Esc gives back, what was typed before, and searches as places in the history.

use super::*;

fn query(driver: &Driver, pane: Pane) -> String {
    driver.model.list(pane).query().to_owned()
}

#[test]
fn the_prompt_of_a_list_is_empty_and_esc_gives_back_what_was_there() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/basin<Enter>n");
    let (rows, chosen) = (names(&driver, Pane::Claims), selected(&driver));
    driver.press("/");
    assert_eq!((query(&driver, Pane::Claims), names(&driver, Pane::Claims).len()), (String::new(), 4));
    driver.press("strike<Esc>");
    assert_eq!(query(&driver, Pane::Claims), "basin");
    assert_eq!((names(&driver, Pane::Claims), selected(&driver)), (rows, chosen));
    driver.press("/<Enter>");
    assert_eq!(names(&driver, Pane::Claims).len(), 4, "an empty search finds everything");
}

#[test]
fn esc_gives_back_the_search_though_the_files_were_read_again() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/basin<Enter>n");
    let (rows, chosen) = (names(&driver, Pane::Claims), selected(&driver));
    driver.press("/strike");
    driver.load(harbour());
    driver.press("<Esc>");
    assert_eq!((names(&driver, Pane::Claims), selected(&driver)), (rows, chosen));
}

#[test]
fn up_and_down_go_through_what_was_typed_before() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/basin<Enter>2/reed<Enter>/oberg<Enter>3/no");
    let mut seen = Vec::new();
    for key in ["<Up>", "<Up>", "<Ctrl-p>", "<Ctrl-p>", "<Down>", "<Ctrl-n>", "<Down>"] {
        driver.press(key);
        seen.push(query(&driver, Pane::Claims));
    }
    assert_eq!(seen, ["oberg", "reed", "basin", "basin", "reed", "oberg", "no"]);
    driver.press("<Up><Esc>");
    assert_eq!(query(&driver, Pane::Claims), "basin");
    driver.press("f<Up>");
    assert_eq!(query(&driver, Pane::Find), "", "the search over everything has texts of its own");
}

#[test]
fn the_arrows_move_in_the_list_before_they_recall() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/basin<Enter>/<Esc>/<Down><Down><Up>");
    let cursor = |driver: &Driver| driver.model.list(Pane::Claims).cursor();
    let query = |driver: &Driver| driver.model.list(Pane::Claims).query().to_owned();
    let here = cursor(&driver);
    driver.press("<Up>");
    assert_eq!((cursor(&driver), query(&driver)), (here - 1, String::new()));
    driver.press("<Up>");
    assert_eq!(query(&driver), "basin");
}

#[test]
fn searches_are_places_to_go_back_to() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/basin<Enter>/strike<Enter>");
    let mut seen = Vec::new();
    for key in ["[", "[", "]", "]"] {
        driver.press(key);
        seen.push(query(&driver, Pane::Claims));
    }
    assert_eq!(seen, ["basin", "", "basin", "strike"]);
    driver.press("<Esc>");
    assert_eq!(query(&driver, Pane::Claims), "");
    driver.press("[");
    assert_eq!(query(&driver, Pane::Claims), "strike", "what Esc clears can be brought back");
}

#[test]
fn a_view_that_esc_has_closed_can_be_gone_forward_to() {
    let mut driver = harbour_at(80, 24);
    driver.press("3ac<Esc><Esc>");
    assert!(driver.model.view().is_none());
    let topic = |driver: &Driver| driver.model.view().map(|view| view.topic().clone());
    driver.press("]");
    let first = topic(&driver);
    assert!(first.is_some());
    driver.press("]");
    assert!(topic(&driver).is_some() && topic(&driver) != first);
}

#[test]
fn the_search_over_everything_comes_again_with_its_hits() {
    let mut driver = harbour_at(80, 24);
    driver.press("1<Enter>fharbour<Down><Down><Enter>");
    let opened = selected(&driver);
    driver.press("[");
    assert_eq!((driver.model.focus(), query(&driver, Pane::Find)), (Pane::Find, "harbour".to_owned()));
    assert_eq!((selected(&driver), driver.model.list(Pane::Find).cursor()), (opened.clone(), 2));
    driver.press("[");
    assert_eq!(selected(&driver), "Who closed the harbour?", "where the search began");
    driver.press("f");
    assert_eq!((selected(&driver), driver.model.list(Pane::Find).cursor()), (opened, 2));
    driver.press("s");
    assert_eq!(query(&driver, Pane::Find), "s", "a letter replaces the last search");
    driver.press("trike<Enter>f<Left><Backspace>");
    assert_eq!(query(&driver, Pane::Find), "strie", "an edit does not");
    driver.press("<Ctrl-u><Delete><Up><Up>");
    assert_eq!(query(&driver, Pane::Find), "harbour");
    driver.press("<Esc>");
    assert_eq!(selected(&driver), "The port authority paid strike breakers.");
    assert_eq!(driver.model.focus(), Pane::Detail);
}

#[test]
fn the_search_over_everything_is_cancelled_from_where_it_was_opened() {
    let mut driver = harbour_at(80, 24);
    driver.press("2/oberg<Enter>a");
    let topic = |driver: &Driver| driver.model.view().map(|view| view.topic().clone());
    let before = topic(&driver);
    driver.press("fstrike<Esc>");
    assert_eq!((topic(&driver), driver.model.focus()), (before.clone(), Pane::Entities));
    driver.press("fstrike<Tab>");
    assert_eq!(driver.model.focus(), Pane::Find, "Tab goes to the hits and opens none");
    driver.press("<Esc>");
    assert_eq!(topic(&driver), before);
}
