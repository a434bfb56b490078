//! Takes the unchanged files of a folder from its cache, after something in the folder has changed.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::briefing::{Content, Digest, EntityRefs, File, Purpose, ReferencedIds, SourceText};
use crate::load::briefing_file;
use crate::load::cache::cache_file::CacheFile;
use crate::load::cache::container::ContainerReader;
use crate::load::cache::document_codec::DocumentReader;
use crate::load::cache::entries::{CacheEntries, DocumentEntry, RegisterEntry};
use crate::load::cache::eviction::mark_used;
use crate::load::cache::footer::{CacheFooter, CachedBatch};
use crate::load::cache::register_codec;
use crate::load::file_names::is_register;

/// The files of a folder that the cache has, and those that must be read.
#[derive(Debug)]
pub(crate) struct CachedFiles {
    /// Files from the cache.
    pub(crate) files: Vec<File>,
    /// Names of the files that must be read, in the order of the listing.
    pub(crate) missing: Vec<OsString>,
    /// The files from the cache again, for the next cache.
    pub(crate) entries: CacheEntries,
}

impl CachedFiles {
    /// Returns the files of a folder without a cache.
    pub(crate) fn none(names: &[OsString]) -> Self {
        Self { files: Vec::new(), missing: names.to_vec(), entries: CacheEntries::with_capacity(names.len()) }
    }

    fn add(&mut self, batches: Vec<Vec<CachedDocument>>, is_missing: &mut [bool]) {
        for CachedDocument { at, file, entry, differs } in batches.into_iter().flatten() {
            is_missing[at] = false;
            self.files.push(file);
            self.entries.documents.push(entry);
            self.entries.differing += usize::from(differs);
        }
    }
}

/// Takes the unchanged files from the cache. If there are many, `preview` gets the registers and the newest documents
/// early.
pub(crate) fn read_unchanged(
    cache: &CacheFile,
    folder: &Path,
    names: &[OsString],
    preview: impl FnMut(&[File]),
) -> CachedFiles {
    try_read_unchanged(cache, folder, names, preview).unwrap_or_else(|| CachedFiles::none(names))
}

fn try_read_unchanged(
    cache: &CacheFile,
    folder: &Path,
    names: &[OsString],
    mut preview: impl FnMut(&[File]),
) -> Option<CachedFiles> {
    let (reader, footer) = ContainerReader::open(&cache.path)?;
    let footer = CacheFooter::parse(&footer, &cache.folder)?;
    let mentioned = Arc::new(ReferencedIds::read(&footer.entities, &footer.origins)?);
    mark_used(&cache.path);
    let positions = names.iter().enumerate().filter_map(|(at, name)| Some((name.to_str()?, at)));
    let positions: HashMap<&str, usize> = positions.collect();
    let batches = BatchReader { cache, reader: &reader, folder, positions: &positions, mentioned: &mentioned };
    let (newest, others) = footer.batches.split_at(footer.batches.len().min(1));
    let (registers, newest) =
        rayon::join(|| read_registers(&footer, cache, &reader, folder, names), || batches.read_all(newest));
    let entries = CacheEntries::with_capacity(names.len());
    let mut all = CachedFiles { files: Vec::with_capacity(names.len()), missing: Vec::new(), entries };
    let mut is_missing = vec![true; names.len()];
    let has_registers = registers.iter().all(Option::is_some);
    for (at, file, entry) in registers.into_iter().flatten() {
        is_missing[at] = false;
        all.files.push(file);
        all.entries.registers.push(entry);
    }
    all.add(newest, &mut is_missing);
    if has_registers && others.len() >= cache.tuning.min_batches_for_preview {
        preview(&all.files);
    }
    all.add(batches.read_all(others), &mut is_missing);
    let in_cache: usize = footer.batches.iter().map(|batch| batch.files.len()).sum();
    all.entries.differing += in_cache - all.entries.documents.len();
    all.missing = names.iter().zip(is_missing).filter(|(_, missing)| *missing).map(|(name, _)| name.clone()).collect();
    Some(all)
}

/// Returns the registers among the folder's files, each with its position in `names`. A register that must be read is
/// `None`.
pub(super) fn read_registers(
    footer: &CacheFooter<'_>,
    cache: &CacheFile,
    reader: &ContainerReader,
    folder: &Path,
    names: &[OsString],
) -> Vec<Option<(usize, File, RegisterEntry)>> {
    let registers = names.iter().enumerate().filter(|(_, name)| is_register(name));
    let read = registers.map(|(at, name)| {
        let (name, version, block) = footer.registers.iter().find(|(known, ..)| OsStr::new(known) == name)?;
        let path = folder.join(name);
        let now = cache.current(&path, version)?;
        let bytes = reader.block(block)?;
        let content = register_codec::read(&bytes)?;
        Some((at, cached_file(path, now.digest, content), ((*name).to_owned(), now, bytes)))
    });
    read.collect()
}

/// A document that is taken from the cache.
struct CachedDocument {
    /// Its position among the folder's names.
    at: usize,
    file: File,
    entry: DocumentEntry,
    /// Whether its contents had to be compared. A new cache could recognise it by its fingerprint.
    differs: bool,
}

/// Reads batches of documents.
struct BatchReader<'a> {
    cache: &'a CacheFile,
    reader: &'a ContainerReader,
    folder: &'a Path,
    /// The positions of the folder's names.
    positions: &'a HashMap<&'a str, usize>,
    /// The ids that claims mention.
    mentioned: &'a Arc<ReferencedIds>,
}

impl BatchReader<'_> {
    fn read_all(&self, batches: &[CachedBatch<'_>]) -> Vec<Vec<CachedDocument>> {
        batches.par_iter().map(|batch| self.read(batch).unwrap_or_default()).collect()
    }

    /// Returns the unchanged documents of a batch.
    fn read(&self, batch: &CachedBatch<'_>) -> Option<Vec<CachedDocument>> {
        let unchanged: Vec<_> = batch
            .files
            .iter()
            .map(|(name, version)| {
                let at = *self.positions.get(name)?;
                Some((at, self.cache.current(&self.folder.join(name), version)?))
            })
            .collect();
        if unchanged.iter().all(Option::is_none) {
            return None;
        }
        let block = self.reader.block(&batch.block)?;
        let mut records = DocumentReader::new(&block, batch.text_bytes)?;
        let mut read = Vec::with_capacity(batch.files.len());
        for ((name, version), unchanged) in batch.files.iter().zip(unchanged) {
            // If a record cannot be read, the positions of the next strings are unknown.
            let Some((document, mentions)) = records.next(name) else { break };
            let relations = document.claims.iter().map(|claim| claim.relations.len());
            let Some(mentions) = EntityRefs::read(self.mentioned, mentions, relations) else { break };
            let Some((at, now)) = unchanged else { continue };
            let document = Arc::new(document);
            read.push(CachedDocument {
                at,
                entry: DocumentEntry { name: (*name).to_owned(), version: now, document: Arc::clone(&document) },
                differs: now != *version,
                file: cached_file(self.folder.join(name), now.digest, Content::Document(document, mentions)),
            });
        }
        Some(read)
    }
}

/// Returns a file as if it had been read.
fn cached_file(path: PathBuf, digest: Digest, content: Content) -> File {
    let label = briefing_file::label(&path);
    let source_text = SourceText::OnDisk { path: path.into(), digest };
    let purpose = match &content {
        Content::Document(document, _) => Purpose::Document(document.id.clone()),
        Content::Entities(_) => Purpose::Entities,
        Content::Sources(..) => Purpose::Sources,
    };
    File { label, source_text, content: Some(content), problems: Vec::new(), purpose, left_out: Vec::new() }
}
