//! Reads a value by the rules for what may follow a field's name or a dash.

use super::super::field_spec::{FieldShape, FieldSpec, character_name, is_stray_space, quoted};
use super::super::source_lines::SourceLines;
use super::slip::{Slip, colon, key_of};

/// Characters that may follow a backslash in double quotation marks.
const ESCAPES: &str = "0abtnvfre \"/\\N_LPxuU\n";

/// Reads one value.
pub(super) struct ValueReader<'a> {
    pub(super) source: &'a SourceLines<'a>,
    pub(super) specs: &'a [FieldSpec],
    /// The field's name. Empty in a list.
    pub(super) key: &'a str,
    /// Number of spaces before the field.
    pub(super) column: usize,
    /// Whether the value is a part of a value in brackets.
    pub(super) is_part: bool,
}

/// A value that follows the rules.
#[derive(Default)]
pub(super) struct ReadValue {
    /// Byte offset of its end.
    pub(super) end: usize,
    /// Whether it is text without quotation marks, which may continue on the next lines.
    pub(super) is_plain: bool,
    /// Whether the text is on the lines below (`|`, `>`).
    pub(super) is_block: bool,
    /// Byte offset of a comment after text without quotation marks.
    pub(super) cut: Option<usize>,
}

impl ValueReader<'_> {
    /// Reads the value that begins at byte offset `at`, or after the spaces there.
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
            '"' | '\'' => self.in_quotes(at, first).and_then(|end| self.nothing_after(at, end)),
            '[' | '{' => self.in_brackets(at).and_then(|end| self.nothing_after(at, end)),
            '|' | '>' if is_header(value) => Ok(ReadValue { end: at, is_block: true, ..ReadValue::default() }),
            '-' | '?' | ':' if is_apart => Err(self.begins_with(first, at, value)),
            '|' | '>' | '@' | '`' | '%' | '!' | '&' | '*' | ']' | '}' | ',' => Err(self.begins_with(first, at, value)),
            _ if is_stray_space(first) => {
                let hint = "write only a space before the text";
                Err(Slip::new(at, format!("there is {} before the text", character_name(first)), hint))
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
            let problem = format!("the field `{word}` is on the same line as `{}`", self.key);
            return Err(Slip::new(at + sign - word.len(), problem, "write each field on a line of its own"));
        }
        if let Some(spec) = self.spec().filter(|spec| matches!(spec.shape, FieldShape::Fields | FieldShape::Entries)) {
            let problem = format!("there are fields on the same line as `{}`", self.key);
            return Err(Slip::new(at, problem, format!("write `{}: {}`", self.key, spec.example)));
        }
        Err(colon(at + sign, self.key, value, false))
    }

    fn spec(&self) -> Option<&FieldSpec> {
        FieldSpec::get(self.specs, self.key)
    }

    /// Reads text in quotation marks and returns the byte offset of its end.
    fn in_quotes(&self, at: usize, quote: char) -> Result<usize, Slip> {
        let text = &self.source.text[at + 1..];
        let mut signs = text.char_indices();
        while let Some((offset, sign)) = signs.next() {
            let place = at + 1 + offset;
            match sign {
                '\\' if quote == '"' => {
                    let escaped = signs.next().map_or('\n', |(_, sign)| sign);
                    if let Some(slip) = invalid_escape(&text[offset..], escaped, place) {
                        return Err(slip);
                    }
                    if !ESCAPES.contains(escaped) {
                        let problem = format!("`\\{escaped}` has no meaning within \"…\"");
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

    /// Returns whether a line is the next field or entry, rather than more text.
    fn is_next_field(&self, text: &str) -> bool {
        let line = text.lines().next().unwrap_or_default();
        let content = line.trim_start_matches(' ');
        let (column, entry) = (line.len() - content.len(), content.strip_prefix("- ").map(str::trim_start));
        let key = key_of(entry.unwrap_or(content)).map(|(key, _)| key);
        key.is_some_and(|key| FieldSpec::get(self.specs, key).is_some()) && (column <= self.column || entry.is_some())
    }

    /// Reads values in brackets and returns the byte offset after the last bracket.
    fn in_brackets(&self, start: usize) -> Result<usize, Slip> {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut at = start;
        let mut cut = None;
        // True where a value is due, so that a comma is wrong.
        let mut is_empty = true;
        while let Some(sign) = self.source.text[at..].chars().next() {
            let rest = &self.source.text[at..];
            if sign == ',' && is_empty {
                return Err(Slip::new(at, "there is nothing before this comma", "delete it"));
            }
            is_empty = matches!(sign, ',' | '[' | '{') || is_empty && sign.is_whitespace();
            match sign {
                '[' | '{' => open.push((at, sign)),
                ']' | '}' => {
                    let (_, opened) = open.pop().unwrap_or((at, '['));
                    let right = if opened == '[' { ']' } else { '}' };
                    if sign != right {
                        let problem = format!("there is `{sign}` here, but `{opened}` is open");
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
            let hint = "put the text that contains ` #` in quotation marks";
            return Err(Slip::new(at, "the text is cut off here: after a space, `#` begins a comment", hint));
        }
        let (at, sign) = open.last().copied().unwrap_or((start, '['));
        let right = if sign == '[' { ']' } else { '}' };
        Err(Slip::new(at, format!("`{sign}` is opened here and not closed"), format!("put `{right}` at its end")))
    }

    /// Reads one part within brackets, `value` or `key: value`, up to an inner bracket.
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
                return Err(inner.text_after_quote(end, inner.own(value)));
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

    /// Checks that nothing but a comment follows a value.
    fn nothing_after(&self, start: usize, end: usize) -> Result<ReadValue, Slip> {
        let behind = self.line(end).trim_start_matches([' ', '\t']);
        if behind.is_empty() || behind.starts_with('#') || behind.starts_with(':') && self.key.is_empty() {
            return Ok(ReadValue { end, ..ReadValue::default() });
        }
        let text = self.line(start);
        match text.chars().next() {
            Some(quote @ ('"' | '\'')) if quote == '"' || end > start + 2 => Err(self.text_after_quote(end, text)),
            Some(sign) if self.is_in_brackets(sign) => {
                let end = end - 1;
                let problem =
                    format!("there is text after `{}`, which ends the value here", &self.source.text[end..=end]);
                Err(Slip::new(end, problem, "delete one of them, or put the text that contains it in quotation marks"))
            }
            Some(sign) => Err(self.begins_with(sign, start, text)),
            None => Ok(ReadValue { end, ..ReadValue::default() }),
        }
    }

    /// Describes text after a closing quotation mark.
    fn text_after_quote(&self, end: usize, text: &str) -> Slip {
        let quote = text.chars().next().unwrap_or('"');
        let inner = text.trim_end().strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
        // In `"one" and "two"` the marks are closed in pairs, and belong to the text.
        let is_closed = self.line(end).starts_with(' ') && !self.source.text[..end - 1].ends_with(' ');
        let inner = inner.filter(|_| !is_closed);
        // Otherwise the text itself contains the mark, or only its first words are in quotation marks.
        let written = self.example(inner.unwrap_or(text));
        let problem = format!("the second quotation mark (`{quote}`) ends the text, but more follows");
        let hint = format!("put the whole text in the other kind of quotation marks: {written}");
        Slip::new(end - 1, problem, hint)
    }

    /// Returns whether the field takes a value in brackets, rather than text that begins with one.
    fn is_in_brackets(&self, sign: char) -> bool {
        match self.spec().map(|spec| spec.shape) {
            None => self.key.is_empty() && sign == '{',
            Some(FieldShape::Words | FieldShape::Texts | FieldShape::Entries | FieldShape::WordOrWords) => sign == '[',
            Some(FieldShape::Fields) => sign == '{',
            Some(FieldShape::Text | FieldShape::Word | FieldShape::Reference) => false,
        }
    }

    /// Describes a value within brackets that is a comment as a whole.
    fn all_comment(&self, at: usize, value: &str) -> Slip {
        let text = self.own(value);
        if self.spec().is_some_and(|spec| spec.shape == FieldShape::Reference) {
            let hint = format!("write it without a space: `{}: DOCUMENT{text}`", self.key);
            return Slip::new(at, "after a space, `#` begins a comment", hint);
        }
        let problem = "the text is cut off here: after a space, `#` begins a comment";
        Slip::new(at, problem, format!("put the whole text in quotation marks: {}", self.example(text)))
    }

    /// Returns the part of a line that belongs to the value, without the next field and the closing bracket.
    fn own<'t>(&self, text: &'t str) -> &'t str {
        if !self.is_part {
            return text;
        }
        let next = text.match_indices(',').find(|(at, _)| self.field_within(text[at + 1..].trim_start()).is_some());
        text[..next.map_or(text.len(), |(at, _)| at)].trim_end().trim_end_matches([']', '}'])
    }

    /// Returns the name of the field at the beginning of a text within brackets.
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
            let problem = format!("the first entry of `{}` is on the same line as its name", self.key);
            let hint = format!("write `{}: [{word}]`, or each entry on a line of its own", self.key);
            return Slip::new(at, problem, hint);
        }
        if sign == '-' && shape == Some(FieldShape::Entries) {
            let problem = format!("there is a dash after `{}:`", self.key);
            return Slip::new(at, problem, "delete it; each entry begins with a dash on a line of its own");
        }
        let problem = format!("text that begins with {} must be in quotation marks", character_name(sign));
        Slip::new(at, problem, format!("write {}", self.example(text)))
    }

    fn example(&self, text: &str) -> String {
        match self.key {
            "" => format!("`{}`", quoted(text)),
            key => format!("`{key}: {}`", quoted(text)),
        }
    }

    /// Returns the rest of the line from byte offset `at`.
    fn line(&self, at: usize) -> &str {
        let rest = &self.source.text[at..];
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }
}

/// Describes two fields within brackets that have no comma between them.
fn no_comma(at: usize, key: &str) -> Slip {
    let hint = format!("within `{{ }}` two fields are separated by a comma: write `, {key}: …`");
    Slip::new(at, format!("a comma is missing before `{key}`"), hint)
}

/// Returns the key of a field within brackets, and the number of bytes up to its value.
fn key_within(text: &str) -> Option<(&str, usize)> {
    let part = text.split([',', '}', ']', '\n']).next()?;
    let (key, behind) = key_of(part).filter(|(key, _)| !key.contains(['[', '{']))?;
    Some((key.trim(), behind))
}

/// Returns whether a line begins with a dash, which is not possible within brackets.
fn is_entry(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with("- ")
}

/// Returns whether a value is `|` or `>` with its options, so that the text is on the lines below.
fn is_header(value: &str) -> bool {
    let rest = value[1..].trim_start_matches(['+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    rest.trim().is_empty() || rest.trim_start().starts_with('#') && rest.starts_with([' ', '\t'])
}

/// Finds a numeric escape that is not a valid character.
fn invalid_escape(text: &str, kind: char, at: usize) -> Option<Slip> {
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
    let problem = format!("`{}` is not a valid character", text[..end].trim_end());
    Some(Slip::new(at, problem, "write the character itself, or `\\\\` for a backslash"))
}
