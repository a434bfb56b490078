//! Takes a whole corpus from a cache, if nothing in the folder has changed.
//!
//! Then the cache also holds all references, and a document is decoded only when it is first used.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::briefing::{Content, File};
use crate::corpus::lazy_document::LazyDocument;
use crate::corpus::{Corpus, DocumentSlot, EntitySlot, Parts};
use crate::load::briefing_file;
use crate::load::cache::cache_file::CacheFile;
use crate::load::cache::container::ContainerReader;
use crate::load::cache::eviction::mark_used;
use crate::load::cache::footer::CacheFooter;
use crate::load::cache::lazy_batch::LazyBatch;
use crate::load::cache::reader::read_registers;
use crate::load::cache::references_codec::{self, CachedReferences, RecordCounts};
use crate::load::file_names::is_register;
use crate::load::fingerprint::FileVersion;

/// Returns the corpus of a folder from its cache. Returns `None` if a file was added, removed or changed, or if the
/// folder had problems.
pub(crate) fn load_snapshot(cache: &CacheFile, folder: &Path, names: &[OsString]) -> Option<Corpus> {
    let (reader, footer) = ContainerReader::open(&cache.path)?;
    let footer = CacheFooter::parse(&footer, &cache.folder)?;
    let references = footer.references.as_deref()?;
    let (registers, documents) = names.split_at(names.iter().take_while(|name| is_register(name)).count());
    if !has_same_names(&footer, registers, documents) || !has_same_contents(&footer, cache, folder) {
        return None;
    }
    mark_used(&cache.path);
    let registers =
        || read_registers(&footer, cache, &reader, folder, registers).into_iter().collect::<Option<Vec<_>>>();
    let (registers, references) = rayon::join(registers, || references_codec::read(&reader, references));
    let (registers, references) = (registers?, references?);
    let mut parts = Parts { label: briefing_file::label(folder), ..Parts::default() };
    for (_, file, _) in registers {
        add_register(&mut parts, file);
    }
    add_documents(&mut parts, &footer, reader, folder, references)?;
    Some(Corpus::from_parts(parts))
}

/// Returns whether a listing has exactly the names in the cache.
fn has_same_names(footer: &CacheFooter<'_>, registers: &[OsString], documents: &[OsString]) -> bool {
    let is_cached = |name: &OsString| footer.registers.iter().any(|(cached, ..)| name == cached);
    let cached = footer.batches.iter().flat_map(|batch| &batch.files).map(|(name, _)| OsStr::new(name));
    let mut cached: Vec<_> = cached.collect();
    // In the order of a listing.
    cached.par_sort_unstable_by(|one, other| other.cmp(one));
    registers.len() == footer.registers.len() && registers.iter().all(is_cached) && cached.iter().eq(documents)
}

/// Returns whether all documents are unchanged. Gives up if too many contents would have to be compared.
fn has_same_contents(footer: &CacheFooter<'_>, cache: &CacheFile, folder: &Path) -> bool {
    let files: Vec<&(&str, FileVersion)> = footer.batches.iter().flat_map(|batch| &batch.files).collect();
    let is_proven = |(name, version): &&&(&str, FileVersion)| {
        fs::metadata(folder.join(name)).is_ok_and(|found| version.fingerprint.proves(&found))
    };
    let unproven: Vec<_> = files.par_iter().copied().filter(|file| !is_proven(&file)).collect();
    unproven.len() * cache.tuning.files_per_unproven <= files.len()
        && unproven.par_iter().all(|(name, version)| cache.current(&folder.join(name), version).is_some())
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
        Some(Content::Sources(outlets, origins, measures)) => {
            parts.outlets.extend(outlets.into_iter().map(|(_, outlet)| outlet));
            parts.origins.extend(origins.into_iter().map(|(_, origin)| origin));
            parts.measures.extend(measures.into_iter().map(|(_, measure)| measure));
        }
        Some(Content::Document(..)) | None => {}
    }
}

/// Adds the documents, which stay in the cache, and the references. Fails if the registers do not fit.
fn add_documents(
    parts: &mut Parts,
    footer: &CacheFooter<'_>,
    reader: ContainerReader,
    folder: &Path,
    CachedReferences { counts, first_claim, drafts, references }: CachedReferences,
) -> Option<()> {
    let documents = footer.batches.iter().map(|batch| batch.files.len()).sum();
    if counts != (RecordCounts { documents, ..RecordCounts::new(parts) }) {
        return None;
    }
    let reader = Arc::new(reader);
    let mut claim_counts = first_claim.windows(2).map(|claims| claims[1].index() - claims[0].index());
    parts.documents.reserve_exact(documents);
    parts.document_by_id.reserve(documents);
    for batch in &footer.batches {
        let members = Arc::new(LazyBatch::new(batch, &reader, folder, &mut claim_counts)?);
        for at in 0..batch.files.len() {
            let slot = DocumentSlot::new(parts.documents.len());
            parts.document_by_id.insert(members.id(at).clone(), slot);
            parts.documents.push(LazyDocument::OnDemand(members.clone(), at));
        }
    }
    parts.references = references;
    parts.first_claim = first_claim;
    parts.drafts = drafts;
    Some(())
}
