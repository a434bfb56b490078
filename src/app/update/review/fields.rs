//! The part of the review that edits fields: asks for a value, checks it, and makes the edit.

use super::choices::DOCUMENT_FIELDS;
use super::edits::{list, one_or_more, set, without_flags};
use crate::app::keymap::Action;
use crate::app::review::{Choice, Field, FieldPrompt, Review};
use crate::app::{Effect, Model};
use crate::briefing::{Claim, Edtf, Flag, SourceUrl};
use crate::draft::{Edit, FieldValue, Fields, FileRecord, RecordList, TakenIds, slug};
use crate::text::Text;

/// The flags that choosing a speaker settles.
const OF_SPEAKER: [Flag; 3] = [Flag::SpeakerUnknown, Flag::SpeakerAmbiguous, Flag::SpeakerGuessed];

impl Model {
    /// Asks for the value of a field.
    pub(super) fn open_field(&mut self, action: Action) {
        let Some(claim) = self.review.as_deref().and_then(Review::claim).cloned() else { return };
        let raw = |text: &Text| text.raw().to_owned();
        let prompt = match action {
            Action::EditText => FieldPrompt::text(Field::Text, raw(&claim.text)),
            Action::EditSpeaker => FieldPrompt::choice(Field::Speaker, self.actors(Some("the article itself"))),
            Action::EditAbout => FieldPrompt::choice(Field::About, self.actors(None)),
            Action::EditVia => FieldPrompt::choice(Field::Via, self.actors(None)),
            Action::EditKind => FieldPrompt::choice(Field::Kind, self.kinds()),
            Action::EditDate => {
                FieldPrompt::text(Field::Date, claim.date.map(|date| date.to_string()).unwrap_or_default())
            }
            Action::EditQuote => {
                FieldPrompt::text(Field::Quote, claim.quote.as_ref().map_or_else(|| self.quoted_words(), raw))
            }
            Action::EditOrigin => FieldPrompt::choice(Field::Origin, self.origins()),
            Action::Split => FieldPrompt::text(Field::Split, raw(&claim.text)),
            Action::NewClaim => match self.marked_words() {
                Some(words) => FieldPrompt::text(Field::NewClaim, words),
                None => return self.set_status("Mark words first: Tab goes to the article, j to its next sentence."),
            },
            Action::NewEntity => {
                let called = claim.draft.as_ref().and_then(|draft| draft.called.first()).map(raw);
                FieldPrompt::text(Field::NewEntity, called.unwrap_or_default())
            }
            Action::EditDocument => FieldPrompt::choice(Field::DocumentField, self.document_fields()),
            _ => return,
        };
        self.ask(prompt);
    }

    /// Handles an action while a field is asked for.
    pub(super) fn handle_at_field(&mut self, action: Action) -> Vec<Effect> {
        let Some(prompt) = self.review.as_deref_mut().and_then(|review| review.prompt.as_mut()) else {
            return Vec::new();
        };
        match action {
            Action::Accept | Action::NextPane => return self.keep_field(),
            Action::Down => prompt.step(true),
            Action::Up => prompt.step(false),
            edit => prompt.edit(edit),
        }
        Vec::new()
    }

    /// Makes the edit that the prompt asks for. A value that is wrong stays at the prompt.
    fn keep_field(&mut self) -> Vec<Effect> {
        let Some(prompt) = self.review.as_deref_mut().and_then(|review| review.prompt.take()) else {
            return Vec::new();
        };
        let typed = prompt.input.value().trim().to_owned();
        match self.field_edits(prompt.field, &typed, prompt.chosen()) {
            Ok(edits) => self.edit_files(edits),
            Err(reason) => {
                self.set_status(reason);
                if self.review.as_deref().is_some_and(|review| review.prompt.is_none()) {
                    self.ask(prompt);
                }
                Vec::new()
            }
        }
    }

    /// Returns the edits for a value, or why it is wrong.
    fn field_edits(&mut self, field: Field, typed: &str, chosen: Option<Choice>) -> Result<Vec<Edit>, String> {
        let review = self.review.as_deref().ok_or("")?;
        let claim = review.claim().ok_or("")?.clone();
        let names = review.names();
        let chosen_id = || chosen.as_ref().map(|choice| choice.id.clone());
        let toggled = |mut ids: Vec<String>, id: String| {
            match ids.iter().position(|known| *known == id) {
                Some(at) => drop(ids.remove(at)),
                None => ids.push(id),
            }
            ids
        };
        let nobody = || format!("Nobody is called “{typed}”. @ makes a new actor.");
        Ok(match field {
            Field::Text if typed.is_empty() => return Err("A claim needs a text. x drops it.".to_owned()),
            Field::Text => vec![set(&claim, "text", Some(FieldValue::text(typed)))],
            Field::Speaker => {
                let id = chosen_id().ok_or_else(nobody)?;
                let ids = if id.is_empty() { Vec::new() } else { vec![id] };
                let edit = set(&claim, "speaker", one_or_more(&ids));
                std::iter::once(edit).chain(without_flags(&claim, &OF_SPEAKER)).collect()
            }
            Field::About => vec![set(&claim, "about", list(&toggled(names.about, chosen_id().ok_or_else(nobody)?)))],
            Field::Via => vec![set(&claim, "via", list(&toggled(names.via, chosen_id().ok_or_else(nobody)?)))],
            Field::Kind => {
                let kind = chosen_id().ok_or("There is no such kind.")?;
                vec![set(&claim, "kind", Some(FieldValue::word(&kind)))]
            }
            Field::Date if typed.is_empty() => vec![set(&claim, "date", None)],
            Field::Date => vec![set(&claim, "date", Some(FieldValue::word(&date(typed)?)))],
            Field::Quote if typed.is_empty() => vec![set(&claim, "quote", None)],
            Field::Quote => vec![set(&claim, "quote", Some(FieldValue::text(typed)))],
            Field::Origin => self.origin_edits(&claim, typed, chosen),
            Field::Split => {
                let (first, second) = typed.split_once('|').ok_or("Write | where the second claim begins.")?;
                let (first, second) = (first.trim(), second.trim());
                if first.is_empty() || second.is_empty() {
                    return Err("Both claims need a text.".to_owned());
                }
                review.splitting(first, second)
            }
            Field::NewClaim => {
                let range = review.marked_range();
                let passage = range.and_then(|range| review.passage(&range));
                let edits = review.adding(typed, passage.as_ref());
                self.forget_marked(&edits);
                edits
            }
            Field::NewEntity => self.entity_edits(&claim, typed)?,
            Field::DocumentField => {
                let key = chosen_id().ok_or("There is no such field.")?;
                let key = DOCUMENT_FIELDS.into_iter().find(|field| *field == key).ok_or("There is no such field.")?;
                self.ask_for_document_field(key);
                return Err(String::new());
            }
            Field::Document(key) => vec![document_edit(key, typed)?],
            Field::Publisher => self.publisher_edits(typed, chosen)?,
        })
    }

    /// Returns the edits for an origin: one of those known, or a new one by its name.
    fn origin_edits(&self, claim: &Claim, typed: &str, chosen: Option<Choice>) -> Vec<Edit> {
        match chosen {
            Some(choice) if choice.id.is_empty() => vec![set(claim, "origin", None)],
            Some(choice) => vec![set(claim, "origin", Some(FieldValue::word(&choice.id)))],
            None => {
                let ids = self.corpus.origins().map(|slot| self.corpus.origin(slot).id.to_string());
                let id = TakenIds::new(ids).free(&slug(typed));
                let fields: Fields = vec![("id", FieldValue::word(&id)), ("name", FieldValue::text(typed))];
                let insert = Edit::Insert { list: RecordList::Origins, after: None, fields };
                vec![insert, set(claim, "origin", Some(FieldValue::word(&id)))]
            }
        }
    }

    /// Returns the edits that add an actor to the register, as the speaker of a claim that has none.
    fn entity_edits(&self, claim: &Claim, name: &str) -> Result<Vec<Edit>, String> {
        let review = self.review.as_deref().ok_or("")?;
        let files = review.files().ok_or("")?;
        if name.is_empty() || slug(name).is_empty() {
            return Err("An actor needs a name.".to_owned());
        }
        let id = TakenIds::new(files.entities.iter().map(|entity| entity.id.to_string())).free(&slug(name));
        let fields: Fields = vec![
            ("id", FieldValue::word(&id)),
            ("schema", FieldValue::word("Person")),
            ("name", FieldValue::text(name)),
        ];
        let mut edits = vec![Edit::Insert { list: RecordList::Entities, after: None, fields }];
        if review.names().speakers.is_empty() {
            edits.push(set(claim, "speaker", Some(FieldValue::word(&id))));
            edits.extend(without_flags(claim, &OF_SPEAKER));
        }
        Ok(edits)
    }

    /// Asks for one of the document's own fields.
    fn ask_for_document_field(&mut self, key: &'static str) {
        let Some(document) = self.review.as_deref().and_then(Review::files).map(|files| files.document.clone()) else {
            return;
        };
        let now = match key {
            "title" if !document.is_untitled => document.title.raw().to_owned(),
            "url" => document.url.as_ref().map(ToString::to_string).unwrap_or_default(),
            "archived" => document.archived.as_ref().map(ToString::to_string).unwrap_or_default(),
            "published" => document.published.map(|date| date.to_string()).unwrap_or_default(),
            "genre" => document.genre.map(|genre| genre.as_str().to_owned()).unwrap_or_default(),
            "language" => document.language.as_ref().map(|code| code.raw().to_owned()).unwrap_or_default(),
            "author" => document.author.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            _ => String::new(),
        };
        self.ask(match key {
            "publisher" => FieldPrompt::choice(Field::Publisher, self.outlets()),
            key => FieldPrompt::text(Field::Document(key), now),
        });
    }

    /// Returns the edits for a publisher: one of those known, or a new outlet by its name.
    fn publisher_edits(&self, typed: &str, chosen: Option<Choice>) -> Result<Vec<Edit>, String> {
        let publisher =
            |id: &str| Edit::Set { record: FileRecord::Document, field: "publisher", value: FieldValue::word(id) };
        if let Some(choice) = chosen {
            return Ok(vec![publisher(&choice.id)]);
        }
        if slug(typed).is_empty() {
            return Err("An outlet needs a name.".to_owned());
        }
        let ids = self.corpus.outlets().map(|slot| self.corpus.outlet(slot).id.to_string());
        let id = TakenIds::new(ids).free(&slug(typed));
        let fields: Fields = vec![("id", FieldValue::word(&id)), ("name", FieldValue::text(typed))];
        Ok(vec![Edit::Insert { list: RecordList::Outlets, after: None, fields }, publisher(&id)])
    }

    /// Returns the words of the article that are marked.
    fn marked_words(&self) -> Option<String> {
        let review = self.review.as_deref()?;
        let range = review.marked.clone()?;
        Some(review.article()?.text[range].split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Returns what the passage of the claim has in quotation marks.
    fn quoted_words(&self) -> String {
        let words = || {
            let review = self.review.as_deref()?;
            let range = review.marked_range()?;
            let article = &review.article()?.text;
            // The mark before the first words is not one of them.
            let before = article[..range.start].trim_end_matches(['"', '\u{201c}', '\u{ab}']).len();
            let text = &article[before..range.end];
            let start = text.find(['"', '\u{201c}', '\u{ab}'])?;
            let inner = text[start..].trim_start_matches(['"', '\u{201c}', '\u{ab}']);
            let end = inner.find(['"', '\u{201d}', '\u{bb}']).unwrap_or(inner.len());
            Some(inner[..end].trim_matches([' ', ',']).to_owned())
        };
        words().unwrap_or_default()
    }

    /// Goes to a new claim, for which the marked words are no longer needed.
    fn forget_marked(&mut self, edits: &[Edit]) {
        let Some(review) = self.review.as_deref_mut() else { return };
        review.marked = None;
        let id = edits.iter().find_map(|edit| match edit {
            Edit::Insert { fields, .. } => fields.iter().find(|(key, _)| *key == "id"),
            _ => None,
        });
        if let Some((_, FieldValue::Word(id))) = id {
            review.next = Some(id.clone());
        }
    }
}

/// Checks a date.
fn date(typed: &str) -> Result<Edtf, String> {
    Edtf::parse(typed).ok_or_else(|| match Edtf::guess(typed) {
        Some(date) => format!("“{typed}” is not a date. Did you mean {date}?"),
        None => format!("“{typed}” is not a date. Write one such as 2025-04-07, 2025-04 or 2025."),
    })
}

/// Returns the edit of one of the document's own fields.
fn document_edit(field: &'static str, typed: &str) -> Result<Edit, String> {
    let record = FileRecord::Document;
    if typed.is_empty() {
        return Ok(Edit::Remove { record, field });
    }
    let value = match field {
        "published" => FieldValue::word(&date(typed)?),
        "url" | "archived" => {
            let url = SourceUrl::parse(typed).ok_or("An address begins with https:// or http://.")?;
            FieldValue::word(url.as_str())
        }
        "author" => FieldValue::words(typed.split(',').map(str::trim).filter(|id| !id.is_empty())),
        "title" => FieldValue::text(typed),
        _ => FieldValue::word(typed),
    };
    Ok(Edit::Set { record, field, value })
}
