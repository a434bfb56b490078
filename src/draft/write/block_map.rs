//! Edits of mappings in block style: one field a line.

use std::ops::Range;

use super::block_list;
use super::flow::{self, predecessor};
use super::refusal::EditRefusal;
use super::scalar::ScalarPlace;
use super::site::{Site, end_of_lines, on_new_line};
use super::source::{Splice, column, line_end, line_start};
use super::value::{FieldValue, ValueLayout, field};
use crate::yaml::{TreeForm, TreeNode};

/// Replaces the value of a field.
pub(super) fn replace(site: &Site, old: &TreeNode, key: &str, value: &FieldValue) -> Result<Vec<Splice>, EditRefusal> {
    if let (TreeForm::List { is_flow: false, items }, FieldValue::List(new)) = (&old.form, value)
        && !items.is_empty()
        && !new.is_empty()
    {
        return block_list::rewrite(site, old, new);
    }
    let Some(colon) = old.key.as_ref().and_then(|key| key.colon) else {
        return site.refuse(old.range.start, "a field without a value");
    };
    let text = site.text;
    let (head, body) = match &old.form {
        TreeForm::Block(block) => (block.header.clone(), without_blank_end(text, &block.body)),
        // A list whose last element is a block scalar ends with a line end.
        _ => (old.range.start..old.range.end - usize::from(text[old.range.clone()].ends_with('\n')), 0..0),
    };
    site.without_comment(colon, head.end)?;
    let after = line_end(text, head.end);
    let has_comment = !text[head.end..after].trim().is_empty();
    let indent = column(text, old.start());
    let ValueLayout { inline, body: lines } = value.behind(key, indent);
    let is_simple = lines.is_empty() && !inline.contains('\n');
    // A comment after the value stays in its line. It may follow `>-`, but not a line that goes on below.
    let (inline, lines) = match (has_comment, inline.as_str()) {
        (true, head) if !is_simple && head != ">-" => (value.in_line(ScalarPlace::Block), String::new()),
        _ => (inline, lines),
    };
    let gap = &text[colon..head.start];
    // Values that a person has put in one column stay there.
    let is_beside = !gap.is_empty() && !gap.contains('\n') && !inline.is_empty();
    let space = if inline.is_empty() {
        ""
    } else if is_beside {
        gap
    } else {
        " "
    };
    let mut splices = vec![Splice::new(colon..head.end, format!("{space}{inline}"))];
    if !lines.is_empty() || !body.is_empty() {
        let is_last_line = !text[..after].ends_with('\n');
        let lines = if is_last_line && !lines.is_empty() { format!("\n{lines}") } else { lines };
        splices.push(Splice::new(after..body.end.max(after), lines));
    }
    Ok(splices)
}

/// Returns the lines of a block scalar without the blank ones at its end, which also set apart what follows.
fn without_blank_end(text: &str, body: &Range<usize>) -> Range<usize> {
    let mut end = body.end;
    while let Some(line) = text[body.start..end].split_inclusive('\n').next_back().filter(|line| line.trim().is_empty())
    {
        end -= line.len();
    }
    body.start..end
}

/// Adds a field, behind those that come before it in `order`.
pub(super) fn add_field(
    site: &Site,
    map: &TreeNode,
    order: &[&str],
    key: &str,
    value: &FieldValue,
) -> Result<Vec<Splice>, EditRefusal> {
    let fields = map.children();
    let Some(first) = fields.first() else { return site.refuse(map.range.start, "this record has no fields") };
    if map.is_flow() {
        return Ok(flow::add_field(map, order, key, value));
    }
    let lines = field(key, value, column(site.text, first.start()));
    // The first field of an entry is in the line of its dash, so nothing can come before it.
    let is_entry = !site.text[line_start(site.text, first.start())..first.start()].trim().is_empty();
    let Some(at) = predecessor(fields, order, key).or(is_entry.then_some(0)) else {
        let start = line_start(site.text, first.start());
        return Ok(vec![Splice::new(start..start, lines)]);
    };
    let end = end_of_lines(site.text, &fields[at]);
    Ok(vec![Splice::new(end..end, on_new_line(site.text, end, lines))])
}

/// Removes a field with its lines.
pub(super) fn remove(site: &Site, map: &TreeNode, at: usize) -> Result<Vec<Splice>, EditRefusal> {
    let fields = map.children();
    let field = &fields[at];
    if fields.len() == 1 {
        return site.refuse(field.start(), "this is the only field");
    }
    let start = line_start(site.text, field.start());
    let end = end_of_lines(site.text, field);
    if site.text[start..field.start()].trim().is_empty() {
        return Ok(vec![Splice::new(start..end, "")]);
    }
    // It is in the line of a dash, to which the next field moves up.
    let Some(next) = fields.get(at + 1) else { return site.refuse(field.start(), "two fields are in one line") };
    site.without_comment(end, next.start())?;
    Ok(vec![Splice::new(field.start()..next.start(), "")])
}
