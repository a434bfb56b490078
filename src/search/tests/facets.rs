//! Filters by facets, which depend on all documents together.

use std::sync::LazyLock;

use super::*;
use crate::testing::fixture::{ferry, storm};

static FERRY: LazyLock<Searcher> = LazyLock::new(|| indexed(ferry()));

/// Returns the ids of the claims found, without their common prefix.
fn claims(query: &str) -> String {
    let mut found = ids(&FERRY, query, Scope::Claims);
    found.sort();
    found.join(" ")
}

#[test]
fn claims_are_chosen_by_corroboration() {
    let sails = "2024-03-02-release#sails 2024-03-03-copy#sails 2024-04-skipper#first-trip";
    assert_eq!(claims("independent:>1"), sails);
    assert_eq!(claims("independent:2"), sails);
    assert_eq!(claims("independent:>2"), "");
    assert_eq!(claims("independent:1 in:skipper"), "2024-04-skipper#capacity 2024-04-skipper#nothing-follows");
    assert_eq!(claims("-independent:>1 in:skipper"), "2024-04-skipper#capacity 2024-04-skipper#nothing-follows");
}

#[test]
fn claims_are_chosen_by_dispute() {
    assert_eq!(claims("disputed:"), "2023-06-10-promise#capacity 2024-04-skipper#capacity");
    assert_eq!(claims("disputed:y"), claims("disputed:"));
    assert_eq!(claims("disputed:no in:promise"), "2023-06-10-promise#new-ferry");
    assert_eq!(claims("disputed:perhaps"), "");
}

#[test]
fn claims_are_chosen_by_origin_and_hand() {
    assert_eq!(claims("origin:ministry"), "2024-03-02-release#sails 2024-03-02-release#thanks 2024-03-03-copy#sails");
    assert_eq!(claims("origin:ministry said:lind"), "2024-03-02-release#thanks");
    assert_eq!(claims("firsthand:no in:copy"), "2024-03-03-copy#noise 2024-03-03-copy#sails");
    assert_eq!(claims("firsthand: said:lind"), "2023-06-10-promise#new-ferry");
}

#[test]
fn with_finds_every_part_and_the_company() {
    assert_eq!(claims("with:radio"), "2024-03-03-copy#noise");
    assert_eq!(claims("with:council"), "2024-03-02-release#thanks 2024-03-03-copy#noise");
    let mut company = ids(&FERRY, "with:radio", Scope::Entities);
    company.sort();
    assert_eq!(company, ["island-council", "sund-ferry"]);
    assert_eq!(ids(&FERRY, "with:radio", Scope::Documents), ["2024-03-03-copy"]);
}

#[test]
fn a_quote_is_found_by_its_words_and_chosen_by_a_filter() {
    let storm = indexed(storm());
    let quoted = "2024-11-03-storm#damage";
    assert_eq!(ids(&storm, "is:quoted", Scope::Claims), [quoted]);
    assert_eq!(ids(&storm, "is:q damage", Scope::Claims), [quoted]);
    assert!(!ids(&storm, "-is:quoted", Scope::Claims).contains(&quoted.to_owned()));
    for typed in ["paying for this night", "\"this night for ten years\"", "nigth paying", "fortune paying"] {
        assert_eq!(ids(&storm, typed, Scope::Claims), [quoted], "{typed}");
    }
    let why = " (quote: “we shall be paying for this night for ten years”)";
    assert!(lines(&storm, "\"paying for\"", Scope::Claims).ends_with(why));
    assert!(Query::parse("is:printed").problems().next().is_some());
}
