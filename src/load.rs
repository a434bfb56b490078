//! Loading: all reading of folders and files, the cache of what was read, the built-in briefings, and articles' texts.
//!
//! It makes a [`Corpus`](crate::corpus::Corpus), which does no I/O itself. From the ground up: `read_file` reads one
//! regular file, `briefing_file` checks it, `listing` loads a folder's files with the help of `cache`, and
//! `folder` and `corpus_source` are what commands and the browser call.

mod articles;
mod briefing_file;
mod cache;
mod corpus_source;
mod embedded;
mod file_names;
mod fingerprint;
mod folder;
mod folder_error;
mod listing;
mod page_checks;
mod places;
mod read_file;

pub use articles::{ArticlePiece, ArticleText, Articles};
pub use cache::UnsavedCache;
pub use corpus_source::CorpusSource;
pub use embedded::{built_in_texts, embedded, embedded_files};
pub use folder::Folder;
pub use folder_error::FolderError;
pub use listing::{FolderListing, LoadStep, LoadedCorpus, Preview};
pub use page_checks::{PageCheck, PageChecks};
pub use places::FilePlace;
pub(crate) use read_file::ReadFile;
