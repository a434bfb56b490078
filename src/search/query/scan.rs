//! Splits a query into chunks: words, quoted text and filters.
//!
//! A known filter name is a filter in any letter case: `Kind:`, `BY:`. An unknown name in lower case is a misspelt filter:
//! `kidn:`. Everything else with a colon is text: `10:30`, `https://…`, `AES:Russia`, `C:\path`, `mailto:a@b`.

use super::filter_names::FilterRow;
use crate::search::analysis::fold::fold;

/// A token of a query.
#[derive(Debug)]
pub(super) enum QueryToken {
    Chunk(Chunk),
    /// The operator between alternatives.
    Or,
}

/// The text between two spaces outside quotation marks.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) negated: bool,
    pub(super) kind: ChunkKind,
}

impl Chunk {
    /// Returns the name of the filter, if records must fulfil it.
    pub(super) fn required_filter(&self) -> Option<&'static str> {
        match &self.kind {
            ChunkKind::Filter(row, _) if !self.negated => Some(row.name),
            _ => None,
        }
    }
}

/// The kind of a chunk, by its syntax.
#[derive(Debug)]
pub(super) enum ChunkKind {
    /// Plain words.
    Words(String),
    /// Words after `=` or in quotation marks.
    Exact(String),
    /// A filter, with its values as typed.
    Filter(&'static FilterRow, Vec<String>),
    /// A filter that does not exist, by its name.
    Unknown(String),
}

/// Schemes of URIs without slashes and prefixes of identifiers. They are never taken for filters.
const SCHEMES: [&str; 13] =
    ["mailto", "tel", "sms", "urn", "data", "javascript", "magnet", "geo", "xmpp", "sip", "doi", "isbn", "issn"];

/// Splits a query into tokens.
pub(super) fn tokens(text: &str) -> Vec<QueryToken> {
    let mut tokens = Vec::new();
    let mut negated = false;
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('|') {
            tokens.push(QueryToken::Or);
            rest = after.trim_start();
            continue;
        }
        let (word, after) = split_word(rest);
        match operator(word) {
            Some(Operator::Or) if !tokens.is_empty() => tokens.push(QueryToken::Or),
            Some(Operator::And) if !tokens.is_empty() => {}
            Some(Operator::Not) => negated = true,
            _ => {
                let (chunk, after) = scan_chunk(rest, negated);
                tokens.push(QueryToken::Chunk(chunk));
                negated = false;
                rest = after.trim_start();
                continue;
            }
        }
        rest = after.trim_start();
    }
    tokens
}

/// An operator in capitals.
#[derive(Clone, Copy)]
enum Operator {
    Or,
    And,
    Not,
}

/// Parses the words that other programs use for `|`, a space and `-`.
fn operator(word: &str) -> Option<Operator> {
    match word {
        "OR" => Some(Operator::Or),
        "AND" => Some(Operator::And),
        "NOT" => Some(Operator::Not),
        _ => None,
    }
}

/// Returns the first chunk of a text that is not empty, and the rest.
fn scan_chunk(text: &str, negated: bool) -> (Chunk, &str) {
    let bare = text.trim_start_matches(is_minus);
    let negated = negated || bare.len() < text.len();
    let word = bare.strip_prefix('=');
    let exact = word.is_some() || bare.starts_with(is_quote);
    let value = word.unwrap_or(bare);
    if exact {
        let (inside, rest) = quoted(value).unwrap_or_else(|| split_word(value));
        return (Chunk { negated, kind: ChunkKind::Exact(inside.to_owned()) }, rest);
    }
    let (kind, rest) = match scan_name(value) {
        Some((ScannedName::Known(row), rest)) => {
            let (values, rest) = scan_values(row, rest);
            (ChunkKind::Filter(row, values), rest)
        }
        Some((ScannedName::Unknown(name), rest)) => (ChunkKind::Unknown(name), split_word(rest).1),
        None => {
            let (word, rest) = split_word(value);
            (ChunkKind::Words(word.to_owned()), rest)
        }
    };
    (Chunk { negated, kind }, rest)
}

/// The name before a filter's colon.
enum ScannedName {
    Known(&'static FilterRow),
    Unknown(String),
}

/// Returns the name of the filter that a text begins with, and the text after the colon.
fn scan_name(text: &str) -> Option<(ScannedName, &str)> {
    let end = text.find(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    let (typed, rest) = text.split_at(end);
    let folded: String = fold(typed).chars().filter(|c| c.is_alphanumeric()).collect();
    let known = FilterRow::find(&folded);
    let colon = rest.trim_start();
    let value = colon.strip_prefix(':').filter(|value| !value.starts_with("//"))?;
    let spaced = colon.len() < rest.len();
    // French puts a space before a colon, which is accepted after known names.
    let begins_value = |value: &str| value.trim_start().starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
    if let Some(row) = known {
        return (!spaced || begins_value(value)).then_some((ScannedName::Known(row), value));
    }
    if spaced {
        return None;
    }
    let is_word = typed.len() > 1 && typed.bytes().all(|b| b.is_ascii_lowercase()) && !SCHEMES.contains(&typed);
    let is_value = !split_word(value).0.contains('@')
        && value.chars().next().is_none_or(|c| c.is_alphabetic() || c.is_whitespace() || is_quote(c) || is_sign(c));
    (is_word && is_value).then(|| (ScannedName::Unknown(typed.to_owned()), value))
}

/// Returns the values after a filter's colon, and the rest.
fn scan_values<'t>(row: &FilterRow, text: &'t str) -> (Vec<String>, &'t str) {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let next = rest.trim_start();
        if next.len() < rest.len() {
            let continues = if row.allows_empty() && values.is_empty() { is_answer(next) } else { is_value(next) };
            if !continues {
                return (values, rest);
            }
        }
        let (value, after) = quoted(next).unwrap_or_else(|| {
            next.split_at(next.find(|c: char| c.is_whitespace() || matches!(c, ',' | '|')).unwrap_or(next.len()))
        });
        values.push(value.to_owned());
        rest = match after.strip_prefix(',') {
            Some(after) => after,
            // Without spaces around it, `|` separates values like a comma.
            None => match after.strip_prefix('|').filter(|next| !next.starts_with(char::is_whitespace)) {
                Some(next) if is_value(next) => next,
                _ => return (values, after),
            },
        };
    }
}

/// Returns whether the first word of a text can be a value after a space. It must not be an operator or a filter.
fn is_value(text: &str) -> bool {
    let is_plain = text.chars().next().is_some_and(|c| !is_minus(c) && !matches!(c, '|' | '=' | ','));
    is_plain && operator(split_word(text).0).is_none() && scan_name(text).is_none()
}

fn is_answer(text: &str) -> bool {
    matches!(fold(split_word(text).0).as_str(), "yes" | "no")
}

/// Returns the quoted text that a text begins with, and the rest. An open quotation ends with the text.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(is_quote)?;
    Some(inside.split_once(is_quote).unwrap_or((inside, "")))
}

/// Splits a text at the next space or `|`.
fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(text.len()))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Returns whether a character negates what follows it.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '!')
}

/// Returns whether a value may begin with this punctuation.
fn is_sign(c: char) -> bool {
    is_minus(c) || matches!(c, '<' | '>' | '=' | ',' | '|')
}
