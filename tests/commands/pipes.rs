//! Pipes that are closed early, and outputs that cannot be written.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use super::{finished, run};

/// Every command with its exit status.
const COMMANDS: [(&[&str], i32); 16] = [
    (&[], 0),
    (&["list", "documents"], 0),
    (&["list", "entities"], 0),
    (&["list", "claims"], 0),
    (&["show", "assimi-goita"], 0),
    (&["show", "nobody-at-all"], 1),
    (&["search", "wheat"], 0),
    (&["search", "--explain", "goyta"], 0),
    (&["search", "qqqqqqqq"], 1),
    (&["conflicts"], 0),
    (&["positions"], 0),
    (&["timeline"], 0),
    (&["matrix"], 0),
    (&["check"], 0),
    (&["--help"], 0),
    (&["timeline", "--from", "yesterday"], 2),
];

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.env_remove("BRIEFING_DIR").env_remove("BRIEFING_SOURCES");
    command
}

#[test]
fn a_reader_that_goes_away_ends_the_command_in_silence() {
    // With many documents the output is larger than any pipe. They dispute each other and differ in time.
    let folder = super::folders::lighthouse();
    let text = std::fs::read_to_string(folder.path().join("lighthouse.yaml")).expect("readable");
    let text = text.replace("type: confirms", "type: disputes").replace("{paragraph", "{prefix: very, paragraph");
    for number in 0..300 {
        let other = text.replace("date: 2024-03-08", &format!("date: {}-03-08", 1000 + number));
        std::fs::write(folder.path().join(format!("copy-{number}.yaml")), other).expect("written");
    }
    for line in [
        &["list", "claims", "--json"][..],
        &["list", "claims"],
        &["show", "anna-holm"],
        &["check"],
        &[],
        &["search", "light"],
        &["conflicts"],
        &["conflicts", "--json"],
        &["positions"],
        &["positions", "--json"],
        &["timeline"],
        &["timeline", "--json"],
        &["matrix"],
        &["matrix", "--json"],
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

#[test]
fn what_goes_into_a_pipe_depends_on_nothing_but_what_was_asked() {
    for (line, code) in COMMANDS {
        let asked = run(line);
        assert_eq!(asked.code, code, "{line:?}: {}", asked.err);
        assert_eq!(asked.out.is_empty(), code > 0, "{line:?}");
        for variables in [
            &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("CLICOLOR_FORCE", "1"), ("FORCE_COLOR", "3")][..],
            &[("TERM", "dumb"), ("NO_COLOR", "1"), ("LC_ALL", "C")],
            &[("BRIEFING_HYPERLINKS", "always"), ("SSH_TTY", "/dev/pts/0"), ("TMUX", "/nowhere,1,0")],
        ] {
            let mut command = super::program();
            command.args(line).args(["--color", "always"]).envs(variables.iter().copied());
            let again = finished(&mut command);
            assert_eq!((again.code, again.out, again.err), (code, asked.out.clone(), asked.err.clone()), "{line:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_is_said() {
    for (line, _) in COMMANDS.into_iter().filter(|(_, code)| *code == 0) {
        let full = std::fs::File::create("/dev/full").expect("Linux has it");
        let output = program().args(line).stdout(full).output().expect("the program runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line:?}: {err}");
        assert!(err.starts_with("briefing: cannot write to standard output: "), "{line:?}: {err}");
        assert_eq!(err.lines().count(), 1, "{line:?}: {err}");
    }
}
