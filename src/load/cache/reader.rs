//! Taking from a cache what it has of a folder in which something has changed.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::briefing::{Content, Digest, EntityRefs, File, Purpose, ReferencedIds, SourceText};
use crate::load::cache::container::Reader;
use crate::load::cache::document::Records;
use crate::load::cache::writer::{Keep, Kept, KeptRegister};
use crate::load::cache::{Batch, Cache, Index, LONG, eviction, register};
use crate::load::folder::{Folder, is_register};
use crate::text::Text;

/// What is known of a folder's files before any of them is read.
#[derive(Debug)]
pub(crate) struct Recalled {
    /// Those that need not be read.
    pub(crate) files: Vec<File>,
    /// The names of those that must be, in the order that was given.
    pub(crate) missing: Vec<OsString>,
    /// What is worth keeping so far.
    pub(crate) keep: Keep,
}

impl Recalled {
    /// Every file must be read.
    pub(crate) fn nothing(names: &[OsString]) -> Self {
        Self { files: Vec::new(), missing: names.to_vec(), keep: Keep::of_at_most(names.len()) }
    }
}

impl Cache {
    /// Takes from the cache which files of a folder are in it as they are. Where that takes long, `look` is given what
    /// there is as soon as the registers and a few documents are there.
    pub(crate) fn recall(&self, folder: &Folder, names: &[OsString], look: impl FnMut(&[File])) -> Recalled {
        self.recalled(folder, names, look).unwrap_or_else(|| Recalled::nothing(names))
    }

    fn recalled(&self, folder: &Folder, names: &[OsString], mut look: impl FnMut(&[File])) -> Option<Recalled> {
        let (reader, index) = Reader::open(&self.path)?;
        let index = self.index(&index)?;
        let mentioned = Arc::new(ReferencedIds::read(&index.entities, &index.origins)?);
        eviction::used(&self.path);
        let places = names.iter().enumerate().filter_map(|(at, name)| Some((name.to_str()?, at)));
        let places: HashMap<&str, usize> = places.collect();
        let (newest, others) = index.batches.split_at(index.batches.len().min(1));
        let recalled = |batches: &[Batch<'_>]| -> Vec<Vec<Found>> {
            batches.par_iter().map(|batch| batch.recall(self, &reader, folder, (&places, &mentioned))).collect()
        };
        let (registers, newest) = rayon::join(|| index.registers(self, &reader, folder, names), || recalled(newest));
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
    pub(crate) fn registers(
        &self,
        cache: &Cache,
        reader: &Reader,
        folder: &Folder,
        names: &[OsString],
    ) -> Vec<Option<(usize, File, KeptRegister)>> {
        let registers = names.iter().enumerate().filter(|(_, name)| is_register(name));
        let recalled = registers.map(|(at, name)| {
            let (name, seen, block) = self.registers.iter().find(|(known, ..)| OsStr::new(known) == name)?;
            let path = folder.path_of(OsStr::new(name));
            let now = cache.current(&path, seen)?;
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
        cache: &Cache,
        reader: &Reader,
        folder: &Folder,
        (places, names): (&HashMap<&str, usize>, &Arc<ReferencedIds>),
    ) -> Vec<Found> {
        let still: Vec<_> = self
            .files
            .iter()
            .map(|(name, seen)| {
                let at = *places.get(name)?;
                Some((at, cache.current(&folder.path_of(OsStr::new(name)), seen)?))
            })
            .collect();
        if still.iter().all(Option::is_none) {
            return Vec::new();
        }
        let Some(bytes) = reader.block(&self.block) else { return Vec::new() };
        let Some(mut records) = Records::of(&bytes, self.words) else { return Vec::new() };
        let mut found = Vec::with_capacity(self.files.len());
        for ((name, seen), still) in self.files.iter().zip(still) {
            // Where one cannot be read, the words of the next begin nobody knows where.
            let Some((document, mentions)) = records.next(name) else { break };
            let relations = document.claims.iter().map(|claim| claim.relations.len());
            let Some(mentions) = EntityRefs::read(names, mentions, relations) else { break };
            let Some((at, now)) = still else { continue };
            let (path, document) = (folder.path_of(OsStr::new(name)), Arc::new(document));
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
    let source_text = SourceText::OnDisk { path: path.into(), digest };
    let purpose = match &content {
        Content::Document(document, _) => Purpose::Document(document.id.clone()),
        Content::Entities(_) => Purpose::Entities,
        Content::Sources(..) => Purpose::Sources,
    };
    File { label, source_text, content: Some(content), problems: Vec::new(), purpose, left_out: Vec::new() }
}
