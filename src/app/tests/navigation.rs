//! Moving between panes, filters, and the help.

use super::*;

#[test]
fn enter_narrows_and_goes_to_the_detail_and_esc_comes_back() {
    let mut driver = harbour_at(80, 24);
    driver.press("2/tom reed<Enter>");
    assert_eq!(selected(&driver), "Tom Reed");
    driver.press("<Enter>");
    assert_eq!(driver.model.focus(), Pane::Detail);
    assert_eq!(driver.model.narrowing().len(), 1);
    assert_eq!(names(&driver, Pane::Documents), ["Who closed the harbour?"]);
    assert_eq!(names(&driver, Pane::Claims).len(), 1);
    driver.press("<Enter>");
    assert_eq!(driver.model.focus(), Pane::Claims);
    driver.press("2<Esc>");
    assert_eq!(driver.model.list(Pane::Entities).query(), "", "first the search is cleared");
    assert_eq!(driver.model.narrowing().len(), 1);
    driver.press("<Esc>");
    assert_eq!(driver.model.narrowing(), [], "then what narrows is taken off");
    assert_eq!(names(&driver, Pane::Claims).len(), 4);
    driver.press("<Esc>");
    assert!(!driver.quit, "Esc never quits");
    assert!(driver.model.status().is_some());
}

#[test]
fn a_document_and_an_entity_narrow_together_and_come_off_one_at_a_time() {
    let mut driver = harbour_at(80, 24);
    driver.press("1j<Enter>2");
    assert_eq!(names(&driver, Pane::Entities), ["Norrhavn", "Norrhavn Port Authority", "Inès Öberg", "Wire Agency"]);
    driver.press("/norrhavn port<Enter><Enter>");
    assert_eq!(driver.model.narrowing().len(), 2);
    assert_eq!(names(&driver, Pane::Claims).len(), 1);
    driver.press("<Esc><Esc><Esc>");
    assert_eq!(driver.model.narrowing().len(), 1);
    assert_eq!(names(&driver, Pane::Claims).len(), 2);
}

#[test]
fn the_browser_can_be_left_for_the_shell_from_everywhere() {
    let mut driver = harbour_at(80, 24);
    driver.press("<Ctrl-z>/<Ctrl-z><Esc>f<Esc><Ctrl-z><Esc>3u<Ctrl-z><Esc>?<Ctrl-z>");
    assert_eq!((driver.suspended, driver.quit), (5, false));
    driver.press("<Ctrl-c>");
    assert!(driver.quit);
}

#[test]
fn the_screen_can_be_drawn_anew_from_everywhere() {
    let mut driver = harbour_at(80, 24);
    driver.press("<Ctrl-l>/<Ctrl-l><Esc>f<Esc><Ctrl-l><Esc>3u<Ctrl-l><Esc>?<Ctrl-l><Esc>C<Ctrl-l>");
    assert_eq!(driver.redrawn, 6);
}

#[test]
fn a_page_of_the_help_is_what_is_seen_less_a_line() {
    for (columns, rows, seen) in [(80, 24, 21), (120, 40, 37), (40, 12, 9)] {
        let mut driver = harbour_at(columns, rows);
        driver.press("?<Space>");
        let Some(Overlay::Help(help)) = driver.model.overlay() else { panic!("the help") };
        assert_eq!(help.scroll, seen - 1, "{columns}x{rows}");
    }
}

#[test]
fn help_explains_the_keys_of_the_place_and_can_be_searched() {
    let mut driver = harbour_at(80, 24);
    driver.press("?/passage<Enter>");
    let Some(Overlay::Help(help)) = driver.model.overlay() else { panic!("the help") };
    let found = ["p                  the passage in the article", "o                  open the source at the passage"];
    let lines: Vec<_> = help.page.plain().collect();
    assert!(found.iter().all(|found| lines.contains(&(*found).to_owned())), "{lines:#?}");
    assert!(!lines.iter().any(|line| line.contains("timeline of")), "{lines:#?}");
    driver.press("<Esc>");
    assert!(driver.model.overlay().is_none());
}
