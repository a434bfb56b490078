//! `search`: hits, their two forms of output, and the exit status.

use serde_json::Value;

use super::folders::lighthouse;
use super::{run, run_in};

fn hits(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn a_hit_is_a_block_that_says_what_and_where() {
    let found = run_in(lighthouse().path(), &["search", "midnight"]);
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let score = found.out.split_whitespace().nth(4).unwrap_or_default();
    assert_eq!(
        found.out,
        format!(
            "claim lighthouse#dark · score {score}\n  The light of Kvalnéss went out at midnight.\n  Coast Guard · fact \
             · 2024-03-08 · through Anna Holm · North Post\n  \
             https://north.example/light#:~:text=The%20light%20went%20out,at%20midnight\n\n1 hit\n"
        )
    );
}

#[test]
fn a_hit_in_json_is_the_record_with_its_score_and_ranges() {
    let folder = lighthouse();
    let found = run_in(folder.path(), &["search", "kvalness", "--json"]);
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let hits = hits(&found.out);
    let place = hits.iter().find(|hit| hit["id"] == "kvalness").expect("the place is found");
    assert_eq!(place["record"], "entity");
    assert!(place["score"].is_u64());
    let range = &place["ranges"][0];
    let bytes = |at: usize| usize::try_from(range[at].as_u64().expect("a number")).expect("small");
    let name = place["name"].as_str().expect("a name");
    assert_eq!(&name[bytes(0)..bytes(1)], "Kvalnéss");
    assert!(place.as_object().expect("an object").contains_key("reason"));
    super::json::records(&found.out, &["score", "ranges", "reason"]);
    let scores: Vec<_> = hits.iter().map(|hit| hit["score"].as_u64()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "best first: {scores:?}");
}

#[test]
fn a_search_is_confined_by_kind_and_number() {
    for (kind, record) in [("documents", "document"), ("entities", "entity"), ("claims", "claim")] {
        let found = hits(&run(&["search", "mali", "--in", kind, "--json"]).out);
        assert!(!found.is_empty() && found.iter().all(|hit| hit["record"] == record), "{kind}");
    }
    assert_eq!(hits(&run(&["search", "mali", "--json"]).out).len(), 20);
    assert_eq!(hits(&run(&["search", "mali", "--json", "--limit", "3"]).out).len(), 3);
    let plain = run(&["search", "--limit", "3", "mali"]).out;
    assert!(plain.lines().last().is_some_and(|last| last.starts_with("3 of ")), "{plain}");
}

#[test]
fn what_the_articles_spell_otherwise_is_found() {
    for (query, id) in
        [("goita", "assimi-goita"), ("Goïta", "assimi-goita"), ("sergei", "sergey-lavrov"), ("лавров", "sergey-lavrov")]
    {
        let found = hits(&run(&["search", query, "--in", "entities", "--json"]).out);
        assert!(found.iter().any(|hit| hit["id"] == id), "{query}");
    }
    let orders = [&["search", "wheat", "fertiliser", "--json"], &["search", "fertiliser", "wheat", "--json"]];
    let [one, other] = orders.map(|line| run(line).out);
    assert!(!one.is_empty() && hits(&one).len() == hits(&other).len());
}

#[test]
fn words_may_be_negated_before_and_behind_options() {
    let all = hits(&run(&["search", "wheat", "--in", "claims", "--json"]).out);
    let kinds = |line: &[&str]| {
        let found = hits(&run(line).out);
        found.iter().map(|hit| hit["kind"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let without = kinds(&["search", "wheat", "-kind:statement", "--in", "claims", "--json"]);
    assert!(without.len() < all.len() && !without.iter().any(|kind| kind == "statement"), "{without:?}");
    assert_eq!(kinds(&["search", "--json", "--in", "claims", "--", "-kind:statement", "wheat"]), without);
}

#[test]
fn nothing_found_is_said() {
    for line in [&["search", "qqqqzzzzqqqq"][..], &["search", "qqqqzzzzqqqq", "--json"]] {
        let found = run(line);
        assert_eq!((found.code, found.out.as_str(), found.err.as_str()), (1, "", "briefing: nothing found\n"));
    }
    let empty = run(&["search", " "]);
    assert_eq!((empty.code, empty.out.as_str()), (2, ""));
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let folder = lighthouse();
    let plain = run_in(folder.path(), &["search", "kvalnes", "coast", "--explain"]);
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    assert!(plain.out.contains(" for kvalnes: prefix, kvalness, in the text; 737 × 90 %"), "{}", plain.out);
    assert!(
        plain.out.contains(" for coast: exact word in the name of Coast Guard (speaker); 1000 × 100 %"),
        "{}",
        plain.out
    );
    let found = hits(&run_in(folder.path(), &["search", "kvalnes", "coast", "--explain", "--json"]).out);
    assert!(!found.is_empty());
    for hit in found {
        let words = hit["explanation"]["words"].as_array().expect("words");
        let sum: u64 = words.iter().filter_map(|word| word["points"].as_u64()).sum();
        assert_eq!(hit["score"].as_u64(), hit["explanation"]["wholeName"].as_u64().map(|whole| whole + sum));
    }
}

#[test]
fn what_does_not_exist_is_wrong_usage() {
    for (line, said) in [
        (&["search", "kidn:fact"][..], "unknown filter `kidn:`; did you mean `kind:`? Others: in:, "),
        (&["search", "wheat", "kind:promise"], "unknown kind `promise`; use fact, statement, "),
        (&["search", "wheat | who:lavrov", "--json"], "unknown filter `who:`; did you mean `by:`? "),
        (&["search", "-kind:promise", "wheat"], "unknown kind `promise`; use "),
        (&["search", "--explain", "date:april", "--json"], "`april` is not a date; write 2025-04-07, "),
        (&["search", "--", "-schema:company"], "unknown type `company`; use person, "),
        (&["search", "disputed:maybe"], "`maybe` is neither yes nor no; use disputed:yes, disputed:no"),
    ] {
        let found = run(line);
        assert_eq!((found.code, found.out.as_str()), (2, ""), "{line:?}: {}", found.err);
        assert!(found.err.starts_with(&format!("briefing: {said}")) && found.err.lines().count() == 1, "{}", found.err);
    }
    let both = run(&["search", "kidn:fact kind:promise"]);
    assert_eq!((both.code, both.err.lines().count()), (2, 2), "{}", both.err);
}

#[test]
fn who_is_unknown_is_not_found() {
    for line in [&["search", "by:nobody"][..], &["search", "by:nobody", "--json"], &["search", "wheat", "about:qqqzzz"]]
    {
        let found = run(line);
        assert_eq!(
            (found.code, found.out.as_str(), found.err.as_str()),
            (1, "", "briefing: nothing found\n"),
            "{line:?}"
        );
    }
}

#[test]
fn what_is_unfinished_is_wrong_usage_in_a_command() {
    for (query, said) in [
        ("by:", "briefing: `by:` has no value; write by:ACTOR\n"),
        ("wheat kind: | mali", "briefing: `kind:` has no value; write kind:KIND\n"),
        ("wheat date:20", "briefing: `20` is not a date; write 2025-04-07, 2025-04, 2025, 2023..2024, >2024, <2024\n"),
    ] {
        let found = run(&["search", query]);
        assert_eq!((found.code, found.out.as_str(), found.err.as_str()), (2, "", said), "{query}");
    }
}

#[test]
fn words_of_a_query_keep_their_order() {
    let ids = |line: &[&str]| {
        let found = run(line);
        assert_eq!(found.code, 0, "{line:?}: {}", found.err);
        hits(&found.out).iter().map(|hit| hit["id"].to_string()).collect::<Vec<_>>()
    };
    let whole = ids(&["search", "wheat | -kind:statement mali", "--json", "--limit", "200"]);
    assert_eq!(ids(&["search", "wheat", "|", "-kind:statement", "mali", "--json", "--limit", "200"]), whole);
    assert_eq!(ids(&["search", "by:", "lavrov", "--json"]), ids(&["search", "by:lavrov", "--json"]));
    assert_eq!(ids(&["search", "!wagner", "--json"]), ids(&["search", "-wagner", "--json"]));
    assert!(!ids(&["search", "--json", "--", "--wagner"]).is_empty(), "it excludes a word");
}

#[test]
fn the_help_of_a_search_lists_every_filter() {
    let help = run(&["search", "--help"]).out;
    for filter in &briefing::search::FILTERS {
        assert!(help.contains(&format!("  {}:{} ", filter.name, filter.value)), "{}: {help}", filter.name);
    }
    for (typed, _) in briefing::search::SIGNS {
        assert!(help.contains(typed), "{typed}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 100 && !line.starts_with("confirmed")), "{help}");
}
