//! JSON Lines: every record has exactly the documented fields, absent ones as `null` or `[]`.

use serde_json::Value;

use super::folders::{folder, lighthouse};
use super::{run, run_in};

const DOCUMENT: &[&str] =
    &["record", "id", "title", "author", "publisher", "url", "published", "genre", "language", "summary", "claims"];
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
    "relations",
    "link",
];
const PASSAGE: &[&str] = &["paragraph", "start", "end", "prefix", "suffix"];
const RELATION: &[&str] = &["type", "claim", "note"];

const CORROBORATION: &[&str] =
    &["record", "claim", "independent", "inferred", "firsthand", "cautions", "sources", "bearings"];
const OUTLET: &[&str] = &["record", "id", "name", "url", "reliability", "note", "documents", "claims"];
const ORIGIN: &[&str] = &["record", "id", "name", "issuer", "date", "basis", "note", "documents", "claims"];
const PUBLICATIONS: &[&str] = &["record", "outlet", "documents", "secondhand"];
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

/// Reads JSON Lines and checks every record's fields; `more` are those beyond its own.
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
            Some("publications") => PUBLICATIONS,
            Some("reliance") => RELIANCE,
            other => panic!("{other:?} is not a kind of record"),
        };
        assert_eq!(fields(record), sorted(&[own, more].concat()));
        if record["record"] == "claim" {
            assert!(record["passage"].is_null() || fields(&record["passage"]) == sorted(PASSAGE));
            let relations = record["relations"].as_array().expect("a list");
            assert!(relations.iter().all(|relation| fields(relation) == sorted(RELATION)));
        }
    }
    records
}

#[test]
fn every_listed_record_has_all_documented_fields() {
    let folder = lighthouse();
    for what in ["documents", "entities", "claims", "outlets", "origins"] {
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
    insta::assert_snapshot!(own, @r#"{"record":"claim","id":"lighthouse#dark","document":"lighthouse","text":"The light of Kvalnéss went out at midnight.","kind":"fact","speaker":["coast-guard"],"via":["anna-holm"],"about":["kvalness"],"date":"2024-03-08","origin":"log-book","credibility":2,"passage":{"paragraph":2,"start":"The light went out","end":"at midnight","prefix":null,"suffix":null},"relations":[{"type":"confirms","claim":"lighthouse#lamp","note":"Same night."}],"link":"https://north.example/light#:~:text=The%20light%20went%20out,at%20midnight"}"#);
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

#[test]
fn dangerous_characters_are_visible_in_json_too() {
    let document = br#"
title: "a\u202eb"
publisher: p
url: https://example.org/
published: 2024
claims:
  - {id: c, text: "x\u009by", kind: fact, passage: {start: "s\u200bt\e[2J"}}
"#;
    let folder = folder(&[("d.yaml", document)]);
    let shown = run_in(folder.path(), &["show", "d", "--json"]).out;
    for visible in ["a<U+202E>b", "x<U+009B>y", "s<U+200B>t<U+001B>[2J"] {
        assert!(shown.contains(visible), "{shown}");
    }
    assert_eq!(records(&shown, &[]).len(), 2);
}
