//! Outlets and origins are found by their names and ids, and by the claims that rest on them.

use super::*;
use crate::corpus::Narrowing;
use crate::testing::fixture::{ferry, pact};

fn found(searcher: &Searcher, query: &str) -> Vec<String> {
    ids(searcher, query, Scope::Sources)
}

#[test]
fn sources_are_found_by_name_and_id_in_any_form() {
    let pact = indexed(pact());
    assert_eq!(found(&pact, ""), ["river-post", "valley-news", "joint-letter", "wire-report"]);
    assert_eq!(found(&pact, "news"), ["valley-news"]);
    assert_eq!(found(&pact, "mayor two"), ["joint-letter"], "another form, in another order");
    assert_eq!(found(&pact, "vally"), ["valley-news"], "one letter off");
    assert_eq!(found(&pact, "wire-report"), ["wire-report"]);
    assert_eq!(found(&pact, "\"north wire\""), ["wire-report"]);
    assert_eq!(found(&pact, "news | letter"), ["valley-news", "joint-letter"]);
    assert_eq!(found(&pact, "-news"), ["river-post", "joint-letter", "wire-report"]);
    assert_eq!(found(&pact, "river -post"), [""; 0]);
    assert_eq!(found(&pact, "nothing"), [""; 0]);
    insta::assert_snapshot!(lines(&pact, "vally", Scope::Sources), @"valley-news: [Valley] News (1 letter off)");
    insta::assert_snapshot!(lines(&pact, "joint-letter", Scope::Sources), @"joint-letter: Letter of two mayors (id: Letter of two mayors)");
}

#[test]
fn a_filter_finds_the_sources_of_the_claims_that_it_admits() {
    let pact = indexed(pact());
    let corpus = pact.corpus();
    for query in ["by:moss", "kind:fact", "kind:opinion", "date:2024", "in:toll"] {
        let claims: Vec<_> = ask(&pact, query, Scope::Claims).hits.into_iter().map(|hit| hit.record).collect();
        let rests = |source: &Record| {
            claims.iter().any(|claim| match (claim, source) {
                (Record::Claim(claim), Record::Outlet(slot)) => {
                    corpus.publisher(corpus.document_of(*claim)) == Some(*slot)
                }
                (Record::Claim(claim), Record::Origin(slot)) => corpus.origin_of(*claim) == Some(*slot),
                _ => false,
            })
        };
        let expected: Vec<_> = corpus.outlets_and_origins().filter(rests).map(|source| corpus.id_of(source)).collect();
        assert_eq!(found(&pact, query), expected, "{query}");
        let others: Vec<_> =
            corpus.outlets_and_origins().filter(|source| !rests(source)).map(|source| corpus.id_of(source)).collect();
        assert_eq!(found(&pact, &format!("-{query}")), others, "without {query}");
    }
    assert_eq!(found(&pact, "nosuch:filter"), [""; 0]);
}

#[test]
fn only_sources_in_view_are_searched() {
    let ferry = indexed(ferry());
    let corpus = ferry.corpus();
    let document = corpus.find_document("2024-03-03-copy").expect("a document");
    let narrowing = vec![Narrowing::Document(document)];
    let request = Request { scope: Scope::Sources, narrowing, ..Request::new(Query::parse(""), usize::MAX) };
    let hits = ferry.search(&request).hits;
    let publisher = corpus.publisher(document).map(Record::Outlet).expect("a publisher");
    assert!(hits.iter().any(|hit| hit.record == publisher), "its own outlet");
    assert!(hits.iter().filter(|hit| matches!(hit.record, Record::Outlet(_))).count() == 1, "and no other");
}
