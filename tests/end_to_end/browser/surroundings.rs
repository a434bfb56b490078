//! Terminals with and without colours or Unicode, their replies to queries, and the user's settings.

use std::fs;

use tempfile::TempDir;

use super::{SIZE, all_lines, browser, line, under_cursor, until_cursor, until_first_line, until_last_line};
use crate::folders::{path, small_lighthouse};
use crate::lifecycle::hands_back;
use crate::pty::Pty;
use crate::wire::Wire;

/// Visits every pane and overlay.
fn walk(pty: &Pty) {
    until_cursor(pty, "j", "> ");
    until_first_line(pty, "2\r", "briefing  with");
    until_cursor(pty, "\t", "");
    pty.send("3");
    pty.wait_for("the claims", |screen| screen.cursor_position().1 > 10 && under_cursor(screen).starts_with("> "));
    until_last_line(pty, "u", "q close");
    until_last_line(pty, "\x1b", "Esc remove filter");
    until_last_line(pty, "?", "q close");
    until_last_line(pty, "\x1b", "Esc remove filter");
    until_last_line(pty, "!", "read again");
    until_last_line(pty, "flight", "find: light");
    pty.wait_for_text("match light");
    pty.wait_for("an answer", |screen| !screen.contents().contains("searching"));
    until_last_line(pty, "\r", "Esc ");
}

#[test]
fn colours_are_used_where_nothing_speaks_against_them() {
    let folder = small_lighthouse();
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    assert!(Wire::parse(&pty.bytes()).has_colour());
}

#[test]
fn the_terminals_answers_are_heeded_and_are_no_keys() {
    let folder = small_lighthouse();
    let pty = browser((120, 40), &["--dir", path(&folder)], &[]);
    pty.settle();
    let has_asked = |wanted: &[u8]| pty.bytes().windows(wanted.len()).any(|window| window == wanted);
    assert!(has_asked(b"\x1b]11;?\x1b\\") && has_asked(b"\x1b[?69$p"), "it asks");
    let before = pty.screen(all_lines);
    let written = pty.written();
    // On a slow connection a reply arrives in parts.
    pty.send("\x1b]11;rgb:ffff/ff");
    pty.settle();
    pty.send("ff/ffff\x1b\\");
    pty.settle();
    let light = Wire::parse(&pty.bytes_since(written)).attributes;
    assert!(light.iter().any(|codes| codes.ends_with(&[38, 5, 24])), "colours for a light background: {light:?}");
    assert_eq!(pty.screen(all_lines), before);
    let written = pty.written();
    pty.send("\x1b]11;rgb:0000/0000/0000\x07");
    pty.settle();
    let dark = Wire::parse(&pty.bytes_since(written)).attributes;
    assert!(dark.iter().any(|codes| codes.ends_with(&[38, 5, 116])), "colours for a dark background: {dark:?}");
    assert_eq!(pty.screen(all_lines), before);
}

#[test]
fn a_background_that_is_known_is_not_asked_for() {
    let folder = small_lighthouse();
    for (word, label) in [("light", 24), ("dark", 116)] {
        let pty = browser((120, 40), &["--dir", path(&folder)], &[("BRIEFING_BACKGROUND", word)]);
        let wire = Wire::parse(&pty.bytes());
        assert!(wire.osc.is_empty(), "{:?}", wire.osc);
        assert!(wire.attributes.iter().any(|codes| codes.ends_with(&[38, 5, label])), "{word}: {:?}", wire.attributes);
    }
}

#[test]
fn a_terminal_with_margins_scrolls_a_pane_alone() {
    let pty = browser((120, 40), &[], &[]);
    until_cursor(&pty, "3", "> ");
    pty.send("j".repeat(20));
    pty.wait_for_text(" 21/");
    let scrolls_with_margins = |position: &str| {
        let before = pty.written();
        pty.send("j");
        pty.wait_for_text(position);
        pty.bytes_since(before).windows(6).any(|window| window == b"\x1b[?69h")
    };
    assert!(!scrolls_with_margins(" 22/"), "nobody has said that there are any");
    // The test's screen has no margins, so only its heading is right from here on.
    pty.send("\x1b[?69;2$y");
    assert!(scrolls_with_margins(" 23/"));
}

#[test]
fn refused_colours_are_not_sent_and_the_selection_is_seen_nevertheless() {
    let folder = small_lighthouse();
    for (arguments, variables) in [
        (&["--color", "never"][..], &[][..]),
        (&[], &[("NO_COLOR", "1")]),
        (&[], &[("TERM", "dumb")]),
        (&[], &[("TERM", "vt100")]),
        (&[], &[("CLICOLOR", "0")]),
    ] {
        let arguments: Vec<_> = ["--dir", path(&folder)].iter().chain(arguments).copied().collect();
        let pty = browser(SIZE, &arguments, variables);
        pty.screen(|screen| assert!(under_cursor(screen).starts_with("> The light"), "{}", screen.contents()));
        walk(&pty);
        assert!(!Wire::parse(&pty.bytes()).has_colour(), "{variables:?}");
        pty.send("\x03");
        hands_back(pty, 0);
    }
}

#[test]
fn without_unicode_nothing_but_ascii_is_drawn() {
    let folder = small_lighthouse();
    for (arguments, variables) in
        [(&["--ascii"][..], &[][..]), (&[], &[("LANG", "C")]), (&[], &[("LC_ALL", "POSIX"), ("TERM", "dumb")])]
    {
        let arguments: Vec<_> = ["--dir", path(&folder)].iter().chain(arguments).copied().collect();
        let pty = browser(SIZE, &arguments, variables);
        pty.screen(|screen| {
            assert!(line(screen, 1).starts_with("1 Documents 1 by date ===="), "{}", screen.contents());
        });
        walk(&pty);
        let text = Wire::parse(&pty.bytes()).text;
        let foreign: Vec<_> = text.chars().filter(|letter| !letter.is_ascii()).collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    }
}

/// Makes a folder of settings with this file.
fn settings(name: &str, text: impl AsRef<[u8]>) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("briefing")).expect("a folder in it");
    fs::write(folder.path().join("briefing").join(name), text).expect("written");
    folder
}

#[test]
fn a_readers_own_keys_replace_the_built_in_ones() {
    let settings = settings("keymap.yaml", "- {context: browse, bindings: [{action: quit, keys: [x]}]}\n");
    let pty = browser(SIZE, &[], &[("XDG_CONFIG_HOME", path(&settings))]);
    until_last_line(&pty, "q", "That key does nothing here.");
    until_cursor(&pty, "j", "> ");
    pty.send("x");
    hands_back(pty, 0);
}

#[test]
fn a_mistake_in_a_readers_own_settings_is_said_and_costs_only_its_line() {
    for (name, text, says) in [
        ("keymap.yaml", b"\xff\xfe".as_slice(), "keymap.yaml: the file is UTF-16"),
        (
            "keymap.yaml",
            b"- {context: browse, bindings: [{action: quit, keys: [Quit]}]}\n",
            "keymap.yaml:1: `Quit` is not a key",
        ),
        ("keymap.yaml", b"[[[", "is opened here and not closed"),
        ("theme.yaml", b"- {role: label, colour: green}\n- {role: lnk}\n", "theme.yaml:2: `lnk` is not known here"),
    ] {
        let settings = settings(name, text);
        let pty = browser(SIZE, &[], &[("XDG_CONFIG_HOME", path(&settings))]);
        pty.wait_for_text(says);
        pty.wait_for_text("! lists");
        until_last_line(&pty, "j", "? keys");
        pty.send("!");
        pty.wait_for_text("Problems in your settings");
        pty.send("q");
        hands_back(pty, 0);
    }
}
