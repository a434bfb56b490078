//! Adds a draft to a folder of briefings: its document, its text, and what is new in the registers.

use std::path::{Path, PathBuf};

use super::document::{DraftHead, draft_document, modeline};
use super::edit::{Edit, Fields, RecordList};
use super::edited_file::EditedFile;
use super::storage::{StorageError, create_file};
use super::value::entry;
use crate::briefing::DocumentId;
use crate::draft::Draft;
use crate::load::ReadFile;

/// Folder of the schemas in a folder of briefings.
const SCHEMAS: &str = "schema";
/// Folder of the articles in a folder of briefings.
const ARTICLES: &str = "sources";
/// Endings of the names of documents and registers.
const ENDINGS: [&str; 2] = ["yaml", "yml"];

/// A draft that is to be written.
#[derive(Debug)]
pub struct NewDraft<'a> {
    /// Its id, which is the name of its files.
    pub id: &'a DocumentId,
    /// What is known of the article.
    pub head: &'a DraftHead,
    /// What is proposed.
    pub draft: &'a Draft,
    /// The text, of which proposals are ranges.
    pub article: &'a str,
    /// The page as it was fetched.
    pub page: Option<&'a [u8]>,
    /// Actors that the register does not have, with their `draft` mark.
    pub entities: &'a [Fields],
    /// Outlets that the register does not have, with their `draft` mark.
    pub outlets: &'a [Fields],
}

/// The files that were written for a draft.
#[derive(Debug)]
pub struct WrittenDraft {
    /// The document.
    pub document: PathBuf,
    /// The article's text.
    pub text: PathBuf,
    /// The page as it was fetched.
    pub page: Option<PathBuf>,
}

/// Returns the path of a document or register in a folder, if there is one.
pub fn existing(folder: &Path, stem: &str) -> Option<PathBuf> {
    let paths = ENDINGS.map(|ending| folder.join(format!("{stem}.{ending}")));
    paths.into_iter().find(|path| path.symlink_metadata().is_ok())
}

/// Returns whether a folder holds a register.
pub fn holds_register(folder: &Path) -> bool {
    ["entities", "sources"].iter().any(|stem| existing(folder, stem).is_some())
}

/// Writes a draft. Nothing that exists is overwritten; the registers get what is new.
///
/// The document comes last, so that a folder never has one whose actors or text are missing.
pub fn write_draft(folder: &Path, new: &NewDraft) -> Result<WrittenDraft, StorageError> {
    if let Some(path) = existing(folder, new.id.as_str()) {
        return Err(StorageError::Exists(path));
    }
    let articles = folder.join(ARTICLES);
    std::fs::create_dir_all(&articles).map_err(|error| StorageError::System(articles.clone(), error))?;
    let text = articles.join(format!("{}.txt", new.id));
    let page = new.page.map(|page| (articles.join(format!("{}.html", new.id)), page));
    for (path, bytes) in [(text.clone(), new.article.as_bytes())].into_iter().chain(page.clone()) {
        store(&path, bytes)?;
    }
    add_records(folder, RecordList::Entities, new.entities)?;
    add_records(folder, RecordList::Outlets, new.outlets)?;
    let document = folder.join(format!("{}.yaml", new.id));
    let schema = schema(folder, "document");
    create_file(&document, draft_document(new.head, new.draft, new.article, schema.as_deref()).as_bytes())?;
    Ok(WrittenDraft { document, text, page: page.map(|(path, _)| path) })
}

/// Stores an article. One with the same content may be there already.
fn store(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    match create_file(path, bytes) {
        Err(StorageError::Exists(_)) if is_stored(path, bytes) => Ok(()),
        done => done,
    }
}

fn is_stored(path: &Path, bytes: &[u8]) -> bool {
    ReadFile::new(path, bytes.len()).is_ok_and(|file| file.is_some_and(|file| file.bytes == bytes))
}

/// Returns the address of a schema, if the folder has it.
fn schema(folder: &Path, name: &str) -> Option<String> {
    let address = format!("{SCHEMAS}/{name}.schema.json");
    folder.join(&address).exists().then_some(address)
}

/// Adds records at the end of a register, which is made if the folder has none.
fn add_records(folder: &Path, list: RecordList, records: &[Fields]) -> Result<(), StorageError> {
    if records.is_empty() {
        return Ok(());
    }
    let (stem, heading, indent) = match list {
        RecordList::Entities => ("entities", "", 0),
        _ => ("sources", "outlets:\n", 2),
    };
    let Some(path) = existing(folder, stem) else {
        let schema = schema(folder, stem).map(|schema| modeline(&schema)).unwrap_or_default();
        let entries: Vec<String> = records.iter().map(|fields| entry(fields, indent)).collect();
        let text = format!("{schema}{heading}{}", entries.join("\n"));
        return create_file(&folder.join(format!("{stem}.yaml")), text.as_bytes());
    };
    let mut file = EditedFile::open(&path)?;
    let insert = |fields: &Fields| Edit::Insert { list, after: None, fields: fields.clone() };
    let edits: Vec<Edit> = records.iter().map(insert).collect();
    file.apply_all(&edits).map_err(|refusal| StorageError::Refused(path, refusal))?;
    file.save().map(drop)
}
