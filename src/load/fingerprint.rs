//! Fingerprints of files: whether a file is the one that was read, without reading it again.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

use serde::{Deserialize, Serialize};

use crate::briefing::Digest;

/// Nanoseconds between two time stamps of the coarsest common file system: two seconds (FAT), and one more for rounding.
const COARSEST_TICK: i64 = 3_000_000_000;

/// What a file system records about a file. Any change of the file changes it.
///
/// Programs cannot set the time of a status change. So even a change that keeps the size and puts the time of
/// modification back is noticed.
///
/// A change within one tick of the file system's clock may leave no trace. So a file that was changed right before it
/// was read is not *trusted*: its fingerprint proves nothing. Git calls such entries
/// [racily clean](https://git-scm.com/docs/racy-git).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileFingerprint {
    size: u64,
    /// Time of modification, in nanoseconds since 1970.
    modified: i64,
    /// Time of the last change of content or status, in nanoseconds since 1970.
    changed: i64,
    device: u64,
    inode: u64,
    trusted: bool,
}

impl FileFingerprint {
    /// Takes the fingerprint of a file, before the file is read. It is not trusted yet.
    pub(crate) fn new(found: &Metadata) -> Self {
        Self {
            size: found.size(),
            modified: nanoseconds(found.mtime(), found.mtime_nsec()),
            changed: nanoseconds(found.ctime(), found.ctime_nsec()),
            device: found.dev(),
            inode: found.ino(),
            trusted: false,
        }
    }

    /// Returns the fingerprint, trusted if the file had not changed for a while at a time before it was read. The time
    /// must come from the same file system, because a file server has a clock of its own.
    pub(crate) fn trusted_by(self, clock: Option<FileSystemTime>) -> Self {
        let now = clock.filter(|clock| clock.device == self.device);
        let oldest_tick = now.map(|clock| clock.time.saturating_sub(COARSEST_TICK));
        Self { trusted: oldest_tick.is_some_and(|tick| self.modified < tick && self.changed < tick), ..self }
    }

    /// Returns whether the file system records the same about a file now.
    pub(crate) fn matches(&self, found: &Metadata) -> bool {
        self.is_same(Self::new(found))
    }

    fn is_same(&self, now: Self) -> bool {
        Self { trusted: now.trusted, ..*self } == now
    }

    /// Returns whether a file is certainly the one that was read.
    pub(crate) fn proves(&self, found: &Metadata) -> bool {
        self.trusted && self.matches(found)
    }

    /// Returns the file's size in bytes.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }
}

/// The content that a file had, and the fingerprint by which to recognise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileVersion {
    pub(crate) fingerprint: FileFingerprint,
    pub(crate) digest: Digest,
}

/// A time by the clock of a file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileSystemTime {
    device: u64,
    /// In nanoseconds since 1970.
    time: i64,
}

impl FileSystemTime {
    /// Returns the time at which a file was modified. A file that was just created shows the current time.
    pub(crate) fn from_modified(found: &Metadata) -> Self {
        Self { device: found.dev(), time: nanoseconds(found.mtime(), found.mtime_nsec()) }
    }
}

fn nanoseconds(seconds: i64, rest: i64) -> i64 {
    seconds.wrapping_mul(1_000_000_000).wrapping_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000_000;
    const HOUR: i64 = 3600 * SECOND;
    const NOW: i64 = 1_700_000_000 * SECOND;
    const FOUND: FileFingerprint =
        FileFingerprint { size: 3, modified: NOW, changed: NOW, device: 1, inode: 7, trusted: false };

    fn is_trusted(fingerprint: FileFingerprint, device: u64, time: i64) -> bool {
        fingerprint.trusted_by(Some(FileSystemTime { device, time })).trusted
    }

    #[test]
    fn a_file_is_trusted_when_both_its_times_are_past() {
        for (modified, changed, trusted) in
            [(NOW, NOW, false), (NOW - HOUR, NOW, false), (NOW, NOW - HOUR, false), (NOW - HOUR, NOW - HOUR, true)]
        {
            assert_eq!(is_trusted(FileFingerprint { modified, changed, ..FOUND }, 1, NOW + SECOND), trusted);
        }
        assert!(!is_trusted(FOUND, 1, NOW + COARSEST_TICK));
        assert!(is_trusted(FOUND, 1, NOW + COARSEST_TICK + 1));
        assert!(!FOUND.trusted_by(None).trusted);
    }

    /// The file was changed a second ago by the clock of its server, which is an hour behind or ahead.
    #[test]
    fn a_file_server_is_asked_by_its_own_clock() {
        for skew in [-HOUR, HOUR] {
            let served = FileFingerprint { modified: NOW + skew, changed: NOW + skew, device: 2, ..FOUND };
            assert!(!is_trusted(served, 2, NOW + skew + SECOND), "a second ago there");
            assert!(!is_trusted(served, 1, NOW + SECOND), "the local clock proves nothing");
            assert!(is_trusted(served, 2, NOW + skew + HOUR));
        }
    }

    #[test]
    fn every_part_of_a_fingerprint_tells_files_apart() {
        assert!(FOUND.trusted_by(Some(FileSystemTime { device: 1, time: NOW + HOUR })).is_same(FOUND));
        for other in [
            FileFingerprint { size: 4, ..FOUND },
            FileFingerprint { modified: NOW + 1, ..FOUND },
            FileFingerprint { changed: NOW + 1, ..FOUND },
            FileFingerprint { device: 2, ..FOUND },
            FileFingerprint { inode: 8, ..FOUND },
        ] {
            assert!(!FOUND.is_same(other), "{other:?}");
        }
    }

    #[test]
    fn a_fingerprint_holds_what_the_file_system_records() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "three").expect("written");
        let found = file.as_file().metadata().expect("metadata");
        let FileFingerprint { size, modified, changed, device, inode, trusted } = FileFingerprint::new(&found);
        assert_eq!((size, device, inode, trusted), (5, found.dev(), found.ino(), false));
        let since_1970 = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).expect("after 1970");
        let expected = since_1970(found.modified().expect("a time")).as_nanos();
        assert_eq!(u128::try_from(modified), Ok(expected));
        assert_eq!(changed / SECOND, found.ctime());
        assert!(inode > 0 && size > 0);
    }
}
