//! Programs for tests to start.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Writes a shell script that can be run.
///
/// Another process writes it. If this process had the file open for writing, a child that another test starts at that
/// moment would inherit the descriptor, and running the script would fail ("text file busy").
pub(crate) fn write_script(path: &Path, body: &str) {
    let script = format!("#!/bin/sh\n{body}\n");
    let written = Command::new("/bin/sh")
        .args(["-c", "printf %s \"$1\" > \"$0\" && chmod +x \"$0\""])
        .arg(path)
        .arg(script)
        .status()
        .expect("a shell");
    assert!(written.success());
}

/// A folder with a program that writes its arguments to a named pipe. Reading the pipe waits for the program, so that
/// a test need not sleep.
pub(crate) struct Recorder {
    folder: TempDir,
    record: PathBuf,
}

impl Recorder {
    pub(crate) fn new(name: &str, status: u8) -> Self {
        let folder = TempDir::new().expect("a folder");
        let record = folder.path().join("record");
        fifo(&record);
        let body = format!(
            "{{ for word; do echo \"$word\"; done; [ -t 0 ] || [ -t 1 ] || [ -t 2 ] || echo quiet; }} > '{}'; exit {status}",
            record.display()
        );
        write_script(&folder.path().join(name), &body);
        Self { folder, record }
    }

    pub(crate) fn path(&self) -> &str {
        self.folder.path().to_str().expect("a path")
    }

    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut text = String::new();
        fs::File::open(&self.record).and_then(|mut pipe| pipe.read_to_string(&mut text)).expect("a record");
        text.lines().map(str::to_owned).collect()
    }
}

fn fifo(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo is everywhere");
    assert!(made.success());
}
