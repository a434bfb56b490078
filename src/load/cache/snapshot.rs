//! Taking a whole corpus from a cache, where nothing in the folder has changed.
//!
//! Then all that files say about each other is in the cache too, and no document has to be read before somebody looks
//! at it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::sync::Arc;

use rayon::prelude::*;

use crate::briefing::{Content, File};
use crate::corpus::lazy_document::LazyDocument;
use crate::corpus::{Corpus, DocumentSlot, EntitySlot, Parts};
use crate::load::cache::container::Reader;
use crate::load::cache::lazy_batch::LazyBatch;
use crate::load::cache::references;
use crate::load::cache::references::{Counts, Known};
use crate::load::cache::{Cache, Index, Seen, UNPROVEN, eviction};
use crate::load::folder::{Folder, is_register};

impl Cache {
    /// The corpus of a folder in which all files, of which these are the names, are as they were when the cache was
    /// written, and nothing was wrong.
    pub(crate) fn unchanged(&self, folder: &Folder, names: &[OsString]) -> Option<Corpus> {
        let (reader, index) = Reader::open(&self.path)?;
        let index = self.index(&index)?;
        let references = index.references.as_deref()?;
        let (registers, documents) = names.split_at(names.iter().take_while(|name| is_register(name)).count());
        if !index.is_of(registers, documents) || !index.is_current(self, folder) {
            return None;
        }
        eviction::used(&self.path);
        let registers = || index.registers(self, &reader, folder, registers).into_iter().collect::<Option<Vec<_>>>();
        let (registers, known) = rayon::join(registers, || references::read(&reader, references));
        let (registers, known) = (registers?, known?);
        let mut parts = Parts { label: folder.label(), ..Parts::default() };
        for (_, file, _) in registers {
            add_register(&mut parts, file);
        }
        index.add_documents(reader, folder, known, &mut parts)?;
        Some(Corpus::from_parts(parts))
    }
}

impl Index<'_> {
    /// True where these are the names of all that is in the cache, in the order of a listing.
    fn is_of(&self, registers: &[OsString], documents: &[OsString]) -> bool {
        let is_kept = |name: &OsString| self.registers.iter().any(|(kept, ..)| name == kept);
        let kept = self.batches.iter().flat_map(|batch| &batch.files).map(|(name, _)| OsStr::new(name));
        let mut kept: Vec<_> = kept.collect();
        kept.par_sort_unstable_by(|one, other| other.cmp(one));
        registers.len() == self.registers.len() && registers.iter().all(is_kept) && kept.iter().eq(documents)
    }

    /// True where all documents are what they were. Where that is not so, most often there are few to look into.
    fn is_current(&self, cache: &Cache, folder: &Folder) -> bool {
        let files: Vec<&(&str, Seen)> = self.batches.iter().flat_map(|batch| &batch.files).collect();
        let proven = |(name, seen): &&&(&str, Seen)| {
            fs::metadata(folder.path_of(OsStr::new(name))).is_ok_and(|found| seen.stamp.proves(&found))
        };
        let unproven: Vec<_> = files.par_iter().copied().filter(|file| !proven(&file)).collect();
        unproven.len() * UNPROVEN <= files.len()
            && unproven.par_iter().all(|(name, seen)| cache.current(&folder.path_of(OsStr::new(name)), seen).is_some())
    }

    /// Gives a corpus that has its registers the documents, which stay in the cache.
    fn add_documents(&self, reader: Reader, folder: &Folder, known: Known, parts: &mut Parts) -> Option<()> {
        let Known { counts, first_claim, references } = known;
        let documents = self.batches.iter().map(|batch| batch.files.len()).sum();
        if counts != (Counts { documents, ..Counts::new(parts) }) {
            return None;
        }
        let reader = Arc::new(reader);
        let mut claims = first_claim.windows(2).map(|run| run[1].index() - run[0].index());
        parts.documents.reserve_exact(documents);
        parts.document_by_id.reserve(documents);
        for batch in &self.batches {
            let members = Arc::new(LazyBatch::of(batch, &reader, folder, &mut claims)?);
            for at in 0..batch.files.len() {
                let slot = DocumentSlot::new(parts.documents.len());
                parts.document_by_id.insert(members.id(at).clone(), slot);
                parts.documents.push(LazyDocument::OnDemand(members.clone(), at));
            }
        }
        parts.references = references;
        parts.first_claim = first_claim;
        Some(())
    }
}

/// Adds the records of a register.
fn add_register(parts: &mut Parts, file: File) {
    match file.content {
        Some(Content::Entities(entities)) => {
            parts.entities.extend(entities.into_iter().map(|(_, entity)| entity));
            parts.registered = parts.entities.len();
            let ids = parts.entities.iter().map(|entity| entity.id.clone()).enumerate();
            parts.entity_by_id = ids.map(|(at, id)| (id, EntitySlot::new(at))).collect();
        }
        Some(Content::Sources(outlets, origins)) => {
            parts.outlets.extend(outlets.into_iter().map(|(_, outlet)| outlet));
            parts.origins.extend(origins.into_iter().map(|(_, origin)| origin));
        }
        Some(Content::Document(..)) | None => {}
    }
}
