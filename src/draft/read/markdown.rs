//! Markdown, which is stored as the text that it shows.

use pulldown_cmark::{Options, Parser, html};

use super::article::ReadArticle;
use super::html::text;
use super::metadata::{self, Metadata};
use super::plain;
use super::refusal::Refusal;

/// Reads a Markdown file, and the fields between `---` at its beginning.
pub(super) fn read(bytes: Vec<u8>) -> Result<ReadArticle, Refusal> {
    let source = plain::utf8(bytes)?;
    let source = source.trim_start_matches('\u{feff}');
    let (fields, body) = front_matter(source);
    let mut page = String::with_capacity(body.len());
    html::push_html(&mut page, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    let text = text(&page);
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let found = fields.map_or_else(Metadata::default, metadata::from_fields);
    Ok(ReadArticle { text, found, page: None })
}

/// Splits a file into the lines between two `---` at its beginning, and the rest.
fn front_matter(source: &str) -> (Option<&str>, &str) {
    let Some(after) = source.strip_prefix("---\n").or_else(|| source.strip_prefix("---\r\n")) else {
        return (None, source);
    };
    let mut at = 0;
    for line in after.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(&after[..at]), &after[at + line.len()..]);
        }
        at += line.len();
    }
    (None, source)
}
