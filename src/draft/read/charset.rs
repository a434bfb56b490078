//! Decodes a page by its own character set.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Number of bytes in which a page may name its character set. Browsers look at 1,024.
const PRESCANNED: usize = 4096;

/// Decodes the bytes of a page as a browser does.
///
/// The byte order mark is asked first, then the server's header, then the page's `<meta>`. A page that says nothing is
/// UTF-8 if it is valid, else Windows-1252. A page that says UTF-8 wrongly is decoded with replacement characters.
pub(super) fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    let declared = content_type.and_then(charset).or_else(|| in_page(bytes));
    let fallback = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let encoding = declared.unwrap_or_else(fallback);
    // A byte order mark wins over `encoding` here.
    let (text, _, _) = encoding.decode(bytes);
    text.into_owned()
}

/// Returns the encoding that `charset=…` names.
fn charset(text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let value = lower.split("charset").skip(1).find_map(|rest| rest.trim_start().strip_prefix('='))?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|letter: char| matches!(letter, '"' | '\'' | ';' | '>' | '/') || letter.is_whitespace());
    Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])
}

/// Returns the encoding that the first bytes of a page name.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(PRESCANNED)];
    let start: String = start.iter().map(|byte| char::from(*byte)).collect();
    let mut declarations = start.match_indices('<').filter_map(|(at, _)| {
        let rest = &start[at..];
        let name = rest.get(..5)?;
        let end = rest.find('>').unwrap_or(rest.len());
        (name.eq_ignore_ascii_case("<meta") || name.eq_ignore_ascii_case("<?xml")).then(|| &rest[..end])
    });
    let found = declarations.find_map(|tag| charset(tag).or_else(|| charset(&tag.replace("encoding", "charset"))))?;
    // The declaration was read as ASCII, so it cannot be in UTF-16.
    Some(if [UTF_16LE, UTF_16BE].contains(&found) { UTF_8 } else { found })
}
