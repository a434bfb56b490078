//! Collects all faults of a text that could not be parsed. Each one costs the smallest record that contains it.
//!
//! A faulty record is blanked out of the text, whose other lines keep their numbers, and the rest is parsed again. So a
//! tab or a repeated key costs one record, as a wrong date does.

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::fault::{Fault, MAX_FAULTS};
use super::field_spec::FieldSpec;
use super::path::{Path, Segment};
use super::source_lines::{ListEntry, SourceLines, blanked, id_in};
use super::source_map::{LineColumn, SourceMap};
use super::survey::Survey;
use super::{slips, type_errors};

/// Maximum number of bytes that are parsed while the faults of one file are collected.
///
/// A text of more than half this size is parsed only once, so only its first fault is reported.
const DIAGNOSED_BYTES: usize = 1 << 20;

/// The result of parsing: the content as far as it could be read, and everything that is wrong in it.
#[derive(Debug)]
pub struct Parsed<T> {
    /// The content. Sequence elements that have a fault are null.
    pub content: Option<T>,
    /// All faults, in the order of the file as far as that is known.
    pub faults: Vec<Fault>,
}

/// Parses a text that has faults, or may have.
pub(super) fn read<T: DeserializeOwned>(text: &str, specs: &[FieldSpec]) -> Parsed<T> {
    read_within(DIAGNOSED_BYTES, text, specs)
}

/// [`read`] with a different maximum number of bytes to parse.
fn read_within<T: DeserializeOwned>(budget: usize, text: &str, specs: &[FieldSpec]) -> Parsed<T> {
    let mut text = Cow::Borrowed(text);
    let mut faults = Vec::new();
    let passes = (budget / text.len().max(1)).clamp(1, MAX_FAULTS);
    for _ in 0..passes {
        match pass(&text, specs, &mut faults) {
            PassOutcome::Retry(left) => text = Cow::Owned(left),
            PassOutcome::Done(content) => return Parsed { content: Some(content), faults },
            PassOutcome::WrongTypes(error) => {
                return TypeDiagnosis::new(&text, specs, faults).read(passes, &error);
            }
            PassOutcome::Stop => return Parsed { content: None, faults },
        }
    }
    Parsed { content: None, faults }
}

/// The outcome of one pass over the text.
enum PassOutcome<T> {
    /// A faulty part was blanked out. This text is left.
    Retry(String),
    /// No further fault was found.
    Done(T),
    /// The text is YAML, but its values have the wrong types.
    WrongTypes(serde_yaml::Error),
    /// The fault is in no record that could be blanked out.
    Stop,
}

fn pass<T: DeserializeOwned>(text: &str, specs: &[FieldSpec], faults: &mut Vec<Fault>) -> PassOutcome<T> {
    let source = SourceLines::new(text);
    let mut survey = Survey::new(&source, specs);
    // Faults outside of records stay in the text, so each pass finds them again.
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
        // A repeated key at the top of the file is reported already.
        Err(error) if error.to_string().contains("duplicate") && !faults.is_empty() => PassOutcome::Stop,
        Err(error) => {
            let at = error
                .location()
                .map_or(LineColumn { line: 1, column: 1 }, |at| LineColumn { line: at.line(), column: at.column() });
            without_entry(&source, slips::fault(&source, specs, at, at), faults)
        }
    }
}

/// Lists a syntax fault, and blanks out the list entry that contains it.
fn without_entry<T>(source: &SourceLines, mut fault: Fault, faults: &mut Vec<Fault>) -> PassOutcome<T> {
    let line = fault.position.map_or(1, |at| at.line);
    let Some(entry) = ListEntry::around(source, line) else {
        faults.push(fault);
        return PassOutcome::Stop;
    };
    fault.record = id_in(entry.text(source));
    let left = entry.taken_out(source);
    // If the text breaks off before the entry, an earlier mistake comes first and the path is unknown.
    let dash = LineColumn { line: entry.first, column: entry.indent + 1 };
    fault.path = SourceMap::new(&left).path_to(LineColumn { column: dash.column + "- ".len(), ..dash });
    let is_entry = fault.path.record().is_some();
    faults.push(fault);
    if is_entry && left != source.text { PassOutcome::Retry(left) } else { PassOutcome::Stop }
}

/// The collection of type faults in a text that is valid YAML.
struct TypeDiagnosis<'a> {
    text: &'a str,
    source_map: SourceMap,
    source: SourceLines<'a>,
    specs: &'a [FieldSpec],
    faults: Vec<Fault>,
    /// Records that have a fault and lack the faulty part.
    spoilt: Vec<Path>,
}

impl<'a> TypeDiagnosis<'a> {
    fn new(text: &'a str, specs: &'a [FieldSpec], faults: Vec<Fault>) -> Self {
        let (source_map, source) = (SourceMap::new(text), SourceLines::new(text));
        Self { text, source_map, source, specs, faults, spoilt: Vec::new() }
    }

    /// Deserializes the text again and again, and drops one faulty part each time.
    ///
    /// `passes` is the maximum number of attempts, because each one reads everything that is left. `error` is the error
    /// of the first attempt.
    fn read<T: DeserializeOwned>(mut self, passes: usize, error: &serde_yaml::Error) -> Parsed<T> {
        let Ok(mut value) = serde_yaml::from_str::<Value>(self.text) else {
            return Parsed { content: None, faults: self.faults };
        };
        self.source_map.restore_text(&mut value);
        for _ in 0..passes {
            match serde_path_to_error::deserialize::<_, T>(&value) {
                Ok(_) if !self.spoilt.is_empty() => {
                    self.spoilt.drain(..).for_each(|record| blank(&mut value, &record));
                }
                Ok(content) if !self.faults.is_empty() => {
                    return Parsed { content: Some(content), faults: self.faults };
                }
                // Nothing was dropped, so the first error did not come from the values.
                Ok(_) => {
                    let fault = self.fault(&Path::default(), &error.to_string());
                    self.faults.push(fault);
                    break;
                }
                Err(found) => {
                    if self.drop_faulty_part(&mut value, &found).is_break() {
                        break;
                    }
                }
            }
        }
        Parsed { content: None, faults: self.faults }
    }

    fn fault(&self, path: &Path, message: &str) -> Fault {
        type_errors::fault(path, message, &self.source_map, &self.source, self.specs)
    }

    /// Lists the fault and drops the part that it is in. Breaks if no further fault can be found.
    fn drop_faulty_part(
        &mut self,
        value: &mut Value,
        found: &serde_path_to_error::Error<serde_yaml::Error>,
    ) -> ControlFlow<()> {
        let path = Path::from(found.path());
        let message = found.inner().to_string();
        let record = path.record();
        let mut fault = self.fault(&path, &message);
        if self.faults.iter().any(|known| known.path == fault.path && known.problem == fault.problem) {
            return ControlFlow::Break(());
        }
        fault.record = record.as_ref().and_then(|record| id_of(value, record));
        let dropped = drop_key(value, &fault.path);
        // If the whole file has the wrong type, the faults below it follow from that.
        if let (true, Some(at)) = (fault.path.0.is_empty(), fault.position)
            && message.starts_with("invalid type")
        {
            self.faults.retain(|known| known.position.is_some_and(|known| known.line <= at.line));
            self.faults.push(fault);
            return ControlFlow::Break(());
        }
        if !self.follows_from_known(&fault, &message, record.as_ref()) {
            self.faults.push(fault);
        }
        match record {
            Some(record) if dropped => self.spoilt.push(record),
            Some(record) => blank(value, &record),
            None if dropped => {}
            None => return ControlFlow::Break(()),
        }
        ControlFlow::Continue(())
    }

    /// Returns whether a field is missing only because a listed fault misspelt it, or because it was dropped.
    fn follows_from_known(&self, fault: &Fault, message: &str, record: Option<&Path>) -> bool {
        self.faults.iter().any(|known| known.path == fault.path && fault.problem.ends_with("is empty"))
            || message.starts_with("missing field")
                && record.map_or(!self.faults.is_empty(), |record| self.spoilt.contains(record))
    }
}

/// Removes the key at the end of the path from its mapping. Returns false if there is no such key.
fn drop_key(value: &mut Value, path: &Path) -> bool {
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
    path.iter().try_fold(value, |value, segment| match segment {
        Segment::Key(key) => value.get_mut(key.as_str()),
        Segment::Index(index) => value.get_mut(*index),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::one_or_more::OneOrMore;

    /// A text of about `bytes` bytes with `faults` entries that are not text.
    fn text(bytes: usize, faults: usize) -> String {
        format!("{}{}", "- {a: b}\n".repeat(faults), format!("# {}\n", "x".repeat(97)).repeat(bytes / 100))
    }

    #[test]
    fn as_many_faults_are_found_as_passes_fit_into_the_budget() {
        let text = text(1_000, 3);
        for (passes, faults) in [(0, 1), (1, 1), (2, 2), (3, 3), (9, 3)] {
            let parsed = read_within::<Vec<Option<OneOrMore>>>(passes * text.len(), &text, &[]);
            assert_eq!(parsed.faults.len(), faults, "{passes} passes");
        }
    }

    #[test]
    fn of_a_text_above_half_a_megabyte_only_the_first_fault_is_found() {
        let faults = |bytes| read::<Vec<Option<OneOrMore>>>(&text(bytes, 2), &[]).faults.len();
        assert_eq!([faults(DIAGNOSED_BYTES / 2 - 1_000), faults(DIAGNOSED_BYTES / 2 + 1_000)], [2, 1]);
    }
}
