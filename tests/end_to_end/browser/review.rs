//! The review of drafts, from the first key to the file.

use std::fs;

use super::{browser, until_first_line, until_last_line};
use crate::folders::{DRAFTS, lighthouse_with_drafts, path};
use crate::lifecycle::hands_back;

#[test]
fn drafts_are_reviewed_and_the_file_keeps_its_comments() {
    let folder = lighthouse_with_drafts();
    let file = folder.path().join("lighthouse.yaml");
    let pty = browser((80, 24), &["--dir", path(&folder), "--no-cache"], &[]);
    until_last_line(&pty, "", "3 drafts to review: R.");
    until_first_line(&pty, "R", "review  The light that failed");
    pty.wait_for_text("1 of 3");
    pty.send("\r");
    pty.wait_for_text("2 of 3");
    until_last_line(&pty, "\r", "Enter once more accepts it.");
    pty.send("s");
    pty.wait_for_text("the article itself");
    pty.send("holm\r");
    pty.wait_for_text("s speaker: Anna Holm");
    pty.send("\r");
    pty.wait_for_text("3 of 3");
    pty.send("q");
    until_last_line(&pty, "", "Read: 1 document");
    pty.send("q");
    let _ = hands_back(pty, 0);
    let kept = DRAFTS
        .replace("    draft: {by: rules, words: the Coast Guard said}\n", "")
        .replace("    kind: allegation\n", "    kind: allegation\n    speaker: anna-holm\n")
        .replace("    draft: {by: rules, flags: [speaker-unknown]}\n", "");
    assert_eq!(fs::read_to_string(&file).expect("the file"), kept);

    // A second review goes on where this one stopped, and asks for the date before the last draft goes.
    let pty = browser((80, 24), &["--dir", path(&folder), "--no-cache"], &[]);
    until_last_line(&pty, "", "1 draft to review: R.");
    until_last_line(&pty, "Rx", "Fill in published first: D.");
    pty.send("D");
    pty.wait_for_text("> published");
    pty.send("\r2024-03-09\r");
    pty.wait_for("the date to be filled in", |screen| !screen.contents().contains("to fill in"));
    until_last_line(&pty, "x", "Every draft is reviewed.");
    pty.send("qq");
    let _ = hands_back(pty, 0);
    let text = fs::read_to_string(&file).expect("the file");
    assert!(text.contains("published: 2024-03-09\n") && !text.contains("draft:"), "{text}");
    assert!(text.starts_with("# From the archive") && text.contains("    # Check this with the keeper.\n"), "{text}");
}
