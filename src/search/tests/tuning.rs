//! The thresholds of index and ranking never change what a search finds.

use std::sync::Arc;

use proptest::prelude::*;

use crate::corpus::Corpus;
use crate::load::embedded;
use crate::search::index::Index;
use crate::search::index::field::Field;
use crate::search::index::postings::{Posting, PostingList};
use crate::search::index::vocabulary::WordId;
use crate::search::{Query, Request, Scope, Searcher};
use crate::testing::fixture::{corpus, harbour};

/// Queries that match many records, few, or none, in each kind of condition.
const QUERIES: [&str; 16] = [
    "",
    "a",
    "the",
    "of the",
    "\"of the\"",
    "=in",
    "mali",
    "mali russia",
    "lavrov said",
    "wheat | grain",
    "-the mali",
    "lvrv",
    "lawrov",
    "kind:fact the",
    "by:lavrov to",
    "date:2025 in",
];

fn postings(list: PostingList) -> Vec<Posting> {
    let mut all = Vec::new();
    list.each(|posting| all.push(posting));
    all
}

/// Asserts that two indexes have the same words and posting lists.
fn assert_same_postings(shipped: &Index, small: &Index) {
    assert_eq!(shipped.word_count(), small.word_count());
    for word in (0..shipped.word_count()).map(WordId::new) {
        assert_eq!(shipped.vocabulary().word(word), small.vocabulary().word(word));
        for field in Field::ALL {
            let lists = [shipped, small].map(|index| postings(index.posting_list(field, word)));
            assert_eq!(lists[0], lists[1], "{} in {field:?}", shipped.vocabulary().word(word));
        }
    }
}

fn assert_same_answers(corpus: Corpus, queries: &[impl AsRef<str>]) {
    let shipped = Searcher::new(corpus);
    let small = Searcher::with_small_tuning(Arc::clone(shipped.corpus()));
    assert_same_postings(shipped.index(), small.index());
    for query in queries {
        let query = query.as_ref();
        for scope in Scope::ALL {
            let request = Request { scope, ..Request::new(Query::parse(query), 50) };
            let answers = [&shipped, &small].map(|searcher| searcher.search(&request));
            assert_eq!(answers[0], answers[1], "{query} in {scope:?}");
        }
    }
}

#[test]
fn the_shipped_thresholds_find_what_small_ones_find() {
    assert_same_answers(embedded(), &QUERIES);
    assert_same_answers(harbour(), &QUERIES);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_texts_are_found_alike_with_any_thresholds(
        texts in prop::collection::vec("([ab]{1,3}|the|a-b|u.n.|2,000|é|王毅|[ '-]){1,12}", 1..12),
        queries in prop::collection::vec("([ab]{1,3}|the|王| |\"|=|-){1,6}", 1..6),
    ) {
        let quoted = |text: &String| serde_json::to_string(&format!("x {text}")).expect("a string");
        let claim = |(at, text): (usize, &String)| format!("  - {{id: c{at}, text: {}, kind: fact}}", quoted(text));
        let claims = texts.iter().enumerate().map(claim).collect::<Vec<_>>().join("\n");
        let document =
            format!("title: A b\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n{claims}\n");
        assert_same_answers(corpus(&[("d.yaml", &document)]), &queries);
    }
}
