//! Edits within brackets and braces.

use super::refusal::EditRefusal;
use super::site::Site;
use super::source::{Splice, column, line_start};
use super::value::{FieldValue, WIDTH};
use crate::yaml::{TreeForm, TreeNode};

/// Replaces a value.
pub(super) fn replace(site: &Site, old: &TreeNode, value: &FieldValue) -> Result<Vec<Splice>, EditRefusal> {
    site.without_comment(old.range.start, old.range.end)?;
    let Some(colon) = old.key.as_ref().map(|key| key.colon) else {
        return Ok(vec![Splice::new(old.range.clone(), value.flow())]);
    };
    let Some(colon) = colon else { return site.refuse(old.range.start, "a field without a value") };
    site.without_comment(colon, old.range.start)?;
    let between = &site.text[colon..old.range.start];
    let space = if between.is_empty() { " " } else { between };
    Ok(vec![Splice::new(colon..old.range.end, format!("{space}{}", value.flow()))])
}

/// Adds a field to a mapping in braces, behind those that come before it in `order`.
pub(super) fn add_field(map: &TreeNode, order: &[&str], field: &str, value: &FieldValue) -> Vec<Splice> {
    let pair = format!("{field}: {}", value.flow());
    let fields = map.children();
    match (predecessor(fields, order, field), fields.first()) {
        (Some(at), _) => {
            let end = fields[at].range.end;
            vec![Splice::new(end..end, format!(", {pair}"))]
        }
        (None, Some(first)) => vec![Splice::new(first.start()..first.start(), format!("{pair}, "))],
        (None, None) => vec![Splice::new(map.range.start + 1..map.range.end - 1, pair)],
    }
}

/// Returns the index of the last field that comes before a new one.
pub(super) fn predecessor(fields: &[TreeNode], order: &[&str], field: &str) -> Option<usize> {
    let rank = |word: &str| order.iter().position(|known| *known == word);
    let own = rank(field).unwrap_or(order.len());
    fields
        .iter()
        .rposition(|other| other.key.as_ref().is_some_and(|key| rank(&key.word).is_some_and(|rank| rank < own)))
}

/// Removes an element or a field, with the comma at one of its sides.
pub(super) fn remove(site: &Site, parent: &TreeNode, at: usize) -> Result<Vec<Splice>, EditRefusal> {
    let items = parent.children();
    let item = &items[at];
    let range = match (at.checked_sub(1).map(|at| &items[at]), items.get(at + 1)) {
        (Some(before), _) => before.range.end..item.range.end,
        (None, Some(next)) => item.start()..next.start(),
        (None, None) => parent.range.start + 1..parent.range.end - 1,
    };
    site.without_comment(range.start, range.end)?;
    Ok(vec![Splice::new(range, "")])
}

/// Adds an element at the end of a list that is not empty.
pub(super) fn append(site: &Site, list: &TreeNode, value: &FieldValue) -> Result<Vec<Splice>, EditRefusal> {
    insert(site, list, list.children().len() - 1, value)
}

/// Adds an element behind the one at `at`.
pub(super) fn insert(site: &Site, list: &TreeNode, at: usize, value: &FieldValue) -> Result<Vec<Splice>, EditRefusal> {
    let TreeForm::List { items, .. } = &list.form else { return site.refuse(list.range.start, "this is no list") };
    let end = items[at].range.end;
    let written = value.flow();
    // Where each element has a line of its own, the new one gets one too.
    let own_line = items.len() > 1 && site.text[items[0].range.end..items[1].range.start].contains('\n');
    let is_long = column(site.text, end) + ", ".len() + written.chars().count() + "]".len() > WIDTH;
    let indent = if own_line { column(site.text, items[1].range.start) } else { indent(site.text, end).max(2) + 2 };
    let space = if own_line || is_long { format!("\n{:indent$}", "") } else { " ".to_owned() };
    Ok(vec![Splice::new(end..end, format!(",{space}{written}"))])
}

/// Returns the number of spaces at the beginning of the line.
fn indent(text: &str, at: usize) -> usize {
    let line = &text[line_start(text, at)..];
    line.len() - line.trim_start_matches(' ').len()
}
