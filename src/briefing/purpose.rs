//! The purpose of a file in the folder, determined by its name and content.

use super::DocumentId;
use super::id::FORM;
use crate::text::Text;
use crate::yaml::{Fault, Path};

/// The purpose of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A document with this id.
    Document(DocumentId),
    /// The register of actors.
    Entities,
    /// The register of sources.
    Sources,
    /// A file whose name is not an id, so it can be no document.
    Unknown,
}

impl Purpose {
    /// Determines the purpose by the name of the file without its ending.
    pub fn by_name(stem: &str) -> Self {
        match stem {
            "entities" => Self::Entities,
            "sources" => Self::Sources,
            _ => DocumentId::parse(stem).map_or(Self::Unknown, Self::Document),
        }
    }

    /// Recognizes a register by its content, whatever the name of the file. Documents are not recognized.
    pub(super) fn by_content(text: &str) -> Option<Self> {
        let lines = || text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let is_key = |line: &str, key: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
        if lines().any(|line| ["title", "claims", "publisher"].iter().any(|key| is_key(line, key))) {
            return None;
        }
        let first = lines().find(|line| *line != "---")?.trim_start();
        let is_list = first.starts_with("- ") || first.starts_with('[');
        if is_list && (text.contains("schema:") || text.contains("\"schema\"")) {
            return Some(Self::Entities);
        }
        lines().any(|line| is_key(line, "outlets") || is_key(line, "origins")).then_some(Self::Sources)
    }

    /// Returns the file name that a register must have.
    fn file(&self) -> Option<&'static str> {
        match self {
            Self::Entities => Some("entities.yaml"),
            Self::Sources => Some("sources.yaml"),
            Self::Document(_) | Self::Unknown => None,
        }
    }

    /// Describes a file name that does not fit the purpose.
    pub(super) fn misnamed(&self, stem: &str) -> Fault {
        let stem = Text::clean(stem);
        let Some(file) = self.file() else {
            let fault = Fault::at(Path::default(), format!("`{stem}` cannot be a document's id"));
            return fault.hint(format!("rename the file: {FORM}"));
        };
        let problem = match self {
            Self::Entities => format!("this is a register of actors, but the file is called `{stem}`"),
            _ => format!("this is a register of sources, but the file is called `{stem}`"),
        };
        let hint = format!("rename it to `{file}`, as registers are called `entities.yaml` and `sources.yaml`");
        Fault::at(Path::default(), problem).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_are_known_by_what_stands_in_them() {
        for (text, purpose) in [
            ("- id: a\n  schema: Person\n  name: A\n", Some(Purpose::Entities)),
            ("# ours\n---\n[{id: a, schema: Place, name: A}]", Some(Purpose::Entities)),
            ("outlets:\n- {id: o, name: O}\n", Some(Purpose::Sources)),
            ("origins: []\n", Some(Purpose::Sources)),
            ("title: T\npublisher: o\nclaims:\n  - {id: a, text: \"schema: x\"}\n", None),
            ("- one\n- two\n", None),
            ("words", None),
            ("", None),
        ] {
            assert_eq!(Purpose::by_content(text), purpose, "{text}");
        }
    }
}
