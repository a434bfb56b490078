//! End-to-end tests of the commands: output, standard error and exit status of the real binary.

mod asked;
mod broken;
mod cache;
mod check;
mod draft;
mod evidence;
mod evil;
#[expect(dead_code, reason = "some folders are for the browser")]
#[path = "../support/folders.rs"]
mod folders;
mod init;
mod joint;
mod json;
mod online;
mod pipes;
mod plain;
mod schema;
mod search;
mod sources;
mod usage;
mod whole;
#[expect(dead_code, reason = "the output of commands has no escape sequences")]
#[path = "../support/wire.rs"]
mod wire;

use std::path::Path;

use assert_cmd::Command;

/// Output, standard error and exit status of a run.
struct Run {
    out: String,
    err: String,
    code: i32,
}

/// Returns the program in an environment without the variables that it reads.
fn program() -> Command {
    let mut command = Command::cargo_bin("briefing").expect("the program is built with its tests");
    command.env_remove("BRIEFING_DIR").env_remove("BRIEFING_SOURCES").env("BRIEFING_NO_CACHE", "1");
    // The tests must not depend on the developer's own settings.
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command
}

/// Runs the program with these arguments.
fn run(line: &[&str]) -> Run {
    finished(program().args(line))
}

/// Runs the program on a folder of briefings.
fn run_in(folder: &Path, line: &[&str]) -> Run {
    finished(program().arg("--dir").arg(folder).args(line))
}

/// Runs a command. Asserts that it does not panic and sends no escape sequence to a pipe.
fn finished(command: &mut Command) -> Run {
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    let run = Run {
        out: text(output.stdout),
        err: text(output.stderr),
        code: output.status.code().expect("the program ends by itself"),
    };
    for stream in [&run.out, &run.err] {
        wire::assert_is_plain(stream);
        assert!(!stream.contains("panicked"), "{stream}");
    }
    run
}
