//! How much room caches take: the longest unused go first.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::load::cache::container::UNFINISHED;

/// Bytes that all caches have together at the most. A folder of 10,000 briefings takes 55 MB.
pub(crate) const MOST: u64 = 512 << 20;
/// What a program left unfinished that long ago will not be finished any more.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// Notes that a cache was used now.
pub(crate) fn used(path: &Path) {
    // Where it cannot be noted, the cache goes a little earlier.
    let _ = fs::File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// Makes room in the folder of caches, which are to have at most so many bytes; the one at `fresh` stays.
pub(crate) fn make(folder: &Path, fresh: &Path, most: u64) {
    let now = SystemTime::now();
    let mut caches: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(found) = entry.metadata() else { continue };
        let used = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            if now.duration_since(used).is_ok_and(|age| age > ABANDONED) {
                let _ = fs::remove_file(path);
            }
        } else if path.extension().is_some_and(|ending| ending == "cache") {
            let used = if path == fresh { SystemTime::now().max(used) } else { used };
            caches.push((used, found.len(), path));
        }
    }
    caches.sort();
    let mut all: u64 = caches.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in caches {
        if all <= most || path == fresh {
            break;
        }
        // Another instance may have been quicker.
        let _ = fs::remove_file(path);
        all -= length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unused_go_first_and_nothing_else_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = SystemTime::now();
        let file = |name: &str, hours: u64| {
            let path = folder.path().join(name);
            fs::write(&path, [0; 100]).expect("written");
            let then = now - Duration::from_secs(hours * 3600);
            fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(then)).expect("set back");
            path
        };
        let fresh = file("fresh.cache", 9);
        file("old.cache", 3);
        file("older.cache", 5);
        file("newer.cache", 1);
        file("notes.txt", 100);
        file(".unfinished-a", 0);
        file(".unfinished-b", 2);
        make(folder.path(), &fresh, 200);
        let entries = fs::read_dir(folder.path()).expect("a folder").flatten();
        let mut left: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        left.sort();
        assert_eq!(left, [".unfinished-a", "fresh.cache", "newer.cache", "notes.txt"]);
        make(folder.path(), &fresh, 0);
        assert!(fresh.exists() && !folder.path().join("newer.cache").exists());
    }

    #[test]
    fn a_cache_that_was_used_is_not_the_longest_unused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.cache");
        fs::write(&path, "").expect("written");
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(old)).expect("set back");
        used(&path);
        assert!(fs::metadata(&path).and_then(|found| found.modified()).expect("a time") > old);
    }
}
