//! However the browser ends or pauses, the terminal is what it was.

use rustix::process::{Signal, kill_process};

use super::{SIZE, browser, until_last_line, wait_until_open};
use crate::lifecycle::{SOON, assert_is_as_it_was, hands_back, job_of};
use crate::probe;
use crate::pty::Pty;

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
        until_last_line(&pty, "\x1b", "Nothing narrows the view.");
        until_last_line(&pty, "j", "? keys");
    }
}

#[test]
fn a_signal_hands_the_terminal_back_and_is_reported() {
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        // Keys that were not read yet are the shell's, and shown; so the last line is waited for.
        for (keys, last) in [("", "? keys"), ("2/ma", "/ma "), ("?", "Esc close")] {
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
    for mut pty in [leader, Pty::start_visitor(BINARY, SIZE, &[], &[])] {
        wait_until_open(&pty);
        pty.hang_up();
        let (code, time) = pty.exit_code();
        assert_eq!(code, 129);
        assert!(time < SOON, "it took {time:?}");
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
    until_last_line(&pty, "\x1a?", "Esc close");
    pty.send("\x03");
    hands_back(pty, 0);
}
