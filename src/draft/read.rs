//! From a source to an article: its text, one paragraph a line, and what the source says about it.
//!
//! A source is a text or Markdown file, a page in HTML, or a PDF. What is no article, such as a login page, is refused
//! with a reason. Nothing is guessed without being marked as a guess.

mod charset;
mod extract;
mod html;
mod markdown;
mod metadata;
mod pdf;
mod plain;
mod refusal;
mod suspicion;

use std::path::Path;

use url::Url;

pub use metadata::{Found, Metadata, Origin};
pub use refusal::{NotArticle, Refusal};

/// Maximum number of bytes of a file. A long article has 100 KB.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// An article as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadArticle {
    /// The text to store. Of a text file it is the file itself, with its byte order mark and line ends.
    pub text: String,
    /// What the source says about it.
    pub found: Metadata,
    /// The page as it came, if the source is HTML.
    pub page: Option<Vec<u8>>,
}

/// The form of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text, stored as it is.
    Text,
    /// Markdown, stored as the text it shows.
    Markdown,
    /// A page.
    Html,
    /// A document in PDF, read by `pdftotext`.
    Pdf,
}

impl Format {
    /// Returns the form that the ending of a file's name says.
    pub fn from_name(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "pdf" => Self::Pdf,
            _ => Self::Text,
        }
    }

    /// Returns the form of what has no name, by its first bytes.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
        let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
        match start {
            _ if start.starts_with("%pdf-") => Self::Pdf,
            _ if start.starts_with("<!doctype") || start.starts_with("<html") => Self::Html,
            _ if start.starts_with('<') && (start.contains("<head") || start.contains("<body")) => Self::Html,
            // A `<` in UTF-16 has a zero byte beside it.
            _ if bytes.starts_with(b"\xff\xfe<\0") || bytes.starts_with(b"\xfe\xff\0<") => Self::Html,
            _ => Self::Text,
        }
    }
}

/// The bytes of a source, and what is known of them.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The bytes as they came.
    pub bytes: Vec<u8>,
    /// Their form.
    pub format: Format,
    /// The address that they came from, after redirects.
    pub address: Option<&'a Url>,
    /// What the server said of their kind, such as `text/html; charset=utf-8`.
    pub content_type: Option<&'a str>,
}

/// Reads an article from a file, in the form that the ending of its name says.
pub fn read_file(path: &Path) -> Result<ReadArticle, Refusal> {
    let format = Format::from_name(path);
    if format == Format::Pdf {
        return pdf::read(path);
    }
    let bytes = plain::bytes(path, MAX_FILE_BYTES)?;
    read(Source { bytes, format, address: None, content_type: None })
}

/// Reads an article from bytes.
pub fn read(source: Source<'_>) -> Result<ReadArticle, Refusal> {
    if source.bytes.len() > MAX_FILE_BYTES {
        return Err(Refusal::TooLarge { limit: MAX_FILE_BYTES });
    }
    let mut article = match source.format {
        Format::Text => plain::read(source.bytes)?,
        Format::Markdown => markdown::read(source.bytes)?,
        Format::Html => page(source)?,
        Format::Pdf => pdf::read_bytes(&source.bytes)?,
    };
    if article.found.language.is_none() {
        article.found.language = plain::language(&article.text);
    }
    Ok(article)
}

/// Reads an article from a page.
fn page(source: Source<'_>) -> Result<ReadArticle, Refusal> {
    let html = charset::decode(&source.bytes, source.content_type);
    let found = metadata::read(&html, source.address);
    let content = extract::content(&html)?;
    let text = html::text(&content);
    if let Some(reason) = suspicion::suspicion(&html, &content, &text) {
        return Err(Refusal::NotArticle(reason));
    }
    Ok(ReadArticle { text, found, page: Some(source.bytes) })
}

#[cfg(test)]
mod tests;
