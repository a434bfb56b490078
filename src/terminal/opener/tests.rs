use std::sync::mpsc;

use tempfile::TempDir;

use super::*;
use crate::terminal::test_programs::Recorder;

const ADDRESS: &str = "https://a.example/b?c=1&d='$(touch%20x)#:~:text=one%20two";

fn address() -> WebAddress {
    WebAddress::new(ADDRESS).expect("an address")
}

#[test]
fn the_address_is_one_argument_and_the_terminal_is_left_alone() {
    let opener = Recorder::new("xdg-open", 0);
    let path = format!("{}:/usr/bin:/bin", opener.path());
    let environment = Environment::from_variables([("DISPLAY", ":0"), ("PATH", &path)]);
    assert_eq!(open(&address(), &environment, drop), Ok(()));
    assert_eq!(opener.arguments(), [address().to_string(), "quiet".into()]);
}

#[test]
fn the_users_web_browser_is_used_even_over_ssh() {
    let browser = Recorder::new("firefox", 0);
    let chosen = format!("{}/firefox --tab=%s -x:other", browser.path());
    let environment = Environment::from_variables([("BROWSER", chosen.as_str()), ("SSH_TTY", "/dev/pts/1")]);
    assert_eq!(open(&address(), &environment, drop), Ok(()));
    assert_eq!(browser.arguments(), [format!("--tab={}", address()), "-x".into(), "quiet".into()]);
}

#[test]
fn the_failure_of_an_opener_is_reported_later() {
    let opener = Recorder::new("xdg-open", 3);
    let path = format!("{}:/usr/bin:/bin", opener.path());
    let environment = Environment::from_variables([("WAYLAND_DISPLAY", "w"), ("PATH", &path)]);
    let (sender, reason) = mpsc::channel();
    let result = open(&address(), &environment, move |reason| drop(sender.send(reason)));
    assert_eq!(result, Ok(()));
    opener.arguments();
    let reason = reason.recv().expect("a reason");
    assert_eq!(reason.as_str(), "xdg-open could not open it (exit status: 3)");
}

#[test]
fn without_a_web_browser_the_reason_is_returned() {
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
        assert_eq!(open(&address(), &environment, drop), Err(reason.into()), "{variables:?}");
    }
}

#[test]
fn an_argument_may_contain_the_address_and_characters_special_to_a_shell() {
    let words = command_line_from_variable(OsStr::new("b -e '%s' %% $(x) | y"), &address()).expect("a command");
    assert_eq!(words, ["b", "-e", &format!("'{}'", address()), "%", "$(x)", "|", "y"]);
}
