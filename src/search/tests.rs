use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::corpus::{Corpus, Narrowing, Record};
use crate::load::embedded;
use crate::search::analysis::fold::fold;
use crate::search::index::field::{Owner, Relationship};
use crate::search::matching::candidates::{Candidates, Fuzziness};
use crate::search::matching::plan::Plan;
use crate::search::record_ids::RecordIds;
use crate::testing::fixture::{corpus, harbour};
use crate::text::Text;

mod alternatives;
mod facets;
mod filtered;
mod first_places;
mod joint;
mod sources;
mod spelling;
mod surnames;
mod tuning;
mod whole_names;

pub(super) static SHIPPED: LazyLock<Searcher> = LazyLock::new(|| indexed(embedded()));
static HARBOUR: LazyLock<Searcher> = LazyLock::new(|| indexed(harbour()));

/// Builds a searcher that uses the methods for large corpora on small ones too.
fn indexed(corpus: Corpus) -> Searcher {
    Searcher::with_small_tuning(corpus)
}

fn ask(searcher: &Searcher, query: &str, scope: Scope) -> Answer {
    searcher.search(&Request { scope, ..Request::new(Query::parse(query), usize::MAX) })
}

fn id(corpus: &Corpus, hit: &Hit) -> String {
    corpus.id_of(hit.record)
}

/// Returns a hit's id, its text with marked letters in brackets, and the reason.
fn line(corpus: &Corpus, hit: &Hit) -> String {
    let id = id(corpus, hit);
    let mut shown = corpus.shown(hit.record).as_str().to_owned();
    let why = hit.why.as_ref().expect("it was asked why");
    for range in why.ranges.iter().rev() {
        shown.insert(range.end, ']');
        shown.insert(range.start, '[');
    }
    let reason = why.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    format!("{id}: {shown}{reason}")
}

fn lines(indexed: &Searcher, query: &str, scope: Scope) -> String {
    let answer = ask(indexed, query, scope);
    let lines: Vec<_> = answer.hits.iter().map(|hit| line(indexed.corpus(), hit)).collect();
    lines.join("\n")
}

fn ids(indexed: &Searcher, query: &str, scope: Scope) -> Vec<String> {
    let answer = ask(indexed, query, scope);
    answer.hits.iter().map(|hit| id(indexed.corpus(), hit)).collect()
}

mod properties;

/// Returns the lines for claims alone. They show most, and all kinds at once would be long.
fn claims(query: &str) -> String {
    lines(&HARBOUR, query, Scope::Claims)
}

#[test]
fn every_field_is_found_and_says_so() {
    insta::assert_snapshot!(lines(&HARBOUR, "oberg", Scope::Everything), @"
    ines-oberg: Inès [Öberg]
    2024-05-02-harbour-opens#opening: The harbour of Norrhavn opens again on 2 May 2024.
    ");
    insta::assert_snapshot!(lines(&HARBOUR, "oeberg", Scope::Everything), @"
    ines-oberg: Inès Öberg (alias: Ines Oeberg)
    2024-05-02-harbour-opens#opening: The harbour of Norrhavn opens again on 2 May 2024. (alias: Ines Oeberg)
    ");
    insta::assert_snapshot!(lines(&HARBOUR, "master", Scope::Everything), @"
    ines-oberg: Inès Öberg (position: Harbour master)
    2024-05-02-harbour-opens#opening: The harbour of Norrhavn opens again on 2 May 2024. (described as: the harbour master)
    ");
    insta::assert_snapshot!(lines(&HARBOUR, "columnist", Scope::Everything), @"tom-reed: Tom Reed (in the summary)");
    insta::assert_snapshot!(lines(&HARBOUR, "reed", Scope::Everything), @"
    tom-reed: Tom [Reed]
    2025-01-harbour-closed: Who closed the harbour? (author: Tom Reed)
    2025-01-harbour-closed#shallow: The basin is nine metres deep at most, which keeps larger ships away.
    ");
    insta::assert_snapshot!(lines(&HARBOUR, "wire", Scope::Everything), @"
    wire-agency: [Wire] Agency
    2024-05-02-harbour-opens#opening: The harbour of Norrhavn opens again on 2 May 2024.
    ");
    insta::assert_snapshot!(lines(&HARBOUR, "NPA", Scope::Everything), @"
    port-authority: Norrhavn Port Authority (alias: NPA)
    2025-01-harbour-closed#strike: The port authority paid strike breakers. (about: Norrhavn Port Authority (NPA))
    2024-05-02-harbour-opens#opening: The harbour of Norrhavn opens again on 2 May 2024. (about: Norrhavn Port Authority (NPA))
    ");
    insta::assert_snapshot!(lines(&HARBOUR, "coast", Scope::Everything), @"
    2025-01-harbour-closed: Who closed the harbour?
    2024-05-02-harbour-opens: Harbour opens again
    2024-05-02-harbour-opens#depth: The basin is eleven metres deep after dredging.
    ");
    insta::assert_snapshot!(lines(&HARBOUR, "opinion", Scope::Everything), @"
    2025-01-harbour-closed: Who closed the harbour?
    2025-01-harbour-closed#shallow: The basin is nine metres deep at most, which keeps larger ships away.
    ");
}

#[test]
fn a_reason_says_what_the_row_does_not_show() {
    let (opening, depth) = ("2024-05-02-harbour-opens#opening", "2024-05-02-harbour-opens#depth");
    let (shallow, strike) = ("2025-01-harbour-closed#shallow", "2025-01-harbour-closed#strike");
    for (query, record, reason) in [
        // The row shows the speaker, the author, the via chain, the outlet and the kind.
        ("oberg", opening, None),
        ("wire", opening, None),
        ("reed", shallow, None),
        ("coast", depth, None),
        ("allegation", strike, None),
        ("obreg", opening, Some("1 letter off")),
        ("coasst", depth, Some("1 letter off")),
        ("oeberg", opening, Some("alias: Ines Oeberg")),
        // It does not show whom a claim is about, nor who wrote a document.
        ("norrhavn", shallow, Some("about: Norrhavn")),
        ("norhavn", shallow, Some("about: Norrhavn, 1 letter off")),
        ("npa", strike, Some("about: Norrhavn Port Authority (NPA)")),
        ("reed", "2025-01-harbour-closed", Some("author: Tom Reed")),
        ("coast", "2025-01-harbour-closed", None),
    ] {
        let answer = ask(&HARBOUR, query, Scope::Everything);
        let hit = answer.hits.iter().find(|hit| id(HARBOUR.corpus(), hit) == record).expect("it is found");
        let said = hit.why.as_ref().and_then(|why| why.reason.as_ref()).map(Text::as_str);
        assert_eq!(said, reason, "{query}: {record}");
    }
}

#[test]
fn highlights_show_what_was_typed_in_the_original_spelling() {
    insta::assert_snapshot!(lines(&HARBOUR, "INÈ ÖBERG", Scope::Entities), @"ines-oberg: [Inè]s [Öberg]");
    insta::assert_snapshot!(claims("harb"), @"
    2024-05-02-harbour-opens#opening: The [harb]our of Norrhavn opens again on 2 May 2024.
    2025-01-harbour-closed#shallow: The basin is nine metres deep at most, which keeps larger ships away. (in the document’s title)
    2025-01-harbour-closed#strike: The port authority paid strike breakers. (in the document’s title)
    2024-05-02-harbour-opens#depth: The basin is eleven metres deep after dredging. (in the document’s title)
    ");
    insta::assert_snapshot!(claims("arbour"), @"
    2024-05-02-harbour-opens#opening: The [harbour] of Norrhavn opens again on 2 May 2024. (1 letter off)
    2025-01-harbour-closed#shallow: The basin is nine metres deep at most, which keeps larger ships away. (in the document’s title)
    2025-01-harbour-closed#strike: The port authority paid strike breakers. (in the document’s title)
    2024-05-02-harbour-opens#depth: The basin is eleven metres deep after dredging. (in the document’s title)
    ");
    insta::assert_snapshot!(claims("brakers"), @"2025-01-harbour-closed#strike: The port authority paid strike [breakers]. (1 letter off)");
    insta::assert_snapshot!(claims("ships deep"), @"2025-01-harbour-closed#shallow: The basin is nine metres [deep] at most, which keeps larger [ships] away.");
    insta::assert_snapshot!(claims("drdgng"), @"2024-05-02-harbour-opens#depth: The basin is eleven metres deep after [dr]e[dg]i[ng].");
    insta::assert_snapshot!(claims("\"strike breakers\""), @"2025-01-harbour-closed#strike: The port authority paid [strike breakers].");
    insta::assert_snapshot!(claims("harbour closed"), @"
    2025-01-harbour-closed#shallow: The basin is nine metres deep at most, which keeps larger ships away. (in the document’s title)
    2025-01-harbour-closed#strike: The port authority paid strike breakers. (in the document’s title)
    ");
}

#[test]
fn filters_choose_by_property() {
    let ids = |query| ids(&HARBOUR, query, Scope::Everything).join(" ");
    let (opening, depth) = ("2024-05-02-harbour-opens#opening", "2024-05-02-harbour-opens#depth");
    let (shallow, strike) = ("2025-01-harbour-closed#shallow", "2025-01-harbour-closed#strike");
    let (opens, closed) = ("2024-05-02-harbour-opens", "2025-01-harbour-closed");
    for (query, found) in [
        ("by:oberg", opening.to_owned()),
        ("by:\"ines oberg\"", opening.to_owned()),
        ("by:obreg", opening.to_owned()),
        ("by:reed", [closed, shallow].join(" ")),
        ("by:\"coast daily\"", [opens, depth].join(" ")),
        ("by:norrhavn", String::new()),
        ("about:norrhavn", [closed, opens, shallow, opening, depth].join(" ")),
        ("about:NPA", [closed, opens, strike, opening].join(" ")),
        ("about:norrhavn about:npa kind:fact", opening.to_owned()),
        ("kind:fact", [opening, depth].join(" ")),
        ("kind:allegations", strike.to_owned()),
        ("kind:o", shallow.to_owned()),
        ("date:2024", [opens, strike, opening].join(" ")),
        ("date:2024-12", strike.to_owned()),
        ("date:>2024", closed.to_owned()),
        ("date:2024-05-01..2024-05-02", [opens, opening].join(" ")),
        ("source:wire", opening.to_owned()),
        ("source:\"press release\"", opening.to_owned()),
        ("source:npa", opening.to_owned()),
        ("source:coast kind:opinion", shallow.to_owned()),
        ("in:closed kind:allegation", strike.to_owned()),
        ("in:2025-01-harbour-closed -kind:opinion -basin by:union", strike.to_owned()),
        ("-kind:fact by:reed", [closed, shallow].join(" ")),
        ("ships by:reed", shallow.to_owned()),
        ("ships by:oberg", String::new()),
    ] {
        assert_eq!(ids(query), found, "{query}");
    }
    assert_eq!(
        super::tests::ids(&HARBOUR, "in:closed", Scope::Entities),
        ["port-authority", "norrhavn", "dockers-union", "tom-reed"]
    );
}

#[test]
fn a_minus_takes_away_what_fits_without_doubt() {
    let claims = |query| ids(&HARBOUR, query, Scope::Claims);
    assert_eq!(claims("basin").len(), 2);
    assert_eq!(claims("basin -dredg"), ["2025-01-harbour-closed#shallow"]);
    assert_eq!(claims("basin -dreding").len(), 2, "a misspelling excludes nothing");
    assert_eq!(claims("basin -\"after dredging\""), ["2025-01-harbour-closed#shallow"]);
    assert_eq!(claims("basin -\"dredging after\"").len(), 2);
    assert_eq!(claims("-basin -harbour").len(), 0, "the titles have the word");
}

#[test]
fn nothing_fuzzy_comes_back_for_exact_words() {
    let claims = |query| ids(&HARBOUR, query, Scope::Claims).len();
    assert_eq!((claims("breaker"), claims("=breaker"), claims("=breakers")), (1, 0, 1));
    assert_eq!((claims("\"nine metres\""), claims("\"metres nine\""), claims("\"ine metres\"")), (1, 0, 0));
    assert_eq!(claims("\"Öberg\""), 1, "folded, and in the speaker's name");
    assert_eq!(ids(&HARBOUR, "\"dockers' union\"", Scope::Entities), ["dockers-union"]);
}

#[test]
fn a_word_run_together_or_fallen_apart_is_read_again() {
    assert_eq!(ids(&HARBOUR, "strikebreakers", Scope::Claims), ["2025-01-harbour-closed#strike"]);
    assert_eq!(ids(&HARBOUR, "strikebraekers", Scope::Claims), ["2025-01-harbour-closed#strike"]);
    assert_eq!(ids(&HARBOUR, "norr havn", Scope::Entities)[0], "norrhavn");
    assert_eq!(ids(&HARBOUR, "break ers", Scope::Claims), ["2025-01-harbour-closed#strike"]);
}

#[test]
fn an_empty_query_is_everything_in_order() {
    for empty in ["", "by:", "-", "\""] {
        let answer = ask(&HARBOUR, empty, Scope::Everything);
        let corpus = HARBOUR.corpus();
        let all = corpus.entities().map(Record::Entity).chain(corpus.documents().map(Record::Document));
        let all: Vec<_> = all.chain(corpus.claims().map(Record::Claim)).collect();
        assert_eq!(answer.total, all.len());
        assert!(answer.hits.iter().all(|hit| hit.score == 0 && hit.why == Some(Why::default())));
        assert_eq!(answer.hits.iter().map(|hit| hit.record).collect::<Vec<_>>(), all);
    }
}

#[test]
fn narrowings_and_limits_hold() {
    let corpus = HARBOUR.corpus();
    let reed = Narrowing::Entity(corpus.find_entity("tom-reed").expect("an entity"));
    let opens = Narrowing::Document(corpus.find_document("2024-05-02-harbour-opens").expect("a document"));
    let count = |query, narrowing: &[Narrowing], limit| {
        let narrowing = narrowing.to_vec();
        let request = Request { scope: Scope::Claims, narrowing, ..Request::new(Query::parse(query), limit) };
        let answer = HARBOUR.search(&request);
        (answer.hits.len(), answer.total)
    };
    assert_eq!(count("", &[reed], 9), (1, 1));
    assert_eq!(count("", &[opens], 1), (1, 2));
    assert_eq!(count("", &[opens, reed], 9), (0, 0));
    assert_eq!(count("basin", &[], 0), (0, 2));
    assert_eq!(count("basin", &[opens], 9), (1, 1));
}

#[test]
fn tiers_come_before_fields_and_fields_before_the_order_of_the_corpus() {
    let entity = |id: &str, name: &str| format!("- {{id: {id}, schema: Person, name: {name}}}\n");
    let register = [
        entity("r1", "Bxaxsxixn Marker"),
        entity("r2", "Marker Ubasinu"),
        entity("r3", "Basim Marker"),
        entity("r4", "Basinal Marker"),
        entity("r5", "Old Basin Marker"),
        entity("r6", "Basin"),
    ];
    let found = |register: &[String]| {
        let indexed = indexed(corpus(&[("entities.yaml", &register.concat())]));
        ids(&indexed, "basin", Scope::Entities)
    };
    assert_eq!(found(&register[..4]), ["r4", "r3", "r2", "r1"]);
    // A typed word that exists does not match as scattered letters.
    assert_eq!(found(&register), ["r6", "r5", "r4", "r3", "r2"]);
}

#[test]
fn where_something_is_as_typed_only_names_may_be_nearly_so() {
    let claim = |id: &str, text: &str| format!("  - {{id: {id}, kind: fact, text: {text}}}\n");
    let head = "title: T\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n";
    let claims =
        claim("exact", "Wheat came.") + &claim("prefix", "Wheatfields burn.") + &claim("near", "Wheal is tin.");
    let register = "- {id: near, schema: Person, name: Ann Wheet}\n- {id: other, schema: Person, name: Bo Lind}\n";
    let files = [("entities.yaml", register), ("d.yaml", &(head.to_owned() + &claims))];
    let indexed = indexed(corpus(&files));
    let ids = |query| ids(&indexed, query, Scope::Everything);
    assert_eq!(ids("wheat"), ["d#exact", "d#prefix", "near"]);
    assert_eq!(ids("wheats"), ["d#exact", "near"], "another form is the word itself");
    assert_eq!(ids("wheatf"), ["d#prefix", "d#exact", "near"], "a beginning may be a slip as well");
    assert_eq!(ids("wheat tin"), ["d#near"], "nor both words");
    assert_eq!(ids("wheat is"), ids("wheat"), "common words are not needed");
}

#[test]
fn the_examples_of_the_contract_hold() {
    for typed in ["goita", "Goïta", "goyta"] {
        assert_eq!(ids(&SHIPPED, typed, Scope::Everything)[0], "assimi-goita", "{typed}");
    }
    for typed in ["sergei", "лавров"] {
        let answer = ask(&SHIPPED, typed, Scope::Everything);
        assert!(line(SHIPPED.corpus(), &answer.hits[0]).starts_with("sergey-lavrov"), "{typed}");
        assert!(line(SHIPPED.corpus(), &answer.hits[0]).contains("(al"), "{typed}");
    }
    assert_eq!(ids(&SHIPPED, "CEDEAO", Scope::Everything)[0], "ecowas");
    let mut orders = ["wheat fertiliser", "fertiliser wheat"].map(|typed| ids(&SHIPPED, typed, Scope::Claims));
    assert!(orders[0].contains(&"2023-02-11-moderndiplomacy-lavrov-mali#lavrov-wheat-deliveries".to_owned()));
    for ids in &mut orders {
        ids.sort();
    }
    assert_eq!(orders[0], orders[1]);
}

#[test]
fn letters_that_fold_to_nothing_do_not_tear_a_highlight() {
    // An Arabic mark on a tatweel, which has a column of its own.
    let indexed = indexed(corpus(&[("entities.yaml", "- {id: e, schema: Person, name: x\u{fe71}Ab}\n")]));
    assert_eq!(lines(&indexed, "xa", Scope::Entities), "e: [x\u{fe71}A]b");
}
