//! PDF, read by `pdftotext` where that is installed.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::article::{MAX_FILE_BYTES, ReadArticle};
use super::metadata::Metadata;
use super::plain;
use super::refusal::Refusal;

/// Reads the text of a PDF file.
pub(super) fn read(path: &Path) -> Result<ReadArticle, Refusal> {
    read_bytes(&plain::bytes(path, MAX_FILE_BYTES)?)
}

/// Reads the text of a PDF.
pub(super) fn read_bytes(bytes: &[u8]) -> Result<ReadArticle, Refusal> {
    read_with("pdftotext", bytes)
}

/// Reads the text of a PDF with the program `program`, which gets it on its standard input.
fn read_with(program: &str, bytes: &[u8]) -> Result<ReadArticle, Refusal> {
    let mut command = Command::new(program);
    command.args(["-enc", "UTF-8", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Refusal::NoPdfToText),
        Err(error) => return Err(error.into()),
    };
    let mut input = child.stdin.take().expect("the input is a pipe");
    let mut text = Vec::new();
    std::thread::scope(|scope| {
        // A program that stops reading has nothing more to say about the rest.
        scope.spawn(move || input.write_all(bytes).ok());
        let output = child.stdout.take().expect("the output is a pipe");
        output.take(MAX_FILE_BYTES as u64).read_to_end(&mut text)
    })?;
    let is_read = child.wait()?.success();
    let text = unwrapped(&String::from_utf8_lossy(&text));
    if !is_read || !text.contains(char::is_alphanumeric) {
        return Err(Refusal::UnreadablePdf);
    }
    Ok(ReadArticle { text, found: Metadata::default(), page: None })
}

/// Joins the lines of each paragraph, and words that are divided at the end of a line.
///
/// A hyphen is kept before a capital letter or a digit, as in "Anglo-\nSaxon", which is one more often.
fn unwrapped(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut paragraph = String::new();
    // A form feed separates pages.
    for line in text.split(['\n', '\u{c}']).map(str::trim).chain([""]) {
        if line.is_empty() {
            if !paragraph.is_empty() {
                joined.push_str(&paragraph);
                joined.push('\n');
                paragraph.clear();
            }
            continue;
        }
        let divided = paragraph.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric));
        if divided && line.starts_with(char::is_lowercase) {
            paragraph.pop();
        } else if !paragraph.is_empty() && !divided {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_for_pdf_is_named() {
        let refused = read_with("no-such-program-for-pdf", b"%PDF-1.4").expect_err("refused");
        assert!(matches!(refused, Refusal::NoPdfToText));
        assert!(refused.to_string().contains("poppler-utils"));
    }

    #[test]
    fn the_lines_of_a_pdf_are_joined() {
        let text = "The har-\nbour opened\nagain.\n\nThe Anglo-\nSaxon ship\u{c}came 3-\n4 times.\n";
        assert_eq!(unwrapped(text), "The harbour opened again.\nThe Anglo-Saxon ship came 3-4 times.\n");
    }
}
