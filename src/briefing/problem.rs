//! Problems: what is wrong in a file, where, and what would be right.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use crate::text::Text;
use crate::yaml::{Fault, SourceMap};

/// Something a curator should mend. Prints as `file:line:col: what is wrong (what would be right)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, as a path that leads to it.
    pub file: Text,
    /// Line, from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// The record it is in: `DOCUMENT#CLAIM`, or an entity's or source's id.
    pub record: Option<Text>,
    /// What is wrong.
    pub problem: Text,
    /// What would be right.
    pub hint: Option<Text>,
    /// The field and the words in it, where these may be a name in the place of an id.
    #[serde(skip)]
    pub name: Option<Box<(String, String)>>,
}

impl Problem {
    /// A problem with a file as a whole.
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

    /// A fault whose place, if it has one, is already known.
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

    /// Gives faults their places in the text they were found in, in the order of the text.
    ///
    /// The text is asked for only where a fault needs it. `record` makes a record's name in the corpus from its id in
    /// the file.
    pub fn place<'a>(
        file: &Text,
        text: impl FnOnce() -> Cow<'a, str>,
        faults: &[Fault],
        record: impl Fn(&str) -> String,
    ) -> Vec<Self> {
        if faults.is_empty() {
            return Vec::new();
        }
        // A text whose faults have their places may be one that no parser should see.
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

/// The words for a problem, without the middle of what they quote where that is very long.
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
