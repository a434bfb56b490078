//! Promises about the content of the built-in briefings, which is part of the product.

use std::collections::HashSet;

use briefing::briefing::{ClaimRef, Kind, RelationType};
use briefing::corpus::{ClaimSlot, Corpus, Record, Voice};
use briefing::load::embedded;
use briefing::search::{Query, Request, Searcher};

fn claim(corpus: &Corpus, name: &str) -> ClaimSlot {
    let name = ClaimRef::parse(name).expect("a reference");
    corpus.find_claim(&name).unwrap_or_else(|| panic!("{name} is there"))
}

/// Returns whether the first claim has this relation to the second.
fn has_relation(corpus: &Corpus, first: &str, relation: RelationType, second: &str) -> bool {
    let second = claim(corpus, second);
    corpus.related(claim(corpus, first)).iter().any(|r| r.active && r.relation_type == relation && r.other == second)
}

#[test]
fn no_file_has_a_problem() {
    let corpus = embedded();
    assert_eq!(corpus.problems(), []);
    assert_eq!(corpus.documents().len(), 5);
    assert!(corpus.entities().len() >= 45);
    for document in corpus.documents() {
        let claims = corpus.claims_in(document).len();
        assert!(claims >= 9, "{}: {claims} claims", corpus.document(document).id);
        assert!(corpus.document(document).summary.is_some());
    }
}

#[test]
fn every_claim_can_be_found_in_its_article_without_quoting_it() {
    let corpus = embedded();
    for slot in corpus.claims() {
        let name = corpus.claim_ref(slot);
        let passage = corpus.claim(slot).passage.as_ref().unwrap_or_else(|| panic!("{name} has a passage"));
        assert!(passage.paragraph.is_some(), "{name}");
        for words in [Some(&passage.start), passage.end.as_ref()].into_iter().flatten() {
            let count = words.split_whitespace().count();
            assert!((3..=6).contains(&count), "{name}: {count} words in `{words}`");
        }
        assert!(corpus.link(slot).is_some_and(|link| link.as_str().contains("#:~:text=")), "{name}");
    }
}

#[test]
fn every_entity_is_used_and_explained() {
    let corpus = embedded();
    let issuers: HashSet<_> =
        corpus.claims().filter_map(|slot| corpus.origin_of(slot)).flat_map(|origin| corpus.issuers(origin)).collect();
    for slot in corpus.entities() {
        let entity = corpus.entity(slot);
        let used = !corpus.documents_of(slot).is_empty() || !corpus.members(slot).is_empty() || issuers.contains(&slot);
        assert!(used, "nothing mentions {}", entity.id);
        assert!(entity.summary.is_some(), "{} has no summary", entity.id);
    }
}

#[test]
fn every_grade_says_why() {
    let corpus = embedded();
    for document in corpus.documents() {
        let outlet = corpus.outlet(corpus.publisher(document).expect("a publisher"));
        assert!(outlet.reliability.is_some() && outlet.note.is_some(), "{}", outlet.id);
    }
}

#[test]
fn an_allegation_of_another_names_who_alleges() {
    let corpus = embedded();
    let alleged: Vec<_> = corpus.claims().filter(|slot| corpus.claim(*slot).kind == Kind::Allegation).collect();
    assert!(alleged.len() >= 5);
    let spoken = alleged.iter().filter(|slot| matches!(corpus.voice(**slot), Voice::Speakers(_))).count();
    assert!(spoken >= 3, "rights groups, broadcasters and governments speak for themselves");
}

#[test]
fn what_the_articles_hold_against_each_other_is_related() {
    use RelationType::{Disputes, Updates};
    let corpus = embedded();
    let lavrov = "2023-02-11-moderndiplomacy-lavrov-mali#lavrov-wheat-deliveries";
    let thanks = "2024-03-27-naija247-phone-talks#goita-thanks-for-aid";
    assert!(has_relation(&corpus, thanks, Updates, lavrov), "the promise of 2023 and the thanks of 2024");
    let population = |text: &str| {
        let found = |slot: &ClaimSlot| corpus.claim(*slot).text.as_str().contains(text);
        corpus.claims().find(found).map(|slot| corpus.claim_ref(slot).to_string()).expect("a population")
    };
    let (older, newer) = (population("21.9 million"), population("20 million"));
    assert!(has_relation(&corpus, &newer, Disputes, &older), "two figures for the population of Mali");
}

#[test]
fn two_numbers_for_the_population_of_mali_cannot_both_be_true() {
    let corpus = embedded();
    let measure = corpus.measures().find(|slot| corpus.measure(*slot).id.as_str() == "population-of-mali");
    let figures = corpus.figures_for(measure.expect("the measure"));
    let given = figures.given.iter().map(|given| format!("{} {}", given.bound.as_str(), given.value));
    assert_eq!(given.collect::<Vec<_>>(), ["about 21,900,000", "about 20,000,000"]);
    assert!(figures.is_contradictory() && figures.given[0].contradicts(&figures.given[1]));
    assert!(
        corpus.figure_conflicts(&[]).iter().all(|conflict| conflict.measure != figures.measure),
        "a relation says it"
    );
    assert_eq!(
        corpus.figures(&[]).first().map(|first| corpus.measure(first.measure).id.as_str()),
        Some("years-of-insurgency")
    );
}

#[test]
fn every_measure_is_used_and_every_quote_has_a_speaker() {
    let corpus = embedded();
    for measure in corpus.measures() {
        assert!(!corpus.counting(measure).is_empty(), "{}", corpus.measure(measure).id);
        assert!(corpus.measure(measure).unit.is_some() && !corpus.measured(measure).is_empty());
    }
    let quoted: Vec<_> = corpus.claims().filter(|slot| corpus.claim(*slot).quote.is_some()).collect();
    assert!(quoted.len() >= 9);
    assert!(quoted.iter().all(|slot| matches!(corpus.voice(*slot), Voice::Speakers(_))));
}

#[test]
fn two_articles_of_april_2025_rest_on_one_joint_statement() {
    let corpus = embedded();
    let origin = |name: &str| corpus.origin_of(claim(&corpus, name)).map(|slot| corpus.origin(slot).id.to_string());
    let starfolk = origin("2025-04-01-starfolk-moscow-visit#visit-dates");
    assert!(starfolk.is_some());
    assert_eq!(starfolk, origin("2025-04-thenewsgod-moscow-visit#visit-dates"));
}

#[test]
fn actors_are_found_by_every_name_they_go_by() {
    let corpus = embedded();
    let searcher = Searcher::new(corpus);
    let corpus = searcher.corpus();
    for (typed, id) in [
        ("Alliance of Sahel States", "aes"),
        ("Confederation of Sahel States", "aes"),
        ("Kestér Kenn Klomegâh", "kester-kenn-klomegah"),
        ("Kester Kenn Klomegah", "kester-kenn-klomegah"),
        ("Sergei Lavrov", "sergey-lavrov"),
        ("Sergey Lavrov", "sergey-lavrov"),
        ("Лавров", "sergey-lavrov"),
        ("goyta", "assimi-goita"),
        ("Goïta", "assimi-goita"),
        ("CEDEAO", "ecowas"),
    ] {
        let answer = searcher.search(&Request::new(Query::parse(typed), 1));
        let found = answer.hits.first().map(|hit| hit.record);
        assert_eq!(found, corpus.find_entity(id).map(Record::Entity), "{typed}");
    }
}

#[test]
fn it_shows_which_article_uses_which_name() {
    let corpus = embedded();
    for (id, name, articles) in [
        ("aes", "Alliance of Sahel States", "2025-04-07-neo-aes-russia"),
        ("aes", "Confederation of Sahel States", "2025-04-01-starfolk-moscow-visit 2025-04-thenewsgod-moscow-visit"),
        ("sergey-lavrov", "Sergey Lavrov", "2023-02-11-moderndiplomacy-lavrov-mali"),
        ("sergey-lavrov", "Sergei Lavrov", "2025-04-01-starfolk-moscow-visit 2025-04-thenewsgod-moscow-visit"),
        ("assimi-goita", "Assimi Goïta", "2024-03-27-naija247-phone-talks"),
        ("assimi-goita", "Assimi Goita", "2023-02-11-moderndiplomacy-lavrov-mali"),
        ("kester-kenn-klomegah", "Kestér Kenn Klomegâh", "2024-03-27-naija247-phone-talks"),
        ("kester-kenn-klomegah", "Kester Kenn Klomegah", "2023-02-11-moderndiplomacy-lavrov-mali"),
    ] {
        let entity = corpus.find_entity(id).expect("an entity");
        let names = corpus.names_in_use(entity, corpus.documents_of(entity));
        let used_in = names.iter().filter(|(used, _)| used.as_str() == name).flat_map(|(_, used_in)| used_in);
        let used_in: HashSet<&str> = used_in.map(|document| corpus.document(*document).id.as_str()).collect();
        let articles: HashSet<&str> = articles.split(' ').collect();
        assert_eq!(used_in, articles, "{name}");
    }
}

#[test]
fn what_a_communique_says_is_dated_by_the_communique() {
    let corpus = embedded();
    let ministries = corpus.find_entity("aes-foreign-ministries").expect("who issued it");
    assert!(!corpus.said_by(ministries).is_empty());
    for slot in corpus.said_by(ministries) {
        let origin = corpus.origin(corpus.origin_of(*slot).expect("the joint statement"));
        assert_eq!(corpus.claim(*slot).date, origin.date, "{}", corpus.claim_ref(*slot));
        assert!(corpus.is_firsthand(*slot), "{}", corpus.claim_ref(*slot));
    }
}
