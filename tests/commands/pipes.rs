//! Readers that go away, and outputs that cannot be written to.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.env_remove("BRIEFING_DIR").env_remove("BRIEFING_SOURCES");
    command
}

#[test]
fn a_reader_that_goes_away_ends_the_command_in_silence() {
    // Many documents, so that the output is larger than any pipe.
    let folder = super::folders::lighthouse();
    let text = std::fs::read_to_string(folder.path().join("lighthouse.yaml")).expect("readable");
    for number in 0..300 {
        std::fs::write(folder.path().join(format!("copy-{number}.yaml")), &text).expect("written");
    }
    for line in [
        &["list", "claims", "--json"][..],
        &["list", "claims"],
        &["show", "anna-holm"],
        &["check"],
        &[],
        &["search", "light"],
    ] {
        let mut child = program()
            .arg("--dir")
            .arg(folder.path())
            .args(line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut first = String::new();
        let mut out = BufReader::with_capacity(16, child.stdout.take().expect("a pipe"));
        out.read_line(&mut first).expect("readable");
        drop(out);
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
        let status = child.wait().expect("the program ends");
        assert!(!first.is_empty());
        assert_eq!(err, "", "{line:?}");
        assert!(status.code() == Some(0) || line == ["check"], "{line:?}: {status}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_is_said() {
    let full = std::fs::File::create("/dev/full").expect("Linux has it");
    let output = program().args(["list", "entities"]).stdout(full).output().expect("the program runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.starts_with("briefing: cannot write to standard output: "), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}
