//! Where a corpus comes from, so that it can be read again.

use super::{Corpus, Folder, FolderError, embedded};

/// Where briefings are read from.
#[derive(Clone, Debug)]
pub enum Source {
    /// The program itself.
    BuiltIn,
    /// A folder on disk.
    Folder(Folder),
}

impl Source {
    /// Reads everything that is there.
    pub fn load(&self) -> Result<Corpus, FolderError> {
        match self {
            Self::BuiltIn => Ok(embedded()),
            Self::Folder(folder) => folder.load(),
        }
    }
}
