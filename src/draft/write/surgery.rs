//! Turns an edit into replacements of bytes, by the tree of the text.

use super::edit::{Edit, Fields, FileRecord, RecordList};
use super::refusal::EditRefusal;
use super::site::Site;
use super::source::Splice;
use super::value::{FieldValue, WIDTH};
use super::{block_list, block_map, flow};
use crate::yaml::{TreeForm, TreeNode};

fn record_node<'a>(site: &Site<'a>, record: &FileRecord) -> Result<&'a TreeNode, EditRefusal> {
    let Some(list) = record.list() else { return Ok(site.tree) };
    let id = record.id().unwrap_or_default();
    let found = list_node(site, list).and_then(|node| item_with_id(site.text, node, id));
    found.ok_or_else(|| EditRefusal::whole(format!("`{id}` is not in the file any more")))
}

fn list_node<'a>(site: &Site<'a>, list: RecordList) -> Option<&'a TreeNode> {
    list.key().map_or(Some(site.tree), |key| site.tree.field(key))
}

/// Returns the element of a list that has an id.
fn item_with_id<'a>(text: &str, list: &'a TreeNode, id: &str) -> Option<&'a TreeNode> {
    list.children().iter().find(|item| has_id(text, item, id))
}

fn has_id(text: &str, item: &TreeNode, id: &str) -> bool {
    item.field("id").is_some_and(|found| text[found.range.clone()].trim_matches(['"', '\'']) == id)
}

/// Returns the replacements that make an edit.
pub(super) fn splices(text: &str, tree: &TreeNode, edit: &Edit) -> Result<Vec<Splice>, EditRefusal> {
    let site = Site::new(text, tree);
    match edit {
        Edit::Set { record, field, value } => set(&site, record, field, value),
        Edit::Remove { record, field } => remove(&site, record_node(&site, record)?, field),
        Edit::Append { record, field, value } => append(&site, record, field, value),
        Edit::Insert { list, after, fields } => insert(&site, *list, after.as_deref(), fields),
        Edit::Delete { record } => delete(&site, record),
    }
}

fn set(site: &Site, record: &FileRecord, field: &'static str, value: &FieldValue) -> Result<Vec<Splice>, EditRefusal> {
    let node = record_node(site, record)?;
    let TreeForm::Map { is_flow, .. } = node.form else { return site.refuse(node.range.start, "this is no record") };
    match (node.field(field), is_flow) {
        (Some(old), true) => flow::replace(site, old, value),
        (Some(old), false) => block_map::replace(site, old, field, value),
        (None, true) => Ok(flow::add_field(node, record.order(), field, value)),
        (None, false) => block_map::add_field(site, node, record.order(), field, value),
    }
}

fn remove(site: &Site, node: &TreeNode, field: &str) -> Result<Vec<Splice>, EditRefusal> {
    let Some(at) = node.children().iter().position(|child| child.key.as_ref().is_some_and(|key| key.word == field))
    else {
        return Ok(Vec::new());
    };
    if node.is_flow() { flow::remove(site, node, at) } else { block_map::remove(site, node, at) }
}

fn append(
    site: &Site,
    record: &FileRecord,
    field: &'static str,
    value: &FieldValue,
) -> Result<Vec<Splice>, EditRefusal> {
    let node = record_node(site, record)?;
    match node.field(field) {
        Some(list @ TreeNode { form: TreeForm::List { is_flow, items }, .. }) if !items.is_empty() => {
            if *is_flow {
                flow::append(site, list, value)
            } else {
                block_list::insert(site, list, items.len() - 1, |indent| value.entry(indent))
            }
        }
        _ => set(site, record, field, &FieldValue::List(vec![value.clone()])),
    }
}

fn insert(site: &Site, list: RecordList, after: Option<&str>, fields: &Fields) -> Result<Vec<Splice>, EditRefusal> {
    let record = FieldValue::Fields(fields.clone());
    let Some(node) = list_node(site, list) else {
        let key = list.key().unwrap_or_default();
        return block_map::add_field(site, site.tree, list.file_order(), key, &FieldValue::List(vec![record]));
    };
    let items = node.children();
    if items.is_empty() {
        let (TreeForm::List { .. } | TreeForm::Scalar) = node.form else {
            return site.refuse(node.range.start, "this is no list");
        };
        return match &node.key {
            Some(key) => block_map::replace(site, node, &key.word.clone(), &FieldValue::List(vec![record])),
            None => Ok(vec![Splice::new(node.range.clone(), record.entry(0).trim_end())]),
        };
    }
    let place = after.and_then(|id| items.iter().position(|item| has_id(site.text, item, id)));
    let place = place.unwrap_or(items.len() - 1);
    if node.is_flow() {
        return flow::insert(site, node, place, &record);
    }
    let is_spaced = block_list::is_spaced(site, items);
    let is_flow = items[place].is_flow();
    block_list::insert(site, node, place, |indent| {
        let line = format!("{:indent$}- {}\n", "", record.flow());
        let is_short = line.trim_end().chars().count() <= WIDTH;
        let entry = if is_flow && is_short { line } else { record.entry(indent) };
        if is_spaced { format!("\n{entry}") } else { entry }
    })
}

fn delete(site: &Site, record: &FileRecord) -> Result<Vec<Splice>, EditRefusal> {
    let node = record_node(site, record)?;
    let list = record.list().and_then(|list| list_node(site, list));
    let Some(list) = list else { return site.refuse(node.range.start, "a document is removed with its file") };
    let at = list.children().iter().position(|item| item == node).unwrap_or_default();
    if list.is_flow() { flow::remove(site, list, at) } else { block_list::remove(site, list, at) }
}
