//! The browser as its users have it: keys in, screens out.

mod editing;
mod ending;
mod folders;
mod hostile;
mod outside;
mod review;
mod sizes;
mod surroundings;

use std::time::Duration;

use vt100::Screen;

#[cfg(target_os = "linux")]
use crate::activity::activity;
use crate::pty::Pty;

const SIZE: (u16, u16) = (80, 24);

/// Starts the browser and waits for its first frame.
fn browser(size: (u16, u16), arguments: &[&str], variables: &[(&str, &str)]) -> Pty {
    let pty = Pty::start(size, arguments, variables);
    wait_until_open(&pty);
    pty
}

fn wait_until_open(pty: &Pty) {
    pty.wait_for("the browser", |screen| {
        screen.alternate_screen() && !screen.hide_cursor() && line(screen, 0).starts_with("briefing")
    });
}

/// Returns the text of a row, counted from the top. Blanks at its end do not count, whether written or not.
fn line(screen: &Screen, row: u16) -> String {
    let columns = screen.size().1.get();
    screen.rows(0, columns).nth(row.into()).unwrap_or_default().trim_end().to_owned()
}

/// Returns the text of the last row: prompt, status or hints.
fn last_line(screen: &Screen) -> String {
    line(screen, screen.size().0.get() - 1)
}

/// Returns the text of all rows.
fn all_lines(screen: &Screen) -> String {
    let rows: Vec<_> = (0..screen.size().0.get()).map(|row| line(screen, row)).collect();
    rows.join("\n")
}

/// Returns the text from the cursor to the end of its pane.
fn under_cursor(screen: &Screen) -> String {
    let (row, column) = screen.cursor_position();
    let rest: String = line(screen, row).chars().skip(column.into()).collect();
    rest.split(['│', '|']).next().unwrap_or_default().trim_end().to_owned()
}

/// Types keys and waits until the first line contains `says`.
fn until_first_line(pty: &Pty, keys: &str, says: &str) {
    pty.send(keys);
    pty.wait_for(&format!("{says:?} in the first line"), |screen| line(screen, 0).contains(says));
}

/// Types keys and waits until the last line contains `says`.
fn until_last_line(pty: &Pty, keys: &str, says: &str) {
    pty.send(keys);
    pty.wait_for(&format!("{says:?} in the last line"), |screen| last_line(screen).contains(says));
}

/// Types keys and waits until the text at the cursor begins with `on`.
fn until_cursor(pty: &Pty, keys: &str, on: &str) {
    pty.send(keys);
    pty.wait_for(&format!("the cursor on {on:?}"), |screen| under_cursor(screen).starts_with(on));
}

#[test]
fn a_misspelt_name_is_found_narrows_the_view_and_is_taken_off_again() {
    let pty = browser(SIZE, &[], &[]);
    let whole = pty.screen(|screen| line(screen, 0));
    pty.send("2/goyta");
    pty.wait_for("the prompt and what it finds", |screen| {
        last_line(screen).starts_with("/goyta ") && screen.contents().contains("> Assimi Goïta")
    });
    pty.screen(|screen| assert_eq!(screen.cursor_position(), (23, 6), "the cursor is in the prompt"));
    until_cursor(&pty, "\r", "> Assimi Goïta");
    until_first_line(&pty, "\r", "with Assimi Goïta");
    until_cursor(&pty, "\x1b", ">*Assimi Goïta");
    until_last_line(&pty, "", "Esc clear search");
    until_last_line(&pty, "\x1b", "Esc remove filter");
    pty.screen(|screen| assert!(line(screen, 0).contains("with Assimi Goïta")));
    pty.send("\x1b");
    pty.wait_for("the whole again", |screen| line(screen, 0) == whole);
    until_last_line(&pty, "\x1b", "No filter is active");
}

#[test]
fn a_claim_found_among_everything_is_shown_with_its_link() {
    let pty = browser((120, 40), &[], &[]);
    pty.send("fwheat lavrov");
    pty.wait_for("hits", |screen| {
        last_line(screen).starts_with("find: wheat lavrov ") && screen.contents().contains("> Deliveries")
    });
    until_cursor(&pty, "\r", "Deliveries of Russian wheat");
    until_last_line(&pty, "", "o source");
    pty.send("z");
    pty.wait_for("the whole claim", |screen| {
        let text = screen.contents();
        let said_by = text.lines().any(|line| line.starts_with("said by") && line.contains("Sergey Lavrov"));
        said_by && text.lines().any(|line| line.starts_with("link") && line.contains("https://"))
    });
    pty.wait_for_text("#:~:text=");
}

#[test]
fn keys_typed_ahead_of_an_answer_act_on_the_answer() {
    for _ in 0..5 {
        let pty = browser((120, 40), &[], &[]);
        // All at once, as in one packet of a slow connection.
        until_first_line(&pty, "2/goyta\r\r", "with Assimi Goïta");
        until_cursor(&pty, "fwheat lavrov\r", "Deliveries of Russian wheat");
        until_last_line(&pty, "flavrov\r", "Esc back");
        until_cursor(&pty, "", "Sergey Lavrov");
    }
}

#[test]
fn a_search_without_hits_says_so() {
    let pty = browser(SIZE, &[], &[]);
    pty.send("3/qqqqxxxx");
    pty.wait_for_text("Nothing matches qqqqxxxx");
}

#[test]
fn the_help_opens_is_searched_and_closes() {
    let pty = browser(SIZE, &[], &[]);
    let before = pty.screen(all_lines);
    pty.send("?");
    pty.wait_for_text("Keys · In the panes");
    pty.send("/passage");
    pty.wait_for("what matches", |screen| {
        screen.contents().contains("open the source at the passage") && !screen.contents().contains("next pane")
    });
    until_last_line(&pty, "\r", "q close");
    pty.send("\x1b");
    pty.wait_for("what was there before", |screen| all_lines(screen) == before);
}

#[test]
fn problems_are_shown_even_where_there_are_none() {
    let pty = browser(SIZE, &[], &[]);
    pty.send("!");
    pty.wait_for_text("No problems");
    until_last_line(&pty, "", "Esc back");
}

#[test]
fn a_burst_of_keys_is_obeyed_in_few_frames() {
    let pty = browser(SIZE, &[], &[]);
    until_cursor(&pty, "3", "> ");
    pty.settle();
    let before = pty.written();
    pty.send("j".repeat(100));
    pty.wait_for_text(" 101/");
    pty.settle();
    // Each frame writes the cursor's mark once.
    let frames = String::from_utf8_lossy(&pty.bytes_since(before)).matches('>').count();
    assert!((1..=25).contains(&frames), "{frames} frames for 100 keys");
}

/// Returns how many bytes are written for `keys` after `before`.
fn cost(size: (u16, u16), before: &str, keys: &str) -> usize {
    let pty = browser(size, &[], &[]);
    pty.send(before);
    pty.settle();
    let written = pty.written();
    pty.send(keys);
    pty.settle();
    pty.written() - written
}

#[test]
fn a_key_costs_few_bytes() {
    let at_the_edge = "3zw".to_owned() + &"j".repeat(48);
    let large = (200, 60);
    // Stock ratatui and crossterm write 31 for nothing, 250 to 490 for a moved selection of whole rows, and 2500 for a row
    // that is scrolled. A pane alone shows no detail, which would change too.
    for (what, size, before, key, most) in [
        ("unchanged", SIZE, "k", "k", 0),
        ("selection moved", SIZE, "3zwj", "j", 200),
        ("selection moved on a large screen", large, "3zwj", "j", 450),
        ("selection of whole texts moved", SIZE, "3zj", "j", 500),
        ("row scrolled", SIZE, &at_the_edge, "j", 400),
    ] {
        // On a busy machine a frame may be late, and is then counted too.
        let costs: Vec<_> = (0..10).map(|_| cost(size, before, key)).take_while(|cost| *cost > most).collect();
        assert!(costs.len() < 10, "{what}: {costs:?} bytes, more than {most}");
    }
}

#[test]
fn nothing_is_written_while_nobody_types() {
    let pty = browser(SIZE, &[], &[]);
    assert!(pty.is_silent_for(Duration::from_millis(600)), "the first frame is the last");
    pty.send("2/goyta\r");
    pty.wait_for_text("match goyta");
    pty.wait_for("an answer", |screen| !screen.contents().contains("searching"));
    pty.settle();
    assert!(pty.is_silent_for(Duration::from_millis(600)));
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_wakes_up_while_nobody_types() {
    let pty = browser(SIZE, &[], &[]);
    until_first_line(&pty, "2/goyta\r\r", "briefing  with");
    let state = || (pty.written(), activity(pty.process()));
    // Another browser, from its start to its first frame, takes the place of a pause.
    let is_idle = || {
        let before = state();
        browser(SIZE, &[], &[]).send("q");
        state() == before
    };
    assert!((0..20).any(|_| is_idle()), "it never comes to rest");
    assert!(is_idle() && is_idle(), "no bytes, no wake-ups, no processor time");
}
