//! Guarded YAML: bytes from anywhere become typed records, or faults that say where and what.
//!
//! The only module that imports `serde_yaml`. That crate is frozen and trusting, so it is never handed a
//! text that could cost more than it is worth: [`text`] caps the size and insists on UTF-8, and [`parse`]
//! refuses deep nesting and aliases before a parser sees them. Calls nothing of this crate but
//! [`text`](crate::text); called by `briefing` alone.

mod diagnose;
mod field_spec;
mod limits;
mod one_or_more;
mod slips;
mod source_lines;
mod source_map;
mod survey;
mod type_errors;
mod verbatim;

use serde::de::DeserializeOwned;

pub use field_spec::{FieldShape, FieldSpec};
pub(crate) use field_spec::{character_name, is_stray_space};
pub use one_or_more::OneOrMore;
pub use source_map::{LineColumn, SourceMap};
pub use verbatim::{FromText, Verbatim, VerbatimWord};

/// The largest file that is read, in bytes. A long briefing is 20 KB, a register of 5,000 actors 1.5 MB.
pub const MAX_BYTES: usize = 2 << 20;
/// More faults than this in one file say only that it is not one of ours.
pub const MAX_FAULTS: usize = 100;

/// The way from a file's root to a value, as in `claims[3].kind`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Segment>);

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// Into a mapping, by its key.
    Key(String),
    /// Into a sequence, from 0.
    Index(usize),
}

impl Path {
    /// This way, and then into the value of `key`.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.then(Segment::Key(key.to_owned()))
    }

    /// This way, and then to element `index`, from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(Segment::Index(index))
    }

    /// The steps in order.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    fn then(&self, segment: Segment) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment);
        Self(segments)
    }

    /// The record the path leads into: the outermost sequence element, if there is one.
    pub fn record(&self) -> Option<Self> {
        let at = self.0.iter().position(|s| matches!(s, Segment::Index(_)))?;
        Some(Self(self.0[..=at].to_vec()))
    }
}

impl From<&serde_path_to_error::Path> for Path {
    fn from(path: &serde_path_to_error::Path) -> Self {
        use serde_path_to_error::Segment as ErrorSegment;
        Self(
            path.iter()
                .filter_map(|step| match step {
                    ErrorSegment::Seq { index } => Some(Segment::Index(*index)),
                    ErrorSegment::Map { key } => Some(Segment::Key(key.clone())),
                    ErrorSegment::Enum { .. } | ErrorSegment::Unknown => None,
                })
                .collect(),
        )
    }
}

/// Something wrong in one file, by the place where it is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where; the root for what concerns the whole file.
    pub path: Path,
    /// Where, if the parser itself said so. Otherwise [`SourceMap`] finds it by the path.
    pub position: Option<LineColumn>,
    /// The `id` of the sequence element it is in, if that can be told.
    pub record: Option<String>,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub hint: Option<Box<str>>,
    /// The field and the words in it, where these may be a name in the place of an id.
    pub name: Option<Box<(String, String)>>,
}

impl Fault {
    /// A fault at `path`.
    pub fn at(path: Path, problem: impl Into<String>) -> Self {
        Self { path, position: None, record: None, problem: problem.into(), hint: None, name: None }
    }

    /// The same fault, with what would be right.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into_boxed_str());
        self
    }

    /// The same fault, in the record with this id.
    #[must_use]
    pub fn record(mut self, id: impl Into<String>) -> Self {
        self.record = Some(id.into());
        self
    }

    /// The same fault, in whose place a name may stand where an id belongs.
    #[must_use]
    pub fn naming(mut self, key: &str, words: &str) -> Self {
        self.name = Some(Box::new((key.to_owned(), words.to_owned())));
        self
    }

    /// The fault in one line with its place in the text, for files that are no briefings.
    pub fn placed(&self, text: &str) -> String {
        let at = self.position.or_else(|| SourceMap::new(text).find(&self.path));
        let place = at.map(|at| format!("{at}: ")).unwrap_or_default();
        let hint = self.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{place}{}{hint}", self.problem)
    }

    fn whole_file(problem: impl Into<String>) -> Self {
        Self::at(Path::default(), problem)
    }

    fn positioned(mut self, position: LineColumn) -> Self {
        self.position = Some(position);
        self
    }
}

/// What a file yielded: its content as far as it could be read, and everything that is wrong with it.
#[derive(Debug)]
pub struct Parsed<T> {
    /// The content, without what is wrong. Sequence elements with a fault of their own are null.
    pub content: Option<T>,
    /// Everything wrong, in the order of the file as far as that is known.
    pub faults: Vec<Fault>,
}

/// Checks that bytes are text of a reasonable size for a briefing, and takes a byte order mark off.
pub fn text(bytes: Vec<u8>) -> Result<String, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::whole_file(format!("the file has {} bytes", bytes.len()))
            .hint(format!("at most {MAX_BYTES} bytes are read; split it into several documents")));
    }
    decoded(bytes)
}

/// Checks that bytes are text, and takes a byte order mark off.
pub fn decoded(bytes: Vec<u8>) -> Result<String, Fault> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Fault::whole_file("the file is UTF-16").hint("save it as UTF-8"));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        Fault::whole_file("the file is not UTF-8 from here on")
            .hint("save it as UTF-8")
            .positioned(LineColumn::at_end_of(&good))
    })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

/// Reads one typed value from guarded text, whose fields have these specs.
///
/// A text without faults is parsed once. Otherwise every fault is collected: what is wrong inside an element
/// of a sequence costs that element alone, which must therefore be an `Option` in `T`.
pub fn parse<T: DeserializeOwned>(text: &str, specs: &[FieldSpec]) -> Parsed<T> {
    if text.trim().is_empty() {
        return Parsed { content: None, faults: vec![Fault::whole_file("the file is empty")] };
    }
    let text = match limits::apply(text) {
        Ok(text) => text,
        Err(fault) => return Parsed { content: None, faults: vec![fault] },
    };
    if !limits::may_lose_text(&text)
        && let Ok(content) = serde_yaml::from_str(&text)
    {
        return Parsed { content: Some(content), faults: Vec::new() };
    }
    diagnose::read(&text, specs)
}

/// The candidate that a misspelt word most likely stands for, if any is near.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const ALIKE: f64 = 0.85;
    let wrong = wrong.to_lowercase();
    candidates
        .map(|right| (strsim::jaro_winkler(&wrong, &right.to_lowercase()), right))
        .filter(|(alike, _)| *alike >= ALIKE)
        // Of equals the first by name, whatever the order they come in.
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, right)| right)
}

#[cfg(test)]
mod tests;
