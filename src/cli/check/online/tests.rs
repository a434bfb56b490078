use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use url::Url;

use super::*;
use crate::draft::fetch::{Failure, Page};

/// Pages by address. It notes which hosts are asked at the same time.
#[derive(Default)]
struct Web {
    pages: HashMap<String, String>,
    forbidden: Option<String>,
    /// The hosts that are being asked.
    asked: Mutex<Vec<String>>,
}

impl Fetch for Web {
    fn fetch(&self, address: &Url) -> Result<Page, Failure> {
        let host = address.host_str().unwrap_or_default().to_owned();
        let mut asked = self.asked.lock().expect("no panic");
        assert!(!asked.contains(&host), "one request at a time for {host}");
        asked.push(host.clone());
        drop(asked);
        std::thread::yield_now();
        self.asked.lock().expect("no panic").retain(|other| *other != host);
        let html = self.pages.get(address.as_str()).ok_or(Failure::Gone(404))?;
        Ok(Page { bytes: html.clone().into(), content_type: None, address: address.clone() })
    }

    fn is_forbidden(&self, address: &Url) -> bool {
        self.forbidden.as_deref() == address.host_str()
    }
}

const TEXT: &str = "The harbour opened again on Thursday, the harbour master said to the people of the town.\nShips from \
                    three countries came in before noon, and nobody had expected that many of them.\n";

fn file(id: &str, url: &str) -> File {
    let yaml = format!(
        "title: A harbour\npublisher: paper\nurl: {url}\npublished: 2024-03-27\nclaims:\n\
         - {{id: opened, text: It is open., kind: fact, passage: {{start: The harbour opened, end: of the town}}}}\n\
         - {{id: ships, text: Ships came., kind: fact, passage: {{start: Ships from three countries, end: many of them}}}}\n"
    );
    File::read(format!("{id}.yaml").into(), id, yaml.into_bytes())
}

fn html(text: &str) -> String {
    text.lines().fold("<!doctype html><title>A harbour</title><article>".to_owned(), |page, line| page + "<p>" + line)
}

/// What a check wrote, and how it ended.
struct Checked {
    out: String,
    err: String,
    outcome: Outcome,
    checks: PageChecks,
}

fn checked(web: &Web, files: &[File], only: Option<&str>, json: bool) -> Checked {
    let sources = tempfile::tempdir().expect("a folder");
    for file in files {
        let Some(Content::Document(document, _)) = &file.content else { panic!("no document: {:?}", file.problems) };
        std::fs::write(sources.path().join(format!("{}.txt", document.id)), TEXT).expect("written");
    }
    let articles = Articles::open(sources.path()).expect("readable");
    let state = tempfile::tempdir().expect("a folder");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut output = Output::in_memory(&mut out, &mut err, json);
    let tuning = RoundsTuning { hosts: 3, pause: Duration::ZERO };
    let documents = documents(files, only).expect("known ids");
    let checks = Some(PageChecks::read(state.path()));
    let outcome = check_with(web, &tuning, &documents, Some(&articles), "2025-04-07", checks, &mut output);
    output.finish().expect("memory takes everything");
    let [out, err] = [out, err].map(|bytes| String::from_utf8(bytes).expect("text"));
    Checked { out, err, outcome: outcome.expect("no error"), checks: PageChecks::read(state.path()) }
}

fn web(pages: &[(&str, String)]) -> Web {
    let pages = pages.iter().map(|(url, html)| ((*url).to_owned(), html.clone())).collect();
    Web { pages, ..Web::default() }
}

#[test]
fn unchanged_pages_are_no_loss() {
    let files = [file("one", "https://example.org/1"), file("two", "https://example.org/2")];
    let web = web(&[("https://example.org/1", html(TEXT)), ("https://example.org/2", html(TEXT))]);
    let all = checked(&web, &files, None, false);
    assert_eq!(all.outcome, Outcome::Found);
    assert_eq!(
        all.out,
        "one: 2 unchanged, 0 changed, 0 gone\ntwo: 2 unchanged, 0 changed, 0 gone\n\
         2 pages: 2 read, 0 gone, 0 not readable; passages: 4 unchanged, 0 changed, 0 gone\n"
    );
    assert_eq!(all.err, "briefing: 1 of 2: example.org\nbriefing: 2 of 2: example.org\n");
    let only = checked(&web, &files, Some("two"), false);
    assert!(only.out.starts_with("two: ") && only.err.contains("1 of 1"), "{}", only.out);
    assert!(documents(&files, Some("three")).is_err_and(|error| error.to_string().contains("three")));
}

#[test]
fn what_is_lost_is_shown_and_kept() {
    let files = [file("changed", "https://example.org/1"), file("gone", "https://example.net/2")];
    let fresh = html(&TEXT.replace("three countries came in before noon", "five countries came in before dusk"));
    let all = checked(&web(&[("https://example.org/1", fresh)]), &files, None, false);
    assert_eq!(all.outcome, Outcome::Nothing);
    let lines: Vec<_> = all.out.lines().collect();
    assert_eq!(lines[..2], ["changed: 1 unchanged, 1 changed, 0 gone", "  changed#ships: changed"]);
    assert!(lines[2].starts_with("    then: Ships from three countries"), "{lines:#?}");
    assert!(lines[3].starts_with("    now : ") && lines[3].contains("five countries"), "{lines:#?}");
    assert_eq!(lines[4], "gone: page gone: the page is gone (status 404)");
    let kept = |url| all.checks.get(&SourceUrl::parse(url).expect("an address")).expect("kept").clone();
    assert!(kept("https://example.org/1").has_lost("ships") && !kept("https://example.org/1").has_lost("opened"));
    assert_eq!(
        (kept("https://example.net/2").page, kept("https://example.net/2").checked),
        ("gone".into(), "2025-04-07".into())
    );
}

#[test]
fn json_has_a_line_for_each_page_and_passage() {
    let files = [file("a", "https://example.org/1"), file("b", "https://example.net/2")];
    let all = checked(&web(&[("https://example.org/1", html(TEXT))]), &files, None, true);
    let lines: Vec<serde_json::Value> = all.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let states: Vec<_> = lines.iter().map(|line| (line["record"].as_str(), line["state"].as_str())).collect();
    let [page, passage] = ["page", "passage"].map(Some);
    assert_eq!(
        states,
        [
            (page, Some("read")),
            (passage, Some("unchanged")),
            (passage, Some("unchanged")),
            (page, Some("gone")),
            (passage, Some("page-gone")),
            (passage, Some("page-gone")),
        ]
    );
    assert_eq!(lines[3]["reason"], "the page is gone (status 404)");
    assert!(all.err.ends_with("2 unchanged, 0 changed, 0 gone\n"));
}

#[test]
fn a_site_that_wants_no_programs_is_left_alone() {
    let files = [file("a", "https://example.org/1"), file("b", "https://example.net/2")];
    let pages = [("https://example.org/1", html(TEXT)), ("https://example.net/2", html(TEXT))];
    let web = Web { forbidden: Some("example.net".into()), ..web(&pages) };
    let all = checked(&web, &files, None, false);
    assert_eq!(all.outcome, Outcome::Found, "what was not read is not lost");
    assert!(all.out.contains("b: not readable: the site's robots.txt"), "{}", all.out);
    assert!(checked(&web, &files, Some("b"), false).out.starts_with("b: 2 unchanged"));
}
