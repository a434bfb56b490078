//! Writes documents with drafts, and edits files that a person has written.
//!
//! [`EditedFile`] changes one field of one record and leaves everything else byte for byte: comments, order, layout.
//! [`FieldValue`] lays out what is new as the built-in briefings do.
//!
//! - An edit becomes replacements of bytes (`surgery`, `block_map`, `block_list`, `flow`). The result is read again, and
//!   must say exactly what the edit says. What is written in an unusual way is refused with its line.
//! - A file is old or new, never torn (`storage`). One that changed on the disk meanwhile gets both changes.

mod block_list;
mod block_map;
mod document;
mod edit;
mod edited_file;
mod flow;
mod folder;
mod hunk;
mod proposed;
mod refusal;
mod scalar;
mod site;
mod slug;
mod source;
mod storage;
mod surgery;
mod value;

pub use document::{DraftHead, draft_document, modeline};
pub use edit::{Edit, Fields, FileRecord, RecordList};
pub use edited_file::{EditStep, EditedFile};
pub use folder::{NewDraft, WrittenDraft, existing, holds_register, write_draft};
pub use proposed::{entity_fields, outlet_fields, passage as passage_value};
pub use refusal::EditRefusal;
pub use slug::{TakenIds, slug};
pub use storage::{FolderLock, Saved, StorageError, create_file};
pub use value::FieldValue;
