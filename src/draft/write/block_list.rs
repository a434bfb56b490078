//! Edits of lists in block style: a dash before each element.

use std::ops::Range;

use super::refusal::EditRefusal;
use super::site::{Site, end_of_lines, on_new_line};
use super::source::{Splice, column, line_start};
use super::value::FieldValue;
use crate::yaml::{Data, TreeNode};

/// Returns whether blank lines are between the records of a list. A single record decides by what is before it.
pub(super) fn is_spaced(site: &Site, items: &[TreeNode]) -> bool {
    let is_blank = |from: usize, to: usize| site.text[from..to].lines().any(|line| line.trim().is_empty());
    match items {
        [.., before, last] => {
            let (end, start) = (end_of_lines(site.text, before), line_start(site.text, last.start()));
            end <= start && is_blank(end, start)
        }
        [only] => !only.is_flow(),
        [] => true,
    }
}

/// Adds an element behind the one at `at`. `entry` writes it with its dash after a number of spaces.
pub(super) fn insert(
    site: &Site,
    list: &TreeNode,
    at: usize,
    entry: impl Fn(usize) -> String,
) -> Result<Vec<Splice>, EditRefusal> {
    let lines = ItemLines::new(site, list)?;
    let end = lines.ranges[at].end;
    Ok(vec![Splice::new(end..end, on_new_line(site.text, end, entry(lines.indent)))])
}

/// Removes an element with its lines, and the blank lines that set it apart.
pub(super) fn remove(site: &Site, list: &TreeNode, at: usize) -> Result<Vec<Splice>, EditRefusal> {
    let lines = ItemLines::new(site, list)?;
    let mut range = lines.ranges[at].clone();
    if lines.ranges.len() == 1 {
        return emptied(site, list, range);
    }
    let text = site.text;
    let blank = |from: usize| {
        let lines = text[from..].split_inclusive('\n').take_while(|line| line.trim().is_empty());
        lines.map(str::len).sum::<usize>()
    };
    if at + 1 < lines.ranges.len() {
        range.end += blank(range.end);
    } else {
        // The last element takes the blank lines before it along.
        let before = lines.ranges[at - 1].end;
        if before + blank(before) == range.start {
            range.start = before;
        }
    }
    Ok(vec![Splice::new(range, "")])
}

/// Replaces the only element of a list by `[]`.
fn emptied(site: &Site, list: &TreeNode, range: Range<usize>) -> Result<Vec<Splice>, EditRefusal> {
    match list.key.as_ref().map(|key| key.colon) {
        Some(Some(colon)) => Ok(vec![Splice::new(colon..colon, " []"), Splice::new(range, "")]),
        Some(None) => site.refuse(range.start, "a field without a value"),
        None => Ok(vec![Splice::new(range, "[]\n")]),
    }
}

/// Replaces a list by another one. Elements that are in both keep their lines, with their comments.
pub(super) fn rewrite(site: &Site, list: &TreeNode, new: &[FieldValue]) -> Result<Vec<Splice>, EditRefusal> {
    let lines = ItemLines::new(site, list)?;
    let old =
        lines.ranges.iter().map(|range| read(&site.text[range.clone()], lines.indent)).collect::<Option<Vec<_>>>();
    let Some(old) = old else { return site.refuse(list.range.start, "this list is written in an unusual way") };
    let wanted: Vec<Data> = new.iter().map(FieldValue::data).collect();
    let same = longest_common(&old, &wanted);
    let mut splices = Vec::new();
    let kept = |at: usize| same.iter().any(|(old, _)| *old == at);
    for (at, range) in lines.ranges.iter().enumerate() {
        if !kept(at) {
            splices.push(Splice::new(range.clone(), ""));
        }
    }
    for (at, value) in new.iter().enumerate() {
        if same.iter().any(|(_, new)| *new == at) {
            continue;
        }
        // New elements go where the next old one goes away, or else behind the last kept one before them. Sorting is
        // stable, so they stay in their order.
        let before = same.iter().rev().find(|(_, new)| *new < at).map(|(old, _)| *old);
        let next = before.map_or(0, |before| before + 1);
        let place = match before {
            Some(before) if next == lines.ranges.len() || kept(next) => lines.ranges[before].end,
            _ => lines.ranges[next].start,
        };
        splices.push(Splice::new(place..place, on_new_line(site.text, place, value.entry(lines.indent))));
    }
    Ok(splices)
}

/// Reads one element of a list by its lines.
fn read(lines: &str, indent: usize) -> Option<Data> {
    let data = Data::read(&format!("{:indent$}{}", "", lines.trim_start_matches(' '))).ok()?;
    match data.items() {
        [item] => Some(item.clone()),
        _ => None,
    }
}

/// Returns the longest common subsequence, as pairs of indexes. Lists are short, so the quadratic table is small.
fn longest_common(old: &[Data], new: &[Data]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let skipped = lengths[a + 1][b].max(lengths[a][b + 1]);
            lengths[a][b] = if old[a] == new[b] { lengths[a + 1][b + 1] + 1 } else { skipped };
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[a + 1][b] >= lengths[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// The lines of each element of a list, without the comments and blank lines after it.
struct ItemLines {
    ranges: Vec<Range<usize>>,
    /// Number of spaces before the dashes.
    indent: usize,
}

impl ItemLines {
    fn new(site: &Site, list: &TreeNode) -> Result<Self, EditRefusal> {
        let text = site.text;
        // The parser gives no place for a list whose dashes are below its key.
        let first = list.children().first().and_then(|item| text[..item.start()].rfind('-'));
        let indent = first.map_or(0, |dash| column(text, dash));
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for item in list.children() {
            let dash = text[..item.start()].rfind('-').filter(|dash| column(text, *dash) == indent);
            let start = dash.map(|dash| line_start(text, dash));
            let is_own = |start: usize, dash: usize| text[start..dash].trim().is_empty();
            let (Some(start), Some(dash)) = (start, dash) else {
                return site.refuse(item.start(), "this entry is written in an unusual way");
            };
            let end = end_of_lines(text, item);
            if !is_own(start, dash) || ranges.last().is_some_and(|before| before.end > start) {
                return site.refuse(start, "two entries are in one line");
            }
            ranges.push(start..end);
        }
        Ok(Self { ranges, indent })
    }
}
