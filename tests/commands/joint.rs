//! Joint speakers and inferred origins, in JSON and in plain text.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::folders::folder;
use super::{Run, run_in};

macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../src/testing/fixture/pact/", $name)).as_slice())
    };
}

fn pact() -> TempDir {
    folder(&[
        file!("entities.yaml"),
        file!("sources.yaml"),
        file!("2024-05-04-pact.yaml"),
        file!("2024-05-06-diggers.yaml"),
        file!("2025-02-toll.yaml"),
    ])
}

fn lines(run: &Run) -> Vec<Value> {
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn speakers_are_a_list_in_every_line_that_has_them() {
    let folder = pact();
    let json = |line: &[&str]| lines(&run_in(folder.path(), &[line, &["--json"]].concat()));
    let both = json!(["vera-lund", "carl-moss"]);
    let claims = json(&["list", "claims"]);
    let speakers = |id: &str| &claims.iter().find(|claim| claim["id"] == id).expect("a claim")["speaker"];
    assert_eq!(speakers("2024-05-04-pact#toll-free"), &both);
    assert_eq!(
        speakers("2024-05-04-pact#all-towns"),
        &json!(["carl-moss", "vera-lund", "ada-finch"]),
        "as they are written"
    );
    assert_eq!(speakers("2024-05-06-diggers#no-toll"), &json!(["carl-moss"]));
    assert_eq!(speakers("2024-05-04-pact#work-begins"), &json!([]), "the article's own voice");
    let timeline = json(&["timeline"]);
    assert!(timeline.iter().any(|moment| moment["speaker"] == both));
    assert!(timeline.iter().all(|moment| moment["speaker"].is_array()));
    let conflict = &json(&["conflicts"])[0];
    assert_eq!(conflict["claim"]["speaker"], json!(["carl-moss", "ada-finch"]));
    let hits = json(&["search", "by:moss", "tolls"]);
    assert!(hits.iter().any(|hit| hit["speaker"] == both));
}

#[test]
fn a_change_of_position_counts_for_each_of_several() {
    let folder = pact();
    let lines = lines(&run_in(folder.path(), &["positions", "--json"]));
    let count = |speaker: &str| lines.iter().filter(|line| line["speaker"] == json!([speaker])).count();
    assert_eq!(["vera-lund", "carl-moss", "ada-finch"].map(count), [1, 1, 0]);
}

/// Joins the words of a text by single spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_several_say_is_in_the_dossier_of_each() {
    let folder = pact();
    let show = |id: &str| flat(&run_in(folder.path(), &["show", id]).out);
    let toll_free = "- statement · River Post · jointly with";
    assert!(show("vera-lund").contains(&format!("{toll_free} Carl Moss · first-hand: The bridge will be free")));
    assert!(show("carl-moss").contains(&format!("{toll_free} Vera Lund · first-hand: The bridge will be free")));
    assert!(show("ada-finch").contains("jointly with Carl Moss and Vera Lund · first-hand: The river belongs"));
    let claims = run_in(folder.path(), &["list", "claims"]).out;
    assert!(claims.contains("  Carl Moss, Vera Lund and Ada Finch  The river"), "{claims}");
}

#[test]
fn an_inferred_origin_is_shown_and_counted_as_inferred() {
    let folder = pact();
    let id = "2024-05-04-pact#work-begins";
    let page = flat(&run_in(folder.path(), &["show", id]).out);
    for words in [
        "origin North Wire report of 3 May 2024 (inferred) · issued by North Wire · 2024-05-03 · wording matches;",
        "rests on 2 independent origins (1 inferred, 2 claims agree)",
        "second-hand, as the origin is inferred: the document does not say so",
        "1. North Wire report of 3 May 2024 (inferred) (this claim alone)",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let known = &lines(&run_in(folder.path(), &["show", id, "--json"]))[1];
    assert_eq!((&known["independent"], &known["inferred"]), (&json!(2), &json!(1)));
    let stated = flat(&run_in(folder.path(), &["show", "2024-05-04-pact#toll-free"]).out);
    assert!(stated.contains("rests on 1 independent origin (2 claims agree)"), "{stated}");
    assert!(stated.contains("origin Letter of two mayors · issued by Vera Lund, Carl Moss · 2024-05-02 · Printed"));
    assert!(!stated.contains("inferred"), "{stated}");
}
