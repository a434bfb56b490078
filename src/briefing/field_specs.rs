//! The fields of all files, described for messages.

use crate::yaml::{FieldShape, FieldSpec};

const fn field(key: &'static str, shape: FieldShape, one: &'static str, example: &'static str) -> FieldSpec {
    FieldSpec { key, shape, one, example }
}

/// All fields. A key means the same in all files.
pub(super) const ALL: &[FieldSpec] = &[
    field("title", FieldShape::Text, "a title", "\"…\""),
    field("author", FieldShape::Words, "an author", "[some-person]"),
    field("publisher", FieldShape::Word, "a publisher", "some-outlet"),
    field("url", FieldShape::Reference, "an address", "https://…"),
    field("published", FieldShape::Word, "a date", "2025-04-07"),
    field("retrieved", FieldShape::Word, "a date", "2025-04-08"),
    field("archived", FieldShape::Reference, "an address", "https://…"),
    field("language", FieldShape::Word, "a language", "en"),
    field("genre", FieldShape::Word, "a genre", "news"),
    field("summary", FieldShape::Text, "a summary", "\"…\""),
    field("claims", FieldShape::Entries, "a claim", "[{id: some-claim, text: \"…\", kind: fact}]"),
    field("id", FieldShape::Word, "an id", "some-id"),
    field("text", FieldShape::Text, "a text", "\"…\""),
    field("kind", FieldShape::Word, "a kind", "fact"),
    field("speaker", FieldShape::WordOrWords, "a speaker", "some-person"),
    field("via", FieldShape::Words, "an actor", "[some-agency]"),
    field("about", FieldShape::Words, "an actor", "[some-person]"),
    field("date", FieldShape::Word, "a date", "2025-04-07"),
    field("origin", FieldShape::Word, "an origin", "some-origin"),
    field("credibility", FieldShape::Word, "a grade", "2"),
    field("passage", FieldShape::Fields, "a passage", "{paragraph: 1, start: \"…\", end: \"…\"}"),
    field("quote", FieldShape::Text, "a quotation", "\"…\""),
    field("relations", FieldShape::Entries, "a relation", "[{type: confirms, claim: some-document#some-claim}]"),
    field("paragraph", FieldShape::Word, "a paragraph's number", "1"),
    field("prefix", FieldShape::Text, "a prefix", "\"…\""),
    field("start", FieldShape::Text, "a beginning", "\"…\""),
    field("end", FieldShape::Text, "an end", "\"…\""),
    field("suffix", FieldShape::Text, "a suffix", "\"…\""),
    field("type", FieldShape::Word, "a type of relation", "confirms"),
    field("claim", FieldShape::Reference, "a claim", "some-document#some-claim"),
    field("note", FieldShape::Text, "a note", "\"…\""),
    field("schema", FieldShape::Word, "a schema", "Person"),
    field("name", FieldShape::Text, "a name", "\"…\""),
    field("alias", FieldShape::Texts, "an alias", "[\"…\"]"),
    field("weakAlias", FieldShape::Texts, "a weak alias", "[\"…\"]"),
    field("position", FieldShape::Texts, "a position", "[\"…\"]"),
    field("country", FieldShape::Words, "a country", "[ru]"),
    field("memberOf", FieldShape::Words, "an actor", "[some-union]"),
    field("wikidataId", FieldShape::Word, "a Wikidata number", "Q1234"),
    field("outlets", FieldShape::Entries, "an outlet", "[{id: some-outlet, name: \"…\"}]"),
    field("origins", FieldShape::Entries, "an origin", "[{id: some-origin, name: \"…\"}]"),
    field("reliability", FieldShape::Word, "a grade of reliability", "B"),
    field("issuer", FieldShape::Words, "an actor", "[some-ministry]"),
    field("basis", FieldShape::Word, "a basis", "inferred"),
];
