//! Without a terminal, or with only an output: plain text or one message, and no escape sequence.
//!
//! `setsid` takes the controlling terminal away, because the program would otherwise use it.
#![cfg(target_os = "linux")]

use std::fs;

use crate::folders::{folder, path};
use crate::lifecycle::assert_is_as_it_was;
use crate::pty::Pty;

/// Exit status and output of a run.
struct Outcome {
    status: u32,
    out: String,
    err: String,
    /// What was written to the terminal.
    terminal: String,
}

/// Runs the program without a controlling terminal. Streams that are not redirected are the terminal.
fn run(arguments: &str, redirections: &str) -> Outcome {
    let files = folder(&[("out", ""), ("err", "")]);
    let script = format!("exec setsid -w \"$0\" {arguments} {redirections}");
    let arguments = ["-c", &script, env!("CARGO_BIN_EXE_briefing")];
    let mut pty = Pty::start_visitor("/bin/sh", (80, 24), &arguments, &[("FILES", path(&files))]);
    let (status, _) = pty.exit_code();
    assert_is_as_it_was(&pty);
    let [out, err] = ["out", "err"].map(|name| fs::read_to_string(files.path().join(name)).expect("UTF-8"));
    let terminal = String::from_utf8(pty.bytes()).expect("UTF-8");
    assert!(![&out, &err, &terminal].iter().any(|text| text.contains('\u{1b}')), "{out}{err}{terminal}");
    Outcome { status, out, err, terminal }
}

#[test]
fn no_terminal_at_all_is_enough_for_plain_text() {
    for input in ["< /dev/null", "<&-", ""] {
        for (arguments, begins) in [("", "5 documents"), ("list documents", "2025-"), ("show mali", "Mali")] {
            let Outcome { status, out, err, terminal } = run(arguments, &format!("{input} > $FILES/out 2> $FILES/err"));
            assert!(out.contains(begins), "{out}");
            assert_eq!((status, err.as_str(), terminal.as_str()), (0, "", ""), "{arguments} {input}");
        }
    }
}

#[test]
fn a_terminal_without_a_keyboard_is_said_in_one_line() {
    for input in ["< /dev/null", "<&-", "< $FILES/out"] {
        let Outcome { status, out, err, terminal } = run("", &format!("{input} 2> $FILES/err"));
        assert!(
            err.starts_with("briefing: the terminal cannot be used; commands such as `briefing list claims` need none")
        );
        assert_eq!((status, out.as_str(), err.lines().count(), terminal.as_str()), (2, "", 1, ""), "{err}");
        // The same message, written to the terminal.
        let Outcome { status, terminal, .. } = run("", input);
        assert_eq!((status, terminal.replace("\r\n", "\n")), (2, err));
        let Outcome { status, terminal, .. } = run("list documents --color never", input);
        assert!(status == 0 && terminal.contains("2025-"), "{terminal}");
    }
}
