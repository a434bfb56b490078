//! The reader's end of the line: takes what the program writes, and shows it on a screen.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard};

/// What a program asks that wants to know where the cursor is.
const CURSOR_QUESTION: &[u8] = b"\x1b[6n";
/// What a program asks that wants to know what the terminal is, and what it is answered.
const KIND: (&[u8], &[u8]) = (b"\x1b[c", b"\x1b[?62;22c");
/// What larger frames begin and end with: between the two the terminal shows nothing new.
const FRAME: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// What the tests and the thread that reads have in common.
pub(super) struct Shared {
    pub(super) state: Mutex<State>,
    /// Told of whatever happens to the state.
    pub(super) changed: Condvar,
}

/// What has arrived.
pub(super) struct State {
    pub(super) screen: vt100::Parser,
    pub(super) bytes: Vec<u8>,
    /// True while a part of a frame has been read and the rest has not.
    pub(super) in_frame: bool,
    pub(super) line: Line,
    /// True for a terminal that does not say what it is.
    pub(super) mute: bool,
    pub(super) ended: bool,
}

/// What lies between the program and its reader.
#[derive(PartialEq, Eq)]
pub(super) enum Line {
    /// What is written arrives.
    Up,
    /// Nothing is read.
    Stuck,
    /// The reader has gone.
    Down,
}

impl State {
    /// Nothing has arrived on a screen of this size.
    pub(super) fn new(rows: NonZero<u16>, columns: NonZero<u16>) -> Self {
        Self {
            screen: vt100::Parser::new(rows, columns, 0),
            bytes: Vec::new(),
            in_frame: false,
            line: Line::Up,
            mute: false,
            ended: false,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        // A bracket may have begun in what was read before.
        let unsure = self.bytes.len().saturating_sub(FRAME.0.len() - 1);
        self.bytes.extend_from_slice(bytes);
        self.screen.process(bytes);
        let last = |bracket: &[u8]| self.bytes[unsure..].windows(bracket.len()).rposition(|window| window == bracket);
        let (begin, end) = (last(FRAME.0), last(FRAME.1));
        if begin != end {
            self.in_frame = begin > end;
        }
    }
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no reader panics")
    }

    /// Reads until there is nothing more to read, and answers what a terminal answers.
    pub(super) fn read(&self, mut output: Box<dyn Read + Send>, writer: &Mutex<Option<Box<dyn Write + Send>>>) {
        let mut buffer = [0; 4096];
        loop {
            let state = self.lock();
            drop(self.changed.wait_while(state, |state| state.line == Line::Stuck).expect("no other panics"));
            let length = output.read(&mut buffer).unwrap_or(0);
            let mut state = self.lock();
            if length == 0 || state.line == Line::Down {
                state.ended = true;
                self.changed.notify_all();
                return;
            }
            state.take(&buffer[..length]);
            let asked = |question: &[u8]| buffer[..length].windows(question.len()).any(|window| window == question);
            let mut answer = Vec::new();
            if asked(CURSOR_QUESTION) {
                let (row, column) = state.screen.screen().cursor_position();
                answer.extend(format!("\x1b[{};{}R", row + 1, column + 1).bytes());
            }
            if asked(KIND.0) && !state.mute {
                answer.extend_from_slice(KIND.1);
            }
            self.changed.notify_all();
            drop(state);
            if let Some(writer) = writer.lock().expect("no writer panics").as_mut() {
                let _ = writer.write_all(&answer);
            }
        }
    }
}
