use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::corpus::Corpus;
use crate::load::embedded;
use crate::search::analysis::fold::fold;
use crate::search::index::builder::*;
use crate::search::index::owners;
use crate::search::index::postings::Posting;
use crate::testing::fixture::{corpus, harbour};

type Listed = (Vec<String>, Vec<BTreeMap<String, Vec<Posting>>>);

/// Returns all words, and the posting lists of each field.
fn listed(parts: &IndexParts) -> Listed {
    let IndexParts { vocabulary, postings, .. } = parts;
    let words = (0..vocabulary.len()).map(|at| vocabulary.at(at).to_owned()).collect();
    let field = |postings: &Postings| {
        let words = postings.words().iter();
        let mut list = Vec::new();
        let mut listed = |word| {
            postings.get(word).each(|posting| list.push(posting));
            std::mem::take(&mut list)
        };
        words.map(|word| (vocabulary.word(*word).to_owned(), listed(*word))).collect()
    };
    (words, postings.iter().map(field).collect())
}

/// Returns the same without chunks, blocks and sets, word by word.
fn expected(corpus: &Corpus, owners: &[Owner]) -> Listed {
    let mut fields = vec![BTreeMap::<String, Vec<Posting>>::new(); Field::ALL.len()];
    for owner in owners {
        owner.texts(corpus, &mut |field, text| {
            let folded = fold(text);
            let length = if field.is_name() { tokens::count(&folded) } else { 15 };
            let mut listed = |word: &str, joined| {
                let posting = Posting::new(owner.index(), joined, length);
                let postings = fields[field as usize].entry(word.to_owned()).or_default();
                match postings.last_mut().filter(|last| last.owner() == owner.index()) {
                    Some(last) => {
                        let shortest = last.words().min(posting.words());
                        *last = Posting::new(owner.index(), last.joined() && joined, shortest);
                    }
                    None => postings.push(posting),
                }
            };
            tokens::each_word(&folded, |word, _, kind| listed(word, kind == TokenKind::Joined));
            if is_whole_name(field) {
                tokens::each_joined_word(&folded, field.is_name(), |word, _| listed(word, true));
            }
        });
    }
    let mut words: Vec<_> = fields.iter().flat_map(BTreeMap::keys).cloned().collect();
    words.sort();
    words.dedup();
    (words, fields)
}

fn assert_same_parts(corpus: &Corpus) {
    let owners = owners(corpus);
    let languages = Languages::from_corpus(corpus);
    let shipped = build(corpus, &languages, &owners, 1, &IndexTuning::default());
    assert_eq!(listed(&shipped), expected(corpus, &owners));
    for chunks in [1, 2, 3, 8, 1000] {
        let parts = build(corpus, &languages, &owners, chunks, &IndexTuning::small());
        assert_eq!(listed(&parts), listed(&shipped), "{chunks} chunks");
        assert_eq!(parts.names, shipped.names, "{chunks} chunks");
    }
}

#[test]
fn the_parts_do_not_depend_on_chunks_or_thresholds() {
    assert_same_parts(&embedded());
    assert_same_parts(&harbour());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_texts_make_the_same_parts_in_any_chunks(
        texts in prop::collection::vec(prop_oneof![any::<String>(), "([ab]{1,3}|a-b|u.n.|2,000|é|王毅|a{15,18}|[ '’-]){1,12}"], 1..12),
    ) {
        let quoted = |text: &String| serde_json::to_string(&format!("x {text}")).expect("a string");
        let entity = |(at, text): (usize, &String)| {
            format!("- {{id: e{at}, schema: Person, name: {0}, alias: [{0}, A b a], weakAlias: [{0}]}}", quoted(text))
        };
        let claim = |(at, text): (usize, &String)| format!("  - {{id: c{at}, text: {}, kind: fact}}", quoted(text));
        let entities = texts.iter().enumerate().map(entity).collect::<Vec<_>>().join("\n");
        let claims = texts.iter().enumerate().map(claim).collect::<Vec<_>>().join("\n");
        let document =
            format!("title: A b\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n{claims}\n");
        assert_same_parts(&corpus(&[("entities.yaml", &entities), ("d.yaml", &document)]));
    }
}
