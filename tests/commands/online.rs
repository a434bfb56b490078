//! `check --online` against a server on this machine.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::folders::{folder, path};
use super::{Run, finished, program};

const STORED: &str = "The harbour opened again on Thursday, the harbour master said to the people of the town.\nShips from \
                      three countries came in before noon, and the market was full of people who had waited.\n";

/// Serves one page, which the test can change. Ends with the test's process.
struct Site {
    address: String,
    page: Arc<Mutex<(u16, String)>>,
}

impl Site {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let page = Arc::new(Mutex::new((200, html(STORED))));
        let served = Arc::clone(&page);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (status, body) = served.lock().expect("no panic").clone();
                answer(stream, status, &body);
            }
        });
        Self { address, page }
    }

    fn put(&self, status: u16, body: &str) {
        *self.page.lock().expect("no panic") = (status, body.to_owned());
    }
}

/// Answers one request. A client that goes away early is no failure.
fn answer(mut stream: TcpStream, status: u16, body: &str) {
    let reader = BufReader::new(stream.try_clone().expect("a socket"));
    reader.lines().map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
    let head = format!("HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {}\r\n", body.len());
    stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes()).ok();
}

fn html(text: &str) -> String {
    let paragraphs = text.lines().fold(String::new(), |page, line| page + "<p>" + line);
    format!("<!doctype html><title>A harbour</title><article>{paragraphs}</article>")
}

/// Makes a folder of one document whose page is at `address`, with the stored text.
fn briefings(address: &str) -> TempDir {
    let document = format!(
        "title: A harbour opens\npublisher: paper\nurl: {address}/2024/harbour\npublished: 2024-03-27\nclaims:\n\
         - {{id: opened, text: It is open., kind: fact, passage: {{start: The harbour opened, end: of the town}}}}\n\
         - {{id: ships, text: Ships came., kind: fact, passage: {{start: Ships from three countries, end: before noon}}}}\n"
    );
    let sources = "outlets:\n- {id: paper, name: The Paper}\n";
    let made = folder(&[("harbour.yaml", document.as_str()), ("sources.yaml", sources), ("entities.yaml", "[]\n")]);
    std::fs::create_dir(made.path().join("sources")).expect("made");
    std::fs::write(made.path().join("sources/harbour.txt"), STORED).expect("written");
    made
}

fn checked(briefings: &TempDir, state: &TempDir) -> Run {
    let mut command = program();
    for variable in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "https_proxy", "http_proxy"] {
        command.env_remove(variable);
    }
    finished(command.env("XDG_STATE_HOME", state.path()).args(["check", path(briefings), "--online"]))
}

#[test]
fn a_page_that_changes_and_goes_is_noticed() {
    let (site, state) = (Site::start(), tempfile::tempdir().expect("a folder"));
    let briefings = briefings(&site.address);
    let kept = || std::fs::read_to_string(state.path().join("briefing/online.json")).expect("kept");
    let same = checked(&briefings, &state);
    assert_eq!(
        (same.code, same.out.lines().next()),
        (0, Some("harbour: 2 unchanged, 0 changed, 0 gone")),
        "{}",
        same.err
    );
    assert_eq!(same.err, "briefing: 1 of 1: 127.0.0.1\n");
    assert!(kept().contains("\"page\": \"read\"") && !kept().contains("ships"));

    site.put(200, &html(&STORED.replace("three countries came", "three other countries came")));
    let changed = checked(&briefings, &state);
    assert_eq!(changed.code, 1);
    assert!(
        changed.out.contains("  harbour#ships: changed\n    then: Ships from three countries came in before noon\n")
    );
    assert!(changed.out.contains("    now : Ships from three other countries came in before noon"), "{}", changed.out);
    assert!(kept().contains("\"ships\": \"changed\""));

    site.put(404, "nothing");
    let gone = checked(&briefings, &state);
    assert_eq!((gone.code, gone.out.lines().next()), (1, Some("harbour: page gone: the page is gone (status 404)")));
    site.put(503, "later");
    let closed = checked(&briefings, &state);
    assert_eq!(closed.code, 0, "what cannot be read is not lost");
    assert!(closed.out.starts_with("harbour: not readable: the server answers with an error (status 503)"));
    assert!(kept().contains("\"page\": \"gone\""), "no news");
}

#[test]
fn an_unknown_document_is_wrong_usage() {
    let briefings = briefings("http://127.0.0.1:9");
    let run = finished(program().args(["check", path(&briefings), "--online", "--only", "x"]));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no document has the id x"), "{}", run.err);
    let run = finished(program().args(["check", path(&briefings), "--only", "harbour"]));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--online"), "{}", run.err);
}
