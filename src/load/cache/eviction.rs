//! Limits the size of all caches together by removing the least recently used.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::load::cache::container::TEMPORARY_PREFIX;

/// Maximum number of bytes of all caches together. The cache of 10,000 briefings has 55 MB.
pub(crate) const MAX_TOTAL_BYTES: u64 = 512 << 20;
/// Age after which a temporary file is removed, since the program that wrote it must have crashed.
const ABANDONED_AFTER: Duration = Duration::from_secs(60 * 60);

/// Marks a cache as used now.
pub(crate) fn mark_used(path: &Path) {
    // An error only means that the cache is removed somewhat earlier.
    let _ = fs::File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// Removes the least recently used caches in a folder until all have at most `max_total` bytes. Never removes `newest`.
pub(crate) fn evict(folder: &Path, newest: &Path, max_total: u64) {
    let now = SystemTime::now();
    let mut caches: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(found) = entry.metadata() else { continue };
        let used = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY_PREFIX) {
            if now.duration_since(used).is_ok_and(|age| age > ABANDONED_AFTER) {
                let _ = fs::remove_file(path);
            }
        } else if path.extension().is_some_and(|ending| ending == "cache") {
            let used = if path == newest { SystemTime::now().max(used) } else { used };
            caches.push((used, found.len(), path));
        }
    }
    caches.sort();
    let mut total: u64 = caches.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in caches {
        if total <= max_total || path == newest {
            break;
        }
        // Another instance may have removed it first.
        let _ = fs::remove_file(path);
        total -= length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_go_first_and_nothing_else_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = SystemTime::now();
        let file = |name: &str, hours: u64| {
            let path = folder.path().join(name);
            fs::write(&path, [0; 100]).expect("written");
            let then = now - Duration::from_secs(hours * 3600);
            fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(then)).expect("set back");
            path
        };
        let newest = file("newest.cache", 9);
        file("old.cache", 3);
        let older = file("older.cache", 5);
        file("newer.cache", 1);
        file("notes.txt", 100);
        file(".unfinished-a", 0);
        file(".unfinished-b", 2);
        mark_used(&older);
        evict(folder.path(), &newest, 300);
        let entries = fs::read_dir(folder.path()).expect("a folder").flatten();
        let mut left: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        left.sort();
        assert_eq!(left, [".unfinished-a", "newer.cache", "newest.cache", "notes.txt", "older.cache"]);
        evict(folder.path(), &newest, 200);
        assert!(older.exists() && !folder.path().join("newer.cache").exists(), "it was used last");
        evict(folder.path(), &newest, 0);
        assert!(newest.exists() && !older.exists());
    }
}
