//! The JSON Schema of a command's answer.

use serde_json::{Value, json};

use crate::briefing::Kind;

/// Returns the JSON Schema of an answer: an object with a list of claims.
pub fn reply_schema() -> Value {
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let names = |description: &str| json!({"type": "array", "items": {"type": "string"}, "description": description});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Proposed claims",
        "type": "object",
        "required": ["claims"],
        "additionalProperties": false,
        "properties": {"claims": {"type": "array", "items": {
            "type": "object",
            "required": ["text", "quote", "paragraph", "kind"],
            "additionalProperties": false,
            "properties": {
                "text": {"type": "string", "description": "The claim in your own words, one sentence."},
                "quote": {"type": "string", "description": "The article's words that say it, copied letter by letter from one paragraph."},
                "paragraph": {"type": "integer", "minimum": 1, "description": "The number of that paragraph."},
                "kind": {"type": "string", "enum": kinds},
                "speaker": names("Who asserts it: ids of the actors, or names as the article writes them. Empty for the article's own voice."),
                "via": names("Through whom the article has it, outermost first."),
                "about": names("Ids of the actors that it is about."),
                "date": {"type": "string", "description": "When it happened or was said: 2025-04-03, 2025-04, 2025, or 2025-04-03/2025-04-04. Leave it out if the article does not say."},
            },
        }}},
    })
}
