//! Where each value of a YAML text stands. Asked only when something is wrong, so speed does not matter.
//!
//! `serde_yaml` knows positions only while it fails; `saphyr-parser` reports one with every event.

use std::collections::HashSet;
use std::fmt;

use saphyr_parser::{Event, Parser, Span};

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
    duplicates: Vec<(Path, Position)>,
}

#[derive(Debug)]
struct Node {
    at: Position,
    children: Vec<(Segment, Position, Node)>,
    /// A mapping's key whose value has not come yet.
    key: Option<(String, Position)>,
    is_mapping: bool,
    keys: HashSet<Segment>,
}

impl Node {
    fn new(at: Position, is_mapping: bool) -> Self {
        Self { at, children: Vec::new(), key: None, is_mapping, keys: HashSet::new() }
    }

    fn child(&self, step: &Segment) -> Option<&(Segment, Position, Self)> {
        match step {
            Segment::Index(index) if !self.is_mapping => self.children.get(*index),
            _ => self.children.iter().find(|(segment, ..)| segment == step),
        }
    }
}

impl Positions {
    /// Reads the positions of all values.
    pub fn of(text: &str) -> Self {
        let mut positions = Self::default();
        let mut open: Vec<Node> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            let at = Position::from(span);
            match event {
                Event::SequenceStart(..) => open.push(Node::new(at, false)),
                Event::MappingStart(..) => open.push(Node::new(at, true)),
                Event::Scalar(word, ..) => match open.last_mut() {
                    Some(parent) if parent.is_mapping && parent.key.is_none() => {
                        parent.key = Some((word.into_owned(), at));
                    }
                    _ => positions.close(&mut open, Node::new(at, false)),
                },
                Event::SequenceEnd | Event::MappingEnd => {
                    if let Some(node) = open.pop() {
                        positions.close(&mut open, node);
                    }
                }
                Event::DocumentEnd => break,
                _ => {}
            }
        }
        // A text that breaks off still has places: close what is open.
        while let Some(node) = open.pop() {
            positions.close(&mut open, node);
        }
        positions
    }

    fn close(&mut self, open: &mut [Node], node: Node) {
        let Some(parent) = open.last_mut() else {
            self.root = Some(node);
            return;
        };
        if parent.is_mapping {
            // A collection as a key has no name a path could use.
            let Some((key, key_at)) = parent.key.take() else { return };
            let segment = Segment::Key(key);
            if parent.keys.insert(segment.clone()) {
                parent.children.push((segment, key_at, node));
            } else {
                self.duplicates.push((way(open).then(segment), key_at));
            }
        } else {
            let at = node.at;
            parent.children.push((Segment::Index(parent.children.len()), at, node));
        }
    }

    /// Keys that stand twice in one mapping, with the second place.
    pub(super) fn duplicates(&self) -> &[(Path, Position)] {
        &self.duplicates
    }

    /// The place of the value at `path`, or of the innermost part of the way to it that exists.
    pub fn find(&self, path: &Path) -> Option<Position> {
        let mut node = self.root.as_ref()?;
        for step in path.segments() {
            match node.child(step) {
                Some((_, _, child)) => node = child,
                None => break,
            }
        }
        Some(node.at)
    }

    /// The place of the key at the end of `path`, for faults that are about the key.
    pub fn find_key(&self, path: &Path) -> Option<Position> {
        let mut node = self.root.as_ref()?;
        let mut at = node.at;
        for step in path.segments() {
            match node.child(step) {
                Some((_, key_at, child)) => (at, node) = (*key_at, child),
                None => break,
            }
        }
        Some(at)
    }
}

/// The way to the innermost open collection.
fn way(open: &[Node]) -> Path {
    let mut path = Path::default();
    for node in open.split_last().map_or(open, |(_, outer)| outer) {
        path = match &node.key {
            Some((key, _)) => path.key(key),
            None => path.index(node.children.len()),
        };
    }
    path
}

/// The place of the first alias in a text.
pub(super) fn first_alias(text: &str) -> Option<Position> {
    Parser::new_from_str(text)
        .map_while(Result::ok)
        .find(|(event, _)| matches!(event, Event::Alias(_)))
        .map(|(_, span)| span.into())
}

/// What is wrong with a text as a whole, where `serde_yaml` does not say at which place.
pub(super) fn unplaced(text: &str) -> Option<Fault> {
    if let Some(at) = text.find(is_refused) {
        let letter = text[at..].chars().next().map_or(0, u32::from);
        return Some(
            Fault::whole_file(format!("the control character U+{letter:04X} stands here"))
                .hint("take it out")
                .positioned(Position::at_end_of(&text[..at])),
        );
    }
    let events = Parser::new_from_str(text).map_while(Result::ok);
    let (_, span) = events.filter(|(event, _)| matches!(event, Event::DocumentStart(_))).nth(1)?;
    let fault = Fault::whole_file("a second document begins here").hint("put it into a file of its own");
    Some(fault.positioned(span.into()))
}

/// Characters that YAML does not allow.
fn is_refused(letter: char) -> bool {
    let allowed = matches!(letter, '\t' | '\n' | '\r' | '\u{85}');
    letter.is_control() && !allowed || matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
