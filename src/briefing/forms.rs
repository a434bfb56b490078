//! The fields of all files, in the words of messages.

use crate::yaml::{Form, Shape};

const fn form(key: &'static str, shape: Shape, one: &'static str, example: &'static str) -> Form {
    Form { key, shape, one, example }
}

/// Every field, by its key, which means the same in all files.
pub(super) const ALL: &[Form] = &[
    form("title", Shape::Text, "a title", "\"…\""),
    form("author", Shape::Words, "an author", "[some-person]"),
    form("publisher", Shape::Word, "a publisher", "some-outlet"),
    form("url", Shape::Reference, "an address", "https://…"),
    form("published", Shape::Word, "a date", "2025-04-07"),
    form("retrieved", Shape::Word, "a date", "2025-04-08"),
    form("archived", Shape::Reference, "an address", "https://…"),
    form("language", Shape::Word, "a language", "en"),
    form("genre", Shape::Word, "a genre", "news"),
    form("summary", Shape::Text, "a summary", "\"…\""),
    form("claims", Shape::Entries, "a claim", "[{id: some-claim, text: \"…\", kind: fact}]"),
    form("id", Shape::Word, "an id", "some-id"),
    form("text", Shape::Text, "a text", "\"…\""),
    form("kind", Shape::Word, "a kind", "fact"),
    form("speaker", Shape::WordOrWords, "a speaker", "some-person"),
    form("via", Shape::Words, "an actor", "[some-agency]"),
    form("about", Shape::Words, "an actor", "[some-person]"),
    form("date", Shape::Word, "a date", "2025-04-07"),
    form("origin", Shape::Word, "an origin", "some-origin"),
    form("credibility", Shape::Word, "a grade", "2"),
    form("passage", Shape::Fields, "a passage", "{paragraph: 1, start: \"…\", end: \"…\"}"),
    form("quote", Shape::Text, "a quotation", "\"…\""),
    form("relations", Shape::Entries, "a relation", "[{type: confirms, claim: some-document#some-claim}]"),
    form("paragraph", Shape::Word, "a paragraph's number", "1"),
    form("prefix", Shape::Text, "a prefix", "\"…\""),
    form("start", Shape::Text, "a beginning", "\"…\""),
    form("end", Shape::Text, "an end", "\"…\""),
    form("suffix", Shape::Text, "a suffix", "\"…\""),
    form("type", Shape::Word, "a type of relation", "confirms"),
    form("claim", Shape::Reference, "a claim", "some-document#some-claim"),
    form("note", Shape::Text, "a note", "\"…\""),
    form("schema", Shape::Word, "a schema", "Person"),
    form("name", Shape::Text, "a name", "\"…\""),
    form("alias", Shape::Texts, "an alias", "[\"…\"]"),
    form("weakAlias", Shape::Texts, "a weak alias", "[\"…\"]"),
    form("position", Shape::Texts, "a position", "[\"…\"]"),
    form("country", Shape::Words, "a country", "[ru]"),
    form("memberOf", Shape::Words, "an actor", "[some-union]"),
    form("wikidataId", Shape::Word, "a Wikidata number", "Q1234"),
    form("outlets", Shape::Entries, "an outlet", "[{id: some-outlet, name: \"…\"}]"),
    form("origins", Shape::Entries, "an origin", "[{id: some-origin, name: \"…\"}]"),
    form("reliability", Shape::Word, "a grade of reliability", "B"),
    form("issuer", Shape::Words, "an actor", "[some-ministry]"),
    form("basis", Shape::Word, "a basis", "inferred"),
];
