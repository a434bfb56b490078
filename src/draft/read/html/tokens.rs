//! Splits HTML into tags and text, in time linear in its length.
//!
//! A browser's rules for broken markup are kept where they change the text: comments and raw text without an end, tags
//! with quotation marks missing. Nothing is recursive, so no page can exhaust the stack.

use std::borrow::Cow;

/// Maximum number of attributes of a tag, because looking one up is linear and pages have at most a few dozen.
const MAX_ATTRIBUTES: usize = 32;

/// Elements whose content is text up to their end tag.
const RAW: [&str; 9] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::draft::read) enum Token<'a> {
    /// Text as written, with its entities.
    Text(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag, by its name in lower case.
    Close(Cow<'a, str>),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::draft::read) struct Tag<'a> {
    /// Its name in lower case.
    pub name: Cow<'a, str>,
    /// Its attributes as written, the first of each name.
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// Returns an attribute as written, with its entities.
    pub(in crate::draft::read) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|&(_, value)| value)
    }

    /// Yields the attributes as written.
    pub(in crate::draft::read) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.attributes.iter().copied()
    }
}

/// The pieces of a page, in order.
#[derive(Clone, Debug)]
pub(in crate::draft::read) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The element whose raw content comes next.
    raw: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    /// Creates an iterator at the beginning of `html`.
    pub(in crate::draft::read) fn new(html: &'a str) -> Self {
        Self { html, at: 0, raw: None }
    }

    /// Returns where the next token begins, in bytes.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Passes over the next end tag of `name` and all before it.
    pub(super) fn pass_element(&mut self, name: &str) {
        self.raw = None;
        self.raw_text(name);
        self.at += self.html[self.at..].find('>').map_or(self.html.len() - self.at, |end| end + 1);
    }

    /// Returns the text before the end tag of a raw element, and passes over it.
    fn raw_text(&mut self, name: &str) -> &'a str {
        let rest = &self.html[self.at..];
        let end = find_end_tag(rest, name).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Reads what begins with `<`. `None` is for what a page does not show, such as a comment.
    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = &self.html[self.at..];
        let after = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if after.is_ascii_alphabetic() {
            return self.start_tag();
        }
        if after == b'/' && rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
            let name = &rest[2..];
            let name = &name[..name.find(ends_name).unwrap_or(name.len())];
            self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
            return Some(Token::Close(lower(name)));
        }
        let length = match rest {
            _ if rest.starts_with("<!-->") => Some(5),
            _ if rest.starts_with("<!--") => rest.find("-->").map(|end| end + 3),
            _ if matches!(after, b'!' | b'?' | b'/') => rest.find('>').map(|end| end + 1),
            _ => {
                let end = rest[1..].find('<').map_or(rest.len(), |end| end + 1);
                self.at += end;
                return Some(Token::Text(&rest[..end]));
            }
        };
        self.at += length.unwrap_or(rest.len());
        None
    }

    /// Reads a start tag. `None` if the page ends in it.
    fn start_tag(&mut self) -> Option<Token<'a>> {
        let rest = &self.html[self.at + 1..];
        let name = &rest[..rest.find(ends_name).unwrap_or(rest.len())];
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        let mut left = &rest[name.len()..];
        loop {
            left = left.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
            if left.is_empty() {
                self.at = self.html.len();
                return None;
            }
            if let Some(after) = left.strip_prefix('>') {
                self.at = self.html.len() - after.len();
                break;
            }
            let (attribute, after) = attribute(left);
            left = after;
            let is_new = || attributes.iter().all(|(own, _)| !own.eq_ignore_ascii_case(attribute.0));
            if attributes.len() < MAX_ATTRIBUTES && is_new() {
                attributes.push(attribute);
            }
        }
        let name = lower(name);
        self.raw = RAW.into_iter().find(|raw| *raw == name);
        Some(Token::Open(Tag { name, attributes }))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let text = self.raw_text(name);
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
        }
        while self.at < self.html.len() {
            let rest = &self.html[self.at..];
            match rest.find('<') {
                Some(0) => {
                    if let Some(token) = self.markup() {
                        return Some(token);
                    }
                }
                found => {
                    let end = found.unwrap_or(rest.len());
                    self.at += end;
                    return Some(Token::Text(&rest[..end]));
                }
            }
        }
        None
    }
}

/// Returns where the first end tag of `name` begins.
fn find_end_tag(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|&at| is_end_tag(&html[at..], name))
}

/// Returns where the last end tag of `name` begins.
pub(super) fn find_last_end_tag(html: &str, name: &str) -> Option<usize> {
    html.rmatch_indices("</").map(|(at, _)| at).find(|&at| is_end_tag(&html[at..], name))
}

/// Returns whether `html`, which begins with `</`, begins with the end tag of `name`.
fn is_end_tag(html: &str, name: &str) -> bool {
    let after = &html.as_bytes()[2..];
    after.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
        && after.get(name.len()).is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// Reads an attribute, and returns what is behind it.
fn attribute(text: &str) -> ((&str, &str), &str) {
    // A `=` may begin a name, so that every call passes over at least one letter.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..].find(|letter| ends_name(letter) || letter == '=').map_or(text.len(), |end| first + end);
    let (name, rest) = text.split_at(end);
    let after = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace());
    let Some(value) = after.strip_prefix('=') else { return ((name, ""), rest) };
    let value = value.trim_start_matches(|letter: char| letter.is_ascii_whitespace());
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let end = quoted.find(quote).unwrap_or(quoted.len());
            return ((name, &quoted[..end]), quoted.get(end + 1..).unwrap_or_default());
        }
    }
    let end = value.find(|letter: char| letter.is_ascii_whitespace() || letter == '>').unwrap_or(value.len());
    let (value, rest) = value.split_at(end);
    ((name, value), rest)
}

fn ends_name(letter: char) -> bool {
    letter.is_ascii_whitespace() || matches!(letter, '/' | '>')
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}
