//! The terminal is restored at every end, and the program ends with it. Tested with the probe.

use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::activity::processor_time;
use crate::probe;
use crate::pty::{Pty, pid};
use crate::wire::LeftOn;

const SIZE: (u16, u16) = (80, 24);
/// Maximum time to an end, with room for a machine that is busy with other tests.
pub(crate) const SOON: Duration = Duration::from_secs(1);
/// Maximum processor time while a program ends, in clock ticks of 10 ms.
const BLINK: u64 = 20;

fn started() -> Pty {
    let pty = probe::start(SIZE);
    pty.wait_for_text("probe 80x24 seen 0 nothing");
    assert_ne!(pty.modes(), pty.modes_before(), "keys arrive one by one");
    assert!(pty.screen(|screen| screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste()));
    pty
}

/// Asserts that the program ends with this status and restores the terminal.
pub(crate) fn hands_back(mut pty: Pty, status: u32) -> Pty {
    let (code, time) = pty.exit_code();
    assert_eq!(code, status);
    assert!(time < SOON, "it took {time:?}");
    assert_is_as_it_was(&pty);
    pty
}

pub(crate) fn assert_is_as_it_was(pty: &Pty) {
    assert_eq!(pty.modes(), pty.modes_before());
    let (alternate, hidden, paste) =
        pty.screen(|screen| (screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()));
    assert_eq!((alternate, hidden, paste), (false, false, false), "alternate screen, hidden cursor, bracketed paste");
    assert_eq!(LeftOn::after(&pty.bytes()), Vec::<String>::new(), "links, colours, margins, whole frames");
}

#[test]
fn a_command_leaves_the_terminal_alone() {
    let mut pty = Pty::start(SIZE, &["--version"], &[]);
    let (code, _) = pty.exit_code();
    assert_eq!(code, 0);
    assert_is_as_it_was(&pty);
    assert!(!pty.bytes().contains(&0x1b), "no escape sequences");
}

#[test]
fn with_other_input_keys_are_read_from_the_controlling_terminal() {
    let pty = probe::start_with_other_input(SIZE);
    pty.wait_for_text("seen 0");
    pty.send("x");
    pty.wait_for_text("seen 1 Char('x')");
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn quitting_hands_the_terminal_back() {
    let pty = started();
    pty.send("q");
    let pty = hands_back(pty, 0);
    pty.screen(|screen| assert!(!screen.contents().contains("seen"), "nothing is left of the screen"));
}

#[test]
fn a_signal_hands_the_terminal_back_and_is_reported() {
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        let pty = started();
        pty.signal(signal);
        hands_back(pty, status);
    }
}

#[test]
fn modes_that_a_frame_left_on_are_switched_off() {
    for (key, status) in [("q", 0), ("!", 101)] {
        let pty = started();
        leave_modes_on(&pty);
        pty.send(key);
        hands_back(pty, status);
    }
    let pty = started();
    leave_modes_on(&pty);
    pty.signal(Signal::TERM);
    hands_back(pty, 143);
}

#[test]
fn modes_that_a_frame_left_on_are_switched_off_for_the_shell() {
    let pty = probe::start_job(SIZE);
    pty.wait_for_text("seen 0");
    leave_modes_on(&pty);
    pty.send("\x1a");
    pty.wait_for_text("STOPPED");
    assert_is_as_it_was(&pty);
    kill_process(job_of(&pty), Signal::CONT).expect("the job is there");
    pty.wait_for("the probe again", |screen| screen.contents().contains("seen 0"));
    pty.send("q");
    hands_back(pty, 0);
}

/// Lets the probe cut off a frame in the middle.
fn leave_modes_on(pty: &Pty) {
    pty.send("m");
    pty.wait_for_text("CUT OFF");
    let on = LeftOn::after(&pty.bytes());
    for mode in ["colours", "link", "rows", "mode 69", "mode 2026"] {
        assert!(on.iter().any(|name| name == mode), "{mode} is on: {on:?}");
    }
}

#[test]
fn a_signal_ends_what_is_slow_to_end_by_itself() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT] {
        let pty = probe::start_lingering(SIZE);
        pty.wait_for_text("seen 0");
        pty.send("q");
        pty.wait_for_text("LINGERING");
        assert_is_as_it_was(&pty);
        pty.signal(signal);
        pty.wait_for_end();
    }
}

#[test]
fn a_panic_hands_the_terminal_back_before_it_speaks() {
    let pty = started();
    pty.send("!");
    let pty = hands_back(pty, 101);
    pty.screen(|screen| {
        assert!(screen.contents().contains("the drawing thread's last words"), "{}", screen.contents());
    });
}

#[test]
fn a_workers_panic_leaves_the_screen_alone_and_is_told_at_the_end() {
    let pty = started();
    let before = pty.bytes();
    pty.send("w");
    pty.wait_for_text("worker panicked: true");
    pty.screen(|screen| {
        assert!(screen.alternate_screen() && screen.hide_cursor());
        assert!(!screen.contents().contains("last words"), "{}", screen.contents());
    });
    let since = pty.bytes().split_off(before.len());
    assert!(!String::from_utf8_lossy(&since).contains("last words"));
    pty.send("xq");
    let pty = hands_back(pty, 0);
    pty.screen(|screen| {
        let text = screen.contents();
        assert!(text.contains("thread 'worker' panicked at"), "{text}");
        assert!(text.contains("the worker's <U+001B>[31m last words"), "{text}");
    });
}

#[test]
fn blocked_output_does_not_keep_it() {
    // When the leader of a session ends, the system discards unread output. A visitor is not the leader.
    let pty = probe::start_visitor(SIZE);
    pty.wait_for_text("seen 0");
    pty.stick();
    pty.resize(200, 60);
    pty.send("f");
    // Frames are drawn until every buffer on the way is full.
    assert!(pty.is_silent_for(Duration::from_millis(300)), "nothing is read");
    pty.signal(Signal::TERM);
    hands_back(pty, 143);
}

#[test]
fn a_terminal_that_is_gone_is_not_outlived() {
    for start in [probe::start, probe::start_visitor] {
        let pty = start(SIZE);
        pty.wait_for_text("seen 0");
        is_not_outlived(pty);
    }
}

/// Asserts that the program ends soon after its terminal, and without being busy.
pub(crate) fn is_not_outlived(mut pty: Pty) {
    let before = processor_time(pty.process());
    let begin = Instant::now();
    pty.hang_up();
    pty.wait_for_end();
    let (spent, time) = (processor_time(pty.process()) - before, begin.elapsed());
    assert_eq!(pty.exit_code().0, 129);
    assert!(time < SOON, "it took {time:?}");
    assert!(spent < BLINK, "it was busy for {spent} ticks");
}

/// Returns the process that the probe's shell started.
pub(crate) fn job_of(pty: &Pty) -> Pid {
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let job = bytes.split("PID ").nth(1).and_then(|rest| rest.split_whitespace().next());
    pid(job.and_then(|job| job.parse().ok()).expect("the shell says which"))
}

#[test]
fn stopping_hands_the_terminal_over_and_takes_it_again() {
    for by_key in [true, false] {
        let pty = probe::start_job(SIZE);
        pty.wait_for_text("seen 0");
        let job = job_of(&pty);
        if by_key {
            pty.send("\x1a");
        } else {
            kill_process(job, Signal::TSTP).expect("the job is there");
        }
        pty.wait_for_text("STOPPED");
        assert_is_as_it_was(&pty);
        pty.resize(100, 30);
        kill_process(job, Signal::CONT).expect("the job is there");
        pty.wait_for("everything, drawn anew", |screen| {
            screen.alternate_screen()
                && screen.hide_cursor()
                && screen.contents().contains("probe 100x30 seen 0 nothing")
        });
        assert_ne!(pty.modes(), pty.modes_before());
        pty.send("x");
        pty.wait_for_text("seen 1 Char('x')");
        pty.send("q");
        hands_back(pty, 0);
    }
}

#[test]
fn stopped_by_others_it_draws_everything_anew() {
    let pty = probe::start_job(SIZE);
    pty.wait_for_text("seen 0");
    let job = job_of(&pty);
    kill_process(job, Signal::STOP).expect("the job is there");
    pty.wait_for_text("STOPPED");
    kill_process(job, Signal::CONT).expect("the job is there");
    pty.wait_for("everything, drawn anew", |screen| {
        screen.contents().contains("seen 0") && !screen.contents().contains("STOPPED")
    });
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn where_nobody_could_continue_it_it_does_not_stop() {
    let pty = started();
    pty.send("\x1ax");
    pty.wait_for_text("seen 1 Char('x')");
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn another_program_has_the_terminal_to_itself() {
    let pty = started();
    pty.send("e");
    pty.wait_for_text("EDITING");
    assert_is_as_it_was(&pty);
    pty.send("typed\n");
    pty.wait_for_text("GOT typed");
    // A signal for the other program does not end this one.
    pty.signal(Signal::INT);
    pty.send("\n");
    pty.wait_for_text("seen 1 edited true");
    pty.send("q");
    hands_back(pty, 0);
}

#[test]
fn it_ends_even_while_another_program_has_the_terminal() {
    let pty = started();
    pty.send("e");
    pty.wait_for_text("EDITING");
    pty.signal(Signal::TERM);
    hands_back(pty, 143);
}
