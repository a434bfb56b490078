//! A folder of briefings on disk: which of its files are read, and loading them.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::briefing::File;
use crate::corpus::Corpus;
use crate::load::articles::Articles;
use crate::load::briefing_file;
use crate::load::cache::{CacheFile, CacheTuning};
use crate::load::file_names::{Stray, is_register, is_yaml};
use crate::load::folder_error::FolderError;
use crate::load::listing::{FolderListing, LoadedCorpus};
use crate::text::Text;

/// Number of files above which a folder is large: reading it takes long enough to be noticed.
const LARGE: usize = 256;

/// Maximum number of files that are reported for a wrong ending. The first ones show what is wrong with the rest.
const MAX_STRAYS: usize = 100;

/// Maximum number of names that are checked in a subfolder. If it holds documents, nearly all its files are documents.
const MAX_CHECKED: usize = 100;

/// Subfolder for the articles' texts.
const ARTICLES: &str = "sources";

/// A folder that holds `*.yaml` files.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// Where caches are stored, if the folder is to be cached.
    caches: Option<PathBuf>,
    tuning: CacheTuning,
}

impl Folder {
    /// Names the folder at `path`. Nothing is read yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), caches: None, tuning: CacheTuning::default() }
    }

    /// Returns the folder with a cache in the folder `caches`. Only large folders are cached. The cache does not change
    /// what is loaded.
    #[must_use]
    pub fn cached_in(self, caches: Option<PathBuf>) -> Self {
        Self { caches, ..self }
    }

    /// Returns the folder with other constants for its cache.
    #[cfg(test)]
    pub(crate) fn tuned(self, tuning: CacheTuning) -> Self {
        Self { tuning, ..self }
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns whether the file at a path is read, or lists what is read: the folder itself, and that of the articles.
    pub fn reads(&self, path: &Path) -> bool {
        path == self.path || path.file_name().is_some_and(|name| is_yaml(name) || name == ARTICLES)
    }

    /// Returns whether the folder is on a file system of another machine, whose changes the system does not report.
    pub fn is_remote(&self) -> bool {
        is_remote(&self.path)
    }

    /// Opens the folder of the articles' texts, if it is inside this folder or beside it.
    pub fn articles(&self) -> Option<Articles> {
        let around = [Some(self.path()), self.path().parent()].into_iter().flatten();
        around.map(|folder| folder.join(ARTICLES)).find_map(|folder| Articles::open(folder).ok())
    }

    /// Returns the folder's name for people.
    pub fn label(&self) -> Text {
        briefing_file::label(&self.path)
    }

    /// Loads every `*.yaml` file of the folder, whatever is wrong with some of them, and writes the cache.
    pub fn load(&self) -> Result<Corpus, FolderError> {
        let LoadedCorpus { corpus, unsaved } = self.listing()?.load(|_| ());
        if let Some(unsaved) = unsaved {
            unsaved.save(&corpus);
        }
        Ok(corpus)
    }

    /// Reads every `*.yaml` file of the folder without the cache, for callers that check the files themselves.
    pub fn files(&self) -> Result<Vec<File>, FolderError> {
        let mut names = self.names_to_report()?;
        names.sort();
        Ok(names.par_iter().map(|name| briefing_file::read(&self.path.join(name)).0).collect())
    }

    /// Returns whether reading takes long enough to be noticed. Fails if there is nothing to read. Lists only as many
    /// names as the answer needs.
    pub fn is_large(&self) -> Result<bool, FolderError> {
        match self.yaml_names()?.take(LARGE + 1).try_fold(0, |count, name| name.map(|_| count + 1))? {
            0 => self.names_to_report().map(|_| false),
            count => Ok(count > LARGE),
        }
    }

    /// Lists the files of the folder: registers first, because documents are of little use without them, then documents.
    /// Fails if the folder cannot be read, or holds no files.
    pub fn listing(&self) -> Result<FolderListing, FolderError> {
        let names = self.names_to_report()?;
        let (mut names, mut documents): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| is_register(name));
        // The names of documents usually begin with their dates, so this puts the newest first.
        names.sort_unstable_by(|a, b| b.cmp(a));
        documents.par_sort_unstable_by(|a, b| b.cmp(a));
        names.append(&mut documents);
        let caches = self.caches.as_ref().filter(|_| names.len() > LARGE);
        let cache = caches.and_then(|caches| CacheFile::new(caches, &self.path, self.tuning));
        Ok(FolderListing::new(self.path.clone(), names, cache))
    }

    /// Returns the names of the `*.yaml` files, in no order.
    pub(crate) fn yaml_names(&self) -> Result<impl Iterator<Item = Result<OsString, FolderError>>, FolderError> {
        Ok(self.entries()?.filter(|name| name.as_ref().map_or(true, |name| is_yaml(name))))
    }

    /// Returns the names of the `*.yaml` files, and of files and subfolders that were meant to be read.
    fn names_to_report(&self) -> Result<Vec<OsString>, FolderError> {
        let (mut names, mut others, mut folders) = (Vec::new(), Vec::new(), Vec::new());
        for name in self.entries()? {
            let name = name?;
            if is_yaml(&name) {
                names.push(name);
            } else if others.len() < MAX_STRAYS && Stray::from_name(&name).is_some() {
                others.push(name);
            } else if folders.len() < MAX_STRAYS && self.has_documents(&name) {
                folders.push(name);
            }
        }
        others.append(&mut folders);
        if names.is_empty() {
            others.sort();
            return Err(FolderError::Empty(self.path.clone(), others));
        }
        let has_documents = names.iter().any(|name| !is_register(name));
        let is_sure = |name: &OsString| Stray::from_name(name).is_none_or(|stray| stray.sure);
        names.extend(others.into_iter().filter(|name| !has_documents || is_sure(name)));
        Ok(names)
    }

    /// Returns whether a subfolder holds files that would be read if they were in the folder itself.
    fn has_documents(&self, name: &OsStr) -> bool {
        let is_other = name.as_encoded_bytes().starts_with(b".") || name == ARTICLES;
        // A name with an ending is most likely a file, so the check for a folder is saved.
        if is_other || Path::new(name).extension().is_some() {
            return false;
        }
        let entries = fs::read_dir(self.path.join(name)).into_iter().flatten().take(MAX_CHECKED);
        entries.flatten().any(|entry| is_yaml(&entry.file_name()))
    }

    /// Returns the names of everything in the folder.
    fn entries(&self) -> Result<impl Iterator<Item = Result<OsString, FolderError>>, FolderError> {
        let unreadable = |error| FolderError::Unreadable(self.path.clone(), error);
        let entries = fs::read_dir(&self.path).map_err(unreadable)?;
        Ok(entries.map(move |entry| entry.map(|entry| entry.file_name()).map_err(unreadable)))
    }
}

/// Returns whether a path is on a network file system. If that is not known, it is not.
#[cfg(target_os = "linux")]
fn is_remote(path: &Path) -> bool {
    /// The numbers of NFS, SMB (three kinds), 9P, AFS (two), Coda, Ceph, Lustre, `VirtualBox` and FUSE, as in statfs(2).
    const REMOTE: [rustix::fs::FsWord; 12] = [
        0x6969,
        0x517B,
        0xFF53_4D42,
        0xFE53_4D42,
        0x0102_1997,
        0x5346_414F,
        0x6B41_4653,
        0x7375_7245,
        0x00C3_6400,
        0x0BD0_0BD0,
        0x786F_4256,
        0x6573_5546,
    ];
    rustix::fs::statfs(path).is_ok_and(|system| REMOTE.contains(&system.f_type))
}

/// Returns whether a path is on a network file system, which is not known here.
#[cfg(not(target_os = "linux"))]
fn is_remote(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests;
