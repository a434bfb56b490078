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
    let environment = Environment::of([("DISPLAY", ":0"), ("PATH", &path)]);
    assert_eq!(open(&url(), &environment, drop), Opened::Started);
    assert_eq!(opener.words(), [url().to_string(), "quiet".into()]);
}

#[test]
fn the_readers_browser_is_used_even_over_ssh() {
    let browser = Recorder::new("firefox", 0);
    let chosen = format!("{}/firefox --tab=%s -x:other", browser.path());
    let environment = Environment::of([("BROWSER", chosen.as_str()), ("SSH_TTY", "/dev/pts/1")]);
    assert_eq!(open(&url(), &environment, drop), Opened::Started);
    assert_eq!(browser.words(), [format!("--tab={}", url()), "-x".into(), "quiet".into()]);
}

#[test]
fn an_opener_that_fails_says_so_later() {
    let opener = Recorder::new("xdg-open", 3);
    let path = format!("{}:/usr/bin:/bin", opener.path());
    let environment = Environment::of([("WAYLAND_DISPLAY", "w"), ("PATH", &path)]);
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
        let environment = Environment::of(variables.iter().copied());
        assert_eq!(open(&url(), &environment, drop), Opened::Shown(reason.into()), "{variables:?}");
    }
}

#[test]
fn a_word_may_hold_the_address_and_signs_that_a_shell_would_act_on() {
    let words = chosen(OsStr::new("b -e '%s' %% $(x) | y"), &url()).expect("a command");
    assert_eq!(words, ["b", "-e", &format!("'{}'", url()), "%", "$(x)", "|", "y"]);
}
