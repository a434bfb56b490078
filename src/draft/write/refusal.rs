//! Why an edit is not made.

use std::fmt;

use super::source::line_number;

/// Why an edit is not made. The file stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditRefusal {
    /// The line, from 1, if there is one.
    pub line: Option<usize>,
    /// Why.
    pub reason: String,
}

impl EditRefusal {
    /// Refuses because of what is at a place of the text.
    pub(super) fn at(text: &str, at: usize, reason: impl Into<String>) -> Self {
        Self { line: Some(line_number(text, at)), reason: reason.into() }
    }

    /// Refuses because of the file as a whole.
    pub(super) fn whole(reason: impl Into<String>) -> Self {
        Self { line: None, reason: reason.into() }
    }
}

impl fmt::Display for EditRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}; edit it by hand", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for EditRefusal {}
