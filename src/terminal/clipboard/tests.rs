use std::fs;

use tempfile::TempDir;

use super::*;
use crate::terminal::test_programs::write_script;

fn lines() -> Vec<Text> {
    vec!["“Wheat \u{1b}]52;c;x\u{7} soon”".into(), "https://a.example/".into()]
}

/// Creates a folder with a `tmux` that records its arguments and input and ends with this status.
fn tmux(status: u8) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let here = folder.path().display().to_string();
    write_script(
        &folder.path().join("tmux"),
        &format!("echo \"$@\" > '{here}/arguments'\ncat > '{here}/text'\nexit {status}"),
    );
    folder
}

fn copied(lines: &[Text], variables: &[(&str, &str)]) -> (Option<ClipboardRoute>, String) {
    let mut out = Vec::new();
    let copied = copy(lines, &Environment::from_variables(variables.iter().copied()), &mut out);
    (copied, String::from_utf8(out).expect("escape sequences are text"))
}

#[test]
fn tmux_decides_whether_the_text_is_copied() {
    for (status, expected) in [(0, Some(ClipboardRoute::Tmux)), (1, None)] {
        let folder = tmux(status);
        let path = format!("{}:/usr/bin:/bin", folder.path().display());
        let (copied, out) = copied(&lines(), &[("TMUX", "/tmp/tmux-0/default,1,0"), ("TERM", "tmux"), ("PATH", &path)]);
        assert_eq!(copied, expected);
        assert_eq!(out, "", "nothing is sent past tmux");
        let read = |name| fs::read_to_string(folder.path().join(name)).expect("tmux was started");
        assert_eq!(read("arguments"), "load-buffer -w -\n");
        assert_eq!(read("text"), "“Wheat <U+001B>]52;c;x<U+0007> soon”\nhttps://a.example/");
    }
}

#[test]
fn without_the_tmux_program_nothing_is_copied() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().to_str().expect("a path");
    let (copied, out) = copied(&lines(), &[("TMUX", "x"), ("TERM", "tmux"), ("PATH", path)]);
    assert_eq!((copied, out.as_str()), (None, ""));
}

#[test]
fn osc52_contains_nothing_but_base64() {
    let (copied, out) = copied(&["hello".into(), "you".into()], &[("TERM", "xterm-256color")]);
    assert_eq!(copied, Some(ClipboardRoute::Osc52));
    assert_eq!(out, "\x1b]52;c;aGVsbG8KeW91\x07");
}

#[test]
fn a_terminal_without_osc52_is_sent_nothing() {
    for variables in [
        &[("TERM", "linux")][..],
        &[("TERM", "dumb")],
        &[],
        &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")],
        &[("TERM", "screen"), ("STY", "1.tty")],
    ] {
        let (copied, out) = copied(&lines(), variables);
        assert_eq!((copied, out.as_str()), (None, ""), "{variables:?}");
    }
}

#[test]
fn a_text_that_is_too_long_is_not_cut_off() {
    let (copied, out) = copied(&["x".repeat(MAX_OSC52_LENGTH).into()], &[("TERM", "xterm")]);
    assert_eq!((copied, out.len()), (None, 0));
}
