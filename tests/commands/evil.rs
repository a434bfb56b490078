//! A bad file affects nothing else: each kind alone beside good files, and all of them together.

use std::collections::BTreeSet;
use std::process::Command;

use briefing::corpus::Corpus;
use briefing::load::Folder;
use rayon::prelude::*;

use super::folders::lighthouse;
use super::run_in;

#[path = "../support/evil.rs"]
mod files;

use files::Evil;

/// Size of the large files. A parser without limits would fail on it, and an unoptimised test can still run it.
const BYTES: usize = 150_000;

/// Returns what is missing of the good files.
fn damage_to_good_files(corpus: &Corpus) -> Option<&'static str> {
    let entities = ["anna-holm", "coast-guard", "kvalness"].iter().all(|id| corpus.find_entity(id).is_some());
    let lighthouse = corpus.find_document("lighthouse");
    match lighthouse {
        _ if !entities => Some("the register is not there"),
        None => Some("the good document is not there"),
        Some(good) if corpus.claims_in(good).count() != 2 => Some("the good document lost claims"),
        Some(_) => None,
    }
}

/// Loads a file beside good ones. Returns what is not as it should be.
fn fault(evil: &Evil) -> Option<String> {
    let folder = lighthouse();
    evil.put(folder.path());
    let corpus = Folder::new(folder.path()).load().expect("there are good files");
    if let Some(wrong) = damage_to_good_files(&corpus) {
        return Some(format!("{:?}: {wrong}", evil.name));
    }
    let first = corpus.problems().first().map(ToString::to_string).unwrap_or_default();
    let said = first.split_once(".yaml").map_or("", |(_, said)| said);
    let is_said = if evil.message.is_empty() { first.is_empty() } else { said.starts_with(evil.message) };
    (!is_said).then(|| format!("{:?}: {first}", evil.name))
}

#[test]
fn each_costs_only_itself_and_is_listed_with_its_place() {
    let all = files::all(BYTES);
    assert!(all.len() > 140, "{}", all.len());
    let names: BTreeSet<_> = all.iter().map(|evil| evil.name).collect();
    assert_eq!(names.len(), all.len(), "each has a name of its own");
    let wrong: Vec<_> = all.par_iter().filter_map(fault).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_of_them_together_leave_the_good_ones_alone() {
    let folder = lighthouse();
    let all = files::all(2000);
    for evil in &all {
        evil.put(folder.path());
    }
    let checked = run_in(folder.path(), &["check"]);
    assert_eq!((checked.code, checked.err.as_str()), (1, ""));
    let last = checked.out.lines().last().unwrap_or_default();
    let bad = all.iter().filter(|evil| !evil.message.is_empty()).count();
    assert!(last.contains(&format!("in {bad} files")), "{last}");
    let listed = run_in(folder.path(), &["show", "lighthouse#dark"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
}

/// Maximum processor time for one file in milliseconds, in an optimised program.
const MAX_MILLISECONDS: u64 = 500;
/// Factor of the time limit for an unoptimised program. It is no promise, but finds time that grows without bounds.
const UNOPTIMISED_TIME: u64 = 12;
/// Maximum writable memory in kilobytes (`RLIMIT_DATA`). `RLIMIT_AS` would also count what the allocator reserves and
/// never touches, which varies from run to run.
const MAX_KILOBYTES: u64 = 256 << 10;
/// Factor of the memory limit for an unoptimised program, whose code and stacks are larger.
const UNOPTIMISED_MEMORY: u64 = 2;

/// Checks a folder with this file and good ones by the real program, under limits of the system. Returns the limit that
/// was exceeded. The time is the processor time that the shell's `times` reports for its children.
fn over_budget(evil: &Evil) -> Option<String> {
    let (slower, larger) = if cfg!(debug_assertions) { (UNOPTIMISED_TIME, UNOPTIMISED_MEMORY) } else { (1, 1) };
    let most = MAX_MILLISECONDS * slower;
    let folder = lighthouse();
    evil.put(folder.path());
    let limits = format!("ulimit -d {}; ulimit -t {}", MAX_KILOBYTES * larger, most.div_ceil(1000) + 1);
    let run = Command::new("sh")
        .args(["-c", &format!("{limits}; \"$0\" check \"$1\" >/dev/null; echo $?; times")])
        .arg(assert_cmd::cargo::cargo_bin("briefing"))
        .arg(folder.path())
        .env("BRIEFING_NO_CACHE", "1")
        .env_remove("BRIEFING_SOURCES")
        .output()
        .expect("POSIX has a shell");
    let out = String::from_utf8_lossy(&run.stdout);
    let mut lines = out.lines();
    let status = lines.next().unwrap_or_default();
    let took: u64 = lines.nth(1).unwrap_or_default().split(' ').filter_map(milliseconds).sum();
    let ended = matches!(status, "0" | "1");
    (!ended || took > most).then(|| {
        format!("{:?}: status {status}, {took} ms: {}", evil.name, String::from_utf8_lossy(&run.stderr).trim())
    })
}

/// Parses a time of the form `0m0.250s`.
fn milliseconds(time: &str) -> Option<u64> {
    let (minutes, seconds) = time.strip_suffix('s')?.split_once('m')?;
    let (seconds, part) = seconds.split_once(['.', ','])?;
    let part: u64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    Some((minutes.parse::<u64>().ok()? * 60 + seconds.parse::<u64>().ok()?) * 1000 + part)
}

#[test]
fn each_takes_little_time_and_memory() {
    assert_eq!(milliseconds("1m2.030s"), Some(62_030));
    let largest = (2 << 20) - 200;
    let sizes = if cfg!(debug_assertions) { &[BYTES][..] } else { &[BYTES, 400_000, largest][..] };
    for bytes in sizes {
        let over: Vec<_> = files::all(*bytes).par_iter().filter_map(over_budget).collect();
        assert!(over.is_empty(), "of {bytes} bytes:\n{}", over.join("\n"));
    }
}
