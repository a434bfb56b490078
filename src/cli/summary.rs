//! The number of problems in a sentence, as several commands print it.

use crate::page::count;
use crate::text::Text;

/// Returns `no problems`, or how many there are in how many files.
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
