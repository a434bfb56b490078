//! Time and memory that broken and hostile files take. Each is loaded beside good files, in a process of its own.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench evil             all of them
//! cargo bench --manifest-path benches/Cargo.toml --bench evil -- laughs   those with a word in their name
//! ```
//!
//! Time is the processor time of all threads, from the start of the process until the folder is loaded and indexed and
//! its problems are printed. Memory is the peak of the process. Of several sizes of a file the most expensive counts.
//! Figures above 500 ms or 256 MB are marked by `!`.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use briefing::load::Folder;
use briefing::search::Index;

#[path = "../tests/support/evil.rs"]
#[expect(dead_code, reason = "only the test compares the messages")]
mod evil;

/// Maximum processor time for one file, in milliseconds.
const MAX_MILLISECONDS: u64 = 500;
/// Maximum memory for one file, in kilobytes.
const MAX_KILOBYTES: u64 = 256 << 10;
/// Sizes of the large files: just below the limit for a file, and sizes at which many small values are still accepted.
const BYTES: [usize; 7] = [(2 << 20) - 200, 1 << 20, 900_000, 520_000, 400_000, 235_000, 155_000];

/// The good files beside it.
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
    for sizes_of_one in (0..sizes[0].len()).map(|at| sizes.each_ref().map(|all| &all[at])) {
        let name = sizes_of_one[0].name;
        if !arguments.is_empty() && !arguments.iter().any(|word| name.contains(word)) {
            continue;
        }
        let (milliseconds, kilobytes, words) = sizes_of_one.map(cost).into_iter().max().expect("there are sizes");
        let mark = if milliseconds > MAX_MILLISECONDS || kilobytes > MAX_KILOBYTES { '!' } else { ' ' };
        over += usize::from(mark == '!');
        println!("{mark} {:<32} {milliseconds:>6} ms {:>5} MB  {words}", name.escape_debug(), kilobytes >> 10);
    }
    println!("{over} over {MAX_MILLISECONDS} ms or {} MB", MAX_KILOBYTES >> 10);
}

/// Returns milliseconds and kilobytes for a folder with this file, and the messages about it.
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

/// Loads a folder, and prints time, memory and problems.
fn load(folder: &Path) {
    let corpus = Folder::new(folder).load().expect("one file is good");
    let index = Index::new(&corpus);
    let lines: Vec<String> = corpus.problems().iter().map(ToString::to_string).collect();
    let first = lines.first().map_or("", |line| line.split_once(".yaml").map_or(line.as_str(), |(_, said)| said));
    let first: String = first.chars().take(90).collect();
    let words = index.word_count();
    println!("{} {} {words} words, {} problems{first}", milliseconds(), kilobytes(), lines.len());
}

/// Returns the processor time of all threads so far, in milliseconds.
fn milliseconds() -> u64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = |task: fs::DirEntry| -> Option<u64> {
        fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    tasks.filter_map(nanoseconds).sum::<u64>() / 1_000_000
}

/// Returns the peak of memory in kilobytes.
fn kilobytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
