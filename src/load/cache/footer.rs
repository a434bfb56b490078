//! The footer of a cache file: what it was made of, and where its blocks are.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::load::cache::container::BlockRef;
use crate::load::fingerprint::{FileFingerprint, FileVersion};

/// What a cache file says of itself. It is at the end, since the positions of the blocks are known only then.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CacheFooter<'a> {
    pub(super) build: ProgramBuild,
    /// The canonical path of the folder of briefings.
    #[serde(borrow)]
    pub(super) folder: &'a str,
    /// The ids of the entities that claims mention, by number.
    #[serde(borrow)]
    pub(super) entities: Vec<&'a str>,
    /// The ids of the origins that claims mention, by number.
    #[serde(borrow)]
    pub(super) origins: Vec<&'a str>,
    /// The name of each register's file, its version, and the block with its records.
    #[serde(borrow)]
    pub(super) registers: Vec<(&'a str, FileVersion, BlockRef)>,
    /// The newest documents first.
    pub(super) batches: Vec<CachedBatch<'a>>,
    /// All references, if the folder has no problems.
    pub(super) references: Option<Vec<BlockRef>>,
}

/// Documents that share a block.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CachedBatch<'a> {
    pub(super) block: BlockRef,
    /// Number of bytes of text at the beginning of the block. The records follow.
    pub(super) text_bytes: usize,
    /// The name and version of each document's file, in the order of the records.
    #[serde(borrow)]
    pub(super) files: Vec<(&'a str, FileVersion)>,
}

/// The build that wrote a cache. Another build may give the same bytes another meaning.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ProgramBuild {
    version: String,
    /// Also tells apart builds of one version.
    executable: Option<FileFingerprint>,
}

impl ProgramBuild {
    /// Returns the running build.
    pub(super) fn current() -> Self {
        let executable = std::env::current_exe().and_then(fs::metadata);
        let executable = executable.ok().map(|found| FileFingerprint::new(&found));
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), executable }
    }
}

impl<'a> CacheFooter<'a> {
    /// Parses a footer. Returns `None` if another build wrote it, or if it belongs to another folder.
    pub(super) fn parse(bytes: &'a [u8], folder: &Path) -> Option<Self> {
        let footer: Self = postcard::from_bytes(bytes).ok()?;
        let matches = footer.build == ProgramBuild::current() && Some(footer.folder) == folder.to_str();
        matches.then_some(footer)
    }
}
