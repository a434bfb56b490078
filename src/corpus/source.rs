//! Where a corpus comes from, so that it can be read again.

use super::{Corpus, Folder, FolderError, Step, embedded};

/// Where briefings are read from.
#[derive(Clone, Debug)]
pub enum Source {
    /// The program itself.
    BuiltIn,
    /// A folder on disk.
    Folder(Folder),
}

impl Source {
    /// Makes sure that there is something to read, without reading it.
    pub fn check(&self) -> Result<(), FolderError> {
        match self {
            Self::BuiltIn => Ok(()),
            Self::Folder(folder) => folder.listing().map(|_| ()),
        }
    }

    /// Reads everything that is there, telling of every step on the way.
    pub fn load_stepwise(&self, step: impl FnMut(Step)) -> Result<Corpus, FolderError> {
        match self {
            Self::BuiltIn => Ok(embedded()),
            Self::Folder(folder) => Ok(folder.listing()?.load(step)),
        }
    }

    /// Reads everything that is there.
    pub fn load(&self) -> Result<Corpus, FolderError> {
        match self {
            Self::BuiltIn => Ok(embedded()),
            Self::Folder(folder) => folder.load(),
        }
    }
}
