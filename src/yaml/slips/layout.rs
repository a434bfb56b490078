//! Finds lines that begin in the wrong column.

use super::super::field_spec::FieldSpec;
use super::super::source_lines::{ListEntry, SourceLines};
use super::slip::{Slip, key_of};

/// Compares the column of a line with the other fields of its entry, or with the other entries of its list.
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
        return (column != indent).then(|| wrong_column(column, indent, "other entries of this list", start));
    }
    key_of(content).filter(|(key, _)| FieldSpec::get(specs, key).is_some())?;
    let Some(entry) = entry else {
        if let Some(slip) = first_field(source, column) {
            return Some(slip);
        }
        return (column > 0).then(|| wrong_column(column, 0, "other fields of this file", start));
    };
    let (dash, first) = split(source.line(entry.first));
    let inner = first.strip_prefix('-')?.trim_start_matches([' ', '\t']);
    let first = dash + first.len() - inner.len();
    key_of(inner)?;
    if column < first && content.starts_with("id:") {
        let hint = format!("write `- {}`", content.trim_end());
        return Some(Slip::new(start, "this entry lacks its dash", hint));
    }
    (column != first).then(|| wrong_column(column, first, "other fields of this entry", start))
}

/// Returns the line of the field whose list contains `line`, if it is within a list of the entry.
fn heading_within(source: &SourceLines, entry: &ListEntry, line: usize) -> Option<usize> {
    let (column, _) = split(source.line(line));
    (entry.first..line).rev().find(|at| {
        let (indent, content) = split(source.line(*at));
        let content = content.strip_prefix("- ").map_or(content, str::trim_start);
        indent < column && key_of(content).is_some_and(|(_, value_at)| content[value_at..].trim().is_empty())
    })
}

fn dash(line: &str) -> Option<usize> {
    let (column, content) = split(line);
    content.starts_with("- ").then_some(column)
}

/// Finds the first field of a file, if only this one is indented.
fn first_field(source: &SourceLines, column: usize) -> Option<Slip> {
    let is_content = |line: &usize| !matches!(source.line(*line).trim().as_bytes(), [] | [b'#', ..] | b"---");
    let first = (1..=source.lines()).find(is_content)?;
    let (indent, _) = split(source.line(first));
    let start = source.range(first).start + indent;
    (indent > column).then(|| wrong_column(indent, column, "other fields of this file", start))
}

/// Describes a field that is not in the column of its neighbour.
pub(super) fn beside(column: usize, right: usize, at: usize) -> Slip {
    wrong_column(column, right, "neighbouring fields", at)
}

/// Describes the first of a field's own fields if it is in the column of the field itself.
pub(super) fn below(key: &str, column: usize, right: usize, at: usize) -> Slip {
    wrong_column(column, right, &format!("other fields of `{key}`"), at)
}

/// Describes a line of a block text (`|`, `>`) that is indented less than the first line.
pub(super) fn text(column: usize, right: usize, at: usize) -> Slip {
    wrong_column(column, right, "text above", at)
}

fn wrong_column(column: usize, right: usize, what: &str, at: usize) -> Slip {
    let by = column.abs_diff(right);
    let spaces = if by == 1 { "1 space".to_owned() } else { format!("{by} spaces") };
    let hint = if column > right { format!("delete {spaces}") } else { format!("add {spaces} before it") };
    let problem = format!("this line begins in column {}, the {what} in column {}", column + 1, right + 1);
    Slip::new(at, problem, hint)
}

fn split(line: &str) -> (usize, &str) {
    let content = line.trim_start_matches(' ');
    (line.len() - content.len(), content)
}
