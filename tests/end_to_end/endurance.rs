//! Tests that take minutes: every way to end, twenty times, and half a minute without a key.
//!
//! `cargo test` skips them. CI runs them every night:
//!
//! ```sh
//! cargo test --test end_to_end -- --ignored --nocapture --test-threads 1 endurance
//! ```

use std::time::{Duration, Instant};

use rustix::process::{Signal, kill_process};

#[cfg(target_os = "linux")]
use crate::activity::activity;
use crate::lifecycle::{assert_is_as_it_was, job_of};
use crate::probe;
use crate::pty::Pty;

const SIZE: (u16, u16) = (80, 24);
const TIMES: usize = 20;
/// Maximum median time in which the terminal is handed back, on an idle machine.
const SOON: Duration = Duration::from_millis(200);
const BINARY: &str = env!("CARGO_BIN_EXE_briefing");

/// Measures `once` twenty times, prints median and maximum, and returns the median.
#[expect(clippy::print_stdout, reason = "a table is what this is for")]
fn twenty_times(what: &str, once: impl Fn() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES).map(|_| once()).collect();
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, worst) = (times[TIMES / 2], times[TIMES - 1]);
    println!("{what:36} median {:6.1} ms  worst {:6.1} ms", milliseconds(median), milliseconds(worst));
    median
}

fn browser() -> Pty {
    let pty = Pty::start(SIZE, &[], &[]);
    pty.wait_for_text("? keys");
    pty
}

/// Asserts that the program ends with this status and restores the terminal. Returns the time to its end.
fn ended(mut pty: Pty, status: u32) -> Duration {
    let (code, time) = pty.exit_code();
    assert_eq!(code, status);
    assert_is_as_it_was(&pty);
    time
}

fn after_keys(keys: &str) -> Duration {
    let pty = browser();
    pty.send(keys);
    ended(pty, 0)
}

fn after_signal(signal: Signal, status: u32) -> Duration {
    let pty = browser();
    pty.signal(signal);
    ended(pty, status)
}

fn after_a_load_error() -> Duration {
    ended(Pty::start(SIZE, &["--dir", "/nowhere"], &[]), 2)
}

/// Panics in the probe's drawing thread.
fn after_a_panic() -> Duration {
    let pty = probe::start(SIZE);
    pty.wait_for_text("seen 0");
    pty.send("!");
    ended(pty, 101)
}

/// Panics in a worker of the probe, then ends the probe by a key.
fn after_a_workers_panic() -> Duration {
    let pty = probe::start(SIZE);
    pty.wait_for_text("seen 0");
    pty.send("w");
    pty.wait_for_text("worker panicked: true");
    pty.send("q");
    ended(pty, 0)
}

fn stopped_and_continued() -> Duration {
    let pty = probe::start_as_job(BINARY, SIZE);
    pty.wait_for_text("? keys");
    let job = job_of(&pty);
    let begin = Instant::now();
    kill_process(job, Signal::TSTP).expect("the job is there");
    pty.wait_for_text("STOPPED");
    let stopped = begin.elapsed();
    assert_is_as_it_was(&pty);
    kill_process(job, Signal::CONT).expect("the job is there");
    pty.wait_for("the browser again", |screen| {
        screen.alternate_screen() && screen.contents().contains("? keys") && !screen.contents().contains("STOPPED")
    });
    pty.send("q");
    ended(pty, 0);
    stopped
}

fn with_blocked_output() -> Duration {
    let pty = probe::start_visitor(SIZE);
    pty.wait_for_text("seen 0");
    pty.stick();
    pty.resize(200, 60);
    pty.send("f");
    assert!(pty.is_silent_for(Duration::from_millis(300)), "nothing is read");
    pty.signal(Signal::TERM);
    ended(pty, 143)
}

fn hung_up(start: impl Fn() -> Pty) -> Duration {
    let mut pty = start();
    pty.wait_for_text("? keys");
    pty.hang_up();
    let (code, time) = pty.exit_code();
    assert_eq!(code, 129);
    time
}

#[test]
#[ignore = "takes minutes"]
fn endurance_every_ending_hands_the_terminal_back_twenty_times() {
    let medians = [
        twenty_times("q", || after_keys("q")),
        twenty_times("Ctrl-c", || after_keys("\x03")),
        twenty_times("load error (from its start)", after_a_load_error),
        twenty_times("panic while drawing", after_a_panic),
        twenty_times("worker's panic, then q", after_a_workers_panic),
        twenty_times("SIGINT", || after_signal(Signal::INT, 130)),
        twenty_times("SIGTERM", || after_signal(Signal::TERM, 143)),
        twenty_times("SIGHUP", || after_signal(Signal::HUP, 129)),
        twenty_times("SIGQUIT", || after_signal(Signal::QUIT, 131)),
        twenty_times("SIGTSTP until stopped, then SIGCONT", stopped_and_continued),
        twenty_times("SIGTERM while output is blocked", with_blocked_output),
        twenty_times("hang-up", || hung_up(|| Pty::start(SIZE, &[], &[]))),
        twenty_times("hang-up without a signal", || hung_up(|| Pty::start_visitor(BINARY, SIZE, &[], &[]))),
    ];
    assert!(medians.iter().all(|median| *median < SOON), "{medians:?}");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes half a minute"]
fn endurance_half_a_minute_of_nothing_is_nothing() {
    let pty = browser();
    pty.send("2/goyta\r\r");
    pty.wait_for_text("briefing  with");
    pty.settle();
    let (written, before) = (pty.written(), activity(pty.process()));
    assert!(pty.is_silent_for(Duration::from_secs(30)));
    assert_eq!(pty.written(), written, "no bytes");
    assert_eq!(activity(pty.process()), before, "no wake-ups and no time");
}
