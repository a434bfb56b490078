//! The edits of files that the actions of a review make.

use crate::app::review::Review;
use crate::briefing::{Claim, DraftMark, Flag, Passage};
use crate::draft::{Edit, FieldValue, Fields, FileRecord, RecordList, TakenIds, passage_value};
use crate::text::Text;

/// Returns a claim's record in its file.
pub(super) fn record(claim: &Claim) -> FileRecord {
    FileRecord::Claim(claim.id.to_string())
}

/// Returns the edit that sets a field of a claim, or removes it.
pub(super) fn set(claim: &Claim, field: &'static str, value: Option<FieldValue>) -> Edit {
    match value {
        Some(value) => Edit::Set { record: record(claim), field, value },
        None => Edit::Remove { record: record(claim), field },
    }
}

/// Returns ids as the value of a field that takes one or several. `None` for none.
pub(super) fn one_or_more(ids: &[String]) -> Option<FieldValue> {
    match ids {
        [] => None,
        [one] => Some(FieldValue::word(one)),
        several => Some(FieldValue::words(several)),
    }
}

/// Returns ids as the value of a list. `None` for none.
pub(super) fn list(ids: &[String]) -> Option<FieldValue> {
    (!ids.is_empty()).then(|| FieldValue::words(ids))
}

/// Returns the edit that leaves the flags of a draft out that a person has looked into. `None` if it has none of them.
pub(super) fn without_flags(claim: &Claim, gone: &[Flag]) -> Option<Edit> {
    let mark = claim.draft.as_deref()?;
    if !mark.flags.iter().any(|flag| gone.contains(flag)) {
        return None;
    }
    let left = mark.flags.iter().copied().filter(|flag| !gone.contains(flag)).collect();
    Some(set(claim, "draft", Some(mark_value(&DraftMark { flags: left, ..mark.clone() }))))
}

/// Returns a mark as the value of `draft`.
fn mark_value(mark: &DraftMark) -> FieldValue {
    let DraftMark { by, words, called, dated, found, flags } = mark;
    let text = |text: &Text| FieldValue::text(text.raw());
    let mut fields: Fields = vec![("by", text(by))];
    fields.extend(words.as_ref().map(|words| ("words", text(words))));
    if !called.is_empty() {
        fields.push(("called", FieldValue::texts(called.iter().map(Text::raw))));
    }
    fields.extend(dated.as_ref().map(|words| ("dated", text(words))));
    fields.extend(found.map(|found| ("found", FieldValue::word(found.as_str()))));
    if !flags.is_empty() {
        fields.push(("flags", FieldValue::words(flags.iter().map(|flag| flag.as_str()))));
    }
    FieldValue::Fields(fields)
}

impl Review {
    /// Returns the edits that accept the claim under the cursor, and what is new that it names.
    pub(super) fn accepting(&self) -> Vec<Edit> {
        let (Some(claim), Some(files)) = (self.claim(), self.files()) else { return Vec::new() };
        let names = self.names();
        let named = || names.speakers.iter().chain(&names.via).chain(&names.about);
        let is_new = |id: &str| files.entities.iter().any(|entity| entity.id.as_str() == id && entity.draft.is_some());
        let mut new: Vec<&String> = named().filter(|id| is_new(id)).collect();
        new.sort_unstable();
        new.dedup();
        let accept = |record| Edit::Remove { record, field: "draft" };
        let mut edits: Vec<Edit> = new.into_iter().map(|id| accept(FileRecord::Entity(id.clone()))).collect();
        let publisher = files.document.publisher.as_ref().map(ToString::to_string);
        edits.extend(publisher.filter(|id| files.draft_outlets.contains(id)).map(|id| accept(FileRecord::Outlet(id))));
        edits.push(accept(record(claim)));
        edits
    }

    /// Returns the edits that split the claim under the cursor into two with these texts.
    pub(super) fn splitting(&self, first: &str, second: &str) -> Vec<Edit> {
        let Some(claim) = self.claim() else { return Vec::new() };
        let mut fields = self.fields(second, claim.passage.as_deref(), claim);
        let names = self.names();
        let after_kind = fields.iter().position(|(key, _)| *key == "kind").map_or(fields.len(), |at| at + 1);
        let mut who: Fields = Vec::new();
        who.extend(one_or_more(&names.speakers).map(|ids| ("speaker", ids)));
        who.extend(list(&names.via).map(|ids| ("via", ids)));
        who.extend(list(&names.about).map(|ids| ("about", ids)));
        who.extend(claim.date.map(|date| ("date", FieldValue::word(&date))));
        fields.splice(after_kind..after_kind, who);
        vec![
            set(claim, "text", Some(FieldValue::text(first))),
            Edit::Insert { list: RecordList::Claims, after: Some(claim.id.to_string()), fields },
        ]
    }

    /// Returns the edit that adds a claim after the one under the cursor, for words of the article.
    pub(super) fn adding(&self, text: &str, passage: Option<&Passage>) -> Vec<Edit> {
        let Some(claim) = self.claim() else { return Vec::new() };
        let fields = self.fields(text, passage, claim);
        vec![Edit::Insert { list: RecordList::Claims, after: Some(claim.id.to_string()), fields }]
    }

    /// Returns the edits that join the next claim to the one under the cursor.
    pub(super) fn joining(&self) -> Option<Vec<Edit>> {
        let (claim, next) = (self.claim()?, self.claims().get(self.at + 1)?);
        let text = format!("{} {}", claim.text.raw(), next.text.raw());
        let mut edits = vec![set(claim, "text", Some(FieldValue::text(text)))];
        let range = |at: usize| self.article()?.states.get(at)?.as_ref()?.opened_range().cloned();
        let both = range(self.at)
            .zip(range(self.at + 1))
            .map(|(one, other)| one.start.min(other.start)..one.end.max(other.end));
        let passage = both.and_then(|range| self.passage(&range));
        edits.extend(passage.map(|passage| set(claim, "passage", Some(passage_value(&passage)))));
        edits.push(Edit::Delete { record: record(next) });
        Some(edits)
    }

    /// Returns the fields of a new draft beside another claim.
    fn fields(&self, text: &str, passage: Option<&Passage>, beside: &Claim) -> Fields {
        let mut taken = TakenIds::new(self.claims().iter().map(|claim| claim.id.to_string()));
        let mut fields: Fields = vec![
            ("id", FieldValue::word(&taken.claim(text))),
            ("text", FieldValue::text(text)),
            ("kind", FieldValue::word(beside.kind.as_str())),
        ];
        fields.extend(passage.map(|passage| ("passage", passage_value(passage))));
        fields.push(("draft", FieldValue::Fields(vec![("by", FieldValue::word("review"))])));
        fields
    }
}
