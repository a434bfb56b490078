//! Files that were most likely meant to be read, but whose names end in something else than `.yaml`.

use std::ffi::OsStr;

/// Endings of texts that somebody may have written a document in.
const TEXTS: [&str; 8] = ["txt", "text", "md", "markdown", "json", "rtf", "docx", "odt"];
/// Files that stand in many folders and are no documents.
const OTHERS: [&str; 5] = ["readme", "license", "licence", "changelog", "contributing"];

/// A file that is not read for its name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stray {
    /// Its name without the ending.
    pub(crate) stem: String,
    /// What it ends in, with the point.
    pub(crate) ending: String,
    /// True where the name itself shows what was meant. Otherwise it counts only in a folder without documents.
    pub(crate) sure: bool,
}

impl Stray {
    /// Looks at a name that is not one of those that are read.
    pub(crate) fn from_name(name: &OsStr) -> Option<Self> {
        let name = name.to_str().filter(|name| !name.starts_with('.'))?;
        let lower = name.to_ascii_lowercase();
        let sure = [".yaml", ".yml"].iter().find_map(|ending| {
            let at = lower.find(ending)?;
            let behind = &lower[at + ending.len()..];
            let is_text = behind.strip_prefix('.').is_some_and(|behind| TEXTS.contains(&behind));
            (at > 0 && (behind.is_empty() || is_text)).then_some(at)
        });
        if let Some(at) = sure {
            return Some(Self { stem: name[..at].to_owned(), ending: name[at..].to_owned(), sure: true });
        }
        let (stem, ending) = name.rsplit_once('.')?;
        let other = OTHERS.contains(&stem.to_ascii_lowercase().as_str());
        let is_text = TEXTS.contains(&ending.to_ascii_lowercase().as_str()) && !other && !stem.is_empty();
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
}
