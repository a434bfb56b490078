//! Bytes from the terminal become keys and pasted text.
//!
//! crossterm 0.29 has a reader of its own, but it does not give it bytes, it takes them, and it cannot be told to
//! wait: a sequence that stops in the middle blocks it inside `poll(0)`, a hang-up makes it spin, a burst of more
//! than 1,024 bytes can leave it asleep on unread keys, and a slow link that splits `ESC [ A` in two makes it see
//! Esc, `[`, `A`. So only crossterm's *types* are used. This decoder never waits: it is given bytes as they
//! arrive, and its owner tells it when nothing followed for a while ([`Decoder::settle`]).

mod reply;
mod sequence;
#[cfg(test)]
mod tests;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Input, TerminalReply};

/// What is pasted beyond this many bytes is dropped.
const PASTE_CAP: usize = 64 * 1024;
/// Longer sequences are no keys; their rest is skipped.
const SEQUENCE_CAP: usize = 64;
const PASTE_END: &[u8] = b"\x1b[201~";

/// A state machine that eats bytes and hands out [`Input`].
#[derive(Default)]
pub(super) struct Decoder {
    state: State,
    /// What has come of the sequence, character or paste that is being read.
    bytes: Vec<u8>,
    /// What the terminal has said of itself and nobody has taken yet.
    answers: Vec<TerminalReply>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    Escape,
    /// After `ESC [`.
    Csi,
    /// After `ESC [ [`, with which the Linux console begins F1 to F5.
    Console,
    /// After `ESC O`.
    Ss3,
    /// Within an answer of the terminal (OSC, DCS and their like), begun by this byte: nothing of it is a key.
    Answer(u8),
    /// After the ESC of the `ESC \` that ends an answer.
    AnswerEnd,
    /// Within a UTF-8 character of this many bytes.
    Character {
        length: usize,
        alt: bool,
    },
    Paste,
}

impl Decoder {
    /// Takes what has arrived and hands on what it amounts to.
    pub(super) fn feed(&mut self, bytes: &[u8], mut out: impl FnMut(Input)) {
        for byte in bytes {
            self.byte(*byte, &mut out);
        }
    }

    /// What the terminal has said of itself since this was asked last.
    pub(super) fn take_answers(&mut self) -> Vec<TerminalReply> {
        std::mem::take(&mut self.answers)
    }

    /// True while it depends on what follows, if anything follows soon, what the last bytes mean.
    pub(super) fn is_undecided(&self) -> bool {
        // What can only be an answer is one however slowly its rest comes in.
        let answer = matches!(self.state, State::Answer(b']')) && reply::is_expected(&self.bytes);
        !(answer || matches!(self.state, State::Ground | State::Paste | State::Character { .. }))
    }

    /// Nothing followed: what looked like the beginning of a sequence was a key of its own.
    pub(super) fn settle(&mut self, mut out: impl FnMut(Input)) {
        let alone = self.bytes.is_empty();
        let key = match self.state {
            State::Escape => Some(KeyEvent::from(KeyCode::Esc)),
            State::Csi if alone => Some(alt(character('['))),
            State::Ss3 => Some(alt(character('O'))),
            State::Answer(begin) if alone => Some(alt(character(char::from(begin)))),
            State::Ground | State::Paste | State::Character { .. } => return,
            State::Csi | State::Console | State::Answer(_) | State::AnswerEnd => None,
        };
        self.enter(State::Ground);
        if let Some(key) = key {
            out(Input::Key(key));
        }
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.bytes.clear();
    }

    fn byte(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        match self.state {
            State::Ground => self.ground(byte, false, out),
            State::Escape => self.escape(byte, out),
            State::Csi => self.csi(byte, out),
            State::Console => {
                self.enter(State::Ground);
                emit(sequence::console(byte), out);
            }
            State::Ss3 => {
                self.enter(State::Ground);
                match byte {
                    0x20..=0x7e => emit(sequence::ss3(byte), out),
                    _ => self.ground(byte, false, out),
                }
            }
            State::Answer(begin) => self.answer(begin, byte),
            State::AnswerEnd => {
                self.enter(State::Ground);
                if byte != b'\\' {
                    self.escape(byte, out);
                }
            }
            State::Character { length, alt } => self.character(byte, length, alt, out),
            State::Paste => self.paste(byte, out),
        }
    }

    fn ground(&mut self, byte: u8, with_alt: bool, out: &mut impl FnMut(Input)) {
        let length = match byte {
            0x1b => return self.enter(State::Escape),
            0x00..=0x7f => {
                self.enter(State::Ground);
                let key = control(byte).unwrap_or_else(|| character(char::from(byte)));
                return out(Input::Key(if with_alt { alt(key) } else { key }));
            }
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            // No character begins with this.
            _ => return self.enter(State::Ground),
        };
        self.enter(State::Character { length, alt: with_alt });
        self.bytes.push(byte);
    }

    fn escape(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        match byte {
            0x1b => out(Input::Key(KeyCode::Esc.into())),
            b'[' => self.enter(State::Csi),
            b'O' => self.enter(State::Ss3),
            b']' | b'P' | b'_' | b'^' => self.enter(State::Answer(byte)),
            _ => self.ground(byte, true, out),
        }
    }

    fn csi(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        // rxvt ends a sequence with `$`, which elsewhere stands before the end of the terminal's answers.
        let rxvt_end = byte == b'$' && self.bytes.first().is_some_and(u8::is_ascii_digit);
        match byte {
            b'[' if self.bytes.is_empty() => self.enter(State::Console),
            0x40..=0x7e => self.end_csi(byte, out),
            _ if rxvt_end => self.end_csi(byte, out),
            0x20..=0x3f => {
                if self.bytes.len() < SEQUENCE_CAP {
                    self.bytes.push(byte);
                }
            }
            _ => self.ground(byte, false, out),
        }
    }

    fn end_csi(&mut self, end: u8, out: &mut impl FnMut(Input)) {
        if end == b'~' && self.bytes == b"200" {
            return self.enter(State::Paste);
        }
        self.answers.extend(reply::report(&self.bytes, end));
        let key = sequence::csi(&self.bytes, end);
        self.enter(State::Ground);
        emit(key, out);
    }

    fn answer(&mut self, begin: u8, byte: u8) {
        // `ESC \` ends it, or BEL. Any other sequence ends it too, and is read as what it is.
        let end = match byte {
            0x07 => State::Ground,
            0x1b if self.bytes.is_empty() => State::Escape,
            0x1b => State::AnswerEnd,
            _ => {
                if self.bytes.len() < SEQUENCE_CAP {
                    self.bytes.push(byte);
                }
                return;
            }
        };
        if begin == b']' {
            self.answers.extend(reply::command(&self.bytes));
        }
        self.enter(end);
    }

    fn character(&mut self, byte: u8, length: usize, with_alt: bool, out: &mut impl FnMut(Input)) {
        if !(0x80..=0xbf).contains(&byte) {
            return self.ground(byte, false, out);
        }
        self.bytes.push(byte);
        if self.bytes.len() < length {
            return;
        }
        let typed = std::str::from_utf8(&self.bytes).ok().and_then(|text| text.chars().next());
        self.enter(State::Ground);
        if let Some(typed) = typed.filter(|c| !c.is_control()) {
            let key = character(typed);
            out(Input::Key(if with_alt { alt(key) } else { key }));
        }
    }

    fn paste(&mut self, byte: u8, out: &mut impl FnMut(Input)) {
        self.bytes.push(byte);
        if self.bytes.ends_with(PASTE_END) {
            let length = (self.bytes.len() - PASTE_END.len()).min(PASTE_CAP);
            let text = String::from_utf8_lossy(&self.bytes[..length]).into_owned();
            self.enter(State::Ground);
            self.bytes.shrink_to(SEQUENCE_CAP);
            out(Input::Paste(text));
        } else if self.bytes.len() >= PASTE_CAP + PASTE_END.len() {
            // Beyond the cap only as much is kept as it takes to see the end.
            self.bytes.remove(PASTE_CAP);
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

/// A character as crossterm describes it: a capital letter comes with shift.
fn character(typed: char) -> KeyEvent {
    let modifiers = if typed.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(typed), modifiers)
}

/// The keys that are one control byte, named as crossterm names them.
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
