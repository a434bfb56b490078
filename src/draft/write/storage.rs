//! Writes files so that they are old or new and never torn, and never over something that is not known.
//!
//! Two people, or two programs, in one folder wait for one another: writing takes a lock of the folder. The system frees
//! it if the program ends.

use std::fmt;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{Access, FlockOperation};
use tempfile::NamedTempFile;

use super::edited_file::EditedFile;
use super::refusal::EditRefusal;
use crate::load::ReadFile;
use crate::text::Text;
use crate::yaml;

/// Maximum time to wait for another writer. Each takes milliseconds, so a longer wait means that one is stopped.
const PATIENCE: Duration = Duration::from_secs(3);
/// Time between two attempts to get the lock.
const PAUSE: Duration = Duration::from_millis(5);

/// Why a file is not written or read.
#[derive(Debug)]
pub enum StorageError {
    /// The edits don't fit what is on the disk now. Both stay as they are.
    Refused(PathBuf, EditRefusal),
    /// There is a file of this name already.
    Exists(PathBuf),
    /// The system refuses.
    System(PathBuf, io::Error),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |path: &Path| Text::clean(path.to_string_lossy());
        match self {
            Self::Refused(path, refusal) => {
                write!(f, "{} is not changed: {}", name(path), Text::clean(refusal.to_string()))
            }
            Self::Exists(path) => write!(f, "{} exists, and is not overwritten", name(path)),
            Self::System(path, error) => write!(f, "cannot write {}: {error}", name(path)),
        }
    }
}

impl std::error::Error for StorageError {}

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The file is as it was edited here.
    AsEdited,
    /// The file had changed meanwhile, and now has both changes.
    Merged,
}

impl EditedFile {
    /// Reads a file for editing.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StorageError> {
        let path = path.into();
        let text = read(&path)?;
        Ok(Self::new(path, text))
    }

    /// Writes the edits. If the file has changed since it was read, they are made in the new text, unless one of the
    /// edited records has changed there.
    pub fn save(&mut self) -> Result<Saved, StorageError> {
        if !self.is_changed() {
            return Ok(Saved::AsEdited);
        }
        // The file that a symbolic link names is replaced, not the link.
        let path = fs::canonicalize(&self.path).map_err(|error| StorageError::System(self.path.clone(), error))?;
        let _lock = FolderLock::new(folder(&path))?;
        let now = read(&path)?;
        let (text, saved) = if now == self.saved {
            (self.text().to_owned(), Saved::AsEdited)
        } else {
            let refused = |refusal| StorageError::Refused(self.path.clone(), refusal);
            (self.merged_into(&now).map_err(refused)?, Saved::Merged)
        };
        replace(&path, text.as_bytes()).map_err(|error| StorageError::System(self.path.clone(), error))?;
        self.settle(text);
        Ok(saved)
    }
}

/// Writes a file that does not exist yet. An existing one is never overwritten.
pub fn create_file(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    let failed = |error| StorageError::System(path.to_owned(), error);
    // Names the umask takes its bits from.
    let temporary = temporary(folder(path), bytes, Permissions::from_mode(0o666)).map_err(failed)?;
    match temporary.persist_noclobber(path) {
        Ok(_) => sync_folder(folder(path)).map_err(failed),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(StorageError::Exists(path.to_owned())),
        Err(error) => Err(failed(error.error)),
    }
}

/// Replaces a file by one with these bytes and the same permissions.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Renaming asks only for the folder's permissions.
    rustix::fs::access(path, Access::WRITE_OK)?;
    let permissions = fs::metadata(path)?.permissions();
    let temporary = temporary(folder(path), bytes, permissions.clone())?;
    // The umask must not take bits away that the file had.
    temporary.as_file().set_permissions(permissions)?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(folder(path))
}

/// Writes a file with a hidden name of its own, down to the disk.
fn temporary(folder: &Path, bytes: &[u8], permissions: Permissions) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(".briefing-").permissions(permissions).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Writes a folder's list of names to the disk.
fn sync_folder(folder: &Path) -> io::Result<()> {
    // Some network file systems can't, and have no need to.
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn read(path: &Path) -> Result<String, StorageError> {
    let system = |error| StorageError::System(path.to_owned(), error);
    let whole = |reason: String| StorageError::Refused(path.to_owned(), EditRefusal::whole(reason));
    let file = ReadFile::new(path, yaml::MAX_BYTES).map_err(system)?;
    let bytes = file.ok_or_else(|| whole("it is not a regular file".into()))?.bytes;
    // The byte order mark stays in the text, because it stays in the file.
    yaml::text(bytes.clone()).map_err(|fault| whole(fault.problem))?;
    String::from_utf8(bytes).map_err(|_| whole("it is not UTF-8".into()))
}

/// The lock of a folder, which is freed when it is dropped.
#[derive(Debug)]
pub struct FolderLock {
    _folder: File,
}

impl FolderLock {
    /// Waits until no other program writes to the folder.
    pub fn new(folder: &Path) -> Result<Self, StorageError> {
        let system = |error| StorageError::System(folder.to_owned(), error);
        let file = File::open(folder).map_err(system)?;
        let end = Instant::now() + PATIENCE;
        loop {
            match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Self { _folder: file }),
                Err(rustix::io::Errno::WOULDBLOCK | rustix::io::Errno::INTR) if Instant::now() < end => {
                    std::thread::sleep(PAUSE);
                }
                Err(rustix::io::Errno::WOULDBLOCK) => {
                    return Err(system(io::Error::other("another program has been writing there for seconds")));
                }
                // File systems without locks are used by one program at a time, as far as can be told.
                Err(rustix::io::Errno::NOLCK | rustix::io::Errno::NOTSUP | rustix::io::Errno::NOSYS) => {
                    return Ok(Self { _folder: file });
                }
                Err(error) => return Err(system(error.into())),
            }
        }
    }
}

#[cfg(test)]
mod tests;
