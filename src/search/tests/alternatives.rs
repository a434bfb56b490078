//! Alternatives among words, phrases and filters.

use super::*;

fn found(query: &str, scope: Scope) -> Vec<String> {
    let mut found = ids(&SHIPPED, query, scope);
    found.sort();
    found
}

#[test]
fn alternatives_find_what_each_finds() {
    for (one, other) in [
        ("wheat", "mercenaries"),
        ("goyta", "wheat"),
        ("lavrov", "lavrv"),
        ("\"armed forces\"", "fertilizer"),
        ("by:diop", "kind:denial"),
        ("wheat", "in:neo"),
        ("-mali", "wagner"),
        ("by:lavrov,diop", "-kind:statement,fact"),
    ] {
        let mut both = found(one, Scope::Claims);
        both.extend(found(other, Scope::Claims));
        both.sort();
        both.dedup();
        assert_eq!(found(&format!("{one} | {other}"), Scope::Claims), both, "{one} | {other}");
        assert_eq!(found(&format!("{other} | {one}"), Scope::Claims), both, "{other} | {one}");
    }
}

#[test]
fn alternatives_stand_beside_what_must_be_there() {
    let with = found("russia wheat | mercenaries", Scope::Claims);
    let mut each = [found("russia wheat", Scope::Claims), found("russia mercenaries", Scope::Claims)].concat();
    each.sort();
    each.dedup();
    assert_eq!(with, each);
    let without = found("wheat | mercenaries -wheat", Scope::Claims);
    assert_eq!(without, found("mercenaries -wheat", Scope::Claims));
    assert!(!without.is_empty());
}

#[test]
fn what_has_the_words_comes_before_what_a_filter_adds() {
    let answer = ask(&SHIPPED, "wheat | kind:opinion", Scope::Claims);
    let scores: Vec<_> = answer.hits.iter().map(|hit| hit.score).collect();
    assert!(scores[0] > 0 && scores.last() == Some(&0) && scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
}

#[test]
fn every_alternative_that_is_there_is_marked() {
    insta::assert_snapshot!(claims("ships | deep"), @"
    2025-01-harbour-closed#shallow: The basin is nine metres [deep] at most, which keeps larger [ships] away.
    2024-05-02-harbour-opens#depth: The basin is eleven metres [deep] after dredging.
    ");
    insta::assert_snapshot!(claims("dredgng | kind:opinion"), @"
    2024-05-02-harbour-opens#depth: The basin is eleven metres deep after [dredging]. (1 letter off)
    2025-01-harbour-closed#shallow: The basin is nine metres deep at most, which keeps larger ships away.
    ");
}

#[test]
fn a_wrong_filter_finds_nothing_whatever_stands_beside_it() {
    for query in [
        "kidn:fact",
        "wheat kidn:fact",
        "wheat | kind:promise",
        "-kind:promise",
        "kind:fact,promise wheat",
        "who: lavrov",
    ] {
        let answer = ask(&SHIPPED, query, Scope::Everything);
        assert_eq!((answer.total, answer.hits.len()), (0, 0), "{query}");
    }
}

#[test]
fn several_values_of_a_filter_widen() {
    let count = |query| ids(&SHIPPED, query, Scope::Claims).len();
    assert_eq!(count("kind:fact,opinion"), count("kind:fact") + count("kind:opinion"));
    assert_eq!(count("in:neo,starfolk"), count("in:neo") + count("in:starfolk"));
    assert_eq!(count("-in:neo,starfolk") + count("in:neo,starfolk"), count("-qqqqzzzz"));
}

#[test]
fn a_name_is_not_meant_by_scattered_letters() {
    let document = "title: T\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n\
                    - {id: c, kind: fact, text: Something., speaker: e}\n";
    let register = "- {id: e, schema: Person, name: Bxaxsxixn}\n";
    let indexed = indexed(corpus(&[("entities.yaml", register), ("d.yaml", document)]));
    assert_eq!(ids(&indexed, "basin", Scope::Entities), ["e"]);
    assert_eq!(ids(&indexed, "by:basin", Scope::Everything), [""; 0]);
    assert_eq!(ids(&indexed, "by:bxaxsxxn", Scope::Everything), ["d#c"], "a slip is forgiven");
}
