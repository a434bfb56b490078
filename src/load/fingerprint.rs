//! Whether a file is the one that was read, told without reading it.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::load::cache::container;

/// Nanoseconds between two time stamps of the coarsest common file system: two seconds (FAT), and one more for rounding.
const COARSE: i64 = 3_000_000_000;

/// What a file system says of a file. Any change of the file changes it: the time of a change of status cannot be set
/// by programs, so even a file of the same size with a time of modification that was put back is noticed.
///
/// What is written within one tick of the file system's clock leaves no other trace than what was read in it. So a file
/// that was changed right before it was read is not *settled*, and its stamp proves nothing, as with git's
/// [racily clean](https://git-scm.com/docs/racy-git) entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    size: u64,
    /// Modification and change of status, in nanoseconds since 1970.
    modified: i64,
    changed: i64,
    device: u64,
    inode: u64,
    settled: bool,
}

impl Stamp {
    /// The stamp of a file as it was found before it was read. It is not settled yet.
    pub(crate) fn of(found: &Metadata) -> Self {
        Self {
            size: found.size(),
            modified: nanoseconds(found.mtime(), found.mtime_nsec()),
            changed: nanoseconds(found.ctime(), found.ctime_nsec()),
            device: found.dev(),
            inode: found.ino(),
            settled: false,
        }
    }

    /// The same stamp, settled where its file had not changed for a while at a time before it was read. Times of
    /// different file systems are not compared: a file server has a clock of its own.
    pub(crate) fn settled_by(self, clock: Option<Clock>) -> Self {
        let ripe = clock.filter(|clock| clock.device == self.device).map(|clock| clock.time.saturating_sub(COARSE));
        Self { settled: ripe.is_some_and(|ripe| self.modified < ripe && self.changed < ripe), ..self }
    }

    /// True where the file system says the same of a file now.
    pub(crate) fn is_of(&self, found: &Metadata) -> bool {
        self.is_same(Self::of(found))
    }

    fn is_same(&self, now: Self) -> bool {
        Self { settled: now.settled, ..*self } == now
    }

    /// True where a file is proven to be what was read.
    pub(crate) fn proves(&self, found: &Metadata) -> bool {
        self.settled && self.is_of(found)
    }

    /// The file's size in bytes.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }
}

/// What time it was, by the clock that a file system has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    device: u64,
    /// In nanoseconds since 1970.
    time: i64,
}

impl Clock {
    /// The time of the file system that a folder is in: that of a file which is made there, and removed again.
    pub(crate) fn of(folder: &Path) -> io::Result<Self> {
        let file = container::unfinished(folder)?;
        Ok(Self::at(&file.as_file().metadata()?))
    }

    /// The time at which a file was modified.
    pub(crate) fn at(found: &Metadata) -> Self {
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
    const FOUND: Stamp = Stamp { size: 3, modified: NOW, changed: NOW, device: 1, inode: 7, settled: false };

    fn is_settled(stamp: Stamp, device: u64, time: i64) -> bool {
        stamp.settled_by(Some(Clock { device, time })).settled
    }

    #[test]
    fn a_file_is_settled_when_both_its_times_are_past() {
        for (modified, changed, settled) in
            [(NOW, NOW, false), (NOW - HOUR, NOW, false), (NOW, NOW - HOUR, false), (NOW - HOUR, NOW - HOUR, true)]
        {
            assert_eq!(is_settled(Stamp { modified, changed, ..FOUND }, 1, NOW + SECOND), settled);
        }
        assert!(!is_settled(FOUND, 1, NOW + COARSE));
        assert!(is_settled(FOUND, 1, NOW + COARSE + 1));
        assert!(!FOUND.settled_by(None).settled);
    }

    /// The file was changed a second ago by the clock of its server, which is an hour behind or ahead.
    #[test]
    fn a_file_server_is_asked_by_its_own_clock() {
        for skew in [-HOUR, HOUR] {
            let served = Stamp { modified: NOW + skew, changed: NOW + skew, device: 2, ..FOUND };
            assert!(!is_settled(served, 2, NOW + skew + SECOND), "a second ago there");
            assert!(!is_settled(served, 1, NOW + SECOND), "the clock here says nothing of it");
            assert!(is_settled(served, 2, NOW + skew + HOUR));
        }
    }

    #[test]
    fn every_part_of_a_stamp_tells_files_apart() {
        assert!(FOUND.settled_by(Some(Clock { device: 1, time: NOW + HOUR })).is_same(FOUND));
        for other in [
            Stamp { size: 4, ..FOUND },
            Stamp { modified: NOW + 1, ..FOUND },
            Stamp { changed: NOW + 1, ..FOUND },
            Stamp { device: 2, ..FOUND },
            Stamp { inode: 8, ..FOUND },
        ] {
            assert!(!FOUND.is_same(other), "{other:?}");
        }
    }
}
