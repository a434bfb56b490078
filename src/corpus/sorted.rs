//! Files sorted by what they hold, with what is needed to say where a fault is in them.

use std::cmp::Reverse;

use crate::briefing::{Content, Document, Entity, File, Origin, Outlet, Problem};
use crate::text::Text;

/// A file's records and, of each, its place in the file's list; what is needed to say where a fault is.
pub(super) struct Read<T> {
    pub(super) label: Text,
    pub(super) text: String,
    pub(super) records: T,
    pub(super) ordinals: Vec<usize>,
}

/// Files sorted by what they hold.
#[derive(Default)]
pub(super) struct Sorted {
    pub(super) documents: Vec<Read<Document>>,
    pub(super) entities: Option<Read<Vec<Entity>>>,
    pub(super) outlets: Option<Read<Vec<Outlet>>>,
    pub(super) origins: Option<Read<Vec<Origin>>>,
    pub(super) problems: Vec<Problem>,
}

impl Sorted {
    /// Sorts files; of two with the same document the later one is left out, and named.
    pub(super) fn of(files: Vec<File>) -> Self {
        let mut sorted = Self::default();
        for file in files {
            sorted.take(file);
        }
        sorted.documents.sort_by_key(|read| (Reverse(read.records.published.first()), read.records.id.clone()));
        for twins in sorted.documents.windows(2).filter(|pair| pair[0].records.id == pair[1].records.id) {
            let problem = format!("the document `{}` is there a second time", twins[1].records.id);
            sorted.problems.push(Problem::with_file(&twins[1].label, problem, "keep one of the two files"));
        }
        sorted.documents.dedup_by(|second, first| second.records.id == first.records.id);
        sorted
    }

    fn take(&mut self, file: File) {
        let File { label, text, content, mut problems } = file;
        self.problems.append(&mut problems);
        match content {
            None => {}
            Some(Content::Document(document, ordinals)) => {
                self.documents.push(Read { label, text, records: *document, ordinals });
            }
            Some(Content::Entities(entities)) => {
                let (ordinals, records) = entities.into_iter().unzip();
                self.entities = Some(Read { label, text, records, ordinals });
            }
            Some(Content::Sources(outlets, origins)) => {
                let (ordinals, records) = outlets.into_iter().unzip();
                self.outlets = Some(Read { label: label.clone(), text: text.clone(), records, ordinals });
                let (ordinals, records) = origins.into_iter().unzip();
                self.origins = Some(Read { label, text, records, ordinals });
            }
        }
    }
}
