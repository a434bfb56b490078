//! Why a source is not taken as an article.

use std::fmt;
use std::io;

/// Why a source is not taken as an article, with what to do instead.
#[derive(Debug)]
pub enum Refusal {
    /// The source has more bytes than are read.
    TooLarge {
        /// The maximum number of bytes.
        limit: usize,
    },
    /// The page has more elements than are read.
    TooManyElements {
        /// The maximum number of elements.
        limit: usize,
    },
    /// The text is not UTF-8 from this line on.
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
    /// The text has zero bytes, which no text has.
    Binary,
    /// The text has no word.
    Empty,
    /// The page is no article.
    NotArticle(NotArticle),
    /// `pdftotext` is not installed.
    NoPdfToText,
    /// `pdftotext` found no text, or could not read the file.
    UnreadablePdf,
    /// The file cannot be read.
    Io(io::Error),
}

/// What a page is instead of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotArticle {
    /// A page that asks for a name and a password.
    Login,
    /// A page that asks for consent to cookies.
    Consent,
    /// A message that the page does not exist or cannot be shown.
    Error,
    /// A page with a check whether the visitor is a person.
    RobotCheck,
    /// A page with a video and a few words about it.
    Video,
    /// A page with links to articles.
    Links,
    /// A page with hardly any text, as one that a script fills.
    NoText,
}

impl NotArticle {
    /// Returns the word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Consent => "consent",
            Self::Error => "error",
            Self::RobotCheck => "robot-check",
            Self::Video => "video",
            Self::Links => "links",
            Self::NoText => "no-text",
        }
    }

    /// Returns what the page is, as the end of "this is".
    pub fn words(self) -> &'static str {
        match self {
            Self::Login => "a login page",
            Self::Consent => "a page that asks for consent to cookies",
            Self::Error => "an error page",
            Self::RobotCheck => "a page that checks whether the visitor is a person",
            Self::Video => "a page with a video and no article",
            Self::Links => "a page of links to articles",
            Self::NoText => "a page without paragraphs; a script may fill it",
        }
    }
}

/// How to give the program a page that only a browser can show.
const SAVE: &str = "open it in a browser, save the page, and give its file";

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => {
                write!(f, "it has more than {} MB; give the article alone", limit >> 20)
            }
            Self::TooManyElements { limit } => {
                write!(f, "the page has more than {limit} elements; save the article's text as a text file")
            }
            Self::NotUtf8 { line } => write!(
                f,
                "the text is not UTF-8 from line {line} on; convert it, as with `iconv -f WINDOWS-1252 -t UTF-8`"
            ),
            Self::Binary => write!(f, "this is no text; give a text, Markdown, HTML or PDF file"),
            Self::Empty => write!(f, "there is no text in it"),
            Self::NotArticle(NotArticle::Error) => {
                write!(f, "this is {}; check the address", NotArticle::Error.words())
            }
            Self::NotArticle(NotArticle::Links) => {
                write!(f, "this is {}; give the address of one", NotArticle::Links.words())
            }
            Self::NotArticle(page) => write!(f, "this is {}; {SAVE}", page.words()),
            Self::NoPdfToText => write!(
                f,
                "PDF is read by `pdftotext`, which is not installed; it is in the package poppler-utils (Debian, Ubuntu, \
                 Fedora) or poppler (Arch, Homebrew)"
            ),
            Self::UnreadablePdf => write!(f, "`pdftotext` found no text in it; a scanned page has none"),
            Self::Io(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
