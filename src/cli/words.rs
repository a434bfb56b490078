//! Facts of a corpus in words, as commands print them. What is absent is said to be absent.

use crate::corpus::{ClaimSlot, Corpus, EntitySlot, Voice};
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

/// Parts with something between them; `none` for none.
pub(super) fn listed(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() { "none".into() } else { parts.join(between) }
}

/// Who asserts a claim, by name alone.
pub(super) fn voice_name(corpus: &Corpus, claim: ClaimSlot) -> String {
    let name = |entity: &EntitySlot| corpus.entity(*entity).name.to_string();
    match corpus.voice(claim) {
        Voice::Speaker(speaker) => name(&speaker),
        Voice::Authors(authors) => format!("{} (author)", listed(authors.iter().map(name), ", ")),
        Voice::Unsigned(outlet) => format!("{} (unsigned)", corpus.outlet(outlet).name),
    }
}
