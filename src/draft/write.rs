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
mod edit;
mod edited_file;
mod flow;
mod hunk;
mod refusal;
mod scalar;
mod site;
mod source;
mod storage;
mod surgery;
mod value;

pub use edit::{Edit, Fields, FileRecord, RecordList};
pub use edited_file::{EditStep, EditedFile};
pub use refusal::EditRefusal;
pub use storage::{FolderLock, Saved, StorageError, create_file};
pub use value::FieldValue;
