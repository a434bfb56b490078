//! Reads regular files of any origin safely: neither a pipe, a terminal nor a huge file can hold the program up.

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;
use rustix::io::Errno;

use crate::load::fingerprint::FileFingerprint;

/// The bytes of a regular file.
pub(crate) struct ReadFile {
    pub(crate) bytes: Vec<u8>,
    /// `None` if the file changed while it was read.
    pub(crate) fingerprint: Option<FileFingerprint>,
}

impl ReadFile {
    /// Reads at most `max_bytes` and one byte more, which shows that a file is too large. Returns `None` for anything
    /// but a regular file.
    pub(crate) fn new(path: &Path, max_bytes: usize) -> io::Result<Option<Self>> {
        let file = match open(path, OFlags::empty()) {
            Ok(file) => file,
            // A socket cannot be opened.
            Err(error) if error.raw_os_error() == Some(Errno::NXIO.raw_os_error()) => return Ok(None),
            Err(error) => return Err(error),
        };
        let before = file.metadata()?;
        if !before.is_file() {
            return Ok(None);
        }
        let limit = max_bytes as u64 + 1;
        let mut bytes = Vec::with_capacity(usize::try_from(before.len().min(limit)).unwrap_or_default() + 1);
        (&file).take(limit).read_to_end(&mut bytes)?;
        let fingerprint = FileFingerprint::new(&before);
        let is_unchanged = file.metadata().is_ok_and(|after| fingerprint.matches(&after));
        Ok(Some(Self { bytes, fingerprint: is_unchanged.then_some(fingerprint) }))
    }
}

/// Opens a path for reading. The caller must check the type of the opened file, since the path may have been replaced
/// after an earlier check.
pub(crate) fn open(path: &Path, flags: OFlags) -> io::Result<fs::File> {
    // Opening a pipe would wait for a writer, and a terminal could become the program's controlling terminal.
    let flags = flags | OFlags::NONBLOCK | OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).expect("the system takes them as a C int");
    fs::OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_more_than_allowed_is_read() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), "12345678").expect("written");
        let read = |max_bytes: usize| {
            let ReadFile { bytes, fingerprint } =
                ReadFile::new(file.path(), max_bytes).expect("read").expect("regular");
            assert!(fingerprint.is_some());
            bytes.len()
        };
        assert_eq!([0, 4, 7, 8, 100].map(read), [1, 5, 8, 8, 8]);
    }

    #[test]
    fn only_regular_files_are_read_and_nothing_is_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pipe, socket) = (folder.path().join("pipe"), folder.path().join("socket"));
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).expect("a pipe");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        for path in [folder.path(), &pipe, &socket, Path::new("/dev/null")] {
            assert!(ReadFile::new(path, 9).expect("no error").is_none(), "{}", path.display());
        }
        assert!(ReadFile::new(&folder.path().join("missing"), 9).is_err());
    }
}
