//! Reading files again, and reading them in parts.

use super::*;

#[test]
fn reading_again_keeps_the_place() {
    let mut driver = harbour_at(80, 24);
    driver.press("2/tom<Enter><Enter>");
    driver.press("r");
    assert!(driver.model.status().is_some_and(|status| status.as_str().contains("Nothing to read again")));
    driver.reload = Some(Arc::new(harbour()));
    driver.press("r");
    assert_eq!(selected(&driver), "Tom Reed");
    assert_eq!(driver.model.narrowing().len(), 1);
    let smaller = corpus(&[("entities.yaml", "- {id: other, schema: Person, name: Other}\n"), ("bad.yaml", "- [")]);
    driver.reload = Some(Arc::new(smaller));
    driver.press("r<Esc><Esc>");
    assert_eq!(driver.model.narrowing(), [], "what is gone narrows nothing");
    assert_eq!(names(&driver, Pane::Entities), ["Other"]);
}

#[test]
fn what_is_read_already_can_be_browsed_and_the_place_is_kept() {
    let part = || Arc::new(corpus(&[("entities.yaml", "- {id: tom-reed, schema: Person, name: Tom Reed}\n")]));
    let mut driver = Driver::new(Corpus::default(), 80, 24);
    let generation = driver.model.start_loading();
    driver.send(Message::PartlyLoaded(generation, part()));
    driver.send(Message::Progress(generation, 256, 1000));
    assert_eq!(driver.model.loading(), Some((256, 1000)));
    driver.press("2<Enter>?");
    assert_eq!(driver.model.narrowing().len(), 1);
    driver.send(Message::Loaded(generation, Ok(Arc::new(harbour()))));
    assert_eq!(driver.model.loading(), None);
    assert!(driver.model.overlay().is_some(), "what is open stays open");
    driver.press("<Esc>");
    assert_eq!(selected(&driver), "Tom Reed");
    assert_eq!(names(&driver, Pane::Claims).len(), 1, "the view is narrowed as before");
}

#[test]
fn problems_are_in_view_beside_what_did_load() {
    let corpus = || corpus(&[("entities.yaml", "- {id: a, schema: Person, name: A}\n"), ("bad.yaml", "- [")]);
    let mut driver = Driver::new(corpus(), 80, 24);
    assert_eq!(driver.model.detail().subject(), Subject::Problems);
    driver.press("2j");
    assert!(matches!(driver.model.detail().subject(), Subject::Record(_)));
    driver.press("!");
    assert_eq!(driver.model.detail().subject(), Subject::Problems);
    let page: String = driver.model.detail().page().plain().collect();
    assert!(page.contains("bad.yaml:1:3"), "{page}");
}
