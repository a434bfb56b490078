//! No text of a file reaches the terminal as a command.

use std::fs;

use tempfile::TempDir;

use super::{browser, until_first_line};
use crate::lifecycle::hands_back;
use crate::pty::Pty;
use crate::wire::{assert_is_harmless, assert_is_plain};

/// Commands for clipboard, title and colours, a query, and letters that reorder or hide text, as YAML escapes.
const EVIL: &str =
    r"\e]52;c;ZXZpbA==\a\e]0;evil\a\eP$q m\e\\\e[31m\e[6n\x9b31m\x9d0;evil\x9c\u202Edlrow\u2066x\u200Bz\u2028\r\0\x7f";

fn entities() -> String {
    format!(
        "- {{id: mallory, schema: Person, name: \"Mal{EVIL}\", alias: [\"Ma{EVIL}\"], weakAlias: [\"w{EVIL}\"], \
         position: [\"p{EVIL}\"], summary: \"s{EVIL}\"}}\n\
         - {{id: \"e{EVIL}\", schema: Person, name: Eve}}\n\
         - {{id: trent, schema: \"Pers{EVIL}\", name: Trent}}\n"
    )
}

fn document() -> String {
    format!(
        "title: \"Title {EVIL}\"\nauthor: [mallory]\npublisher: post\nurl: \"https://evil.example/{EVIL}\"\n\
         published: 2024-03-09\nsummary: \"Summary {EVIL}\"\n\
         claims:\n  - {{id: one, text: \"Claim {EVIL}\", kind: fact, speaker: mallory, \
         passage: {{start: \"start {EVIL}\", end: \"end {EVIL}\"}}, relations: [{{type: confirms, \
         claim: \"x{EVIL}#y\", note: \"n{EVIL}\"}}]}}\n\
         \"key {EVIL}\": 1\n"
    )
}

fn sources() -> String {
    format!("outlets: [{{id: post, name: \"Post {EVIL}\", note: \"note {EVIL}\"}}]\n")
}

/// Makes a folder with a hostile name. It is deleted with the outer folder.
fn folder() -> (TempDir, String) {
    let outer = TempDir::new().expect("a folder");
    let inner = outer.path().join("\u{1b}]0;evil\u{7}\u{202e}folder");
    fs::create_dir(&inner).expect("a folder may have any name");
    let good = document().replace(r"url: ", "url: https://evil.example/ # ").replace("\"key", "#");
    for (name, text) in [
        ("entities.yaml", entities()),
        ("sources.yaml", sources()),
        ("one.yaml", good),
        ("two.yaml", document()),
        ("th\u{1b}]52;c;ZXZpbA==\u{7}ree.yaml", document()),
        ("fo\u{202e}ur\u{9b}.yaml", "{".into()),
    ] {
        fs::write(inner.join(name), text).expect("written");
    }
    let inner = inner.to_str().expect("a path").to_owned();
    (outer, inner)
}

/// Visits every view on a screen of this size, and checks the output.
fn nothing_is_a_command(size: (u16, u16), variables: &[(&str, &str)]) {
    let (_outer, folder) = folder();
    let pty = browser(size, &["--dir", &folder], variables);
    until_first_line(&pty, "", " problems");
    // Text can also be pasted into the prompt.
    let paste = "\x1b[200~\u{9b}31m\x1b]0;evil\x07\u{202e}evil\x1b[201~";
    for keys in [
        "!", "G", "1", "\r", "G", "\x1b", "2", "\r", "J", "\x1b", "3", "\r", "G", "g", "\r", "j", "\r", "\x1b", "\x1b",
        "z", "z", "o", "\x1b", "y", "\x1b", "Y", "\x1b", "fmal", "\r", "\x1b", "\x1b", "1/title", "\r", "3/", paste,
        "\r", "\x1b", "\x1b", "?", "/", paste, "\r", "\x1b", "r", "\x1b", "\x1b", "\x1b", "\x1b",
    ] {
        pty.send(keys);
        pty.settle();
    }
    until_first_line(&pty, "", " problems");
    pty.send("\x03");
    let pty = hands_back(pty, 0);
    let wire = assert_is_harmless(&pty.bytes());
    assert!(wire.text.contains("<U+001B>]52;c;"), "what was there is shown");
    assert!(!wire.copied().is_empty());
    for copied in wire.copied() {
        assert_is_plain(&copied);
    }
}

#[test]
fn nothing_that_a_file_holds_is_a_command() {
    nothing_is_a_command((80, 24), &[]);
}

#[test]
fn nothing_that_a_file_holds_is_a_command_on_a_large_screen() {
    nothing_is_a_command((200, 60), &[("BRIEFING_HYPERLINKS", "always")]);
}

#[test]
fn nothing_that_a_file_holds_is_a_command_on_a_small_screen() {
    nothing_is_a_command((40, 12), &[]);
}

#[test]
fn a_link_that_is_shown_is_an_address_and_nothing_else() {
    let (_outer, folder) = folder();
    let pty = browser((120, 40), &["--dir", &folder], &[("SSH_TTY", "/dev/pts/1")]);
    pty.send("3o");
    pty.wait_for_text("was sent to the terminal's clipboard");
    pty.wait_for_text("https://evil.example/");
    let wire = assert_is_harmless(&pty.bytes());
    let [address] = &wire.copied()[..] else { panic!("one address: {:?}", wire.copied()) };
    assert!(address.starts_with("https://evil.example/"), "{address}");
    assert!(address.chars().all(|letter| letter.is_ascii_graphic()), "{address}");
}

#[test]
fn an_error_before_the_browser_is_as_harmless() {
    let pty = Pty::start((80, 24), &["--dir", "/nowhere/\u{1b}]0;evil\u{7}\u{202e}\u{9b}31m"], &[]);
    let pty = hands_back(pty, 2);
    pty.screen(|screen| assert!(screen.contents().contains("<U+001B>]0;evil"), "{}", screen.contents()));
    let written = String::from_utf8(pty.bytes()).expect("a message");
    assert!(!written.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{written:?}");
}
