//! Turns HTML into lines of text, one for each paragraph, heading, item of a list or cell of a table.

use super::entities::decode;
use super::tokens::{Token, Tokens};

/// Elements that are part of a line. The tags of all others end it, so that no words are joined across them.
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "img", "ruby",
];

/// Elements whose content is no text of the page.
const SILENT: [&str; 12] = [
    "script", "style", "title", "textarea", "template", "iframe", "noembed", "noframes", "svg", "math", "select",
    "noscript",
];

/// Returns the text of `html`, one block a line, with single spaces.
pub(in crate::draft::read) fn text(html: &str) -> String {
    let mut lines = Lines::default();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => lines.text(&decode(text)),
            Token::Open(tag) if SILENT.contains(&&*tag.name) => tokens.pass_element(&tag.name),
            Token::Open(tag) if tag.name == "pre" => {
                lines.end();
                lines.preformatted += 1;
            }
            Token::Close(name) if name == "pre" => {
                lines.end();
                lines.preformatted = lines.preformatted.saturating_sub(1);
            }
            Token::Open(tag) if INLINE.contains(&&*tag.name) => {}
            Token::Close(name) if INLINE.contains(&&*name) => {}
            Token::Open(_) | Token::Close(_) => lines.end(),
        }
    }
    lines.end();
    lines.text
}

/// The lines so far.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    line: String,
    /// Number of open elements in which a line break ends a line.
    preformatted: usize,
}

impl Lines {
    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '\n' if self.preformatted > 0 => self.end(),
                // Spaces that do not break are the author's: French has them beside quotation marks.
                ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    if !self.line.ends_with(' ') {
                        self.line.push(' ');
                    }
                }
                // These show nothing, and a reader who copies a word does not expect them in it.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                letter if letter.is_control() => {}
                letter => self.line.push(letter),
            }
        }
    }

    /// Ends the line, if there is something in it.
    fn end(&mut self) {
        let line = self.line.trim();
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.line.clear();
    }
}
