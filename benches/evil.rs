//! What files that are broken, or that mean harm, cost: each alone in a folder beside good ones, in a process of its own.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench evil             all of them
//! cargo bench --manifest-path benches/Cargo.toml --bench evil -- laughs   those whose names hold a word
//! ```
//!
//! Processor time is that of all threads, from the start of the process until the folder is loaded, indexed and its problems
//! are written out; memory is the process's peak. Of several sizes of a
//! file the dearest counts. What is over 500 ms or 256 MB is marked by `!`.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use briefing::load::Folder;
use briefing::search::Index;

#[path = "../tests/support/evil.rs"]
#[expect(dead_code, reason = "what is said of each file is the test's business")]
mod evil;

/// What one file may cost.
const MOST_MILLISECONDS: u64 = 500;
const MOST_KILOBYTES: u64 = 256 << 10;
/// As large as a file may be and still be read, and sizes at which those of many small values are not refused.
const BYTES: [usize; 7] = [(2 << 20) - 200, 1 << 20, 900_000, 520_000, 400_000, 235_000, 155_000];

/// What it stands beside.
const GOOD: [(&str, &str); 3] = [
    ("entities.yaml", "- {id: actor, schema: Person, name: Actor}\n"),
    ("sources.yaml", "outlets: [{id: north-post, name: Post}]\n"),
    ("good.yaml", "title: T\npublisher: north-post\nurl: https://good.example/\npublished: 2024\n"),
];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [what, folder] = &arguments[..]
        && what == "load"
    {
        return load(Path::new(folder));
    }
    let mut over = 0;
    let sizes = BYTES.map(evil::all);
    for of_one_kind in (0..sizes[0].len()).map(|at| sizes.each_ref().map(|all| &all[at])) {
        let name = of_one_kind[0].name;
        if !arguments.is_empty() && !arguments.iter().any(|word| name.contains(word)) {
            continue;
        }
        let (milliseconds, kilobytes, words) = of_one_kind.map(cost).into_iter().max().expect("there are sizes");
        let mark = if milliseconds > MOST_MILLISECONDS || kilobytes > MOST_KILOBYTES { '!' } else { ' ' };
        over += usize::from(mark == '!');
        println!("{mark} {:<32} {milliseconds:>6} ms {:>5} MB  {words}", name.escape_debug(), kilobytes >> 10);
    }
    println!("{over} over {MOST_MILLISECONDS} ms or {} MB", MOST_KILOBYTES >> 10);
}

/// Milliseconds and kilobytes that a folder with this file takes, and what is said of it.
fn cost(evil: &evil::Evil) -> (u64, u64, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    GOOD.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).expect("written"));
    evil.put(folder.path());
    let this = env::current_exe().expect("this program");
    let output = Command::new(this).arg("load").arg(folder.path()).output().expect("a process");
    let said = String::from_utf8_lossy(&output.stdout);
    let mut fields = said.trim_end().splitn(3, ' ');
    let mut number = || fields.next().and_then(|field| field.parse::<u64>().ok()).unwrap_or(u64::MAX);
    let (milliseconds, kilobytes) = (number(), number());
    (milliseconds, kilobytes, fields.next().unwrap_or("it ended without a word").to_owned())
}

/// Loads a folder, and says what that cost and what is wrong in it.
fn load(folder: &Path) {
    let corpus = Folder::new(folder).load().expect("one file is good");
    let index = Index::new(&corpus);
    let lines: Vec<String> = corpus.problems().iter().map(ToString::to_string).collect();
    let first = lines.first().map_or("", |line| line.split_once(".yaml").map_or(line.as_str(), |(_, said)| said));
    let first: String = first.chars().take(90).collect();
    let words = index.word_count();
    println!("{} {} {words} words, {} problems{first}", milliseconds(), kilobytes(), lines.len());
}

/// Processor time of all threads so far.
fn milliseconds() -> u64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = |task: fs::DirEntry| -> Option<u64> {
        fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    tasks.filter_map(nanoseconds).sum::<u64>() / 1_000_000
}

/// The most memory that was in use.
fn kilobytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
