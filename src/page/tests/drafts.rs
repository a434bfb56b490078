//! Drafts are listed and marked, and are in no count, corroboration, conflict, matrix, timeline or figure.

use std::fmt::Write;

use super::*;
use crate::corpus::{Chronology, EntitySlot, Narrowing, RecordsInView};
use crate::testing::fixture::{FERRY, STORM, drafts};

/// Describes everything that counts or compares claims, by names, because slots differ between corpora.
fn evidence(corpus: &Corpus) -> String {
    let mut all = String::new();
    let mut page = Page::new(78);
    for narrowing in [vec![], corpus.entities().next().map(Narrowing::Entity).into_iter().collect()] {
        conflicts(&mut page, corpus, &corpus.conflicts(&narrowing), &corpus.figure_conflicts(&narrowing));
        positions(&mut page, corpus, &corpus.updates(&narrowing), &corpus.positions(&narrowing));
        timeline(&mut page, corpus, &Chronology::from_view(corpus, &narrowing));
        matrix(&mut page, corpus, &narrowing);
        figures(&mut page, corpus, &corpus.figures(&narrowing));
    }
    corpus.claims().for_each(|claim| lay_out(&mut page, corpus, Record::Claim(claim)));
    corpus.outlets().for_each(|slot| {
        let ids: Vec<_> = corpus.second_hand(slot).iter().map(|claim| corpus.claim_ref(*claim).to_string()).collect();
        let _ = writeln!(all, "{:?} {ids:?}", corpus.published_by(slot));
    });
    corpus.origins().for_each(|slot| {
        let ids = [corpus.resting_on(slot), &corpus.resting_alone_on(slot)]
            .map(|claims| claims.iter().map(|claim| corpus.claim_ref(*claim).to_string()).collect::<Vec<_>>());
        let _ = writeln!(all, "{:?} {ids:?}", corpus.repeating(slot));
    });
    corpus.entities().for_each(|slot| all += &counts(corpus, slot));
    for document in corpus.documents() {
        let ids: Vec<_> = corpus.claims_in(document).map(|claim| corpus.claim_ref(claim).to_string()).collect();
        let _ = writeln!(all, "{ids:?} {:?}", corpus.entities_of(document));
    }
    let held = holdings(corpus);
    let held: Vec<_> = held.split(" · ").filter(|part| !part.contains("draft")).collect();
    all + &held.join(" ") + &plain(&page)
}

/// Counts what an entity has to do with.
fn counts(corpus: &Corpus, slot: EntitySlot) -> String {
    let claims = [corpus.claims_of(slot), corpus.said_by(slot), corpus.about(slot), corpus.conveyed_by(slot)];
    let ids = claims.map(|claims| claims.iter().map(|claim| corpus.claim_ref(*claim).to_string()).collect::<Vec<_>>());
    let in_view = RecordsInView::new(corpus, &[Narrowing::Entity(slot)]);
    let counted: Vec<_> = corpus.entities().map(|other| in_view.count(corpus, other)).collect();
    let (documents, companions) = (corpus.documents_of(slot), corpus.companions(slot));
    let names = corpus.names_in_use(slot, documents);
    format!("{slot:?} {ids:?} {counted:?} {documents:?} {companions:?} {names:?} {:?}\n", corpus.span_of(claims[0]))
}

/// A draft to add: the document and the place in it, the kind, and numbers that choose what it refers to.
type NewDraft = (usize, usize, usize, [usize; 5]);

/// Adds drafts to the texts of documents. They name every kind of record, and relate to accepted claims.
fn with_drafts(files: &[(&str, &str)], added: &[NewDraft]) -> Vec<(String, String)> {
    let mut files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let base = corpus(&files.iter().map(|(name, text)| (&**name, &**text)).collect::<Vec<_>>());
    let claims: Vec<_> = base.claims().map(|claim| base.claim_ref(claim).to_string()).collect();
    let entities: Vec<_> = base.entities().map(|slot| base.entity(slot).id.to_string()).collect();
    let documents: Vec<_> = (0..files.len()).filter(|at| files[*at].0.starts_with("20")).collect();
    for (number, (document, place, kind, picks)) in added.iter().enumerate() {
        let pick = |at: usize, from: &[String]| from[picks[at] % from.len()].clone();
        let kind = ["fact", "statement", "opinion", "forecast", "allegation", "denial"][kind % 6];
        let verb = ["confirms", "disputes", "qualifies", "updates"][picks[4] % 4];
        let origins: Vec<_> = base.origins().map(|slot| format!("    origin: {}\n", base.origin(slot).id)).collect();
        let measures: Vec<_> = base.measures().map(|slot| base.measure(slot).id.to_string()).collect();
        let measure = measures.first().map(|measure| format!("    figures: [{{of: {measure}, value: 7}}]\n"));
        let draft = format!(
            "  - id: draft-{number}\n    text: Proposed {number}.\n    kind: {kind}\n    speaker: {}\n    via: [{}]\n    \
             about: [{}]\n    date: 202{}-03\n    passage: {{start: Norrhavn and the island}}\n{}{}    \
             relations: [{{type: {verb}, claim: {}}}]\n    draft: {{by: rules}}\n",
            pick(0, &entities),
            pick(1, &entities),
            pick(2, &entities),
            picks[3] % 10,
            origins.first().cloned().unwrap_or_default(),
            measure.unwrap_or_default(),
            pick(3, &claims),
        );
        let text = &mut files[documents[document % documents.len()]].1;
        let places: Vec<_> = text.match_indices("  - id: ").map(|(at, _)| at).chain([text.len()]).collect();
        text.insert_str(places[place % places.len()], &draft);
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn drafts_change_nothing_that_counts_or_compares(
        is_storm in any::<bool>(),
        added in prop::collection::vec((0..9_usize, 0..9_usize, 0..6_usize, prop::array::uniform5(0..40_usize)), 1..6),
    ) {
        let files = if is_storm { STORM } else { FERRY };
        let changed = with_drafts(files, &added);
        let changed: Vec<_> = changed.iter().map(|(name, text)| (&**name, &**text)).collect();
        let (before, after) = (corpus(files), corpus(&changed));
        prop_assert_eq!(after.drafts().len(), added.len(), "{:?}", after.problems());
        prop_assert_eq!(after.with_drafts().claims().len(), before.claims().len() + added.len());
        prop_assert_eq!(evidence(&before), evidence(&after));
    }
}

#[test]
fn a_relation_of_an_accepted_claim_to_a_draft_counts_when_that_is_accepted() {
    let text = |draft: &str| {
        format!(
            "title: T\npublisher: p\nurl: https://example.org/\npublished: 2024\nclaims:\n  - {{id: a, text: A, kind: fact, \
             relations: [{{type: disputes, claim: one#b}}]}}\n  - {{id: b, text: B, kind: fact{draft}}}\n"
        )
    };
    let conflicts = |draft: &str| corpus(&[("one.yaml", &text(draft))]).conflicts(&[]).len();
    assert_eq!((conflicts(", draft: {by: rules}"), conflicts("")), (0, 1));
}

#[test]
fn a_draft_says_what_proposes_it_and_a_document_what_is_to_fill_in() {
    let corpus = drafts();
    let page = |id| plain(&page_of(&corpus, record(&corpus, id), 60));
    insta::assert_snapshot!(page("2025-06-03-lock-closes#asked"));
    insta::assert_snapshot!(page("2025-06-03-lock-closes"));
    insta::assert_snapshot!(page("per-lund"));
}
