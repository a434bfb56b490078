//! Tests with hostile addresses, from a file to the program that opens them.

use super::web_address;
use crate::briefing::SourceUrl;
use crate::terminal::test_programs::Recorder;
use crate::terminal::{Environment, opener};

/// Addresses that try to open or run something else.
const HOSTILE: [&str; 44] = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "file:///etc/passwd",
    "FILE://localhost/etc/passwd",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "ftp://a.example/x",
    "ssh://a.example",
    "mailto:a@a.example",
    "view-source:https://a.example/",
    "blob:https://a.example/1",
    "about:blank",
    "chrome://settings",
    "//a.example/x",
    "/etc/passwd",
    "a.example",
    "-a",
    "--new-window=https://a.example/",
    "-https://a.example/",
    "",
    "https://",
    "https:///",
    "https://user:password@a.example/",
    "https://a.example@evil.example/",
    "https://a.example:99999/",
    "https://[::1",
    "https://a b.example/",
    "https://a.example/$(touch x)`id`",
    "https://a.example/;id;&id&|id|>x<y",
    "https://a.example/'\"'\"",
    "https://a.example/\\..\\..\\x",
    "https://a.example/ --new-window",
    "https://a.example/%s%%s%n",
    "https://a.example/\u{1b}]52;c;eA==\u{7}",
    "https://a.example/\u{9b}31m\u{202e}gpj.exe",
    "https://a.example/a\r\nb\tc",
    "https://a.example/?q=$HOME&r=~root&s=!!",
    "https://xn--80ak6aa92e.example/",
    "https://аррӏе.example/",
    "https://bücher.example/ä?ö#ü",
    "http://0x7f.1/",
    "https://a.example/#:~:text=-x,-y&--z",
];

#[test]
fn a_hostile_address_is_refused_or_passed_as_one_argument() {
    let opener = Recorder::new("xdg-open", 0);
    let path = format!("{}:/usr/bin:/bin", opener.path());
    let environment = Environment::from_variables([("DISPLAY", ":0"), ("PATH", &path)]);
    let mut refused = 0;
    for address in HOSTILE {
        let Some(url) = SourceUrl::parse(address) else {
            refused += 1;
            continue;
        };
        let shown = url.as_str();
        assert!(shown.starts_with("https://") || shown.starts_with("http://"), "{address:?}");
        assert!(shown.chars().all(|letter| letter.is_ascii_graphic()), "{address:?} is shown as {shown}");
        assert!(url.host().is_ascii(), "{address:?} has a host of plain letters: {}", url.host());
        assert_eq!(opener::open(&web_address(&url), &environment, drop), Ok(()));
        assert_eq!(opener.arguments(), [shown, "quiet"], "{address:?}");
    }
    assert_eq!(refused, 30, "nothing but http and https, with a host, without a password and unseen signs");
    let bücher = SourceUrl::parse("https://bücher.example/").expect("an address");
    assert_eq!(bücher.host(), "xn--bcher-kva.example");
}

#[test]
fn a_hostile_address_in_a_file_is_reported_with_its_position() {
    for address in HOSTILE.iter().filter(|address| SourceUrl::parse(address).is_none() && !address.is_empty()) {
        let quoted = serde_json::to_string(address).expect("a string");
        let file = format!("title: T\npublisher: p\nurl: {quoted}\npublished: 2024\n");
        let corpus =
            crate::testing::fixture::corpus(&[("one.yaml", &file), ("sources.yaml", "outlets: [{id: p, name: P}]")]);
        let problems: Vec<_> = corpus.problems().iter().map(ToString::to_string).collect();
        // A control character is refused anywhere in a file, and reported at its own position.
        let place = if address.contains('\u{9b}') { "one.yaml:3:25" } else { "one.yaml:3:6" };
        assert!(problems.iter().any(|problem| problem.contains(place)), "{address:?}: {problems:?}");
    }
}
