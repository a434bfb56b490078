//! Parses files of which a mistake must cost only the line that it is in: the reader's settings.

use serde::de::DeserializeOwned;

use super::diagnose::Parsed;
use super::fault::{Fault, MAX_FAULTS};
use super::source_map::{LineColumn, SourceMap};

/// Parses a text. Each fault costs the innermost list entry that contains it, so entries must be `Option` in `T`.
///
/// Every fault has a position, if there is one. Also returns a map of what is left of the text, whose lines keep their
/// numbers.
pub fn parse_entries<T: DeserializeOwned>(text: &str) -> (Parsed<T>, SourceMap) {
    let mut left = text.to_owned();
    let mut faults: Vec<Fault> = Vec::new();
    loop {
        let parsed = super::parse::<T>(&left, &[]);
        let map = SourceMap::new(&left);
        let place = |fault: &Fault| fault.position.or_else(|| map.find(&fault.path));
        let first = parsed.faults.iter().min_by_key(|fault| place(fault).map(|at| (at.line, at.column)));
        let Some(first) = first else { return (Parsed { content: parsed.content, faults }, map) };
        let at = place(first);
        let without = at.filter(|_| faults.len() < MAX_FAULTS).and_then(|at| without_entry(&left, at));
        faults.push(Fault { position: at, ..first.clone() });
        match without {
            Some(without) => left = without,
            None => return (Parsed { content: None, faults }, map),
        }
    }
}

/// Replaces the innermost list entry around a place by an empty one. Returns `None` if there is no entry.
fn without_entry(text: &str, at: LineColumn) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_entry = |line: &str| line.trim_start_matches(' ').starts_with("- ");
    let last = at.line.min(lines.len()).checked_sub(1)?;
    let first = (0..=last).rev().find(|number| {
        let line = lines[*number];
        is_entry(line)
            && (*number == last
                || lines[number + 1..=last].iter().all(|below| below.trim().is_empty() || indent(below) > indent(line)))
    })?;
    let before = indent(lines[first]);
    let empty = format!("{}- ~", " ".repeat(before));
    let after = lines[first + 1..].iter().position(|line| !line.trim().is_empty() && indent(line) <= before);
    let end = after.map_or(lines.len(), |after| first + 1 + after);
    lines[first + 1..end].fill("");
    lines[first] = &empty;
    let left = lines.join("\n") + "\n";
    (left.trim_end() != text.trim_end()).then_some(left)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::yaml::Verbatim;

    #[derive(Debug, Deserialize)]
    struct Section {
        name: String,
        rows: Vec<Option<Row>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        n: Verbatim,
    }

    /// The name and the rows of a section.
    type Read = (String, Vec<Option<String>>);

    fn read(text: &str) -> (Vec<Read>, Vec<usize>) {
        let (parsed, _) = parse_entries::<Vec<Option<Section>>>(text);
        let row = |row: Option<Row>| row.map(|row| row.n.0);
        let section = |section: Section| (section.name, section.rows.into_iter().map(row).collect());
        let sections = parsed.content.into_iter().flatten().flatten().map(section).collect();
        (sections, parsed.faults.iter().map(|fault| fault.position.map_or(0, |at| at.line)).collect())
    }

    #[test]
    fn a_mistake_costs_its_own_row() {
        let text = "- name: a\n  rows:\n    - {n: 1}\n    - {m: 2}\n    - {n: 3}\n    - {n: [}\n    - n:\n        m: 4\n- name: b\n  rows: [{n: 5}]\n";
        let (sections, faults) = read(text);
        let texts = |rows: &[&str]| rows.iter().map(|row| Some((*row).to_owned()).filter(|row| row != "-")).collect();
        assert_eq!(sections, [("a".into(), texts(&["1", "-", "3", "-", "-"])), ("b".into(), texts(&["5"]))]);
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!([4, 6].iter().all(|line| faults.contains(line)), "{faults:?}");
    }

    #[test]
    fn a_mistake_outside_of_all_rows_costs_what_it_is_in() {
        assert_eq!(read("- nam: a\n  rows: []\n- name: b\n  rows: []\n"), (vec![("b".into(), vec![])], vec![1]));
        assert_eq!(read("[[[").0, []);
        assert_eq!(read("").1, [0]);
    }
}
