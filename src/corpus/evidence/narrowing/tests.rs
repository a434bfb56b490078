//! The records in view, compared with reading every record.

use proptest::prelude::*;

use super::*;
use crate::corpus::{Chronology, SourcesInView};
use crate::search::{Query, Request, Searcher};
use crate::testing::fixture::{corpus, ferry, harbour, pact};

/// Builds a corpus in which authors are not always the ones who say something.
fn written() -> Corpus {
    let register = "[{id: ann, schema: Person, name: Ann}, {id: ben, schema: Person, name: Ben}, \
                    {id: lake, schema: Place, name: Lake}, {id: club, schema: Organization, name: Club}]";
    let document = |authors: &str, claims: &str| {
        format!(
            "title: T\npublisher: p\nurl: https://example.org/\npublished: 2024\nauthor: [{authors}]\nclaims: [{claims}]\n"
        )
    };
    let claim = |id: &str, keys: &str| format!("{{id: {id}, text: T, kind: fact{keys}}}");
    corpus(&[
        ("entities.yaml", register),
        ("a.yaml", &document("ann, ben", &claim("x", ", speaker: club, about: [lake]"))),
        (
            "b.yaml",
            &document("ann", &[claim("x", ", about: [ann, lake]"), claim("y", ", speaker: [ben, club]")].join(", ")),
        ),
        ("c.yaml", &document("ben, nobody", "")),
    ])
}

/// Returns whether a record is in view, read from the record and those around it.
fn is_in_view(corpus: &Corpus, narrowing: &[Narrowing], record: Record) -> bool {
    let Filters { documents, entities, schemas, outlets, origins, .. } = Filters::new(narrowing, Claims::WithDrafts);
    let in_documents = |document: &DocumentSlot| documents.is_empty() || documents.contains(document);
    let is_unsourced = outlets.is_empty() && origins.is_empty();
    let rests = |claim: ClaimSlot| {
        let publisher = corpus.publisher(corpus.document_of(claim));
        let published = publisher.is_some_and(|outlet| outlets.contains(&outlet));
        is_unsourced || published || corpus.origin_of(claim).is_some_and(|origin| origins.contains(&origin))
    };
    let concerns = |claim: ClaimSlot, entities: &[EntitySlot]| {
        let parties = corpus.parties(claim);
        entities.iter().all(|entity| parties.contains(entity))
    };
    let belongs = |document: DocumentSlot, entities: &[EntitySlot]| {
        let wrote = entities.iter().all(|entity| corpus.authors(document).contains(entity));
        let publisher = corpus.publisher(document);
        let published = is_unsourced || publisher.is_some_and(|outlet| outlets.contains(&outlet));
        let sourced = published || corpus.claims_in(document).any(rests);
        wrote && sourced || corpus.claims_in(document).any(|claim| concerns(claim, entities) && rests(claim))
    };
    match record {
        Record::Claim(claim) => in_documents(&corpus.document_of(claim)) && concerns(claim, &entities) && rests(claim),
        Record::Document(document) => belongs(document, &entities),
        Record::Entity(entity) => {
            let schema = corpus.entity(entity).schema;
            let has_schema = schemas.is_empty() || schema.is_some_and(|schema| schemas.contains(&schema));
            let with_it = [&entities[..], &[entity]].concat();
            let is_free = documents.is_empty() && entities.is_empty() && is_unsourced || entities.contains(&entity);
            let stays = || corpus.documents().filter(in_documents).any(|document| belongs(document, &with_it));
            has_schema && (is_free || stays())
        }
        Record::Outlet(_) | Record::Origin(_) => false,
    }
}

fn all_records(corpus: &Corpus) -> Vec<Record> {
    let entities = corpus.entities().map(Record::Entity);
    let documents = corpus.documents().map(Record::Document);
    entities.chain(documents).chain(corpus.claims().map(Record::Claim)).collect()
}

/// Returns filters, chosen by numbers.
fn chosen(corpus: &Corpus, numbers: &[(u8, usize)]) -> Vec<Narrowing> {
    let by = |(kind, number): &(u8, usize)| match kind {
        0 => Narrowing::Document(DocumentSlot::new(number % corpus.documents().len())),
        1 => Narrowing::Schema(Schema::ALL[number % Schema::ALL.len()]),
        2 => Narrowing::Outlet(OutletSlot::new(number % corpus.outlets().len())),
        3 if corpus.origins().len() > 0 => Narrowing::Origin(OriginSlot::new(number % corpus.origins().len())),
        _ => Narrowing::Entity(EntitySlot::new(number % corpus.entities().len())),
    };
    numbers.iter().map(by).collect()
}

proptest! {
    #[test]
    fn what_is_in_view_is_what_reading_every_record_finds(
        number in 0_usize..4, chosen_by in prop::collection::vec((0_u8..6, 0_usize..60), 0..5),
    ) {
        let corpus = [harbour, ferry, pact, written][number]();
        let narrowing = chosen(&corpus, &chosen_by);
        let expected: Vec<_> =
            all_records(&corpus).into_iter().filter(|record| is_in_view(&corpus, &narrowing, *record)).collect();
        let sources = SourcesInView::new(&corpus, &narrowing);
        let others: Vec<_> = narrowing.iter().copied().filter(|by| SourcesInView::is_restricted_by(*by)).collect();
        for source in corpus.outlets_and_origins() {
            let only = [&others[..], &[Narrowing::from_record(source).expect("a filter")]].concat();
            let claims = corpus.claims().filter(|claim| is_in_view(&corpus, &only, Record::Claim(*claim))).count();
            prop_assert_eq!(sources.resting(source).claims, claims);
            let listed = others.is_empty() || sources.resting(source).documents > 0;
            prop_assert_eq!(sources.has(source), listed);
        }

        let in_view = RecordsInView::new(&corpus, &narrowing);
        let found: Vec<_> = all_records(&corpus).into_iter().filter(|record| in_view.has(*record)).collect();
        prop_assert_eq!(&found, &expected);

        let claims: Vec<_> = corpus.claims().filter(|claim| expected.contains(&Record::Claim(*claim))).collect();
        for entity in corpus.entities() {
            let count = claims.iter().filter(|claim| corpus.parties(**claim).contains(&entity)).count();
            prop_assert_eq!(in_view.count(&corpus, entity), count);
        }
        let mut timed: Vec<_> =
            Chronology::from_view(&corpus, &narrowing).moments.iter().map(|moment| moment.claim).collect();
        timed.sort_unstable();
        prop_assert_eq!(timed, claims);

        let request = Request { narrowing, ..Request::new(Query::parse(""), usize::MAX) };
        let searched: Vec<_> = Searcher::new(corpus).search(&request).hits.iter().map(|hit| hit.record).collect();
        prop_assert_eq!(searched, expected);
    }
}

#[test]
fn entities_narrow_and_documents_widen() {
    let corpus = ferry();
    let entity = |id| Narrowing::Entity(corpus.find_entity(id).expect("an entity"));
    let document = |id| Narrowing::Document(corpus.find_document(id).expect("a document"));
    let claims = |narrowing: &[Narrowing]| InView::claims(&corpus, narrowing).iter(corpus.claims()).count();
    let (ferry, lind, council) = (entity("sund-ferry"), entity("mara-lind"), entity("island-council"));
    let (promise, release) = (document("2023-06-10-promise"), document("2024-03-02-release"));
    assert_eq!([claims(&[ferry]), claims(&[ferry, lind]), claims(&[ferry, lind, council])], [9, 2, 1]);
    assert_eq!([claims(&[promise]), claims(&[promise, release])], [2, 4]);
    assert_eq!([claims(&[promise, lind]), claims(&[promise, release, lind])], [1, 2]);
    assert_eq!(claims(&[Narrowing::Schema(Schema::Person)]), claims(&[]), "a type restricts entities alone");
}

#[test]
fn sources_widen_and_other_kinds_narrow_them() {
    let corpus = ferry();
    let outlets: Vec<_> = corpus.outlets().map(Narrowing::Outlet).collect();
    let claims = |narrowing: &[Narrowing]| InView::claims(&corpus, narrowing).iter(corpus.claims()).count();
    let origin = corpus.origins().next().expect("an origin");
    let of_origin = corpus.resting_on(origin).len();
    assert!(of_origin > 0, "claims rest on it");
    assert_eq!(claims(&[Narrowing::Origin(origin)]), of_origin);
    assert_eq!(claims(&outlets), corpus.claims().len(), "each claim is published by one of them");
    let elsewhere = corpus
        .resting_on(origin)
        .iter()
        .filter(|claim| corpus.publisher(corpus.document_of(**claim)).map(Narrowing::Outlet) != Some(outlets[0]));
    assert_eq!(claims(&[outlets[0], Narrowing::Origin(origin)]), claims(&outlets[..1]) + elsewhere.count());
    let document = corpus.document_of(corpus.resting_on(origin)[0]);
    let both = [Narrowing::Origin(origin), Narrowing::Document(document)];
    let in_it = corpus.resting_on(origin).iter().filter(|claim| corpus.document_of(**claim) == document).count();
    assert_eq!(claims(&both), in_it);
    let repeating = InView::chosen(&corpus, &[Narrowing::Origin(origin)]).iter(corpus.documents()).collect::<Vec<_>>();
    assert_eq!(repeating, corpus.repeating(origin));
    assert_eq!(SourcesInView::new(&corpus, &both).resting(Record::Origin(origin)).documents, 1);
}
