//! Mistakes of beginners, each with what is said of it.

use serde::Deserialize;

use crate::yaml::{FieldShape, FieldSpec, SourceMap, Verbatim, parse};

const SPECS: &[FieldSpec] = &[
    FieldSpec { key: "title", shape: FieldShape::Text, one: "a title", example: "\"…\"" },
    FieldSpec { key: "text", shape: FieldShape::Text, one: "a text", example: "\"…\"" },
    FieldSpec { key: "note", shape: FieldShape::Text, one: "a note", example: "\"…\"" },
    FieldSpec { key: "alias", shape: FieldShape::Texts, one: "an alias", example: "[\"…\"]" },
    FieldSpec { key: "id", shape: FieldShape::Word, one: "an id", example: "some-id" },
    FieldSpec { key: "kind", shape: FieldShape::Word, one: "a kind", example: "fact" },
    FieldSpec { key: "about", shape: FieldShape::Words, one: "an actor", example: "[some-person]" },
    FieldSpec { key: "claims", shape: FieldShape::Entries, one: "a claim", example: "[{id: some-claim}]" },
    FieldSpec {
        key: "passage", shape: FieldShape::Fields, one: "a passage", example: "{paragraph: 1, start: \"…\"}"
    },
    FieldSpec { key: "claim", shape: FieldShape::Reference, one: "a claim", example: "some-document#some-claim" },
    FieldSpec { key: "start", shape: FieldShape::Text, one: "a beginning", example: "\"…\"" },
    FieldSpec { key: "end", shape: FieldShape::Text, one: "an end", example: "\"…\"" },
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleFile {
    #[expect(dead_code, reason = "only whether it is there counts")]
    title: Verbatim,
    #[serde(default)]
    claims: Vec<Option<SampleClaim>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only whether they are there counts")]
struct SampleClaim {
    id: Verbatim,
    text: Verbatim,
    kind: SampleKind,
    #[serde(default)]
    about: Vec<Verbatim>,
    #[serde(default)]
    alias: Vec<Verbatim>,
    note: Option<Verbatim>,
    claim: Option<Verbatim>,
    passage: Option<SamplePassage>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only whether they are there counts")]
struct SamplePassage {
    paragraph: Option<Verbatim>,
    start: Verbatim,
    end: Option<Verbatim>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SampleKind {
    Fact,
    Opinion,
}

/// What is said of a text, and how many of its claims are left.
fn said(text: &str) -> String {
    let source_map = SourceMap::new(text);
    let parsed = parse::<SampleFile>(text, SPECS);
    let faults = parsed.faults.iter().map(|fault| {
        let at = fault.position.or_else(|| source_map.find(&fault.path));
        let at = at.map_or_else(|| "whole file".to_owned(), |at| at.to_string());
        let hint = fault.hint.as_deref().unwrap_or("-");
        format!("{at} {} | {hint} [{}]\n", fault.problem, fault.record.as_deref().unwrap_or("-"))
    });
    let faults: String = faults.collect();
    let left = parsed.content.map(|file| file.claims.iter().flatten().count());
    format!("{faults}  {}\n", left.map_or_else(|| "nothing left".to_owned(), |left| format!("{left} left")))
}

/// A file whose second claim, of three, is this.
fn file(claim: &str) -> String {
    let good = |id: char| format!("  - id: {id}\n    text: The \"harbour\" opens, don't ask.\n    kind: fact\n");
    format!("title: T\nclaims:\n{}{claim}\n{}", good('a'), good('c'))
}

/// What is said of a file whose second claim has this line in the place of its text.
fn with_text(lines: &str) -> String {
    said(&file(&format!("  - id: b\n{lines}\n    kind: fact")))
}

#[test]
fn text_that_needs_quotation_marks() {
    let values = [
        "He said: the harbour opens.",
        "He said:",
        "\"We open\" says the harbour master.",
        "'We open' says the harbour master.",
        "'It's open'",
        "\"He said \"yes\" today\"",
        "\"unclosed",
        "'unclosed it",
        "\"C:\\quay\"",
        "@harbour opens",
        "`harbour` opens",
        "%5 of the harbours open",
        "!Open the harbour.",
        "!!str harbour",
        "&Open the harbour.",
        "*Open* the harbour.",
        "*open",
        "[Draft] The harbour opens.",
        "[Draft",
        "{x} The harbour opens.",
        "- The harbour opens.",
        "? The harbour opens.",
        "| The harbour opens.",
        "> The harbour opens.",
        "] opens",
        ", opens",
        ": opens",
        "The harbour is the no. #1 port.",
        "#1 port",
        "\"The harbour\" #1",
        "“He said: open”",
        "kind: fact",
        "The harbour kind: fact",
        "[The harbour]",
        "The harbour # one\n      goes on",
        "The harbour\n      says: open",
        "\"The harbour\" and \"the quay\"",
        "The harbour\n      # comment\n      opens",
        ">-\n      The harbour\n     opens",
        "|\n      The harbour: no. #1",
    ];
    let said = values.map(|value| format!("{}\n{}", value.escape_debug(), with_text(&format!("    text: {value}"))));
    insta::assert_snapshot!(said.concat());
}

#[test]
fn lines_that_are_no_fields() {
    let lines = [
        "\ttext: The harbour",
        "    \ttext: The harbour",
        "    text:The harbour",
        "    text :The harbour",
        "    text\u{a0}: The harbour",
        "    text:\u{a0}The harbour",
        "    \u{a0}text: The harbour",
        "    \u{200b}text: The harbour",
        "    \u{feff}text: The harbour",
        "    text：The harbour",
        "    text： The harbour",
        "    text The harbour",
        "    text = The harbour",
        "   text: The harbour",
        "     text: The harbour",
        "text: The harbour",
        "    The harbour",
        "<<<<<<< HEAD\n    text: The harbour",
        "    text:\t The harbour",
        "    text: \u{1b}[31m",
    ];
    let said = lines.map(|line| format!("{}\n{}", line.escape_debug(), with_text(line)));
    insta::assert_snapshot!(said.concat());
}

#[test]
fn entries_and_brackets() {
    let claims = [
        "  -id: b\n    text: T\n    kind: fact",
        "  -\u{a0}id: b\n    text: T\n    kind: fact",
        " - id: b\n   text: T\n   kind: fact",
        "   - id: b\n     text: T\n     kind: fact",
        "  - id: b\n    text: T\n    kind: fact\n    about: [x, y",
        "  - id: b\n    text: T\n    about: [x, y}\n    kind: fact",
        "  - {id: b, text: T, kind: fact",
        "  - {id: b, text: He said: open, kind: fact}",
        "  - {id: b, text: \"We open\" says he, kind: fact}",
        "  - {id: b, text: The harbour, opens again, kind: fact}",
        "  - {id: b, text: T, kind:fact}",
        "  - {id: b, text: @x, kind: fact}",
        "  - {id: b, text: No. #1, kind: fact}",
        "  - {id: b, text: T, kind: fact} x",
        "  - {#id: b, text: T, kind: fact",
        "  - {id: b, text: T, kind: fact, kind: fact}",
        "  - id: b\n    text: T\n    kind: fact\n    kind: fact",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: x, start: y}",
        "  - id: b\n    text: T\n    kind: fact\n    passage: the words",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: The harbour, opens}",
        "  - id: b\n    text: T\n    kind: fact\n    about: x",
        "  - id: b\n    text: T\n    kind: fact\n    about:",
        "  - id: b\n    text: T\n    kind: fact\n    alias: [x, no. #1, y]",
        "  - id: b\n    text: T\n    kind: fact\n    alias: [x\n      y: z]",
        "  - id: b\n    text: T\n    kind: promise",
        "  - id: b\n    text: T\n    kind: “fact”",
        "  - id: b\n    text: T\n    kind: [fact]",
        "  - id: [b]\n    text: T\n    kind: fact",
        "  - id: b\n    text: T\n    kind: fact\n    kin: fact",
        "  - id: b\n    kind: fact",
        "  - id: b\n    text: T\n    kind: fact\n    claim: harbour #opening",
        "  - id: b\n    text: T\n    kind: fact\n    claim: #opening",
        "  - {id: b, text: T, kind: fact, claim: harbour #opening}\n  - {id: d, text: T, kind: fact}",
        "  - id: b\n    text: T\n    kind: fact\n    kind: fact\n    note:",
        "  - just words",
        "  - id:b\n    text: T\n    kind: fact",
        "  -\tid: b\n    text: T\n    kind: fact",
        "  * id: b\n    text: T\n    kind: fact",
        "  – id: b\n    text: T\n    kind: fact",
        "  id: b\n    text: T\n    kind: fact",
        "    id: b\n    text: T\n    kind: fact",
        "  - id: b\ntext: T\n    kind: fact",
        "  - id: b\n    text: T\nkind: fact\n    note: N",
        "  - id: b\n    text: T\n    kind: fact\n    passage:\n    paragraph: 1\n      start: x",
        "  - id: b\n    text: T\n    kind: fact\n    passage: paragraph: 1, start: x",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: x end: y}",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: \"x\" end: \"y\"}",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: \"x, end: y}",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: x,, end: y}",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: x}, end: y}",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: - x}",
        "  - id: b\n    text: T\n    kind: fact\n    passage: {start: #x}",
        "  - {id: b, text: T, kind: fact, claim: #opening}",
        "  - id: b\n    text: T\n    kind: fact\n    about: - x",
        "  - id: b\n    text: T\n    kind: fact\n    alias: - x y",
        "  - id: b\n    text: T\n    kind: fact\n    about: [x,, y]",
        "  - id: b\n    text: T\n    kind: fact\n    about:\n      - x\n     - y",
        "  - id: b\n    text: T\n    kind: \u{a0}fact",
        "  - {id: b, text: T, kind: fact, kin: x}",
        "  - \n",
        "  - id: b\n    text: &a T\n    kind: fact\n  - id: d\n    text: *a\n    kind: fact",
    ];
    let said = claims.map(|claim| format!("{}\n{}", claim.escape_debug(), said(&file(claim))));
    insta::assert_snapshot!(said.concat());
}

#[test]
fn mistakes_outside_of_the_entries() {
    let texts = [
        "title: Harbour: opens\nclaims: []\n",
        "title: \"Harbour\nclaims:\n  - id: a\n    text: T\n    kind: fact\n",
        "title: Update #2\n",
        "title: T\nclaims: [\n",
        "title: T\n claims: []\n",
        "title: T\ntitle: T\n",
        "titel: T\n",
        "- id: a\n",
        "words\n",
        "title: T\nclaims: none\n",
        "title: T\nclaims: {a: b}\n",
        "title: T\n---\ntitle: T\n",
        "title: [T]\n",
        "title:\n",
        "claims: []\n",
        "title: T\n<<<<<<< HEAD\nnote: a\n=======\n",
        "title: !x T\n",
        "title: &x T\n",
        "title: T\nclaims:\n\t- id: x\n",
        "{title: T, claims: [{id: a, text: T, kind: fact}, {id: b, text: T, kind: }]}\n",
        "\u{7}title: T\n",
        "title: {T\nclaims: []\n",
        " title: T\nclaims: []\n",
        "\ttitle: T\nclaims: []\n",
        "title: #1 port\n",
        "- title: T\nclaims: []\n",
        "title: T\nclaims: -\n",
    ];
    let said = texts.map(|text| format!("{}\n{}", text.escape_debug(), said(text)));
    insta::assert_snapshot!(said.concat());
}
