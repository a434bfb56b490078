//! Documents that stay in the cache until one of their block is used.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::briefing::{Content, Digest, Document, DocumentId, File, SourceText};
use crate::corpus::lazy_document::DocumentSource;
use crate::load::cache::container::{BlockRef, ContainerReader};
use crate::load::cache::document_codec::{DocumentReader, document_id};
use crate::load::cache::footer::CachedBatch;
use crate::load::fingerprint::FileVersion;

/// The documents of one block, decoded together on first use.
#[derive(Debug)]
pub(crate) struct LazyBatch {
    reader: Arc<ContainerReader>,
    folder: PathBuf,
    block: BlockRef,
    /// Number of bytes of text at the beginning of the block.
    text_bytes: usize,
    files: Vec<BatchMember>,
    documents: OnceLock<Vec<Document>>,
}

/// What must be known of a document before it is decoded.
#[derive(Debug)]
struct BatchMember {
    /// The name of its file.
    name: String,
    id: DocumentId,
    /// The digest of its file.
    digest: Digest,
    /// Its number of claims, which the slots of the corpus depend on.
    claims: usize,
}

impl DocumentSource for LazyBatch {
    /// The document has the expected number of claims, even if the cache was damaged meanwhile.
    fn document(&self, at: usize) -> &Document {
        &self.documents.get_or_init(|| self.decode())[at]
    }
}

impl LazyBatch {
    /// Prepares a batch. `claim_counts` yields the number of claims of each document.
    pub(crate) fn new(
        batch: &CachedBatch<'_>,
        reader: &Arc<ContainerReader>,
        folder: &Path,
        claim_counts: &mut impl Iterator<Item = usize>,
    ) -> Option<Self> {
        let member = |(name, version): &(&str, FileVersion)| {
            let (name, id) = ((*name).to_owned(), document_id(name)?);
            Some(BatchMember { name, id, digest: version.digest, claims: claim_counts.next()? })
        };
        Some(Self {
            reader: Arc::clone(reader),
            folder: folder.to_owned(),
            block: batch.block,
            text_bytes: batch.text_bytes,
            files: batch.files.iter().map(member).collect::<Option<_>>()?,
            documents: OnceLock::new(),
        })
    }

    /// Returns the id of the document at a position.
    pub(crate) fn id(&self, at: usize) -> &DocumentId {
        &self.files[at].id
    }

    fn decode(&self) -> Vec<Document> {
        let block = self.reader.block(&self.block).unwrap_or_default();
        let mut records = DocumentReader::new(&block, self.text_bytes);
        let mut next = |file: &BatchMember| {
            let document = records.as_mut().and_then(|records| records.next(&file.name));
            // If a record cannot be read, the positions of the next strings are unknown.
            if document.is_none() {
                records = None;
            }
            document.map(|(document, _)| document).filter(|document| document.claims.len() == file.claims)
        };
        self.files.iter().map(|file| next(file).unwrap_or_else(|| self.read_file(file))).collect()
    }

    /// Reads a document from its file. Returns a placeholder if the file has changed.
    fn read_file(&self, BatchMember { name, id, digest, claims }: &BatchMember) -> Document {
        let path = self.folder.join(name);
        let source_text = SourceText::OnDisk { path: path.into(), digest: *digest };
        let file = File::read(name.as_str().into(), id.as_str(), source_text.text().into_owned().into_bytes());
        match file.content {
            Some(Content::Document(document, _)) if document.claims.len() == *claims => Arc::unwrap_or_clone(document),
            _ => Document::placeholder(id.clone(), *claims),
        }
    }
}
