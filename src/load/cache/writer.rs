//! Writes a cache.

use std::sync::Arc;

use crate::briefing::Document;
use crate::corpus::{Corpus, DocumentSlot, Parts};
use crate::load::cache::cache_file::CacheFile;
use crate::load::cache::container::ContainerWriter;
use crate::load::cache::document_codec::{self, StringBuffer};
use crate::load::cache::entries::{CacheEntries, DocumentEntry};
use crate::load::cache::eviction::{MAX_TOTAL_BYTES, evict};
use crate::load::cache::footer::{CacheFooter, CachedBatch, ProgramBuild};
use crate::load::cache::references_codec;

/// Number of documents in a block. A larger block saves calls, and a smaller one is divided better among threads.
pub(super) const DOCUMENTS_PER_BLOCK: usize = 64;

/// A cache that is worth writing.
#[derive(Debug)]
pub struct UnsavedCache {
    cache: CacheFile,
    pub(super) entries: CacheEntries,
}

impl UnsavedCache {
    /// Returns the new cache, if it differs enough from the present one.
    pub(crate) fn new(cache: &CacheFile, entries: CacheEntries) -> Option<Self> {
        entries.are_worth_saving().then(|| Self { cache: cache.clone(), entries })
    }

    /// Writes the cache of a corpus. Errors are not reported: there is no cache then.
    pub fn save(self, corpus: &Corpus) {
        let _ = self.write(corpus);
    }

    fn write(self, corpus: &Corpus) -> Option<()> {
        let folder = self.cache.path.parent()?;
        // If two files hold the same document, only one of them is in the corpus.
        let slot = |document: &Arc<Document>| {
            let slot = corpus.find_document(document.id.as_str())?;
            corpus.loaded_document(slot).is_some_and(|loaded| Arc::ptr_eq(loaded, document)).then_some(slot)
        };
        let entries = &self.entries.documents;
        let mut cached: Vec<_> = entries.iter().filter_map(|entry| Some((slot(&entry.document)?, entry))).collect();
        cached.sort_unstable_by_key(|(slot, _)| *slot);
        let mut writer = ContainerWriter::create(folder, MAX_TOTAL_BYTES).ok()?;
        let mut batches = Vec::with_capacity(cached.len() / DOCUMENTS_PER_BLOCK + 1);
        for documents in cached.chunks(DOCUMENTS_PER_BLOCK) {
            batches.push(write_batch(corpus, documents, &mut writer)?);
        }
        let mut registers = Vec::with_capacity(self.entries.registers.len());
        for (name, version, bytes) in &self.entries.registers {
            registers.push((name.as_str(), *version, writer.append(bytes).ok()?));
        }
        // Without `..`, so that the compiler reports a new part that is not written.
        let Parts {
            problems,
            documents,
            entities,
            origins,
            // Written with the references.
            references: _,
            first_claim: _,
            drafts: _,
            // Known from the folder, from the documents and from the registers.
            label: _,
            document_by_id: _,
            registered: _,
            entity_by_id: _,
            outlets: _,
            measures: _,
        } = corpus.parts();
        // The references are only used if all documents are cached, and if there are no problems to report.
        let is_complete = problems.is_empty() && cached.len() == documents.len();
        let references =
            if is_complete { Some(references_codec::write(corpus.parts(), &mut writer).ok()?) } else { None };
        let footer = CacheFooter {
            build: ProgramBuild::current(),
            folder: self.cache.folder.to_str()?,
            entities: entities.iter().map(|entity| entity.id.as_str()).collect(),
            origins: origins.iter().map(|origin| origin.id.as_str()).collect(),
            registers,
            batches,
            references,
        };
        let written = writer.finish(&postcard::to_stdvec(&footer).ok()?, &self.cache.path);
        evict(folder, &self.cache.path, MAX_TOTAL_BYTES);
        written.ok()
    }
}

fn write_batch<'e>(
    corpus: &Corpus,
    documents: &[(DocumentSlot, &'e DocumentEntry)],
    writer: &mut ContainerWriter,
) -> Option<CachedBatch<'e>> {
    let (mut strings, mut records) = (StringBuffer::default(), Vec::new());
    for (slot, _) in documents {
        records = document_codec::write(corpus, *slot, &mut strings, records)?;
    }
    let files = documents.iter().map(|(_, entry)| (entry.name.as_str(), entry.version)).collect();
    let text = strings.as_str().as_bytes();
    let block = writer.append(&[text, &records].concat()).ok()?;
    Some(CachedBatch { block, text_bytes: text.len(), files })
}
