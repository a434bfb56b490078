//! What was read of a large folder, kept for the next time, so that only files that have changed are read again.
//!
//! One file for each folder of briefings. It holds the checked documents and registers in which nothing was wrong, as the
//! files have them and, where nothing is wrong in all of the folder, what refers to what. A corpus is the same with a
//! cache and without one, its problems included; it is only there sooner:
//!
//! - where no file has changed ([`unchanged`]), references and registers are taken from the cache, and a document is read
//!   from there when somebody looks at it ([`shelf`]);
//! - else ([`recall`]) the documents that are still the same are taken from it, and everything that files say about each
//!   other is worked out anew.
//!
//! | promise | how it is kept |
//! |---|---|
//! | never stale | a file is taken from it only where its size, times, device and inode are what they were; where they are not, or where the file was so young when it was read that a later change might not show in its times, its content is compared ([`Stamp`]). How young it was is told by the clock of its file system; where the cache is in another one, contents are always compared |
//! | checked before it is trusted | the file must be the user's own and written by this very program; every block has a hash; every word goes through the constructors that the words of files go through; and references lead to records that exist |
//! | old or new, never torn | it is written beside, then renamed; what a crash leaves is found out by the hashes |
//! | harmless | it may be deleted at any time, also while it is used; what goes wrong with it is not worth a word, and costs time only. Where it is overwritten while a document is still in it, the document's file is read instead; where that has changed too, it is said that the document is lost |
//! | bounded | all caches together have at most [`eviction::MOST`] bytes; the longest unused make room |
//!
//! Called by [`loading`](crate::load::listing) alone.

pub(crate) mod container;
pub(crate) mod document;
pub(crate) mod eviction;
pub(crate) mod lazy_batch;
pub(crate) mod reader;
pub(crate) mod references;
pub(crate) mod register;
pub(crate) mod snapshot;
pub(crate) mod writer;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::briefing::{Digest, DocumentId, digest};
use crate::load::cache::container::Block;
pub(crate) use crate::load::cache::reader::Recalled;
pub use crate::load::cache::writer::Unsaved;
use crate::load::fingerprint::Clock;
pub(crate) use crate::load::fingerprint::Stamp;
use crate::load::folder::Taken;
use crate::yaml;

/// Documents in one block: enough to be worth a call, few enough to be shared out among cores.
const BATCH: usize = 64;
/// So many batches behind the first take long enough to be noticed; in tests, even small folders do.
const LONG: usize = if cfg!(test) { 1 } else { 32 };
/// The cache is written anew when more than one in so many documents was not found in it.
const TOLERATED: usize = 256;
/// Where more than one in so many documents is not proven to be what it was, it is not worth a try to tell that of all of
/// them; in tests, files are too young to be proven.
const UNPROVEN: usize = if cfg!(test) { 1 } else { 256 };

/// How to tell that a file is what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) stamp: Stamp,
    pub(crate) digest: Digest,
}

/// The cache of one folder of briefings.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    /// The file it is in.
    path: PathBuf,
    /// The folder whose it is.
    folder: PathBuf,
    /// The time in the cache's file system before any file was read that is compared with it.
    clock: OnceLock<Option<Clock>>,
}

/// What a cache file says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Index<'a> {
    program: Program,
    /// The folder whose it is.
    #[serde(borrow)]
    folder: &'a str,
    /// Whom the claims name, by the numbers they are named by.
    #[serde(borrow)]
    entities: Vec<&'a str>,
    #[serde(borrow)]
    origins: Vec<&'a str>,
    /// The registers, and the block that each is in.
    #[serde(borrow)]
    registers: Vec<(&'a str, Seen, Block)>,
    /// The newest documents first.
    batches: Vec<Batch<'a>>,
    /// How all of these refer to each other, where nothing is wrong with that.
    references: Option<Vec<Block>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Batch<'a> {
    block: Block,
    /// Bytes at the block's beginning that are words; behind them are the records.
    words: usize,
    /// The files whose documents are in the block, in this order.
    #[serde(borrow)]
    files: Vec<(&'a str, Seen)>,
}

/// The program that wrote a cache. Another one may mean something else by the same bytes.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Program {
    version: String,
    /// Also where it was only built anew.
    executable: Option<Stamp>,
}

impl Program {
    fn this() -> Self {
        let executable = std::env::current_exe().and_then(fs::metadata);
        let executable = executable.ok().map(|found| Stamp::of(&found));
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), executable }
    }
}

impl Cache {
    /// The cache of the folder of briefings at `folder`, among `caches`. There is none for what has no plain name.
    pub(crate) fn of(caches: &Path, folder: &Path) -> Option<Self> {
        let folder = fs::canonicalize(folder).ok()?;
        let name = format!("{:032x}.cache", digest(folder.to_str()?.as_bytes()));
        Some(Self { path: caches.join(name), folder, clock: OnceLock::new() })
    }

    /// How to tell a file from now on of which this was seen, after the time was [noted](Cache::note_time).
    pub(crate) fn settled(&self, seen: Seen) -> Seen {
        Seen { stamp: seen.stamp.settled_by(self.clock()), ..seen }
    }

    /// Notes the time, by which files are settled that are read from now on.
    pub(crate) fn note_time(&self) {
        self.clock();
    }

    fn clock(&self) -> Option<Clock> {
        *self.clock.get_or_init(|| Clock::of(self.path.parent()?).ok())
    }

    /// How to tell the file from now on, if it still has the content that was seen.
    fn current(&self, path: &Path, seen: &Seen) -> Option<Seen> {
        let found = fs::metadata(path).ok()?;
        if seen.stamp.proves(&found) {
            return Some(*seen);
        }
        if found.len() != seen.stamp.size() {
            return None;
        }
        self.note_time();
        let taken = Taken::from(path, yaml::MAX_BYTES).ok()??;
        let same = digest(&taken.bytes) == seen.digest;
        same.then_some(self.settled(Seen { stamp: taken.stamp?, digest: seen.digest }))
    }

    /// What the cache says of itself, if it is this program's and of this folder.
    fn index<'a>(&self, bytes: &'a [u8]) -> Option<Index<'a>> {
        let index: Index<'a> = postcard::from_bytes(bytes).ok()?;
        let mine = index.program == Program::this() && Some(index.folder) == self.folder.to_str();
        mine.then_some(index)
    }
}

/// The document that is in the file of a name.
fn document_id(name: &str) -> Option<DocumentId> {
    DocumentId::parse(Path::new(name).file_stem()?.to_str()?)
}

#[cfg(test)]
mod tests;
