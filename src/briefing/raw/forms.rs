//! The forms of scalars in JSON Schema. YAML reads some as numbers, so these are allowed where the reader takes them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

/// An id: letters of any script, digits, `-`, `_` and `.`.
const ID: &str = r"^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$";
/// A date of EDTF level 0, or an interval of two.
const DATE: &str = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$";

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident = $schema:tt)+) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

forms! {
    /// Running text.
    Prose = { "type": ["string", "number", "boolean"], "minLength": 1 }
    /// An id.
    Id = { "type": ["string", "number"], "pattern": ID }
    /// An id, or a list of ids.
    IdOrIds = {
        "anyOf": [
            { "type": ["string", "number"], "pattern": ID },
            { "type": "array", "items": { "type": ["string", "number"], "pattern": ID } }
        ]
    }
    /// The full name of a claim.
    ClaimName = { "type": "string", "pattern": r"^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*#[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$" }
    /// A day, a month, a year, or an interval of two of these.
    Date = { "type": ["string", "integer"], "pattern": DATE }
    /// An address on the web.
    Address = { "type": "string", "pattern": "^https?://" }
    /// A code of BCP 47.
    LanguageCode = { "type": ["string", "boolean"], "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" }
    /// A number in digits.
    Number = { "type": ["number", "string"], "pattern": r"^[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?$" }
    /// The number of a paragraph.
    ParagraphNumber = { "type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]+$" }
    /// A grade of credibility.
    Grade = { "type": ["integer", "string"], "minimum": 1, "maximum": 6, "pattern": "^[1-6]$" }
    /// A code of ISO 3166-1. `no` is a country, and to some readers of YAML a truth value.
    CountryCode = { "type": ["string", "boolean"], "pattern": "^[a-z]{2}$" }
    /// A number in Wikidata.
    WikidataNumber = { "type": "string", "pattern": "^Q[0-9]+$" }
}

/// Returns the condition that a document has drafts, so that its head may still lack fields.
pub(super) fn has_drafts() -> Value {
    json!({ "properties": { "claims": { "contains": { "required": ["draft"] } } }, "required": ["claims"] })
}

/// Returns the fields that a document without drafts must have.
pub(super) fn requires_head() -> Value {
    json!({ "required": ["title", "publisher", "url", "published"] })
}
