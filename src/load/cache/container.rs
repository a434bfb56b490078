//! The file a cache is in: blocks of bytes, then an index of them, each with its hash.

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
use crate::load::folder::opened;

/// The last bytes of every cache.
const MARK: &[u8; 16] = b"briefing cache 2";
/// The mark, the index's length before it, and the index's hash before that.
const TAIL: usize = MARK.len() + size_of::<u64>() + size_of::<Digest>();
/// What the names of unfinished files begin with.
pub(crate) const UNFINISHED: &str = ".unfinished-";

/// Bytes that are hashed and written at a time.
const PIECE: usize = 64 << 10;

/// Where a run of bytes is, and what they must be.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Block {
    start: u64,
    length: u64,
    digest: Digest,
}

/// A cache file that comes into being.
pub(crate) struct Writer {
    file: BufWriter<NamedTempFile>,
    length: u64,
    most: u64,
}

/// A new file of no content in a folder, which is made where it does not exist. The file goes when it is dropped.
pub(crate) fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)
}

impl Writer {
    /// A new file in a folder, which is made where it does not exist. It will not grow beyond so many bytes.
    pub(crate) fn create(folder: &Path, most: u64) -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(unfinished(folder)?), length: 0, most })
    }

    /// Adds a block.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> io::Result<Block> {
        self.append_with(|pieces| pieces.write_all(bytes))
    }

    /// Adds a block that is written piece by piece, so that it need not be in memory as a whole.
    pub(crate) fn append_with(&mut self, write: impl FnOnce(&mut Pieces<'_>) -> io::Result<()>) -> io::Result<Block> {
        let start = self.length;
        let mut pieces = BufWriter::with_capacity(PIECE, Hashed { writer: self, hash: Xxh3::new() });
        write(&mut pieces)?;
        let Hashed { writer, hash } = pieces.into_inner()?;
        Ok(Block { start, length: writer.length - start, digest: hash.digest128() })
    }

    /// Adds the index and puts the file in the place of what was at `path`. Nothing is forced to the disk: what a crash
    /// leaves behind is told by its hashes.
    pub(crate) fn finish(mut self, index: &[u8], path: &Path) -> io::Result<()> {
        let Block { length, digest, .. } = self.append(index)?;
        self.file.write_all(&digest.to_le_bytes())?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(MARK)?;
        self.file.into_inner()?.persist(path)?;
        Ok(())
    }
}

/// What takes a block piece by piece.
pub(crate) type Pieces<'a> = BufWriter<Hashed<'a>>;

/// A block that comes into being, and its hash so far.
pub(crate) struct Hashed<'a> {
    writer: &'a mut Writer,
    hash: Xxh3,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.writer.length + bytes.len() as u64;
        if length > self.writer.most {
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

/// A cache file that is there.
#[derive(Debug)]
pub(crate) struct Reader {
    file: fs::File,
    length: u64,
}

impl Reader {
    /// Opens a file that is the user's own and nobody else's to write, with its index.
    pub(crate) fn open(path: &Path) -> Option<(Self, Vec<u8>)> {
        let file = opened(path, OFlags::NOFOLLOW).ok()?;
        let found = file.metadata().ok()?;
        if !found.is_file() || found.uid() != geteuid().as_raw() || found.mode() & 0o022 != 0 {
            return None;
        }
        let reader = Self { file, length: found.len() };
        let end = reader.length.checked_sub(TAIL as u64)?;
        let tail = reader.bytes(end, TAIL as u64)?;
        let (digest, rest) = tail.split_first_chunk()?;
        let (length, mark) = rest.split_first_chunk()?;
        let (digest, length) = (Digest::from_le_bytes(*digest), u64::from_le_bytes(*length));
        let block = Block { start: end.checked_sub(length)?, length, digest };
        let index = reader.block(&block).filter(|_| mark == MARK)?;
        Some((reader, index))
    }

    /// A block, if it is what it must be.
    pub(crate) fn block(&self, block: &Block) -> Option<Vec<u8>> {
        self.bytes(block.start, block.length).filter(|bytes| digest(bytes) == block.digest)
    }

    fn bytes(&self, mut start: u64, length: u64) -> Option<Vec<u8>> {
        start.checked_add(length).filter(|end| *end <= self.length)?;
        let length = usize::try_from(length).ok()?;
        // Room that nobody has to fill with nothing before it is read into.
        let mut bytes = Vec::with_capacity(length);
        while bytes.len() < length {
            let read = retry_on_intr(|| pread(&self.file, spare_capacity(&mut bytes), start)).ok()?;
            start += u64::try_from(read).ok().filter(|read| *read > 0)?;
        }
        bytes.truncate(length);
        Some(bytes)
    }
}
