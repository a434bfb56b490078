//! Explains syntax errors: what is wrong, where the mistake begins, and what to write instead.
//!
//! A parser reports where it failed, which may be lines after the mistake. This module reads the lines before that
//! place again, by the rules for the files that curators write: fields on lines of their own, entries with dashes,
//! values in quotation marks or brackets. The first line that breaks a rule is reported.

mod layout;
mod line_reader;
mod slip;
mod value;

use super::fault::Fault;
use super::field_spec::{FieldSpec, character_name};
use super::path::Path;
use super::source_lines::{ListEntry, SourceLines};
use super::source_map::LineColumn;
use line_reader::LineReader;
use slip::Slip;

/// Explains why a parser failed at `at`. Up to `before` the text was valid.
pub(super) fn fault(source: &SourceLines, specs: &[FieldSpec], before: LineColumn, at: LineColumn) -> Fault {
    let last = at.line.min(source.lines());
    let from = before.line.min(last);
    // A field in the wrong column may seem to end its entry, so the line above is tried too.
    let entry = ListEntry::around(source, from).or_else(|| ListEntry::around(source, from.saturating_sub(1)));
    let is_outside = entry.is_none();
    let mut lines = LineReader::new(source, specs, entry.map_or(from, |entry| entry.first));
    let slip = refused_character(source)
        .or_else(|| lines.read_to(last))
        .or_else(|| layout::slip(source, specs, last))
        // A parser may fail because of a line that it has not begun to read.
        .or_else(|| lines.read_to((last + 1..=source.lines()).find(|line| !source.line(*line).trim().is_empty())?))
        // Outside of lists the mistake may be anywhere before.
        .or_else(|| is_outside.then(|| LineReader::new(source, specs, 1).read_to(last))?);
    let slip = slip.or_else(|| tab_after_dash(source, last)).unwrap_or_else(|| Slip {
        at: source.offset(at),
        problem: "the file cannot be read from here on".to_owned(),
        hint: "write each line as `field: value`, indented like its neighbours; put text with special characters in quotation marks"
            .to_owned(),
    });
    Fault::at(Path::default(), slip.problem).hint(slip.hint).positioned(source.position(slip.at))
}

/// Finds a tab after a dash. Its width is undefined, so no field below can be in the same column.
fn tab_after_dash(source: &SourceLines, line: usize) -> Option<Slip> {
    let content = source.line(line).trim_start_matches(' ');
    content.starts_with("-\t").then(|| {
        let at = source.range(line).end - content.len() + 1;
        Slip::new(at, "there is a tab after the dash instead of a space", "write one space instead")
    })
}

/// Finds a character that YAML does not allow anywhere.
fn refused_character(source: &SourceLines) -> Option<Slip> {
    let at = source.text.find(is_refused)?;
    let sign = source.text[at..].chars().next()?;
    let problem = match sign {
        '\u{feff}' => format!("there is {} here", character_name(sign)),
        _ => format!("there is the control character U+{:04X} here", u32::from(sign)),
    };
    Some(Slip::new(at, problem, "delete it"))
}

/// Returns whether YAML does not allow a character.
fn is_refused(letter: char) -> bool {
    let allowed = matches!(letter, '\t' | '\n' | '\r' | '\u{85}');
    letter.is_control() && !allowed || matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests;
