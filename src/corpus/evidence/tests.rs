use crate::briefing::{ClaimRef, Edtf};
use crate::corpus::evidence::corroboration::Caution;
use crate::corpus::{Chronology, ClaimSlot, Corpus, Narrowing, Record, RecordsInView};
use crate::testing::fixture;

const ENTITIES: &str = "[{id: ann, schema: Person, name: Ann}, {id: ben, schema: Person, name: Ben}, \
                        {id: lake, schema: Place, name: Lake Towns}, \
                        {id: union, schema: Organization, name: Union of Lake Towns, alias: [The Union]}]\n";
const SOURCES: &str = "outlets: [{id: daily, name: Daily}, {id: herald, name: Herald, reliability: B}, \
                       {id: rumour, name: Rumour, reliability: F}]\n\
                       origins: [{id: letter, name: Letter, issuer: [ann], date: 2024-02}, \
                       {id: talk, name: Talk, basis: inferred}, {id: speech, name: Speech}]\n";

/// A corpus of documents `d0`, `d1` …: each is the further keys of a document, and those of its claims `a`, `b` …
fn corpus(documents: &[(&str, &[&str])]) -> Corpus {
    let texts: Vec<(String, String)> = documents
        .iter()
        .enumerate()
        .map(|(number, (keys, claims))| {
            let publisher = if keys.contains("publisher") { "" } else { "publisher: daily\n" };
            let mut text = format!("{publisher}url: https://example.org/{number}\n{keys}");
            if !keys.contains("title") {
                text += "title: T\n";
            }
            if !keys.contains("published") {
                text += "published: 2024\n";
            }
            let letters = ('a'..).zip(*claims).map(|(id, keys)| format!("  - {{id: {id}, text: T, {keys}}}\n"));
            text += "claims:\n";
            text.extend(letters);
            (format!("d{number}.yaml"), text)
        })
        .collect();
    let mut files = vec![("entities.yaml", ENTITIES), ("sources.yaml", SOURCES)];
    files.extend(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let corpus = fixture::corpus(&files);
    assert_eq!(corpus.problems(), []);
    corpus
}

fn slot(corpus: &Corpus, name: &str) -> ClaimSlot {
    corpus.find_claim(&ClaimRef::parse(name).expect("a reference")).expect("a claim")
}

fn names(corpus: &Corpus, claims: &[ClaimSlot]) -> Vec<String> {
    claims.iter().map(|claim| corpus.claim_ref(*claim).to_string()).collect()
}

fn date(text: &str) -> Edtf {
    Edtf::parse(text).expect("a date")
}

#[test]
fn a_mutual_dispute_is_one_conflict_and_one_bearing() {
    let corpus = corpus(&[
        ("", &["kind: fact, relations: [{type: disputes, claim: d1#a}]"]),
        ("", &["kind: fact, relations: [{type: disputes, claim: d0#a}, {type: qualifies, claim: d0#a}]"]),
    ]);
    let kinds: Vec<_> = corpus.conflicts(&[]).iter().map(|conflict| conflict.related.verb()).collect();
    assert_eq!(kinds, ["disputes", "qualifies"]);
    let bearings = corpus.corroboration(slot(&corpus, "d0#a")).bearings;
    let verbs: Vec<_> = bearings.iter().map(|bearing| bearing.related.verb()).collect();
    assert_eq!(verbs.len(), 2, "{verbs:?}");
}

#[test]
fn a_pair_is_in_view_if_either_claim_is() {
    let corpus = corpus(&[
        ("", &["kind: fact, relations: [{type: disputes, claim: d1#a}, {type: updates, claim: d2#a}]"]),
        ("", &["kind: fact"]),
        ("", &["kind: fact"]),
        ("", &["kind: fact"]),
    ]);
    let view = |document: &str| [Narrowing::Document(corpus.find_document(document).expect("a document"))];
    let conflicts = ["d0", "d1", "d2", "d3"].map(|document| corpus.conflicts(&view(document)).len());
    assert_eq!(conflicts, [1, 1, 0, 0]);
    let updates = ["d0", "d1", "d2", "d3"].map(|document| corpus.updates(&view(document)).len());
    assert_eq!(updates, [1, 0, 1, 0]);
}

#[test]
fn documents_do_not_restrict_one_another_and_entities_leave_those_beside_them() {
    let corpus = corpus(&[
        ("author: [ann]\n", &["kind: fact"]),
        ("author: [ben]\n", &["kind: fact, about: [lake]"]),
        ("author: [ann, ben]\n", &["kind: fact, speaker: union"]),
    ]);
    let in_view = |by: Narrowing| {
        let documents = corpus.documents().map(Record::Document);
        let records = documents.chain(corpus.entities().map(Record::Entity)).chain(corpus.claims().map(Record::Claim));
        let in_view = RecordsInView::new(&corpus, &[by]);
        let admitted = records.filter(|record| in_view.has(*record)).map(|record| corpus.id_of(record));
        admitted.collect::<Vec<_>>().join(" ")
    };
    let ann = corpus.find_entity("ann").expect("an entity");
    assert_eq!(in_view(Narrowing::Entity(ann)), "d0 d2 ann ben d0#a", "ben wrote with ann");
    let document = corpus.find_document("d1").expect("a document");
    assert_eq!(in_view(Narrowing::Document(document)), "d0 d1 d2 ben lake d1#a");
}

#[test]
fn a_position_is_what_a_speaker_says_on_a_subject_at_different_times() {
    let of_ann = |corpus: &Corpus| {
        let ann = corpus.find_entity("ann").expect("an entity");
        let positions = corpus.positions(&[]).into_iter().filter(|position| position.speaker == ann);
        positions.map(|position| (names(corpus, &position.claims).join(" "), position.related)).collect::<Vec<_>>()
    };
    let early = "kind: statement, speaker: ann, about: [lake], date: 2024-01";
    let same_month = "kind: statement, speaker: ann, about: [lake], date: 2024-01-31";
    let next_day = "kind: statement, speaker: ann, about: [lake], date: 2024-02-01";
    let of_herself = "kind: statement, speaker: ann, about: [ann], date: 2025";
    assert_eq!(of_ann(&corpus(&[("", &[next_day, early])])), [("d0#b d0#a".to_owned(), false)]);
    assert_eq!(of_ann(&corpus(&[("", &[same_month, early])])), [], "both may be from the same day");
    assert_eq!(of_ann(&corpus(&[("", &["kind: fact, speaker: ann, about: [ann], date: 2024", of_herself])])), []);
    let updating = format!("{next_day}, relations: [{{type: updates, claim: d0#a}}]");
    assert_eq!(of_ann(&corpus(&[("", &[early, &updating])])), [("d0#a d0#b".to_owned(), true)]);
    let confirming = format!("{next_day}, relations: [{{type: confirms, claim: d0#a}}]");
    assert_eq!(of_ann(&corpus(&[("", &[early, &confirming])])), [("d0#a d0#b".to_owned(), false)]);
    for (kind, is_position) in [("fact", false), ("statement", false), ("opinion", true), ("forecast", true)] {
        let as_author = |date: &str| format!("kind: {kind}, about: [lake], date: {date}");
        let corpus = corpus(&[("author: [ann]\n", &[&as_author("2023"), &as_author("2024")])]);
        assert_eq!(of_ann(&corpus).len(), usize::from(is_position), "{kind} by an author");
    }
}

#[test]
fn a_chronology_keeps_the_claims_whose_dates_overlap_the_time_asked_for() {
    let corpus = corpus(&[(
        "published: 2024-05-09\n",
        &[
            "kind: fact, date: 2024-01-31",
            "kind: fact, date: 2023-12-01/2024-02-01",
            "kind: fact",
            "kind: fact, origin: letter",
            "kind: fact, date: 2024-03",
        ],
    )]);
    let all = Chronology::new(&corpus, corpus.claims());
    let claims = |chronology: &Chronology| -> Vec<_> { chronology.moments.iter().map(|moment| moment.claim).collect() };
    assert_eq!(names(&corpus, &claims(&all)), ["d0#b", "d0#a", "d0#d", "d0#e", "d0#c"]);
    let months: Vec<_> = all.months().0.into_iter().collect();
    assert_eq!((months, all.months().1), (vec![((2024, 1), 1), ((2024, 2), 1), ((2024, 3), 1)], 2));
    let some = all.clone().between(Some(date("2024-02")), Some(date("2024-02-29")));
    assert_eq!((names(&corpus, &claims(&some)), some.undated), (vec!["d0#b".to_owned(), "d0#d".to_owned()], 1));
    let late = all.clone().between(Some(date("2024-02-02")), None);
    assert_eq!(names(&corpus, &claims(&late)), ["d0#d", "d0#e"]);
    assert_eq!(all.clone().between(None, None), all);
}

#[test]
fn the_span_of_claims_ends_with_the_date_that_ends_last() {
    let corpus = corpus(&[("", &["kind: fact, date: 2024", "kind: fact, date: 2024-05", "kind: fact"])]);
    let claims: Vec<_> = corpus.claims().collect();
    assert_eq!(corpus.span_of(&claims), Some((date("2024"), date("2024"))));
    assert_eq!(corpus.span_of(&claims[1..]), Some((date("2024-05"), date("2024-05"))));
    assert_eq!(corpus.span_of(&claims[2..]), None);
}

#[test]
fn an_outlet_without_a_usable_grade_is_a_caution() {
    for (publisher, is_ungraded) in [("daily", true), ("herald", false), ("rumour", true)] {
        let corpus = corpus(&[(&format!("publisher: {publisher}\n"), &["kind: fact"])]);
        let cautions = corpus.cautions(slot(&corpus, "d0#a"));
        assert_eq!(cautions.contains(&Caution::Ungraded), is_ungraded, "{publisher}");
    }
}

#[test]
fn a_source_is_inferred_only_if_all_its_origins_are() {
    let inferred = |second: &str| {
        let second = format!("kind: fact, speaker: ann{second}, relations: [{{type: confirms, claim: d0#a}}]");
        let corpus = corpus(&[("", &["kind: fact, speaker: ann, origin: talk"]), ("", &[&second])]);
        let corroboration = corpus.corroboration(slot(&corpus, "d0#a"));
        assert_eq!(corroboration.sources.len(), 1);
        corroboration.inferred(&corpus)
    };
    assert_eq!(inferred(""), 1);
    assert_eq!(inferred(", origin: talk"), 1);
    assert_eq!(inferred(", origin: speech"), 0);
}

#[test]
fn an_origin_is_alone_if_no_other_source_says_so() {
    let corpus = corpus(&[
        ("", &["kind: fact, origin: speech", "kind: fact, speaker: ann, origin: speech"]),
        ("", &["kind: fact, speaker: ben, relations: [{type: confirms, claim: d0#b}]"]),
    ]);
    let speech = corpus.origin_of(slot(&corpus, "d0#a")).expect("an origin");
    assert_eq!(names(&corpus, corpus.resting_on(speech)), ["d0#a", "d0#b"]);
    assert_eq!(names(&corpus, &corpus.resting_alone_on(speech)), ["d0#a"]);
    assert_eq!(corpus.repeating(speech), [corpus.find_document("d0").expect("a document")]);
}

#[test]
fn companions_are_sorted_by_the_number_of_common_claims() {
    let claims = ["kind: fact, about: [ann, ben]", "kind: fact, about: [ann, lake]", "kind: fact, about: [lake, ann]"];
    let corpus = corpus(&[("", &claims)]);
    let companions = corpus.companions(corpus.find_entity("ann").expect("an entity"));
    let ids: Vec<_> = companions.iter().map(|(slot, count)| (corpus.entity(*slot).id.as_str(), *count)).collect();
    assert_eq!(ids, [("lake", 2), ("ben", 1)]);
}
