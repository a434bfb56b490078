//! Values of fields, and how a person would lay them out.

use unicode_width::UnicodeWidthStr;

use super::scalar::{ScalarPlace, is_foldable, text, word};
use crate::yaml::Data;

/// Maximum width of a line in columns, as in the built-in briefings. Only a word that is longer passes it.
pub(super) const WIDTH: usize = 112;

/// Lists whose entries have lines of their own, however short they are.
const RECORD_LISTS: [&str; 5] = ["relations", "claims", "outlets", "origins", "measures"];

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// An id, a date, an address, a number, or a word of a closed list.
    Word(String),
    /// Running text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Fields in their order.
    Fields(Vec<(&'static str, Self)>),
}

/// A value behind its key: what is in the line of the key, and the lines below.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ValueLayout {
    /// What follows the key and a space. May be empty, and may contain line ends.
    pub(super) inline: String,
    /// The lines below, with their line ends.
    pub(super) body: String,
}

impl FieldValue {
    /// Returns a word.
    pub fn word<W: ToString + ?Sized>(word: &W) -> Self {
        Self::Word(word.to_string())
    }

    /// Returns running text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Returns a list of words.
    pub fn words<W: ToString>(words: impl IntoIterator<Item = W>) -> Self {
        Self::List(words.into_iter().map(|word| Self::word(&word)).collect())
    }

    /// Returns a list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// Returns the value as a reader returns it.
    pub(super) fn data(&self) -> Data {
        match self {
            Self::Word(text) | Self::Text(text) => Data::Text(text.clone()),
            Self::List(items) => Data::List(items.iter().map(Self::data).collect()),
            Self::Fields(fields) => {
                Data::Map(fields.iter().map(|(key, value)| ((*key).to_owned(), value.data())).collect())
            }
        }
    }

    /// Returns the value in one line, as within brackets.
    pub(super) fn flow(&self) -> String {
        self.in_line(ScalarPlace::Flow)
    }

    /// Returns the value in one line.
    pub(super) fn in_line(&self, place: ScalarPlace) -> String {
        match self {
            Self::Word(raw) => word(raw, place),
            Self::Text(raw) => text(raw, place),
            Self::List(items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Self::Fields(fields) => format!("{{{}}}", pairs(fields).join(", ")),
        }
    }

    /// Lays the value out behind a key that begins after `indent` spaces.
    pub(super) fn behind(&self, key: &str, indent: usize) -> ValueLayout {
        let inline = self.in_line(ScalarPlace::Block);
        let room = WIDTH.saturating_sub(indent + key.len() + ": ".len());
        let is_record_list = RECORD_LISTS.contains(&key);
        if inline.width() <= room && !is_record_list {
            return ValueLayout { inline, body: String::new() };
        }
        match self {
            Self::Text(raw) if is_foldable(raw) => {
                ValueLayout { inline: ">-".to_owned(), body: folded(raw, indent + 2) }
            }
            Self::List(items) if !items.is_empty() => {
                let entries = items.iter().map(|item| item.entry(indent + 2));
                ValueLayout { inline: String::new(), body: entries.collect() }
            }
            Self::Fields(fields) => ValueLayout { inline: wrapped(fields, key, indent), body: String::new() },
            Self::Word(_) | Self::Text(_) | Self::List(_) => ValueLayout { inline, body: String::new() },
        }
    }

    /// Returns the value as an entry of a list in block style, with a dash after `indent` spaces.
    pub(super) fn entry(&self, indent: usize) -> String {
        match self {
            Self::Fields(fields) => entry(fields, indent),
            Self::Text(raw) if is_foldable(raw) && raw.width() + indent + 2 > WIDTH => {
                format!("{:indent$}- >-\n{}", "", folded(raw, indent + 2))
            }
            value => format!("{:indent$}- {}\n", "", value.in_line(ScalarPlace::Block)),
        }
    }
}

/// Returns a field as lines.
pub(super) fn field(key: &str, value: &FieldValue, indent: usize) -> String {
    let ValueLayout { inline, body } = value.behind(key, indent);
    let space = if inline.is_empty() { "" } else { " " };
    format!("{:indent$}{key}:{space}{inline}\n{body}", "")
}

/// Returns fields as an entry of a list in block style, with a dash after `indent` spaces.
pub(super) fn entry(fields: &[(&'static str, FieldValue)], indent: usize) -> String {
    let mut lines: String = fields.iter().map(|(key, value)| field(key, value, indent + 2)).collect();
    lines.replace_range(indent..=indent, "-");
    lines
}

fn pairs(fields: &[(&'static str, FieldValue)]) -> Vec<String> {
    fields.iter().map(|(key, value)| format!("{key}: {}", value.flow())).collect()
}

/// Returns fields in braces over several lines. The lines after the first are indented below the key.
fn wrapped(fields: &[(&'static str, FieldValue)], key: &str, indent: usize) -> String {
    let mut written = "{".to_owned();
    let mut column = indent + key.len() + ": {".len();
    for (at, pair) in pairs(fields).iter().enumerate() {
        if at > 0 {
            written.push(',');
            if column + ", ".len() + pair.width() + "}".len() > WIDTH {
                written += &format!("\n{:1$}", "", indent + 2);
                column = indent + 2;
            } else {
                written.push(' ');
                column += ", ".len();
            }
        }
        written += pair;
        column += pair.width();
    }
    written + "}"
}

/// Wraps text for a folded block, in which a line end means one space.
fn folded(text: &str, indent: usize) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for word in text.split(' ') {
        // A line must not begin or end with a space, so words around several spaces stay together.
        let is_joined = line.is_empty() || line.ends_with(' ') || word.is_empty();
        if !is_joined && indent + line.width() + 1 + word.width() > WIDTH {
            lines += &format!("{:indent$}{line}\n", "");
            line.clear();
        } else if !line.is_empty() {
            line.push(' ');
        }
        line += word;
    }
    lines + &format!("{:indent$}{line}\n", "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_laid_out_as_in_the_built_in_briefings() {
        let long = "Mali and Burkina Faso ".repeat(8);
        let value = FieldValue::Fields(vec![
            ("id", FieldValue::word("a")),
            ("text", FieldValue::text(long.trim())),
            ("about", FieldValue::words(["mali", "niger"])),
            ("via", FieldValue::words((0..20).map(|at| format!("agency-{at}")))),
            (
                "passage",
                FieldValue::Fields(vec![
                    ("paragraph", FieldValue::word(&3)),
                    ("start", FieldValue::text("a, b".repeat(15))),
                    ("end", FieldValue::text("c d".repeat(20))),
                ]),
            ),
            (
                "relations",
                FieldValue::List(vec![FieldValue::Fields(vec![
                    ("type", FieldValue::word("disputes")),
                    ("claim", FieldValue::word("d#c")),
                ])]),
            ),
        ]);
        insta::assert_snapshot!(value.entry(2));
    }

    fn scalar() -> impl Strategy<Value = FieldValue> {
        prop_oneof![
            "[-a-z0-9.é]{1,9}".prop_map(FieldValue::Word),
            "([a-zé,:#'\"\\-]{1,9} {1,2}){0,40}".prop_map(FieldValue::Text),
            "\\PC{0,200}|(?s).{0,9}".prop_map(FieldValue::Text),
        ]
    }

    proptest! {
        #[test]
        fn every_value_is_read_as_it_was(
            texts in prop::collection::vec(scalar(), 4),
            list in prop::collection::vec(scalar(), 0..12),
            indent in 0..7_usize,
        ) {
            let [a, b, c, d] = texts.try_into().expect("four");
            let fields = FieldValue::Fields(vec![("start", c), ("end", d)]);
            let all = vec![("id", a), ("text", b), ("passage", fields.clone()), ("about", FieldValue::List(list)), ("relations", FieldValue::List(vec![fields]))];
            let value = FieldValue::Fields(all);
            let yaml = format!("claims:\n{}", value.entry(indent));
            let read = Data::read(&yaml);
            let expected = Data::List(vec![value.data()]);
            prop_assert_eq!(read.as_ref().map(|data| data.get("claims")), Ok(Some(&expected)), "{}", yaml);
            let flow = format!("claims: [{}]\n", value.flow());
            let read = Data::read(&flow);
            prop_assert_eq!(read.as_ref().map(|data| data.get("claims")), Ok(Some(&expected)), "{}", flow);
        }
    }
}
