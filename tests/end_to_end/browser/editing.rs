//! Editing a file from the browser, and noticing that files have changed.

use std::fs;

use super::{SIZE, browser, last_line, line, until_cursor, until_first_line, until_last_line};
use crate::folders::{path, small_lighthouse};
use crate::harness::script;
use crate::lifecycle::hands_back;

/// An editor that notes how it was called, adds a document, and writes to the screen.
const EDITOR: &str = "#!/bin/sh\nfolder=\"${0%/*}\"\nfor argument; do echo \"$argument\"; done > \"$folder/arguments\"\n\
    stty -a > \"$folder/modes\"; echo 'the editor is here'\n\
    for file; do :; done\n\
    sed 's/^title: .*/title: A second one/' \"$file\" > \"${file%/*}/2025-second.yaml\"\n";

#[test]
fn a_claim_is_edited_at_its_line_and_the_files_are_read_again() {
    let folder = small_lighthouse();
    let editor = script("vi", EDITOR);
    let command = format!("'{}/vi' -R", path(&editor));
    let pty = browser(SIZE, &["--dir", path(&folder)], &[("VISUAL", &command), ("EDITOR", "/no/such/editor")]);
    until_cursor(&pty, "3", "> The light of Kvalness");
    until_last_line(&pty, "e", "Read: 2 documents");
    until_cursor(&pty, "", "> The light of Kvalness");
    let arguments = fs::read_to_string(editor.path().join("arguments")).expect("a call");
    let [option, at, file] = &arguments.lines().collect::<Vec<_>>()[..] else { panic!("{arguments}") };
    assert_eq!(*option, "-R");
    let text = fs::read_to_string(file).expect("a file of the folder");
    let number: usize = at.strip_prefix('+').and_then(|number| number.parse().ok()).expect("a line");
    let around: Vec<_> = text.lines().skip(number - 1).take(1).collect();
    assert!(around[0].trim_start().starts_with('-'), "{around:?} begins the claim");
    assert!(pty.screen(|screen| screen.alternate_screen() && screen.bracketed_paste()));
    let modes = fs::read_to_string(editor.path().join("modes")).expect("the modes of the terminal");
    assert!(
        modes.contains(" icanon") && modes.contains(" echo "),
        "the editor had the terminal as a shell has it: {modes}"
    );
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn an_editor_that_fails_or_is_not_there_gives_the_terminal_back() {
    let folder = small_lighthouse();
    let failing = script("nano", "#!/bin/sh\nexit 3\n");
    let command = format!("{}/nano", path(&failing));
    let pty = browser(SIZE, &["--dir", path(&folder)], &[("EDITOR", &command)]);
    pty.send("e");
    pty.wait_for_text("failed (exit status: 3). Read: 1 document");
    pty.send("q");
    hands_back(pty, 0);
    let pty = browser(SIZE, &["--dir", path(&folder)], &[("EDITOR", "/no/such/editor")]);
    pty.send("e");
    pty.wait_for_text("/no/such/editor: No such file");
    pty.send("q");
    hands_back(pty, 0);
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    pty.send("e");
    pty.wait_for_text("set VISUAL or EDITOR");
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn the_built_in_briefings_name_the_way_to_a_copy() {
    let pty = browser(SIZE, &[], &[("EDITOR", "/bin/false")]);
    pty.send("e");
    pty.wait_for_text("briefing init --from built-in DIR");
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn a_changed_folder_is_read_by_itself_and_the_place_is_kept() {
    let folder = small_lighthouse();
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    until_cursor(&pty, "3", "> The light of Kvalness");
    pty.settle();
    let text = fs::read_to_string(folder.path().join("lighthouse.yaml")).expect("a document");
    fs::write(folder.path().join("2030-new.yaml"), &text).expect("written");
    until_last_line(&pty, "", "Read: 2 documents");
    until_cursor(&pty, "", "> The light of Kvalness");
    fs::remove_file(folder.path().join("2030-new.yaml")).expect("removed");
    until_last_line(&pty, "", "Read: 1 document");
    pty.screen(|screen| assert!(!line(screen, 0).contains("reading"), "{}", last_line(screen)));
}

#[test]
fn a_new_folder_of_articles_is_found() {
    let folder = small_lighthouse();
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    until_cursor(&pty, "3", "> The light of Kvalness");
    pty.send("p");
    pty.wait_for_text("Start with --sources DIR");
    let articles = folder.path().join("sources");
    fs::create_dir(&articles).expect("made");
    fs::write(articles.join("lighthouse.txt"), "An article of three words.\n").expect("written");
    until_first_line(&pty, "q", "briefing");
    until_last_line(&pty, "r", "Read: 1 document");
    pty.send("p");
    pty.wait_for_text("An article of three words");
}
