//! A source map: the line and column of each value in a YAML text.
//!
//! `serde_yaml` reports a position only with an error, so `saphyr-parser` is used, which reports one with every event.
//! A map is built only if something is wrong, so speed does not matter.

use std::fmt;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};
use serde_yaml::Value;

use super::path::{Path, Segment};

/// A line and column in a text, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl LineColumn {
    /// Returns the place directly after the end of `text`.
    pub fn at_end_of(text: &str) -> Self {
        let line = text.matches('\n').count() + 1;
        let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Self { line, column }
    }
}

impl From<Span> for LineColumn {
    fn from(span: Span) -> Self {
        Self { line: span.start.line(), column: span.start.col() + 1 }
    }
}

impl fmt::Display for LineColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The positions of the values of a text, as far as it could be parsed.
#[derive(Debug, Default)]
pub struct SourceMap {
    root: Option<Node>,
    /// All values except the root. The values of one collection are adjacent.
    nodes: Vec<Node>,
    /// The text of all scalar keys and values, concatenated.
    words: String,
}

#[derive(Debug)]
struct Node {
    at: LineColumn,
    /// Its key, if it is in a mapping.
    key: Option<KeyPosition>,
    is_mapping: bool,
    /// Its text in [`SourceMap::words`]. Empty for a collection.
    word: Range<usize>,
    children: Range<usize>,
}

/// The key of a value: its text in [`SourceMap::words`], and its position.
#[derive(Debug)]
struct KeyPosition {
    word: Range<usize>,
    at: LineColumn,
}

impl SourceMap {
    /// Reads the positions of all values.
    pub fn new(text: &str) -> Self {
        let mut builder = SourceMapBuilder::default();
        for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
            let at = LineColumn::from(span);
            match event {
                Event::SequenceStart(..) => builder.open_collection(at, false),
                Event::MappingStart(..) => builder.open_collection(at, true),
                Event::Scalar(word, ..) => builder.add_scalar(&word, at),
                Event::SequenceEnd | Event::MappingEnd => builder.close_collection(),
                Event::DocumentEnd => break,
                _ => {}
            }
        }
        // Closes the open collections of an invalid text, so that the values before the error are found.
        while !builder.open.is_empty() {
            builder.close_collection();
        }
        builder.map
    }

    /// Returns the path to the value that begins at a position, or to the innermost value around it.
    pub(super) fn path_to(&self, at: LineColumn) -> Path {
        let mut way = Path::default();
        let Some(mut node) = self.root.as_ref() else { return way };
        loop {
            let children = &self.nodes[node.children.clone()];
            let begins = |child: &Node| child.key.as_ref().map_or(child.at, |key| key.at) <= at;
            let Some(index) = children.iter().rposition(begins) else { return way };
            let inner = &children[index];
            way = match self.key(inner) {
                Some(key) => way.key(key),
                None => way.index(index),
            };
            node = inner;
        }
    }

    /// Returns the position of the value at `path`, or of its innermost ancestor that exists.
    pub fn find(&self, path: &Path) -> Option<LineColumn> {
        self.node(path).map(|node| node.at)
    }

    /// Returns the scalar at `path` as it is written.
    pub fn scalar(&self, path: &Path) -> Option<&str> {
        self.node(path).map(|node| &self.words[node.word.clone()])
    }

    /// Returns the position of the key at the end of `path`, for faults that concern the key.
    pub fn find_key(&self, path: &Path) -> Option<LineColumn> {
        self.node(path).map(|node| node.key.as_ref().map_or(node.at, |key| key.at))
    }

    /// Returns the position of the first element of the sequence at `path` whose `key` has a value.
    pub(super) fn find_element(&self, path: &Path, key: &str, value: &str) -> Option<LineColumn> {
        let mut node = self.root.as_ref()?;
        for step in path.segments() {
            node = self.child(node, step)?;
        }
        let has_value = |element: &&Node| {
            let mut children = self.nodes[element.children.clone()].iter();
            children.any(|child| self.key(child) == Some(key) && &self.words[child.word.clone()] == value)
        };
        self.nodes[node.children.clone()].iter().find(has_value).map(|element| element.at)
    }

    /// Replaces numbers and truth values by the scalars as they are written.
    pub(super) fn restore_text(&self, value: &mut Value) {
        if let Some(root) = &self.root {
            self.restore_in(value, root);
        }
    }

    fn restore_in(&self, value: &mut Value, node: &Node) {
        let mut children = self.nodes[node.children.clone()].iter();
        match value {
            Value::Number(_) | Value::Bool(_) => *value = Value::String(self.words[node.word.clone()].to_owned()),
            Value::Sequence(values) if !node.is_mapping => {
                values.iter_mut().zip(children).for_each(|(value, node)| self.restore_in(value, node));
            }
            Value::Mapping(values) => {
                // Both are in the order of the text, so the search for a key begins after the previous one.
                for (key, value) in values.iter_mut().filter_map(|(key, value)| Some((key.as_str()?, value))) {
                    if let Some(node) = children.find(|node| self.key(node) == Some(key)) {
                        self.restore_in(value, node);
                    }
                }
            }
            Value::Tagged(tagged) => self.restore_in(&mut tagged.value, node),
            Value::Null | Value::String(_) | Value::Sequence(_) => {}
        }
    }

    fn node(&self, path: &Path) -> Option<&Node> {
        let mut node = self.root.as_ref()?;
        for step in path.segments() {
            match self.child(node, step) {
                Some(child) => node = child,
                None => break,
            }
        }
        Some(node)
    }

    fn child(&self, node: &Node, step: &Segment) -> Option<&Node> {
        let children = &self.nodes[node.children.clone()];
        match step {
            Segment::Index(index) => children.get(*index).filter(|_| !node.is_mapping),
            Segment::Key(word) => children.iter().find(|child| self.key(child) == Some(word)),
        }
    }

    fn key(&self, node: &Node) -> Option<&str> {
        node.key.as_ref().map(|key| &self.words[key.word.clone()])
    }
}

/// Builds a [`SourceMap`] from the events of a parser.
#[derive(Default)]
struct SourceMapBuilder {
    map: SourceMap,
    open: Vec<OpenCollection>,
    /// The children so far of all open collections, outermost first.
    inside: Vec<Node>,
}

/// A collection whose end has not been read yet.
struct OpenCollection {
    at: LineColumn,
    is_mapping: bool,
    /// Index in [`SourceMapBuilder::inside`] of its first child.
    first: usize,
    /// A mapping's key whose value has not been read yet.
    key: Option<PendingKey>,
}

enum PendingKey {
    Scalar(KeyPosition),
    /// A collection, which no path can name.
    Collection,
}

impl SourceMapBuilder {
    fn open_collection(&mut self, at: LineColumn, is_mapping: bool) {
        self.open.push(OpenCollection { at, is_mapping, first: self.inside.len(), key: None });
    }

    fn add_scalar(&mut self, word: &str, at: LineColumn) {
        let begin = self.map.words.len();
        self.map.words.push_str(word);
        let word = begin..self.map.words.len();
        match self.open.last_mut() {
            Some(parent) if parent.is_mapping && parent.key.is_none() => {
                parent.key = Some(PendingKey::Scalar(KeyPosition { word, at }));
            }
            _ => self.add_node(Node { at, key: None, is_mapping: false, word, children: 0..0 }),
        }
    }

    fn close_collection(&mut self) {
        if let Some(OpenCollection { at, is_mapping, first, .. }) = self.open.pop() {
            let begin = self.map.nodes.len();
            self.map.nodes.extend(self.inside.drain(first..));
            let children = begin..self.map.nodes.len();
            self.add_node(Node { at, key: None, is_mapping, word: 0..0, children });
        }
    }

    fn add_node(&mut self, mut node: Node) {
        match self.open.last_mut() {
            None => self.map.root = Some(node),
            Some(parent) if parent.is_mapping => match parent.key.take() {
                Some(PendingKey::Scalar(key)) => {
                    node.key = Some(key);
                    self.inside.push(node);
                }
                Some(PendingKey::Collection) => {}
                None => parent.key = Some(PendingKey::Collection),
            },
            Some(_) => self.inside.push(node),
        }
    }
}
