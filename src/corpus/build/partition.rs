//! Files sorted by what they hold, with what is needed to say where a fault is in them.

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use crate::briefing::{
    ClaimRef, Content, Document, DocumentId, Entity, EntityRefs, File, Origin, Outlet, Problem, Purpose, SourceText,
};
use crate::corpus::DocumentSlot;
use crate::text::Text;

/// A document, whom its claims name, and what is needed to say where a fault is.
pub(crate) struct Draft {
    pub(crate) label: Text,
    pub(crate) source_text: SourceText,
    pub(crate) document: Arc<Document>,
    pub(crate) mentions: EntityRefs,
}

/// A register's records and, of each, its place in the file's list; what is needed to say where a fault is.
pub(crate) struct Read<T> {
    pub(crate) label: Text,
    pub(crate) source_text: SourceText,
    pub(crate) records: T,
    pub(crate) ordinals: Vec<usize>,
}

/// Files sorted by what they hold.
#[derive(Default)]
pub(crate) struct Sorted {
    pub(crate) documents: Vec<Draft>,
    pub(crate) document_by_id: HashMap<DocumentId, DocumentSlot>,
    pub(crate) entities: Option<Read<Vec<Entity>>>,
    pub(crate) outlets: Option<Read<Vec<Outlet>>>,
    pub(crate) origins: Option<Read<Vec<Origin>>>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) left_out: LeftOut,
}

/// What is not there for a mistake that is listed. What refers to it is right, so that is no mistake of its own.
#[derive(Default)]
pub(crate) struct LeftOut {
    documents: HashSet<DocumentId>,
    /// By their names in the corpus.
    claims: HashSet<String>,
    /// Ids of both registers.
    pub(crate) records: HashSet<String>,
    /// True where there is a file that was meant as the register of actors, or of sources.
    pub(crate) entities: bool,
    pub(crate) sources: bool,
}

impl LeftOut {
    fn take(&mut self, purpose: Purpose, is_read: bool, ids: Vec<String>) {
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

    /// True for a claim that was left out, or whose document was.
    pub(crate) fn has(&self, claim: &ClaimRef) -> bool {
        self.documents.contains(&claim.document)
            || !self.claims.is_empty() && self.claims.contains(claim.to_string().as_str())
    }
}

impl Sorted {
    /// Sorts files; of two with the same document the later one is left out, and named.
    pub(crate) fn of(files: Vec<File>) -> Self {
        let mut sorted = Self::default();
        sorted.documents.reserve_exact(files.len());
        for file in files {
            sorted.take(file);
        }
        sorted
            .documents
            .sort_by_cached_key(|draft| (Reverse(draft.document.published.first()), draft.document.id.clone()));
        // The label settles which of two files with one document comes first, in whatever order they were read.
        for same in sorted.documents.chunk_by_mut(|one, other| one.document.id == other.document.id) {
            same.sort_by(|one, other| one.label.cmp(&other.label));
        }
        let by_id = &mut sorted.document_by_id;
        by_id.reserve(sorted.documents.len());
        let problems = &mut sorted.problems;
        sorted.documents.retain(|draft| {
            let next = DocumentSlot::new(by_id.len());
            let fresh = by_id.try_insert(draft.document.id.clone(), next).is_ok();
            if !fresh {
                let problem = format!("the document `{}` is there a second time", draft.document.id);
                problems.push(Problem::with_file(&draft.label, problem, "keep one of the two files"));
            }
            fresh
        });
        sorted
    }

    fn take(&mut self, file: File) {
        let File { label, source_text, content, mut problems, purpose, left_out } = file;
        self.problems.append(&mut problems);
        self.left_out.take(purpose, content.is_some(), left_out);
        match content {
            None => {}
            Some(Content::Document(document, mentions)) => {
                self.documents.push(Draft { label, source_text, document, mentions });
            }
            Some(Content::Entities(entities)) => {
                let (ordinals, records) = entities.into_iter().unzip();
                self.problems.extend(keep(&mut self.entities, Read { label, source_text, records, ordinals }));
            }
            Some(Content::Sources(outlets, origins)) => {
                let (ordinals, records) = outlets.into_iter().unzip();
                let outlets = Read { label: label.clone(), source_text: source_text.clone(), records, ordinals };
                self.problems.extend(keep(&mut self.outlets, outlets));
                let (ordinals, records) = origins.into_iter().unzip();
                // What is wrong is said of the outlets.
                let _ = keep(&mut self.origins, Read { label, source_text, records, ordinals });
            }
        }
    }
}

/// Takes a register. Of two, in whatever order they were read, the one with the first label is used, and the other named.
fn keep<T>(kept: &mut Option<Read<T>>, read: Read<T>) -> Option<Problem> {
    let other = match kept {
        Some(known) if known.label < read.label => read,
        _ => kept.replace(read)?,
    };
    Some(Problem::with_file(&other.label, "this register is there a second time", "put both into one file"))
}
