//! Reads one file of a folder as a document or register.

use std::path::Path;

use crate::briefing::{File, Problem, Purpose, SourceText, digest};
use crate::load::file_names::{Stray, is_yaml};
use crate::load::fingerprint::FileVersion;
use crate::load::read_file::ReadFile;
use crate::text::Text;
use crate::yaml;

/// Returns the name of a file or folder in problems.
pub(crate) fn label(path: &Path) -> Text {
    Text::clean(path.to_string_lossy())
}

/// Reads and checks a file. If it cannot be read, that is a problem of this file alone. Also returns the file's version
/// if the file did not change meanwhile, so that it can be cached.
pub(crate) fn read(path: &Path) -> (File, Option<FileVersion>) {
    let label = label(path);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let unread = |purpose: Purpose, problem: String, hint: &str| {
        let problems = vec![Problem::with_file(&label, problem, hint)];
        (File::unread(label.clone(), purpose, problems), None)
    };
    let name = path.file_name().unwrap_or_default();
    if !is_yaml(name) {
        return match Stray::from_name(name) {
            Some(Stray { stem, ending, .. }) => unread(
                Purpose::by_name(&stem),
                format!("this file is not read: its name ends in `{ending}`"),
                &format!("the names of documents and registers end in `.yaml`: rename it to `{stem}.yaml`"),
            ),
            None => unread(
                Purpose::Unknown,
                "the files in this folder are not read".into(),
                "documents and registers stand side by side in one folder: move them up, or open it with `--dir`",
            ),
        };
    }
    let purpose = || Purpose::by_name(&stem);
    match ReadFile::new(path, yaml::MAX_BYTES) {
        Ok(Some(ReadFile { bytes, fingerprint })) => {
            let digest = digest(&bytes);
            let original = SourceText::OnDisk { path: path.into(), digest };
            let file = File::read_with(label, &stem, bytes, |_| original);
            (file, fingerprint.map(|fingerprint| FileVersion { fingerprint, digest }))
        }
        Ok(None) => unread(purpose(), "this is not a regular file".into(), "only files can hold briefings"),
        Err(error) => unread(purpose(), format!("the file cannot be read: {error}"), "check its permissions"),
    }
}
