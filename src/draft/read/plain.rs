//! Text files, which are stored as they are.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::article::ReadArticle;
use super::metadata::{Found, Metadata, Origin};
use super::refusal::Refusal;

/// Minimum share of certainty for a guess of the language. Below it, a wrong guess is more frequent than one in fifty.
const MIN_CONFIDENCE: f64 = 0.9;

/// Reads the bytes of a file, at most `limit`.
pub(super) fn bytes(path: &Path, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(Refusal::TooLarge { limit }) } else { Ok(bytes) }
}

/// Reads a text. It is stored as it is, so that positions in it are positions in the file.
pub(super) fn read(bytes: Vec<u8>) -> Result<ReadArticle, Refusal> {
    let text = utf8(bytes)?;
    if !text.contains(char::is_alphanumeric) {
        return Err(Refusal::Empty);
    }
    Ok(ReadArticle { text, found: Metadata::default(), page: None })
}

/// Returns text in UTF-8.
pub(super) fn utf8(bytes: Vec<u8>) -> Result<String, Refusal> {
    let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if bytes.contains(&0) && !is_utf16 {
        return Err(Refusal::Binary);
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        Refusal::NotUtf8 { line: memchr::memchr_iter(b'\n', good).count() + 1 }
    })
}

/// Guesses the language of a text. `None` if it is not certain.
pub(super) fn language(text: &str) -> Option<Found<String>> {
    let guess = whatlang::detect(text).filter(|guess| guess.is_reliable() && guess.confidence() >= MIN_CONFIDENCE)?;
    let code = short_code(guess.lang().code());
    Some(Found::new(code.to_owned(), Origin::Guess))
}

/// Returns the two letters of a language if it has a code of two letters, as BCP 47 wants it.
fn short_code(code: &str) -> &str {
    const CODES: [(&str, &str); 32] = [
        ("afr", "af"),
        ("ara", "ar"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hun", "hu"),
        ("ind", "id"),
        ("ita", "it"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("spa", "es"),
        ("swe", "sv"),
        ("tur", "tr"),
        ("ukr", "uk"),
    ];
    CODES.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}
