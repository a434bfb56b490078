//! Time and memory to open a folder, compared with only reading its files and with parsing them by `serde_yaml`.
//!
//! ```text
//! cargo build --release                                                    for the first frame
//! cargo bench --manifest-path benches/Cargo.toml --bench loading           1,000 and 10,000 files
//! cargo bench --manifest-path benches/Cargo.toml --bench loading -- 80000  this number of files
//! BRIEFING=/usr/local/bin/briefing cargo bench …                           the first frame of another program
//! ```
//!
//! Each figure is the best of several runs, in wall and processor time. The runs take turns, so that a slow phase of the
//! machine affects all of them. In this process all use the C library's allocator. The program has its own, so it is
//! also timed from its start to its end, compared with a program that only reads and parses the same files. Memory is the
//! peak of a process that only loads, with the C library's allocator. The first frame is timed from the start of the
//! program to the bytes of the frame in a pseudo-terminal. If fzf is installed, its first row over the same number of
//! lines is timed too.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use briefing::corpus::{DocumentSlot, build};
use briefing::load::Folder;
use briefing::search::Index;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rayon::prelude::*;
use serde::Deserialize;

use generator::{CLAIMS, Generator};

/// Number of runs, of which the best counts.
const RUNS: usize = 7;

/// A document as the peer parses it: the same fields, unchecked.
#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed, and not looked at")]
struct Document {
    title: String,
    #[serde(default)]
    author: Vec<String>,
    publisher: String,
    url: String,
    published: String,
    language: Option<String>,
    genre: Option<String>,
    summary: Option<String>,
    #[serde(default)]
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "parsed, and not looked at")]
struct Claim {
    id: String,
    text: String,
    kind: String,
    speaker: Option<String>,
    #[serde(default)]
    via: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
    date: Option<String>,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["peak", folder, caches @ ..] => {
            let corpus = Folder::new(folder).cached_in(caches.first().map(PathBuf::from)).load().expect("files");
            println!("{} claims, {}", corpus.claims().len(), peak());
            return;
        }
        ["parse", folder] => {
            // The least that a program has to do. Like the browser, it does not free its memory at the end.
            let parsed =
                documents(Path::new(folder)).into_par_iter().map(|path| fs::read_to_string(path).expect("a file"));
            std::mem::forget(parsed.map(|text| parse(&text)).collect::<Vec<_>>());
            return;
        }
        ["programs", folder, caches, lines] => return programs(Path::new(folder), Path::new(caches), lines),
        _ => {}
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    for files in if sizes.is_empty() { vec![1000, 10_000] } else { sizes } {
        measure(files);
    }
}

fn measure(files: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let caches = tempfile::tempdir().expect("a temporary folder");
    Generator::new().write(files * CLAIMS, folder.path()).expect("the folder can be written to");
    let sizes = fs::read_dir(folder.path()).expect("the folder").flatten().flat_map(|entry| entry.metadata());
    println!(
        "\n{files} files, {} MB, {} threads",
        sizes.map(|file| file.len()).sum::<u64>() >> 20,
        rayon::current_num_threads()
    );
    // The cache does not trust younger files and would read them again.
    thread::sleep(Duration::from_secs(4));

    let paths = documents(folder.path());
    let read = || paths.par_iter().map(|path| fs::read_to_string(path).expect("a file")).collect::<Vec<_>>();
    let texts = read();
    let plain = Folder::new(folder.path());
    let cached = Folder::new(folder.path()).cached_in(Some(caches.path().to_owned()));
    let corpus = cached.load().expect("a corpus");
    let mut clock = Clock::default();
    for _ in 0..RUNS {
        clock.time("read only", read);
        clock.time("serde_yaml alone", || texts.par_iter().map(|text| parse(text)).collect::<Vec<_>>());
        clock.time("listed", || plain.listing().expect("files"));
        let files = clock.time("read and checked", || plain.files().expect("files"));
        clock.time("cross-referenced", || build("generated".into(), files));
        clock.time("loaded, without a cache", || plain.load().expect("a corpus"));
        let kept = clock.time("loaded, with a cache", || cached.load().expect("a corpus"));
        // With a cache a document is decoded at its first use.
        let looked_at: Vec<_> = kept.documents().collect();
        let claims = |slot: &DocumentSlot| kept.document(*slot).claims.len();
        clock.time("  then all looked at", || looked_at.par_iter().map(claims).sum::<usize>());
        clock.time("indexed", || Index::new(&corpus));
    }
    clock.print();
    drop((texts, corpus));
    let this = || Command::new(env::current_exe().expect("this program"));
    for (name, caches) in [("without", None), ("with", Some(caches.path()))] {
        let output = this().arg("peak").arg(folder.path()).args(caches).output().expect("a process");
        println!("  {:<26} {}", format!("peak, {name} a cache"), String::from_utf8_lossy(&output.stdout).trim());
    }
    // A process of its own, because starting programs from one with much memory is slow.
    let programs = this().arg("programs").args([folder.path(), caches.path()]).arg(files.to_string()).status();
    programs.expect("a process");
}

/// Returns the paths of the documents in a folder.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path());
    paths.filter(|path| !path.ends_with("entities.yaml") && !path.ends_with("sources.yaml")).collect()
}

fn parse(text: &str) -> Document {
    serde_yaml::from_str(text).expect("a document")
}

/// Wall and processor time of every run, by name.
#[derive(Default)]
struct Clock(Vec<(&'static str, Vec<(Duration, Duration)>)>);

impl Clock {
    /// Times one run, without the time to free its result.
    fn time<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let (start, before) = (Instant::now(), processor());
        let result = run();
        let time = (start.elapsed(), processor().saturating_sub(before));
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => times.push(time),
            None => self.0.push((name, vec![time])),
        }
        result
    }

    /// Prints the best of each, and its wall time in relation to that of `serde_yaml`.
    fn print(&self) {
        let best = |times: &[(Duration, Duration)]| {
            let wall = times.iter().map(|(wall, _)| *wall).min().unwrap_or_default();
            (wall, times.iter().map(|(_, processor)| *processor).min().unwrap_or_default())
        };
        let peer = self.0.iter().find(|(name, _)| name.starts_with("serde_yaml")).map(|(_, times)| best(times).0);
        for (name, times) in &self.0 {
            let (wall, processor) = best(times);
            println!(
                "  {name:<26} {:>7.1} ms, processor {:>5} ms, {:>6.3} x",
                wall.as_secs_f64() * 1e3,
                processor.as_millis(),
                wall.as_secs_f64() / peer.unwrap_or_default().as_secs_f64()
            );
        }
    }
}

/// Returns the processor time of all threads and of the children that have ended, in steps of 10 ms.
fn processor() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    Duration::from_millis(fields.skip(11).take(4).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10)
}

fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("unknown").replace('\t', " ")
}

/// Whole programs, from their start: what this one takes, with its own allocator and with nothing in memory yet.
fn programs(folder: &Path, caches: &Path, lines: &str) {
    let Some(program) = program() else {
        println!("  nothing of the program: `cargo build --release` comes first, or say where it is: BRIEFING=…");
        return;
    };
    println!("  of {}", program.display());
    ends(&program, folder, caches);
    first_frames(&program, folder, caches, lines);
}

/// Times a program that shows one document, from start to end, and one that only reads and parses the same files.
fn ends(program: &Path, folder: &Path, caches: &Path) {
    let document = documents(folder).swap_remove(0);
    let shown = |option: &str| {
        let mut command = Command::new(program);
        command.arg("show").arg(document.file_stem().expect("a name")).arg(option).arg("--dir").arg(folder);
        command.env("XDG_CACHE_HOME", caches);
        command
    };
    let mut parser = Command::new(env::current_exe().expect("this program"));
    parser.arg("parse").arg(folder);
    let mut commands = [
        ("serde_yaml alone", parser),
        ("shown, without a cache", shown("--no-cache")),
        ("shown, with a cache", shown("--ascii")),
    ];
    let mut clock = Clock::default();
    // The first round writes the cache.
    for round in 0..=RUNS {
        for (name, command) in &mut commands {
            let mut ended = || command.stdout(Stdio::null()).status().expect("it runs");
            let status = if round == 0 { ended() } else { clock.time(name, ended) };
            assert!(status.success(), "{name}");
        }
    }
    clock.print();
}

fn first_frames(program: &Path, folder: &Path, caches: &Path, lines: &str) {
    for (name, option) in [("without", "--no-cache"), ("with", "--ascii")] {
        let mut command = CommandBuilder::new(program);
        command.args([option.as_ref(), "--dir".as_ref(), folder.as_os_str()]);
        command.env("XDG_CACHE_HOME", caches);
        let wanted: [&[u8]; 3] = [b"\x1b[?25l", b"briefing", b"documents"];
        let frames: Vec<_> = (0..RUNS).map(|_| first(&command, &wanted)).collect();
        for (at, what) in [(1, "first frame"), (2, "first rows")] {
            let best = frames.iter().filter_map(|frame| frame.get(at)).min();
            println!(
                "  {:<26} {:>7.1} ms",
                format!("{what}, {name} a cache"),
                best.map_or(f64::NAN, Duration::as_secs_f64) * 1e3
            );
        }
    }
    let mut fzf = CommandBuilder::new("sh");
    fzf.args(["-c", &format!("seq {lines} | sed 's/$/ briefing/' | fzf")]);
    let rows = (0..RUNS).filter_map(|_| first(&fzf, &[b" briefing"]).first().copied()).min();
    if let Some(rows) = rows {
        println!("  {:<26} {:>7.1} ms", "fzf, first row", rows.as_secs_f64() * 1e3);
    }
}

/// Returns the program that `BRIEFING` names, or that beside this bench (with a shared `CARGO_TARGET_DIR`), or that of the
/// package.
fn program() -> Option<PathBuf> {
    let named = env::var_os("BRIEFING").map(PathBuf::from);
    // Beside `release/deps/loading-…`.
    let beside = env::current_exe().ok().and_then(|this| Some(this.parent()?.parent()?.join("briefing")));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/briefing");
    named.into_iter().chain(beside).chain([own]).find(|program| program.exists())
}

/// Returns the times at which a program in a terminal wrote each of `wanted`, in this order.
fn first(command: &CommandBuilder, wanted: &[&[u8]]) -> Vec<Duration> {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).expect("a terminal");
    let mut reader = pty.master.try_clone_reader().expect("a reader");
    let (sender, bytes) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            if sender.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                break;
            }
        }
    });
    let mut command = command.clone();
    command.env("TERM", "xterm-256color");
    let start = Instant::now();
    let Ok(mut child) = pty.slave.spawn_command(command) else { return Vec::new() };
    let (mut seen, mut found) = (Vec::new(), Vec::new());
    while found.len() < wanted.len()
        && let Ok((at, read)) = bytes.recv_timeout(Duration::from_secs(20))
    {
        seen.extend(read);
        while let Some(needle) = wanted.get(found.len())
            && seen.windows(needle.len()).any(|bytes| bytes == *needle)
        {
            found.push(at.duration_since(start));
        }
    }
    // It may have ended already.
    let _ = child.kill();
    let _ = child.wait();
    found
}
