use super::*;
use crate::briefing::ClaimRef;
use crate::corpus::fixture::{corpus, harbour};

fn shown(corpus: &Corpus, slot: Record) -> String {
    let mut page = Page::new(80);
    record(&mut page, corpus, slot);
    page.as_str().to_owned()
}

fn claim_of(corpus: &Corpus, name: &str) -> String {
    let name = ClaimRef::parse(name).expect("a reference");
    shown(corpus, Record::Claim(corpus.find_claim(&name).expect("a claim")))
}

#[test]
fn a_claim_says_who_and_where_and_who_says_otherwise() {
    insta::assert_snapshot!(claim_of(&harbour(), "2024-05-02-harbour-opens#opening"), @r#"
    2024-05-02-harbour-opens#opening

      The harbour of Norrhavn opens again on 2 May 2024.

    kind         fact
    speaker      Inès Öberg (ines-oberg), Harbour master
    via          Wire Agency (wire-agency)
    about        Norrhavn (norrhavn), Norrhavn Port Authority (port-authority)
    date         2024-05-01
    origin       Press release of 1 May 2024 (press-release), issued by Norrhavn
                 Port Authority (port-authority), 2024-05-01
    credibility  unrated
    document     Harbour opens again
                 2024-05-02-harbour-opens
    published    2024-05-02
    publisher    Coast Daily (coast-daily), reliability C: fairly reliable
    passage      paragraph 1: "The harbour opens again" ... "on Thursday"
    link         https://coast.example/opens#:~:text=The%20harbour%20opens%20again,on%20Thursday
    "#);
    insta::assert_snapshot!(claim_of(&harbour(), "2025-01-harbour-closed#shallow"), @"
    2025-01-harbour-closed#shallow

      The basin is nine metres deep at most, which keeps larger ships away.

    kind         opinion
    speaker      the author in their own voice: Tom Reed (tom-reed)
    via          none
    about        Norrhavn (norrhavn)
    date         none
    origin       none
    credibility  unrated
    document     Who closed the harbour?
                 2025-01-harbour-closed
    published    2025-01
    publisher    Coast Daily (coast-daily), reliability C: fairly reliable
    passage      none
    link         https://coast.example/closed

    disputes 2024-05-02-harbour-opens#depth
      The basin is eleven metres deep after dredging.
      fact, Coast Daily (unsigned)
      Note: Eleven metres or nine.
    ");
}

#[test]
fn a_document_has_its_claims_below_it() {
    let corpus = harbour();
    let slot = corpus.find_document("2024-05-02-harbour-opens").expect("a document");
    insta::assert_snapshot!(shown(&corpus, Record::Document(slot)), @"
    2024-05-02-harbour-opens

      Harbour opens again

      The harbour of Norrhavn opens after repairs.

    author       unsigned
    publisher    Coast Daily (coast-daily), reliability C: fairly reliable
                 Corrects its errors.
    published    2024-05-02
    genre        news
    language     en
    url          https://coast.example/opens

    claims: 2

      The harbour of Norrhavn opens again on 2 May 2024.
      fact, 2024-05-01, Inès Öberg, via Wire Agency
      2024-05-02-harbour-opens#opening

      The basin is eleven metres deep after dredging.
      fact, Coast Daily (unsigned)
      2024-05-02-harbour-opens#depth
      disputed by 2025-01-harbour-closed#shallow
    ");
}

#[test]
fn an_entity_has_a_dossier() {
    let corpus = harbour();
    let slot = |id| Record::Entity(corpus.find_entity(id).expect("an entity"));
    insta::assert_snapshot!(shown(&corpus, slot("port-authority")), @"
    port-authority

      Norrhavn Port Authority

    schema       PublicBody
    alias        NPA
    weak alias   none
    position     none
    country      none
    member of    none
    members      Inès Öberg (ines-oberg)
    wikidata     none

    said about it by Dockers' Union: 1

      The port authority paid strike breakers.
      allegation, 2024-11/2024-12, Dockers' Union
      2025-01-harbour-closed#strike

    said about it by Inès Öberg: 1

      The harbour of Norrhavn opens again on 2 May 2024.
      fact, 2024-05-01, Inès Öberg, via Wire Agency
      2024-05-02-harbour-opens#opening

    in 2 documents
      2025-01-harbour-closed, Coast Daily
      2024-05-02-harbour-opens, Coast Daily
    ");
    insta::assert_snapshot!(shown(&corpus, slot("ines-oberg")), @"
    ines-oberg

      Inès Öberg

      Runs the harbour of Norrhavn.

    schema       Person
    alias        Ines Oeberg, Инес Эберг
    weak alias   the harbour master
    position     Harbour master
    country      none
    member of    Norrhavn Port Authority (port-authority)
    members      none
    wikidata     none

    said: 1

      The harbour of Norrhavn opens again on 2 May 2024.
      fact, 2024-05-01, Inès Öberg, via Wire Agency
      2024-05-02-harbour-opens#opening

    in 1 document
      2024-05-02-harbour-opens, Coast Daily
    ");
}

#[test]
fn what_is_absent_is_said_to_be_absent() {
    let corpus = corpus(&[(
        "a.yaml",
        "title: A\npublisher: o\nurl: https://example.org/\npublished: 2024\nclaims:\n  - {id: x, text: X, kind: fact, \
         speaker: y}\n",
    )]);
    insta::assert_snapshot!(claim_of(&corpus, "a#x"), @"
    a#x

      X

    kind         fact
    speaker      y (not registered)
    via          none
    about        none
    date         none
    origin       none
    credibility  unrated
    document     A
                 a
    published    2024
    publisher    o, ungraded
    passage      none
    link         https://example.org/
    ");
}

#[test]
fn nothing_in_a_file_reaches_a_page_raw() {
    let hostile = "\u{1b}]52;c;aGk=\u{7}\u{202e}";
    let quoted = r#""\e]52;c;aGk=\a\u202e""#;
    let file = format!(
        "title: {quoted}\npublisher: o\nurl: https://example.org/\npublished: 2024\nlanguage: {quoted}\nsummary: \
         {quoted}\nauthor: [e]\nclaims:\n  - {{id: x, text: {quoted}, kind: fact, about: [e], passage: {{start: \
         {quoted}, end: {quoted}, prefix: {quoted}, suffix: {quoted}}}, relations: [{{type: updates, claim: a#y, \
         note: {quoted}}}]}}\n  - {{id: y, text: {quoted}, kind: fact}}\n"
    );
    let entities = format!(
        "- {{id: e, schema: Person, name: {quoted}, alias: [{quoted}], weakAlias: [{quoted}], position: [{quoted}], \
         summary: {quoted}}}\n"
    );
    let sources = format!("outlets: [{{id: o, name: {quoted}, note: {quoted}}}]\n");
    let corpus = corpus(&[("a.yaml", &file), ("entities.yaml", &entities), ("sources.yaml", &sources)]);
    assert_eq!(corpus.problems(), []);
    for slot in [
        Record::Document(corpus.find_document("a").expect("a document")),
        Record::Entity(corpus.find_entity("e").expect("an entity")),
        Record::Claim(corpus.claims().next().expect("a claim")),
    ] {
        let page = shown(&corpus, slot);
        let json = serde_json::to_string(&crate::cli::record::record(&corpus, slot)).expect("JSON");
        assert!(page.contains("<U+202E>") && json.contains("<U+202E>"));
        for text in [page, json] {
            assert!(!text.contains(|c: char| c != '\n' && hostile.contains(c) && !c.is_ascii_graphic()), "{text:?}");
        }
    }
}
