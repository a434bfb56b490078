//! A cache of what was read in a large folder, so that only changed files are read again.
//!
//! There is one cache file for each folder of briefings. It holds the documents and registers without problems, as the
//! files have them. If the whole folder has no problems, it also holds all references. A cache does not change the
//! corpus or its problems. It only saves time:
//!
//! - If no file has changed, [`snapshot`] takes references and registers from the cache. Each document is read from there
//!   when it is first used ([`lazy_batch`]).
//! - Otherwise, [`reader`] takes the unchanged documents, and all references are resolved again.
//!
//! | promise | how it is kept |
//! |---|---|
//! | never stale | A file is taken from the cache only if its size, times, device and inode are unchanged. If they are not, or if the file was so young when it was read that a later change might not show, its content is compared ([`FileFingerprint`](crate::load::fingerprint::FileFingerprint)). Its age is measured by the clock of its file system. If the cache is in another file system, contents are always compared. |
//! | checked before it is trusted | The file must belong to the user, and must have been written by this very build. Every block has a hash. All text goes through the same constructors as text from files. All references must lead to records that exist. |
//! | old or new, never torn | It is written beside the old file, then renamed. The hashes reveal what a crash leaves. |
//! | harmless | It may be deleted at any time, even while it is in use. Errors cost time and are not reported. If it is overwritten while a document is still in it, the document's file is read instead. If that has changed too, the document is shown as lost. |
//! | bounded | All caches together have at most [`eviction::MAX_TOTAL_BYTES`]. The least recently used are removed. |
//!
//! Only [`listing`](crate::load::listing) and [`folder`](crate::load::folder) call it.

mod cache_file;
mod container;
mod document_codec;
mod draft_codec;
mod entries;
mod eviction;
mod footer;
mod lazy_batch;
mod reader;
mod references_codec;
mod register_codec;
mod snapshot;
mod writer;

pub(crate) use cache_file::{CacheFile, CacheTuning};
pub(crate) use entries::CacheEntries;
pub(crate) use reader::{CachedFiles, read_unchanged};
pub(crate) use snapshot::load_snapshot;
pub use writer::UnsavedCache;

#[cfg(test)]
mod tests;
