//! Lines that begin in another column than the lines they belong to.

use super::super::field_spec::FieldSpec;
use super::super::source_lines::{ListEntry, SourceLines};
use super::{Slip, key_of};

/// Compares a line with the other fields of its entry, or with the other entries of its list.
pub(super) fn slip(source: &SourceLines, specs: &[FieldSpec], line: usize) -> Option<Slip> {
    let line = (1..=line).rev().find(|line| !source.line(*line).trim().is_empty())?;
    let (column, content) = split(source.line(line));
    let start = source.range(line).start + column;
    let entry = ListEntry::around(source, line);
    if content.starts_with("- ") {
        let entry = entry?;
        let indent = match heading_within(source, &entry, line) {
            Some(heading) => (heading + 1..line).find_map(|at| dash(source.line(at)))?,
            None => entry.indent,
        };
        return (column != indent).then(|| elsewhere(column, indent, "other entries of this list", start));
    }
    key_of(content).filter(|(key, _)| FieldSpec::get(specs, key).is_some())?;
    let Some(entry) = entry else {
        if let Some(slip) = first_field(source, column) {
            return Some(slip);
        }
        return (column > 0).then(|| elsewhere(column, 0, "other fields of this file", start));
    };
    let (dash, first) = split(source.line(entry.first));
    let inner = first.strip_prefix('-')?.trim_start_matches([' ', '\t']);
    let first = dash + first.len() - inner.len();
    key_of(inner)?;
    if column < first && content.starts_with("id:") {
        let hint = format!("write `- {}`", content.trim_end());
        return Some(Slip::new(start, "an entry begins here without its dash", hint));
    }
    (column != first).then(|| elsewhere(column, first, "other fields of this entry", start))
}

/// The field in an entry whose list begins in the lines below it and goes on to a line, if that is in one.
fn heading_within(source: &SourceLines, entry: &ListEntry, line: usize) -> Option<usize> {
    let (column, _) = split(source.line(line));
    (entry.first..line).rev().find(|at| {
        let (indent, content) = split(source.line(*at));
        let content = content.strip_prefix("- ").map_or(content, str::trim_start);
        indent < column && key_of(content).is_some_and(|(_, behind)| content[behind..].trim().is_empty())
    })
}

fn dash(line: &str) -> Option<usize> {
    let (column, content) = split(line);
    content.starts_with("- ").then_some(column)
}

/// The first field of a file, where it alone is indented.
fn first_field(source: &SourceLines, column: usize) -> Option<Slip> {
    let is_content = |line: &usize| !matches!(source.line(*line).trim().as_bytes(), [] | [b'#', ..] | b"---");
    let first = (1..=source.lines()).find(is_content)?;
    let (indent, _) = split(source.line(first));
    let start = source.range(first).start + indent;
    (indent > column).then(|| elsewhere(indent, column, "other fields of this file", start))
}

/// A field in another column than the one beside it.
pub(super) fn beside(column: usize, right: usize, at: usize) -> Slip {
    elsewhere(column, right, "fields beside it", at)
}

/// The first of a field's own fields, in the column of the field itself.
pub(super) fn below(key: &str, column: usize, right: usize, at: usize) -> Slip {
    elsewhere(column, right, &format!("other fields of `{key}`"), at)
}

/// A line of a text in the lines below its field (`|`, `>`) that begins before the first.
pub(super) fn text(column: usize, right: usize, at: usize) -> Slip {
    elsewhere(column, right, "text above", at)
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
