//! Descriptions of the fields of a file for messages: what a field holds, and how it is written.
//!
//! The deserializer reports only types. A [`FieldSpec`] adds everyday words, so that a message can say what to write.

/// The kind of value that a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldShape {
    /// Running text, in which every character counts.
    Text,
    /// One word: an id, a date, or a word of a closed list.
    Word,
    /// One word that may contain `#`: the name of a claim, or an address.
    Reference,
    /// One word, or a list of them.
    WordOrWords,
    /// A list of words.
    Words,
    /// A list of texts.
    Texts,
    /// Fields of its own.
    Fields,
    /// A list of entries with fields of their own.
    Entries,
}

/// A field by its key, which means the same in all records.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The key.
    pub key: &'static str,
    /// The kind of value.
    pub shape: FieldShape,
    /// The name of one value, with its article: `a kind`.
    pub one: &'static str,
    /// An example of a value.
    pub example: &'static str,
}

impl FieldSpec {
    /// Returns the spec of a key.
    pub(super) fn get<'a>(specs: &'a [Self], key: &str) -> Option<&'a Self> {
        specs.iter().find(|spec| spec.key == key)
    }

    /// Returns whether every character counts, so that text which YAML reads as a comment would be lost.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.shape, FieldShape::Text | FieldShape::Texts | FieldShape::Reference)
    }
}

/// Returns a text in quotation marks, with `…` instead of a long text.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim();
    if text.chars().count() > LONGEST {
        "\"…\"".to_owned()
    } else if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Returns the length in bytes of the quoted text at the beginning of a string, including its quotation marks.
pub(super) fn quotation(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if quote == '"' => drop(signs.next()),
            '\'' if quote == '\'' && signs.next_if(|(_, next)| *next == '\'').is_some() => {}
            _ if sign == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Returns a character for a message: itself, or its name if it is hard to see.
pub(crate) fn character_name(sign: char) -> String {
    match sign {
        '\t' => "a tab".to_owned(),
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        '\u{a0}' | '\u{202f}' => format!("a no-break space (U+{:04X})", u32::from(sign)),
        '\u{3000}' => "a wide space (U+3000)".to_owned(),
        '\u{feff}' => "an invisible byte order mark (U+FEFF)".to_owned(),
        _ if sign.is_whitespace() => format!("a special space (U+{:04X})", u32::from(sign)),
        _ if is_invisible(sign) => format!("an invisible character (U+{:04X})", u32::from(sign)),
        _ => format!("`{sign}`"),
    }
}

/// Returns whether a character looks like a space, or like nothing, but is not a space to YAML.
pub(crate) fn is_stray_space(sign: char) -> bool {
    sign == '\t' || is_invisible(sign) || sign.is_whitespace() && !matches!(sign, ' ' | '\n' | '\r')
}

fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || sign.is_control() && !sign.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_not_repeated() {
        assert_eq!(quoted(&"é".repeat(60)), format!("\"{}\"", "é".repeat(60)));
        assert_eq!(quoted(&"é".repeat(61)), "\"…\"");
    }
}
