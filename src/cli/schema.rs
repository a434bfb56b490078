//! `schema`: the JSON Schema of documents and registers, for editors.

use super::args::SchemaKind;
use super::outcome::Outcome;
use super::output::Output;
use crate::briefing::{document_schema, entities_schema, sources_schema};

/// The kinds of files, and the text of their schemas.
pub(super) const SCHEMAS: [(SchemaKind, fn() -> String); 3] = [
    (SchemaKind::Document, document_schema),
    (SchemaKind::Entities, entities_schema),
    (SchemaKind::Sources, sources_schema),
];

impl SchemaKind {
    /// Returns the word for the kind, as in the names of schema files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Entities => "entities",
            Self::Sources => "sources",
        }
    }
}

/// Prints a schema.
pub(super) fn schema(kind: SchemaKind, output: &mut Output) -> anyhow::Result<Outcome> {
    let (_, schema) = SCHEMAS.into_iter().find(|(known, _)| *known == kind).expect("every kind has a schema");
    output.line(schema().trim_end())?;
    Ok(Outcome::Found)
}
