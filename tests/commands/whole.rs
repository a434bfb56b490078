//! In a pipe nothing is cut or wrapped, and every line about a record ends with its id.

use std::collections::BTreeSet;

use serde_json::Value;

use super::folders::lighthouse;
use super::{finished, program, run, run_in};

/// Returns ids and texts of all built-in claims.
fn claims() -> Vec<(String, String)> {
    let field = |claim: &Value, name: &str| claim[name].as_str().expect("a string").to_owned();
    let lines = run(&["list", "claims", "--json"]).out;
    let claims = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    claims.map(|claim| (field(&claim, "id"), field(&claim, "text"))).collect()
}

#[test]
fn every_claim_is_one_line_that_ends_in_its_id() {
    let claims = claims();
    for line in [
        &["timeline"][..],
        &["conflicts"],
        &["positions"],
        &["matrix"],
        &["show", "mali"],
        &["show", "2023-02-11-moderndiplomacy-lavrov-mali"],
        &["show", "joint-statement-2025-04-01"],
        &["show", "modern-diplomacy"],
    ] {
        let out = run(line).out;
        assert!(!out.contains('…') || !out.contains("…\n"), "{line:?} cuts nothing: {out}");
        let mut found = 0;
        for (id, text) in &claims {
            let holding: Vec<_> = out.lines().filter(|line| line.contains(text.as_str())).collect();
            found += holding.len();
            // A disputed claim is shown without its id only within the line of the disputing claim.
            assert!(holding.iter().all(|line| line.split("  ").any(|part| part == id)), "{line:?}: {id}: {holding:?}");
        }
        assert!(found > 0, "{line:?} shows claims");
    }
    let all = run(&["timeline"]).out;
    let last: BTreeSet<_> = all.lines().filter_map(|line| line.rsplit("  ").next()).collect();
    assert!(claims.iter().all(|(id, _)| last.contains(id.as_str())), "one command's output is the next one's input");
}

#[test]
fn ids_are_not_padded_to_the_longest() {
    let lines = run(&["list", "claims"]).out;
    for line in lines.lines() {
        let (id, rest) = line.split_once(' ').expect("columns");
        let gap = rest.len() - rest.trim_start().len();
        assert!(gap == 1 || id.len() + gap < 45, "{line}");
    }
}

#[test]
fn the_terminal_of_somebody_else_does_not_change_a_pipe() {
    for line in [&["timeline"][..], &["show", "mali"], &["list", "claims"], &["search", "wheat"], &["conflicts"]] {
        let narrow = finished(program().args(line).env("COLUMNS", "30"));
        assert_eq!(narrow.out, run(line).out, "{line:?}");
    }
}

#[test]
fn everybody_who_appears_with_an_actor_is_listed() {
    let names = run(&["show", "mali"]).out;
    let mut lines = names.lines().skip_while(|line| !line.starts_with("Appears together with "));
    let heading = lines.next().expect("the heading");
    let companions = lines.next().expect("the companions");
    let number: usize = heading.rsplit(' ').next().and_then(|number| number.parse().ok()).expect("a number");
    // A number of claims follows each name. Some names have commas in them.
    let listed = companions.split(", ").filter(|part| part.ends_with(|last: char| last.is_ascii_digit())).count();
    assert!(number > 12 && listed >= number, "{number}: {companions}");
    let json = run(&["show", "mali", "--json"]).out;
    let dossier: Value = serde_json::from_str(json.lines().nth(1).expect("a dossier")).expect("JSON");
    assert_eq!(dossier["companions"].as_array().map(Vec::len), Some(number));
}

#[test]
fn a_hit_of_a_filter_alone_has_no_score() {
    let found = run_in(lighthouse().path(), &["search", "kind:fact"]).out;
    assert!(found.starts_with("claim lighthouse#dark\n"), "{found}");
}
