//! The articles' own texts, if the user has them, for checking passages and for reading.
//!
//! They are never part of a corpus. Their folder holds one file for each document, `DOCUMENT.txt`.

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use crate::briefing::{Document, DocumentId, FoldedArticle, PassageState, Problem, paragraphs};
use crate::load::folder_error::FolderError;
use crate::load::read_file::ReadFile;
use crate::text::Text;
use crate::yaml;

/// Maximum number of bytes of an article, because finding its passages takes twenty times its size in memory.
const MAX_BYTES: usize = 8 << 20;
/// Maximum number of bytes in a piece, so that wrapping its lines takes no noticeable time.
const MAX_PIECE: usize = 4 << 10;

/// A folder of article texts.
#[derive(Clone, Debug)]
pub struct Articles {
    path: PathBuf,
}

/// An article's text, and the passages of its document in it.
#[derive(Debug)]
pub struct ArticleText {
    /// The text as it is in the file. It must be cleaned before it is shown.
    pub text: String,
    /// The text in pieces that are short enough to be wrapped.
    pub pieces: Vec<ArticlePiece>,
    /// For each claim of the document, the state of its passage if it has one.
    pub states: Vec<Option<PassageState>>,
}

/// A paragraph of an article, or a part of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticlePiece {
    /// Its position in the text, in bytes.
    pub range: Range<usize>,
    /// The number of the paragraph that begins here, from 1.
    pub paragraph: Option<u32>,
}

impl Articles {
    /// Opens the folder at `path`, which must be readable. No article is read yet.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, FolderError> {
        let path = path.into();
        match std::fs::read_dir(&path) {
            Ok(_) => Ok(Self { path }),
            Err(error) => Err(FolderError::Unreadable(path, error)),
        }
    }

    /// Returns the text of a document's article, or `None` if the folder does not have it.
    pub fn text(&self, document: &DocumentId) -> Result<Option<String>, Problem> {
        // An id contains no separator, so the path stays inside the folder.
        let path = self.path.join(format!("{document}.txt"));
        let label = Text::clean(path.to_string_lossy());
        match ReadFile::new(&path, MAX_BYTES) {
            Ok(Some(file)) if file.bytes.len() > MAX_BYTES => {
                let problem = format!("the file has more than {MAX_BYTES} bytes");
                Err(Problem::with_file(&label, problem, "put the article's text alone there"))
            }
            Ok(Some(file)) => yaml::decode(file.bytes).map(Some).map_err(|fault| Problem::at(&label, &fault)),
            Ok(None) => Err(Problem::with_file(&label, "this is not a regular file", "put the article's text there")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(Problem::with_file(&label, format!("the file cannot be read: {error}"), "check its permissions"))
            }
        }
    }

    /// Reads a document's article and finds its passages. The error says why there is none.
    pub fn read(&self, document: &Document) -> Result<ArticleText, Text> {
        match self.text(&document.id) {
            Ok(Some(text)) => Ok(ArticleText::new(text, document)),
            Ok(None) => {
                let name = format!("{}.txt", document.id);
                Err(Text::from(format!("{} has no {name}: put the article's text there.", self.path.display())))
            }
            Err(problem) => Err(Text::from(problem.to_string())),
        }
    }
}

impl ArticleText {
    /// Divides a text into pieces, and finds the passages of a document in it.
    pub fn new(text: String, document: &Document) -> Self {
        let passages = document.claims.iter().map(|claim| claim.passage.as_ref());
        let folded = FoldedArticle::new(&text);
        let states = passages.map(|passage| passage.map(|passage| passage.find_in(&folded))).collect();
        let pieces = divide(&text);
        Self { text, pieces, states }
    }
}

/// Divides a text into paragraphs, and long paragraphs into parts.
fn divide(text: &str) -> Vec<ArticlePiece> {
    let mut pieces = Vec::new();
    for (number, Range { mut start, end }) in (1..).zip(paragraphs(text)) {
        let mut paragraph = Some(number);
        while start < end {
            let mut cut = (start + MAX_PIECE).min(end);
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            if cut < end {
                cut = text[start..cut].rfind(' ').map_or(cut, |space| start + space + 1);
            }
            pieces.push(ArticlePiece { range: start..cut, paragraph: paragraph.take() });
            start = cut;
        }
    }
    pieces
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
        std::fs::write(folder.path().join("large.txt"), vec![b'a'; MAX_BYTES + 1]).expect("written");
        std::fs::write(folder.path().join("largest.txt"), vec![b'a'; MAX_BYTES]).expect("written");
        assert!(text("large").is_err_and(|problem| problem.to_string().contains("has more than")));
        assert!(text("largest").is_ok_and(|text| text.is_some()));
        assert!(Articles::open(folder.path().join("here.txt")).is_err());
    }

    #[test]
    fn pieces_hold_every_word_and_number_the_paragraphs() {
        let long = "word ".repeat(2000);
        let text = format!("One.\n\nTwo ä.\n{long}\nlast");
        let pieces = divide(&text);
        let numbers: Vec<_> = pieces.iter().filter_map(|piece| piece.paragraph).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        assert!(pieces.len() > 5 && pieces.iter().all(|piece| piece.range.len() <= MAX_PIECE));
        let joined: String = pieces.iter().map(|piece| &text[piece.range.clone()]).collect();
        assert_eq!(joined, text.replace(" \n", "").replace('\n', ""));
    }
}
