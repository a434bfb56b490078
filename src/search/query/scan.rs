//! Scanning: a typed query in pieces, before it is known what they mean.
//!
//! What counts as a filter is decided here. A known name is one in whatever letters it is written, `Kind:` or `BY:`; an
//! unknown name is a wrong filter if it is a word in lower case, `kidn:`. Everything else with a colon is text: `10:30`,
//! `https://…`, `AES:Russia`, `C:\path`, `mailto:a@b`.

use super::filter_names::FilterRow;
use crate::search::analysis::fold::fold;

/// A piece of a query.
#[derive(Debug)]
pub(super) enum Piece {
    /// What is asked for.
    Asked(Chunk),
    /// The sign between alternatives.
    Or,
}

/// What is asked for between two spaces that are not in quotation marks.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) negated: bool,
    pub(super) written: Written,
}

/// How it is asked for.
#[derive(Debug)]
pub(super) enum Written {
    /// Plain words.
    Words(String),
    /// Words exactly as they stand.
    Exact(String),
    /// A filter, and its values as typed.
    Filter(&'static FilterRow, Vec<String>),
    /// What is written like a filter, but is none, by its name.
    Unknown(String),
}

/// Schemes of addresses without slashes, and prefixes of identifiers: what begins with one is text.
const SCHEMES: [&str; 13] =
    ["mailto", "tel", "sms", "urn", "data", "javascript", "magnet", "geo", "xmpp", "sip", "doi", "isbn", "issn"];

/// Takes a query apart.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut negated = false;
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('|') {
            found.push(Piece::Or);
            rest = behind.trim_start();
            continue;
        }
        let (word, behind) = split_word(rest);
        match operator(word) {
            Some(Operator::Or) if !found.is_empty() => found.push(Piece::Or),
            Some(Operator::And) if !found.is_empty() => {}
            Some(Operator::Not) => negated = true,
            _ => {
                let (chunk, behind) = chunk(rest, negated);
                found.push(Piece::Asked(chunk));
                negated = false;
                rest = behind.trim_start();
                continue;
            }
        }
        rest = behind.trim_start();
    }
    found
}

#[derive(Clone, Copy)]
enum Operator {
    Or,
    And,
    Not,
}

/// Words in capitals that other programs have for `|`, a space and `-`.
fn operator(word: &str) -> Option<Operator> {
    match word {
        "OR" => Some(Operator::Or),
        "AND" => Some(Operator::And),
        "NOT" => Some(Operator::Not),
        _ => None,
    }
}

/// The first piece of a text that is not empty, and what is behind it.
fn chunk(text: &str, negated: bool) -> (Chunk, &str) {
    let bare = text.trim_start_matches(is_minus);
    let negated = negated || bare.len() < text.len();
    let word = bare.strip_prefix('=');
    let exact = word.is_some() || bare.starts_with(is_quote);
    let value = word.unwrap_or(bare);
    if exact {
        let (inside, behind) = quoted(value).unwrap_or_else(|| split_word(value));
        return (Chunk { negated, written: Written::Exact(inside.to_owned()) }, behind);
    }
    let (written, behind) = match name(value) {
        Some((Name::Known(row), behind)) => {
            let (values, behind) = values(row, behind);
            (Written::Filter(row, values), behind)
        }
        Some((Name::Unknown(name), behind)) => (Written::Unknown(name), split_word(behind).1),
        None => {
            let (word, behind) = split_word(value);
            (Written::Words(word.to_owned()), behind)
        }
    };
    (Chunk { negated, written }, behind)
}

enum Name {
    Known(&'static FilterRow),
    Unknown(String),
}

/// The name of a filter, known or not, and what is behind its colon.
fn name(text: &str) -> Option<(Name, &str)> {
    let end = text.find(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    let (typed, behind) = text.split_at(end);
    let folded: String = fold(typed).chars().filter(|c| c.is_alphanumeric()).collect();
    let known = FilterRow::find(&folded);
    let colon = behind.trim_start();
    let value = colon.strip_prefix(':').filter(|value| !value.starts_with("//"))?;
    let spaced = colon.len() < behind.len();
    // A space before the colon, as in French, does not make a known name a word.
    let begins = |value: &str| value.trim_start().starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
    if let Some(row) = known {
        return (!spaced || begins(value)).then_some((Name::Known(row), value));
    }
    if spaced {
        return None;
    }
    let is_word = typed.len() > 1 && typed.bytes().all(|b| b.is_ascii_lowercase()) && !SCHEMES.contains(&typed);
    let is_value = !split_word(value).0.contains('@')
        && value.chars().next().is_none_or(|c| c.is_alphabetic() || c.is_whitespace() || is_quote(c) || is_sign(c));
    (is_word && is_value).then(|| (Name::Unknown(typed.to_owned()), value))
}

/// The values behind a filter's colon, and what is behind them.
fn values<'t>(row: &FilterRow, text: &'t str) -> (Vec<String>, &'t str) {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let next = rest.trim_start();
        if next.len() < rest.len() {
            let joined = if row.is_question() && values.is_empty() { is_answer(next) } else { is_value(next) };
            if !joined {
                return (values, rest);
            }
        }
        let (value, behind) = quoted(next).unwrap_or_else(|| {
            next.split_at(next.find(|c: char| c.is_whitespace() || matches!(c, ',' | '|')).unwrap_or(next.len()))
        });
        values.push(value.to_owned());
        rest = match behind.strip_prefix(',') {
            Some(behind) => behind,
            // Between values that touch it, the sign for alternatives is another comma.
            None => match behind.strip_prefix('|').filter(|next| !next.starts_with(char::is_whitespace)) {
                Some(next) if is_value(next) => next,
                _ => return (values, behind),
            },
        };
    }
}

/// True for a text that begins with what can be a value behind a space, and nothing else.
fn is_value(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|c| !is_minus(c) && !matches!(c, '|' | '=' | ','));
    begins && operator(split_word(text).0).is_none() && name(text).is_none()
}

fn is_answer(text: &str) -> bool {
    matches!(fold(split_word(text).0).as_str(), "yes" | "no")
}

/// What is in quotation marks at the beginning of a text, and what is behind them; an open one ends with the text.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix(is_quote)?;
    Some(inside.split_once(is_quote).unwrap_or((inside, "")))
}

/// A text up to the next space or sign between alternatives, and the rest.
fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(text.len()))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// True for the signs that exclude what follows them.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '!')
}

/// True for the signs that a value may begin with.
fn is_sign(c: char) -> bool {
    is_minus(c) || matches!(c, '<' | '>' | '=' | ',' | '|')
}
