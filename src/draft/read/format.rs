//! The form of a source: text, Markdown, HTML or PDF.

use std::path::Path;

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
