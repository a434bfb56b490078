//! Folders of the user: problems are shown, and everything that can be read can be browsed.

use std::fs;

use tempfile::TempDir;

use super::{SIZE, browser, last_line, line, under_cursor, until_cursor, until_first_line, until_last_line};
use crate::folders::{folder, path, small_lighthouse};
use crate::lifecycle::hands_back;
use crate::pty::Pty;

#[test]
fn a_broken_file_is_said_and_costs_only_itself_until_it_is_mended() {
    let folder = small_lighthouse();
    let broken = folder.path().join("broken.yaml");
    let right = fs::read_to_string(folder.path().join("lighthouse.yaml")).expect("the file is there");
    fs::write(&broken, right.replace("kind: fact", "kind: rumour")).expect("written");
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    pty.screen(|screen| {
        let text = screen.contents();
        assert!(line(screen, 0).ends_with(" ! 1 problem"), "{text}");
        assert!(text.contains("Problems ") && text.contains("broken.yaml:"), "{text}");
    });
    until_cursor(&pty, "3", "> The light of Kvalness");
    pty.wait_for_text("said by");
    pty.wait_for_text("Coast Guard");
    pty.send("!");
    pty.wait_for_text("`rumour` is not a kind");
    fs::write(&broken, right.replace("title: The light", "title: The lamp")).expect("mended");
    until_last_line(&pty, "r", "0 problems.");
    pty.screen(|screen| {
        assert!(!line(screen, 0).contains('!'), "{}", screen.contents());
        assert!(line(screen, 0).contains("2 documents"), "{}", screen.contents());
    });
    until_cursor(&pty, "1", "> The lamp that failed");
}

#[test]
fn reading_again_keeps_the_place_and_a_folder_that_is_gone_keeps_the_screen() {
    let folder = small_lighthouse();
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    until_cursor(&pty, "2/coast\r", "> Coast Guard");
    until_first_line(&pty, "\r", "with Coast Guard");
    until_last_line(&pty, "\x1b", "Esc clear search");
    let text = fs::read_to_string(folder.path().join("entities.yaml")).expect("the file is there");
    fs::write(folder.path().join("entities.yaml"), text.replace("Coast Guard", "Coast Watch")).expect("written");
    until_last_line(&pty, "r", "Read: 1 document");
    until_first_line(&pty, "", "with Coast Watch");
    folder.close().expect("the folder is gone");
    until_last_line(&pty, "r", "cannot read the folder");
    until_first_line(&pty, "", "with Coast Watch");
}

#[test]
fn ten_thousand_briefings_are_counted_and_browsed_while_they_are_read() {
    let folder = TempDir::new().expect("a folder");
    let claim = |id: char| format!("- {{id: {id}, text: A claim, kind: fact}}\n");
    let claims = ('a'..='h').map(claim).collect::<Vec<_>>().concat();
    for number in 0..10_000 {
        let head = format!("title: T{number}\npublisher: post\nurl: https://a.example/{number}\npublished: 2024\n");
        fs::write(folder.path().join(format!("{number}.yaml")), head + "claims:\n" + &claims).expect("written");
    }
    let pty = browser(SIZE, &["--dir", path(&folder), "--no-cache"], &[]);
    until_first_line(&pty, "", " of 10000 files");
    until_cursor(&pty, "", "> T");
    let first = pty.screen(under_cursor);
    pty.send("j");
    pty.wait_for("another document, while there are more to come", |screen| {
        under_cursor(screen).starts_with("> T")
            && under_cursor(screen) != first
            && line(screen, 0).contains(" of 10000 files")
    });
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn a_folder_without_briefings_is_no_reason_to_take_the_terminal() {
    let empty = folder(&[("notes.txt", "no briefing")]);
    let missing = format!("{}/missing", path(&empty));
    let file = format!("{}/notes.txt", path(&empty));
    for (place, says) in [
        (path(&empty), "briefing: no briefings in "),
        (&missing, "briefing: cannot read the folder "),
        (&file, "briefing: cannot read the folder "),
    ] {
        for (arguments, variables) in [(&["--dir", place][..], &[][..]), (&[], &[("BRIEFING_DIR", place)])] {
            let pty = Pty::start(SIZE, arguments, variables);
            let pty = hands_back(pty, 2);
            pty.screen(|screen| assert!(screen.contents().starts_with(says), "{}", screen.contents()));
            assert!(!pty.bytes().contains(&0x1b), "no alternate screen, nothing of the kind");
        }
    }
}

#[test]
fn a_folder_of_nothing_but_problems_can_be_browsed() {
    let folder = folder(&[("one.yaml", "just words"), ("two.yaml", "")]);
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    until_first_line(&pty, "", " problems");
    pty.wait_for_text("No document could be read.");
    for keys in ["\r", "jkGg", "2\r", "3\r", "o", "y", "u", "\t\t", "flavrov\r", "\x1b", "n", "z", "r"] {
        pty.send(keys);
        pty.settle();
    }
    until_first_line(&pty, "", " problems");
    pty.send("\x03");
    hands_back(pty, 0);
}

#[test]
fn the_folder_is_named_in_the_first_line() {
    let folder = TempDir::with_prefix("harbour").expect("a folder");
    fs::write(folder.path().join("entities.yaml"), "- {id: a, schema: Person, name: Ada}\n").expect("written");
    let pty = browser((120, 40), &["--dir", path(&folder)], &[]);
    pty.screen(|screen| assert!(line(screen, 0).contains(path(&folder)), "{}", line(screen, 0)));
    until_cursor(&pty, "2", "> Ada");
    pty.screen(|screen| assert!(last_line(screen).ends_with("q quit")));
}
