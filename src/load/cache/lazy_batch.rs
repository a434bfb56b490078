//! Documents that stay in the cache until one of their block is asked for.

use std::ffi::OsStr;
use std::sync::{Arc, OnceLock};

use crate::briefing::{Content, Digest, Document, DocumentId, File, SourceText};
use crate::corpus::lazy_document::DocumentSource;
use crate::load::cache::container::{Block, Reader};
use crate::load::cache::document::Records;
use crate::load::cache::{Batch, Seen, document_id};
use crate::load::folder::Folder;

/// The documents of one block.
#[derive(Debug)]
pub(crate) struct LazyBatch {
    reader: Arc<Reader>,
    folder: Folder,
    block: Block,
    /// Bytes at the block's beginning that are words.
    words: usize,
    files: Vec<Member>,
    documents: OnceLock<Vec<Document>>,
}

#[derive(Debug)]
struct Member {
    /// The name of its file.
    name: String,
    id: DocumentId,
    /// The content of its file.
    digest: Digest,
    /// How many claims it has.
    claims: usize,
}

impl DocumentSource for LazyBatch {
    /// The document has as many claims as it was said to have, whatever became of the cache meanwhile.
    fn document(&self, at: usize) -> &Document {
        &self.documents.get_or_init(|| self.take())[at]
    }
}

impl LazyBatch {
    /// The documents of a batch, which have the next so many claims each.
    pub(crate) fn of(
        batch: &Batch<'_>,
        reader: &Arc<Reader>,
        folder: &Folder,
        claims: &mut impl Iterator<Item = usize>,
    ) -> Option<Self> {
        let shelved = |(name, seen): &(&str, Seen)| {
            let (name, id) = ((*name).to_owned(), document_id(name)?);
            Some(Member { name, id, digest: seen.digest, claims: claims.next()? })
        };
        Some(Self {
            reader: Arc::clone(reader),
            folder: folder.clone(),
            block: batch.block,
            words: batch.words,
            files: batch.files.iter().map(shelved).collect::<Option<_>>()?,
            documents: OnceLock::new(),
        })
    }

    /// The id of the document at a place.
    pub(crate) fn id(&self, at: usize) -> &DocumentId {
        &self.files[at].id
    }

    fn take(&self) -> Vec<Document> {
        let block = self.reader.block(&self.block).unwrap_or_default();
        let mut records = Records::of(&block, self.words);
        let mut next = |file: &Member| {
            let document = records.as_mut().and_then(|records| records.next(&file.name));
            // Where one cannot be read, the words of the next begin nobody knows where.
            if document.is_none() {
                records = None;
            }
            document.map(|(document, _)| document).filter(|document| document.claims.len() == file.claims)
        };
        self.files.iter().map(|file| next(file).unwrap_or_else(|| self.read_again(file))).collect()
    }

    /// The document as its file has it, if that is what it was; else what stands in for it.
    fn read_again(&self, Member { name, id, digest, claims }: &Member) -> Document {
        let path = self.folder.path_of(OsStr::new(name));
        let source_text = SourceText::OnDisk { path: path.into(), digest: *digest };
        let file = File::read(name.as_str().into(), id.as_str(), source_text.text().into_owned().into_bytes());
        match file.content {
            Some(Content::Document(document, _)) if document.claims.len() == *claims => Arc::unwrap_or_clone(document),
            _ => Document::placeholder(id.clone(), *claims),
        }
    }
}
