//! Where each value of a YAML text stands. Asked only when something is wrong, so speed does not matter.
//!
//! `serde_yaml` knows positions only while it fails; `saphyr-parser` reports one with every event.

use std::fmt;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};
use serde_yaml::Value;

use super::{Fault, Path, Segment};

/// A place in a text: both numbers count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The place right behind `text`.
    pub fn at_end_of(text: &str) -> Self {
        let line = text.matches('\n').count() + 1;
        let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Self { line, column }
    }
}

impl From<Span> for Position {
    fn from(span: Span) -> Self {
        Self { line: span.start.line(), column: span.start.col() + 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The positions of a text's values, as far as it could be parsed.
#[derive(Debug, Default)]
pub struct Positions {
    root: Option<Node>,
    /// All values but the root; those of one collection stand side by side.
    nodes: Vec<Node>,
    /// All keys and values that are words, one behind the other.
    words: String,
    duplicates: Vec<(Path, Position)>,
    /// Where a second document begins.
    second: Option<Position>,
}

#[derive(Debug)]
struct Node {
    at: Position,
    /// What leads to it, where it is in a mapping.
    key: Option<Key>,
    is_mapping: bool,
    /// Where it is in [`Positions::words`]; empty for what is no word.
    word: Range<usize>,
    children: Range<usize>,
}

/// The key of a value: where it is in [`Positions::words`], and in the text.
#[derive(Debug)]
struct Key {
    word: Range<usize>,
    at: Position,
}

impl Positions {
    /// Reads the positions of all values.
    pub fn of(text: &str) -> Self {
        let mut reading = Reading::default();
        let mut events = Parser::new_from_str(text).map_while(Result::ok);
        for (event, span) in &mut events {
            let at = Position::from(span);
            match event {
                Event::SequenceStart(..) => reading.begin(at, false),
                Event::MappingStart(..) => reading.begin(at, true),
                Event::Scalar(word, ..) => reading.word(&word, at),
                Event::SequenceEnd | Event::MappingEnd => reading.end(),
                Event::DocumentEnd => break,
                _ => {}
            }
        }
        // A text that breaks off still has places: close what is open.
        while !reading.open.is_empty() {
            reading.end();
        }
        let mut positions = reading.positions;
        positions.duplicates.sort_by_key(|(_, at)| *at);
        let second = events.next().filter(|(event, _)| matches!(event, Event::DocumentStart(_)));
        positions.second = second.map(|(_, span)| span.into());
        positions
    }

    /// Keys that stand twice in one mapping, with the second place.
    pub(super) fn duplicates(&self) -> &[(Path, Position)] {
        &self.duplicates
    }

    /// A second document in the text, which `serde_yaml` refuses without saying where it is.
    pub(super) fn second_document(&self) -> Option<Fault> {
        let fault = Fault::whole_file("a second document begins here").hint("put it into a file of its own");
        self.second.map(|at| fault.positioned(at))
    }

    /// The place of the value at `path`, or of the innermost part of the way to it that exists.
    pub fn find(&self, path: &Path) -> Option<Position> {
        self.node(path).map(|node| node.at)
    }

    /// The word at `path`, as it is written.
    pub fn word(&self, path: &Path) -> Option<&str> {
        self.node(path).map(|node| &self.words[node.word.clone()])
    }

    /// The place of the key at the end of `path`, for faults that are about the key.
    pub fn find_key(&self, path: &Path) -> Option<Position> {
        self.node(path).map(|node| node.key.as_ref().map_or(node.at, |key| key.at))
    }

    /// Puts the words of the text in the place of what they were taken for: numbers and truth values.
    pub(super) fn put_back(&self, value: &mut Value) {
        if let Some(root) = &self.root {
            self.put_back_in(value, root);
        }
    }

    fn put_back_in(&self, value: &mut Value, node: &Node) {
        let mut children = self.nodes[node.children.clone()].iter();
        match value {
            Value::Number(_) | Value::Bool(_) => *value = Value::String(self.words[node.word.clone()].to_owned()),
            Value::Sequence(values) if !node.is_mapping => {
                values.iter_mut().zip(children).for_each(|(value, node)| self.put_back_in(value, node));
            }
            Value::Mapping(values) => {
                // Both are in the order of the text, so each key is looked for behind the one before.
                for (key, value) in values.iter_mut().filter_map(|(key, value)| Some((key.as_str()?, value))) {
                    if let Some(node) = children.find(|node| self.key(node) == Some(key)) {
                        self.put_back_in(value, node);
                    }
                }
            }
            Value::Tagged(tagged) => self.put_back_in(&mut tagged.value, node),
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

/// A text that is being read.
#[derive(Default)]
struct Reading {
    positions: Positions,
    open: Vec<Open>,
    /// What is in the open collections, from the outermost to the innermost.
    inside: Vec<Node>,
    /// Kept for its room.
    order: Vec<usize>,
}

/// A collection whose end has not come yet.
struct Open {
    at: Position,
    is_mapping: bool,
    /// Its first child among those in open collections.
    first: usize,
    /// A mapping's key whose value has not come yet.
    key: Option<Named>,
}

enum Named {
    By(Key),
    /// By a collection, which is nothing that a path could use.
    ByNothing,
}

impl Reading {
    fn begin(&mut self, at: Position, is_mapping: bool) {
        self.open.push(Open { at, is_mapping, first: self.inside.len(), key: None });
    }

    fn word(&mut self, word: &str, at: Position) {
        let begin = self.positions.words.len();
        self.positions.words.push_str(word);
        let word = begin..self.positions.words.len();
        match self.open.last_mut() {
            Some(parent) if parent.is_mapping && parent.key.is_none() => parent.key = Some(Named::By(Key { word, at })),
            _ => self.put(Node { at, key: None, is_mapping: false, word, children: 0..0 }),
        }
    }

    fn end(&mut self) {
        self.take_out_duplicates();
        if let Some(Open { at, is_mapping, first, .. }) = self.open.pop() {
            let begin = self.positions.nodes.len();
            self.positions.nodes.extend(self.inside.drain(first..));
            let children = begin..self.positions.nodes.len();
            self.put(Node { at, key: None, is_mapping, word: 0..0, children });
        }
    }

    fn put(&mut self, mut node: Node) {
        match self.open.last_mut() {
            None => self.positions.root = Some(node),
            Some(parent) if parent.is_mapping => match parent.key.take() {
                Some(Named::By(key)) => {
                    node.key = Some(key);
                    self.inside.push(node);
                }
                Some(Named::ByNothing) => {}
                None => parent.key = Some(Named::ByNothing),
            },
            Some(_) => self.inside.push(node),
        }
    }

    /// Of values with one key in the innermost mapping the first stays.
    fn take_out_duplicates(&mut self) {
        let Some(Open { is_mapping: true, first, .. }) = self.open.last() else { return };
        let word = |at: &usize| self.positions.key(&self.inside[*at]);
        self.order.clear();
        self.order.extend(*first..self.inside.len());
        self.order.sort_by(|a, b| word(a).cmp(&word(b)));
        let mut again: Vec<usize> =
            self.order.windows(2).filter(|pair| word(&pair[0]) == word(&pair[1])).map(|pair| pair[1]).collect();
        if again.is_empty() {
            return;
        }
        again.sort_unstable();
        let (way, first) = (self.way(), *first);
        let mut again = again.into_iter().peekable();
        for (at, node) in (first..).zip(self.inside.split_off(first)) {
            if again.next_if_eq(&at).is_none() {
                self.inside.push(node);
                continue;
            }
            let word = self.positions.key(&node).unwrap_or_default();
            let place = node.key.as_ref().map_or(node.at, |key| key.at);
            self.positions.duplicates.push((way.key(word), place));
        }
    }

    /// The way to the innermost open collection.
    fn way(&self) -> Path {
        let steps = self.open.windows(2).map(|pair| match &pair[0] {
            Open { key: Some(Named::By(key)), .. } => Segment::Key(self.positions.words[key.word.clone()].to_owned()),
            outer => Segment::Index(pair[1].first - outer.first),
        });
        Path(steps.collect())
    }
}

/// The place of the first alias in a text.
pub(super) fn first_alias(text: &str) -> Option<Position> {
    Parser::new_from_str(text)
        .map_while(Result::ok)
        .find(|(event, _)| matches!(event, Event::Alias(_)))
        .map(|(_, span)| span.into())
}

/// A character that YAML does not allow, which `serde_yaml` refuses without saying where it is.
pub(super) fn refused_character(text: &str) -> Option<Fault> {
    let at = text.find(is_refused)?;
    let letter = text[at..].chars().next().map_or(0, u32::from);
    Some(
        Fault::whole_file(format!("the control character U+{letter:04X} stands here"))
            .hint("take it out")
            .positioned(Position::at_end_of(&text[..at])),
    )
}

/// Characters that YAML does not allow.
fn is_refused(letter: char) -> bool {
    let allowed = matches!(letter, '\t' | '\n' | '\r' | '\u{85}');
    letter.is_control() && !allowed || matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
