//! What the names of files in a folder say about them.

use std::ffi::OsStr;
use std::path::Path;

/// Endings of text files, in which somebody may have written a document.
const TEXT_ENDINGS: [&str; 8] = ["txt", "text", "md", "markdown", "json", "rtf", "docx", "odt"];
/// Names of files that are in many folders and are no documents.
const OTHER_FILES: [&str; 5] = ["readme", "license", "licence", "changelog", "contributing"];

/// Returns whether a file is read: it ends in `.yaml` or `.yml`, and is not hidden.
pub(crate) fn is_yaml(name: &OsStr) -> bool {
    let ending = Path::new(name).extension();
    let yaml = ending.is_some_and(|ending| ending == "yaml" || ending == "yml");
    yaml && !name.as_encoded_bytes().starts_with(b".")
}

/// Returns whether a file is a register and not a document.
pub(crate) fn is_register(name: &OsStr) -> bool {
    Path::new(name).file_stem().is_some_and(|stem| stem == "entities" || stem == "sources")
}

/// A file that was most likely meant to be read, but whose name does not end in `.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stray {
    /// Its name without the ending.
    pub(crate) stem: String,
    /// The ending, with its point.
    pub(crate) ending: String,
    /// Whether the name alone shows that it was meant. Otherwise it is reported only in a folder without documents.
    pub(crate) sure: bool,
}

impl Stray {
    /// Parses the name of a file that is not read. Returns `None` if it was probably not meant to be.
    pub(crate) fn from_name(name: &OsStr) -> Option<Self> {
        let name = name.to_str().filter(|name| !name.starts_with('.'))?;
        let lower = name.to_ascii_lowercase();
        let sure = [".yaml", ".yml"].iter().find_map(|ending| {
            let at = lower.find(ending)?;
            let rest = &lower[at + ending.len()..];
            let is_text = rest.strip_prefix('.').is_some_and(|rest| TEXT_ENDINGS.contains(&rest));
            (at > 0 && (rest.is_empty() || is_text)).then_some(at)
        });
        if let Some(at) = sure {
            return Some(Self { stem: name[..at].to_owned(), ending: name[at..].to_owned(), sure: true });
        }
        let (stem, ending) = name.rsplit_once('.')?;
        let other = OTHER_FILES.contains(&stem.to_ascii_lowercase().as_str());
        let is_text = TEXT_ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) && !other && !stem.is_empty();
        is_text.then(|| Self { stem: stem.to_owned(), ending: format!(".{ending}"), sure: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_were_meant_to_be_read() {
        let stray = |name: &str| {
            Stray::from_name(OsStr::new(name)).map(|Stray { stem, ending, sure }| format!("{stem} {ending} {sure}"))
        };
        for (name, expected) in [
            ("a.YAML", Some("a .YAML true")),
            ("a.Yml", Some("a .Yml true")),
            ("a.yaml.txt", Some("a .yaml.txt true")),
            ("a.txt", Some("a .txt false")),
            ("2024-05.notes.md", Some("2024-05.notes .md false")),
            ("a.json", Some("a .json false")),
            ("README.md", None),
            ("a.yaml.bak", None),
            ("a.yaml~", None),
            (".a.yaml.txt", None),
            (".txt", None),
            ("a.png", None),
            ("a", None),
        ] {
            assert_eq!(stray(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn hidden_files_are_not_read() {
        let is_read = |name: &str| is_yaml(OsStr::new(name));
        assert!(is_read("a.yaml") && is_read("a.yml") && is_read("a.b.yaml"));
        assert!(!is_read(".a.yaml") && !is_read("..yaml") && !is_read(".yaml"));
        assert!(!is_read("a.yaml~") && !is_read("a.YAML") && !is_read("yaml"));
    }

    #[test]
    fn registers_are_known_by_their_names() {
        let is_a_register = |name: &str| is_register(OsStr::new(name));
        assert!(is_a_register("entities.yaml") && is_a_register("sources.yml"));
        assert!(!is_a_register("entities.2024.yaml") && !is_a_register("my-sources.yaml"));
    }
}
