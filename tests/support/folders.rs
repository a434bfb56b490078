//! Folders of briefings about an invented lighthouse, for the tests of commands and of the browser.

use std::fs;

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

const SMALL_DOCUMENT: &str = "\
title: The light that failed
author: [anna-holm]
publisher: north-post
url: https://north.example/light?part=1&page=2
published: 2024-03-09
genre: news
claims:
  - id: dark
    text: The light of Kvalness went out at midnight.
    kind: fact
    speaker: coast-guard
    about: [kvalness]
    date: 2024-03-08
    origin: log-book
    passage: {paragraph: 2, start: The light went out, end: 'at midnight, says'}
";

/// The article that the document's passages are taken from.
pub(crate) const ARTICLE: &str = "\
The light that failed

On Friday the storm rose. The light went out, says the log, at midnight.

It seems that nobody had changed the lamp since spring.
";

/// The link of the claim in the folder that [`small_lighthouse`] makes.
pub(crate) const LINK: &str =
    "https://north.example/light?part=1&page=2#:~:text=The%20light%20went%20out,at%20midnight%2C%20says";
/// The text that is copied for that claim.
pub(crate) const CITATION: &str = "\
Coast Guard (fact, 2024-03-08): The light of Kvalness went out at midnight.
Anna Holm, “The light that failed”, North Post, 2024-03-09
https://north.example/light?part=1&page=2#:~:text=The%20light%20went%20out,at%20midnight%2C%20says";

/// Makes a folder of these files.
pub(crate) fn folder<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("the file is written");
    }
    folder
}

/// Returns the path of a folder as text, for a command line or a variable.
pub(crate) fn path(folder: &TempDir) -> &str {
    folder.path().to_str().expect("a path in UTF-8")
}

/// Makes a folder of one document with two claims, without any problem.
pub(crate) fn lighthouse() -> TempDir {
    with_document(DOCUMENT)
}

/// Makes the same folder with one place of the document changed.
pub(crate) fn lighthouse_with(right: &str, wrong: &str) -> TempDir {
    assert_eq!(DOCUMENT.matches(right).count(), 1, "`{right}` is in the document once");
    with_document(&DOCUMENT.replace(right, wrong))
}

/// Makes a folder of one document with one claim, all of it ASCII, without any problem.
pub(crate) fn small_lighthouse() -> TempDir {
    let entities = ENTITIES.replace('é', "e").replace('á', "a");
    folder(&[("entities.yaml", entities.as_str()), ("sources.yaml", SOURCES), ("lighthouse.yaml", SMALL_DOCUMENT)])
}

fn with_document(document: &str) -> TempDir {
    folder(&[("entities.yaml", ENTITIES), ("sources.yaml", SOURCES), ("lighthouse.yaml", document)])
}

/// Makes a folder with an article, a document with three drafts of it, and a comment.
pub(crate) fn lighthouse_with_drafts() -> TempDir {
    let folder = folder(&[("entities.yaml", ENTITIES), ("sources.yaml", SOURCES), ("lighthouse.yaml", DRAFTS)]);
    fs::create_dir(folder.path().join("sources")).expect("made");
    fs::write(folder.path().join("sources/lighthouse.txt"), DRAFTED_ARTICLE).expect("written");
    folder
}

/// A document with drafts, which lacks its date.
pub(crate) const DRAFTS: &str = "\
# From the archive of the Post.
title: The light that failed
publisher: north-post
url: https://north.example/light
claims:
  - id: dark
    text: The light went out at midnight.
    kind: fact
    speaker: coast-guard
    passage: {paragraph: 1, start: The light went out, end: at midnight}
    draft: {by: rules, words: the Coast Guard said}
  - id: lamp
    # Check this with the keeper.
    text: Nobody changed the lamp.
    kind: allegation
    passage: {paragraph: 2, start: Nobody had changed}
    draft: {by: rules, flags: [speaker-unknown]}
  - id: storm
    text: It was a stormy night.
    kind: fact
    passage: {paragraph: 2, start: It was a stormy night}
    draft: {by: rules}
";

const DRAFTED_ARTICLE: &str = "\
The light went out at midnight, the Coast Guard said.

Nobody had changed the lamp. It was a stormy night.
";
