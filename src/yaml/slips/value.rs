//! The rules for what stands behind a field's name or a dash.

use super::super::field_spec::{FieldShape, FieldSpec, character_name, is_stray_space, quoted};
use super::super::source_lines::SourceLines;
use super::{Slip, colon, key_of};

/// Letters that may stand behind a backslash in double quotation marks.
const ESCAPES: &str = "0abtnvfre \"/\\N_LPxuU\n";

/// A value that is to be read.
pub(super) struct ValueReader<'a> {
    pub(super) source: &'a SourceLines<'a>,
    pub(super) specs: &'a [FieldSpec],
    /// The field's name; empty in a list.
    pub(super) key: &'a str,
    /// Spaces before the field.
    pub(super) column: usize,
    /// True for a part of what stands in brackets.
    pub(super) is_part: bool,
}

/// A value that keeps the rules.
#[derive(Default)]
pub(super) struct ReadValue {
    /// The byte behind it.
    pub(super) end: usize,
    /// True for text without quotation marks, which may go on in the next lines.
    pub(super) is_plain: bool,
    /// True where the text stands in the lines below (`|`, `>`).
    pub(super) is_block: bool,
    /// Where a comment follows text without quotation marks.
    pub(super) cut: Option<usize>,
}

impl ValueReader<'_> {
    /// Reads the value that begins at a byte or behind the spaces there.
    pub(super) fn read(&self, at: usize) -> Result<ReadValue, Slip> {
        let line = self.line(at);
        let value = line.trim_start_matches([' ', '\t']);
        let at = at + line.len() - value.len();
        let mut signs = value.chars();
        let (Some(first), second) = (signs.next(), signs.next()) else {
            return Ok(ReadValue { end: at, ..ReadValue::default() });
        };
        let is_apart = second.is_none_or(char::is_whitespace);
        match first {
            '#' => Ok(ReadValue { end: at, ..ReadValue::default() }),
            '"' | '\'' => self.in_quotes(at, first).and_then(|end| self.nothing_behind(at, end)),
            '[' | '{' => self.in_brackets(at).and_then(|end| self.nothing_behind(at, end)),
            '|' | '>' if is_header(value) => Ok(ReadValue { end: at, is_block: true, ..ReadValue::default() }),
            '-' | '?' | ':' if is_apart => Err(self.begins_with(first, at, value)),
            '|' | '>' | '@' | '`' | '%' | '!' | '&' | '*' | ']' | '}' | ',' => Err(self.begins_with(first, at, value)),
            _ if is_stray_space(first) => {
                let hint = "write a space, and nothing else, before the text";
                Err(Slip::new(at, format!("{} stands here before the text", character_name(first)), hint))
            }
            _ => self.plain(at, value),
        }
    }

    fn plain(&self, at: usize, value: &str) -> Result<ReadValue, Slip> {
        let comment = [" #", "\t#"].iter().filter_map(|sign| value.find(sign)).min();
        let text = &value[..comment.unwrap_or(value.len())];
        let Some(sign) = text.find(": ").or_else(|| text.trim_end().strip_suffix(':').map(str::len)) else {
            return Ok(ReadValue {
                end: at,
                is_plain: true,
                cut: comment.map(|sign| at + sign + 1),
                ..ReadValue::default()
            });
        };
        let word = text[..sign].rsplit(' ').next().unwrap_or_default();
        if sign > word.len() && !self.key.is_empty() && FieldSpec::get(self.specs, word).is_some() {
            let problem = format!("the field `{word}` stands in one line with `{}`", self.key);
            return Err(Slip::new(at + sign - word.len(), problem, "write each field in a line of its own"));
        }
        if let Some(spec) = self.spec().filter(|spec| matches!(spec.shape, FieldShape::Fields | FieldShape::Entries)) {
            let problem = format!("fields stand in one line with `{}`", self.key);
            return Err(Slip::new(at, problem, format!("write `{}: {}`", self.key, spec.example)));
        }
        Err(colon(at + sign, self.key, value, false))
    }

    fn spec(&self) -> Option<&FieldSpec> {
        FieldSpec::get(self.specs, self.key)
    }

    /// Reads text in quotation marks; gives back the byte behind it.
    fn in_quotes(&self, at: usize, quote: char) -> Result<usize, Slip> {
        let text = &self.source.text[at + 1..];
        let mut signs = text.char_indices();
        while let Some((offset, sign)) = signs.next() {
            let place = at + 1 + offset;
            match sign {
                '\\' if quote == '"' => {
                    let escaped = signs.next().map_or('\n', |(_, sign)| sign);
                    if let Some(slip) = no_letter(&text[offset..], escaped, place) {
                        return Err(slip);
                    }
                    if !ESCAPES.contains(escaped) {
                        let problem = format!("`\\{escaped}` stands for nothing within \"…\"");
                        return Err(Slip::new(place, problem, "write `\\\\` for a backslash, or put the text in '…'"));
                    }
                }
                '\'' if quote == '\'' && text[offset + 1..].starts_with('\'') => drop(signs.next()),
                '\n' if self.is_next_field(&text[offset + 1..]) => break,
                _ if sign == quote => return Ok(place + 1),
                _ => {}
            }
        }
        let text = self.line(at);
        let text = self.own(text.strip_prefix(quote).unwrap_or(text));
        let hint = match self.key {
            "" => format!("close it: `{}`", quoted(text)),
            key => format!("close it: `{key}: {}`", quoted(text)),
        };
        Err(Slip::new(at, "the quotation mark that is opened here is not closed", hint))
    }

    /// True where a line is the next field or entry, and not the text that goes on.
    fn is_next_field(&self, text: &str) -> bool {
        let line = text.lines().next().unwrap_or_default();
        let content = line.trim_start_matches(' ');
        let (column, entry) = (line.len() - content.len(), content.strip_prefix("- ").map(str::trim_start));
        let key = key_of(entry.unwrap_or(content)).map(|(key, _)| key);
        key.is_some_and(|key| FieldSpec::get(self.specs, key).is_some()) && (column <= self.column || entry.is_some())
    }

    /// Reads values in brackets; gives back the byte behind the last bracket.
    fn in_brackets(&self, start: usize) -> Result<usize, Slip> {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut at = start;
        let mut cut = None;
        // Where a value may stand, so that no comma can.
        let mut is_empty = true;
        while let Some(sign) = self.source.text[at..].chars().next() {
            let rest = &self.source.text[at..];
            if sign == ',' && is_empty {
                return Err(Slip::new(at, "nothing stands before this comma", "take it out"));
            }
            is_empty = matches!(sign, ',' | '[' | '{') || is_empty && sign.is_whitespace();
            match sign {
                '[' | '{' => open.push((at, sign)),
                ']' | '}' => {
                    let (_, opened) = open.pop().unwrap_or((at, '['));
                    let right = if opened == '[' { ']' } else { '}' };
                    if sign != right {
                        let problem = format!("`{sign}` stands here, but `{opened}` is open");
                        return Err(Slip::new(at, problem, format!("write `{right}`")));
                    }
                    if open.is_empty() {
                        return Ok(at + 1);
                    }
                }
                '\n' if self.is_next_field(&rest[1..]) || is_entry(&rest[1..]) => break,
                ' ' | '\t' | '\n' | ',' => {}
                '#' if self.source.text[..at].ends_with([' ', '\t', '\n']) => {
                    let before = &self.source.text[..at];
                    cut = cut.or_else(|| (!before.ends_with("  ") && !before.ends_with('\n')).then_some(at));
                    at += self.line(at).len() - 1;
                }
                _ => {
                    at = self.part(at, open.last().is_some_and(|(_, sign)| *sign == '{'))?;
                    continue;
                }
            }
            at += sign.len_utf8();
        }
        if let Some(at) = cut {
            let hint = "put the text that holds ` #` in quotation marks";
            return Err(Slip::new(at, "the text is cut off here: behind a space, `#` begins a comment", hint));
        }
        let (at, sign) = open.last().copied().unwrap_or((start, '['));
        let right = if sign == '[' { ']' } else { '}' };
        Err(Slip::new(at, format!("`{sign}` is opened here and not closed"), format!("put `{right}` at its end")))
    }

    /// Reads one part within brackets: `value`, or `key: value` as far as the value is no bracket.
    fn part(&self, start: usize, is_field: bool) -> Result<usize, Slip> {
        let mut at = start;
        let mut key = "";
        if is_field && let Some((found, behind)) = key_within(&self.source.text[start..]) {
            key = found;
            at += behind;
        }
        let line = self.line(at);
        let value = line.trim_start_matches([' ', '\t']);
        at += line.len() - value.len();
        let inner = ValueReader { key, is_part: true, ..*self };
        match value.chars().next() {
            None | Some('[' | '{' | ',' | ']' | '}') => return Ok(at),
            Some('#') if at > start => return Err(inner.all_comment(at, value)),
            Some(sign @ ('-' | '?')) if value[1..].starts_with(' ') => {
                return Err(inner.begins_with(sign, at, inner.own(value)));
            }
            Some(quote @ ('"' | '\'')) => {
                let end = inner.in_quotes(at, quote)?;
                let behind = self.line(end).trim_start_matches([' ', '\t']);
                if behind.is_empty() || behind.starts_with([',', ']', '}', ':', '#']) {
                    return Ok(end);
                }
                if let Some(next) = self.field_within(behind) {
                    return Err(no_comma(at + value.len() - behind.len(), next));
                }
                return Err(inner.goes_on(end, inner.own(value)));
            }
            Some(sign @ ('@' | '`' | '%' | '!' | '&' | '*' | '|' | '>')) => {
                return Err(inner.begins_with(sign, at, inner.own(value)));
            }
            Some(_) => {}
        }
        let text = value.split([',', ']', '}', '[', '{']).next().unwrap_or(value);
        let end = at + text.find(" #").unwrap_or(text.len());
        let before = text.find(": ").map_or("", |sign| &text[..sign]);
        let word = before.rsplit(' ').next().unwrap_or_default();
        if is_field && word.len() < before.len() && FieldSpec::get(self.specs, word).is_some() {
            return Err(no_comma(at + before.len() - word.len(), word));
        }
        match text.find(": ") {
            Some(sign) if is_field && !key.is_empty() => Err(colon(at + sign, key, text, false)),
            Some(sign) if text[..sign].contains(' ') => Err(colon(at + sign, key, text, false)),
            _ => Ok(end.max(start + 1)),
        }
    }

    /// Checks that nothing but a comment stands behind a value.
    fn nothing_behind(&self, start: usize, end: usize) -> Result<ReadValue, Slip> {
        let behind = self.line(end).trim_start_matches([' ', '\t']);
        if behind.is_empty() || behind.starts_with('#') || behind.starts_with(':') && self.key.is_empty() {
            return Ok(ReadValue { end, ..ReadValue::default() });
        }
        let text = self.line(start);
        match text.chars().next() {
            Some(quote @ ('"' | '\'')) if quote == '"' || end > start + 2 => Err(self.goes_on(end, text)),
            Some(sign) if self.is_in_brackets(sign) => {
                let end = end - 1;
                let problem =
                    format!("text stands behind `{}`, which ends the value here", &self.source.text[end..=end]);
                Err(Slip::new(end, problem, "take out one of them, or put the text that holds it in quotation marks"))
            }
            Some(sign) => Err(self.begins_with(sign, start, text)),
            None => Ok(ReadValue { end, ..ReadValue::default() }),
        }
    }

    /// Text behind a closing quotation mark.
    fn goes_on(&self, end: usize, text: &str) -> Slip {
        let quote = text.chars().next().unwrap_or('"');
        let inner = text.trim_end().strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
        // In `"one" and "two"` both marks are closed, and belong to the text.
        let is_closed = self.line(end).starts_with(' ') && !self.source.text[..end - 1].ends_with(' ');
        let inner = inner.filter(|_| !is_closed);
        // A closed text holds the mark itself; one that is not closed only begins with words in quotation marks.
        let written = self.example(inner.unwrap_or(text));
        let problem = format!("the text goes on behind the second quotation mark (`{quote}`), which ends it");
        let hint = match quote {
            '\'' => format!("put all of it in quotation marks of the other kind: {written}"),
            _ => format!("put all of it in quotation marks of another kind: {written}"),
        };
        Slip::new(end - 1, problem, hint)
    }

    /// True where brackets are what belongs into the field, and no text that begins with one.
    fn is_in_brackets(&self, sign: char) -> bool {
        match self.spec().map(|spec| spec.shape) {
            None => self.key.is_empty() && sign == '{',
            Some(FieldShape::Words | FieldShape::Texts | FieldShape::Entries | FieldShape::WordOrWords) => sign == '[',
            Some(FieldShape::Fields) => sign == '{',
            Some(FieldShape::Text | FieldShape::Word | FieldShape::Reference) => false,
        }
    }

    /// A value within brackets that is all comment.
    fn all_comment(&self, at: usize, value: &str) -> Slip {
        let text = self.own(value);
        if self.spec().is_some_and(|spec| spec.shape == FieldShape::Reference) {
            let hint = format!("write it without a space: `{}: DOCUMENT{text}`", self.key);
            return Slip::new(at, "behind a space, `#` begins a comment", hint);
        }
        let problem = "the text is cut off here: behind a space, `#` begins a comment";
        Slip::new(at, problem, format!("put all of it in quotation marks: {}", self.example(text)))
    }

    /// The part of a line that is the value's own, without the next field and the bracket around both.
    fn own<'t>(&self, text: &'t str) -> &'t str {
        if !self.is_part {
            return text;
        }
        let next = text.match_indices(',').find(|(at, _)| self.field_within(text[at + 1..].trim_start()).is_some());
        text[..next.map_or(text.len(), |(at, _)| at)].trim_end().trim_end_matches([']', '}'])
    }

    /// The name of the field that a text within brackets begins with.
    fn field_within<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (key, _) = key_within(text)?;
        FieldSpec::get(self.specs, key).map(|_| key)
    }

    fn begins_with(&self, sign: char, at: usize, text: &str) -> Slip {
        let shape = self.spec().map(|spec| spec.shape);
        if let (Some(word), Some(FieldShape::Words | FieldShape::WordOrWords | FieldShape::Texts)) =
            (text.strip_prefix("- "), shape)
        {
            let word = if shape == Some(FieldShape::Texts) { quoted(word) } else { word.trim().to_owned() };
            let problem = format!("the first entry of `{}` stands behind its name", self.key);
            let hint = format!("write `{}: [{word}]`, or each entry in a line of its own", self.key);
            return Slip::new(at, problem, hint);
        }
        if sign == '-' && shape == Some(FieldShape::Entries) {
            let problem = format!("a dash stands behind `{}:`", self.key);
            return Slip::new(at, problem, "take it out; each entry begins with a dash in a line of its own");
        }
        let problem = format!("text cannot begin with {} unless it stands in quotation marks", character_name(sign));
        Slip::new(at, problem, format!("write {}", self.example(text)))
    }

    fn example(&self, text: &str) -> String {
        match self.key {
            "" => format!("`{}`", quoted(text)),
            key => format!("`{key}: {}`", quoted(text)),
        }
    }

    /// The rest of the line from a byte on.
    fn line(&self, at: usize) -> &str {
        let rest = &self.source.text[at..];
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }
}

/// Two fields within brackets with no comma between them.
fn no_comma(at: usize, key: &str) -> Slip {
    let hint = format!("within `{{ }}` a comma stands between two fields: write `, {key}: …`");
    Slip::new(at, format!("a comma is missing before `{key}`"), hint)
}

/// The key of a field within brackets, and the bytes up to its value.
fn key_within(text: &str) -> Option<(&str, usize)> {
    let part = text.split([',', '}', ']', '\n']).next()?;
    let (key, behind) = key_of(part).filter(|(key, _)| !key.contains(['[', '{']))?;
    Some((key.trim(), behind))
}

/// True for a line that begins with a dash, which cannot be within brackets.
fn is_entry(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with("- ")
}

/// True for what stands behind a field whose text is in the lines below it.
fn is_header(value: &str) -> bool {
    let rest = value[1..].trim_start_matches(['+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    rest.trim().is_empty() || rest.trim_start().starts_with('#') && rest.starts_with([' ', '\t'])
}

/// A letter that is written by its number, and is none.
fn no_letter(text: &str, kind: char, at: usize) -> Option<Slip> {
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let number = text.get(2..2 + digits).and_then(|number| u32::from_str_radix(number, 16).ok());
    if number.and_then(char::from_u32).is_some() {
        return None;
    }
    let end = text.char_indices().nth(2 + digits).map_or(text.len(), |(end, _)| end);
    let problem = format!("`{}` stands for no letter", text[..end].trim_end());
    Some(Slip::new(at, problem, "write the letter itself, or `\\\\` for a backslash"))
}
