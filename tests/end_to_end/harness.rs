//! Programs that record how they are called, in place of a web browser or tmux.

use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::folders::path;

/// A program that writes down what it is called with and what it reads.
pub(crate) struct Recorder {
    folder: TempDir,
    name: &'static str,
}

impl Recorder {
    /// A program of this name. It has something to say, too, which nobody should see.
    pub(crate) fn new(name: &'static str) -> Self {
        let folder = TempDir::new().expect("a folder");
        let script = "#!/bin/sh\ncd \"${0%/*}\" && cat > read && for word; do echo \"$word\"; done >> words\n\
            echo noise; echo noise >&2; [ ! -p done ] || echo done > done\n";
        // Another process writes it: while this one had it open for writing, a program that another test starts at
        // that moment would inherit it, and nobody could run it ("text file busy").
        let written = Command::new("/bin/sh")
            .args(["-c", "printf %s \"$1\" > \"$0\" && chmod +x \"$0\""])
            .arg(folder.path().join(name))
            .arg(script)
            .status()
            .expect("a shell");
        assert!(written.success());
        Self { folder, name }
    }

    /// The same, for a call that nobody else waits for: it does not end before [`Recorder::wait_for_call`].
    pub(crate) fn detached(name: &'static str) -> Self {
        let recorder = Self::new(name);
        let made = Command::new("mkfifo").arg(recorder.file("done")).status().expect("mkfifo is everywhere");
        assert!(made.success());
        recorder
    }

    /// Where it is, as a value of `BROWSER`.
    pub(crate) fn program(&self) -> String {
        format!("{}/{}", path(&self.folder), self.name)
    }

    /// A value of `PATH` by which it is found.
    pub(crate) fn search_path(&self) -> String {
        format!("{}:/usr/bin:/bin", path(&self.folder))
    }

    /// Waits for a call to end, however long that takes.
    pub(crate) fn wait_for_call(&self) {
        let mut said = String::new();
        File::open(self.file("done")).and_then(|mut done| done.read_to_string(&mut said)).expect("a call");
        assert_eq!(said, "done\n", "one call at a time");
    }

    /// The words of all calls so far, a line each.
    pub(crate) fn words(&self) -> String {
        fs::read_to_string(self.file("words")).expect("a call")
    }

    /// What the last call read.
    pub(crate) fn read(&self) -> String {
        fs::read_to_string(self.file("read")).expect("a call")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
