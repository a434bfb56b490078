//! The briefings that are built into the program, so that it runs with no set-up.

use include_dir::{Dir, include_dir};
use rayon::prelude::*;

use crate::briefing::File;
use crate::corpus::{Corpus, build};
use crate::text::Text;

static BRIEFINGS: Dir = include_dir!("$CARGO_MANIFEST_DIR/briefings");

/// The corpus that is built in.
pub fn embedded() -> Corpus {
    build(Text::from("built-in briefings"), embedded_files())
}

/// The files that are built in, for whoever needs their texts beside the corpus.
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
