//! The review of drafts: what keys do to the files of a folder.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::testing::fixture::{DRAFTS, drafts_folder};

const DOCUMENT: &str = "2025-06-03-lock-closes.yaml";

fn before() -> &'static str {
    DRAFTS.iter().find(|(name, _)| *name == DOCUMENT).expect("the document").1
}

fn reviewing(folder: &TempDir, keys: &str) -> Driver {
    let mut driver = Driver::in_folder(folder.path(), 80, 24);
    driver.press("R").press(keys);
    driver
}

/// Presses keys in a review, and returns the document then.
fn after(keys: &str) -> String {
    let folder = drafts_folder();
    reviewing(&folder, keys);
    read(folder.path(), DOCUMENT)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

fn status(driver: &Driver) -> String {
    driver.model.status().map(ToString::to_string).unwrap_or_default()
}

fn claim(driver: &Driver) -> String {
    let review = driver.model.review().expect("a review");
    review.claim().expect("a claim").id.to_string()
}

fn counter(driver: &Driver) -> (usize, usize, usize) {
    let review = driver.model.review().expect("a review");
    (review.counter().0, review.counter().1, review.flagged())
}

#[test]
fn a_folder_with_drafts_says_so() {
    let folder = drafts_folder();
    let driver = Driver::in_folder(folder.path(), 80, 24);
    assert_eq!(status(&driver), "6 drafts to review: R.");
}

#[test]
fn accepting_removes_the_mark_alone_and_goes_on() {
    let folder = drafts_folder();
    let driver = reviewing(&folder, "<Enter>");
    let gone = "    draft: {by: rules, words: the Lock Board said, dated: on Monday}\n";
    assert_eq!(read(folder.path(), DOCUMENT), before().replace(gone, ""), "every other byte is as it was");
    assert_eq!((claim(&driver), counter(&driver)), ("gates".to_owned(), (2, 6, 2)));
}

#[test]
fn a_flagged_draft_is_pointed_out_before_it_is_accepted() {
    let folder = drafts_folder();
    let mut driver = reviewing(&folder, "jj<Enter>");
    assert!(status(&driver).starts_with("Look closely: the speaker is a guess"), "{}", status(&driver));
    assert_eq!(read(folder.path(), DOCUMENT), before());
    driver.press("j<Up><Enter>");
    assert_eq!(read(folder.path(), DOCUMENT), before(), "one that was left is pointed out again");
    driver.press("<Enter>");
    assert!(!read(folder.path(), DOCUMENT).contains("words: She said"));
}

#[test]
fn a_new_actor_is_accepted_with_its_claim() {
    let folder = drafts_folder();
    reviewing(&folder, "jjj<Enter>");
    let entities = read(folder.path(), "entities.yaml");
    assert!(entities.contains("- {id: per-lund, schema: Person, name: Per Lund}\n"), "{entities}");
    assert!(entities.starts_with("# The register of the lock.\n"));
}

#[test]
fn any_number_of_steps_is_taken_back() {
    let folder = drafts_folder();
    let mut driver = reviewing(&folder, "<Enter>xtA<Enter>jjj<Enter>idenial<Enter>");
    assert_ne!(read(folder.path(), DOCUMENT), before());
    driver.press("UUUUUU");
    assert_eq!(read(folder.path(), DOCUMENT), before());
    assert_eq!(status(&driver), "There is nothing to take back.");
}

#[test]
fn each_field_has_a_key() {
    let set = |keys: &str, line: &str| {
        let text = after(keys);
        assert!(text.contains(line), "{keys}: {text}");
    };
    set("t<Ctrl-u>The lock closes.<Enter>", "    text: The lock closes.\n");
    set("sdahl<Enter>", "    speaker: mira-dahl\n    about: [sundby]\n    date: 2025-06-09\n");
    set("bdahl<Enter>", "    about: [sundby, mira-dahl]\n    date: 2025-06-09\n");
    set("vdahl<Enter>", "    via: [mira-dahl]\n");
    set("istat<Enter>", "    kind: statement\n    speaker: lock-board\n");
    set("d<Ctrl-u>2025-06<Enter>", "    date: 2025-06\n");
    set("gnotice<Enter>", "    origin: board-notice\n");
    set("j\"<Enter>", "    quote: The gates are sixty years old and they leak\n");
    set("lc", "    relations:\n      - type: confirms\n        claim: 2025-03-01-lock-repaired#gates\n");
    assert!(!after("s<Enter>").contains("    speaker: lock-board\n"), "the article itself");
    assert!(!after("bsundby<Enter>").contains("about: [sundby]\n    date: 2025-06-09\n"), "taken away");
}

#[test]
fn choosing_a_speaker_settles_the_flags_about_it() {
    let folder = drafts_folder();
    let mut driver = reviewing(&folder, "jjjjsdahl<Enter>");
    let text = read(folder.path(), DOCUMENT);
    assert!(text.contains("draft: {by: rules, words: he said, called: [he]}\n"), "{text}");
    driver.press("<Enter>");
    assert!(!read(folder.path(), DOCUMENT).contains("words: he said"));
}

#[test]
fn a_wrong_date_stays_at_the_prompt_and_changes_nothing() {
    let folder = drafts_folder();
    let driver = reviewing(&folder, "d<Ctrl-u>someday<Enter>");
    assert!(status(&driver).starts_with("“someday” is not a date"), "{}", status(&driver));
    assert_eq!(driver.model.context(), super::super::keymap::Context::Prompt);
    assert_eq!(read(folder.path(), DOCUMENT), before());
}

#[test]
fn the_last_draft_waits_for_what_is_to_fill_in() {
    let folder = drafts_folder();
    let mut driver = reviewing(&folder, "<Enter><Enter>xxx<Enter>");
    assert!(status(&driver).contains("Fill in published first: D"), "{}", status(&driver));
    assert!(read(folder.path(), DOCUMENT).contains("draft: {by: rules}"));
    driver.press("D<Enter>2025-06-03<Enter><Enter>");
    let text = read(folder.path(), DOCUMENT);
    assert!(text.contains("published: 2025-06-03\n") && !text.contains("draft:"), "{text}");
    assert_eq!(status(&driver), "Every draft is reviewed. q goes back.");
    assert!(text.contains("# The Post says sixty") && text.starts_with("# Read on the ferry"), "comments stay: {text}");
}

#[test]
fn boundaries_move_by_a_word() {
    let later = after(">");
    assert!(later.contains("passage: {paragraph: 1, start: The lock at Sundby"), "{later}");
    assert!(!later.contains("end: close on Monday}"), "{later}");
    assert!(after("<<>").contains("passage: {paragraph: 1, start: The lock at Sundby"), "back and forth");
    assert!(!after(".").contains("start: The lock at Sundby"), "begins later");
}

#[test]
fn a_claim_is_split_and_joined() {
    let split = after("j+<Left><Left><Left><Left><Left><Left><Left><Left><Left><Left>|<Enter>");
    assert_eq!(split.matches("  - id: ").count(), before().matches("  - id: ").count() + 1, "{split}");
    let joined = after("j&");
    assert!(joined.contains("they leak. The repair would take four months.\n"), "{joined}");
    assert!(!joined.contains("- id: repair"), "{joined}");
}

#[test]
fn words_that_nobody_proposed_become_a_claim() {
    let text = after("G<Tab>j*<Enter>");
    assert!(text.contains("    text: According to the Lock Board, none will pass before October.\n"), "{text}");
    assert!(text.contains("draft: {by: review}"), "{text}");
}

#[test]
fn an_actor_is_added_to_the_register() {
    let folder = drafts_folder();
    reviewing(&folder, "jjjj@<Ctrl-u>Bo Ek<Enter>");
    assert!(read(folder.path(), "entities.yaml").contains("- {id: bo-ek, schema: Person, name: Bo Ek}\n"));
    assert!(read(folder.path(), DOCUMENT).contains("    speaker: bo-ek\n"));
}

#[test]
fn what_somebody_else_changes_meanwhile_stays() {
    let folder = drafts_folder();
    let mut driver = reviewing(&folder, "");
    let changed = before().replace("text: About 300 barges", "text: Some 300 barges");
    fs::write(folder.path().join(DOCUMENT), &changed).expect("written");
    driver.press("<Enter>");
    let text = read(folder.path(), DOCUMENT);
    assert!(text.contains("text: Some 300 barges") && !text.contains("dated: on Monday"), "{text}");
}

#[test]
fn built_in_briefings_say_how_to_get_a_folder() {
    let mut driver = Driver::new(crate::testing::fixture::drafts(), 80, 24);
    driver.press("R");
    assert!(status(&driver).contains("briefing init DIR --from built-in"), "{}", status(&driver));
    assert!(driver.model.review().is_none());
    let mut driver = Driver::new(harbour(), 80, 24);
    driver.press("R");
    assert!(status(&driver).starts_with("There are no drafts here."), "{}", status(&driver));
}
