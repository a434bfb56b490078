//! A text with its tree, and what edits of any kind ask of it.

use std::ops::Range;

use super::refusal::EditRefusal;
use super::source::line_end;
use crate::yaml::{TreeForm, TreeNode};

/// A text with its tree.
pub(super) struct Site<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a TreeNode,
    /// The bytes of all keys and scalars.
    words: Vec<Range<usize>>,
}

impl<'a> Site<'a> {
    pub(super) fn new(text: &'a str, tree: &'a TreeNode) -> Self {
        let mut words = Vec::new();
        tree.words(&mut words);
        Self { text, tree, words }
    }

    /// Returns whether there is a comment between two bytes.
    pub(super) fn has_comment(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        let first = self.words.partition_point(|word| word.end <= from);
        for word in &self.words[first..] {
            if word.start >= to {
                break;
            }
            if word.start > at && self.text[at..word.start].contains('#') {
                return true;
            }
            at = at.max(word.end);
        }
        at < to && self.text[at..to].contains('#')
    }

    /// Refuses because of what is at a place.
    pub(super) fn refuse<T>(&self, at: usize, reason: &str) -> Result<T, EditRefusal> {
        Err(EditRefusal::at(self.text, at, reason))
    }

    /// Refuses if there is a comment between two bytes, which would be lost.
    pub(super) fn without_comment(&self, from: usize, to: usize) -> Result<(), EditRefusal> {
        if self.has_comment(from, to) { self.refuse(from, "a comment is in the way") } else { Ok(()) }
    }
}

/// Returns the byte after the last line of a value.
pub(super) fn end_of_lines(text: &str, node: &TreeNode) -> usize {
    let end = last(node);
    // The lines of a block scalar end with their line end.
    if text[..end].ends_with('\n') { end } else { line_end(text, end) }
}

fn last(node: &TreeNode) -> usize {
    match &node.form {
        TreeForm::List { is_flow: false, items } => items.last().map_or(node.range.end, last),
        TreeForm::Map { is_flow: false, fields } => fields.last().map_or(node.range.end, last),
        _ => node.range.end,
    }
}

/// Returns lines to be written at `at`, behind a line end if the text has none there.
pub(super) fn on_new_line(text: &str, at: usize, lines: String) -> String {
    if at > 0 && !text[..at].ends_with('\n') { format!("\n{}", lines.trim_end_matches('\n')) } else { lines }
}
