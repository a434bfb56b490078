//! The values of a YAML text without their layout, for comparing two texts.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::fault::Fault;
use super::parse;
use super::path::Path;
use super::source_map::SourceMap;

/// A value of a YAML text. Scalars are as they are written, and fields have no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// An empty value, `~` or `null`.
    Nothing,
    /// A scalar.
    Text(String),
    /// A list.
    List(Vec<Data>),
    /// A mapping.
    Map(BTreeMap<String, Data>),
}

impl Data {
    /// Reads the values of a text, or the first fault in it.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let parsed = parse::<Value>(text, &[]);
        if let Some(fault) = parsed.faults.into_iter().next() {
            let position = fault.position.or_else(|| SourceMap::new(text).find(&fault.path));
            return Err(Fault { position, ..fault });
        }
        let mut value = parsed.content.unwrap_or_default();
        SourceMap::new(text).restore_text(&mut value);
        Self::from_value(value).ok_or_else(|| Fault::at(Path::default(), "a key is not text"))
    }

    fn from_value(value: Value) -> Option<Self> {
        Some(match value {
            Value::Null => Self::Nothing,
            Value::String(text) => Self::Text(text),
            Value::Sequence(values) => Self::List(values.into_iter().map(Self::from_value).collect::<Option<_>>()?),
            Value::Mapping(fields) => {
                let field = |(key, value): (Value, Value)| Some((key.as_str()?.to_owned(), Self::from_value(value)?));
                Self::Map(fields.into_iter().map(field).collect::<Option<_>>()?)
            }
            // Numbers and truth values are restored to text, and tags are refused.
            Value::Number(_) | Value::Bool(_) | Value::Tagged(_) => return None,
        })
    }

    /// Returns a field of a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(fields) => fields.get(key),
            Self::Nothing | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// Returns a field of a mapping.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match self {
            Self::Map(fields) => fields.get_mut(key),
            Self::Nothing | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// Returns the elements of a list.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Nothing | Self::Text(_) | Self::Map(_) => &[],
        }
    }

    /// Returns a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nothing | Self::List(_) | Self::Map(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_as_they_are_written() {
        let data = Data::read("a: 1.10\nb: [no, 'x', ~, 0x1f]\n").expect("valid");
        assert_eq!(data.get("a").and_then(Data::as_text), Some("1.10"));
        let items: Vec<_> = data.get("b").expect("a list").items().iter().map(Data::as_text).collect();
        assert_eq!(items, [Some("no"), Some("x"), None, Some("0x1f")]);
        assert_eq!(Data::read("a: 1\nb: 2"), Data::read("b: 2\na: 1\n"));
        assert_eq!(Data::read("a: 1\na: 2").map_err(|fault| fault.position.map(|at| at.line)), Err(Some(2)));
        assert_eq!(Data::read("a: [").map_err(|fault| fault.position.is_some()), Err(true));
    }
}
