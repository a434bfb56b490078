//! The terminal's end of the connection: it reads what the program writes, and draws it on a screen.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard};

/// The query for the position of the cursor.
const CURSOR_QUERY: &[u8] = b"\x1b[6n";
/// The query for the kind of terminal, and the reply.
const KIND: (&[u8], &[u8]) = (b"\x1b[c", b"\x1b[?62;22c");
/// Beginning and end of synchronized output, between which a terminal shows nothing new.
const FRAME: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// What the tests share with the thread that reads.
pub(super) struct Shared {
    pub(super) state: Mutex<State>,
    /// Notified of every change of the state.
    pub(super) changed: Condvar,
}

/// Everything that has arrived.
pub(super) struct State {
    pub(super) screen: vt100::Parser,
    pub(super) bytes: Vec<u8>,
    /// True while only the beginning of a frame has been read.
    pub(super) in_frame: bool,
    pub(super) line: Line,
    /// True for a terminal that does not reply to queries.
    pub(super) mute: bool,
    pub(super) ended: bool,
}

/// The connection between the program and the reader.
#[derive(PartialEq, Eq)]
pub(super) enum Line {
    /// Output arrives.
    Up,
    /// Output is not read.
    Stuck,
    /// The reader is gone.
    Down,
}

impl State {
    /// Creates the state of an empty screen.
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

    fn process(&mut self, bytes: &[u8]) {
        // An earlier read may have ended within one of the two sequences.
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

    /// Reads until the end of the output, and replies to queries as a terminal does.
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
            state.process(&buffer[..length]);
            let asked = |question: &[u8]| buffer[..length].windows(question.len()).any(|window| window == question);
            let mut answer = Vec::new();
            if asked(CURSOR_QUERY) {
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
