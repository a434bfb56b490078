//! Input, resizing and the amount of output, in the probe.

use std::time::Duration;

use rustix::process::Signal;

#[cfg(target_os = "linux")]
use crate::activity::activity;
use crate::probe;

#[test]
fn keys_and_pastes_arrive() {
    let pty = probe::start((80, 24));
    pty.wait_for_text("seen 0");
    for (keys, seen) in [
        ("a", "seen 1 Char('a')"),
        ("\x1b", "seen 2 Esc"),
        ("\x1b[A", "seen 3 Up"),
        ("ü", "seen 4 Char('ü')"),
        ("\x1b[200~q!\x1b[201~", "seen 5 paste q!"),
    ] {
        pty.send(keys);
        pty.wait_for_text(seen);
    }
    pty.send("q");
}

#[test]
fn a_burst_of_keys_is_read_to_its_end_and_drawn_in_few_frames() {
    let pty = probe::start((80, 24));
    pty.wait_for_text("seen 0");
    pty.settle();
    let before = pty.written();
    pty.send("x".repeat(3000));
    pty.wait_for_text("seen 3000");
    let frame = 80 * 24;
    let written = pty.written() - before;
    assert!(written < 1000 * frame, "{written} bytes for 3000 keys");
    pty.send("q");
}

#[test]
fn sizes_are_followed_and_absurd_ones_survived() {
    let pty = probe::start((80, 24));
    pty.wait_for_text("probe 80x24");
    for (columns, rows, told) in [(120, 40, "120x40"), (500, 200, "500x200"), (0, 0, "80x24"), (40, 12, "40x12")] {
        pty.resize(columns, rows);
        if (columns, rows) == (0, 0) {
            // The test's screen has no cells at this size, but the program must survive it.
            continue;
        }
        pty.wait_for_text(&format!("probe {told}"));
    }
    pty.resize(1, 1);
    pty.resize(60000, 3);
    pty.wait_for_text("probe 1000x3");
    pty.send("q");
}

#[test]
fn the_cursor_is_where_the_program_puts_it() {
    let pty = probe::start((80, 24));
    pty.wait_for_text("seen 0");
    pty.send("p");
    pty.wait_for("a cursor in the prompt", |screen| !screen.hide_cursor() && screen.cursor_position() == (2, 3));
    pty.send("q");
}

#[test]
fn what_is_reversed_stays_so_where_colours_are_refused() {
    let pty = probe::start_with((80, 24), &[("NO_COLOR", "1")]);
    pty.wait_for("a reversed row", |screen| screen.cell(0, 0).is_some_and(vt100::Cell::inverse));
    pty.send("q");
}

#[test]
fn what_changes_nothing_writes_nothing() {
    let pty = probe::start((80, 24));
    pty.wait_for_text("seen 0");
    pty.settle();
    let before = pty.written();
    pty.send("nnn");
    assert!(pty.is_silent_for(Duration::from_millis(300)));
    assert_eq!(pty.written(), before);
    pty.send("q");
}

#[test]
fn a_screen_that_was_smaller_for_a_moment_is_drawn_anew() {
    let pty = probe::start((80, 24));
    pty.wait_for_text("seen 0");
    pty.settle();
    let before = pty.screen(vt100::Screen::contents);
    // The program is told of a change, but the size is the one that it knows.
    pty.crop(10, 3);
    pty.signal(Signal::WINCH);
    pty.wait_for("the whole screen", |screen| screen.contents() == before);
    pty.send("q");
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_wakes_up_while_nobody_types() {
    let pty = probe::start((80, 24));
    pty.wait_for_text("seen 0");
    // After this key the timeout of an escape sequence is over too.
    pty.send("\x1b");
    pty.wait_for_text("seen 1 Esc");
    pty.settle();
    let before = activity(pty.process());
    assert!(pty.is_silent_for(Duration::from_millis(700)));
    assert_eq!(activity(pty.process()), before);
    pty.send("q");
}
