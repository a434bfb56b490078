//! Partitions files by content: documents, entities, outlets, origins and measures. Keeps their texts, in which faults are located.

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use crate::briefing::{
    ClaimRef, Content, Document, DocumentId, Entity, EntityRefs, File, Measure, Origin, Outlet, Problem, Purpose,
    SourceText,
};
use crate::corpus::DocumentSlot;
use crate::text::Text;

/// A document whose references are not resolved yet, with its file's label and text for problems.
pub(crate) struct DocumentDraft {
    pub(crate) label: Text,
    pub(crate) source_text: SourceText,
    pub(crate) document: Arc<Document>,
    pub(crate) mentions: EntityRefs,
}

/// The records of a register, with its file's label and text for problems.
pub(crate) struct RegisterFile<T> {
    pub(crate) label: Text,
    pub(crate) source_text: SourceText,
    pub(crate) records: T,
    /// The position of each record in the file's list. Faulty records are missing from `records`.
    pub(crate) ordinals: Vec<usize>,
}

/// Files by what they hold, with documents in the order of the corpus.
#[derive(Default)]
pub(crate) struct PartitionedFiles {
    pub(crate) documents: Vec<DocumentDraft>,
    pub(crate) document_by_id: HashMap<DocumentId, DocumentSlot>,
    pub(crate) entities: Option<RegisterFile<Vec<Entity>>>,
    pub(crate) outlets: Option<RegisterFile<Vec<Outlet>>>,
    pub(crate) origins: Option<RegisterFile<Vec<Origin>>>,
    pub(crate) measures: Option<RegisterFile<Vec<Measure>>>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) left_out: LeftOut,
}

/// Records that are left out because of a problem that is listed. A reference to one of them is not a second problem.
#[derive(Default)]
pub(crate) struct LeftOut {
    documents: HashSet<DocumentId>,
    /// Claims as `DOCUMENT#CLAIM`.
    claims: HashSet<String>,
    /// Ids of both registers.
    pub(crate) records: HashSet<String>,
    /// Whether a file was meant as the register of entities.
    pub(crate) entities: bool,
    /// Whether a file was meant as the register of outlets and origins.
    pub(crate) sources: bool,
}

impl LeftOut {
    fn add(&mut self, purpose: Purpose, is_read: bool, ids: Vec<String>) {
        match purpose {
            Purpose::Document(document) => {
                self.claims.extend(ids.into_iter().map(|id| format!("{document}#{id}")));
                if !is_read {
                    self.documents.insert(document);
                }
            }
            Purpose::Entities => {
                self.entities = true;
                self.records.extend(ids);
            }
            Purpose::Sources => {
                self.sources = true;
                self.records.extend(ids);
            }
            Purpose::Unknown => {}
        }
    }

    /// Returns whether a claim, or its whole document, was left out.
    pub(crate) fn has_claim(&self, claim: &ClaimRef) -> bool {
        self.documents.contains(&claim.document)
            || !self.claims.is_empty() && self.claims.contains(claim.to_string().as_str())
    }
}

impl PartitionedFiles {
    /// Partitions files, and sorts documents by date, newest first. If two files hold the same document, the one with
    /// the higher label is left out and listed as a problem.
    pub(crate) fn new(files: Vec<File>) -> Self {
        let mut partitioned = Self::default();
        partitioned.documents.reserve_exact(files.len());
        for file in files {
            partitioned.add(file);
        }
        partitioned.documents.sort_by_cached_key(|draft| {
            (draft.document.published.map(|date| Reverse(date.first())), draft.document.id.clone())
        });
        // Files are read in any order, so the labels decide which of two files with one document is used.
        for same in partitioned.documents.chunk_by_mut(|one, other| one.document.id == other.document.id) {
            same.sort_by(|one, other| one.label.cmp(&other.label));
        }
        partitioned.drop_duplicates();
        partitioned
    }

    fn drop_duplicates(&mut self) {
        let Self { documents, document_by_id, problems, .. } = self;
        document_by_id.reserve(documents.len());
        documents.retain(|draft| {
            let next = DocumentSlot::new(document_by_id.len());
            let is_first = document_by_id.try_insert(draft.document.id.clone(), next).is_ok();
            if !is_first {
                let problem = format!("the document `{}` is there a second time", draft.document.id);
                problems.push(Problem::with_file(&draft.label, problem, "keep one of the two files"));
            }
            is_first
        });
    }

    fn add(&mut self, file: File) {
        let File { label, source_text, content, mut problems, purpose, left_out } = file;
        self.problems.append(&mut problems);
        self.left_out.add(purpose, content.is_some(), left_out);
        match content {
            None => {}
            Some(Content::Document(document, mentions)) => {
                self.documents.push(DocumentDraft { label, source_text, document, mentions });
            }
            Some(Content::Entities(entities)) => {
                let (ordinals, records) = entities.into_iter().unzip();
                let register = RegisterFile { label, source_text, records, ordinals };
                self.problems.extend(add_register(&mut self.entities, register));
            }
            Some(Content::Sources(outlets, origins, measures)) => {
                let (ordinals, records) = outlets.into_iter().unzip();
                let outlets =
                    RegisterFile { label: label.clone(), source_text: source_text.clone(), records, ordinals };
                self.problems.extend(add_register(&mut self.outlets, outlets));
                let (ordinals, records) = origins.into_iter().unzip();
                let origins =
                    RegisterFile { label: label.clone(), source_text: source_text.clone(), records, ordinals };
                // All three share a file, whose problem is already listed.
                let _ = add_register(&mut self.origins, origins);
                let (ordinals, records) = measures.into_iter().unzip();
                let _ = add_register(&mut self.measures, RegisterFile { label, source_text, records, ordinals });
            }
        }
    }
}

/// Stores a register. If there are two, the one with the lower label is used, and the other is a problem.
fn add_register<T>(used: &mut Option<RegisterFile<T>>, register: RegisterFile<T>) -> Option<Problem> {
    let other = match used {
        Some(known) if known.label < register.label => register,
        _ => used.replace(register)?,
    };
    Some(Problem::with_file(&other.label, "this register is there a second time", "put both into one file"))
}
