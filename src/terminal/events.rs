//! What the loop waits for: everything that happens goes through one channel as an [`Event`].

use crossterm::event::KeyEvent;

use crate::terminal::Background;

/// One thing that happened. `A` is the program's own kind, sent by its workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<A> {
    /// The reader did something.
    Input(Input),
    /// Something happened to the terminal or to the process. [`run()`](super::run()) deals with it.
    Notice(Notice),
    /// A worker has something to say.
    App(A),
}

/// What the reader does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed or repeats; never that it was released.
    Key(KeyEvent),
    /// Text was pasted. Raw: it may hold anything, and is cleaned by whoever shows it.
    Paste(String),
}

/// What happens to the terminal or to the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The terminal has another size. Which one is read when the next frame is drawn.
    Resize,
    /// The process was asked to stop until it is continued.
    Suspend,
    /// The process was continued.
    Resume,
    /// The process was told to end, by the signal of this number.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
    /// The terminal has answered a question.
    Reply(TerminalReply),
}

/// What a terminal says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalReply {
    /// What it writes on.
    Background(Background),
    /// It has margins at the sides (DECLRMM), within which a part of the screen scrolls alone.
    Margins,
    /// What it is, which it was asked last: there is no answer to come.
    Last,
}
