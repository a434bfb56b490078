//! Faults: what is wrong in a file, by the path of the value that it is in.

use super::path::Path;
use super::source_map::{LineColumn, SourceMap};

/// Maximum number of faults that are collected for one file. A file with more is probably no briefing.
pub const MAX_FAULTS: usize = 100;

/// Something wrong in one file, by the path of the value that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The path of the value. The root means the whole file.
    pub path: Path,
    /// The line and column, if already known. Otherwise a [`SourceMap`] finds them by the path.
    pub position: Option<LineColumn>,
    /// The `id` of the sequence element that contains the value, if it could be read.
    pub record: Option<String>,
    /// What is wrong.
    pub problem: String,
    /// How to correct it.
    pub hint: Option<Box<str>>,
    /// The field and its text, if the text may be a name in a place for an id.
    pub name: Option<Box<(String, String)>>,
}

impl Fault {
    /// Creates a fault at `path`.
    pub fn at(path: Path, problem: impl Into<String>) -> Self {
        Self { path, position: None, record: None, problem: problem.into(), hint: None, name: None }
    }

    /// Creates a fault that concerns the whole file.
    pub(super) fn whole_file(problem: impl Into<String>) -> Self {
        Self::at(Path::default(), problem)
    }

    /// Adds how to correct it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into_boxed_str());
        self
    }

    /// Adds the id of the record that contains the fault.
    #[must_use]
    pub fn record(mut self, id: impl Into<String>) -> Self {
        self.record = Some(id.into());
        self
    }

    /// Adds the field and its text, which may be a name in a place for an id.
    #[must_use]
    pub fn with_possible_name(mut self, key: &str, words: &str) -> Self {
        self.name = Some(Box::new((key.to_owned(), words.to_owned())));
        self
    }

    /// Adds the line and column.
    pub(super) fn positioned(mut self, position: LineColumn) -> Self {
        self.position = Some(position);
        self
    }

    /// Formats the fault in one line with its place in the text, for files that are not briefings.
    pub fn format_with_place(&self, text: &str) -> String {
        let at = self.position.or_else(|| SourceMap::new(text).find(&self.path));
        let place = at.map(|at| format!("{at}: ")).unwrap_or_default();
        let hint = self.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{place}{}{hint}", self.problem)
    }
}
