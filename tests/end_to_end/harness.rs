//! Programs that record how they are called, in place of a web browser or tmux.

use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::folders::path;

/// Makes a folder with a program of this name.
pub(crate) fn script(name: &str, text: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    // Another process writes the file. If this one did, a program that another test starts at that moment could
    // inherit the open file, and running it would fail ("text file busy").
    let written = Command::new("/bin/sh")
        .args(["-c", "printf %s \"$1\" > \"$0\" && chmod +x \"$0\""])
        .arg(folder.path().join(name))
        .arg(text)
        .status()
        .expect("a shell");
    assert!(written.success());
    folder
}

/// A program that records its arguments and its input.
pub(crate) struct Recorder {
    folder: TempDir,
    name: &'static str,
}

impl Recorder {
    /// Makes a program of this name. Its output should never reach the screen.
    pub(crate) fn new(name: &'static str) -> Self {
        let text = "#!/bin/sh\ncd \"${0%/*}\" && cat > input && for argument; do echo \"$argument\"; done >> arguments\n\
            echo noise; echo noise >&2; [ ! -p done ] || echo done > done\n";
        Self { folder: script(name, text), name }
    }

    /// Makes a program that is not waited for by its caller. It ends only at [`Recorder::wait_for_call`].
    pub(crate) fn detached(name: &'static str) -> Self {
        let recorder = Self::new(name);
        let made = Command::new("mkfifo").arg(recorder.file("done")).status().expect("mkfifo is everywhere");
        assert!(made.success());
        recorder
    }

    /// Returns the path of the program, as a value of `BROWSER`.
    pub(crate) fn program(&self) -> String {
        format!("{}/{}", path(&self.folder), self.name)
    }

    /// Returns a value of `PATH` in which it is found.
    pub(crate) fn search_path(&self) -> String {
        format!("{}:/usr/bin:/bin", path(&self.folder))
    }

    /// Waits for the end of a call.
    pub(crate) fn wait_for_call(&self) {
        let mut said = String::new();
        File::open(self.file("done")).and_then(|mut done| done.read_to_string(&mut said)).expect("a call");
        assert_eq!(said, "done\n", "one call at a time");
    }

    /// Returns the arguments of all calls so far, one a line.
    pub(crate) fn arguments(&self) -> String {
        fs::read_to_string(self.file("arguments")).expect("a call")
    }

    /// Returns the input of the last call.
    pub(crate) fn input(&self) -> String {
        fs::read_to_string(self.file("input")).expect("a call")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
