//! Loading: all reading of folders and files, the cache of what was read, the built-in briefings, and articles' texts.
//!
//! What is read becomes a [`Corpus`](crate::corpus::Corpus), which reads nothing itself.

mod articles;
mod cache;
mod corpus_source;
mod embedded;
mod fingerprint;
mod folder;
mod listing;
mod strays;

pub use articles::{ArticleText, Articles, Piece};
pub use cache::Unsaved;
pub use corpus_source::CorpusSource;
pub use embedded::{embedded, embedded_files};
pub use folder::{Folder, FolderError};
pub use listing::{Listing, LoadStep, LoadedCorpus, Preview};
