//! What opening a folder costs: reading it, and indexing what was read.
//!
//! ```text
//! cargo bench --manifest-path benches/Cargo.toml --bench loading           10,000 files, 200,000 claims
//! cargo bench --manifest-path benches/Cargo.toml --bench loading -- 1000   so many files
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(missing_docs, reason = "a bench has no callers")]

use std::fs;
use std::time::Instant;

use briefing::corpus::{Folder, build};
use briefing::search::Index;

use generator::{CLAIMS, Generator};

fn main() {
    let files = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    Generator::new().write(files * CLAIMS, folder.path()).expect("the folder can be written to");
    let sizes = fs::read_dir(folder.path()).expect("the folder").flatten().flat_map(|entry| entry.metadata());
    println!("{files} files, {} MB", sizes.map(|file| file.len()).sum::<u64>() / 1_000_000);
    for _ in 0..3 {
        let start = Instant::now();
        let read = Folder::new(folder.path()).files().expect("files");
        let parsed = start.elapsed();
        let corpus = build("generated".into(), read);
        let built = start.elapsed().saturating_sub(parsed);
        let index = Index::new(&corpus);
        let indexed = start.elapsed().saturating_sub(parsed + built);
        println!(
            "  read and checked {:>5} ms, cross-referenced {:>5} ms, indexed {:>5} ms; {} claims, {} problems, {} words",
            parsed.as_millis(),
            built.as_millis(),
            indexed.as_millis(),
            corpus.claims().len(),
            corpus.problems().len(),
            index.words(),
        );
    }
}
