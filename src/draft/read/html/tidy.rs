//! Makes any page into HTML that is quick and safe to parse, without changing what it says.
//!
//! A tree builder repairs broken nesting, and on hostile pages its repairs take quadratic time and memory, or its tree
//! is too deep for the stack. What comes out of here is nested properly and at most [`MAX_DEPTH`] deep.

use std::collections::HashMap;

use super::tokens::{Tag, Token, Tokens, find_last_end_tag};

/// Maximum depth of elements. Articles are below 60; the text of deeper ones is kept.
const MAX_DEPTH: usize = 160;

/// Maximum length of an attribute's value, in bytes, because longer ones are images or data.
const MAX_VALUE: usize = 2048;

/// The attributes by which content is told from navigation.
const ATTRIBUTES: [&str; 15] = [
    "class",
    "id",
    "style",
    "role",
    "rel",
    "itemprop",
    "itemtype",
    "property",
    "name",
    "content",
    "href",
    "hidden",
    "aria-hidden",
    "lang",
    "src",
];

/// Elements that have no content and no end tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"];

/// Elements that are left out with what is in them, because they are not text of an article.
const WITHOUT_TEXT: [&str; 14] = [
    "script", "style", "svg", "math", "template", "iframe", "canvas", "audio", "video", "select", "textarea", "object",
    "noembed", "noframes",
];

/// Elements whose tags are left out. A tree builder opens those that mark letters again in each paragraph.
const UNWRAPPED: [&str; 18] = [
    "b",
    "big",
    "code",
    "em",
    "font",
    "i",
    "nobr",
    "s",
    "small",
    "strike",
    "strong",
    "tt",
    "u",
    "wbr",
    "html",
    "head",
    "body",
    "plaintext",
];

/// Elements that end an open paragraph.
const END_PARAGRAPH: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
];

/// Returns the page in proper nesting, without what is no text.
pub(in crate::draft::read) fn tidy(html: &str) -> String {
    let mut tidy = Tidy { out: String::with_capacity(html.len()), open: Vec::new(), ends: HashMap::new(), html };
    let mut tokens = Tokens::new(html);
    tidy.out.push_str("<!DOCTYPE html><html><body>");
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => tidy.text(text),
            Token::Close(name) => tidy.close(&name),
            Token::Open(tag) if WITHOUT_TEXT.contains(&&*tag.name) => tidy.skip(&mut tokens, &tag.name),
            Token::Open(tag) if UNWRAPPED.contains(&&*tag.name) => {}
            Token::Open(tag) => tidy.open(&tag),
        }
    }
    while tidy.pop() {}
    tidy.out.push_str("</body></html>");
    tidy.out
}

/// What is written so far.
struct Tidy<'a> {
    html: &'a str,
    out: String,
    /// The open elements, outermost first.
    open: Vec<String>,
    /// For an element without text: where its last end tag is. One that is never closed must not hide the rest.
    ends: HashMap<String, Option<usize>>,
}

impl Tidy<'_> {
    fn text(&mut self, text: &str) {
        let mut pieces = text.split('<');
        self.out.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.out.push_str("&lt;");
            self.out.push_str(piece);
        }
    }

    /// Passes over everything up to the end tag of `name`, if there is one.
    fn skip(&mut self, tokens: &mut Tokens<'_>, name: &str) {
        let html = self.html;
        let last = *self.ends.entry(name.to_owned()).or_insert_with(|| find_last_end_tag(html, name));
        if last.is_some_and(|last| last >= tokens.offset()) {
            tokens.pass_element(name);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = &*tag.name;
        if END_PARAGRAPH.contains(&name) || name == "table" {
            self.close_within("p", &["table", "td", "th", "caption", "button"]);
        }
        match name {
            "li" => self.close_within("li", &["ul", "ol", "menu", "table", "td", "th"]),
            "dt" | "dd" => {
                self.close_within("dt", &["dl", "table", "td", "th"]);
                self.close_within("dd", &["dl", "table", "td", "th"]);
            }
            "td" | "th" => {
                self.close_within("td", &["table"]);
                self.close_within("th", &["table"]);
            }
            "tr" => self.close_within("tr", &["table"]),
            "tbody" | "thead" | "tfoot" => {
                for part in ["tbody", "thead", "tfoot"] {
                    self.close_within(part, &["table"]);
                }
            }
            "a" | "option" | "button" => self.close_within(name, &["td", "th", "table"]),
            _ => {}
        }
        let is_void = VOID.contains(&name);
        if !is_void && self.open.len() >= MAX_DEPTH {
            return;
        }
        self.start_tag(tag);
        if !is_void {
            self.open.push(name.to_owned());
        }
    }

    fn start_tag(&mut self, tag: &Tag<'_>) {
        self.out.push('<');
        self.out.push_str(&tag.name);
        for (name, value) in tag.attributes() {
            let Some(name) = ATTRIBUTES.iter().find(|own| own.eq_ignore_ascii_case(name)) else { continue };
            if value.len() <= MAX_VALUE {
                self.out.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
            }
        }
        self.out.push('>');
    }

    /// Closes the innermost open `name` and what is in it.
    fn close(&mut self, name: &str) {
        match name {
            "br" => self.out.push_str("<br>"),
            "table" => self.close_within(name, &[]),
            _ => self.close_within(name, &["table"]),
        }
    }

    /// Closes the innermost open `name`, unless one of `borders` is between.
    fn close_within(&mut self, name: &str, borders: &[&str]) {
        let inner = self.open.iter().rev().take_while(|open| !borders.contains(&open.as_str()) || *open == name);
        let Some(depth) = inner.into_iter().position(|open| open == name) else { return };
        for _ in 0..=depth {
            self.pop();
        }
    }

    fn pop(&mut self) -> bool {
        let Some(name) = self.open.pop() else { return false };
        self.out.push_str(&format!("</{name}>"));
        true
    }
}
