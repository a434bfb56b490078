//! Folders of briefings made for the tests, on an invented lighthouse.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

const ENTITIES: &str = "\
- {id: anna-holm, schema: Person, name: Anna Holm, alias: [Anna Holmová], position: [Keeper]}
- {id: coast-guard, schema: PublicBody, name: Coast Guard}
- {id: kvalness, schema: Place, name: Kvalnéss}
";

const SOURCES: &str = "\
outlets: [{id: north-post, name: North Post, reliability: B}]
origins: [{id: log-book, name: The log book, issuer: [coast-guard], date: 2024-03}]
";

const DOCUMENT: &str = "\
title: The light that failed
author: [anna-holm]
publisher: north-post
url: https://north.example/light
published: 2024-03-09
language: en
genre: news
summary: A lighthouse goes dark.
claims:
  - id: dark
    text: The light of Kvalnéss went out at midnight.
    kind: fact
    speaker: coast-guard
    via: [anna-holm]
    about: [kvalness]
    date: 2024-03-08
    origin: log-book
    credibility: 2
    passage: {paragraph: 2, start: The light went out, end: at midnight}
    relations: [{type: confirms, claim: lighthouse#lamp, note: Same night.}]
  - id: lamp
    text: Nobody had changed the lamp.
    kind: allegation
    about: [coast-guard]
    passage: {paragraph: 3, start: nobody had changed}
";

/// The article behind the document, written for this test.
pub(crate) const ARTICLE: &str = "\
The light that failed

On Friday the storm rose. The light went out, says the log, at midnight.

It seems that nobody had changed the lamp since spring.
";

/// A folder of these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("the file is written");
    }
    folder
}

/// A folder without any problem.
pub(crate) fn lighthouse() -> TempDir {
    let folder = folder(&[]);
    fill(folder.path(), DOCUMENT);
    folder
}

/// The same with the document changed in one place.
pub(crate) fn lighthouse_with(right: &str, wrong: &str) -> TempDir {
    assert_eq!(DOCUMENT.matches(right).count(), 1, "`{right}` is in the document once");
    let folder = folder(&[]);
    fill(folder.path(), &DOCUMENT.replace(right, wrong));
    folder
}

fn fill(path: &Path, document: &str) {
    for (name, text) in [("entities.yaml", ENTITIES), ("sources.yaml", SOURCES), ("lighthouse.yaml", document)] {
        fs::write(path.join(name), text).expect("the file is written");
    }
}
