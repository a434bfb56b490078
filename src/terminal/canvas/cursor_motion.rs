//! The shortest way to move the terminal's cursor.

use std::io::Write;

use ratatui::layout::Position;

/// Longer runs of single steps are never the shortest way.
const STEPS: u16 = 6;

/// Writes the shortest command that moves the cursor to a place. Where it is unknown where it was, only the whole
/// address is sure.
///
/// A line feed goes straight down, because the terminal is raw, and never scrolls, because it never leaves the screen.
pub(super) fn go(from: Option<Position>, to: Position, out: &mut Vec<u8>) {
    let whole = match to {
        Position::ORIGIN => command(&[], b'H'),
        Position { x: 0, y } => command(&[y + 1], b'H'),
        Position { x, y } => command(&[y + 1, x + 1], b'H'),
    };
    let Some(from) = from else {
        out.extend_from_slice(&whole);
        return;
    };
    let (down, across) = (vertical(from.y, to.y), horizontal(from.x, to.x));
    if down.len() + across.len() < whole.len() {
        out.extend_from_slice(&down);
        out.extend_from_slice(&across);
    } else {
        out.extend_from_slice(&whole);
    }
}

/// How many bytes [`go`] writes.
pub(super) fn cost(from: Option<Position>, to: Position) -> usize {
    let mut out = Vec::new();
    go(from, to, &mut out);
    out.len()
}

fn vertical(from: u16, to: u16) -> Vec<u8> {
    let mut ways = vec![command(&[to + 1], b'd')];
    if to >= from {
        ways.push(step(to - from, b'B'));
        ways.extend(steps(to - from, b'\n'));
    } else {
        ways.push(step(from - to, b'A'));
    }
    shortest(ways)
}

fn horizontal(from: u16, to: u16) -> Vec<u8> {
    let mut ways = vec![command(&[to + 1], b'G'), [b"\r".as_slice(), &step(to, b'C')].concat()];
    if to >= from {
        ways.push(step(to - from, b'C'));
    } else {
        ways.push(step(from - to, b'D'));
        ways.extend(steps(from - to, 0x08));
    }
    shortest(ways)
}

/// A move by so many columns or rows; none by none.
fn step(by: u16, end: u8) -> Vec<u8> {
    match by {
        0 => Vec::new(),
        1 => command(&[], end),
        _ => command(&[by], end),
    }
}

fn steps(by: u16, control: u8) -> Option<Vec<u8>> {
    (by <= STEPS).then(|| vec![control; by.into()])
}

fn shortest(ways: Vec<Vec<u8>>) -> Vec<u8> {
    ways.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// A control sequence of these numbers and this end.
pub(super) fn command(numbers: &[u16], end: u8) -> Vec<u8> {
    let mut out = b"\x1b[".to_vec();
    for (place, number) in numbers.iter().enumerate() {
        // Writing to a vector does not fail.
        let _ = write!(out, "{}{number}", if place == 0 { "" } else { ";" });
    }
    out.push(end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        let mut out = Vec::new();
        go(from.map(Position::from), to.into(), &mut out);
        String::from_utf8(out).expect("commands are ASCII")
    }

    #[test]
    fn the_shortest_way_is_taken() {
        for (from, to, expected) in [
            (None, (0, 0), "\x1b[H"),
            (None, (0, 4), "\x1b[5H"),
            (None, (9, 4), "\x1b[5;10H"),
            (Some((9, 4)), (9, 4), ""),
            (Some((1, 4)), (0, 6), "\n\n\r"),
            (Some((55, 4)), (54, 6), "\n\n\x08"),
            (Some((60, 4)), (0, 5), "\n\r"),
            (Some((60, 4)), (0, 4), "\r"),
            (Some((0, 4)), (3, 4), "\x1b[4G"),
            (Some((100, 4)), (104, 4), "\x1b[4C"),
            (Some((104, 4)), (101, 4), "\x08\x08\x08"),
            (Some((10, 20)), (10, 10), "\x1b[11d"),
            (Some((10, 20)), (10, 12), "\x1b[8A"),
            (Some((10, 20)), (10, 3), "\x1b[4d"),
            (Some((10, 20)), (11, 3), "\x1b[4;12H"),
        ] {
            assert_eq!(way(from, to), expected, "{from:?} to {to:?}");
        }
    }
}
