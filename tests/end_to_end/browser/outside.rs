//! Opening links in a web browser, and copying to the clipboard.

use super::{SIZE, browser, last_line, line, until_cursor, until_last_line};
#[cfg(target_os = "linux")]
use crate::activity::wait_until_childless;
use crate::folders::{CITATION, LINK, path, small_lighthouse};
use crate::harness::Recorder;
use crate::lifecycle::hands_back;
use crate::pty::Pty;
use crate::wire::Wire;

/// Returns the texts that were put on the clipboard by OSC 52, in order.
fn copied(pty: &Pty) -> Vec<String> {
    Wire::parse(&pty.bytes()).copied()
}

/// Starts the browser in a folder and selects the only claim.
fn at_the_claim(folder: &str, variables: &[(&str, &str)]) -> Pty {
    let pty = browser(SIZE, &["--dir", folder], variables);
    until_cursor(&pty, "3", "> The light of Kvalness");
    pty
}

#[test]
fn a_link_is_opened_once_exactly_and_quietly() {
    let folder = small_lighthouse();
    let opener = Recorder::detached("opener");
    let pty = at_the_claim(path(&folder), &[("BROWSER", &opener.program())]);
    let before = pty.screen(|screen| (0..23).map(|row| line(screen, row)).collect::<Vec<_>>());
    until_last_line(&pty, "o", "Opening north.example in the web browser.");
    opener.wait_for_call();
    assert_eq!(opener.arguments(), format!("{LINK}\n"));
    pty.settle();
    pty.screen(|screen| {
        assert_eq!((0..23).map(|row| line(screen, row)).collect::<Vec<_>>(), before);
        assert_eq!(last_line(screen), "Opening north.example in the web browser.");
    });
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("noise"));
    until_last_line(&pty, "1", "? keys");
    until_last_line(&pty, "o", "Opening north.example in the web browser.");
    opener.wait_for_call();
    let document = LINK.split('#').next().expect("an address");
    assert_eq!(opener.arguments(), format!("{LINK}\n{document}\n"), "nothing was opened twice");
    #[cfg(target_os = "linux")]
    wait_until_childless(pty.process());
}

/// Returns the addresses of the hyperlinks that were written (OSC 8).
fn addresses(pty: &Pty) -> Vec<String> {
    let links = Wire::parse(&pty.bytes()).osc.into_iter().filter(|osc| osc[0] == "8");
    links.map(|osc| osc[2..].join(";")).filter(|address| !address.is_empty()).collect()
}

#[test]
fn an_address_is_marked_as_a_link_in_terminals_that_know_links() {
    let folder = small_lighthouse();
    for variables in [&[("TERM_PROGRAM", "iTerm.app")][..], &[("BRIEFING_HYPERLINKS", "always"), ("TERM", "xterm")]] {
        let pty = at_the_claim(path(&folder), variables);
        until_cursor(&pty, "\rzG", "");
        pty.settle();
        let shown = addresses(&pty);
        assert_eq!(shown.last().map(String::as_str), Some(LINK));
        let (document, _) = LINK.split_once('#').expect("a passage");
        assert!(shown.iter().all(|address| address == LINK || address == document), "{shown:?}");
    }
    for variables in [&[][..], &[("TERM_PROGRAM", "iTerm.app"), ("BRIEFING_HYPERLINKS", "never")]] {
        let pty = at_the_claim(path(&folder), variables);
        until_cursor(&pty, "\rzG", "");
        pty.settle();
        assert!(addresses(&pty).is_empty());
    }
}

#[test]
fn a_browser_that_is_not_there_leaves_the_address_on_the_screen() {
    let folder = small_lighthouse();
    let pty = at_the_claim(path(&folder), &[("BROWSER", "/no/such/browser")]);
    pty.send("o");
    pty.wait_for_text("/no/such/browser: No such file");
    pty.wait_for_text("https://north.example/light?part=1&page=2#:~:text=");
}

#[test]
fn over_ssh_the_address_is_shown_and_copied() {
    let folder = small_lighthouse();
    let pty = at_the_claim(path(&folder), &[("SSH_CONNECTION", "192.0.2.1 1024 192.0.2.2 22"), ("DISPLAY", ":10")]);
    pty.send("o");
    pty.wait_for_text("The line was sent to the terminal's clipboard (OSC 52).");
    pty.screen(|screen| {
        let address: String = (2..4).map(|row| line(screen, row)).collect();
        assert_eq!(address.trim_end(), LINK, "the terminal joins the lines of an address");
        assert!(line(screen, 1).contains("no browser to open over SSH"), "{}", screen.contents());
    });
    assert_eq!(copied(&pty), [LINK]);
    pty.send("\x1b");
    pty.wait_for_text("3 Claims");
    assert_eq!(copied(&pty).len(), 1);
}

#[test]
fn a_claim_is_copied_with_its_citation_and_its_link_alone() {
    let folder = small_lighthouse();
    let pty = at_the_claim(path(&folder), &[]);
    assert!(copied(&pty).is_empty());
    until_last_line(&pty, "y", "The text was sent to the terminal's clipboard (OSC 52).");
    assert_eq!(copied(&pty), [CITATION]);
    until_last_line(&pty, "Y", "The line was sent to the terminal's clipboard (OSC 52).");
    assert_eq!(copied(&pty), [CITATION, LINK]);
}

#[test]
fn what_is_copied_ahead_of_an_answer_is_what_the_answer_holds() {
    let folder = small_lighthouse();
    let pty = browser(SIZE, &["--dir", path(&folder)], &[]);
    pty.send("2/coast\ryq");
    let pty = hands_back(pty, 0);
    assert_eq!(copied(&pty), ["Coast Guard"]);
}

#[test]
fn inside_tmux_tmux_is_given_the_text() {
    let folder = small_lighthouse();
    let tmux = Recorder::new("tmux");
    let variables = [("TMUX", "/tmp/tmux-0/default,1,0"), ("PATH", &tmux.search_path()), ("TERM", "tmux-256color")];
    let pty = at_the_claim(path(&folder), &variables);
    until_last_line(&pty, "y", "The text is in tmux's buffer");
    assert_eq!(tmux.arguments(), "load-buffer\n-w\n-\n");
    assert_eq!(tmux.input(), CITATION);
    assert!(copied(&pty).is_empty(), "nothing goes past tmux");
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains("noise"));
}

#[test]
fn where_no_clipboard_is_known_the_text_is_shown_for_selecting() {
    let folder = small_lighthouse();
    let nowhere = path(&folder);
    for variables in [&[("TERM", "linux")][..], &[("TMUX", "x"), ("PATH", nowhere)]] {
        let pty = at_the_claim(path(&folder), variables);
        pty.send("y");
        pty.wait_for_text("No clipboard found");
        pty.wait_for_text("https://north.example/light?part=1&page=2#:~:text=");
        pty.wait_for_text("Coast Guard (fact, 2024-03-08)");
        assert!(copied(&pty).is_empty());
        until_cursor(&pty, "\x1b", "> The light of Kvalness");
    }
}
