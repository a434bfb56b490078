//! What a file was read from, for finding places in it once something turns out to be wrong.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::yaml;

/// A file's content, told by its XXH3 hash of 128 bits: two files that differ by accident have different ones.
pub type Digest = u128;

/// The digest of a file's bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

/// The text a file was read from.
#[derive(Clone, Debug)]
pub enum SourceText {
    /// It is at hand.
    Held(Arc<str>),
    /// It is read again when it is asked for, which happens only where something is wrong: the texts of thousands of
    /// files are most of what they would need in memory.
    OnDisk {
        /// Where.
        path: Arc<Path>,
        /// What it must be. Where it has become something else, places in it mean nothing.
        digest: Digest,
    },
}

impl SourceText {
    /// The text; empty where it is not what was read any more, and where it was none.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Held(text) => Cow::Borrowed(text),
            Self::OnDisk { path, digest: read } => {
                let bytes = fs::read(path).ok().filter(|bytes| digest(bytes) == *read);
                bytes.and_then(|bytes| yaml::text(bytes).ok()).unwrap_or_default().into()
            }
        }
    }
}

impl Default for SourceText {
    fn default() -> Self {
        Self::Held("".into())
    }
}
