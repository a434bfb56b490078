//! Commands in a terminal: they fill its width and use its colours, and a dumb one gets plain text.

use crate::pty::Pty;

fn run(size: (u16, u16), line: &[&str], variables: &[(&str, &str)]) -> (Vec<String>, Vec<u8>) {
    let mut pty = Pty::start(size, line, variables);
    let (code, _) = pty.exit_code();
    assert_eq!(code, 0, "{line:?}");
    let columns = size.0;
    let rows = pty.screen(|screen| screen.rows(0, columns).map(|row| row.trim_end().to_owned()).collect());
    (rows, pty.bytes())
}

#[test]
fn a_command_fills_the_terminal_and_keeps_ids_whole() {
    let id = "2024-03-27-naija247-phone-talks#mali-population-20m";
    for columns in [80, 120, 160] {
        let (rows, _) = run((columns, 40), &["conflicts", id], &[]);
        assert!(rows.iter().any(|row| row.ends_with(id)), "{columns}: {rows:?}");
        let widest = rows.iter().map(|row| row.chars().count()).max().unwrap_or_default();
        assert!(widest > usize::from(columns) - 20, "{columns}: {rows:?}");
    }
    let (rows, _) = run((160, 40), &["conflicts", id], &[("COLUMNS", "60")]);
    let widest = rows.iter().map(|row| row.chars().count()).max().unwrap_or_default();
    assert!((40..80).contains(&widest), "COLUMNS is the reader's wish, and an id stays whole: {rows:?}");
}

#[test]
fn colours_are_for_terminals_that_have_them() {
    let line = ["conflicts", "mali"];
    let coloured = |variables: &[(&str, &str)], line: &[&str]| run((80, 24), line, variables).1.contains(&0x1b);
    assert!(coloured(&[], &line));
    assert!(!coloured(&[("TERM", "dumb")], &line) && !coloured(&[("NO_COLOR", "1")], &line));
    assert!(!coloured(&[], &["conflicts", "mali", "--color", "never"]));
    assert!(coloured(&[("NO_COLOR", "1")], &["conflicts", "mali", "--color", "always"]));
}
