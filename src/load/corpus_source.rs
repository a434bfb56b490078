//! Where a corpus comes from, so that it can be loaded again.

use crate::corpus::Corpus;
use crate::load::articles::Articles;
use crate::load::embedded::embedded;
use crate::load::folder::Folder;
use crate::load::folder_error::FolderError;
use crate::load::listing::{LoadStep, LoadedCorpus};

/// Where briefings are read from.
#[derive(Clone, Debug)]
pub enum CorpusSource {
    /// The program itself.
    BuiltIn,
    /// A folder on disk.
    Folder(Folder),
}

impl CorpusSource {
    /// Returns whether loading takes long enough to be noticed. Fails if there is nothing to read.
    pub fn is_large(&self) -> Result<bool, FolderError> {
        match self {
            Self::BuiltIn => Ok(false),
            Self::Folder(folder) => folder.is_large(),
        }
    }

    /// Opens the articles' texts that belong to the folder, if there are any.
    pub fn articles(&self) -> Option<Articles> {
        match self {
            Self::BuiltIn => None,
            Self::Folder(folder) => folder.articles(),
        }
    }

    /// Loads everything, and reports each step.
    pub fn load_stepwise(&self, step: impl FnMut(LoadStep<'_>)) -> Result<LoadedCorpus, FolderError> {
        match self {
            Self::BuiltIn => Ok(LoadedCorpus { corpus: embedded(), unsaved: None }),
            Self::Folder(folder) => Ok(folder.listing()?.load(step)),
        }
    }

    /// Loads everything.
    pub fn load(&self) -> Result<Corpus, FolderError> {
        match self {
            Self::BuiltIn => Ok(embedded()),
            Self::Folder(folder) => folder.load(),
        }
    }
}
