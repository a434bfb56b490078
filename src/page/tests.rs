use proptest::prelude::*;

use super::*;
use crate::styled::{self, Role, Span};
use crate::testing::fixture::{corpus, harbour};
use crate::text::Text;

mod drafts;

fn plain(page: &Page) -> String {
    page.plain().collect::<Vec<_>>().join("\n")
}

fn page_of(corpus: &Corpus, record: Record, width: usize) -> Page {
    let mut page = Page::new(width);
    lay_out(&mut page, corpus, record);
    page
}

fn record(corpus: &Corpus, id: &str) -> Record {
    if let Some(claim) = crate::briefing::ClaimRef::parse(id) {
        return Record::Claim(corpus.find_claim(&claim).expect("a claim"));
    }
    let entity = corpus.find_entity(id).map(Record::Entity);
    entity.or_else(|| corpus.find_document(id).map(Record::Document)).expect("a record")
}

#[test]
fn a_claim_says_who_on_whose_word_and_where() {
    let corpus = harbour();
    let page = page_of(&corpus, record(&corpus, "2024-05-02-harbour-opens#opening"), 60);
    insta::assert_snapshot!(plain(&page), @"
    The harbour of Norrhavn opens again on 2 May 2024.

    said by      Inès Öberg · Harbour master
    kind         fact
    date         2024-05-01
    through      Wire Agency
    origin       Press release of 1 May 2024 · issued by
                 Norrhavn Port Authority · 2024-05-01
    rests on     1 independent origin
    note         single source: nothing independent of it says
                 the same
                 second-hand: the document reports it through
                 others

    about        Norrhavn, Norrhavn Port Authority
    document     Harbour opens again · unsigned · 2024-05-02 ·
                 news
    publisher    Coast Daily · reliability C (fairly reliable)
    passage      paragraph 1: “The harbour opens again … on
                 Thursday”
    link         https://coast.example/opens#:~:text=The%20harbo
                 ur%20opens%20again,on%20Thursday
    credibility  unrated
    id           2024-05-02-harbour-opens#opening
    ");
}

#[test]
fn a_disputed_claim_shows_the_other_side() {
    let corpus = harbour();
    let page = page_of(&corpus, record(&corpus, "2024-05-02-harbour-opens#depth"), 36);
    insta::assert_snapshot!(plain(&page), @"
    The basin is eleven metres deep
    after dredging.

    said by: Coast Daily (unsigned)
    kind: fact
    date: not given
    origin: none known
    rests on: 1 independent origin
    note: single source: nothing
      independent of it says the same
      anonymous: unsigned, and no
      speaker is named

    Who disputes, qualifies or updates
    it 1
    - disputed by Tom Reed · opinion ·
      Coast Daily: The basin is nine
      metres deep at most, which keeps
      larger ships away.
      Eleven metres or nine.

    about: Norrhavn
    document: Harbour opens again ·
      unsigned · 2024-05-02 · news
    publisher: Coast Daily · reliability
      C (fairly reliable)
    passage: not given; the link opens
      the article at its top
    link: https://coast.example/opens
    credibility: unrated
    id: 2024-05-02-harbour-opens#depth
    ");
}

#[test]
fn an_entity_and_a_document_have_a_page() {
    let corpus = harbour();
    let pages =
        ["port-authority", "2025-01-harbour-closed"].map(|id| plain(&page_of(&corpus, record(&corpus, id), 60)));
    insta::assert_snapshot!(pages.join("\n=====\n"), @"
    Norrhavn Port Authority PublicBody

    also called  NPA
    members      Inès Öberg
    dated claims 2024-05-01 to 2024-12
    id           port-authority

    What others say about Norrhavn Port Authority 2
    Dockers' Union 1
    - allegation · 2024-11/2024-12 · Coast Daily: The port
      authority paid strike breakers.
    Inès Öberg 1
    - fact · 2024-05-01 · through Wire Agency · Coast Daily: The
      harbour of Norrhavn opens again on 2 May 2024.

    Appears together with 4
    Inès Öberg 1, Norrhavn 1, Dockers' Union 1, Wire Agency 1

    Documents 2
    - Who closed the harbour? · 2025-01 · Coast Daily · opinion
    - Harbour opens again · 2024-05-02 · Coast Daily · news
    =====
    Who closed the harbour?
    2025-01 · Coast Daily · opinion · Tom Reed

    Claims 2 · by Tom Reed unless someone else is named

    - The basin is nine metres deep at most, which keeps larger
      ships away.
      opinion

    - The port authority paid strike breakers.
      Dockers' Union · allegation · 2024-11/2024-12

    About the document
    published    2025-01
    publisher    Coast Daily · reliability C (fairly reliable)
    author       Tom Reed
    genre        opinion
    claims       2: 1 opinion, 1 allegation
    link         https://coast.example/closed
    id           2025-01-harbour-closed

    Grade of the publisher: Corrects its errors.
    ");
}

#[test]
fn an_address_of_other_letters_is_shown_as_it_is_opened_and_as_it_reads() {
    let hosts = |host: &str| {
        let file = format!("{{title: T, publisher: p, url: 'https://{host}/x', published: 2024}}");
        let corpus = corpus(&[("one.yaml", &file)]);
        let page = page_of(&corpus, record(&corpus, "one"), 100);
        page.plain().filter(|line| line.starts_with("link") || line.starts_with("host")).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(["apple.com", "bücher.example", "\u{430}pple.com"].map(hosts).join("\n"), @"
    link         https://apple.com/x
    link         https://xn--bcher-kva.example/x
    host         xn--bcher-kva.example (bücher.example)
    link         https://xn--pple-43d.com/x
    host         xn--pple-43d.com (аpple.com) · not all its letters are Latin
    ");
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_page_and_no_word_is_lost(words in "[a-z王 é-]{0,80}", width in 0_usize..40) {
        let mut page = Page::new(width);
        page.paragraph(&[Span::clean(&words, Role::Plain), Span::clean(format!(" {words}"), Role::Actor)]);
        page.field("label", &[Span::clean(&words, Role::Plain)]);
        for line in page.lines() {
            prop_assert!(styled::width(line) <= width.max(16), "{line:?}");
        }
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let written: String = letters(&page.plain().collect::<String>());
        let label = if width < 40 { "label:" } else { "label" };
        let clean = letters(Text::clean(&words).as_str());
        prop_assert_eq!(written, format!("{clean}{clean}{label}{clean}"));
    }
}
