//! How records are named on the command line: by id, name, title or address, and what happens to unknown names.

use super::folders::lighthouse;
use super::{run, run_in};

const CLAIM: &str = "2024-03-27-naija247-phone-talks#mali-population-20m";
const OTHER: &str = "2023-02-11-moderndiplomacy-lavrov-mali#mali-population-21-9m";

#[test]
fn a_name_that_is_unmistakable_is_as_good_as_an_id() {
    for (by_name, by_id) in [
        (&["show", "Sergey Lavrov"][..], &["show", "sergey-lavrov"][..]),
        (&["show", "sergey", "lavrov"], &["show", "sergey-lavrov"]),
        (&["show", "Сергей Лавров"], &["show", "sergey-lavrov"]),
        (&["show", "assimi", "GOITA"], &["show", "assimi-goita"]),
        (&["conflicts", "Mali"], &["conflicts", "mali"]),
        (&["timeline", "Wang Yi", "--json"], &["timeline", "wang-yi", "--json"]),
        (&["matrix", "Wagner Group"], &["matrix", "wagner-group"]),
        (&["positions", "Abdoulaye", "Diop"], &["positions", "abdoulaye-diop"]),
        (
            &["show", "four takeaways from Sergey Lavrov's visit to Mali"],
            &["show", "2023-02-11-moderndiplomacy-lavrov-mali"],
        ),
        (&["show", "modern diplomacy"], &["show", "modern-diplomacy"]),
        (&["show", "ACLED data on violence in Mali in 2022"], &["show", "acled-data-2022"]),
    ] {
        let [name, id] = [by_name, by_id].map(run);
        assert_eq!((name.code, name.err.as_str(), &name.out), (0, "", &id.out), "{by_name:?}");
    }
    let folder = lighthouse();
    let [address, id] = ["https://north.example/light", "lighthouse"].map(|id| run_in(folder.path(), &["show", id]));
    assert_eq!((address.code, address.out), (0, id.out));
}

#[test]
fn a_name_of_several_is_refused_with_their_ids() {
    let folder = lighthouse();
    let path = folder.path().join("entities.yaml");
    let more =
        std::fs::read_to_string(&path).expect("readable") + "- {id: other-holm, schema: Person, name: anna HOLM}\n";
    std::fs::write(&path, more).expect("written");
    for command in ["show", "conflicts", "positions", "timeline", "matrix"] {
        let refused = run_in(folder.path(), &[command, "Anna Holm"]);
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{command}");
        assert_eq!(
            refused.err,
            "briefing: `Anna Holm` can be the entity `anna-holm` or the entity `other-holm`; give the id\n"
        );
    }
}

#[test]
fn a_view_of_a_claim_is_what_stands_in_a_relation_to_it() {
    let conflicts = run(&["conflicts", CLAIM, "--json"]);
    assert_eq!((conflicts.code, conflicts.out.lines().count()), (0, 1), "{}", conflicts.out);
    let timeline = run(&["timeline", CLAIM, "--json"]);
    let claims: Vec<String> = timeline
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["claim"].as_str().expect("an id").into()
        })
        .collect();
    assert_eq!(claims, [OTHER, CLAIM], "in the order of time");
    let promise = "2023-02-11-moderndiplomacy-lavrov-mali#lavrov-wheat-deliveries";
    let positions = run(&["positions", promise]);
    assert!(positions.code == 0 && positions.out.contains(promise), "{}", positions.out);
    let matrix = run(&["matrix", CLAIM]);
    assert_eq!((matrix.code, matrix.out.as_str()), (2, ""));
    assert!(matrix.err.contains("is a claim") && !matrix.err.contains("did you mean"), "{}", matrix.err);
    let outlet = run(&["timeline", "Modern Diplomacy"]);
    assert_eq!((outlet.code, outlet.out.as_str()), (2, ""));
    assert!(outlet.err.contains("`modern-diplomacy` is an outlet"), "{}", outlet.err);
}

#[test]
fn what_nothing_is_called_is_answered_with_what_is_near_or_how_to_search() {
    for line in [&["show", "foo"][..], &["conflicts", "foo"], &["timeline", "xyzzy plugh"]] {
        let unknown = run(line);
        assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
        assert!(
            unknown.err.contains("`briefing search WORDS`") && !unknown.err.contains("did you mean"),
            "{}",
            unknown.err
        );
    }
    let near = run(&["show", "neo"]).err;
    assert!(near.ends_with("did you mean `2025-04-07-neo-aes-russia`?\n"), "{near}");
}

#[test]
fn a_range_holds_only_what_is_dated_in_it() {
    let within = run(&["timeline", "--from", "2025-04", "--to", "2025-04", "--json"]);
    let found = run(&["search", "date:2025-04", "--in", "claims", "--limit", "1000", "--json"]);
    assert_eq!(within.out.lines().count(), found.out.lines().count(), "as many as the filter finds");
    assert!(!within.out.contains(r#""date":null"#));
    let text = run(&["timeline", "--from", "2025-04", "--to", "2025-04"]).out;
    assert!(text.contains(" claims without a date are not shown.") && !text.contains("no date"), "{text}");
    let backwards = run(&["timeline", "--from", "2025", "--to", "2024"]);
    assert_eq!((backwards.code, backwards.out.as_str()), (2, ""));
    assert_eq!(backwards.err, "briefing: --from 2025 is after --to 2024\n");
    assert_eq!(run(&["timeline", "--from", "2025", "--to", "2025"]).code, 0);
}
