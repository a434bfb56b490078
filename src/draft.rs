//! From an article to proposed claims, and from these to YAML.
//!
//! Reads an article ([`read`]), proposes a claim for each sentence ([`propose`]), and writes the file of a document whose
//! claims are drafts. A passage is a range of the stored text, so a draft cannot hold words that the article does not.

mod attribution;
mod claim_text;
mod countries;
mod dates;
pub mod fetch;
mod kind;
mod language;
mod lexicon;
mod passage;
mod proposal;
mod propose;
mod quotations;
pub mod read;
mod reading;
pub mod recheck;
mod register;
mod resolve;
mod review_files;
mod sentences;
mod tokens;
pub mod with;
mod words;
mod write;

pub use crate::briefing::Flag;
pub use passage::passage_at;
pub use proposal::{By, DatedBy, Draft, Named, NewEntity, Proposal};
pub use propose::{Options, propose};
pub use register::Register;
pub use review_files::{ReviewFiles, ReviewedFiles};
pub use write::{
    DraftHead, Edit, EditRefusal, EditStep, EditedFile, FieldValue, Fields, FileRecord, FolderLock, NewDraft,
    RecordList, Saved, StorageError, TakenIds, WrittenDraft, create_file, draft_document, entity_fields, existing,
    holds_register, modeline, outlet_fields, passage_value, slug, write_draft,
};

#[cfg(test)]
mod tests;
