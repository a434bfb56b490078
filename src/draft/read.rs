//! From a source to an article: its text, one paragraph a line, and what the source says about it.
//!
//! A source is a text or Markdown file, a page in HTML, or a PDF. What is no article, such as a login page, is refused
//! with a reason. Nothing is guessed without being marked as a guess.

mod article;
mod charset;
mod extract;
mod format;
mod html;
mod markdown;
mod metadata;
mod pdf;
mod plain;
mod refusal;
mod suspicion;

use std::path::Path;

use url::Url;

pub use article::{MAX_FILE_BYTES, ReadArticle};
pub use format::Format;
pub use metadata::{Found, Metadata, Origin};
pub use refusal::{NotArticle, Refusal};

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
