//! A folder of briefings on disk.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Corpus, build};
use crate::briefing::{File, Problem};
use crate::text::Text;
use crate::yaml;

/// A folder that holds `*.yaml` files.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

/// Why a folder as a whole could not be opened.
#[derive(Debug)]
pub enum FolderError {
    /// It does not exist, is no folder, or may not be read.
    Unreadable(PathBuf, io::Error),
    /// It holds no `*.yaml` file.
    Empty(PathBuf),
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => {
                write!(f, "cannot read the folder {}: {error}", Text::clean(path.to_string_lossy()))
            }
            Self::Empty(path) => write!(
                f,
                "no briefings in {}: a folder of briefings holds one .yaml file for each document, entities.yaml and \
                 sources.yaml",
                Text::clean(path.to_string_lossy())
            ),
        }
    }
}

impl std::error::Error for FolderError {}

impl Folder {
    /// The folder at `path`; nothing is read yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder's name for people.
    pub fn label(&self) -> Text {
        Text::clean(self.path.to_string_lossy())
    }

    /// The corpus of every `*.yaml` file of the folder, whatever is wrong with some of them.
    pub fn load(&self) -> Result<Corpus, FolderError> {
        Ok(build(self.label(), self.files()?))
    }

    /// Reads every `*.yaml` file of the folder, for whoever needs the files' texts beside the corpus.
    pub fn files(&self) -> Result<Vec<File>, FolderError> {
        let paths = self.yaml_files()?;
        Ok(paths.par_iter().map(|path| read(path)).collect())
    }

    /// The paths of its files, at least one, in a fixed order.
    pub(super) fn yaml_files(&self) -> Result<Vec<PathBuf>, FolderError> {
        let unreadable = |error| FolderError::Unreadable(self.path.clone(), error);
        let mut paths = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            let yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
            if yaml && !hidden {
                paths.push(path);
            }
        }
        paths.sort();
        if paths.is_empty() { Err(FolderError::Empty(self.path.clone())) } else { Ok(paths) }
    }
}

/// Reads one file; what keeps it from being read is a problem of that file alone.
pub(super) fn read(path: &Path) -> File {
    let label = Text::clean(path.to_string_lossy());
    let unread = |problem: String, hint: &str| File {
        problems: vec![Problem::with_file(&label, problem, hint)],
        label: label.clone(),
        text: String::new(),
        content: None,
    };
    match bytes(path, yaml::MAX_BYTES) {
        Ok(Some(bytes)) => {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            File::read(label, &stem, bytes)
        }
        Ok(None) => unread("this is not a regular file".into(), "only files can hold briefings"),
        Err(error) => unread(format!("the file cannot be read: {error}"), "check its permissions"),
    }
}

/// A regular file's bytes, one more than are allowed at the most; `None` for what is no regular file.
pub(super) fn bytes(path: &Path, allowed: usize) -> io::Result<Option<Vec<u8>>> {
    // Opening a pipe would wait for a writer, so look before opening.
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(allowed as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
