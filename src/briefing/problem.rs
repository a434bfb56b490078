//! Problems: what is wrong in a file, where, and how to correct it.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use crate::text::Text;
use crate::yaml::{Fault, SourceMap};

/// A mistake that a curator should correct. Prints as `file:line:col: problem (hint)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The path of the file.
    pub file: Text,
    /// Line, from 1. `None` if the problem concerns the whole file.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// The record that contains it: `DOCUMENT#CLAIM`, or the id of an entity or source.
    pub record: Option<Text>,
    /// What is wrong.
    pub problem: Text,
    /// How to correct it.
    pub hint: Option<Text>,
    /// The field and its text, if the text may be a name in a place for an id.
    #[serde(skip)]
    pub name: Option<Box<(String, String)>>,
}

impl Problem {
    /// Creates a problem with a file as a whole.
    pub fn with_file(file: &Text, problem: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
        Self {
            file: file.clone(),
            line: None,
            column: None,
            record: None,
            problem: Text::clean(problem),
            hint: Some(Text::clean(hint)),
            name: None,
        }
    }

    /// Creates a problem from a fault whose place, if any, is already known.
    pub fn at(file: &Text, fault: &Fault) -> Self {
        Self {
            file: file.clone(),
            line: fault.position.map(|at| at.line),
            column: fault.position.map(|at| at.column),
            record: None,
            problem: brief(&fault.problem),
            hint: fault.hint.as_deref().map(Text::clean),
            name: fault.name.clone(),
        }
    }

    /// Creates problems from the faults of a text, with their places and in the order of the text.
    ///
    /// `text` is called only if a place must be looked up. `record` converts a record's id in the file to its name in
    /// the corpus.
    pub fn place<'a>(
        file: &Text,
        text: impl FnOnce() -> Cow<'a, str>,
        faults: &[Fault],
        record: impl Fn(&str) -> String,
    ) -> Vec<Self> {
        if faults.is_empty() {
            return Vec::new();
        }
        // If all places are known, the text may be one that must not reach a parser.
        let placed = faults.iter().all(|fault| fault.position.is_some());
        let source_map = if placed { SourceMap::default() } else { SourceMap::new(&text()) };
        let mut problems: Vec<Self> = faults
            .iter()
            .map(|fault| {
                let at = fault.position.or_else(|| source_map.find(&fault.path));
                Self {
                    line: at.map(|at| at.line),
                    column: at.map(|at| at.column),
                    record: fault.record.as_deref().map(|id| Text::from(record(id))),
                    ..Self::at(file, fault)
                }
            })
            .collect();
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems
    }
}

/// Shortens a message in the middle if it quotes a very long text.
fn brief(words: &str) -> Text {
    const HALF: usize = 200;
    let mut letters = words.char_indices();
    let (Some((start, _)), Some((end, _))) = (letters.nth(HALF), letters.nth_back(HALF)) else {
        return Text::clean(words);
    };
    Text::clean(format!("{} … {}", &words[..start], &words[end..]))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        [self.line, self.column].into_iter().flatten().try_for_each(|number| write!(f, ":{number}"))?;
        write!(f, ": {}", self.problem)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, " ({hint})"))
    }
}
