//! What a new cache would hold, collected while a folder is loaded.

use std::ffi::OsStr;
use std::sync::Arc;

use crate::briefing::{Content, Document, File};
use crate::load::cache::register_codec;
use crate::load::fingerprint::FileVersion;

/// The cache is rewritten if more than 1 in this many documents was not in it. Otherwise reading these files again takes
/// less time than writing.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::DocumentId;
    use crate::load::fingerprint::FileFingerprint;

    fn version() -> FileVersion {
        let found = tempfile::NamedTempFile::new().and_then(|file| file.as_file().metadata()).expect("metadata");
        FileVersion { fingerprint: FileFingerprint::new(&found), digest: 1 }
    }

    #[test]
    fn a_cache_is_rewritten_if_more_than_one_in_so_many_documents_differs() {
        let document = Arc::new(Document::placeholder(DocumentId::parse("a").expect("an id"), 0));
        let version = version();
        let is_worth_saving = |documents: usize, differing: usize, registers_differ: bool| {
            let entry = || DocumentEntry { name: "a.yaml".into(), version, document: Arc::clone(&document) };
            let documents = std::iter::repeat_with(entry).take(documents).collect();
            CacheEntries { documents, differing, registers_differ, ..CacheEntries::default() }.are_worth_saving()
        };
        assert!(!is_worth_saving(300, 0, false));
        assert!(is_worth_saving(DOCUMENTS_PER_MISS - 1, 1, false));
        assert!(!is_worth_saving(DOCUMENTS_PER_MISS, 1, false));
        assert!(is_worth_saving(DOCUMENTS_PER_MISS, 2, false));
        assert!(is_worth_saving(300, 0, true), "a register");
    }

    #[test]
    fn only_files_without_problems_are_kept() {
        let version = version();
        let kept = |stem: &str, text: &str, version: Option<FileVersion>| {
            let mut entries = CacheEntries::default();
            entries.add(OsStr::new("a.yaml"), &File::read("a".into(), stem, text.into()), version);
            (entries.documents.len(), entries.differing, entries.registers.len(), entries.registers_differ)
        };
        let document = "title: T\npublisher: o\nurl: https://example.org/\npublished: 2024\n";
        assert_eq!(kept("a", document, Some(version)), (1, 1, 0, false));
        assert_eq!(kept("a", document, None), (0, 0, 0, false), "it changed while it was read");
        assert_eq!(kept("a", &format!("{document}claims:\n  - {{id: a}}\n"), Some(version)), (0, 0, 0, false));
        assert_eq!(kept("sources", "outlets: [{id: o, name: O}]\n", Some(version)), (0, 0, 1, true));
    }
}
