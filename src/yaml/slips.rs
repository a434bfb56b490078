//! Slips of writing that make a text no YAML: what is wrong, where it began, and what to write instead.
//!
//! A parser says where it stumbled, which may be lines behind the mistake. Here the lines before that place are read
//! once more, by the rules of the files that curators write: fields in lines, entries with dashes, values in quotation
//! marks or brackets. The first line that breaks a rule is the answer.

mod layout;
mod value;

use super::field_spec::{FieldShape, FieldSpec, character_name, is_stray_space, quoted};
use super::source_lines::{BULLETS, ListEntry, SourceLines};
use super::{Fault, LineColumn, Path};
use value::ValueReader;

/// Says what is wrong at a place where a parser stumbled. `before` is where it was still right.
pub(super) fn fault(source: &SourceLines, specs: &[FieldSpec], before: LineColumn, at: LineColumn) -> Fault {
    let last = at.line.min(source.lines());
    let from = before.line.min(last);
    // A field in the wrong column may seem to end the entry it is in.
    let entry = ListEntry::around(source, from).or_else(|| ListEntry::around(source, from.saturating_sub(1)));
    let is_outside = entry.is_none();
    let mut lines = LineReader::new(source, specs, entry.map_or(from, |entry| entry.first));
    let slip = refused_character(source)
        .or_else(|| lines.read_to(last))
        .or_else(|| layout::slip(source, specs, last))
        // A parser may stumble over a line before it has begun to read it.
        .or_else(|| lines.read_to((last + 1..=source.lines()).find(|line| !source.line(*line).trim().is_empty())?))
        // What is wrong before the first list may have begun with the file.
        .or_else(|| is_outside.then(|| LineReader::new(source, specs, 1).read_to(last))?);
    let slip = slip.or_else(|| tab_behind_dash(source, last)).unwrap_or_else(|| Slip {
        at: source.offset(at),
        problem: "this cannot be read from here on".to_owned(),
        hint: "a line is `field: value`, indented like the lines beside it; text with signs goes in quotation marks"
            .to_owned(),
    });
    Fault::at(Path::default(), slip.problem).hint(slip.hint).positioned(source.position(slip.at))
}

/// A mistake at a byte.
struct Slip {
    at: usize,
    problem: String,
    hint: String,
}

impl Slip {
    fn new(at: usize, problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, problem: problem.into(), hint: hint.into() }
    }
}

/// A field or list entry whose value may go on in the next lines.
#[derive(Clone, Copy)]
struct OpenField<'a> {
    /// Its key; empty for a list's entry.
    key: &'a str,
    /// Spaces before it.
    column: usize,
    /// Where it begins, in bytes.
    start: usize,
    /// Spaces before the field above it.
    above: usize,
    /// True where text stands behind it without quotation marks.
    is_plain: bool,
    /// Where `#` cut its text off.
    cut: Option<usize>,
}

/// A text that is read line by line.
struct LineReader<'a> {
    source: &'a SourceLines<'a>,
    specs: &'a [FieldSpec],
    /// The line to be read next.
    next: usize,
    /// The indentation of the field whose text stands in the lines below it (`|`, `>`).
    block: Option<usize>,
    /// The indentation of the first of these lines.
    block_text: Option<usize>,
    /// A comment between the lines of a text without quotation marks.
    comment: Option<usize>,
    field: Option<OpenField<'a>>,
}

impl<'a> LineReader<'a> {
    fn new(source: &'a SourceLines<'a>, specs: &'a [FieldSpec], next: usize) -> Self {
        Self { source, specs, next, block: None, block_text: None, comment: None, field: None }
    }

    /// Reads up to a line and with it.
    fn read_to(&mut self, last: usize) -> Option<Slip> {
        while self.next <= last {
            if let Some(slip) = self.read() {
                return Some(slip);
            }
        }
        None
    }

    /// Reads the next line, and those that its value goes on in.
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
        let odd_line = mark_of_a_merge(content, start)
            .or_else(|| instruction(content, start))
            .or_else(|| self.bullet(content, start));
        if let Some(slip) = odd_line.or_else(|| no_space_behind_dash(content, start)) {
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

    /// An entry that begins with another sign than a dash.
    fn bullet(&self, content: &str, at: usize) -> Option<Slip> {
        let rest = content.strip_prefix(BULLETS)?;
        let (key, _) = key_of(rest.strip_prefix(' ')?)?;
        FieldSpec::get(self.specs, key)?;
        let sign = content.chars().next()?;
        let hint = format!("write the sign of the keyboard, and a space: `- {key}: …`");
        Some(Slip::new(at, format!("`{sign}` stands here in the place of a dash"), hint))
    }

    fn field(&mut self, key: &'a str, column: usize, start: usize, behind: usize, is_entry: bool) -> Option<Slip> {
        let outer = self.field.filter(|outer| outer.is_plain && column > outer.column && !is_entry);
        if let Some(outer) = outer {
            if FieldSpec::get(self.specs, key).is_some() {
                // Of three fields the one in the middle is in another column.
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

    /// The name of the field in the line above, where nothing but fields of its own belong behind it.
    fn heading_above(&self, field: OpenField) -> Option<&'a str> {
        let above = self.source.position(field.start).line.checked_sub(1).filter(|line| *line > 0)?;
        let line = self.source.line(above);
        let key = line.trim().strip_suffix(':')?;
        let is_beside = line.len() - line.trim_start_matches(' ').len() == field.column;
        let has_fields = FieldSpec::get(self.specs, key).is_some_and(|spec| spec.shape == FieldShape::Fields);
        (is_beside && has_fields).then_some(key)
    }

    /// Reads what stands behind a key or dash.
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

    /// Reads a line that is neither a field nor an entry.
    fn without_key(&mut self, content: &'a str, column: usize, start: usize) -> Option<Slip> {
        let inner = self.field.filter(|field| column > field.column);
        match inner {
            Some(OpenField { cut: Some(cut), key, .. }) => {
                let hint = format!("put all of the text of `{key}` in quotation marks");
                Some(Slip::new(cut, "the text is cut off here: behind a space, `#` begins a comment", hint))
            }
            Some(OpenField { is_plain: true, key, .. }) if let Some(comment) = self.comment => {
                let problem = "a comment stands here in the middle of a text, which it ends";
                Some(Slip::new(comment, problem, format!("move it above the line of `{key}`")))
            }
            Some(OpenField { is_plain: true, .. }) if self.missing_space(content, start).is_none() => None,
            Some(field) if !field.is_plain => self.value(start, field.column),
            _ => Some(self.no_field(content, start)),
        }
    }

    /// A space that is missing behind a key, or is another sign.
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
            format!("{} stands behind `{key}:` in the place of a space", character_name(sign))
        } else {
            format!("a space is missing behind `{key}:`")
        };
        Some(Slip::new(at, problem, format!("write `{key}: {written}`")))
    }

    fn no_field(&self, content: &str, start: usize) -> Slip {
        if let Some(slip) = self.missing_space(content, start) {
            return slip;
        }
        if let Some(at) = content.find('：') {
            let (key, value) = (content[..at].trim(), content[at + '：'.len_utf8()..].trim());
            let problem = "the colon here is the wide one (`：`, U+FF1A), which YAML does not know";
            return Slip::new(start + at, problem, format!("write `{key}: {value}`"));
        }
        if let Some(sign) = content.chars().find(|sign| is_stray_space(*sign)) {
            let at = start + content.find(sign).unwrap_or_default();
            return in_key(sign, at);
        }
        let key = content.split([' ', '=']).next().unwrap_or_default();
        let rest = content[key.len()..].trim_start_matches([' ', '=', ':']);
        if FieldSpec::get(self.specs, key).is_some() {
            let problem = format!("a colon and a space are missing behind `{key}`");
            return Slip::new(start + key.len(), problem, format!("write `{key}: {rest}`"));
        }
        Slip::new(
            start,
            "this line is no field: it has no name with a colon and a space behind it",
            "write `field: value`; where it goes on with the text above, indent it further than the field's name",
        )
    }
}

/// The key of a line, and the bytes up to its value.
fn key_of(content: &str) -> Option<(&str, usize)> {
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

fn indented_by(sign: char, at: usize) -> Slip {
    let problem = format!("{} stands here before the line's words", character_name(sign));
    Slip::new(at, problem, "lines are indented with spaces alone: write spaces in its place")
}

fn in_key(sign: char, at: usize) -> Slip {
    Slip::new(at, format!("{} stands here in a field's name", character_name(sign)), "take it out")
}

fn mark_of_a_merge(content: &str, at: usize) -> Option<Slip> {
    let is_mark = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| content.starts_with(mark));
    let hint = "two versions of the file are mixed here: keep one of them, and take these lines out";
    is_mark.then(|| Slip::new(at, "this line was left by a merge of two versions", hint))
}

/// A line that YAML takes for something else than content.
fn instruction(content: &str, at: usize) -> Option<Slip> {
    if content.starts_with('%') {
        return Some(Slip::new(at, "a line that begins with `%` is an instruction to YAML", "take it out"));
    }
    let is_end = content.trim_end() == "...";
    is_end.then(|| Slip::new(at, "three points end a file to YAML", "take the line out"))
}

fn no_space_behind_dash(content: &str, at: usize) -> Option<Slip> {
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
        format!("{} stands behind the dash in the place of a space", character_name(sign))
    } else {
        "a space is missing behind the dash".to_owned()
    };
    Some(Slip::new(at + 1, problem, "an entry begins with a dash and a space: `- id: …`"))
}

/// A tab behind a dash, whose width cannot be told, so that no field below it is in the same column.
fn tab_behind_dash(source: &SourceLines, line: usize) -> Option<Slip> {
    let content = source.line(line).trim_start_matches(' ');
    content.starts_with("-\t").then(|| {
        let at = source.range(line).end - content.len() + 1;
        Slip::new(at, "a tab stands behind the dash in the place of a space", "write one space in its place")
    })
}

/// Text that holds a colon and a space.
fn colon(at: usize, key: &str, value: &str, is_long: bool) -> Slip {
    let hint = match (key, is_long) {
        (_, true) => format!("put all of the text of `{key}` in quotation marks"),
        ("", _) => format!("put the text in quotation marks: `{}`", quoted(value)),
        _ => format!("put the text in quotation marks: `{key}: {}`", quoted(value)),
    };
    Slip::new(at, "the text holds `: ` (a colon and a space), which only a field's name may have behind it", hint)
}

/// A character that YAML does not allow anywhere.
fn refused_character(source: &SourceLines) -> Option<Slip> {
    let at = source.text.find(is_refused)?;
    let sign = source.text[at..].chars().next()?;
    let problem = match sign {
        '\u{feff}' => format!("{} stands here", character_name(sign)),
        _ => format!("the control character U+{:04X} stands here", u32::from(sign)),
    };
    Some(Slip::new(at, problem, "take it out"))
}

/// Characters that YAML does not allow.
fn is_refused(letter: char) -> bool {
    let allowed = matches!(letter, '\t' | '\n' | '\r' | '\u{85}');
    letter.is_control() && !allowed || matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests;
