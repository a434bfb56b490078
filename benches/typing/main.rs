//! Time from a key to the screen with its answer, in a pseudo-terminal of 120×40, compared with fzf over the same claims.
//!
//! The nine queries of the bench `search` are typed letter by letter in the claims pane. Each key is typed when the
//! answer to the one before is on the screen. The corpus is read from YAML, as that of a user.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench typing               1,000,000 claims
//! cargo bench --manifest-path benches/Cargo.toml --bench typing -- 100000     this number of claims
//! cargo bench --manifest-path benches/Cargo.toml --bench typing -- own        without fzf
//! ```
//!
//! An answer is on the screen once its heading names the typed text, the heading does not say "searching", and the
//! cursor is after the letter. In fzf it is there once the prompt has the letter and the counter has the number of
//! matches that `fzf --filter` finds.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

#[path = "../search/keystrokes.rs"]
mod keystrokes;
mod pty;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use generator::{Generator, lines};
use keystrokes::TYPED;
use pty::{Pty, ROWS};

/// Variable that makes this program the browser.
const BROWSE: &str = "BRIEFING_BENCH_BROWSES";

/// The key that clears a search, here and in fzf.
const CLEAR: &str = "\x15";

fn main() -> ExitCode {
    if std::env::var_os(BROWSE).is_some() {
        return briefing::cli::run(std::env::args_os()).unwrap_or_else(|error| briefing::cli::fail(&error));
    }
    let claims = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let briefings = folder.path().join("briefings");
    let generator = Generator::new();
    generator.write(claims, &briefings).expect("the folder can be written to");
    println!("{claims} claims");
    let times = browser(&briefings, claims);
    row("briefing", times);
    if std::env::args().any(|argument| argument == "own") {
        return ExitCode::SUCCESS;
    }
    let text = folder.path().join("lines");
    let corpus = generator.corpus(claims);
    fs::write(&text, lines(&corpus).fold(String::new(), |text, line| text + line + "\n")).expect("a file of lines");
    drop(corpus);
    match Command::new("fzf").arg("--version").output() {
        Ok(version) if version.status.success() => {
            let version = String::from_utf8_lossy(&version.stdout).into_owned();
            row(&format!("fzf {}", version.trim()), fzf(&text, claims));
        }
        _ => println!("  fzf is not installed, and not measured"),
    }
    ExitCode::SUCCESS
}

fn browser(briefings: &Path, claims: usize) -> Vec<(String, Duration)> {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.arg("--dir");
    command.arg(briefings);
    command.env(BROWSE, "yes");
    // The cache of this run is not for the next one.
    command.env("XDG_CACHE_HOME", briefings.with_file_name("cache"));
    let start = Instant::now();
    let pty = Pty::start(command);
    pty.until("", |screen| screen.contents().contains("Documents"));
    let first = start.elapsed();
    pty.until("", |screen| screen.contents().contains(&format!("3 Claims {claims}")));
    let loaded = start.elapsed();
    pty.until("3/", |screen| line(screen, ROWS - 1).starts_with('/'));
    // The index is built once everything is loaded, and the first answer waits for it.
    pty.until("qq", |screen| heading(screen).contains(" match qq") && !heading(screen).contains("searching"));
    let indexed = start.elapsed();
    println!(
        "  first frame {:.1} s, loaded {:.1} s, indexed {:.1} s, resident at the most {}",
        first.as_secs_f64(),
        loaded.as_secs_f64(),
        indexed.as_secs_f64(),
        pty.process().and_then(most_resident).unwrap_or_else(|| "unknown".into())
    );
    let mut times = Vec::new();
    let before = pty.process().and_then(worked);
    for query in TYPED {
        pty.until(CLEAR, |screen| {
            let heading = heading(screen);
            heading.contains(&format!(" {claims}")) && !heading.contains("match") && !heading.contains("searching")
        });
        for (typed, letter) in keystrokes::keystrokes(query) {
            let (time, _) = pty.until(letter, |screen| {
                let heading = heading(screen);
                let column = usize::from(screen.cursor_position().1);
                heading.contains(&format!(" match {}", typed.trim_end()))
                    && !heading.contains("searching")
                    && column == "/".len() + typed.len()
            });
            times.push((typed.to_owned(), time));
        }
    }
    if let (Some(before), Some(after)) = (before, pty.process().and_then(worked)) {
        let keys = u32::try_from(times.len() + TYPED.len()).unwrap_or(u32::MAX);
        let mean = after.saturating_sub(before) / keys;
        println!("  processor time of all threads, for a key in the mean: {:.1} ms", mean.as_secs_f64() * 1e3);
    }
    times
}

fn fzf(text: &Path, claims: usize) -> Vec<(String, Duration)> {
    let input = || Stdio::from(fs::File::open(text).expect("the lines"));
    let matches = |typed: &str| {
        let found = Command::new("fzf").args(["--filter", typed]).stdin(input()).output().expect("fzf runs");
        found.stdout.iter().filter(|byte| **byte == b'\n').count()
    };
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "exec fzf < \"$0\""]);
    command.arg(text);
    command.env_remove("FZF_DEFAULT_OPTS");
    let pty = Pty::start(command);
    let counts = |screen: &vt100::Screen, matching: usize| {
        let info = line(screen, ROWS - 2);
        info.contains(&format!(" {matching}/{claims} ")) && !info.contains("%)")
    };
    pty.until("", |screen| counts(screen, claims));
    let mut times = Vec::new();
    for query in TYPED {
        pty.until(CLEAR, |screen| counts(screen, claims) && line(screen, ROWS - 1).trim_end() == ">");
        for (typed, letter) in keystrokes::keystrokes(query) {
            let matching = matches(typed);
            let (time, _) = pty.until(letter, |screen| {
                let column = usize::from(screen.cursor_position().1);
                counts(screen, matching) && column == "> ".len() + typed.len()
            });
            times.push((typed.to_owned(), time));
        }
    }
    times
}

/// Returns the heading of the claims pane, with the query and the number of matches.
fn heading(screen: &vt100::Screen) -> String {
    screen.rows(0, pty::COLUMNS).find(|line| line.contains("3 Claims")).unwrap_or_default()
}

fn line(screen: &vt100::Screen, row: u16) -> String {
    screen.rows(0, pty::COLUMNS).nth(row.into()).unwrap_or_default() + " "
}

/// Returns the processor time of all threads of a process, on Linux. Unlike the clock it does not depend on other load.
fn worked(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // After the name, which may have any letters: user and system time in hundredths of a second.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (next()? + next()?)))
}

/// Returns the peak of resident memory of a process, on Linux.
fn most_resident(process: u32) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(most.trim().to_owned())
}

fn row(name: &str, mut times: Vec<(String, Duration)>) {
    times.sort_by_key(|(_, time)| *time);
    let milliseconds = |at: usize| times[at].1.as_secs_f64() * 1e3;
    let last = times.len() - 1;
    let mut slowest = String::new();
    for (typed, time) in times.iter().rev().take(5) {
        // Writing to a string cannot fail.
        let _ = write!(slowest, " `{typed}` {:.1}", time.as_secs_f64() * 1e3);
    }
    println!(
        "  {name}: median {:.1} ms, worst {:.1} ms over {} keystrokes; slowest{slowest}",
        milliseconds(last / 2),
        milliseconds(last),
        times.len(),
    );
}
