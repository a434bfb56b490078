//! However the browser ends or stops, it restores the terminal.

use std::fs;
use std::time::Duration;

use rustix::process::{Signal, kill_process};
use tempfile::TempDir;

use super::{SIZE, browser, until_last_line, wait_until_open};
use crate::activity::processor_time;
use crate::folders::{path, small_lighthouse};
use crate::lifecycle::{assert_is_as_it_was, hands_back, is_not_outlived, job_of};
use crate::probe;
use crate::pty::Pty;

/// Maximum time in which the terminal has to be handed back.
const IN_TIME: Duration = Duration::from_millis(200);
/// Maximum number of tries until one is in time, because other tests may keep the machine busy.
const TRIES: usize = 10;
const BINARY: &str = env!("CARGO_BIN_EXE_briefing");

#[test]
fn quitting_hands_the_terminal_back_and_leaves_nothing() {
    for keys in ["q", "\x03", "2/mali\x03", "?\x03", "flavrov\x03", "u\x03"] {
        let pty = browser(SIZE, &[], &[]);
        assert_ne!(pty.modes(), pty.modes_before(), "keys arrive one by one");
        pty.send(keys);
        let pty = hands_back(pty, 0);
        pty.screen(|screen| assert_eq!(screen.contents(), "", "after {keys:?}"));
    }
}

#[test]
fn esc_never_quits() {
    let pty = browser(SIZE, &[], &[]);
    for _ in 0..5 {
        until_last_line(&pty, "\x1b", "No filter is active.");
        until_last_line(&pty, "j", "? keys");
    }
}

#[test]
fn a_signal_hands_the_terminal_back_and_is_reported() {
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        // Keys that were not read yet would be echoed by the restored terminal. So the last line is waited for.
        for (keys, last) in [("", "? keys"), ("2/ma", "/ma "), ("?", "q close")] {
            let pty = browser(SIZE, &[], &[]);
            until_last_line(&pty, keys, last);
            pty.signal(signal);
            let pty = hands_back(pty, status);
            pty.screen(|screen| assert_eq!(screen.contents(), "", "after {signal:?}"));
        }
    }
}

#[test]
fn a_terminal_that_is_gone_is_not_outlived() {
    let leader = Pty::start(SIZE, &[], &[]);
    for pty in [leader, Pty::start_visitor(BINARY, SIZE, &[], &[])] {
        wait_until_open(&pty);
        is_not_outlived(pty);
    }
}

#[test]
fn a_terminal_that_is_gone_is_not_outlived_even_where_hang_ups_are_ignored() {
    // As under nohup.
    let arguments = ["-c", "trap '' HUP; exec \"$0\"", BINARY];
    for start in [Pty::start_program, Pty::start_visitor] {
        let pty = start("/bin/sh", SIZE, &arguments, &[]);
        wait_until_open(&pty);
        is_not_outlived(pty);
    }
}

#[test]
fn stopped_and_continued_it_draws_everything_anew() {
    for by_key in [false, true] {
        let pty = probe::start_as_job(BINARY, SIZE);
        wait_until_open(&pty);
        let job = job_of(&pty);
        until_last_line(&pty, "2/mali", "/mali");
        if by_key {
            pty.send("\x1a");
        } else {
            kill_process(job, Signal::TSTP).expect("the job is there");
        }
        pty.wait_for_text("STOPPED");
        assert_is_as_it_was(&pty);
        pty.resize(100, 30);
        kill_process(job, Signal::CONT).expect("the job is there");
        wait_until_open(&pty);
        until_last_line(&pty, "", "/mali");
        pty.wait_for("all panes, drawn anew", |screen| {
            ["1 Documents", "2 Entities", "3 Claims", "Detail"].iter().all(|part| screen.contents().contains(part))
        });
        pty.send("\x03");
        hands_back(pty, 0);
    }
}

#[test]
fn where_nobody_could_continue_it_it_does_not_stop() {
    let pty = browser(SIZE, &[], &[]);
    until_last_line(&pty, "\x1a?", "q close");
    pty.send("\x03");
    hands_back(pty, 0);
}

/// Makes a folder that takes longer to index than to read: few files with many different words.
fn wordy() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let mut seed = 1_u32;
    let mut word = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let letter = |at: u32| char::from(b'a' + u8::try_from((seed >> (4 * at)) % 26).unwrap_or(0));
        (1..8).map(letter).collect::<String>()
    };
    for document in 0..40 {
        let mut text = "title: T\npublisher: p\nurl: https://a.example/\npublished: 2024\nclaims:\n".to_owned();
        for claim in 0..200 {
            let words: Vec<_> = (0..40).map(|_| word()).collect();
            text += &format!("- {{id: c{claim}, text: {}, kind: fact}}\n", words.join(" "));
        }
        fs::write(folder.path().join(format!("d{document}.yaml")), text).expect("written");
    }
    folder
}

/// The search worker starts to index at the first frame, before any key is read.
#[test]
fn quitting_does_not_wait_for_the_index() {
    let folder = wordy();
    let script = format!("exec \"$0\" --no-cache --dir '{}'", path(&folder));
    let hasty = Pty::start_typed_ahead(SIZE, "q", &script);
    hasty.wait_for_end();
    let in_haste = processor_time(hasty.process());
    hands_back(hasty, 0);
    let patient = browser(SIZE, &["--no-cache", "--dir", path(&folder)], &[]);
    patient.send("3/kind:fact \r");
    patient.wait_for_text("of the best 1000");
    patient.send("\x03");
    patient.wait_for_end();
    let whole = processor_time(patient.process());
    hands_back(patient, 0);
    // Both read all files. The first only started to index them, the second finished.
    assert!(in_haste * 3 < whole * 2, "{in_haste} of {whole} ticks");
}

/// Returns whether the browser ends within [`IN_TIME`] after `end`, in one of several tries.
fn is_gone_in_time(folder: &TempDir, end: impl Fn(&Pty), status: u32) -> bool {
    (0..TRIES).any(|_| {
        let mut pty = browser(SIZE, &["--no-cache", "--dir", path(folder)], &[]);
        end(&pty);
        let (code, time) = pty.exit_code();
        assert_eq!(code, status);
        assert_is_as_it_was(&pty);
        time < IN_TIME
    })
}

#[test]
fn the_terminal_is_handed_back_within_200_ms_also_while_the_index_is_built() {
    for folder in [small_lighthouse(), wordy()] {
        assert!(is_gone_in_time(&folder, |pty| pty.send("q"), 0), "after `q`");
        assert!(is_gone_in_time(&folder, |pty| pty.signal(Signal::TERM), 143), "after a signal");
    }
}

/// Starts the browser from a shell, with a `q` typed ahead, in a terminal that does not reply.
fn quit_ahead() -> Pty {
    Pty::start_typed_ahead(SIZE, "q", r#""$0"; echo "STATUS $?"; read -r line; echo "LINE <$line>""#)
}

#[test]
fn answers_that_come_after_a_hasty_end_are_not_left_to_the_shell() {
    let none_was_left = || {
        let pty = quit_ahead();
        pty.wait_for_bytes(b"\x1b[c");
        // The end of the first frame, right before the `q` is handled.
        pty.wait_for_bytes(b"\x1b[?2026l");
        pty.is_silent_for(Duration::from_millis(20));
        let waits = !pty.bytes().windows(8).any(|written| written == b"\x1b[?1049l");
        pty.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?69;0$y\x1b[?62;22c");
        pty.wait_for_text("STATUS 0");
        pty.send("next\n");
        pty.wait_for_text("LINE <");
        waits && pty.screen(|screen| screen.contents().contains("STATUS 0\nnext\nLINE <next>"))
    };
    // On a very busy machine the browser may stop waiting before this test can reply.
    assert!((0..20).any(|_| none_was_left()), "nobody waited for them, or they were left");
}

#[test]
fn a_terminal_that_does_not_answer_is_handed_back_nevertheless() {
    let pty = quit_ahead();
    pty.wait_for_text("STATUS 0");
    assert_is_as_it_was(&pty);
    pty.send("next\n");
    pty.wait_for_text("LINE <next>");
}
