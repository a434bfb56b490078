//! `conflicts`, `positions`, `timeline`, `matrix` and `show`, over the built-in briefings.

use serde_json::Value;

use super::folders::folder;
use crate::{run, run_in};

const POPULATION: &str = "2024-03-27-naija247-phone-talks#mali-population-20m";
const OTHER_POPULATION: &str = "2023-02-11-moderndiplomacy-lavrov-mali#mali-population-21-9m";

fn lines(line: &[&str]) -> Vec<Value> {
    let run = run(&[line, &["--json"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn two_figures_for_one_population_are_a_contradiction() {
    let conflicts = lines(&["conflicts", "mali"]);
    let found = conflicts.iter().find(|line| line["claim"]["id"] == POPULATION).expect("the pair");
    assert_eq!((&found["type"], &found["other"]["id"]), (&Value::from("disputes"), &Value::from(OTHER_POPULATION)));
    assert!(found["note"].as_str().is_some_and(|note| !note.is_empty()));
    let text = run(&["conflicts"]).out;
    let lines: Vec<_> = text.lines().collect();
    let disputes = lines.iter().position(|line| *line == "disputes").expect("a dispute");
    let ends = [lines[disputes - 4], lines[disputes + 1]].map(|line| line.rsplit(' ').next().unwrap_or_default());
    assert_eq!(ends, [POPULATION, OTHER_POPULATION], "each side ends in its id: {text}");
}

#[test]
fn a_claim_shows_how_many_independent_origins_it_rests_on() {
    let lines = lines(&["show", POPULATION]);
    assert_eq!(lines[1]["record"], "corroboration");
    assert_eq!(lines[1]["independent"], 1);
    assert_eq!(lines[1]["bearings"][0]["claim"], OTHER_POPULATION);
    let page = run(&["show", POPULATION]).out;
    assert!(page.contains("1 independent origin") && page.contains("disputes"), "{page}");
}

#[test]
fn what_rests_on_one_communique_is_one_source() {
    let claims = lines(&["list", "claims"]);
    let from_statement = claims.iter().filter(|claim| claim["origin"] == "joint-statement-2025-04-01");
    let mut repeated = 0;
    for claim in from_statement {
        let id = claim["id"].as_str().expect("an id");
        let known = &lines(&["show", id])[1];
        let sources = known["sources"].as_array().expect("sources");
        let with_statement =
            sources.iter().filter(|source| source.as_array().is_some_and(|all| all.contains(&id.into())));
        assert_eq!(with_statement.count(), 1, "{id}");
        repeated += usize::from(sources[0].as_array().is_some_and(|all| all.len() > 1));
    }
    assert!(repeated > 0, "documents that copy it fold into one source");
}

#[test]
fn a_promise_and_the_thanks_for_it_are_earlier_and_later() {
    let updates = lines(&["positions", "assimi-goita"]);
    let thanks = |line: &&Value| line["later"]["id"] == "2024-03-27-naija247-phone-talks#goita-thanks-for-aid";
    assert!(updates.iter().filter(|line| line["record"] == "update").any(|line| thanks(&line)));
}

#[test]
fn a_timeline_is_in_order_and_within_its_dates() {
    let dates: Vec<String> = lines(&["timeline", "mali", "--from", "2024", "--to", "2024-12"])
        .iter()
        .map(|line| line["date"].as_str().or(line["published"].as_str()).expect("a date").to_owned())
        .collect();
    assert!(!dates.is_empty() && dates.iter().all(|date| date.starts_with("2024")), "{dates:?}");
    assert!(dates.is_sorted());
    assert_eq!(run(&["timeline", "--from", "1900", "--to", "1901"]).code, 1, "nothing is found");
    let wrong = run(&["timeline", "--from", "yesterday"]);
    assert!(wrong.code == 2 && wrong.err.contains("a date is"), "{}", wrong.err);
}

#[test]
fn a_matrix_counts_claims_and_says_who_disputes() {
    let rows = lines(&["matrix"]);
    let mali = rows.iter().find(|row| row["entity"] == "mali").expect("a row");
    assert_eq!(mali["documents"].as_object().map(serde_json::Map::len), Some(5), "all five tell of Mali");
    let disputed = rows.iter().find(|row| row["claims"][0] == OTHER_POPULATION).expect("a row");
    assert_eq!(disputed["documents"]["2024-03-27-naija247-phone-talks"]["disputed"], true);
}

#[test]
fn an_actor_has_a_dossier() {
    let dossier = &lines(&["show", "assimi-goita"])[1];
    assert_eq!(dossier["record"], "dossier");
    assert!(dossier["said"].as_array().is_some_and(|said| said.len() >= 2));
    assert_eq!(dossier["companions"][0]["entity"], "mali");
}

#[test]
fn a_passage_is_read_out_of_its_article() {
    let articles = tempfile::tempdir().expect("a folder");
    let written = lines(&["show", POPULATION])[0]["passage"]["paragraph"].as_u64().expect("it is written");
    let before = "Mali\n\n".repeat(usize::try_from(written).expect("a small number") - 1);
    let text = "With nearly 20 million people, Mali is among the larger countries of West Africa.\n";
    let folder = articles.path().to_str().expect("a path");
    let read = |text: &str| {
        std::fs::write(articles.path().join("2024-03-27-naija247-phone-talks.txt"), text).expect("written");
        lines(&["show", POPULATION, "--sources", folder])[2].clone()
    };
    let passage = read(&format!("Mali\n\n{before}{text}"));
    assert_eq!((&passage["state"], &passage["places"]), (&Value::from("ambiguous"), &Value::from(1)));
    assert_eq!((&passage["paragraph"], &passage["text"]), (&Value::from(written + 1), &Value::Null));
    assert!(passage["note"].as_str().is_some_and(|note| note.contains("as written")), "{passage}");
    let passage = read(&format!("{before}{text}"));
    assert_eq!((&passage["record"], &passage["state"]), (&Value::from("passage"), &Value::from("found")));
    assert_eq!((&passage["paragraph"], &passage["note"]), (&Value::from(written), &Value::Null));
    assert!(passage["text"].as_str().is_some_and(|text| text == "With nearly 20 million people"), "{passage}");
}

#[test]
fn an_unknown_id_is_said_and_finds_nothing() {
    for command in ["conflicts", "positions", "timeline", "matrix"] {
        let run = run(&[command, "goita"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{command}");
        assert!(run.err.contains("did you mean `assimi-goita`"), "{}", run.err);
    }
}

#[test]
fn figures_are_listed_by_what_is_counted() {
    let figures = lines(&["figures"]);
    assert!(figures.iter().all(|line| line["record"] == "figure"));
    let population: Vec<_> = figures.iter().filter(|line| line["measure"] == "population-of-mali").collect();
    assert_eq!(population.len(), 2);
    let first = population[0];
    assert_eq!((&first["value"], &first["bound"]), (&Value::from(21_900_000), &Value::from("about")));
    assert_eq!((&first["unit"], &first["claim"]), (&Value::from("people"), &Value::from(OTHER_POPULATION)));
    assert_eq!((&first["date"], &first["speaker"]), (&Value::Null, &Value::from(Vec::<Value>::new())));
    for narrowed in
        [&["figures", "population-of-mali"][..], &["figures", "Population", "of", "Mali"], &["figures", POPULATION]]
    {
        assert_eq!(lines(narrowed), population.iter().map(|line| (*line).clone()).collect::<Vec<_>>());
    }
    let text = run(&["figures", "mali"]).out;
    assert!(text.contains("Population of Mali (people) · up to 9% apart · not all can be true"), "{text}");
    assert!(text.lines().any(|line| line.contains("21,900,000") && line.ends_with(OTHER_POPULATION)), "{text}");
    assert_eq!(run(&["figures", "yevgeny-prigozhin"]).code, 1);
    assert_eq!(run(&["figures", "new-eastern-outlook"]).code, 2);
}

#[test]
fn figures_that_differ_are_among_the_contradictions_unless_a_relation_says_more() {
    let document = |relation: &str| {
        format!(
            "title: T\npublisher: o\nurl: https://a.example/\npublished: 2024\nclaims:\n\
             - {{id: a, text: Nine, kind: fact, figures: [{{of: ships, value: 9}}]}}\n\
             - {{id: b, text: Five, kind: fact, figures: [{{of: ships, value: 5, bound: at-most}}]{relation}}}\n"
        )
    };
    let told = |relation: &str| {
        let sources = "outlets: [{id: o, name: O}]\nmeasures: [{id: ships, name: Ships}]\n";
        let folder = folder(&[("d.yaml", document(relation).as_str()), ("sources.yaml", sources)]);
        run_in(folder.path(), &["conflicts", "--json"])
    };
    let differ = told("");
    let line: Value = serde_json::from_str(&differ.out).expect("one line");
    assert_eq!((&line["record"], &line["measure"]), (&Value::from("figures-differ"), &Value::from("ships")));
    assert_eq!((&line["figure"]["claim"], &line["figure"]["value"]), (&Value::from("d#a"), &Value::from(9)));
    assert_eq!((&line["other"]["claim"], &line["other"]["bound"]), (&Value::from("d#b"), &Value::from("at-most")));
    assert_eq!(told(", relations: [{type: updates, claim: d#a}]").code, 1);
}
