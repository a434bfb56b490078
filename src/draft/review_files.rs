//! The files that a review changes: opens them, edits, takes back, saves, and says what is in them now.
//!
//! Each edit is saved at once, so that quitting keeps everything. What somebody else changes meanwhile stays.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::write::{Edit, EditStep, EditedFile, RecordList, StorageError, existing};
use crate::briefing::{Content, Document, DocumentId, Entity, EntityRefs, File};
use crate::text::Text;

/// What is in the files of a review now.
#[derive(Clone, Debug)]
pub struct ReviewedFiles {
    /// The document.
    pub document: Arc<Document>,
    /// The ids that its claims name.
    pub refs: EntityRefs,
    /// The register of entities, with those that the review has added.
    pub entities: Vec<Entity>,
    /// The ids of outlets that are drafts.
    pub draft_outlets: Vec<String>,
    /// Number of steps that can be taken back.
    pub steps: usize,
}

/// The files of a document under review, and the steps that were made in them.
#[derive(Debug)]
pub struct ReviewFiles {
    folder: PathBuf,
    id: DocumentId,
    /// The document, then the registers of entities and sources if the folder has them.
    files: [Option<EditedFile>; 3],
    steps: Vec<Vec<(usize, EditStep)>>,
}

impl ReviewFiles {
    /// Opens the files of a document.
    pub fn open(folder: &Path, id: &DocumentId) -> Result<Self, Text> {
        let open = |stem: &str| existing(folder, stem).map(EditedFile::open).transpose().map_err(|error| said(&error));
        let files = [open(id.as_str())?, open("entities")?, open("sources")?];
        if files[0].is_none() {
            return Err(Text::from(format!("{} has no file {id}.yaml.", folder.display())));
        }
        Ok(Self { folder: folder.to_owned(), id: id.clone(), files, steps: Vec::new() })
    }

    /// Makes edits and saves them: all of them or, in each file, none.
    pub fn edit(&mut self, edits: &[Edit]) -> Result<(), Text> {
        let mut made = Vec::new();
        // The registers come first, so that the document never names what they lack.
        for at in [1, 2, 0] {
            let own: Vec<Edit> = edits.iter().filter(|edit| file_of(edit) == at).cloned().collect();
            if own.is_empty() {
                continue;
            }
            let Some(file) = &mut self.files[at] else {
                return Err(Text::from("The folder has no register for this. briefing init makes one."));
            };
            let step = file.apply_all(&own).map_err(|refusal| Text::from(format!("Not changed: {refusal}.")))?;
            self.save(at)?;
            made.push((at, step));
        }
        self.steps.extend((!made.is_empty()).then_some(made));
        Ok(())
    }

    /// Takes back the last step, and saves. Returns false if there is none.
    pub fn undo(&mut self) -> Result<bool, Text> {
        let Some(step) = self.steps.pop() else { return Ok(false) };
        for (at, made) in step.iter().rev() {
            let Some(file) = &mut self.files[*at] else { continue };
            file.undo(made).map_err(|refusal| Text::from(format!("Not taken back: {refusal}.")))?;
            self.save(*at)?;
        }
        Ok(true)
    }

    /// Saves a file. If that fails, the file is read again, so that no edit is left half done.
    fn save(&mut self, at: usize) -> Result<(), Text> {
        let Some(file) = &mut self.files[at] else { return Ok(()) };
        let Err(error) = file.save() else { return Ok(()) };
        if let Ok(read) = EditedFile::open(file.path()) {
            *file = read;
        }
        Err(said(&error))
    }

    /// Returns what is in the files now.
    pub fn read(&self) -> Result<ReviewedFiles, Text> {
        let read = |at: usize, stem: &str| {
            let file = self.files[at].as_ref()?;
            let label = Text::clean(file.path().to_string_lossy());
            Some(File::read(label, stem, file.text().as_bytes().to_vec()))
        };
        let entities = match read(1, "entities").and_then(|file| file.content) {
            Some(Content::Entities(entities)) => entities.into_iter().map(|(_, entity)| entity).collect(),
            _ => Vec::new(),
        };
        let draft_outlets = match read(2, "sources").and_then(|file| file.content) {
            Some(Content::Sources(outlets, ..)) => {
                let drafts = outlets.into_iter().filter(|(_, outlet)| outlet.draft.is_some());
                drafts.map(|(_, outlet)| outlet.id.to_string()).collect()
            }
            _ => Vec::new(),
        };
        let file = read(0, self.id.as_str());
        let steps = self.steps.len();
        match file.map(|file| (file.content, file.problems)) {
            Some((Some(Content::Document(document, refs)), _)) => {
                Ok(ReviewedFiles { document, refs, entities, draft_outlets, steps })
            }
            Some((_, problems)) => {
                let why = problems.first().map_or_else(String::new, |problem| format!(": {problem}"));
                Err(Text::from(format!("The document cannot be read{why}")))
            }
            None => Err(Text::from(format!("{} has no file {}.yaml.", self.folder.display(), self.id))),
        }
    }
}

fn said(error: &StorageError) -> Text {
    Text::from(format!("{error}."))
}

/// Returns the place of the file that an edit is of.
fn file_of(edit: &Edit) -> usize {
    let list = match edit {
        Edit::Insert { list, .. } => Some(*list),
        other => other.record().and_then(super::write::FileRecord::list),
    };
    match list {
        None | Some(RecordList::Claims) => 0,
        Some(RecordList::Entities) => 1,
        Some(RecordList::Outlets | RecordList::Origins | RecordList::Measures) => 2,
    }
}
