//! Number of bytes that the browser writes, which decides the delay on a slow connection, compared with `fzf`.
//!
//! The real program runs in pseudo-terminals of 80×24 and of 200×60. After each key every byte is counted until no more
//! are written. `fzf`, if it is installed, gets the same claims, one a line.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench bytes
//! ```
//!
//! It builds the release binary first; `BRIEFING_BINARY` names another one.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

mod line;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use line::Line;

const SIZES: [(u16, u16); 2] = [(80, 24), (200, 60)];

/// One line of the table: its name, the keys before, the keys that are measured ([`typed`]), and the same for `fzf`.
struct Case {
    name: &'static str,
    before: &'static [&'static str],
    keys: &'static str,
    fzf: Option<(&'static [&'static str], &'static str)>,
}

/// Moves further down than any screen shows, so that the next row scrolls.
const TO_THE_EDGE: &str = "48*j";
/// The same in `fzf`, whose list grows upwards.
const UP: &str = "60*\x1b[A";
/// The reply of a terminal that has side margins.
const MARGINS: &str = "\x1b[?69;2$y";
const BURST: &str = "100*j";

const CASES: [Case; 18] = [
    Case { name: "first frame", before: &[], keys: "", fzf: Some((&[], "")) },
    Case { name: "unchanged redraw", before: &["k"], keys: "k", fzf: Some((&["\x1b[B"], "\x1b[B")) },
    Case { name: "marker, down (zoomed)", before: &["1z"], keys: "j", fzf: Some((&[], "\x1b[A")) },
    Case { name: "marker, up (zoomed)", before: &["1z", "j"], keys: "k", fzf: Some((&["\x1b[A"], "\x1b[B")) },
    Case { name: "marker and position (zoomed)", before: &["3z", "j"], keys: "j", fzf: None },
    Case { name: "typed letter", before: &["3/", "m"], keys: "a", fzf: Some((&["m"], "a")) },
    Case { name: "one row scrolled (zoomed)", before: &["3z", TO_THE_EDGE], keys: "j", fzf: Some((&[UP], "\x1b[A")) },
    Case { name: "page (zoomed)", before: &["3z", " "], keys: " ", fzf: Some((&["\x1b[5~"], "\x1b[5~")) },
    Case { name: "burst of 100 keys (zoomed)", before: &["3z"], keys: BURST, fzf: None },
    Case { name: "claims: cursor move, new detail", before: &["3", "j"], keys: "j", fzf: None },
    Case { name: "claims: row scrolled, new detail", before: &["3", TO_THE_EDGE], keys: "j", fzf: None },
    Case { name: "  with margins at the sides", before: &["3", TO_THE_EDGE, MARGINS], keys: "j", fzf: None },
    Case { name: "claims: page, new detail", before: &["3", " "], keys: " ", fzf: None },
    Case { name: "entities: row scrolled, new detail", before: &["2", TO_THE_EDGE], keys: "j", fzf: None },
    Case { name: "  with margins at the sides", before: &["2", TO_THE_EDGE, MARGINS], keys: "j", fzf: None },
    Case { name: "detail scrolled by a line", before: &["2", "J"], keys: "J", fzf: None },
    Case { name: "  with margins at the sides", before: &["2", "J", MARGINS], keys: "J", fzf: None },
    Case { name: "  zoomed", before: &["2\r", "zj"], keys: "j", fzf: None },
];

fn main() {
    // `cargo test --benches` passes this and expects nothing but that it runs.
    if env::args().any(|argument| argument == "--test") {
        return;
    }
    let binary = env::var_os("BRIEFING_BINARY").map_or_else(build, PathBuf::from);
    let binary = binary.to_str().expect("a path");
    let fzf = Command::new("fzf").arg("--version").output().ok();
    let version = fzf.as_ref().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let claims = tempfile::NamedTempFile::new().expect("a file");
    let listed = Command::new(binary).args(["list", "claims"]).output().expect("the program runs");
    std::fs::write(claims.path(), listed.stdout).expect("written");
    let feed = format!("fzf < {}", claims.path().display());
    match &version {
        Some(version) => println!("fzf {version}"),
        None => println!("fzf is not installed; its columns stay empty"),
    }
    println!("{:36} {:>9} {:>9} {:>9} {:>9}", "bytes written", "80x24", "fzf", "200x60", "fzf");
    for case in &CASES {
        let mut cells = Vec::new();
        for size in SIZES {
            let mut line = Line::start(binary, &["--color", "auto"], size);
            cells.push(measure(&mut line, case.before, case.keys));
            cells.push(match (&version, case.fzf) {
                (Some(_), Some((before, keys))) => {
                    measure(&mut Line::start("/bin/sh", &["-c", &feed], size), before, keys)
                }
                _ => "-".into(),
            });
        }
        println!("{:36} {:>9} {:>9} {:>9} {:>9}", case.name, cells[0], cells[1], cells[2], cells[3]);
    }
}

/// Returns the bytes written for `keys`. For a burst it adds the number of frames, each of which writes the cursor's mark
/// once.
fn measure(line: &mut Line, before: &[&str], keys: &str) -> String {
    let first = line.until_rest();
    if keys.is_empty() {
        return first.len().to_string();
    }
    for keys in before {
        line.send(&typed(keys));
        line.until_rest();
    }
    line.send(&typed(keys));
    let written = line.until_rest();
    if keys != BURST {
        return written.len().to_string();
    }
    let frames = String::from_utf8_lossy(&written).matches('>').count();
    format!("{} in {frames}", written.len())
}

/// Expands `48*j` to 48 times `j`. Other keys stay as they are.
fn typed(keys: &str) -> String {
    let repeated = keys.split_once('*').and_then(|(count, key)| Some(key.repeat(count.parse().ok()?)));
    repeated.unwrap_or_else(|| keys.to_owned())
}

/// Builds the program as it is installed.
fn build() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the project").to_owned();
    let built = Command::new(env!("CARGO")).args(["build", "--release", "--locked"]).current_dir(&root).status();
    assert!(built.is_ok_and(|status| status.success()), "the program cannot be built");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    target.join("release").join("briefing")
}
