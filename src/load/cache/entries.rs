//! What a new cache would hold, collected while a folder is loaded.

use std::ffi::OsStr;
use std::sync::Arc;

use crate::briefing::{Content, Document, File};
use crate::load::cache::register_codec;
use crate::load::fingerprint::FileVersion;

/// The cache is rewritten if more than 1 in this many documents was not in it. Writing 10,000 documents takes as long as
/// reading a few hundred files.
const DOCUMENTS_PER_MISS: usize = 256;

/// A document without problems.
#[derive(Debug)]
pub(crate) struct DocumentEntry {
    /// The name of its file.
    pub(crate) name: String,
    pub(crate) version: FileVersion,
    pub(crate) document: Arc<Document>,
}

/// A register without problems: the name and version of its file, and its records as bytes.
pub(crate) type RegisterEntry = (String, FileVersion, Vec<u8>);

/// What a new cache would hold, and how much of it the present cache lacks.
#[derive(Debug, Default)]
pub(crate) struct CacheEntries {
    pub(crate) documents: Vec<DocumentEntry>,
    pub(crate) registers: Vec<RegisterEntry>,
    /// Number of documents that are missing, stale or no longer needed in the present cache.
    pub(crate) differing: usize,
    /// Whether a register is missing or stale. Reading one takes as long as reading many documents.
    registers_differ: bool,
}

impl CacheEntries {
    /// Creates an empty collection with capacity for `documents`.
    pub(crate) fn with_capacity(documents: usize) -> Self {
        Self { documents: Vec::with_capacity(documents), ..Self::default() }
    }

    /// Adds a file that was read, if it has no problems and its version is known.
    pub(crate) fn add(&mut self, name: &OsStr, file: &File, version: Option<FileVersion>) {
        let (Some(name), Some(version), Some(content), []) =
            (name.to_str(), version, &file.content, &file.problems[..])
        else {
            return;
        };
        if let Content::Document(document, _) = content {
            self.documents.push(DocumentEntry { name: name.to_owned(), version, document: Arc::clone(document) });
            self.differing += 1;
        } else {
            self.registers.extend(register_codec::write(content).map(|bytes| (name.to_owned(), version, bytes)));
            self.registers_differ = true;
        }
    }

    /// Returns whether the present cache lacks so much that it should be rewritten.
    pub(crate) fn are_worth_saving(&self) -> bool {
        self.registers_differ || self.differing * DOCUMENTS_PER_MISS > self.documents.len()
    }
}
