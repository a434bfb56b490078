//! Every size of the terminal has its screen, however it was reached.

use vt100::Screen;

use super::{SIZE, all_lines, browser, last_line, line, under_cursor, until_cursor, wait_until_open};
use crate::folders::{folder, path};
use crate::pty::Pty;

#[test]
fn every_size_has_its_panes_its_hints_and_its_cursor() {
    let all = &["1 Documents ", "2 Entities ", "3 Claims ", "Detail "][..];
    for (size, headings) in [((80, 24), all), ((120, 40), all), ((40, 12), &all[..1])] {
        let pty = browser(size, &[], &[]);
        pty.screen(|screen| {
            let text = screen.contents();
            let shown: Vec<_> = all.iter().filter(|heading| text.contains(**heading)).collect();
            assert_eq!(shown, headings.iter().collect::<Vec<_>>(), "at {size:?}:\n{text}");
            assert!(line(screen, 0).starts_with("briefing  built-in briefings"), "{text}");
            assert!(last_line(screen).ends_with("q quit"), "{text}");
            assert!(under_cursor(screen).starts_with("> "), "at {size:?}:\n{text}");
        });
        let first = pty.screen(Screen::cursor_position);
        until_cursor(&pty, "j", "> ");
        pty.wait_for("the cursor further down", |screen| {
            let (row, column) = screen.cursor_position();
            row > first.0 && column == first.1 && under_cursor(screen).starts_with("> ")
        });
    }
}

#[test]
fn a_screen_too_small_says_so_and_grows_again() {
    let pty = Pty::start((10, 3), &[], &[]);
    pty.wait_for("that it is too small", |screen| line(screen, 0).starts_with("too small:"));
    pty.screen(|screen| assert!(screen.hide_cursor()));
    pty.send("jj");
    pty.resize(40, 12);
    wait_until_open(&pty);
    pty.resize(1, 1);
    pty.wait_for("its first letter", |screen| screen.contents() == "t");
    pty.resize(80, 24);
    wait_until_open(&pty);
    pty.wait_for_text("3 Claims");
}

#[test]
fn another_size_is_drawn_as_if_it_had_been_the_first() {
    let sizes = [(80, 24), (120, 40), (40, 12), (300, 90), (72, 16), (71, 15), (20, 5), (500, 200)];
    let pty = browser((99, 33), &[], &[]);
    for size in sizes {
        let fresh = browser(size, &[], &[]).screen(all_lines);
        pty.resize(size.0, size.1);
        pty.wait_for(&format!("{size:?} as if fresh:\n{fresh}\n"), |screen| all_lines(screen) == fresh);
    }
}

#[test]
fn a_storm_of_sizes_is_weathered() {
    let pty = browser(SIZE, &[], &[]);
    let before = pty.screen(all_lines);
    for step in 0..2000 {
        pty.resize(1 + step * 7 % 190, 1 + step * 5 % 70);
    }
    pty.resize(SIZE.0, SIZE.1);
    pty.wait_for(&format!("the screen of before:\n{before}\n"), |screen| all_lines(screen) == before);
    until_cursor(&pty, "3", "> ");
    pty.wait_for("the claims", |screen| screen.cursor_position().1 > 10);
}

#[test]
fn a_screen_that_was_smaller_for_a_moment_is_whole_again() {
    let pty = browser(SIZE, &[], &[]);
    let before = pty.screen(all_lines);
    for _ in 0..50 {
        // The program is notified, but may find the size that it knows.
        pty.resize(30, 8);
        pty.resize(SIZE.0, SIZE.1);
        pty.wait_for(&format!("the screen of before:\n{before}\n"), |screen| all_lines(screen) == before);
    }
}

#[test]
fn absurd_sizes_are_taken_for_sensible_ones() {
    let pty = browser(SIZE, &[], &[]);
    let before = pty.screen(all_lines);
    for (columns, rows) in [(65535, 65535), (65535, 1), (1, 65535), (0, 0), (0, 65535)] {
        pty.claim(columns, rows);
        pty.settle();
    }
    pty.resize(SIZE.0, SIZE.1);
    pty.wait_for(&format!("the screen of before:\n{before}\n"), |screen| all_lines(screen) == before);
    until_cursor(&pty, "j", "> ");
}

/// Names with wide, joined, combined and right-to-left letters, and with variation selectors.
const NAMES: [&str; 12] = [
    "王毅 外交部长",
    "안녕하세요",
    "おはよう ﾊﾟﾋﾟ",
    "👩‍👩‍👧‍👦 family",
    "🇲🇱🇧🇫🇳🇪 flags",
    "❤️ heart ☎️ phone ✂ scissors",
    "👍🏽 thumb 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "שָׁלוֹם עולם",
    "مرحبا بِالْعَالَم",
    "नमस्ते दुनिया",
    "e\u{301}e\u{301}e\u{301} combined Go\u{308}ta",
    "ｆｕｌｌ ｗｉｄｔｈ",
];

#[test]
fn columns_stay_where_they_are_whatever_the_names() {
    let entities = NAMES.iter().enumerate().map(|(at, name)| {
        format!("- {{id: e{at}, schema: Person, name: \"{name}\", summary: \"{name} {name} {name}\"}}\n")
    });
    let entities = entities.collect::<Vec<_>>().concat();
    let titles = NAMES.iter().enumerate().map(|(at, name)| {
        let claims = format!("  - {{id: one, text: \"{name} {name}\", kind: fact, speaker: e{at}}}\n");
        (
            format!("d{at}.yaml"),
            format!("title: \"{name}\"\npublisher: p\nurl: https://a.example/{at}\npublished: 2024\nclaims:\n{claims}"),
        )
    });
    let mut files: Vec<(String, String)> = titles.collect();
    files.push(("entities.yaml".into(), entities));
    files.push(("sources.yaml".into(), "outlets: [{id: p, name: Post}]\n".into()));
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = folder(&files);
    for (size, rule) in [((80, 24), 28), ((120, 40), 43)] {
        let pty = browser(size, &["--dir", path(&folder)], &[]);
        for keys in ["", "j", "jjjj", "jjjjjjj", "2", "jjjj", "jjjjjjj", "J", "3", "jjjj", "jjjjjjjj", "k", "G", "g"] {
            pty.send(keys);
            pty.settle();
            pty.screen(|screen| {
                for row in 1..size.1 - 1 {
                    let cell = screen.cell(row, rule).expect("a cell");
                    assert_eq!(cell.contents(), "│", "row {row} after {keys:?}:\n{}", screen.contents());
                }
            });
        }
        // A full redraw gives the same screen as the steps before it.
        let before = pty.screen(|screen| (1..size.1 - 1).map(|row| beyond(screen, row, rule)).collect::<Vec<_>>());
        pty.signal(rustix::process::Signal::WINCH);
        pty.settle();
        pty.screen(|screen| {
            assert_eq!((1..size.1 - 1).map(|row| beyond(screen, row, rule)).collect::<Vec<_>>(), before);
        });
    }
}

/// Returns the text of a row from a column on.
fn beyond(screen: &Screen, row: u16, column: u16) -> String {
    let columns = screen.size().1.get();
    (column..columns)
        .map(|column| {
            screen.cell(row, column).map_or("", |cell| match cell.contents() {
                "" => " ",
                letters => letters,
            })
        })
        .collect()
}
