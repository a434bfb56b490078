//! Whether a file is the one that was read, told without reading it.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// The coarsest time stamps of common file systems are two seconds apart (FAT); one more for rounding.
const COARSE: Duration = Duration::from_secs(3);

/// What a file system says of a file. Any change of the file changes it: the time of a change of status cannot be set
/// by programs, so even a file of the same size with a time of modification that was put back is noticed.
///
/// What is written within one tick of the file system's clock leaves no other trace than what was read in it. So a file
/// that was changed right before it was read is not *settled*, and its stamp proves nothing, as with git's
/// [racily clean](https://git-scm.com/docs/racy-git) entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::corpus) struct Stamp {
    size: u64,
    /// Modification and change of status, in nanoseconds since 1970.
    modified: i64,
    changed: i64,
    inode: u64,
    settled: bool,
}

impl Stamp {
    /// The stamp of a file as it was found at `now`, before it was read.
    pub(in crate::corpus) fn of(found: &Metadata, now: SystemTime) -> Self {
        let nanoseconds = |seconds: i64, rest: i64| seconds.wrapping_mul(1_000_000_000).wrapping_add(rest);
        let modified = nanoseconds(found.mtime(), found.mtime_nsec());
        let changed = nanoseconds(found.ctime(), found.ctime_nsec());
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let ripe = now.checked_sub(COARSE).and_then(|ripe| i64::try_from(ripe.as_nanos()).ok());
        let settled = ripe.is_some_and(|ripe| modified < ripe && changed < ripe);
        Self { size: found.size(), modified, changed, inode: found.ino(), settled }
    }

    /// True where the file system says the same of a file now.
    pub(in crate::corpus) fn is_of(&self, found: &Metadata) -> bool {
        let now = Self::of(found, UNIX_EPOCH);
        Self { settled: now.settled, ..*self } == now
    }

    /// True where a file is proven to be what was read.
    pub(super) fn proves(&self, found: &Metadata) -> bool {
        self.settled && self.is_of(found)
    }

    /// The file's size in bytes.
    pub(super) fn size(&self) -> u64 {
        self.size
    }
}
