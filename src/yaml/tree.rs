//! A tree of a YAML text with the bytes that each value is written in, for edits that leave everything else as it is.
//!
//! The text must have `\n` as its only line end. Comments are what lies between the values.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::field_spec::quotation;
use super::source_lines::SourceLines;

/// A value of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeNode {
    /// The key before it, if it is in a mapping.
    pub key: Option<TreeKey>,
    /// Its bytes. A block scalar begins at its header, `>-`. A missing value is empty, directly after its colon.
    pub range: Range<usize>,
    /// What it is.
    pub form: TreeForm,
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeKey {
    /// The key itself.
    pub word: String,
    /// Its bytes, with quotation marks if it has any.
    pub range: Range<usize>,
    /// The byte after its colon. `None` if it has no colon.
    pub colon: Option<usize>,
}

/// The form of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeForm {
    /// A scalar in one piece: plain or quoted.
    Scalar,
    /// A block scalar.
    Block(BlockScalar),
    /// A list.
    List {
        /// Whether it is in brackets.
        is_flow: bool,
        /// Its elements.
        items: Vec<TreeNode>,
    },
    /// A mapping.
    Map {
        /// Whether it is in braces.
        is_flow: bool,
        /// Its values, each with a key.
        fields: Vec<TreeNode>,
    },
}

/// A block scalar: its header (`>-`) and the lines below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockScalar {
    /// The bytes of the header.
    pub header: Range<usize>,
    /// The bytes of the lines below, with their line ends.
    pub body: Range<usize>,
}

impl TreeNode {
    /// Parses a text. Returns `None` if it is not one YAML document, or if it has tags, anchors or aliases.
    pub fn parse(text: &str) -> Option<Self> {
        let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let source = SourceLines::new(text);
        let mut builder = Builder { source: &source, offsets, open: Vec::new(), end: 0, root: None };
        let mut documents = 0;
        for event in Parser::new_from_str(text) {
            let (event, span) = event.ok()?;
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
            }
            builder.event(&event, span)?;
        }
        builder.root.filter(|_| documents == 1)
    }

    /// Returns the values of a mapping or the elements of a list.
    pub fn children(&self) -> &[Self] {
        match &self.form {
            TreeForm::Scalar | TreeForm::Block(_) => &[],
            TreeForm::List { items, .. } => items,
            TreeForm::Map { fields, .. } => fields,
        }
    }

    /// Returns the value of a field.
    pub fn field(&self, word: &str) -> Option<&Self> {
        let is_it = |field: &&Self| field.key.as_ref().is_some_and(|key| key.word == word);
        matches!(self.form, TreeForm::Map { .. }).then(|| self.children().iter().find(is_it)).flatten()
    }

    /// Returns the first byte, with the key.
    pub fn start(&self) -> usize {
        self.key.as_ref().map_or(self.range.start, |key| key.range.start)
    }

    /// Returns whether it is a collection in brackets or braces.
    pub fn is_flow(&self) -> bool {
        matches!(self.form, TreeForm::List { is_flow: true, .. } | TreeForm::Map { is_flow: true, .. })
    }

    /// Adds the bytes of all keys and scalars to `words`, in the order of the text.
    pub fn words(&self, words: &mut Vec<Range<usize>>) {
        words.extend(self.key.as_ref().map(|key| key.range.clone()));
        match &self.form {
            TreeForm::Scalar => words.push(self.range.clone()),
            // A comment may follow the header.
            TreeForm::Block(block) => words.extend([block.header.clone(), block.body.clone()]),
            TreeForm::List { .. } | TreeForm::Map { .. } => self.children().iter().for_each(|child| child.words(words)),
        }
    }
}

struct Builder<'a> {
    source: &'a SourceLines<'a>,
    /// Byte offset of each character.
    offsets: Vec<usize>,
    open: Vec<OpenNode>,
    /// Byte offset after the last key, scalar or bracket.
    end: usize,
    root: Option<TreeNode>,
}

struct OpenNode {
    start: usize,
    is_map: bool,
    is_flow: bool,
    key: Option<TreeKey>,
    children: Vec<TreeNode>,
}

impl Builder<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) -> Option<()> {
        let offset = |index: usize| self.offsets[index.min(self.offsets.len() - 1)];
        let (start, end) = (offset(span.start.index()), offset(span.end.index()));
        match event {
            Event::Scalar(_, _, anchor, tag) if *anchor > 0 || tag.is_some() => None,
            Event::Scalar(word, style, ..) => {
                if let Some(OpenNode { is_map: true, key: None, .. }) = self.open.last() {
                    return self.add_key(word, start, end, *style);
                }
                let node = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => self.block(word, span.start.col())?,
                    ScalarStyle::Plain if start == end => self.missing(start),
                    _ => TreeNode { key: None, range: start..self.scalar_end(start, end)?, form: TreeForm::Scalar },
                };
                self.end = node.range.end;
                self.add(node)
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                if *anchor > 0 || tag.is_some() {
                    return None;
                }
                let is_flow = end > start;
                self.end = self.end.max(if is_flow { start + 1 } else { 0 });
                let is_map = matches!(event, Event::MappingStart(..));
                self.open.push(OpenNode { start, is_map, is_flow, key: None, children: Vec::new() });
                Some(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let OpenNode { start: begin, is_map, is_flow, key, children } = self.open.pop()?;
                if key.is_some() {
                    return None;
                }
                let last = children.last().map_or(begin, |child| child.range.end);
                let last = if is_flow { start + 1 } else { last };
                self.end = self.end.max(last);
                let form = if is_map {
                    TreeForm::Map { is_flow, fields: children }
                } else {
                    TreeForm::List { is_flow, items: children }
                };
                self.add(TreeNode { key: None, range: begin..last, form })
            }
            Event::Alias(_) => None,
            _ => Some(()),
        }
    }

    fn add_key(&mut self, word: &str, start: usize, end: usize, style: ScalarStyle) -> Option<()> {
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return None;
        }
        let end = self.scalar_end(start, end)?;
        let rest = &self.source.text[end..];
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let colon = rest[spaces..].starts_with(':').then_some(end + spaces + 1);
        self.end = colon.unwrap_or(end);
        self.open.last_mut()?.key = Some(TreeKey { word: word.to_owned(), range: start..end, colon });
        Some(())
    }

    /// Returns the end of a plain or quoted scalar. The parser includes a comment after a quotation mark.
    fn scalar_end(&self, start: usize, end: usize) -> Option<usize> {
        let text = &self.source.text[start..end];
        let length = if text.starts_with(['"', '\'']) { quotation(text)? } else { text.trim_end().len() };
        Some(start + length)
    }

    /// Returns a value that is not written, after the colon or the dash before it.
    fn missing(&self, at: usize) -> TreeNode {
        let colon = self.open.last().and_then(|parent| parent.key.as_ref()).and_then(|key| key.colon);
        let at = colon.unwrap_or(at);
        TreeNode { key: None, range: at..at, form: TreeForm::Scalar }
    }

    /// Returns a block scalar. Its content begins in `column`, and its header stands before it.
    fn block(&self, word: &str, column: usize) -> Option<TreeNode> {
        let text = self.source.text;
        let mut at = self.end;
        let start = loop {
            match *text.as_bytes().get(at)? {
                b'|' | b'>' => break at,
                b'#' => at += text[at..].find('\n')?,
                b' ' | b'\t' | b'\n' | b'-' | b':' => at += 1,
                _ => return None,
            }
        };
        let length = text[start + 1..].find(|sign: char| !matches!(sign, '+' | '-' | '0'..='9'))?;
        let header = start..start + 1 + length;
        let below = text[header.end..].find('\n').map_or(text.len(), |at| header.end + at + 1);
        let keeps = text[header.clone()].contains('+');
        let (mut end, mut next) = (below, below);
        while next < text.len() && !word.is_empty() {
            let line = &text[next..text[next..].find('\n').map_or(text.len(), |at| next + at + 1)];
            let is_blank = line.trim().is_empty();
            if !is_blank && line.len() - line.trim_start_matches(' ').len() < column {
                break;
            }
            next += line.len();
            end = if is_blank && !keeps { end } else { next };
        }
        let body = below..end;
        let range = header.start..if body.is_empty() { header.end } else { body.end };
        Some(TreeNode { key: None, range, form: TreeForm::Block(BlockScalar { header, body }) })
    }

    fn add(&mut self, mut node: TreeNode) -> Option<()> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(parent) => {
                if parent.is_map {
                    node.key = Some(parent.key.take()?);
                }
                parent.children.push(node);
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_bytes() {
        let text = "a: x y\n  z\n\nb: \"q # x\"  # c\nc: >-  # hm\n  é one\n\n  two\n\n# com\nd: |+\n  x\n\ne:\n\
                    f: [a, {b: ,\n  c: 'it''s' }]  # d\ng:\n  - a  # q\n  - >\n    b\n  # end\nh: ~\n";
        let tree = TreeNode::parse(text).expect("a document");
        let written = |word: &str| &text[tree.field(word).expect("a field").range.clone()];
        for (key, value) in [
            ("a", "x y\n  z"),
            ("b", "\"q # x\""),
            ("c", ">-  # hm\n  é one\n\n  two\n"),
            ("d", "|+\n  x\n\n"),
            ("e", ""),
            ("f", "[a, {b: ,\n  c: 'it''s' }]"),
            ("g", "- a  # q\n  - >\n    b\n"),
            ("h", "~"),
        ] {
            assert_eq!(written(key), value, "{key}");
        }
        let after = |word: &str| tree.field(word).and_then(|field| field.key.as_ref()?.colon);
        assert_eq!(after("e").map(|at| &text[at - 2..at]), Some("e:"));
        let mut words = Vec::new();
        tree.words(&mut words);
        let words: Vec<_> =
            words.iter().map(|word| text[word.clone()].trim()).filter(|word| !word.is_empty()).collect();
        assert_eq!(words.len(), 22, "{words:?}");
        assert!(words.iter().all(|word| !word.contains("com") && !word.contains("hm")), "{words:?}");
    }

    #[test]
    fn what_yaml_drops_is_refused() {
        for text in ["a: &n x\n", "a: !t x\n", "a: &n [x]\nb: *n\n", "a: 1\n---\nb: 2\n", "a: [", "", "? [a]\n: b\n"] {
            assert_eq!(TreeNode::parse(text), None, "{text}");
        }
    }
}
