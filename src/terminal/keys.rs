//! Decodes the bytes from the terminal into keys, pasted text and replies to queries.
//!
//! crossterm 0.29 has a reader too, but it reads the terminal itself and has these faults. A sequence that stops in the
//! middle blocks it inside `poll(0)`. A hang-up makes it spin. A burst of more than 1,024 bytes can leave it asleep
//! with unread keys. If a slow link splits `ESC [ A` in two, it reports Esc, `[` and `A`. So only crossterm's *types*
//! are used.
//!
//! This decoder does no I/O and never waits. The input thread feeds it with bytes as they arrive, and calls
//! [`Decoder::resolve_pending`] if none has followed for a while.

mod reply;
mod sequence;
#[cfg(test)]
mod tests;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Input, TerminalReply};

/// Maximum number of bytes of pasted text. The rest is dropped, because a paste goes into a one-line prompt.
const MAX_PASTE_LENGTH: usize = 64 * 1024;
/// Maximum number of bytes of a sequence to keep. Longer ones are no keys, so their rest is skipped.
const MAX_SEQUENCE_LENGTH: usize = 64;
const PASTE_END: &[u8] = b"\x1b[201~";

/// A state machine from bytes to [`Input`].
#[derive(Default)]
pub(super) struct Decoder {
    state: DecoderState,
    /// The bytes so far of the current sequence, character or paste.
    bytes: Vec<u8>,
    /// Replies of the terminal that have not been taken yet.
    replies: Vec<TerminalReply>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum DecoderState {
    #[default]
    Ground,
    Escape,
    /// After `ESC [`.
    Csi,
    /// After `ESC [ [`, the beginning of F1 to F5 on the Linux console.
    Console,
    /// After `ESC O`.
    Ss3,
    /// Within a string sequence (OSC, DCS, APC or PM), which began with ESC and this byte. It contains no keys.
    ControlString(u8),
    /// After the ESC of the `ESC \` that ends a string sequence.
    ControlStringEnd,
    /// Within a UTF-8 character of more than one byte.
    Character {
        length: usize,
        alt: bool,
    },
    Paste,
}

impl Decoder {
    /// Decodes bytes and passes the complete keys and pastes to `out`.
    pub(super) fn feed(&mut self, bytes: &[u8], mut out: impl FnMut(Input)) {
        for byte in bytes {
            self.handle_byte(*byte, &mut out);
        }
    }

    /// Returns the replies of the terminal since the last call.
    pub(super) fn take_replies(&mut self) -> Vec<TerminalReply> {
        std::mem::take(&mut self.replies)
    }

    /// Returns whether the meaning of the last bytes depends on whether more bytes follow soon.
    pub(super) fn is_pending(&self) -> bool {
        // What can only be a reply is one, however slowly its rest arrives.
        let is_reply = matches!(self.state, DecoderState::ControlString(b']')) && reply::is_osc_reply(&self.bytes);
        !(is_reply || matches!(self.state, DecoderState::Ground | DecoderState::Paste | DecoderState::Character { .. }))
    }

    /// Decodes the pending bytes as keys of their own, because no rest of a sequence has followed.
    pub(super) fn resolve_pending(&mut self, mut out: impl FnMut(Input)) {
        let alone = self.bytes.is_empty();
        let key = match self.state {
            DecoderState::Escape => Some(KeyEvent::from(KeyCode::Esc)),
            DecoderState::Csi if alone => Some(alt(character('['))),
            DecoderState::Ss3 => Some(alt(character('O'))),
            DecoderState::ControlString(begin) if alone => Some(alt(character(char::from(begin)))),
            DecoderState::Ground | DecoderState::Paste | DecoderState::Character { .. } => return,
            DecoderState::Csi
            | DecoderState::Console
            | DecoderState::ControlString(_)
            | DecoderState::ControlStringEnd => None,
        };
        self.enter(DecoderState::Ground);
        if let Some(key) = key {
            out(Input::Key(key));
        }
    }

    fn enter(&mut self, state: DecoderState) {
        self.state = state;
        self.bytes.clear();
    }

    fn handle_byte(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        match self.state {
            DecoderState::Ground => self.handle_ground(byte, false, out),
            DecoderState::Escape => self.handle_escape(byte, out),
            DecoderState::Csi => self.handle_csi(byte, out),
            DecoderState::Console => {
                self.enter(DecoderState::Ground);
                emit(sequence::console(byte), out);
            }
            DecoderState::Ss3 => {
                self.enter(DecoderState::Ground);
                match byte {
                    0x20..=0x7e => emit(sequence::ss3(byte), out),
                    _ => self.handle_ground(byte, false, out),
                }
            }
            DecoderState::ControlString(begin) => self.handle_control_string(begin, byte),
            DecoderState::ControlStringEnd => {
                self.enter(DecoderState::Ground);
                if byte != b'\\' {
                    self.handle_escape(byte, out);
                }
            }
            DecoderState::Character { length, alt } => self.handle_character(byte, length, alt, out),
            DecoderState::Paste => self.handle_paste(byte, out),
        }
    }

    fn handle_ground(&mut self, byte: u8, with_alt: bool, out: &mut impl FnMut(Input)) {
        let length = match byte {
            0x1b => return self.enter(DecoderState::Escape),
            0x00..=0x7f => {
                self.enter(DecoderState::Ground);
                let key = control(byte).unwrap_or_else(|| character(char::from(byte)));
                return out(Input::Key(if with_alt { alt(key) } else { key }));
            }
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            // No UTF-8 character begins with this byte.
            _ => return self.enter(DecoderState::Ground),
        };
        self.enter(DecoderState::Character { length, alt: with_alt });
        self.bytes.push(byte);
    }

    fn handle_escape(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        match byte {
            0x1b => out(Input::Key(KeyCode::Esc.into())),
            b'[' => self.enter(DecoderState::Csi),
            b'O' => self.enter(DecoderState::Ss3),
            b']' | b'P' | b'_' | b'^' => self.enter(DecoderState::ControlString(byte)),
            _ => self.handle_ground(byte, true, out),
        }
    }

    fn handle_csi(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        // rxvt ends the sequence of a key with `$`. Elsewhere `$` comes before the last byte of a reply.
        let rxvt_end = byte == b'$' && self.bytes.first().is_some_and(u8::is_ascii_digit);
        match byte {
            b'[' if self.bytes.is_empty() => self.enter(DecoderState::Console),
            0x40..=0x7e => self.end_csi(byte, out),
            _ if rxvt_end => self.end_csi(byte, out),
            0x20..=0x3f => {
                if self.bytes.len() < MAX_SEQUENCE_LENGTH {
                    self.bytes.push(byte);
                }
            }
            _ => self.handle_ground(byte, false, out),
        }
    }

    fn end_csi(&mut self, end: u8, out: &mut impl FnMut(Input)) {
        if end == b'~' && self.bytes == b"200" {
            return self.enter(DecoderState::Paste);
        }
        self.replies.extend(reply::parse_csi(&self.bytes, end));
        let key = sequence::csi(&self.bytes, end);
        self.enter(DecoderState::Ground);
        emit(key, out);
    }

    fn handle_control_string(&mut self, begin: u8, byte: u8) {
        // `ESC \` or BEL ends it. Any other sequence ends it too, and is decoded as usual.
        let end = match byte {
            0x07 => DecoderState::Ground,
            0x1b if self.bytes.is_empty() => DecoderState::Escape,
            0x1b => DecoderState::ControlStringEnd,
            _ => {
                if self.bytes.len() < MAX_SEQUENCE_LENGTH {
                    self.bytes.push(byte);
                }
                return;
            }
        };
        if begin == b']' {
            self.replies.extend(reply::parse_osc(&self.bytes));
        }
        self.enter(end);
    }

    fn handle_character(&mut self, byte: u8, length: usize, with_alt: bool, out: &mut impl FnMut(Input)) {
        if !(0x80..=0xbf).contains(&byte) {
            return self.handle_ground(byte, false, out);
        }
        self.bytes.push(byte);
        if self.bytes.len() < length {
            return;
        }
        let typed = std::str::from_utf8(&self.bytes).ok().and_then(|text| text.chars().next());
        self.enter(DecoderState::Ground);
        if let Some(typed) = typed.filter(|c| !c.is_control()) {
            let key = character(typed);
            out(Input::Key(if with_alt { alt(key) } else { key }));
        }
    }

    fn handle_paste(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        self.bytes.push(byte);
        if self.bytes.ends_with(PASTE_END) {
            let length = (self.bytes.len() - PASTE_END.len()).min(MAX_PASTE_LENGTH);
            let text = String::from_utf8_lossy(&self.bytes[..length]).into_owned();
            self.enter(DecoderState::Ground);
            self.bytes.shrink_to(MAX_SEQUENCE_LENGTH);
            out(Input::Paste(text));
        } else if self.bytes.len() >= MAX_PASTE_LENGTH + PASTE_END.len() {
            // Beyond the maximum only enough bytes are kept to recognise the end.
            self.bytes.remove(MAX_PASTE_LENGTH);
        }
    }
}

fn emit(key: Option<KeyEvent>, out: &mut impl FnMut(Input)) {
    if let Some(key) = key {
        out(Input::Key(key));
    }
}

fn alt(mut key: KeyEvent) -> KeyEvent {
    key.modifiers |= KeyModifiers::ALT;
    key
}

/// Returns the key of a character. As in crossterm, a capital letter has the shift modifier.
fn character(typed: char) -> KeyEvent {
    let modifiers = if typed.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(typed), modifiers)
}

/// Returns the key of a control byte, named as in crossterm.
fn control(byte: u8) -> Option<KeyEvent> {
    let letter = match byte {
        b'\r' => return Some(KeyCode::Enter.into()),
        b'\t' => return Some(KeyCode::Tab.into()),
        0x7f => return Some(KeyCode::Backspace.into()),
        0x00 => ' ',
        0x01..=0x1a => char::from(byte - 1 + b'a'),
        0x1c..=0x1f => char::from(byte - 0x1c + b'4'),
        _ => return None,
    };
    Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
}
