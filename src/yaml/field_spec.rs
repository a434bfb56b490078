//! What the fields of a file are called in messages, and what may stand in them.
//!
//! The deserializer knows only types. A [`FieldSpec`] adds the everyday words, so that a message can say what to write.

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldShape {
    /// Running text, in which every sign counts.
    Text,
    /// One word: an id, a date, a word of a closed list.
    Word,
    /// One word that may hold `#`: the name of a claim, an address.
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

/// A field by its key, which means the same wherever it stands.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The key.
    pub key: &'static str,
    /// What stands behind it.
    pub shape: FieldShape,
    /// What one value is called, with its article: `a kind`. Empty where the key says enough.
    pub one: &'static str,
    /// The field as it may be written.
    pub example: &'static str,
}

impl FieldSpec {
    /// The form of a key among several.
    pub(super) fn get<'a>(specs: &'a [Self], key: &str) -> Option<&'a Self> {
        specs.iter().find(|spec| spec.key == key)
    }

    /// True where every sign counts, so that text which YAML takes for a comment is lost.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.shape, FieldShape::Text | FieldShape::Texts | FieldShape::Reference)
    }
}

/// A text as it is written in quotation marks; `…` in the place of a long one.
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

/// How many bytes the text in quotation marks has that begins here, with the marks.
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

/// A sign as a message names it: itself, or what it is called where it cannot be seen.
pub(crate) fn character_name(sign: char) -> String {
    match sign {
        '\t' => "a tab".to_owned(),
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        '\u{a0}' | '\u{202f}' => format!("a no-break space (U+{:04X})", u32::from(sign)),
        '\u{3000}' => "a wide space (U+3000)".to_owned(),
        '\u{feff}' => "a byte order mark (U+FEFF), which cannot be seen,".to_owned(),
        _ if sign.is_whitespace() => format!("a special space (U+{:04X})", u32::from(sign)),
        _ if is_invisible(sign) => format!("a sign that cannot be seen (U+{:04X})", u32::from(sign)),
        _ => format!("`{sign}`"),
    }
}

/// True for what looks like a space, or like nothing, and is no space to YAML.
pub(crate) fn is_stray_space(sign: char) -> bool {
    sign == '\t' || is_invisible(sign) || sign.is_whitespace() && !matches!(sign, ' ' | '\n' | '\r')
}

fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || sign.is_control() && !sign.is_whitespace()
}
