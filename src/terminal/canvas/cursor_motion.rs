//! Finds the shortest escape sequences to move the terminal's cursor.

use std::io::Write;

use ratatui::layout::Position;

/// Maximum number of single-byte steps to try. A sequence with a number is at most this long, so more steps are never
/// shorter.
const MAX_STEPS: u16 = 6;

/// Writes the shortest sequence that moves the cursor. If the current position is unknown, that is the absolute one.
///
/// A line feed moves straight down, because the terminal is in raw mode. It never scrolls, because the target is on the
/// screen.
pub(super) fn write_move(from: Option<Position>, to: Position, out: &mut Vec<u8>) {
    let absolute = match to {
        Position::ORIGIN => control_sequence(&[], b'H'),
        Position { x: 0, y } => control_sequence(&[y + 1], b'H'),
        Position { x, y } => control_sequence(&[y + 1, x + 1], b'H'),
    };
    let Some(from) = from else {
        out.extend_from_slice(&absolute);
        return;
    };
    let (down, across) = (vertical(from.y, to.y), horizontal(from.x, to.x));
    if down.len() + across.len() < absolute.len() {
        out.extend_from_slice(&down);
        out.extend_from_slice(&across);
    } else {
        out.extend_from_slice(&absolute);
    }
}

/// Returns the number of bytes that [`write_move`] writes.
pub(super) fn cost(from: Option<Position>, to: Position) -> usize {
    let mut out = Vec::new();
    write_move(from, to, &mut out);
    out.len()
}

fn vertical(from: u16, to: u16) -> Vec<u8> {
    let mut candidates = vec![control_sequence(&[to + 1], b'd')];
    if to >= from {
        candidates.push(relative(to - from, b'B'));
        candidates.extend(single_steps(to - from, b'\n'));
    } else {
        candidates.push(relative(from - to, b'A'));
    }
    shortest(candidates)
}

fn horizontal(from: u16, to: u16) -> Vec<u8> {
    let mut candidates = vec![control_sequence(&[to + 1], b'G'), [b"\r".as_slice(), &relative(to, b'C')].concat()];
    if to >= from {
        candidates.push(relative(to - from, b'C'));
    } else {
        candidates.push(relative(from - to, b'D'));
        candidates.extend(single_steps(from - to, 0x08));
    }
    shortest(candidates)
}

/// Returns the sequence for a move by a number of columns or rows. It is empty for 0.
fn relative(by: u16, end: u8) -> Vec<u8> {
    match by {
        0 => Vec::new(),
        1 => control_sequence(&[], end),
        _ => control_sequence(&[by], end),
    }
}

/// Returns a move as a run of control characters, unless it is too long.
fn single_steps(by: u16, control: u8) -> Option<Vec<u8>> {
    (by <= MAX_STEPS).then(|| vec![control; by.into()])
}

fn shortest(candidates: Vec<Vec<u8>>) -> Vec<u8> {
    candidates.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// Returns a control sequence (CSI) with these parameters and this final byte.
pub(super) fn control_sequence(parameters: &[u16], final_byte: u8) -> Vec<u8> {
    let mut out = b"\x1b[".to_vec();
    for (index, parameter) in parameters.iter().enumerate() {
        // Writing to a vector does not fail.
        let _ = write!(out, "{}{parameter}", if index == 0 { "" } else { ";" });
    }
    out.push(final_byte);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        let mut out = Vec::new();
        write_move(from.map(Position::from), to.into(), &mut out);
        String::from_utf8(out).expect("escape sequences are ASCII")
    }

    #[test]
    fn the_shortest_sequence_is_written() {
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
            assert_eq!(sequence(from, to), expected, "{from:?} to {to:?}");
        }
    }
}
