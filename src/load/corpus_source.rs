//! Where a corpus comes from, so that it can be read again.

use crate::corpus::Corpus;
use crate::load::{Folder, FolderError, LoadStep, LoadedCorpus, embedded};

/// Where briefings are read from.
#[derive(Clone, Debug)]
pub enum CorpusSource {
    /// The program itself.
    BuiltIn,
    /// A folder on disk.
    Folder(Folder),
}

impl CorpusSource {
    /// True where reading takes long enough to be noticed. Fails where there is nothing to read.
    pub fn is_large(&self) -> Result<bool, FolderError> {
        match self {
            Self::BuiltIn => Ok(false),
            Self::Folder(folder) => folder.is_large(),
        }
    }

    /// Reads everything that is there, telling of every step on the way.
    pub fn load_stepwise(&self, step: impl FnMut(LoadStep<'_>)) -> Result<LoadedCorpus, FolderError> {
        match self {
            Self::BuiltIn => Ok(LoadedCorpus { corpus: embedded(), unsaved: None }),
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
