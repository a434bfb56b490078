//! Reads the lines of a file by the rules for fields and list entries, up to the first slip.

use super::super::field_spec::{FieldShape, FieldSpec, character_name, is_stray_space};
use super::super::source_lines::{BULLETS, SourceLines};
use super::layout;
use super::slip::{Slip, colon, key_of};
use super::value::ValueReader;

/// A field or list entry whose value may continue on the next lines.
#[derive(Clone, Copy)]
struct OpenField<'a> {
    /// The key. Empty for a list entry.
    key: &'a str,
    /// Number of spaces before the field.
    column: usize,
    /// Byte offset of the field.
    start: usize,
    /// Number of spaces before the field above it.
    above: usize,
    /// Whether its value is text without quotation marks.
    is_plain: bool,
    /// Byte offset of the `#` that cuts its text off.
    cut: Option<usize>,
}

/// Reads a text line by line.
pub(super) struct LineReader<'a> {
    source: &'a SourceLines<'a>,
    specs: &'a [FieldSpec],
    /// Number of the next line to read.
    next: usize,
    /// Indentation of the field whose text is on the lines below it (`|`, `>`).
    block: Option<usize>,
    /// Indentation of the first of these lines.
    block_text: Option<usize>,
    /// Byte offset of a comment between the lines of a text without quotation marks.
    comment: Option<usize>,
    field: Option<OpenField<'a>>,
}

impl<'a> LineReader<'a> {
    pub(super) fn new(source: &'a SourceLines<'a>, specs: &'a [FieldSpec], next: usize) -> Self {
        Self { source, specs, next, block: None, block_text: None, comment: None, field: None }
    }

    /// Reads up to and including line `last`.
    pub(super) fn read_to(&mut self, last: usize) -> Option<Slip> {
        while self.next <= last {
            if let Some(slip) = self.read() {
                return Some(slip);
            }
        }
        None
    }

    /// Reads the next line, and the lines on which its value continues.
    fn read(&mut self) -> Option<Slip> {
        let range = self.source.range(self.next);
        self.next += 1;
        let line = &self.source.text[range.clone()];
        let content = line.trim_start_matches(' ');
        let mut column = line.len() - content.len();
        if content.trim().is_empty() {
            return None;
        }
        if self.block.is_some_and(|indent| column > indent) {
            let first = *self.block_text.get_or_insert(column);
            return (column < first).then(|| layout::text(column, first, range.start + column));
        }
        if content.starts_with('#') {
            let is_within = self.field.is_some_and(|field| field.is_plain && column > field.column);
            self.comment = self.comment.or_else(|| is_within.then_some(range.start + column));
            return None;
        }
        (self.block, self.block_text) = (None, None);
        let start = range.start + column;
        if let Some(sign) = content.chars().next().filter(|sign| is_stray_space(*sign)) {
            return Some(indented_by(sign, start));
        }
        let slip_in_line = mark_of_a_merge(content, start)
            .or_else(|| instruction(content, start))
            .or_else(|| self.bullet(content, start));
        if let Some(slip) = slip_in_line.or_else(|| no_space_after_dash(content, start)) {
            return Some(slip);
        }
        let mut content = content;
        let mut is_entry = false;
        while let Some(rest) = content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        {
            is_entry = true;
            let inner = rest.trim_start_matches([' ', '\t']);
            column += content.len() - inner.len();
            content = inner;
        }
        let start = range.end - content.len();
        match key_of(content) {
            Some((key, behind)) => self.field(key, column, start, start + behind, is_entry),
            None if is_entry && self.missing_space(content, start).is_some() => self.missing_space(content, start),
            None if is_entry => {
                let column = column.saturating_sub(1);
                self.field = Some(OpenField { key: "", column, start, above: column, is_plain: true, cut: None });
                self.value(start, column)
            }
            None if column == 0 && content.starts_with(['{', '[']) => self.value(start, column),
            None => self.without_key(content, column, start),
        }
    }

    /// Finds an entry that begins with a different character than a dash.
    fn bullet(&self, content: &str, at: usize) -> Option<Slip> {
        let rest = content.strip_prefix(BULLETS)?;
        let (key, _) = key_of(rest.strip_prefix(' ')?)?;
        FieldSpec::get(self.specs, key)?;
        let sign = content.chars().next()?;
        let hint = format!("write a plain hyphen and a space: `- {key}: …`");
        Some(Slip::new(at, format!("there is `{sign}` here instead of a hyphen"), hint))
    }

    fn field(&mut self, key: &'a str, column: usize, start: usize, behind: usize, is_entry: bool) -> Option<Slip> {
        let outer = self.field.filter(|outer| outer.is_plain && column > outer.column && !is_entry);
        if let Some(outer) = outer {
            if FieldSpec::get(self.specs, key).is_some() {
                // If the fields above and below agree, the field between them is in the wrong column.
                let is_at_margin = outer.column == 0 && outer.above > 0;
                let is_outer_wrong = outer.above == column || is_at_margin;
                if !is_outer_wrong && let Some(heading) = self.heading_above(outer) {
                    return Some(layout::below(heading, outer.column, column, outer.start));
                }
                return Some(if is_outer_wrong {
                    layout::beside(outer.column, column, outer.start)
                } else {
                    layout::beside(column, outer.column, start)
                });
            }
            let line = self.source.line(self.next - 2).trim();
            return Some(colon(start + key.len(), outer.key, &format!("{line} {key}"), true));
        }
        if let Some((at, sign)) = key.char_indices().find(|(_, sign)| is_stray_space(*sign)) {
            return Some(in_key(sign, start + at));
        }
        self.comment = None;
        let above = self.field.map_or(column, |field| field.column);
        self.field = Some(OpenField { key, column, start, above, is_plain: true, cut: None });
        self.value(behind, column)
    }

    /// Returns the name of the field on the line above, if its value must be fields of its own.
    fn heading_above(&self, field: OpenField) -> Option<&'a str> {
        let above = self.source.position(field.start).line.checked_sub(1).filter(|line| *line > 0)?;
        let line = self.source.line(above);
        let key = line.trim().strip_suffix(':')?;
        let is_beside = line.len() - line.trim_start_matches(' ').len() == field.column;
        let has_fields = FieldSpec::get(self.specs, key).is_some_and(|spec| spec.shape == FieldShape::Fields);
        (is_beside && has_fields).then_some(key)
    }

    /// Reads the value after a key or dash.
    fn value(&mut self, at: usize, column: usize) -> Option<Slip> {
        let key = self.field.map_or("", |field| field.key);
        let value = ValueReader { source: self.source, specs: self.specs, key, column, is_part: false };
        let read = match value.read(at) {
            Ok(read) => read,
            Err(slip) => return Some(slip),
        };
        self.next = self.next.max(self.source.position(read.end).line + 1);
        self.block = read.is_block.then_some(column);
        if let Some(field) = &mut self.field {
            field.is_plain = read.is_plain;
            field.cut = read.cut;
        }
        None
    }

    /// Reads a line that is neither a field nor a list entry.
    fn without_key(&mut self, content: &'a str, column: usize, start: usize) -> Option<Slip> {
        let inner = self.field.filter(|field| column > field.column);
        match inner {
            Some(OpenField { cut: Some(cut), key, .. }) => {
                let hint = format!("put the whole text of `{key}` in quotation marks");
                Some(Slip::new(cut, "the text is cut off here: after a space, `#` begins a comment", hint))
            }
            Some(OpenField { is_plain: true, key, .. }) if let Some(comment) = self.comment => {
                let problem = "a comment in the middle of a text ends the text";
                Some(Slip::new(comment, problem, format!("move it above the line of `{key}`")))
            }
            Some(OpenField { is_plain: true, .. }) if self.missing_space(content, start).is_none() => None,
            Some(field) if !field.is_plain => self.value(start, field.column),
            _ => Some(self.no_field(content, start)),
        }
    }

    /// Finds a space after a key that is missing, or that is a different character.
    fn missing_space(&self, content: &str, start: usize) -> Option<Slip> {
        let (key, rest) = content.split_once(':')?;
        let known = FieldSpec::get(self.specs, key.trim_matches(is_stray_space)).is_some();
        let sign = rest.chars().next()?;
        if !known || rest.starts_with("//") {
            return None;
        }
        let at = start + key.len() + 1;
        let key = key.trim_matches(is_stray_space);
        let written = rest.trim_matches(is_stray_space).trim();
        let problem = if is_stray_space(sign) {
            format!("there is {} after `{key}:` instead of a space", character_name(sign))
        } else {
            format!("a space is missing after `{key}:`")
        };
        Some(Slip::new(at, problem, format!("write `{key}: {written}`")))
    }

    fn no_field(&self, content: &str, start: usize) -> Slip {
        if let Some(slip) = self.missing_space(content, start) {
            return slip;
        }
        if let Some(at) = content.find('：') {
            let (key, value) = (content[..at].trim(), content[at + '：'.len_utf8()..].trim());
            let problem = "this is a full-width colon (`：`, U+FF1A), which YAML does not accept";
            return Slip::new(start + at, problem, format!("write `{key}: {value}`"));
        }
        if let Some(sign) = content.chars().find(|sign| is_stray_space(*sign)) {
            let at = start + content.find(sign).unwrap_or_default();
            return in_key(sign, at);
        }
        let key = content.split([' ', '=']).next().unwrap_or_default();
        let rest = content[key.len()..].trim_start_matches([' ', '=', ':']);
        if FieldSpec::get(self.specs, key).is_some() {
            let problem = format!("a colon and a space are missing after `{key}`");
            return Slip::new(start + key.len(), problem, format!("write `{key}: {rest}`"));
        }
        Slip::new(
            start,
            "this line is not a field: it has no name followed by a colon and a space",
            "write `field: value`; if it continues the text above, indent it further than the field's name",
        )
    }
}

fn indented_by(sign: char, at: usize) -> Slip {
    let problem = format!("there is {} at the beginning of the line", character_name(sign));
    Slip::new(at, problem, "indent lines with spaces only")
}

fn in_key(sign: char, at: usize) -> Slip {
    Slip::new(at, format!("there is {} in a field's name", character_name(sign)), "delete it")
}

fn mark_of_a_merge(content: &str, at: usize) -> Option<Slip> {
    let is_mark = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| content.starts_with(mark));
    let hint = "two versions of the file are mixed here: keep one of them, and delete these lines";
    is_mark.then(|| Slip::new(at, "this line is left over from a merge of two versions", hint))
}

/// Finds a line that YAML reads as an instruction rather than content.
fn instruction(content: &str, at: usize) -> Option<Slip> {
    if content.starts_with('%') {
        return Some(Slip::new(at, "YAML reads a line that begins with `%` as an instruction", "delete it"));
    }
    let is_end = content.trim_end() == "...";
    is_end.then(|| Slip::new(at, "YAML ends the file at a line of three dots", "delete the line"))
}

fn no_space_after_dash(content: &str, at: usize) -> Option<Slip> {
    let rest = content.strip_prefix('-')?;
    let sign = rest
        .chars()
        .next()
        .filter(|sign| sign.is_alphabetic() || matches!(sign, '{' | '"') || is_stray_space(*sign))?;
    key_of(rest).filter(|(key, _)| !key.contains(' ')).or_else(|| sign.eq(&'{').then_some(("", 0)))?;
    if sign == '\t' {
        return None;
    }
    let problem = if is_stray_space(sign) {
        format!("there is {} after the dash instead of a space", character_name(sign))
    } else {
        "a space is missing after the dash".to_owned()
    };
    Some(Slip::new(at + 1, problem, "an entry begins with a dash and a space: `- id: …`"))
}
