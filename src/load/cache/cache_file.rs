//! The cache file of one folder: where it is, and whether a file of the folder is still the one that was cached.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::briefing::digest;
use crate::load::cache::container::create_temporary;
use crate::load::fingerprint::{FileSystemTime, FileVersion};
use crate::load::read_file::ReadFile;
use crate::yaml;

/// Constants of the cache that only show in large folders. Tests make them smaller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CacheTuning {
    /// Minimum number of batches after the first for which a preview is worth its time. 32 batches are 2,048 documents,
    /// which take long enough to be noticed.
    pub(crate) min_batches_for_preview: usize,
    /// If more than 1 in this many files is not proven to be unchanged, their contents are not compared one by one for
    /// a snapshot. That would take as long as reading the documents, which compares them anyway.
    pub(crate) files_per_unproven: usize,
}

impl Default for CacheTuning {
    fn default() -> Self {
        Self { min_batches_for_preview: 32, files_per_unproven: 256 }
    }
}

/// The cache file of one folder of briefings. It need not exist.
#[derive(Clone, Debug)]
pub(crate) struct CacheFile {
    pub(super) path: PathBuf,
    /// The canonical path of the folder of briefings.
    pub(super) folder: PathBuf,
    pub(super) tuning: CacheTuning,
    /// The time in the cache's file system, taken before any file is read or compared.
    clock: OnceLock<Option<FileSystemTime>>,
}

impl CacheFile {
    /// Names the cache file of `folder` in the folder `caches`. Returns `None` if the path of `folder` is not UTF-8.
    pub(crate) fn new(caches: &Path, folder: &Path, tuning: CacheTuning) -> Option<Self> {
        let folder = fs::canonicalize(folder).ok()?;
        let name = format!("{:032x}.cache", digest(folder.to_str()?.as_bytes()));
        Some(Self { path: caches.join(name), folder, tuning, clock: OnceLock::new() })
    }

    /// Returns the version, with a trusted fingerprint if the file was old enough. The file must have been read after
    /// [`note_time`](Self::note_time).
    pub(crate) fn trusted(&self, version: FileVersion) -> FileVersion {
        FileVersion { fingerprint: version.fingerprint.trusted_by(self.clock()), ..version }
    }

    /// Takes the time by which files that are read from now on are trusted.
    pub(crate) fn note_time(&self) {
        self.clock();
    }

    fn clock(&self) -> Option<FileSystemTime> {
        *self.clock.get_or_init(|| {
            let file = create_temporary(self.path.parent()?).ok()?;
            Some(FileSystemTime::from_modified(&file.as_file().metadata().ok()?))
        })
    }

    /// Returns the present version of a file, or `None` if its content is not the cached one.
    pub(super) fn current(&self, path: &Path, cached: &FileVersion) -> Option<FileVersion> {
        let found = fs::metadata(path).ok()?;
        if cached.fingerprint.proves(&found) {
            return Some(*cached);
        }
        if found.len() != cached.fingerprint.size() {
            return None;
        }
        self.note_time();
        let file = ReadFile::new(path, yaml::MAX_BYTES).ok()??;
        let same = digest(&file.bytes) == cached.digest;
        same.then_some(self.trusted(FileVersion { fingerprint: file.fingerprint?, digest: cached.digest }))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tempfile::TempDir;

    use super::*;
    use crate::load::fingerprint::FileFingerprint;

    /// A file's fingerprint as if the file had been read long after it was written.
    fn trusted(path: &Path) -> FileFingerprint {
        let found = fs::metadata(path).expect("a file");
        // Another file in the same file system was changed an hour later.
        let later = tempfile::NamedTempFile::new_in(path.parent().expect("a folder")).expect("a file");
        let time = found.modified().expect("a time") + Duration::from_secs(3600);
        later.as_file().set_modified(time).expect("set forward");
        let later = FileSystemTime::from_modified(&later.as_file().metadata().expect("a file"));
        FileFingerprint::new(&found).trusted_by(Some(later))
    }

    /// The cache of a folder, in that folder.
    fn cache_of(folder: &TempDir) -> CacheFile {
        CacheFile::new(folder.path(), folder.path(), CacheTuning::default()).expect("a plain name")
    }

    #[test]
    fn a_fingerprint_is_trusted_only_if_it_proves_something() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "one").expect("written");
        let of_another = digest(b"two");
        let version = FileVersion { fingerprint: trusted(&path), digest: of_another };
        let cache = cache_of(&folder);
        assert_eq!(cache.current(&path, &version), Some(version), "it is not even opened");
        let found = fs::metadata(&path).expect("a file");
        let young = cache.trusted(FileVersion { fingerprint: FileFingerprint::new(&found), digest: of_another });
        assert_eq!(cache.current(&path, &young), None, "its content is compared");
        let right = FileVersion { digest: digest(b"one"), ..young };
        assert_eq!(cache.current(&path, &right).map(|now| now.digest), Some(right.digest));
    }

    #[test]
    fn a_file_of_the_same_size_whose_time_was_put_back_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "one").expect("written");
        let version = FileVersion { fingerprint: trusted(&path), digest: digest(b"one") };
        let modified = fs::metadata(&path).and_then(|found| found.modified()).expect("a time");
        // A change within one tick of the clock would not show, which is why young fingerprints are not trusted.
        while version.fingerprint.matches(&fs::metadata(&path).expect("a file")) {
            fs::write(&path, "two").expect("written");
            fs::File::options()
                .append(true)
                .open(&path)
                .and_then(|file| file.set_modified(modified))
                .expect("put back");
        }
        assert_eq!(fs::metadata(&path).and_then(|found| found.modified()).expect("a time"), modified);
        let cache = cache_of(&folder);
        assert_eq!(cache.current(&path, &version), None);
        fs::write(&path, "one").expect("written");
        assert_eq!(
            cache.current(&path, &version).map(|now| now.digest),
            Some(version.digest),
            "its content is the same"
        );
        fs::remove_file(&path).expect("removed");
        assert_eq!(cache.current(&path, &version), None);
    }
}
