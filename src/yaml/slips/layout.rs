//! Lines that begin in another column than the lines they belong to.

use super::super::form::Form;
use super::super::source::{Entry, Source};
use super::{Slip, key_of};

/// Compares a line with the other fields of its entry, or with the other entries of its list.
pub(super) fn slip(source: &Source, forms: &[Form], line: usize) -> Option<Slip> {
    let line = (1..=line).rev().find(|line| !source.line(*line).trim().is_empty())?;
    let (column, content) = split(source.line(line));
    let start = source.range(line).start + column;
    let entry = Entry::around(source, line);
    if content.starts_with("- ") {
        let indent = entry?.indent;
        return (column != indent).then(|| elsewhere(column, indent, "other entries of this list", start));
    }
    key_of(content).filter(|(key, _)| Form::get(forms, key).is_some())?;
    let Some(entry) = entry else {
        return (column > 0).then(|| elsewhere(column, 0, "other fields of this file", start));
    };
    let (dash, first) = split(source.line(entry.first));
    let inner = first.strip_prefix('-')?.trim_start_matches([' ', '\t']);
    let first = dash + first.len() - inner.len();
    key_of(inner)?;
    (column != first).then(|| elsewhere(column, first, "other fields of this entry", start))
}

/// A field in another column than the one beside it.
pub(super) fn beside(column: usize, right: usize, at: usize) -> Slip {
    elsewhere(column, right, "fields beside it", at)
}

fn elsewhere(column: usize, right: usize, what: &str, at: usize) -> Slip {
    let by = column.abs_diff(right);
    let spaces = if by == 1 { "1 space".to_owned() } else { format!("{by} spaces") };
    let hint = if column > right { format!("take {spaces} away") } else { format!("put {spaces} more before it") };
    let problem = format!("this line begins in column {}, the {what} in column {}", column + 1, right + 1);
    Slip::new(at, problem, hint)
}

fn split(line: &str) -> (usize, &str) {
    let content = line.trim_start_matches(' ');
    (line.len() - content.len(), content)
}
