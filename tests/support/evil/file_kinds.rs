//! Names that are no ids, and what is not a regular file.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::{Evil, document};

pub(super) fn files() -> Vec<Evil> {
    vec![
        Evil::new("not an id.yaml", document(""), ":1:1: `not an id` cannot be a document's id"),
        Evil::new(
            "e\u{1b}]0;evil\u{7}.yaml",
            document(""),
            ":1:1: `e<U+001B>]0;evil<U+0007>` cannot be a document's id",
        ),
        Evil::new("two\nlines.yaml", document(""), ":1:1: `two lines` cannot be a document's id"),
        Evil::made("folder.yaml", |path| fs::create_dir(path).expect("made"), ": this is not a regular file"),
        Evil::made(
            "pipe.yaml",
            |path| {
                assert!(Command::new("mkfifo").arg(path).status().expect("POSIX has it").success());
            },
            ": this is not a regular file",
        ),
        Evil::made(
            "socket.yaml",
            |path| drop(UnixListener::bind(path).expect("bound")),
            ": this is not a regular file",
        ),
        Evil::made("loop.yaml", |path| symlink(path, path).expect("linked"), ": the file cannot be read"),
        Evil::made(
            "nowhere.yaml",
            |path| symlink("/nowhere/at-all.yaml", path).expect("linked"),
            ": the file cannot be read",
        ),
        Evil::made("zeros.yaml", |path| symlink("/dev/zero", path).expect("linked"), ": this is not a regular file"),
        Evil::made("root.yaml", |path| symlink("/", path).expect("linked"), ": this is not a regular file"),
        Evil::made(
            "no-letters.yaml",
            |path| {
                let name = OsStr::from_bytes(b"no\xffletters.yaml");
                fs::write(path.with_file_name(name), document("")).expect("written");
            },
            ":",
        ),
        Evil::made(
            "unreadable.yaml",
            |path| {
                fs::write(path, "title: [").expect("written");
                // Root can read it all the same, and sees the open bracket.
                fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("changed");
            },
            ":",
        ),
        #[cfg(target_os = "linux")]
        Evil::made("memory.yaml", |path| symlink("/proc/self/mem", path).expect("linked"), ": the file cannot be read"),
    ]
}
