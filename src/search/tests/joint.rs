//! A joint claim is found by each of its speakers.

use super::*;
use crate::testing::fixture::pact;

#[test]
fn each_of_several_speakers_leads_to_what_they_say() {
    let pact = indexed(pact());
    let claims = |query| {
        let mut claims = ids(&pact, query, Scope::Claims);
        claims.sort_unstable();
        claims
    };
    let (free, towns) = ("2024-05-04-pact#toll-free", "2024-05-04-pact#all-towns");
    assert_eq!(claims("by:lund"), [towns, free, "2025-02-toll#toll-needed"]);
    assert_eq!(claims("by:moss"), [towns, free, "2024-05-06-diggers#no-toll", "2025-02-toll#no-toll-needed"]);
    assert_eq!(claims("by:finch"), [towns, "2025-02-toll#no-toll-needed"]);
    assert_eq!(claims("by:lund by:finch"), [towns]);
    assert_eq!(claims("=tolls by:moss"), [free]);
    assert_eq!(claims("tolls by:moss"), [free, "2024-05-06-diggers#no-toll", "2025-02-toll#no-toll-needed"]);
    assert_eq!(claims("by:moss -by:lund"), ["2024-05-06-diggers#no-toll", "2025-02-toll#no-toll-needed"]);
    assert_eq!(claims("firsthand:yes by:lund"), [towns, free, "2025-02-toll#toll-needed"]);
    assert_eq!(claims("independent:>1"), ["2024-05-04-pact#work-begins", "2024-05-06-diggers#digging"]);
    insta::assert_snapshot!(lines(&pact, "moss =tolls", Scope::Claims), @"2024-05-04-pact#toll-free: The bridge will be free of [tolls] for good.");
    insta::assert_snapshot!(lines(&pact, "moss lund", Scope::Claims), @"
    2024-05-04-pact#toll-free: The bridge will be free of tolls for good.
    2024-05-04-pact#all-towns: The river belongs to all the towns on its banks.
    ");
}
