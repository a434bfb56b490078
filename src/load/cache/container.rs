//! The container format of a cache: blocks of bytes, then a footer, each with its hash.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::Path;

use rustix::buffer::spare_capacity;
use rustix::fs::OFlags;
use rustix::io::{pread, retry_on_intr};
use rustix::process::geteuid;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::Xxh3;

use crate::briefing::{Digest, digest};
use crate::load::read_file::open;

/// Magic bytes at the end of every cache.
const MARK: &[u8; 16] = b"briefing cache 4";
/// Number of bytes after the footer: its hash, its length, and the magic bytes.
const TAIL: usize = MARK.len() + size_of::<u64>() + size_of::<Digest>();
/// Beginning of the names of temporary files.
pub(crate) const TEMPORARY_PREFIX: &str = ".unfinished-";

/// Number of bytes that are hashed and written at a time.
const PIECE: usize = 64 << 10;

/// The position and the hash of a block.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct BlockRef {
    start: u64,
    length: u64,
    digest: Digest,
}

/// A writer of cache files.
pub(crate) struct ContainerWriter {
    file: BufWriter<NamedTempFile>,
    length: u64,
    max_bytes: u64,
}

/// Creates an empty temporary file, and its folder if necessary. The file is removed when it is dropped.
pub(crate) fn create_temporary(folder: &Path) -> io::Result<NamedTempFile> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder)
}

impl ContainerWriter {
    /// Creates a temporary file in a folder. Writing fails beyond `max_bytes`.
    pub(crate) fn create(folder: &Path, max_bytes: u64) -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(create_temporary(folder)?), length: 0, max_bytes })
    }

    /// Adds a block.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> io::Result<BlockRef> {
        self.append_with(|pieces| pieces.write_all(bytes))
    }

    /// Adds a block that `write` produces piece by piece, so that it need not be in memory as a whole.
    pub(crate) fn append_with(
        &mut self,
        write: impl FnOnce(&mut BlockSink<'_>) -> io::Result<()>,
    ) -> io::Result<BlockRef> {
        let start = self.length;
        let mut pieces = BufWriter::with_capacity(PIECE, HashingWriter { writer: self, hash: Xxh3::new() });
        write(&mut pieces)?;
        let HashingWriter { writer, hash } = pieces.into_inner()?;
        Ok(BlockRef { start, length: writer.length - start, digest: hash.digest128() })
    }

    /// Adds the footer, and renames the file to `path`. Nothing is synced to the disk, because the hashes reveal what a
    /// crash leaves.
    pub(crate) fn finish(mut self, footer: &[u8], path: &Path) -> io::Result<()> {
        let BlockRef { length, digest, .. } = self.append(footer)?;
        self.file.write_all(&digest.to_le_bytes())?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(MARK)?;
        self.file.into_inner()?.persist(path)?;
        Ok(())
    }
}

/// The buffer that a block is written to.
pub(crate) type BlockSink<'a> = BufWriter<HashingWriter<'a>>;

/// Hashes a block while it is written.
pub(crate) struct HashingWriter<'a> {
    writer: &'a mut ContainerWriter,
    hash: Xxh3,
}

impl Write for HashingWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.writer.length + bytes.len() as u64;
        if length > self.writer.max_bytes {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the cache would be too large"));
        }
        self.writer.file.write_all(bytes)?;
        self.writer.length = length;
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A reader of cache files.
#[derive(Debug)]
pub(crate) struct ContainerReader {
    file: fs::File,
    length: u64,
}

impl ContainerReader {
    /// Opens a cache, and returns it with its footer. Returns `None` for a file that others could have written.
    pub(crate) fn open(path: &Path) -> Option<(Self, Vec<u8>)> {
        let file = open(path, OFlags::NOFOLLOW).ok()?;
        let found = file.metadata().ok()?;
        if !found.is_file() || !is_private(found.uid(), found.mode(), geteuid().as_raw()) {
            return None;
        }
        let reader = Self { file, length: found.len() };
        let end = reader.length.checked_sub(TAIL as u64)?;
        let tail = reader.bytes(end, TAIL as u64)?;
        let (digest, rest) = tail.split_first_chunk()?;
        let (length, mark) = rest.split_first_chunk()?;
        let (digest, length) = (Digest::from_le_bytes(*digest), u64::from_le_bytes(*length));
        let block = BlockRef { start: end.checked_sub(length)?, length, digest };
        let footer = reader.block(&block).filter(|_| mark == MARK)?;
        Some((reader, footer))
    }

    /// Reads a block. Returns `None` if its hash is wrong.
    pub(crate) fn block(&self, block: &BlockRef) -> Option<Vec<u8>> {
        self.bytes(block.start, block.length).filter(|bytes| digest(bytes) == block.digest)
    }

    fn bytes(&self, mut start: u64, length: u64) -> Option<Vec<u8>> {
        start.checked_add(length).filter(|end| *end <= self.length)?;
        let length = usize::try_from(length).ok()?;
        // Reading into spare capacity saves zeroing it first.
        let mut bytes = Vec::with_capacity(length);
        while bytes.len() < length {
            let read = retry_on_intr(|| pread(&self.file, spare_capacity(&mut bytes), start)).ok()?;
            start += u64::try_from(read).ok().filter(|read| *read > 0)?;
        }
        bytes.truncate(length);
        Some(bytes)
    }
}

/// Returns whether only `user` can have written a file.
fn is_private(owner: u32, mode: u32, user: u32) -> bool {
    owner == user && mode & 0o022 == 0
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_that_others_could_have_written_is_not_private() {
        assert!(is_private(7, 0o100_600, 7) && is_private(7, 0o100_644, 7));
        assert!(!is_private(7, 0o100_620, 7), "the group");
        assert!(!is_private(7, 0o100_602, 7), "everyone");
        assert!(!is_private(8, 0o100_600, 7), "another user");
        assert!(!is_private(0, 0o100_600, 7), "root");
    }

    /// Writes blocks, and opens the file again.
    fn written(folder: &Path, blocks: &[&[u8]], footer: &[u8]) -> (ContainerReader, Vec<u8>, Vec<BlockRef>) {
        let path = folder.join("a.cache");
        let mut writer = ContainerWriter::create(folder, u64::MAX).expect("created");
        let blocks: Vec<_> = blocks.iter().map(|block| writer.append(block).expect("written")).collect();
        writer.finish(footer, &path).expect("renamed");
        let (reader, footer) = ContainerReader::open(&path).expect("a cache");
        (reader, footer, blocks)
    }

    #[test]
    fn blocks_come_back_as_they_were() {
        let folder = tempfile::tempdir().expect("a folder");
        let large = vec![7; 3 * PIECE + 1];
        let (reader, footer, blocks) = written(folder.path(), &[b"one", b"", &large], b"footer");
        assert_eq!(footer, b"footer");
        let read: Vec<_> = blocks.iter().map(|block| reader.block(block).expect("a block")).collect();
        assert_eq!(read, [b"one".to_vec(), Vec::new(), large]);
        let other = BlockRef { digest: blocks[0].digest ^ 1, ..blocks[0] };
        assert_eq!(reader.block(&other), None, "another hash");
        let beyond = BlockRef { length: u64::MAX, ..blocks[0] };
        assert_eq!(reader.block(&beyond), None);
    }

    #[test]
    fn a_file_does_not_grow_beyond_its_limit() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut writer = ContainerWriter::create(folder.path(), 10).expect("created");
        writer.append(&[0; 6]).expect("within the limit");
        assert!(writer.append(&[0; 5]).is_err());
        drop(writer);
        let mut writer = ContainerWriter::create(folder.path(), 10).expect("created");
        writer.append(&[0; 10]).expect("just within the limit");
        assert!(writer.finish(b"footer", &folder.path().join("a.cache")).is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is left");
    }

    #[test]
    fn a_file_with_another_end_is_no_cache() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, copy) = (folder.path().join("a.cache"), folder.path().join("b.cache"));
        drop(written(folder.path(), &[b"block"], b"footer"));
        let bytes = fs::read(&path).expect("a cache");
        let is_cache = |bytes: &[u8]| {
            drop(fs::remove_file(&copy));
            fs::write(&copy, bytes).expect("written");
            fs::set_permissions(&copy, fs::Permissions::from_mode(0o600)).expect("set");
            ContainerReader::open(&copy).is_some()
        };
        assert!(is_cache(&bytes));
        for at in b"block".len()..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] ^= 1;
            assert!(!is_cache(&wrong), "byte {at} of {}", bytes.len());
            assert!(!is_cache(&bytes[..at]));
        }
        fs::remove_file(&copy).expect("removed");
        std::os::unix::fs::symlink(&path, &copy).expect("linked");
        assert!(ContainerReader::open(&copy).is_none(), "a link");
    }
}
