//! The briefings that are built into the program, so that it runs without set-up.

use include_dir::{Dir, include_dir};
use rayon::prelude::*;

use crate::briefing::File;
use crate::corpus::{Corpus, build};
use crate::text::Text;

static BRIEFINGS: Dir = include_dir!("$CARGO_MANIFEST_DIR/briefings");

/// Builds the built-in corpus.
pub fn embedded() -> Corpus {
    build(Text::from("built-in briefings"), embedded_files())
}

/// Reads the built-in files, for callers that need their texts beside the corpus.
pub fn embedded_files() -> Vec<File> {
    let files: Vec<_> = BRIEFINGS.files().collect();
    files
        .par_iter()
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?;
            let stem = name.strip_suffix(".yaml")?;
            Some(File::read(Text::from(format!("briefings/{name}")), stem, file.contents().to_vec()))
        })
        .collect()
}

/// Returns the names and the texts of the built-in files, for copying them.
pub fn built_in_texts() -> impl Iterator<Item = (&'static str, String)> {
    BRIEFINGS.files().filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        Some((name, file.contents_utf8()?.to_owned()))
    })
}
