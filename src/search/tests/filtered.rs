//! Filters, exclusions and alternatives agree with reading every record.

use super::*;
use crate::briefing::{Credibility, Document, Genre, Kind, Reliability, Schema};
use crate::corpus::{ClaimSlot, DocumentSlot, EntitySlot};

/// A filter, and whether a record fulfils it by reading the record.
struct Property {
    typed: &'static str,
    has: fn(&Corpus, Record) -> bool,
}

const PROPERTIES: [Property; 26] = [
    Property {
        typed: "kind:fact",
        has: |corpus, record| claim(record, |claim| corpus.claim(claim).kind == Kind::Fact),
    },
    Property {
        typed: "kind:denial,opinion",
        has: |corpus, record| claim(record, |claim| matches!(corpus.claim(claim).kind, Kind::Denial | Kind::Opinion)),
    },
    Property { typed: "by:p1", has: |corpus, record| is_by(corpus, record, &["p1"]) },
    Property { typed: "by:\"p one\",p2", has: |corpus, record| is_by(corpus, record, &["p1", "p2"]) },
    Property { typed: "date:2024", has: |corpus, record| is_of(corpus, record, &["2024"]) },
    Property { typed: "date:2023,>2024", has: |corpus, record| is_of(corpus, record, &["2023", "2025"]) },
    Property { typed: "in:d1", has: |corpus, record| within(corpus, record, |document| document.id.as_str() == "d1") },
    Property {
        typed: "in:d0,d2",
        has: |corpus, record| within(corpus, record, |document| ["d0", "d2"].contains(&document.id.as_str())),
    },
    Property {
        typed: "genre:news",
        has: |corpus, record| within(corpus, record, |document| document.genre == Some(Genre::News)),
    },
    Property { typed: "genre:none", has: |corpus, record| within(corpus, record, |document| document.genre.is_none()) },
    Property {
        typed: "genre:opin,news",
        has: |corpus, record| {
            within(corpus, record, |document| matches!(document.genre, Some(Genre::Opinion | Genre::News)))
        },
    },
    Property {
        typed: "language:pt",
        has: |corpus, record| within(corpus, record, |document| is_in(document, &["pt", "pt-BR"])),
    },
    Property {
        typed: "language:PT-br",
        has: |corpus, record| within(corpus, record, |document| is_in(document, &["pt-BR"])),
    },
    Property {
        typed: "language:none",
        has: |corpus, record| within(corpus, record, |document| document.language.is_none()),
    },
    Property {
        typed: "grade:B",
        has: |corpus, record| is_graded(corpus, record, |grade, _| grade == Some(Reliability::B), None),
    },
    Property { typed: "grade:2", has: |corpus, record| is_graded(corpus, record, |_, _| true, Some(is_two)) },
    Property {
        typed: "grade:b2",
        has: |corpus, record| is_graded(corpus, record, |grade, _| grade == Some(Reliability::B), Some(is_two)),
    },
    Property {
        typed: "grade:none",
        has: |corpus, record| is_graded(corpus, record, |grade, credible| grade.is_none() && credible.is_none(), None),
    },
    Property { typed: "relation:disputes", has: |corpus, record| stands(corpus, record, &[("disputes", true)]) },
    Property {
        typed: "relation:disputed-by,updates",
        has: |corpus, record| stands(corpus, record, &[("disputes", false), ("updates", true)]),
    },
    Property {
        typed: "is:quoted",
        has: |corpus, record| match record {
            Record::Document(slot) => corpus.document(slot).claims.iter().any(|claim| claim.quote.is_some()),
            _ => claim(record, |claim| corpus.claim(claim).quote.is_some()),
        },
    },
    Property {
        typed: "is:draft",
        has: |corpus, record| match record {
            Record::Document(slot) => corpus.document(slot).claims.iter().any(|claim| claim.draft.is_some()),
            _ => claim(record, |claim| corpus.claim(claim).draft.is_some()),
        },
    },
    Property { typed: "schema:person", has: |corpus, record| is_a(corpus, record, &[Schema::Person]) },
    Property {
        typed: "schema:place,publicbody",
        has: |corpus, record| is_a(corpus, record, &[Schema::Place, Schema::PublicBody]),
    },
    Property {
        typed: "=alpha",
        has: |corpus, record| claim(record, |claim| corpus.claim(claim).text.as_str().contains("Alpha")),
    },
    Property {
        typed: "\"alpha beta\"",
        has: |corpus, record| claim(record, |claim| corpus.claim(claim).text.as_str().contains("Alpha beta")),
    },
];

fn claim(record: Record, has: impl Fn(ClaimSlot) -> bool) -> bool {
    matches!(record, Record::Claim(slot) if has(slot))
}

fn is_by(corpus: &Corpus, record: Record, ids: &[&str]) -> bool {
    let meant = |slot: &EntitySlot| ids.contains(&corpus.entity(*slot).id.as_str());
    match record {
        Record::Entity(_) | Record::Outlet(_) | Record::Origin(_) => false,
        Record::Document(slot) => corpus.authors(slot).iter().any(meant),
        Record::Claim(slot) => match corpus.speakers(slot) {
            [] => corpus.authors(corpus.document_of(slot)).iter().any(meant),
            speakers => speakers.iter().any(meant),
        },
    }
}

fn is_of(corpus: &Corpus, record: Record, years: &[&str]) -> bool {
    let date = match record {
        Record::Entity(_) | Record::Outlet(_) | Record::Origin(_) => None,
        Record::Document(slot) => corpus.document(slot).published,
        Record::Claim(slot) => corpus.dated(slot),
    };
    date.is_some_and(|date| years.contains(&&date.to_string()[..4]))
}

/// Returns whether a record is a document, one of its claims, or an entity in it.
fn within(corpus: &Corpus, record: Record, has: impl Fn(&Document) -> bool) -> bool {
    let has = |slot: DocumentSlot| has(corpus.document(slot));
    match record {
        Record::Document(slot) => has(slot),
        Record::Claim(slot) => has(corpus.document_of(slot)),
        Record::Entity(slot) => corpus
            .documents()
            .any(|document| has(document) && corpus.with_drafts().entities_of(document).contains(&slot)),
        Record::Outlet(_) | Record::Origin(_) => false,
    }
}

fn is_in(document: &Document, languages: &[&str]) -> bool {
    document.language.as_ref().is_some_and(|language| languages.contains(&language.as_str()))
}

fn is_two(credibility: Option<Credibility>) -> bool {
    credibility.is_some_and(|credibility| credibility.grade() == 2)
}

/// Returns whether a claim has the outlet's and its own grade, or a document the outlet's grade and, if asked for, such a
/// claim.
fn is_graded(
    corpus: &Corpus,
    record: Record,
    outlet: fn(Option<Reliability>, Option<Credibility>) -> bool,
    own: Option<fn(Option<Credibility>) -> bool>,
) -> bool {
    let grade = |slot| corpus.publisher(slot).and_then(|outlet| corpus.outlet(outlet).reliability);
    let is_claim = |slot| {
        let credible = corpus.claim(slot).credibility;
        outlet(grade(corpus.document_of(slot)), credible) && own.is_none_or(|own| own(credible))
    };
    match record {
        Record::Entity(_) | Record::Outlet(_) | Record::Origin(_) => false,
        Record::Claim(slot) => is_claim(slot),
        Record::Document(slot) => match own {
            Some(_) => corpus.with_drafts().claims_in(slot).any(is_claim),
            None => outlet(grade(slot), None),
        },
    }
}

/// Returns whether a claim, or a claim of a document, has a relation to another, whichever file states it.
fn stands(corpus: &Corpus, record: Record, standings: &[(&str, bool)]) -> bool {
    let is_claim = |slot: ClaimSlot| {
        let name = corpus.claim_ref(slot);
        standings.iter().any(|(verb, active)| {
            let relates = |from: ClaimSlot, to| {
                let mut relations = corpus.claim(from).relations.iter();
                relations.any(|relation| relation.relation_type.as_str() == *verb && relation.claim == to)
            };
            if *active {
                corpus.with_drafts().claims().any(|other| relates(slot, corpus.claim_ref(other)))
            } else {
                corpus.with_drafts().claims().any(|other| relates(other, name.clone()))
            }
        })
    };
    match record {
        Record::Entity(_) | Record::Outlet(_) | Record::Origin(_) => false,
        Record::Claim(slot) => is_claim(slot),
        Record::Document(slot) => corpus.with_drafts().claims_in(slot).any(is_claim),
    }
}

fn is_a(corpus: &Corpus, record: Record, schemas: &[Schema]) -> bool {
    matches!(record, Record::Entity(slot) if corpus.entity(slot).schema.is_some_and(|schema| schemas.contains(&schema)))
}

/// A claim's kind, text, speaker, date, credibility and quote as in the file, and a relation to another claim.
type ClaimParts = ([&'static str; 6], Option<(&'static str, usize)>);

/// A document's genre, language, author, publisher and date as in the file, and its claims.
type DocumentParts = ([&'static str; 5], Vec<ClaimParts>);

/// Maximum numbers of documents, and of claims of each.
const DOCUMENTS: usize = 4;
const CLAIMS: usize = 3;

fn any_document() -> impl Strategy<Value = DocumentParts> {
    let one_of = |words: &'static [&'static str]| prop::sample::select(words);
    let claim = [
        one_of(&["fact", "statement", "opinion", "denial"]),
        one_of(&["Alpha", "Alpha beta", "Beta alphabet", "Gamma"]),
        one_of(&["", ", speaker: p1", ", speaker: p2, about: [place]"]),
        one_of(&["", ", date: 2023-05", ", date: 2024-01-02", ", date: 2025"]),
        one_of(&["", ", credibility: 2", ", credibility: 6"]),
        one_of(&["", ", quote: never again", ", draft: {by: rules}"]),
    ];
    let relation = (one_of(&["disputes", "updates", "confirms"]), 0..DOCUMENTS * CLAIMS);
    let document = [
        one_of(&["", "genre: news", "genre: opinion"]),
        one_of(&["", "language: pt", "language: pt-BR", "language: en"]),
        one_of(&["", "author: [p1]", "author: [p2]"]),
        one_of(&["publisher: a", "publisher: b", "publisher: none"]),
        one_of(&["published: 2023-02", "published: 2024-06-01", "published: 2025"]),
    ];
    (document, prop::collection::vec((claim, prop::option::of(relation)), CLAIMS))
}

/// Returns the file of document number `at`.
fn file(at: usize, (head, claims): &DocumentParts) -> String {
    let claim = |(number, ([kind, text, rest @ ..], relation)): (usize, &ClaimParts)| {
        let relation = relation.filter(|(_, other)| *other != at * CLAIMS + number);
        let relation = relation.map_or_else(String::new, |(verb, other)| {
            format!(", relations: [{{type: {verb}, claim: \"d{}#c{}\"}}]", other / CLAIMS, other % CLAIMS)
        });
        format!("  - {{id: c{number}, kind: {kind}, text: {text}{}{relation}}}\n", rest.concat())
    };
    let claims: Vec<_> = claims.iter().enumerate().map(claim).collect();
    format!("title: Paper\nurl: https://example.org/\n{}\nclaims:\n{}", head.join("\n"), claims.concat())
}

/// Generates documents with claims of every kind, grade and relation.
fn graded() -> impl Strategy<Value = Searcher> {
    prop::collection::vec(any_document(), DOCUMENTS).prop_map(|documents| {
        let named = |(at, document)| (format!("d{at}.yaml"), file(at, document));
        let documents: Vec<_> = documents.iter().enumerate().map(named).collect();
        let entities = "- {id: p1, schema: Person, name: P One}\n- {id: p2, schema: PublicBody, name: P Two}\n\
                        - {id: place, schema: Place, name: Somewhere}\n- {id: town, schema: Country, name: Elsewhere}\n";
        let sources = "outlets:\n- {id: a, name: First, reliability: A}\n- {id: b, name: Second, reliability: B}\n\
                       - {id: none, name: Third}\norigins: []\n";
        let mut files = vec![("entities.yaml", entities), ("sources.yaml", sources)];
        files.extend(documents.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let corpus = corpus(&files);
        assert_eq!(corpus.problems(), []);
        indexed(corpus)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn filters_and_alternatives_find_what_reading_finds(
        indexed in graded(),
        groups in prop::collection::vec(prop::collection::vec((0..PROPERTIES.len(), any::<bool>()), 1..4), 1..4),
    ) {
        let corpus = indexed.corpus();
        let alternative = |(at, negated): &(usize, bool)| format!("{}{}", if *negated { "-" } else { "" }, PROPERTIES[*at].typed);
        let group = |group: &Vec<_>| group.iter().map(alternative).collect::<Vec<_>>().join(" | ");
        let typed = groups.iter().map(group).collect::<Vec<_>>().join(" ");
        let has = |record: &Record| groups.iter().all(|group| {
            group.iter().any(|(at, negated)| (PROPERTIES[*at].has)(corpus, *record) != *negated)
        });
        let records = RecordIds::new(corpus, Scope::Everything);
        let read: Vec<_> = (0..records.len()).map(|number| records.record(number)).filter(has).collect();
        let answer = ask(&indexed, &typed, Scope::Everything);
        let mut found: Vec<_> = answer.hits.iter().map(|hit| hit.record).collect();
        prop_assert!(answer.hits.is_sorted_by_key(|hit| (std::cmp::Reverse(hit.score), hit.record)));
        found.sort();
        let names = |records: &[Record]| records.iter().map(|record| format!("{record:?}")).collect::<Vec<_>>();
        prop_assert_eq!(names(&found), names(&read), "{}", typed);
        prop_assert_eq!(answer.total, read.len());
        for scope in [Scope::Documents, Scope::Entities, Scope::Claims] {
            if let Some(filter) = Query::parse(&typed).filter_without_records(scope) {
                prop_assert_eq!(ask(&indexed, &typed, scope).total, 0, "{} finds {:?}", filter.name, scope);
            }
        }
    }
}
