//! Guarded YAML: bytes from anywhere become typed records, or faults that say where and what.
//!
//! The only module that imports `serde_yaml`. That crate is frozen and trusting, so it is never handed a
//! text that could cost more than it is worth: [`text`] caps the size and insists on UTF-8, and [`parse`]
//! refuses deep nesting and aliases before a parser sees them. Calls nothing of this crate but
//! [`text`](crate::text); called by `briefing` alone.

mod guard;
mod positions;
mod several;
mod written;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

pub use positions::{Position, Positions};
pub use several::OneOrMore;
pub use written::{Word, Words, Written};

/// The largest file that is read, in bytes. A long briefing is 20 KB, a register of 5,000 actors 1.5 MB.
pub const MAX_BYTES: usize = 2 << 20;
/// More faults than this in one file say only that it is not one of ours.
pub const MAX_FAULTS: usize = 100;
/// How much is read in all while the faults of one file are collected; of a text that cannot be read twice for that
/// only the first fault is told.
const DIAGNOSED_BYTES: usize = 1 << 20;

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
        use serde_path_to_error::Segment as Step;
        Self(
            path.iter()
                .filter_map(|step| match step {
                    Step::Seq { index } => Some(Segment::Index(*index)),
                    Step::Map { key } => Some(Segment::Key(key.clone())),
                    Step::Enum { .. } | Step::Unknown => None,
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
    /// Where, if the parser itself said so. Otherwise [`Positions`] finds it by the path.
    pub position: Option<Position>,
    /// The `id` of the sequence element it is in, if that can be told.
    pub record: Option<String>,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault at `path`.
    pub fn at(path: Path, problem: impl Into<String>) -> Self {
        Self { path, position: None, record: None, problem: problem.into(), hint: None }
    }

    /// The same fault, with what would be right.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same fault, in the record with this id.
    #[must_use]
    pub fn record(mut self, id: impl Into<String>) -> Self {
        self.record = Some(id.into());
        self
    }

    /// The fault in one line with its place in the text, for files that are no briefings.
    pub fn placed(&self, text: &str) -> String {
        let at = self.position.or_else(|| Positions::of(text).find(&self.path));
        let place = at.map(|at| format!("{at}: ")).unwrap_or_default();
        let hint = self.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{place}{}{hint}", self.problem)
    }

    fn whole_file(problem: impl Into<String>) -> Self {
        Self::at(Path::default(), problem)
    }

    fn positioned(mut self, position: Position) -> Self {
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
            .positioned(Position::at_end_of(&good))
    })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

/// Reads one typed value from guarded text.
///
/// A text without faults is parsed once. Otherwise every fault is collected: what is wrong inside an element
/// of a sequence costs that element alone, which must therefore be an `Option` in `T`.
pub fn parse<T: DeserializeOwned>(text: &str) -> Parsed<T> {
    if text.trim().is_empty() {
        return Parsed { content: None, faults: vec![Fault::whole_file("the file is empty")] };
    }
    if let Err(fault) = guard::guard(text) {
        return Parsed { content: None, faults: vec![fault] };
    }
    match serde_yaml::from_str(text) {
        Ok(content) => Parsed { content: Some(content), faults: Vec::new() },
        Err(error) => match positions::refused_character(text) {
            Some(fault) => Parsed { content: None, faults: vec![fault] },
            None => diagnose(text, &error),
        },
    }
}

/// Collects every fault of a text that did not parse, dropping one offending part after the other.
fn diagnose<T: DeserializeOwned>(text: &str, error: &serde_yaml::Error) -> Parsed<T> {
    let positions = Positions::of(text);
    let second = positions.second_document();
    let readings = DIAGNOSED_BYTES / text.len().max(1);
    if second.is_some() || readings < 2 {
        return Parsed { content: None, faults: vec![second.unwrap_or_else(|| syntax(error))] };
    }
    let duplicates = positions.duplicates();
    if !duplicates.is_empty() {
        let faults = duplicates.iter().take(MAX_FAULTS).map(|(path, position)| {
            let key = match path.segments().last() {
                Some(Segment::Key(key)) => key.as_str(),
                _ => "",
            };
            Fault::at(path.clone(), format!("`{key}` is here a second time"))
                .hint("keep one of them")
                .positioned(*position)
        });
        return Parsed { content: None, faults: faults.collect() };
    }
    let mut value = match serde_yaml::from_str::<Value>(text) {
        Ok(value) => value,
        Err(error) => return Parsed { content: None, faults: vec![syntax(&error)] },
    };
    positions.put_back(&mut value);
    let mut faults: Vec<Fault> = Vec::new();
    let mut spoilt: Vec<Path> = Vec::new();
    // Each pass reads everything that is left, so a large text gets fewer of them.
    for _ in 0..readings.min(MAX_FAULTS) {
        match serde_path_to_error::deserialize::<_, T>(&value) {
            Ok(_) if !spoilt.is_empty() => {
                spoilt.drain(..).for_each(|record| blank(&mut value, &record));
            }
            // The faults name what was dropped; without one, the first error was of another kind.
            Ok(content) if !faults.is_empty() => return Parsed { content: Some(content), faults },
            Ok(_) => return Parsed { content: None, faults: vec![syntax(error)] },
            Err(found) => {
                let path = Path::from(found.path());
                let message = found.inner().to_string();
                let again = faults.iter().any(|f| f.path == path && f.problem == message);
                if again {
                    break;
                }
                let record = path.record();
                let mut fault = typed(&path, &message, &positions);
                fault.record = record.as_ref().and_then(|record| id_of(&mut value, record));
                let dropped = drop_part(&mut value, &fault.path);
                // What is missing in a spoilt record may only have been dropped or misspelt.
                let follows = message.starts_with("missing field")
                    && record.as_ref().map_or(!faults.is_empty(), |record| spoilt.contains(record));
                if !follows {
                    faults.push(fault);
                }
                match record {
                    Some(record) if dropped => spoilt.push(record),
                    Some(record) => blank(&mut value, &record),
                    None if dropped => {}
                    None => break,
                }
            }
        }
    }
    Parsed { content: None, faults }
}

fn syntax(error: &serde_yaml::Error) -> Fault {
    let message = error.to_string();
    let plain = message.split(" at line ").next().unwrap_or(&message);
    let fault = Fault::whole_file(plain).hint("the file must be YAML of the form the README shows");
    match error.location() {
        Some(at) => fault.positioned(Position { line: at.line(), column: at.column() }),
        None => fault,
    }
}

/// A fault in serde's words, with the nearest right word where there is one.
fn typed(path: &Path, message: &str, positions: &Positions) -> Fault {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let mut path = path.clone();
    let unknown = if message.starts_with("unknown") { quoted.next() } else { None };
    let position = match unknown {
        // The fault is the key, which the path may not lead to yet.
        Some(key) if message.starts_with("unknown field") => {
            if path.0.last() != Some(&Segment::Key(key.to_owned())) {
                path = path.key(key);
            }
            positions.find_key(&path)
        }
        _ => positions.find(&path),
    };
    let mut fault = Fault::at(path, message);
    fault.position = position;
    match unknown.and_then(|wrong| nearest(wrong, quoted)) {
        Some(right) => fault.hint(format!("did you mean `{right}`?")),
        None if message.ends_with("expected a sequence") => fault.hint("write it as a list, such as `[one, two]`"),
        None => fault,
    }
}

/// The candidate that a misspelt word most likely stands for, if any is near.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const ALIKE: f64 = 0.85;
    candidates
        .map(|right| (strsim::jaro_winkler(wrong, right), right))
        .filter(|(alike, _)| *alike >= ALIKE)
        // Of equals the first by name, whatever the order they come in.
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, right)| right)
}

/// Takes the offending key out of its mapping; false where there is no such key.
fn drop_part(value: &mut Value, path: &Path) -> bool {
    let Some((Segment::Key(key), parent)) = path.0.split_last() else { return false };
    find(value, parent).and_then(Value::as_mapping_mut).is_some_and(|mapping| mapping.remove(key.as_str()).is_some())
}

fn id_of(value: &mut Value, record: &Path) -> Option<String> {
    find(value, &record.0)?.get("id")?.as_str().map(str::to_owned)
}

fn blank(value: &mut Value, path: &Path) {
    if let Some(record) = find(value, &path.0) {
        *record = Value::Null;
    }
}

fn find<'a>(value: &'a mut Value, path: &[Segment]) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Segment::Key(key) => value.get_mut(key.as_str()),
        Segment::Index(index) => value.get_mut(*index),
    })
}

#[cfg(test)]
mod tests;
