//! The cache of a large folder never changes the output.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

use crate::{Run, finished, program};

const LIST: [&str; 3] = ["list", "claims", "--json"];

/// Makes a folder that is large enough for a cache. One file has a mistake, another an unknown id.
fn large() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    put("entities.yaml", "- {id: anna, schema: Person, name: Anna}\n");
    put("sources.yaml", "outlets: [{id: post, name: Post}]\n");
    for at in 0..300 {
        let speaker = if at == 7 { "nobody" } else { "anna" };
        let kind = if at == 9 { "rumour" } else { "fact" };
        put(
            &format!("d{at}.yaml"),
            &format!(
                "title: Title {at}\npublisher: post\nurl: https://example.org/{at}\npublished: 2024\nclaims:\n  - id: a\n    \
                 text: Claim {at}\n    kind: {kind}\n    speaker: {speaker}\n"
            ),
        );
    }
    folder
}

fn list(folder: &Path, caches: &Path, options: &[&str]) -> Run {
    let mut program = program();
    program.env_remove("BRIEFING_NO_CACHE").env("XDG_CACHE_HOME", caches);
    finished(program.arg("--dir").arg(folder).args(LIST).args(options))
}

fn kept(caches: &Path) -> usize {
    fs::read_dir(caches.join("briefing")).map_or(0, Iterator::count)
}

#[test]
fn what_is_said_is_the_same_with_a_cache_and_without() {
    let (folder, caches) = (large(), tempfile::tempdir().expect("a folder"));
    let plain = list(folder.path(), caches.path(), &["--no-cache"]);
    assert_eq!(kept(caches.path()), 0, "nothing is kept where it is not wanted");
    assert_eq!(plain.out.lines().count(), 299);
    assert!(plain.err.contains("2 problems"), "{}", plain.err);
    for _ in 0..3 {
        let cached = list(folder.path(), caches.path(), &[]);
        assert_eq!((cached.out, cached.err, cached.code), (plain.out.clone(), plain.err.clone(), plain.code));
        assert_eq!(kept(caches.path()), 1);
    }
    let changed = fs::read_to_string(folder.path().join("d5.yaml")).expect("the file").replace("Claim 5", "Blame 5");
    fs::write(folder.path().join("d5.yaml"), changed).expect("written");
    assert!(list(folder.path(), caches.path(), &[]).out.contains("Blame 5"), "a file of the same size is noticed");
    fs::remove_dir_all(caches.path().join("briefing")).expect("a cache can be deleted");
    assert!(list(folder.path(), caches.path(), &[]).out.contains("Blame 5"));
}

#[test]
fn two_at_once_and_nowhere_to_write_change_nothing() {
    let (folder, caches) = (large(), tempfile::tempdir().expect("a folder"));
    let plain = list(folder.path(), caches.path(), &["--no-cache"]).out;
    thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| list(folder.path(), caches.path(), &[]).out)).collect();
        for run in runs {
            assert_eq!(run.join().expect("a run"), plain);
        }
    });
    assert_eq!(kept(caches.path()), 1, "nothing is left behind");
    let file = folder.path().join("entities.yaml");
    let nowhere = list(folder.path(), &file, &[]);
    assert_eq!(nowhere.out, plain);
    assert!(!nowhere.err.contains("cache"), "{}", nowhere.err);
}

#[test]
fn a_program_that_is_killed_while_it_writes_leaves_no_torn_cache() {
    let (folder, caches) = (large(), tempfile::tempdir().expect("a folder"));
    let plain = list(folder.path(), caches.path(), &["--no-cache"]).out;
    for _ in 0..5 {
        let mut child = Command::new(cargo_bin("briefing"))
            .env_remove("BRIEFING_NO_CACHE")
            .env("XDG_CACHE_HOME", caches.path())
            .arg("--dir")
            .arg(folder.path())
            .args(LIST)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // The first file in the folder is an unfinished cache, under a temporary name.
        while kept(caches.path()) == 0 && child.try_wait().expect("its state").is_none() {
            thread::yield_now();
        }
        child.kill().expect("it has not been waited for");
        child.wait().expect("it ends");
        assert_eq!(list(folder.path(), caches.path(), &[]).out, plain);
        fs::remove_dir_all(caches.path().join("briefing")).expect("something was kept");
    }
}
