//! A folder of briefings on disk.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::OFlags;
use rustix::io::Errno;

use crate::briefing::{File, Original, Problem, Purpose, digest};
use crate::corpus::Corpus;
use crate::load::cache::{Cache, Seen, Stamp};
use crate::load::listing::{Listing, LoadedCorpus};
use crate::load::strays::Stray;
use crate::text::Text;
use crate::yaml;

/// A folder of more files than this takes long enough to read to be noticed.
const LARGE: usize = 256;

/// Maximum number of files that are named because they have another ending, as the first say enough of the others.
const MAX_STRAYS: usize = 100;

/// Maximum number of files that are looked at in a folder within the folder, as nearly all of them would be documents.
const MAX_LOOKED_AT: usize = 100;

/// Folder that holds the articles' texts.
const ARTICLES: &str = "sources";

/// A folder that holds `*.yaml` files.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// Where what is read of large folders is kept, if it is to be kept.
    caches: Option<PathBuf>,
}

/// Why a folder as a whole could not be opened.
#[derive(Debug)]
pub enum FolderError {
    /// It does not exist, is no folder, or may not be read.
    Unreadable(PathBuf, io::Error),
    /// It holds no `*.yaml` file, but perhaps these others that were meant to be read.
    Empty(PathBuf, Vec<OsString>),
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => {
                write!(f, "cannot read the folder {}: {error}", Text::clean(path.to_string_lossy()))
            }
            Self::Empty(path, others) => {
                let path = Text::clean(path.to_string_lossy());
                let holds =
                    "a folder of briefings holds one .yaml file for each document, entities.yaml and sources.yaml";
                match &others[..] {
                    [] => write!(f, "no briefings in {path}: {holds}"),
                    [first, ..] if Stray::from_name(first).is_none() => {
                        let first = Text::clean(first.to_string_lossy());
                        write!(f, "no briefings in {path}, but some in its folder {first}: open that one")
                    }
                    [first, ..] => {
                        let first = Text::clean(first.to_string_lossy());
                        write!(f, "no briefings in {path}: {holds}, and the name of {first} does not end in .yaml")
                    }
                }
            }
        }
    }
}

impl std::error::Error for FolderError {}

impl Folder {
    /// The folder at `path`; nothing is read yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), caches: None }
    }

    /// The same; where it is large, what was read of it is kept in a file in the folder `caches`, for the next time.
    /// What is loaded is the same in either case.
    #[must_use]
    pub fn cached_in(self, caches: Option<PathBuf>) -> Self {
        Self { caches, ..self }
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
        let LoadedCorpus { corpus, unsaved } = self.listing()?.load(|_| ());
        if let Some(unsaved) = unsaved {
            unsaved.save(&corpus);
        }
        Ok(corpus)
    }

    /// Reads every `*.yaml` file of the folder as it is now, for whoever looks into the files themselves.
    pub fn files(&self) -> Result<Vec<File>, FolderError> {
        let mut names = self.all()?;
        names.sort();
        Ok(names.par_iter().map(|name| self.read(name).0).collect())
    }

    /// True where reading takes long enough to be noticed. Fails where there is nothing to read. Does not go through
    /// more of the folder than that takes.
    pub fn is_large(&self) -> Result<bool, FolderError> {
        match self.names()?.take(LARGE + 1).try_fold(0, |count, name| name.map(|_| count + 1))? {
            0 => self.all().map(|_| false),
            count => Ok(count > LARGE),
        }
    }

    /// The files of the folder, found and not yet read. Fails where it cannot be read or holds none.
    pub fn listing(&self) -> Result<Listing, FolderError> {
        let names = self.all()?;
        // Documents are named by their dates, as a rule: the newest first. But without the registers they say little.
        let (mut names, mut documents): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| is_register(name));
        names.sort_unstable_by(|a, b| b.cmp(a));
        documents.par_sort_unstable_by(|a, b| b.cmp(a));
        names.append(&mut documents);
        let cache =
            self.caches.as_ref().filter(|_| names.len() > LARGE).and_then(|caches| Cache::of(caches, &self.path));
        Ok(Listing::new(self.clone(), names, cache))
    }

    /// The names of its `*.yaml` files, in no order.
    pub(crate) fn names(&self) -> Result<impl Iterator<Item = Result<OsString, FolderError>>, FolderError> {
        Ok(self.entries()?.filter(|name| name.as_ref().map_or(true, |name| is_yaml(name))))
    }

    /// The names of its `*.yaml` files and of those that were meant to be read but are called otherwise.
    fn all(&self) -> Result<Vec<OsString>, FolderError> {
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

    /// True for a folder in the folder that holds files which would be read if they stood beside it.
    fn has_documents(&self, name: &OsStr) -> bool {
        let is_other = name.as_encoded_bytes().starts_with(b".") || name == ARTICLES;
        // What has an ending is most likely a file, and is not looked at.
        if is_other || Path::new(name).extension().is_some() {
            return false;
        }
        let entries = fs::read_dir(self.path_of(name)).into_iter().flatten().take(MAX_LOOKED_AT);
        entries.flatten().any(|entry| is_yaml(&entry.file_name()))
    }

    /// The names of all that is in it.
    fn entries(&self) -> Result<impl Iterator<Item = Result<OsString, FolderError>>, FolderError> {
        let unreadable = |error| FolderError::Unreadable(self.path.clone(), error);
        let entries = fs::read_dir(&self.path).map_err(unreadable)?;
        Ok(entries.map(move |entry| entry.map(|entry| entry.file_name()).map_err(unreadable)))
    }

    /// The path of a file of the folder.
    pub(crate) fn path_of(&self, name: &OsStr) -> PathBuf {
        self.path.join(name)
    }

    /// Reads one file; what keeps it from being read is a problem of that file alone. Says also, of what can be kept
    /// for the next time, how to tell then that it is still the same.
    pub(crate) fn read(&self, name: &OsStr) -> (File, Option<Seen>) {
        let path = self.path_of(name);
        let label = Text::clean(path.to_string_lossy());
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let unread = |problem: String, hint: &str| {
            let problems = vec![Problem::with_file(&label, problem, hint)];
            File::unread(label.clone(), Purpose::by_name(&stem), problems)
        };
        if let Some(stray) = Stray::from_name(name).filter(|_| !is_yaml(name)) {
            let problem = format!("this file is not read: its name ends in `{}`", stray.ending);
            let hint =
                format!("the names of documents and registers end in `.yaml`: rename it to `{}.yaml`", stray.stem);
            let problems = vec![Problem::with_file(&label, problem, hint)];
            return (File::unread(label, Purpose::by_name(&stray.stem), problems), None);
        }
        if !is_yaml(name) {
            let problem = "the files in this folder are not read";
            let hint =
                "documents and registers stand side by side in one folder: move them up, or open it with `--dir`";
            return (
                File::unread(label.clone(), Purpose::Unknown, vec![Problem::with_file(&label, problem, hint)]),
                None,
            );
        }
        match Taken::from(&path, yaml::MAX_BYTES) {
            Ok(Some(taken)) => {
                let digest = digest(&taken.bytes);
                let original = Original::OnDisk { path: path.into(), digest };
                let file = File::read_with(label, &stem, taken.bytes, |_| original);
                (file, taken.stamp.map(|stamp| Seen { stamp, digest }))
            }
            Ok(None) => (unread("this is not a regular file".into(), "only files can hold briefings"), None),
            Err(error) => (unread(format!("the file cannot be read: {error}"), "check its permissions"), None),
        }
    }
}

/// True for files that are read. Hidden ones are not, nor what has no name beside its ending.
fn is_yaml(name: &OsStr) -> bool {
    let ending = Path::new(name).extension();
    let yaml = ending.is_some_and(|ending| ending == "yaml" || ending == "yml");
    yaml && !name.as_encoded_bytes().starts_with(b".")
}

/// True for what does not hold a document.
pub(crate) fn is_register(name: &OsStr) -> bool {
    Path::new(name).file_stem().is_some_and(|stem| stem == "entities" || stem == "sources")
}

/// A regular file's bytes, and how to tell that it is the same.
pub(crate) struct Taken {
    pub(crate) bytes: Vec<u8>,
    /// `None` where it was changed while it was read.
    pub(crate) stamp: Option<Stamp>,
}

impl Taken {
    /// Reads a file, one byte more than are allowed at the most; `None` for what is no regular file.
    pub(crate) fn from(path: &Path, allowed: usize) -> io::Result<Option<Self>> {
        let file = match opened(path, OFlags::empty()) {
            Ok(file) => file,
            // A socket cannot be opened.
            Err(error) if error.raw_os_error() == Some(Errno::NXIO.raw_os_error()) => return Ok(None),
            Err(error) => return Err(error),
        };
        let before = file.metadata()?;
        if !before.is_file() {
            return Ok(None);
        }
        let most = allowed as u64 + 1;
        let mut bytes = Vec::with_capacity(usize::try_from(before.len().min(most)).unwrap_or_default() + 1);
        (&file).take(most).read_to_end(&mut bytes)?;
        let stamp = Stamp::of(&before);
        Ok(Some(Self {
            stamp: Some(stamp).filter(|stamp| file.metadata().is_ok_and(|after| stamp.is_of(&after))),
            bytes,
        }))
    }
}

/// Opens what may be no regular file. What was opened has to be looked at, since it may be another thing than before.
pub(crate) fn opened(path: &Path, flags: OFlags) -> io::Result<fs::File> {
    // A pipe would wait for a writer, and a terminal would become the program's own.
    let flags = flags | OFlags::NONBLOCK | OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).expect("the system takes them as a C int");
    fs::OpenOptions::new().read(true).custom_flags(flags).open(path)
}
