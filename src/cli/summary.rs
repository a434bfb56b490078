//! What several commands say.

use crate::page::count;
use crate::text::Text;

/// `no problems`, or how many in how many files.
pub(super) fn problems<'a>(files: impl Iterator<Item = &'a Text>) -> String {
    let mut files: Vec<_> = files.collect();
    let problems = files.len();
    if problems == 0 {
        return "no problems".into();
    }
    files.sort_unstable();
    files.dedup();
    format!("{} in {}", count(problems, "problem", "problems"), count(files.len(), "file", "files"))
}
