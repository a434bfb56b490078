//! Parses the escape sequences of keys, as sent by xterm, rxvt, the Linux console, tmux and the kitty protocol.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers};

/// Parses `ESC [ [` and this byte: F1 to F5 of the Linux console.
pub(super) fn console(byte: u8) -> Option<KeyEvent> {
    matches!(byte, b'A'..=b'E').then(|| KeyCode::F(byte - b'A' + 1).into())
}

/// Parses `ESC O` and this byte: arrows, and the keypad in application mode.
pub(super) fn ss3(byte: u8) -> Option<KeyEvent> {
    let key = match byte {
        b'a'..=b'd' => {
            return Some(KeyEvent::new(letter(byte.to_ascii_uppercase())?, KeyModifiers::CONTROL));
        }
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'X' => KeyCode::Char('='),
        // The codes of the keypad's keys are those of `*` to `9` plus 64.
        b'j'..=b'y' => KeyCode::Char(char::from(byte - 64)),
        _ => letter(byte)?,
    };
    Some(key.into())
}

/// Parses `ESC [`, these parameters, and this last byte. Returns `None` for replies, reports and key releases.
pub(super) fn csi(parameters: &[u8], end: u8) -> Option<KeyEvent> {
    if parameters.first().is_some_and(|first| matches!(first, b'<'..=b'?')) {
        return None;
    }
    let numbers = CsiParameters::parse(parameters)?;
    let (first, second, third) = (numbers.get(0), numbers.get(1), numbers.get(2));
    let (code, mut modifiers) = match end {
        b'~' if first == 27 => (character(third)?, modifiers(second)),
        b'~' => (numbered(first)?, modifiers(second)),
        b'^' => (numbered(first)?, KeyModifiers::CONTROL),
        b'$' => (numbered(first)?, KeyModifiers::SHIFT),
        b'@' => (numbered(first)?, KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        b'u' => (character(first)?, modifiers(second)),
        b'Z' => (KeyCode::BackTab, modifiers(second) | KeyModifiers::SHIFT),
        b'a'..=b'd' => (letter(end.to_ascii_uppercase())?, KeyModifiers::SHIFT),
        // A cursor position report, `ESC [ row ; column R`, looks like F3 with modifiers.
        b'R' if !(first == 1 && (2..=16).contains(&second)) => return None,
        _ => (letter(end)?, modifiers(second)),
    };
    if let KeyCode::Char(c) = code
        && c.is_uppercase()
    {
        modifiers |= KeyModifiers::SHIFT;
    }
    let kind = match numbers.event {
        3 => return None,
        2 => KeyEventKind::Repeat,
        _ => KeyEventKind::Press,
    };
    Some(KeyEvent { code, modifiers, kind, state: KeyEventState::NONE })
}

/// The numeric parameters of a sequence. An absent one is 0.
struct CsiParameters {
    values: [u32; 3],
    /// The event type of the kitty protocol, which follows the modifiers, as in `1;2:3`: 1 for a press, 2 for a repeat,
    /// 3 for a release.
    event: u32,
}

impl CsiParameters {
    fn parse(parameters: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(parameters).ok()?;
        let mut numbers = Self { values: [0; 3], event: 0 };
        for (index, parameter) in text.split(';').take(3).enumerate() {
            let mut parts = parameter.split(':').map(|part| if part.is_empty() { Ok(0) } else { part.parse() });
            numbers.values[index] = parts.next()?.ok()?;
            if index == 1 {
                numbers.event = parts.next().unwrap_or(Ok(0)).ok()?;
            }
        }
        Some(numbers)
    }

    fn get(&self, index: usize) -> u32 {
        self.values[index]
    }
}

fn modifiers(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in
        [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL), (8, KeyModifiers::SUPER)]
    {
        modifiers.set(modifier, bits & bit != 0);
    }
    modifiers
}

fn letter(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(byte - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    let function = |offset: u32| u8::try_from(number - offset).ok().map(KeyCode::F);
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        // The numbers have gaps, as the function keys of the VT220 keyboard had.
        11..=15 => function(10)?,
        17..=21 => function(11)?,
        23..=26 => function(12)?,
        28..=29 => function(13)?,
        31..=34 => function(14)?,
        _ => return None,
    })
}

fn character(code: u32) -> Option<KeyCode> {
    Some(match code {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        _ => KeyCode::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}
