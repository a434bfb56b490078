//! One slip, and what all rules share: how a key is told from text.

use super::super::field_spec::quoted;

/// A mistake, with the byte offset at which it is.
pub(super) struct Slip {
    pub(super) at: usize,
    pub(super) problem: String,
    pub(super) hint: String,
}

impl Slip {
    pub(super) fn new(at: usize, problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, problem: problem.into(), hint: hint.into() }
    }
}

/// Returns the key at the beginning of a line, and the number of bytes up to its value.
pub(super) fn key_of(content: &str) -> Option<(&str, usize)> {
    if let Some(quote) = content.chars().next().filter(|sign| matches!(sign, '"' | '\'')) {
        let end = content[1..].find(quote)? + 2;
        let rest = content[end..].trim_start();
        let is_key = rest.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        return is_key.then(|| (&content[1..end - 1], content.len() - rest.len() + 1));
    }
    if content.starts_with(['[', '{', '#', '|', '>']) {
        return None;
    }
    let ends = |at: &usize| content[at + 1..].is_empty() || content[at + 1..].starts_with([' ', '\t']);
    let colon = content.match_indices(':').map(|(at, _)| at).find(ends)?;
    let key = &content[..colon];
    (!key.contains(" #")).then_some((key.trim_end_matches(' '), colon + 1))
}

/// Describes text without quotation marks that contains a colon and a space.
pub(super) fn colon(at: usize, key: &str, value: &str, is_long: bool) -> Slip {
    let hint = match (key, is_long) {
        (_, true) => format!("put the whole text of `{key}` in quotation marks"),
        ("", _) => format!("put the text in quotation marks: `{}`", quoted(value)),
        _ => format!("put the text in quotation marks: `{key}: {}`", quoted(value)),
    };
    Slip::new(at, "the text contains `: ` (a colon and a space), which is allowed only after a field's name", hint)
}
