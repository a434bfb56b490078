//! The lines of a text, and the text that is left when records are taken out.

use std::ops::Range;

use super::field_spec::is_stray_space;
use super::source_map::LineColumn;

/// Bullets that begin list entries in other formats.
pub(super) const BULLETS: [char; 7] = ['*', '+', '•', '–', '—', '−', '·'];

/// A text and the byte offsets of its lines, which all end in `\n`.
pub(super) struct SourceLines<'a> {
    pub(super) text: &'a str,
    /// Byte offset of each line.
    starts: Vec<usize>,
}

impl<'a> SourceLines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Returns the number of lines.
    pub(super) fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Returns the byte range of a line, counted from 1, without its line end. Empty after the last line.
    pub(super) fn range(&self, line: usize) -> Range<usize> {
        let end = self.text.len();
        let at = |line: usize| self.starts.get(line).copied();
        let (Some(first), next) = (at(line.saturating_sub(1)), at(line)) else { return end..end };
        first..next.map_or(end, |next| next - 1)
    }

    /// Returns a line, counted from 1.
    pub(super) fn line(&self, line: usize) -> &'a str {
        &self.text[self.range(line)]
    }

    /// Converts a line and column to a byte offset.
    pub(super) fn offset(&self, at: LineColumn) -> usize {
        let line = self.range(at.line);
        let within = self.text[line.clone()].char_indices().nth(at.column.saturating_sub(1));
        within.map_or(line.end, |(offset, _)| line.start + offset)
    }

    /// Converts a byte offset to a line and column.
    pub(super) fn position(&self, offset: usize) -> LineColumn {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let before = &self.text[self.starts[line - 1]..offset];
        LineColumn { line, column: before.chars().count() + 1 }
    }
}

/// An entry of a list in block style, by its lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ListEntry {
    /// Number of the first line.
    pub(super) first: usize,
    /// Number of the line after the last.
    pub(super) end: usize,
    /// Number of spaces before the dashes of its list.
    pub(super) indent: usize,
}

impl ListEntry {
    /// Finds the list entry that contains a line, by indentation alone. The text need not be valid.
    pub(super) fn around(source: &SourceLines, line: usize) -> Option<Self> {
        let line = line.min(source.lines());
        let heading = (1..line).rev().find(|at| is_heading(source.line(*at))).unwrap_or(0);
        let dash = |at: &usize| dash_indent(source.line(*at));
        let indent = (heading + 1..=line).find_map(|at| dash(&at))?;
        // Only records have an id, so a dash before an `id` begins an entry in any column.
        let begins = |at: &usize| dash(at).is_some_and(|found| found <= indent) || is_record(source.line(*at));
        let first = (heading + 1..=line).rev().find(begins)?;
        let ends =
            |at: &usize| begins(at) || heading > 0 && is_key_at_margin(source.line(*at)) && !is_slipped(source, *at);
        let end = (first + 1..=source.lines()).find(ends).unwrap_or(source.lines() + 1);
        (line < end).then_some(Self { first, end, indent })
    }

    /// Returns the lines of the entry.
    pub(super) fn text<'a>(&self, source: &SourceLines<'a>) -> &'a str {
        &source.text[source.range(self.first).start..source.range(self.end - 1).end]
    }

    /// Returns the text with the entry replaced by an empty one (`~`). All other lines keep their numbers.
    pub(super) fn taken_out(&self, source: &SourceLines) -> String {
        let (first, last) = (source.range(self.first), source.range(self.end - 1));
        let lines = "\n".repeat(self.end - 1 - self.first);
        let (before, after) = (&source.text[..first.start], &source.text[last.end..]);
        format!("{before}{}- ~{lines}{after}", " ".repeat(self.indent))
    }
}

/// Returns the text with these parts replaced by nothing (`~` and spaces). All others keep their places.
pub(super) fn blanked(text: &str, parts: &[Range<usize>]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut end = 0;
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if part.start < end {
            continue;
        }
        left.push_str(&text[end..part.start]);
        left.push('~');
        left.extend(text[part.clone()].chars().skip(1).map(|sign| if sign == '\n' { '\n' } else { ' ' }));
        end = part.end;
    }
    left + &text[end..]
}

/// Returns the id that is written in a part of a text, which need not be valid.
pub(super) fn id_in(part: &str) -> Option<String> {
    let named = part.match_indices("id:").find(|(at, _)| {
        let before = part[..*at].trim_end_matches(|sign| is_space(sign) || matches!(sign, '"' | '\''));
        before.is_empty() || before.ends_with(['\n', '-', '{', ','])
    });
    let value = part[named?.0 + "id:".len()..].lines().next()?.trim();
    let value = value.split([',', '}', '#']).next()?.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

/// Returns the number of spaces before the dash that begins an entry.
fn dash_indent(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    let rest = content.strip_prefix('-')?;
    let is_entry = rest.is_empty() || rest.starts_with([' ', '\t']);
    is_entry.then_some(line.len() - content.len())
}

/// Returns whether a line begins a record: a dash and an id, with any spaces or `{` between them.
fn is_record(line: &str) -> bool {
    let rest = line.trim_start_matches(is_space).strip_prefix(|sign| sign == '-' || BULLETS.contains(&sign));
    rest.is_some_and(|rest| rest.trim_start_matches(|sign| is_space(sign) || sign == '{').starts_with("id:"))
}

fn is_space(sign: char) -> bool {
    sign == ' ' || is_stray_space(sign)
}

/// Returns whether a line is a key at the left margin without a value, as before a list in block style.
fn is_heading(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let rest = rest.trim();
    is_word(key) && (rest.is_empty() || rest.starts_with('#'))
}

/// Returns whether a line begins with a key at the left margin.
fn is_key_at_margin(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| is_word(key))
}

/// Returns whether a field at the left margin belongs to the entry that continues below it.
fn is_slipped(source: &SourceLines, line: usize) -> bool {
    let has_value = source.line(line).split_once(':').is_some_and(|(_, value)| {
        !matches!(value.trim_start().as_bytes(), [] | [b'#' | b'|' | b'>' | b'[' | b'{' | b'"' | b'\'', ..])
    });
    let next = (line + 1..=source.lines()).map(|at| source.line(at)).find(|line| !line.trim().is_empty());
    let field = next.filter(|next| next.starts_with(' ')).map(|next| next.trim_start_matches(' '));
    has_value && field.is_some_and(is_key_at_margin)
}

fn is_word(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title: T\nclaims:\n  - id: a\n    text: A\n  - {id: b}\n\n  - id: c\nlanguage: en\n";

    #[test]
    fn places_and_bytes_are_the_same_in_both_directions() {
        let source = SourceLines::new("é: ü\n\nx");
        for (offset, _) in source.text.char_indices() {
            assert_eq!(source.offset(source.position(offset)), offset);
        }
        assert_eq!(source.position(8), LineColumn { line: 3, column: 1 });
    }

    #[test]
    fn an_entry_is_found_from_each_of_its_lines() {
        let source = SourceLines::new(TEXT);
        let entry = |line: usize| ListEntry::around(&source, line).map(|entry| entry.first..entry.end);
        assert_eq!([1, 2, 3, 4].map(entry), [None, None, Some(3..5), Some(3..5)]);
        assert_eq!([5, 6, 7, 8].map(entry), [Some(5..7), Some(5..7), Some(7..8), None]);
    }

    #[test]
    fn what_is_left_stays_in_its_lines() {
        let source = SourceLines::new(TEXT);
        let left = ListEntry::around(&source, 4).expect("an entry").taken_out(&source);
        assert_eq!(left, TEXT.replace("- id: a\n    text: A", "- ~\n"));
        assert_eq!(blanked("a: [{b: c,\n d: e}]", std::slice::from_ref(&(4..17))), "a: [~     \n      ]");
    }

    #[test]
    fn an_id_is_read_where_it_stands() {
        for (part, id) in [
            ("- id: a # x\n  kind: [", Some("a")),
            ("- {text: \"x, id\": 'y', id: \"b\"", Some("b")),
            ("- kind: fact\n  id: c", Some("c")),
            ("- text: void: x", None),
        ] {
            assert_eq!(id_in(part).as_deref(), id, "{part}");
        }
    }
}
