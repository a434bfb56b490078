//! Texts with mistakes: every one is found, and costs the smallest record that it is in.
//!
//! What is wrong in a record is put out of the text, whose other lines stay where they are, and the rest is read again.
//! So a tab or a key that is repeated costs its record, as a wrong date does.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::field_spec::FieldSpec;
use super::source_lines::{ListEntry, SourceLines, blanked, id_in};
use super::survey::Survey;
use super::{Fault, LineColumn, MAX_FAULTS, Parsed, Path, Segment, SourceMap, slips, type_errors};

/// How much is read in all while the faults of one file are collected; of a text that cannot be read twice for that
/// only the first fault is told.
const DIAGNOSED_BYTES: usize = 1 << 20;

/// Reads a text in which something is wrong, or may be.
pub(super) fn read<T: DeserializeOwned>(text: &str, specs: &[FieldSpec]) -> Parsed<T> {
    let mut text = Cow::Borrowed(text);
    let mut faults = Vec::new();
    let readings = (DIAGNOSED_BYTES / text.len().max(1)).clamp(1, MAX_FAULTS);
    for _ in 0..readings {
        match pass(&text, specs, &mut faults) {
            PassOutcome::Retry(left) => text = Cow::Owned(left),
            PassOutcome::Done(content) => return Parsed { content: Some(content), faults },
            PassOutcome::WrongTypes(error) => return by_type(&text, &error, faults, readings, specs),
            PassOutcome::Stop => return Parsed { content: None, faults },
        }
    }
    Parsed { content: None, faults }
}

/// What came of one reading.
enum PassOutcome<T> {
    /// Something was put out of the text, of which this is left.
    Retry(String),
    /// Nothing more is wrong.
    Done(T),
    /// It is YAML, of another form.
    WrongTypes(serde_yaml::Error),
    /// What is wrong cannot be put out.
    Stop,
}

fn pass<T: DeserializeOwned>(text: &str, specs: &[FieldSpec], faults: &mut Vec<Fault>) -> PassOutcome<T> {
    let source = SourceLines::new(text);
    let mut survey = Survey::new(&source, specs);
    // What is outside of the records stays in the text, and is found each time.
    survey.faults.retain(|fault| !faults.contains(fault));
    faults.append(&mut survey.faults);
    if let Some(at) = survey.second {
        let fault = Fault::at(Path::default(), "a second document begins here").hint("put it into a file of its own");
        faults.push(fault.positioned(at));
        return PassOutcome::Stop;
    }
    if survey.too_many {
        return PassOutcome::Stop;
    }
    if !survey.spoilt.is_empty() {
        return PassOutcome::Retry(blanked(text, &survey.spoilt));
    }
    if let Some((at, before)) = survey.broken {
        let known = if survey.is_unfinished { faults.pop() } else { None };
        let fault = known.unwrap_or_else(|| slips::fault(&source, specs, before, at));
        return without_entry(&source, fault, faults);
    }
    let error = match serde_yaml::from_str(text) {
        Ok(content) => return PassOutcome::Done(content),
        Err(error) => error,
    };
    match serde_yaml::from_str::<Value>(text).map(drop) {
        Ok(()) => PassOutcome::WrongTypes(error),
        // A key that stands twice at the top of the file is named already.
        Err(error) if error.to_string().contains("duplicate") && !faults.is_empty() => PassOutcome::Stop,
        Err(error) => {
            let at = error
                .location()
                .map_or(LineColumn { line: 1, column: 1 }, |at| LineColumn { line: at.line(), column: at.column() });
            without_entry(&source, slips::fault(&source, specs, at, at), faults)
        }
    }
}

/// Lists what made a parser stumble, and puts out the entry that it is in.
fn without_entry<T>(source: &SourceLines, mut fault: Fault, faults: &mut Vec<Fault>) -> PassOutcome<T> {
    let line = fault.position.map_or(1, |at| at.line);
    let Some(entry) = ListEntry::around(source, line) else {
        faults.push(fault);
        return PassOutcome::Stop;
    };
    fault.record = id_in(entry.text(source));
    let left = entry.taken_out(source);
    // Where the text breaks off again before the entry, another mistake comes first; the way to the entry is not known.
    let dash = LineColumn { line: entry.first, column: entry.indent + 1 };
    fault.path = SourceMap::new(&left).path_to(LineColumn { column: dash.column + "- ".len(), ..dash });
    let is_entry = fault.path.record().is_some();
    faults.push(fault);
    if is_entry && left != source.text { PassOutcome::Retry(left) } else { PassOutcome::Stop }
}

/// Collects the faults of a text that is YAML of another form, dropping one offending part after the other.
fn by_type<T: DeserializeOwned>(
    text: &str,
    error: &serde_yaml::Error,
    mut faults: Vec<Fault>,
    readings: usize,
    specs: &[FieldSpec],
) -> Parsed<T> {
    let (source_map, source) = (SourceMap::new(text), SourceLines::new(text));
    let Ok(mut value) = serde_yaml::from_str::<Value>(text) else { return Parsed { content: None, faults } };
    source_map.restore_text(&mut value);
    let mut spoilt: Vec<Path> = Vec::new();
    // Each pass reads everything that is left, so a large text gets fewer of them.
    for _ in 0..readings {
        match serde_path_to_error::deserialize::<_, T>(&value) {
            Ok(_) if !spoilt.is_empty() => {
                spoilt.drain(..).for_each(|record| blank(&mut value, &record));
            }
            // The faults name what was dropped; without one, the first error was of another kind.
            Ok(content) if !faults.is_empty() => return Parsed { content: Some(content), faults },
            Ok(_) => {
                faults.push(type_errors::fault(&Path::default(), &error.to_string(), &source_map, &source, specs));
                return Parsed { content: None, faults };
            }
            Err(found) => {
                let path = Path::from(found.path());
                let message = found.inner().to_string();
                let record = path.record();
                let mut fault = type_errors::fault(&path, &message, &source_map, &source, specs);
                if faults.iter().any(|known| known.path == fault.path && known.problem == fault.problem) {
                    break;
                }
                fault.record = record.as_ref().and_then(|record| id_of(&mut value, record));
                let dropped = drop_part(&mut value, &fault.path);
                // What is missing in a spoilt record may only have been dropped or misspelt.
                let is_lost =
                    faults.iter().any(|known| known.path == fault.path && fault.problem.ends_with("is empty"));
                // Where all of the file is of another form, that is the cause of what is below.
                if let (true, Some(at)) = (fault.path.0.is_empty(), fault.position)
                    && message.starts_with("invalid type")
                {
                    faults.retain(|known| known.position.is_some_and(|known| known.line <= at.line));
                    faults.push(fault);
                    break;
                }
                let follows = is_lost
                    || message.starts_with("missing field")
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
