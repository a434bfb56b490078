//! The articles' own texts, where a user has them: for checking passages, and for reading them in place.
//!
//! They are never part of a corpus. A folder holds one file for each document, `DOCUMENT.txt`.

use std::io;
use std::path::PathBuf;

use super::FolderError;
use super::folder::Taken;
use crate::briefing::{DocumentId, Problem};
use crate::text::Text;
use crate::yaml;

/// A folder of article texts.
#[derive(Clone, Debug)]
pub struct Articles {
    path: PathBuf,
}

impl Articles {
    /// The folder at `path`, which must be readable; no article is read yet.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, FolderError> {
        let path = path.into();
        match std::fs::read_dir(&path) {
            Ok(_) => Ok(Self { path }),
            Err(error) => Err(FolderError::Unreadable(path, error)),
        }
    }

    /// The text of a document's article, raw; `None` where the folder does not have it.
    pub fn text(&self, document: &DocumentId) -> Result<Option<String>, Problem> {
        // An id holds no separator, so the path stays inside the folder.
        let path = self.path.join(format!("{document}.txt"));
        let label = Text::clean(path.to_string_lossy());
        match Taken::from(&path) {
            Ok(Some(taken)) => yaml::text(taken.bytes).map(Some).map_err(|fault| Problem::at(&label, &fault)),
            Ok(None) => Err(Problem::with_file(&label, "this is not a regular file", "put the article's text there")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(Problem::with_file(&label, format!("the file cannot be read: {error}"), "check its permissions"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_by_its_document() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("here.txt"), "\u{feff}Words.").expect("written");
        std::fs::write(folder.path().join("broken.txt"), b"W\xff").expect("written");
        std::fs::create_dir(folder.path().join("folder.txt")).expect("made");
        let articles = Articles::open(folder.path()).expect("readable");
        let text = |id: &str| articles.text(&DocumentId::parse(id).expect("an id"));
        assert_eq!(text("here"), Ok(Some("Words.".into())));
        assert_eq!(text("absent"), Ok(None));
        let broken = text("broken").expect_err("not UTF-8").to_string();
        assert!(broken.ends_with("broken.txt:1:2: the file is not UTF-8 from here on (save it as UTF-8)"), "{broken}");
        assert!(text("folder").is_err());
        assert!(Articles::open(folder.path().join("here.txt")).is_err());
    }
}
