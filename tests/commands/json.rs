//! JSON Lines: every record has exactly the documented fields. Absent values are `null` or `[]`.

use serde_json::Value;

use super::folders::{folder, lighthouse};
use super::{run, run_in};

const DOCUMENT: &[&str] = &[
    "record",
    "id",
    "title",
    "author",
    "publisher",
    "url",
    "published",
    "retrieved",
    "archived",
    "genre",
    "language",
    "summary",
    "claims",
    "drafts",
    "toFillIn",
];
const ENTITY: &[&str] = &[
    "record",
    "id",
    "schema",
    "name",
    "alias",
    "weakAlias",
    "position",
    "country",
    "memberOf",
    "wikidataId",
    "summary",
    "documents",
    "claims",
    "draft",
];
const CLAIM: &[&str] = &[
    "record",
    "id",
    "document",
    "text",
    "kind",
    "speaker",
    "via",
    "about",
    "date",
    "origin",
    "credibility",
    "passage",
    "quote",
    "figures",
    "relations",
    "link",
    "draft",
];
const PASSAGE: &[&str] = &["paragraph", "start", "end", "prefix", "suffix"];
const RELATION: &[&str] = &["type", "claim", "note"];

const CORROBORATION: &[&str] =
    &["record", "claim", "independent", "inferred", "firsthand", "cautions", "sources", "bearings"];
const OUTLET: &[&str] = &["record", "id", "name", "url", "reliability", "note", "documents", "claims", "draft"];
const ORIGIN: &[&str] = &["record", "id", "name", "issuer", "date", "basis", "note", "documents", "claims"];
const MEASURE: &[&str] = &["record", "id", "name", "unit", "about", "claims"];
const FIGURE: &[&str] = &["of", "value", "bound"];
const PUBLICATIONS: &[&str] = &["record", "outlet", "documents", "secondhand", "via", "origins"];
const RELIANCE: &[&str] = &["record", "origin", "documents", "claims", "alone"];
const DOSSIER: &[&str] =
    &["record", "entity", "members", "said", "about", "conveyed", "names", "companions", "documents", "dates"];

fn fields(object: &Value) -> Vec<&str> {
    let mut fields: Vec<_> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    fields.sort_unstable();
    fields
}

fn sorted<'a>(fields: &[&'a str]) -> Vec<&'a str> {
    let mut fields = fields.to_vec();
    fields.sort_unstable();
    fields
}

/// Parses JSON Lines and checks the fields of every record. `more` are fields in addition to the record's own.
pub(crate) fn records(lines: &str, more: &[&str]) -> Vec<Value> {
    let records: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    for record in &records {
        let own = match record["record"].as_str() {
            Some("document") => DOCUMENT,
            Some("entity") => ENTITY,
            Some("claim") => CLAIM,
            Some("corroboration") => CORROBORATION,
            Some("dossier") => DOSSIER,
            Some("outlet") => OUTLET,
            Some("origin") => ORIGIN,
            Some("measure") => MEASURE,
            Some("publications") => PUBLICATIONS,
            Some("reliance") => RELIANCE,
            other => panic!("{other:?} is not a kind of record"),
        };
        assert_eq!(fields(record), sorted(&[own, more].concat()));
        if record["record"] == "claim" {
            assert!(record["passage"].is_null() || fields(&record["passage"]) == sorted(PASSAGE));
            let figures = record["figures"].as_array().expect("a list");
            assert!(figures.iter().all(|figure| fields(figure) == sorted(FIGURE)));
            let relations = record["relations"].as_array().expect("a list");
            assert!(relations.iter().all(|relation| fields(relation) == sorted(RELATION)));
        }
    }
    records
}

#[test]
fn every_listed_record_has_all_documented_fields() {
    let folder = lighthouse();
    for what in ["documents", "entities", "claims", "outlets", "origins", "measures"] {
        let built_in = run(&["list", what, "--json"]);
        assert_eq!((built_in.code, built_in.err.as_str()), (0, ""));
        let plain = run(&["list", what]).out;
        assert_eq!(records(&built_in.out, &[]).len(), plain.lines().count());
        records(&run_in(folder.path(), &["list", what, "--json"]).out, &[]);
    }
    assert_eq!(records(&run(&["--json"]).out, &[]).len(), 5);
}

#[test]
fn a_claim_has_what_the_file_says() {
    let folder = lighthouse();
    let shown = run_in(folder.path(), &["show", "lighthouse#dark", "--json"]).out;
    let own = shown.lines().next().unwrap_or_default();
    insta::assert_snapshot!(own, @r#"{"record":"claim","id":"lighthouse#dark","document":"lighthouse","text":"The light of Kvalnéss went out at midnight.","kind":"fact","speaker":["coast-guard"],"via":["anna-holm"],"about":["kvalness"],"date":"2024-03-08","origin":"log-book","credibility":2,"passage":{"paragraph":2,"start":"The light went out","end":"at midnight","prefix":null,"suffix":null},"quote":null,"figures":[],"relations":[{"type":"confirms","claim":"lighthouse#lamp","note":"Same night."}],"link":"https://north.example/light#:~:text=The%20light%20went%20out,at%20midnight","draft":null}"#);
    let lamp = &records(&run_in(folder.path(), &["show", "lighthouse#lamp", "--json"]).out, &[])[0];
    for absent in ["date", "origin", "credibility"] {
        assert!(lamp[absent].is_null(), "{absent}");
    }
    for empty in ["speaker", "via"] {
        assert_eq!(lamp[empty], Value::Array(Vec::new()), "{empty}");
    }
    assert!(lamp["passage"]["end"].is_null());
}

#[test]
fn a_shown_record_is_followed_by_its_claims() {
    let folder = lighthouse();
    let ids = |id| {
        let records = records(&run_in(folder.path(), &["show", id, "--json"]).out, &[]);
        let id = |record: &Value| record["id"].as_str().or(record["record"].as_str()).map(str::to_owned);
        records.iter().map(|record| id(record).expect("an id")).collect::<Vec<_>>()
    };
    assert_eq!(ids("lighthouse"), ["lighthouse", "lighthouse#dark", "lighthouse#lamp"]);
    assert_eq!(ids("kvalness"), ["kvalness", "dossier", "lighthouse#dark"]);
    assert_eq!(ids("lighthouse#lamp"), ["lighthouse#lamp", "corroboration"]);
    assert_eq!(ids("north-post"), ["north-post", "publications", "lighthouse", "lighthouse#dark"]);
    assert_eq!(ids("log-book"), ["log-book", "reliance", "lighthouse", "lighthouse#dark"]);
}

/// Texts that must not reach a terminal unchanged, and texts that need invisible characters. With each its form in JSON.
const TEXTS: [(&str, &str); 6] = [
    ("می\u{200c}خواهم", "می\u{200c}خواهم"),
    ("क्\u{200d}ष", "क्\u{200d}ष"),
    ("a\u{202e}b", "a\\u202eb"),
    ("x\u{9b}31m", "x\\u009b31m"),
    ("s\u{200b}t\u{1b}[2J", "s\\u200bt\\u001b[2J"),
    ("l\u{200d}r \u{e0041}", "l\\u200dr \\udb40\\udc41"),
];

/// Returns the output of all commands for a folder that has `text` in every text field.
fn said_of(text: &str) -> Vec<String> {
    let quoted = text.chars().map(|letter| format!("\\U{:08x}", u32::from(letter))).collect::<Vec<_>>().concat();
    let document = "title: \"@\"\nauthor: [e]\npublisher: p\nurl: https://example.org/\npublished: 2024\nlanguage: \"@\"\nsummary: \"@\"\nclaims:\n  \
         - {id: c, text: \"@\", kind: fact, speaker: e, date: 2023, passage: {prefix: \"@\", start: \"@\", end: \"@\", suffix: \"@\"}, \
         relations: [{type: disputes, claim: d#c2, note: \"@\"}, {type: updates, claim: d#c2, note: \"@\"}]}\n  \
         - {id: c2, text: \"@\", kind: fact, speaker: e, about: [e]}\n";
    let entities = "- {id: e, schema: Person, name: \"@\", alias: [\"@\"], weakAlias: [\"@\"], position: [\"@\"], summary: \"@\"}\n";
    let sources = "outlets: [{id: p, name: \"@\", note: \"@\"}]\norigins: []\n";
    let [document, entities, sources] = [document, entities, sources].map(|file| file.replace('@', &quoted));
    let files = [("d.yaml", document), ("entities.yaml", entities), ("sources.yaml", sources)];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = folder(&files);
    let commands: [&[&str]; 10] = [
        &["list", "documents"],
        &["list", "entities"],
        &["list", "claims"],
        &["show", "d"],
        &["show", "e"],
        &["show", "d#c"],
        &["search", "by:e"],
        &["conflicts"],
        &["positions"],
        &["timeline"],
    ];
    commands.iter().map(|command| run_in(folder.path(), &[command, &["--json"][..]].concat()).out).collect()
}

/// Collects every string in a value, with its key.
fn strings<'a>(value: &'a Value, key: &'a str, all: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => all.push((key, text)),
        Value::Array(values) => values.iter().for_each(|value| strings(value, key, all)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| strings(value, key, all)),
        _ => {}
    }
}

#[test]
fn json_has_every_text_as_the_file_has_it() {
    const OF_THE_FILE: [&str; 13] = [
        "title",
        "language",
        "summary",
        "text",
        "prefix",
        "start",
        "end",
        "suffix",
        "note",
        "name",
        "alias",
        "weakAlias",
        "position",
    ];
    for (text, written) in TEXTS {
        for said in said_of(text) {
            assert!(said.contains(written), "{written} in {said}");
            for line in said.lines() {
                let value = serde_json::from_str(line).expect("a line is JSON");
                let mut all = Vec::new();
                strings(&value, "", &mut all);
                let wrong: Vec<_> = all.iter().filter(|(key, had)| OF_THE_FILE.contains(key) && *had != text).collect();
                assert!(wrong.is_empty(), "{wrong:?} instead of {text:?} in {line}");
            }
        }
    }
}

#[test]
fn ranges_of_hits_are_of_the_text_as_it_is_written() {
    let claim = |text: &str| {
        format!(
            "title: T\npublisher: p\nurl: https://example.org/\npublished: 2024\nclaims: [{{id: c, text: \"{text}\", kind: fact}}]\n"
        )
    };
    for text in [
        "\\u202e\\u200b the  harbour opens",
        "\\u200charbour",
        "می\\u200cخواهم harbour\\t\\t\\u00ad",
        "\\u00a0 \\u2003a harbour",
    ] {
        let folder = folder(&[("d.yaml", claim(text).as_bytes())]);
        let found = run_in(folder.path(), &["search", "--in", "claims", "harbour", "--json"]).out;
        let hit: Value = serde_json::from_str(&found).expect("a hit");
        let range = |at: usize| usize::try_from(hit["ranges"][0][at].as_u64().expect("a number")).expect("a place");
        assert_eq!(&hit["text"].as_str().expect("a text")[range(0)..range(1)], "harbour", "{found}");
    }
}
