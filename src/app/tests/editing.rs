//! Editing a file, and reading the files again after changes.

use super::*;
use crate::corpus::Narrowing;
use crate::text::Text;

#[test]
fn what_is_selected_is_edited_and_the_files_are_read_again() {
    let mut driver = harbour_at(120, 40);
    driver.reload = Some(Arc::new(harbour()));
    driver.press("e3je4je");
    assert_eq!(driver.edited, ["2025-01-harbour-closed", "2025-01-harbour-closed#strike", "press-release"]);
    assert!(driver.model.status().is_some_and(|status| status.as_str().starts_with("Read: 2 documents")));
    driver.press("3<Enter>j");
    let item = driver.model.detail().selected().map(|target| target.record).expect("an item");
    driver.press("e");
    assert_eq!(driver.edited[3], driver.model.corpus().id_of(item), "an item of the detail, whatever it is");
    driver.press("3c");
    let item = driver.model.current().expect("an item");
    driver.press("e");
    assert_eq!(driver.edited[4], driver.model.corpus().id_of(item), "an item of a page");
}

#[test]
fn place_and_filters_and_history_are_kept_over_an_edit() {
    let mut driver = harbour_at(120, 40);
    driver.reload = Some(Arc::new(harbour()));
    driver.press("2/tom reed<Enter><Enter>3c");
    let before = (driver.model.view().map(|view| view.topic().clone()), driver.model.narrowing().to_vec());
    driver.press("e");
    assert_eq!(driver.edited.len(), 1);
    let after = (driver.model.view().map(|view| view.topic().clone()), driver.model.narrowing().to_vec());
    assert_eq!(after, before);
    driver.press("<Esc>[");
    assert_eq!(driver.model.narrowing(), [], "going back still works");
}

#[test]
fn an_article_that_is_read_stays_open_and_is_read_again() {
    let mut driver = harbour_at(80, 24);
    driver.reload = Some(Arc::new(harbour()));
    driver.articles.insert("2024-05-02-harbour-opens".into(), "The harbour opens again on Thursday.".into());
    driver.press("3/opens again<Enter>p");
    assert!(matches!(driver.model.view().map(View::topic), Some(Topic::Passage(_))));
    driver.articles.insert("2024-05-02-harbour-opens".into(), "Edited. The harbour opens again on Thursday.".into());
    driver.send(Message::Changed);
    let reader = driver.model.view().and_then(View::reader).expect("the article");
    assert!(reader.text().is_some_and(|article| article.text.starts_with("Edited")));
}

#[test]
fn why_nothing_was_edited_is_said() {
    let mut driver = harbour_at(80, 24);
    driver.edit_result = Err(Text::from("No editor is set."));
    driver.press("e");
    assert_eq!(driver.model.status().map(Text::as_str), Some("No editor is set."));
    assert_eq!(driver.model.loading(), None, "nothing has changed");
    driver.edit_result = Ok(Some(Text::from("vi failed (exit status: 1)")));
    driver.reload = Some(Arc::new(harbour()));
    driver.press("e");
    let status = driver.model.status().expect("a message").to_string();
    assert!(status.starts_with("vi failed (exit status: 1). Read: 2 documents"), "{status}");
    driver.press("r");
    assert!(driver.model.status().is_some_and(|status| status.as_str().starts_with("Read")), "it is said once");
}

#[test]
fn a_problem_is_selected_and_edited() {
    let broken = || {
        corpus(&[
            ("entities.yaml", "- {id: a, schema: Persn, name: A}\n- {id: a, schema: Person}\n"),
            ("bad.yaml", "- ["),
        ])
    };
    let mut driver = Driver::new(broken(), 80, 24);
    driver.reload = Some(Arc::new(broken()));
    let problems: Vec<_> = driver.model.corpus().problems().iter().map(ToString::to_string).collect();
    assert!(problems.len() > 2, "{problems:?}");
    driver.press("!e");
    assert_eq!(driver.edited, problems[..1]);
    assert_eq!(driver.model.detail().subject(), Subject::Problems, "they stay in view");
    for problem in &problems {
        driver.press("!jk");
        driver.press("g");
        for _ in 0..=problems.iter().position(|other| other == problem).expect("a problem") {
            driver.press("j");
        }
        driver.press("e");
        assert_eq!(driver.edited.last(), Some(problem));
    }
}

#[test]
fn changes_of_the_folder_are_read_and_keep_what_is_shown() {
    let mut driver = harbour_at(80, 24);
    driver.reload = Some(Arc::new(harbour()));
    driver.press("2/tom<Enter><Enter>3");
    driver.send(Message::Changed);
    assert!(matches!(driver.model.narrowing(), [Narrowing::Entity(_)]));
    assert_eq!(driver.model.focus(), Pane::Claims);
    let broken = corpus(&[("entities.yaml", "- {id: tom-reed, schema: Person, name: Tom Reed}\n"), ("b.yaml", "- [")]);
    driver.reload = Some(Arc::new(broken));
    driver.send(Message::Changed);
    assert_eq!(driver.model.detail().subject(), Subject::Problems, "new problems are shown");
    driver.press("2");
    driver.send(Message::Changed);
    assert!(matches!(driver.model.detail().subject(), Subject::Record(_)), "but those that are known do not intrude");
}

#[test]
fn what_is_not_noticed_is_said_beside_other_messages() {
    let mut driver = harbour_at(80, 24);
    driver.model.notify("A line of your keymap is wrong.".into());
    driver.send(Message::Unwatched("Changes of the files are not noticed (no space)".into()));
    assert_eq!(
        driver.model.status().map(Text::as_str),
        Some("A line of your keymap is wrong. Changes of the files are not noticed (no space); r reads them again.")
    );
}
