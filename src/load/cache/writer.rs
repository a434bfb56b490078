//! What of a folder is worth keeping, and writing it.

use std::ffi::OsStr;
use std::sync::Arc;

use crate::briefing::{Content, Document, File};
use crate::corpus::{Corpus, Parts};
use crate::load::cache::container::Writer;
use crate::load::cache::document;
use crate::load::cache::document::Words;
use crate::load::cache::{BATCH, Batch, Cache, Index, Program, Seen, TOLERATED, eviction, references, register};

/// A document that is worth keeping.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) seen: Seen,
    pub(crate) document: Arc<Document>,
}

/// A register that is worth keeping, by name.
pub(crate) type KeptRegister = (String, Seen, Vec<u8>);

/// What is worth keeping of a folder, and how much of it the cache does not have.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    pub(crate) kept: Vec<Kept>,
    pub(crate) registers: Vec<KeptRegister>,
    /// Documents the cache does not have as they are, and such as it has for nothing.
    pub(crate) differing: usize,
    /// True when there is a register that the cache does not have. To read one takes as long as to read many documents.
    registers_differ: bool,
}

impl Keep {
    /// Nothing yet, with room for so many documents.
    pub(crate) fn of_at_most(documents: usize) -> Self {
        Self { kept: Vec::with_capacity(documents), ..Self::default() }
    }

    /// Adds a file that was read, if it is worth it.
    pub(crate) fn add(&mut self, name: &OsStr, file: &File, seen: Option<Seen>) {
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
    pub(crate) fn unsaved(self, cache: &Cache) -> Option<Unsaved> {
        let worth = self.registers_differ || self.differing * TOLERATED > self.kept.len();
        worth.then(|| Unsaved { cache: cache.clone(), kept: self.kept, registers: self.registers })
    }
}

/// What is to be kept of a corpus for the next time.
#[derive(Debug)]
pub struct Unsaved {
    cache: Cache,
    pub(crate) kept: Vec<Kept>,
    pub(crate) registers: Vec<KeptRegister>,
}

impl Unsaved {
    /// Writes the cache. What keeps it from being written is not said: there is only no cache then.
    pub fn save(self, corpus: &Corpus) {
        // Silence is what is promised.
        let _ = self.write(corpus);
    }

    fn write(self, corpus: &Corpus) -> Option<()> {
        let folder = self.cache.path.parent()?;
        // Of two files with one document only one is in the corpus.
        let slot = |document: &Arc<Document>| {
            let slot = corpus.find_document(document.id.as_str())?;
            corpus.loaded_document(slot).is_some_and(|loaded| Arc::ptr_eq(loaded, document)).then_some(slot)
        };
        let mut kept: Vec<_> = self.kept.iter().filter_map(|kept| Some((slot(&kept.document)?, kept))).collect();
        kept.sort_unstable_by_key(|(slot, _)| *slot);
        let mut writer = Writer::create(folder, eviction::MOST).ok()?;
        let mut batches = Vec::with_capacity(kept.len() / BATCH + 1);
        for kept in kept.chunks(BATCH) {
            let (mut words, mut records) = (Words::default(), Vec::new());
            for (slot, _) in kept {
                records = document::write(corpus, *slot, &mut words, records)?;
            }
            let files = kept.iter().map(|(_, kept)| (kept.name.as_str(), kept.seen)).collect();
            let words = words.as_str().as_bytes();
            let block = writer.append(&[words, &records].concat()).ok()?;
            batches.push(Batch { block, words: words.len(), files });
        }
        let mut registers = Vec::with_capacity(self.registers.len());
        for (name, seen, bytes) in &self.registers {
            registers.push((name.as_str(), *seen, writer.append(bytes).ok()?));
        }
        // No `..`, so that the compiler reports a new part. The references are taken apart where they are written.
        let Parts {
            label: _,
            problems,
            documents,
            // The ids of the files.
            document_by_id: _,
            first_claim: _,
            entities,
            // All of them, since there are no problems.
            registered: _,
            entity_by_id: _,
            // In their register.
            outlets: _,
            origins,
            references: _,
        } = corpus.parts();
        // What is wrong has to be found again each time.
        let complete = problems.is_empty() && kept.len() == documents.len();
        let references = if complete { Some(references::write(corpus.parts(), &mut writer).ok()?) } else { None };
        let index = Index {
            program: Program::this(),
            folder: self.cache.folder.to_str()?,
            entities: entities.iter().map(|entity| entity.id.as_str()).collect(),
            origins: origins.iter().map(|origin| origin.id.as_str()).collect(),
            registers,
            batches,
            references,
        };
        let written = writer.finish(&postcard::to_stdvec(&index).ok()?, &self.cache.path);
        eviction::make(folder, &self.cache.path, eviction::MOST);
        written.ok()
    }
}
