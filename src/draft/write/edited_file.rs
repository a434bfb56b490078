//! One file that is edited: its text, what was changed since it was read, and saving it.

use std::path::{Path, PathBuf};

use super::edit::{Edit, RecordList};
use super::hunk::Hunk;
use super::refusal::EditRefusal;
use super::source::{PlainLines, line_number};
use super::surgery::splices;
use crate::briefing::{File, Problem};
use crate::text::Text;
use crate::yaml::{Data, TreeNode};

/// A file of which single fields and records are changed. Everything else stays byte for byte.
///
/// ```text
/// open → apply, apply, undo … → save → apply … → save
/// ```
#[derive(Clone, Debug)]
pub struct EditedFile {
    pub(super) path: PathBuf,
    /// The text as it was read from the disk, or last saved.
    pub(super) saved: String,
    text: String,
    /// What was done since then, in order.
    pub(super) actions: Vec<Action>,
}

/// Something that was done to a file.
#[derive(Clone, Debug)]
pub(super) enum Action {
    Edit(Edit),
    Replace(Hunk),
}

/// An edit that was made, for undoing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditStep(Hunk);

impl EditedFile {
    /// Names a file and its text. Nothing is read or written.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { path: path.into(), saved: text.clone(), text, actions: Vec::new() }
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the text with all edits.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether there are edits that are not saved.
    pub fn is_changed(&self) -> bool {
        !self.actions.is_empty()
    }

    /// Makes an edit. The result is read again, and must say exactly what the edit says.
    pub fn apply(&mut self, edit: &Edit) -> Result<EditStep, EditRefusal> {
        let text = edited(&self.path, &self.text, edit)?;
        let hunk = Hunk::between(&self.text, &text);
        self.text = text;
        self.actions.push(Action::Edit(edit.clone()));
        Ok(EditStep(hunk))
    }

    /// Makes several edits, or none of them.
    pub fn apply_all(&mut self, edits: &[Edit]) -> Result<EditStep, EditRefusal> {
        let mut copy = self.clone();
        edits.iter().try_for_each(|edit| copy.apply(edit).map(drop))?;
        let hunk = Hunk::between(&self.text, &copy.text);
        *self = copy;
        Ok(EditStep(hunk))
    }

    /// Takes a step back. Other edits that were made since then stay. Returns the step that makes it again.
    pub fn undo(&mut self, step: &EditStep) -> Result<EditStep, EditRefusal> {
        let reversed = step.0.reversed();
        let text = replaced(&self.text, &reversed)?;
        let hunk = Hunk::between(&self.text, &text);
        self.text = text;
        self.actions.push(Action::Replace(reversed));
        Ok(EditStep(hunk))
    }

    /// Takes over a text that was saved.
    pub(super) fn settle(&mut self, text: String) {
        self.saved.clone_from(&text);
        self.text = text;
        self.actions.clear();
    }

    /// Returns what `text`, which is on the disk now, is with the edits that are not saved.
    ///
    /// Refuses if a record that was edited here was changed there too.
    pub(super) fn merged_into(&self, text: &str) -> Result<String, EditRefusal> {
        let before = data(&self.saved)?;
        let now = data(text)?;
        let mut merged = text.to_owned();
        for action in &self.actions {
            match action {
                Action::Edit(edit) => {
                    compatible(edit, &before, &now)?;
                    merged = edited(&self.path, &merged, edit)?;
                }
                Action::Replace(hunk) => merged = replaced(&merged, hunk)?,
            }
        }
        Ok(merged)
    }
}

/// Refuses if the record of an edit was changed elsewhere.
fn compatible(edit: &Edit, before: &Data, now: &Data) -> Result<(), EditRefusal> {
    if let Edit::Insert { list, fields, .. } = edit {
        let id = fields.iter().find(|(key, _)| *key == "id").map(|(_, id)| id.data());
        let id = id.as_ref().and_then(Data::as_text).unwrap_or_default();
        let is_known = list.record(id).find(now).is_some() && list.record(id).find(before).is_none();
        return if is_known { Err(EditRefusal::whole(format!("somebody else has added `{id}`"))) } else { Ok(()) };
    }
    let Some(record) = edit.record() else { return Ok(()) };
    let own = |data: &'_ Data| match (record.find(data), record.list()) {
        // A document is the fields at its margin, without its claims.
        (Some(Data::Map(fields)), None) => {
            let mut fields = fields.clone();
            fields.remove(RecordList::Claims.key().unwrap_or_default());
            Some(Data::Map(fields))
        }
        (found, _) => found.cloned(),
    };
    let (before, now) = (own(before), own(now));
    // A record that was added since then is not on the disk before.
    let is_same = before.is_none() || before == now || matches!(edit, Edit::Append { .. }) && now.is_some();
    let name = record.id().unwrap_or("the document");
    if is_same { Ok(()) } else { Err(EditRefusal::whole(format!("somebody else has changed `{name}` meanwhile"))) }
}

fn data(text: &str) -> Result<Data, EditRefusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Data::read(text).map_err(|fault| EditRefusal { line: fault.position.map(|at| at.line), reason: fault.problem })
}

/// Returns the text after an edit, or why it is not made.
fn edited(path: &Path, text: &str, edit: &Edit) -> Result<String, EditRefusal> {
    let before = data(text)?;
    let plain = PlainLines::new(text)
        .map_err(|line| EditRefusal { line: Some(line), reason: "a line ends in an unusual way".into() })?;
    let tree =
        TreeNode::parse(&plain.text).ok_or_else(|| EditRefusal::whole("the file cannot be read; edit it by hand"))?;
    let mut splices = splices(&plain.text, &tree, edit)?;
    let place = splices.first().map(|splice| line_number(&plain.text, splice.range.start));
    let written = plain.splice(text, &mut splices);
    let expected = edit.applied(&before).ok_or_else(|| EditRefusal::whole("the edit does not fit the file"))?;
    if data(&written).ok().as_ref() != Some(&expected) {
        return Err(EditRefusal { line: place, reason: "the file is written in an unusual way here".into() });
    }
    without_new_problems(path, text, &written)?;
    Ok(written)
}

/// Returns the text after a replacement, or why it is not made.
fn replaced(text: &str, hunk: &Hunk) -> Result<String, EditRefusal> {
    let changed = || EditRefusal::whole("these lines were changed meanwhile");
    let written = hunk.apply(text).ok_or_else(changed)?;
    // What was there before may have had problems, and gets them back.
    data(&written)?;
    Ok(written)
}

/// Refuses a text in which the reader finds a problem that the text before did not have.
fn without_new_problems(path: &Path, before: &str, after: &str) -> Result<(), EditRefusal> {
    let known = problems(path, before);
    let is_known = |new: &Problem| known.iter().any(|old| (&old.record, &old.problem) == (&new.record, &new.problem));
    match problems(path, after).into_iter().find(|problem| !is_known(problem)) {
        None => Ok(()),
        Some(problem) => {
            let hint = problem.hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
            Err(EditRefusal::whole(format!("{}{hint}", problem.problem)))
        }
    }
}

fn problems(path: &Path, text: &str) -> Vec<Problem> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    File::read(Text::clean(path.to_string_lossy()), &stem, text.as_bytes().to_vec()).problems
}

#[cfg(test)]
mod tests;
