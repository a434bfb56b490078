//! Searching, in a pane and over everything.

use super::*;
use crate::search::worker::Reply;
use crate::search::{Answer, Why};

#[test]
fn a_search_is_live_and_kept_by_enter() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/basin");
    assert_eq!(names(&driver, Pane::Claims).len(), 2);
    assert!(driver.model.prompt_is_open());
    driver.press("<Enter>");
    assert!(!driver.model.prompt_is_open());
    let first = selected(&driver);
    driver.press("n");
    assert_ne!(selected(&driver), first);
    driver.press("n");
    assert_eq!(selected(&driver), first, "n goes on at the other end");
    driver.press("N");
    assert_ne!(selected(&driver), first);
    driver.press("/");
    assert_eq!(names(&driver, Pane::Claims).len(), 4, "an empty search finds everything");
}

#[test]
fn letters_type_at_a_prompt_and_arrows_move() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/q<Backspace>jk<Ctrl-u><Down>");
    assert!(!driver.quit);
    assert_eq!(driver.model.list(Pane::Claims).cursor(), 1);
    driver.press("a b<Left><Delete>c");
    assert_eq!(driver.model.list(Pane::Claims).query(), "a c");
    driver.press("<Enter>/x<Esc>");
    assert_eq!(driver.model.list(Pane::Claims).query(), "a c", "Esc cancels what was typed");
    driver.press("<Esc>");
    assert_eq!(driver.model.list(Pane::Claims).query(), "", "then it clears the search");
}

#[test]
fn what_is_pasted_is_one_line_of_limited_length() {
    let mut driver = harbour_at(80, 24);
    driver.send(Message::Paste("ignored".into()));
    driver.press("3/");
    driver.send(Message::Paste(format!("ba\u{1b}[31m\nsin{}", "x".repeat(1000))));
    let query = driver.model.list(Pane::Claims).query();
    assert!(query.starts_with("ba[31m sinx"), "{query}");
    assert_eq!(query.chars().count(), 256);
}

#[test]
fn a_stale_answer_is_dropped() {
    let mut driver = harbour_at(80, 24);
    driver.press("3/bas");
    let asked = driver.model.list(Pane::Claims).asked;
    let before = names(&driver, Pane::Claims);
    for generation in [asked, asked - 1, 0] {
        driver.send(Message::Answered(Reply::Found { generation, answer: Answer { hits: Vec::new(), total: 0 } }));
        let record = driver.model.list(Pane::Claims).rows()[0].record;
        let why = Why { ranges: Vec::new(), reason: Some("stale".into()) };
        if generation != asked {
            driver.send(Message::Answered(Reply::Explained { generation, hits: vec![(record, why)] }));
        }
        assert!(driver.model.list(Pane::Claims).rows()[0].why.as_ref().is_some_and(|why| why.reason.is_none()));
    }
    assert_eq!(names(&driver, Pane::Claims), before);
}

#[test]
fn rows_that_answer_an_older_search_are_marked() {
    let mut model = harbour_at(80, 24).model;
    let mut effects = Vec::new();
    for key in ["3", "/", "b"] {
        effects = model.update(Message::Key(Key::parse(key).expect("a key")));
    }
    assert!(matches!(effects[..], [Effect::Search(_)]));
    assert!(model.list(Pane::Claims).searching);
}

#[test]
fn what_is_wrong_with_a_search_is_said_as_long_as_it_is_there() {
    let mut driver = harbour_at(80, 24);
    let said = |driver: &Driver| driver.model.search_problem(Pane::Claims).map(|problem| problem.to_string());
    driver.press("3/wheat kidn:fact");
    assert!(said(&driver).is_some_and(|said| said.contains("did you mean `kind:`?")));
    assert_eq!(driver.model.list(Pane::Claims).total(), 0);
    driver.press("<Enter>jk<Tab><Tab>");
    assert!(said(&driver).is_some());
    driver.press("3<Esc>");
    assert_eq!(said(&driver), None);
    assert!(driver.model.list(Pane::Claims).total() > 0);
}

#[test]
fn what_is_unfinished_is_said_once_it_is_not_typed_any_more() {
    let mut driver = harbour_at(80, 24);
    let said = |driver: &Driver| driver.model.search_problem(Pane::Claims).map(|problem| problem.to_string());
    driver.press("3/by:");
    assert_eq!(said(&driver), None);
    driver.press("<Enter>");
    assert_eq!(said(&driver), Some("`by:` has no value; write by:ACTOR".to_owned()));
}

#[test]
fn hits_are_explained_as_they_come_into_view() {
    let person = |at| format!("- {{id: p{at}, schema: Person, name: Person {at}}}\n");
    let register: String = (0..20).map(person).collect();
    let mut driver = Driver::new(corpus(&[("entities.yaml", &register)]), 80, 10);
    driver.press("fpersn");
    let unexplained = |driver: &Driver| driver.model.find.rows().iter().filter(|row| row.why.is_none()).count();
    let at_first = unexplained(&driver);
    assert!(at_first > 0, "only what can be seen, and a page more");
    driver.press("<PgDn><PgDn><PgDn>");
    assert!((1..at_first).contains(&unexplained(&driver)));
    is_explained(&driver, Pane::Find).expect("explained");
    driver.send(Message::Resized(Size { columns: 80, rows: 60 }));
    assert_eq!(unexplained(&driver), 0);
    is_explained(&driver, Pane::Find).expect("explained");
}

#[test]
fn finding_everywhere_opens_what_was_found() {
    let mut driver = harbour_at(80, 24);
    driver.press("1<Enter>foberg<Enter>");
    assert_eq!(driver.model.focus(), Pane::Detail);
    assert_eq!(selected(&driver), "Inès Öberg");
    assert_eq!(names(&driver, Pane::Claims).len(), 1);
    driver.press("[");
    assert_eq!(driver.model.focus(), Pane::Find, "back to the hits");
    driver.press("[");
    assert_eq!(selected(&driver), "Who closed the harbour?", "back to where the search began");
    assert_eq!(driver.model.narrowing().len(), 1);
    driver.press("]]");
    assert_eq!(selected(&driver), "Inès Öberg");
    driver.press("fstrike<Enter>");
    assert_eq!(selected(&driver), "The port authority paid strike breakers.");
    assert_eq!(driver.model.narrowing(), [], "a claim is shown among all claims");
    driver.press("f<Esc><Esc>");
    assert_eq!(driver.model.focus(), Pane::Claims);
}
