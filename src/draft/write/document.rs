//! A document with drafts as YAML.

use super::edit::Fields;
use super::proposed::{NewActors, claim};
use super::slug::TakenIds;
use super::value::{FieldValue, entry, field};
use crate::briefing::{Edtf, EntityId, Genre, OutletId, SourceUrl};
use crate::draft::Draft;

/// What is known of an article beside its claims. What is not known is left out of the file.
#[derive(Clone, Debug, Default)]
pub struct DraftHead {
    /// The headline.
    pub title: Option<String>,
    /// The authors.
    pub author: Vec<EntityId>,
    /// The publisher.
    pub publisher: Option<OutletId>,
    /// The address.
    pub url: Option<SourceUrl>,
    /// When it appeared.
    pub published: Option<Edtf>,
    /// When its text was taken from its address.
    pub retrieved: Option<Edtf>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The genre.
    pub genre: Option<Genre>,
}

impl DraftHead {
    fn fields(&self) -> Fields {
        let mut fields: Fields = Vec::new();
        let mut add = |key: &'static str, value: Option<FieldValue>| fields.extend(value.map(|value| (key, value)));
        add("title", self.title.clone().map(FieldValue::Text));
        add("author", (!self.author.is_empty()).then(|| FieldValue::words(&self.author)));
        add("publisher", self.publisher.as_ref().map(FieldValue::word));
        add("url", self.url.as_ref().map(FieldValue::word));
        add("published", self.published.as_ref().map(FieldValue::word));
        add("retrieved", self.retrieved.as_ref().map(FieldValue::word));
        add("language", self.language.as_ref().map(FieldValue::word));
        add("genre", self.genre.map(|genre| FieldValue::word(genre.as_str())));
        fields
    }
}

/// Writes the file of a document whose claims are all proposed. `schema` is the address of its schema, for editors.
pub fn draft_document(head: &DraftHead, draft: &Draft, article: &str, schema: Option<&str>) -> String {
    let mut yaml = schema.map(modeline).unwrap_or_default();
    yaml.extend(head.fields().iter().map(|(key, value)| field(key, value, 0)));
    if draft.proposals.is_empty() {
        return yaml;
    }
    yaml.push_str("claims:\n");
    let actors = NewActors::new(&draft.entities);
    let mut ids = TakenIds::default();
    for (at, proposal) in draft.proposals.iter().enumerate() {
        yaml.push_str(if at > 0 { "\n" } else { "" });
        yaml.push_str(&entry(&claim(proposal, article, &actors, &mut ids), 2));
    }
    yaml
}

/// Returns the line by which editors find the schema of a file.
pub fn modeline(schema: &str) -> String {
    format!("# yaml-language-server: $schema={schema}\n")
}
