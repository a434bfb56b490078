//! Outlets and origins, as a list and in full.

use serde_json::Value;

use super::folders::lighthouse;
use super::{run, run_in};

fn lines(line: &[&str]) -> Vec<Value> {
    let run = run(&[line, &["--json"]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn outlets_and_origins_are_listed_with_what_rests_on_them() {
    let folder = lighthouse();
    let list = |what| run_in(folder.path(), &["list", what]).out;
    assert_eq!(list("outlets"), "north-post  B  1 document  2 claims  North Post\n");
    assert_eq!(list("origins"), "log-book  2024-03  1 document  1 claim  Coast Guard  The log book\n");
    let outlets = lines(&["list", "outlets"]);
    let documents: u64 = outlets.iter().filter_map(|outlet| outlet["documents"].as_u64()).sum();
    assert_eq!(documents, lines(&["list", "documents"]).len() as u64, "each document has one publisher");
    let claims = lines(&["list", "claims"]);
    for origin in lines(&["list", "origins"]) {
        let resting = claims.iter().filter(|claim| claim["origin"] == origin["id"]).count();
        assert_eq!(origin["claims"], resting as u64, "{origin}");
    }
}

#[test]
fn an_outlet_is_shown_with_its_grade_and_its_documents() {
    let shown = run_in(lighthouse().path(), &["show", "north-post"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    insta::assert_snapshot!(shown.out, @"
    North Post outlet

    reliability  B (usually reliable)
    claims       2 claims in 1 document, 1 second-hand
    id           north-post

    From whom it has claims 2
    - Anna Holm · 1 claim through it  anna-holm
    - The log book · 1 claim rests on it  log-book

    Documents 1
    - The light that failed · 2024-03-09 · North Post · news  lighthouse

    What it has through others 1
    - Coast Guard · fact · 2024-03-08 · through Anna Holm · North Post: The light of Kvalnéss went out at midnight.  lighthouse#dark
    ");
}

#[test]
fn an_origin_is_shown_with_what_rests_on_it() {
    let shown = run_in(lighthouse().path(), &["show", "The log book"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    insta::assert_snapshot!(shown.out, @"
    The log book origin

    issued by    Coast Guard
    date         2024-03
    basis        stated by the article
    claims       1 claim in 1 document
    id           log-book

    Documents that repeat it 1
    - The light that failed · 2024-03-09 · North Post · news  lighthouse

    Claims that rest on it alone 1
    - Coast Guard · fact · 2024-03-08 · through Anna Holm · North Post: The light of Kvalnéss went out at midnight.  lighthouse#dark
    ");
}

#[test]
fn what_rests_on_an_origin_alone_is_said() {
    for origin in lines(&["list", "origins"]) {
        let id = origin["id"].as_str().expect("an id");
        let reliance = &lines(&["show", id])[1];
        assert_eq!(reliance["record"], "reliance");
        let claims = reliance["claims"].as_array().expect("claims");
        for claim in claims {
            let corroboration = &lines(&["show", claim.as_str().expect("an id")])[1];
            let alone = reliance["alone"].as_array().is_some_and(|alone| alone.contains(claim));
            assert_eq!(corroboration["independent"] == 1, alone, "{claim}");
        }
    }
}

#[test]
fn every_source_that_is_listed_can_be_shown() {
    for what in ["outlets", "origins"] {
        for source in lines(&["list", what]) {
            let shown = run(&["show", source["id"].as_str().expect("an id")]);
            assert_eq!((shown.code, shown.err.as_str()), (0, ""));
            assert!(
                shown
                    .out
                    .lines()
                    .any(|line| *line == format!("id           {}", source["id"].as_str().expect("an id")))
            );
        }
    }
}
