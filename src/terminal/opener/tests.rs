use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::sync::mpsc;

use tempfile::TempDir;

use super::*;
use crate::terminal::tests::executable;

const ADDRESS: &str = "https://a.example/b?c=1&d='$(touch%20x)#:~:text=one%20two";

fn url() -> SourceUrl {
    SourceUrl::parse(ADDRESS).expect("an address")
}

/// A folder with a program in it that writes down its arguments, and a pipe to read them from: reading it waits for
/// the program, however long that takes.
struct Recorder {
    folder: TempDir,
    record: PathBuf,
}

impl Recorder {
    fn new(name: &str, status: u8) -> Self {
        let folder = TempDir::new().expect("a folder");
        let record = folder.path().join("record");
        fifo(&record);
        let body = format!(
            "{{ for word; do echo \"$word\"; done; [ -t 0 ] || [ -t 1 ] || [ -t 2 ] || echo quiet; }} > '{}'; exit {status}",
            record.display()
        );
        executable(&folder.path().join(name), &body);
        Self { folder, record }
    }

    fn path(&self) -> &str {
        self.folder.path().to_str().expect("a path")
    }

    fn words(&self) -> Vec<String> {
        let mut text = String::new();
        fs::File::open(&self.record).and_then(|mut pipe| pipe.read_to_string(&mut text)).expect("a record");
        text.lines().map(str::to_owned).collect()
    }
}

fn fifo(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo is everywhere");
    assert!(made.success());
}

#[test]
fn the_address_is_one_argument_and_the_terminal_is_left_alone() {
    let opener = Recorder::new("xdg-open", 0);
    let path = format!("{}:/usr/bin:/bin", opener.path());
    let environment = Environment::from_variables([("DISPLAY", ":0"), ("PATH", &path)]);
    assert_eq!(open(&url(), &environment, drop), Opened::Started);
    assert_eq!(opener.words(), [url().to_string(), "quiet".into()]);
}

#[test]
fn the_readers_browser_is_used_even_over_ssh() {
    let browser = Recorder::new("firefox", 0);
    let chosen = format!("{}/firefox --tab=%s -x:other", browser.path());
    let environment = Environment::from_variables([("BROWSER", chosen.as_str()), ("SSH_TTY", "/dev/pts/1")]);
    assert_eq!(open(&url(), &environment, drop), Opened::Started);
    assert_eq!(browser.words(), [format!("--tab={}", url()), "-x".into(), "quiet".into()]);
}

#[test]
fn an_opener_that_fails_says_so_later() {
    let opener = Recorder::new("xdg-open", 3);
    let path = format!("{}:/usr/bin:/bin", opener.path());
    let environment = Environment::from_variables([("WAYLAND_DISPLAY", "w"), ("PATH", &path)]);
    let (sender, reason) = mpsc::channel();
    let result = open(&url(), &environment, move |reason| drop(sender.send(reason)));
    assert_eq!(result, Opened::Started);
    opener.words();
    let reason = reason.recv().expect("a reason");
    assert_eq!(reason.as_str(), "xdg-open could not open it (exit status: 3)");
}

#[test]
fn where_no_browser_can_open_the_reason_is_given() {
    let nowhere = TempDir::new().expect("a folder");
    let nowhere = nowhere.path().to_str().expect("a path");
    for (variables, reason) in [
        (&[("DISPLAY", ":0"), ("SSH_CONNECTION", "1.2.3.4 1 5.6.7.8 22")][..], "no browser to open over SSH"),
        (&[], "no display to open a browser on"),
        (&[("BROWSER", "/usr/bin/w3m"), ("DISPLAY", ":0")], "w3m would need this screen"),
        (&[("BROWSER", ":"), ("DISPLAY", ":0")], "BROWSER names no program"),
        (&[("DISPLAY", ":0"), ("PATH", nowhere)], "xdg-open: No such file or directory (os error 2)"),
        (&[("BROWSER", "/no/such/browser")], "/no/such/browser: No such file or directory (os error 2)"),
    ] {
        let environment = Environment::from_variables(variables.iter().copied());
        assert_eq!(open(&url(), &environment, drop), Opened::Shown(reason.into()), "{variables:?}");
    }
}

#[test]
fn a_word_may_hold_the_address_and_signs_that_a_shell_would_act_on() {
    let words = chosen(OsStr::new("b -e '%s' %% $(x) | y"), &url()).expect("a command");
    assert_eq!(words, ["b", "-e", &format!("'{}'", url()), "%", "$(x)", "|", "y"]);
}

/// Addresses made by someone who wants something else to be opened, or run.
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
fn a_hostile_address_is_refused_or_passed_whole_as_one_word() {
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
        assert_eq!(open(&url, &environment, drop), Opened::Started);
        assert_eq!(opener.words(), [shown, "quiet"], "{address:?}");
    }
    assert_eq!(refused, 30, "nothing but http and https, with a host, without a password and unseen signs");
    let bücher = SourceUrl::parse("https://bücher.example/").expect("an address");
    assert_eq!(bücher.host(), "xn--bcher-kva.example");
}

#[test]
fn a_hostile_address_in_a_file_is_a_problem_with_a_place() {
    for address in HOSTILE.iter().filter(|address| SourceUrl::parse(address).is_none() && !address.is_empty()) {
        let quoted = serde_json::to_string(address).expect("a string");
        let file = format!("title: T\npublisher: p\nurl: {quoted}\npublished: 2024\n");
        let corpus =
            crate::testing::fixture::corpus(&[("one.yaml", &file), ("sources.yaml", "outlets: [{id: p, name: P}]")]);
        let problems: Vec<_> = corpus.problems().iter().map(ToString::to_string).collect();
        // A control character is refused in all of a file, at its own place.
        let place = if address.contains('\u{9b}') { "one.yaml:3:25" } else { "one.yaml:3:6" };
        assert!(problems.iter().any(|problem| problem.contains(place)), "{address:?}: {problems:?}");
    }
}
