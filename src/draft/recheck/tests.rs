use std::sync::Arc;

use super::*;
use crate::briefing::{Content, File};
use crate::draft::fetch::Fetch;

const STORED: &str = "The harbour opened again on Thursday, the harbour master said.\nShips from three countries came in \
                      before noon.\nThe market was full of people who had waited for fish.\n";

/// Returns a document with a claim for each of the three sentences.
fn document() -> Document {
    let yaml = "title: The harbour opens\npublisher: paper\nurl: https://example.org/harbour\npublished: 2024-03-27\nclaims:\n\
                - {id: opened, text: It is open., kind: fact, passage: {start: The harbour opened, end: harbour master said}}\n\
                - {id: ships, text: Ships came., kind: fact, passage: {start: Ships from three countries, end: in before noon}}\n\
                - {id: market, text: It was full., kind: fact, passage: {start: The market was full of people}}\n\
                - {id: none, text: No passage., kind: fact}\n";
    match File::read("harbour.yaml".into(), "harbour", yaml.as_bytes().to_vec()).content {
        Some(Content::Document(document, _)) => Arc::unwrap_or_clone(document),
        other => panic!("no document: {other:?}"),
    }
}

fn states(stored: Option<&str>, fresh: &str) -> Vec<(String, &'static str)> {
    let compared = compare(&document(), stored, fresh);
    compared.into_iter().map(|(id, state)| (id.to_string(), state.as_str())).collect()
}

fn expected(states: [&'static str; 3]) -> Vec<(String, &'static str)> {
    ["opened", "ships", "market"].into_iter().map(str::to_owned).zip(states).collect()
}

#[test]
fn words_that_are_the_same_are_unchanged_wherever_they_are() {
    assert_eq!(states(Some(STORED), STORED), expected(["unchanged"; 3]));
    let moved = "A new line.\n\nThe market was full of people who had waited for fish. THE HARBOUR opened again on \
                 Thursday – the harbour master said. Ships from three countries\u{a0}came in before noon.";
    assert_eq!(states(Some(STORED), moved), expected(["unchanged"; 3]));
    assert_eq!(states(None, moved), expected(["unchanged"; 3]));
}

#[test]
fn what_was_rewritten_is_shown_beside_the_old_words() {
    let fresh = "The harbour opened again on Friday, the harbour master said.\nShips from five countries came in before \
                 the afternoon.\nNothing else happened.\n";
    assert_eq!(states(Some(STORED), fresh), expected(["changed", "changed", "gone"]));
    let compared = compare(&document(), Some(STORED), fresh);
    let old = Some("Ships from three countries came in before noon".to_owned());
    let new = "Ships from five countries came in before".to_owned();
    assert!(matches!(&compared[1].1, ClaimState::Changed { old: was, new: is } if *was == old && is.starts_with(&new)));
    assert_eq!(
        states(None, fresh),
        expected(["unchanged", "gone", "gone"]),
        "without the text only the ends are known"
    );
}

#[test]
fn words_between_the_ends_count_too() {
    let fresh = STORED.replace("before noon", "long before noon").replace("three countries came", "three countries");
    assert_eq!(states(Some(STORED), &fresh)[1].1, "changed");
}

/// Something that gives one page, or fails.
struct Given(Result<Page, Failure>);

impl Fetch for Given {
    fn fetch(&self, _: &Url) -> Result<Page, Failure> {
        self.0.clone()
    }

    fn is_forbidden(&self, _: &Url) -> bool {
        false
    }
}

fn page_of(address: &str, html: &str) -> Given {
    let address = Url::parse(address).expect("an address");
    Given(Ok(Page { bytes: html.into(), content_type: Some("text/html".into()), address }))
}

fn html(lines: &str) -> String {
    let paragraphs = lines.lines().fold(String::new(), |page, line| page + &format!("<p>{line}</p>"));
    format!("<html><head><title>Harbour</title></head><body><article>{paragraphs}</article></body></html>")
}

#[test]
fn a_page_is_read_gone_or_not_readable() {
    let rechecked = |given: &Given| recheck(&document(), Some(STORED), given);
    let here = "https://example.org/harbour";
    let same = rechecked(&page_of(here, &html(STORED)));
    assert_eq!(same.page, PageState::Read);
    assert_eq!(same.claims.len(), 3);
    let gone = |given: &Given| match rechecked(given).page {
        PageState::Gone(reason) => reason,
        other => panic!("{other:?}"),
    };
    assert!(gone(&Given(Err(Failure::Gone(404)))).contains("404"));
    let error = "<title>Page not found</title><p>Sorry, there is nothing here.</p>";
    assert!(gone(&page_of(here, error)).contains("does not exist"));
    let other = "The town has a new mayor since Monday.\n".repeat(4);
    assert!(gone(&page_of("https://example.org/", &html(&other))).contains("front page"));
    let short = html("The town has a new mayor since Monday, and that is all that can be said about it at the moment.");
    let short = recheck(&document(), Some(&STORED.repeat(3)), &page_of(here, &short));
    assert!(short.page.reason().is_some_and(|reason| reason.contains("less than half")), "{short:?}");
    let site = html(&other).replace("<head>", "<head><meta property=og:site_name content=Harbour>");
    assert!(gone(&page_of(here, &site)).contains("title of its site"));
    let unreadable = |given: &Given| match rechecked(given).page {
        PageState::NotReadable(reason) => reason,
        other => panic!("{other:?}"),
    };
    assert!(unreadable(&Given(Err(Failure::Closed(403)))).contains("403"));
    assert!(unreadable(&page_of(here, "<title>Log in</title><p>Name</p><input type=password>")).contains("login"));
}

#[test]
fn a_front_page_that_still_has_a_passage_is_no_loss() {
    let rechecked = recheck(&document(), Some(STORED), &page_of("https://example.org/", &html(STORED)));
    assert_eq!(rechecked.page, PageState::Read);
}
