//! What was read of a large folder, kept for the next time, so that only files that have changed are read again.
//!
//! One file for each folder of briefings. It holds the checked documents and registers in which nothing was wrong, as the
//! files have them: files with a problem are read as if there were no cache, and everything that files say about each
//! other is worked out anew. So a corpus is the same with a cache and without one, its problems included;
//! [`Cache::recall`] is only quicker.
//!
//! | promise | how it is kept |
//! |---|---|
//! | never stale | a file is taken from it only where its size, times and inode are what they were; where they are not, or where the file was so young when it was read that a later change might not show in its times, its content is compared ([`Stamp`]) |
//! | checked before it is trusted | the file must be the user's own and written by this very program; every block has a hash; and every word goes through the constructors that the words of files go through |
//! | old or new, never torn | it is written beside, then renamed; what a crash leaves is found out by the hashes |
//! | harmless | it may be deleted at any time; what goes wrong with it is not worth a word, and costs time only |
//! | bounded | all caches together have at most [`room::MOST`] bytes; the longest unused make room |
//!
//! Called by [`loading`](super::loading) alone.

mod container;
mod record;
mod register;
mod room;
mod stamp;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Corpus;
use super::folder::{Folder, Taken, is_register};
use crate::briefing::{Content, Digest, Document, DocumentId, File, Names, Original, digest};
use crate::text::{Run, Text};
use crate::yaml;
use container::{Block, Reader, Writer};
use record::{Record, Words};
pub(super) use stamp::Stamp;

/// Documents in one block: enough to be worth a call, few enough to be shared out among cores.
const BATCH: usize = 128;
/// So many batches behind the first take long enough to be noticed; in tests, even small folders do.
const LONG: usize = if cfg!(test) { 1 } else { 16 };
/// The cache is written anew when more than one in so many documents was not found in it.
const TOLERATED: usize = 256;

/// How to tell that a file is what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) stamp: Stamp,
    pub(super) digest: Digest,
}

/// The cache of one folder of briefings.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    /// The file it is in.
    path: PathBuf,
    /// The folder whose it is.
    folder: PathBuf,
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
}

#[derive(Debug, Serialize, Deserialize)]
struct Batch<'a> {
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
        let executable = executable.ok().map(|found| Stamp::of(&found, SystemTime::UNIX_EPOCH));
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), executable }
    }
}

/// What is known of a folder's files before any of them is read.
#[derive(Debug)]
pub(super) struct Recalled {
    /// Those that need not be read.
    pub(super) files: Vec<File>,
    /// The names of those that must be, in the order that was given.
    pub(super) missing: Vec<OsString>,
    /// What is worth keeping so far.
    pub(super) keep: Keep,
}

impl Recalled {
    /// Every file must be read.
    pub(super) fn nothing(names: &[OsString]) -> Self {
        Self { files: Vec::new(), missing: names.to_vec(), keep: Keep::of_at_most(names.len()) }
    }
}

/// A document that is worth keeping.
#[derive(Debug)]
struct Kept {
    name: String,
    seen: Seen,
    document: Arc<Document>,
}

/// A register that is worth keeping, by name.
type KeptRegister = (String, Seen, Vec<u8>);

/// What is worth keeping of a folder, and how much of it the cache does not have.
#[derive(Debug, Default)]
pub(super) struct Keep {
    kept: Vec<Kept>,
    registers: Vec<KeptRegister>,
    /// Documents the cache does not have as they are, and such as it has for nothing.
    differing: usize,
    /// True when there is a register that the cache does not have. To read one takes as long as to read many documents.
    registers_differ: bool,
}

impl Keep {
    /// Nothing yet, with room for so many documents.
    fn of_at_most(documents: usize) -> Self {
        Self { kept: Vec::with_capacity(documents), ..Self::default() }
    }

    /// Adds a file that was read, if it is worth it.
    pub(super) fn add(&mut self, name: &OsStr, file: &File, seen: Option<Seen>) {
        let (Some(name), Some(seen), Some(content), []) = (name.to_str(), seen, &file.content, &file.problems[..])
        else {
            return;
        };
        if let Content::Document(document, _) = content {
            self.kept.push(Kept { name: name.to_owned(), seen, document: Arc::clone(document) });
            self.differing += 1;
        } else {
            self.registers.extend(register::write(content).map(|bytes| (name.to_owned(), seen, bytes)));
            self.registers_differ = true;
        }
    }

    /// What is to be written, if that is worth it.
    pub(super) fn unsaved(self, cache: &Cache) -> Option<Unsaved> {
        let worth = self.registers_differ || self.differing * TOLERATED > self.kept.len();
        worth.then(|| Unsaved { cache: cache.clone(), kept: self.kept, registers: self.registers })
    }
}

/// What is to be kept of a corpus for the next time.
#[derive(Debug)]
pub struct Unsaved {
    cache: Cache,
    kept: Vec<Kept>,
    registers: Vec<KeptRegister>,
}

impl Unsaved {
    /// Writes the cache. What keeps it from being written is not said: there is only no cache then.
    pub fn save(self, corpus: &Corpus) {
        // Silence is what is promised.
        let _ = self.write(corpus);
    }

    fn write(mut self, corpus: &Corpus) -> Option<()> {
        let folder = self.cache.path.parent()?;
        self.kept.sort_unstable_by(|one, other| other.name.cmp(&one.name));
        let mut writer = Writer::create(folder, room::MOST).ok()?;
        let mut batches = Vec::with_capacity(self.kept.len() / BATCH + 1);
        for kept in self.kept.chunks(BATCH) {
            let (mut words, mut records) = (Words::default(), Vec::new());
            let mut files = Vec::with_capacity(kept.len());
            for Kept { name, seen, document } in kept {
                let slot = corpus.find_document(document.id.as_str());
                // Of two files with one document only one is in the corpus.
                let Some(slot) = slot.filter(|slot| Arc::ptr_eq(&corpus.documents[slot.index()], document)) else {
                    continue;
                };
                records = record::write(corpus, slot, &mut words, records)?;
                files.push((name.as_str(), *seen));
            }
            let words = words.as_str().as_bytes();
            let block = writer.append(&[words, &records].concat()).ok()?;
            batches.push(Batch { block, words: words.len(), files });
        }
        let mut registers = Vec::with_capacity(self.registers.len());
        for (name, seen, bytes) in &self.registers {
            registers.push((name.as_str(), *seen, writer.append(bytes).ok()?));
        }
        let index = Index {
            program: Program::this(),
            folder: self.cache.folder.to_str()?,
            entities: corpus.entities.iter().map(|entity| entity.id.as_str()).collect(),
            origins: corpus.origins.iter().map(|origin| origin.id.as_str()).collect(),
            registers,
            batches,
        };
        let written = writer.finish(&postcard::to_stdvec(&index).ok()?, &self.cache.path);
        room::make(folder, &self.cache.path, room::MOST);
        written.ok()
    }
}

impl Cache {
    /// The cache of the folder of briefings at `folder`, among `caches`. There is none for what has no plain name.
    pub(super) fn of(caches: &Path, folder: &Path) -> Option<Self> {
        let folder = fs::canonicalize(folder).ok()?;
        let name = format!("{:032x}.cache", digest(folder.to_str()?.as_bytes()));
        Some(Self { path: caches.join(name), folder })
    }

    /// Takes from the cache which files of a folder are in it as they are. Where that takes long, `look` is given what
    /// there is as soon as the registers and a few documents are there.
    pub(super) fn recall(&self, folder: &Folder, names: &[OsString], look: impl FnMut(&[File])) -> Recalled {
        self.recalled(folder, names, look).unwrap_or_else(|| Recalled::nothing(names))
    }

    fn recalled(&self, folder: &Folder, names: &[OsString], mut look: impl FnMut(&[File])) -> Option<Recalled> {
        let (reader, index) = Reader::open(&self.path)?;
        let index: Index<'_> = postcard::from_bytes(&index).ok()?;
        if index.program != Program::this() || Some(index.folder) != self.folder.to_str() {
            return None;
        }
        let mentioned = Arc::new(Names::read(&index.entities, &index.origins)?);
        room::used(&self.path);
        let places = names.iter().enumerate().filter_map(|(at, name)| Some((name.to_str()?, at)));
        let places: HashMap<&str, usize> = places.collect();
        let (newest, others) = index.batches.split_at(index.batches.len().min(1));
        let recalled = |batches: &[Batch<'_>]| -> Vec<Vec<Found>> {
            batches.par_iter().map(|batch| batch.recall(&reader, folder, &places, &mentioned)).collect()
        };
        let (registers, newest) = rayon::join(|| index.registers(&reader, folder, names), || recalled(newest));
        let keep = Keep::of_at_most(names.len());
        let mut all = Recalled { files: Vec::with_capacity(names.len()), missing: Vec::new(), keep };
        let mut missing = vec![true; names.len()];
        let known = registers.iter().all(Option::is_some);
        for (at, file, kept) in registers.into_iter().flatten() {
            missing[at] = false;
            all.files.push(file);
            all.keep.registers.push(kept);
        }
        all.take(newest, &mut missing);
        if known && others.len() >= LONG {
            look(&all.files);
        }
        all.take(recalled(others), &mut missing);
        let in_cache: usize = index.batches.iter().map(|batch| batch.files.len()).sum();
        all.keep.differing += in_cache - all.keep.kept.len();
        all.missing = names.iter().zip(missing).filter(|(_, missing)| *missing).map(|(name, _)| name.clone()).collect();
        Some(all)
    }
}

impl Recalled {
    fn take(&mut self, batches: Vec<Vec<Found>>, missing: &mut [bool]) {
        for Found { at, file, kept, differs } in batches.into_iter().flatten() {
            missing[at] = false;
            self.files.push(file);
            self.keep.kept.push(kept);
            self.keep.differing += usize::from(differs);
        }
    }
}

impl Index<'_> {
    /// The registers among the folder's files, by their places; `None` for what must be read.
    fn registers(
        &self,
        reader: &Reader,
        folder: &Folder,
        names: &[OsString],
    ) -> Vec<Option<(usize, File, KeptRegister)>> {
        let registers = names.iter().enumerate().filter(|(_, name)| is_register(name));
        let recalled = registers.map(|(at, name)| {
            let (name, seen, block) = self.registers.iter().find(|(known, ..)| OsStr::new(known) == name)?;
            let path = folder.path_of(OsStr::new(name));
            let now = current(&path, seen)?;
            let bytes = reader.block(block)?;
            let content = register::read(&bytes)?;
            Some((at, recalled(path, now.digest, content), ((*name).to_owned(), now, bytes)))
        });
        recalled.collect()
    }
}

/// A document that need not be read.
struct Found {
    /// Its place among the folder's documents.
    at: usize,
    file: File,
    kept: Kept,
    /// True where this was found out by its content: the cache could know it by its stamp.
    differs: bool,
}

impl Batch<'_> {
    fn recall(
        &self,
        reader: &Reader,
        folder: &Folder,
        places: &HashMap<&str, usize>,
        names: &Arc<Names>,
    ) -> Vec<Found> {
        let still: Vec<_> = self
            .files
            .iter()
            .map(|(name, seen)| {
                let at = *places.get(name)?;
                Some((at, current(&folder.path_of(OsStr::new(name)), seen)?))
            })
            .collect();
        if still.iter().all(Option::is_none) {
            return Vec::new();
        }
        let Some(bytes) = reader.block(&self.block) else { return Vec::new() };
        let Some((words, mut records)) = bytes.split_at_checked(self.words) else { return Vec::new() };
        let Ok(words) = str::from_utf8(words) else { return Vec::new() };
        let mut words = Run::of(words);
        let mut found = Vec::with_capacity(self.files.len());
        for ((name, seen), still) in self.files.iter().zip(still) {
            let Ok((record, behind)) = postcard::take_from_bytes::<Record<'_>>(records) else { break };
            records = behind;
            let path = folder.path_of(OsStr::new(name));
            let id = path.file_stem().and_then(OsStr::to_str).and_then(DocumentId::parse);
            // Where one cannot be read, the words of the next begin nobody knows where.
            let Some((document, mentions)) = id.and_then(|id| record.read(id, &mut words, names)) else { break };
            let Some((at, now)) = still else { continue };
            let document = Arc::new(document);
            found.push(Found {
                at,
                kept: Kept { name: (*name).to_owned(), seen: now, document: Arc::clone(&document) },
                differs: now != *seen,
                file: recalled(path, now.digest, Content::Document(document, mentions)),
            });
        }
        found
    }
}

/// A file that need not be read.
fn recalled(path: PathBuf, digest: Digest, content: Content) -> File {
    let label = Text::clean(path.to_string_lossy());
    let original = Original::OnDisk { path: path.into(), digest };
    File { label, original, content: Some(content), problems: Vec::new() }
}

/// How to tell the file from now on, if it still has the content that was seen.
fn current(path: &Path, seen: &Seen) -> Option<Seen> {
    let now = SystemTime::now();
    let found = fs::metadata(path).ok()?;
    if seen.stamp.is_settled() && seen.stamp.is_of(&found) {
        return Some(*seen);
    }
    if Stamp::of(&found, now).size() != seen.stamp.size() {
        return None;
    }
    let taken = Taken::from(path, yaml::MAX_BYTES).ok()??;
    let same = digest(&taken.bytes) == seen.digest;
    same.then_some(Seen { stamp: taken.stamp?, digest: seen.digest })
}

#[cfg(test)]
mod tests;
