//! The events of the loop in `run`. All of them go through one channel.

use crossterm::event::KeyEvent;

use super::capabilities::Background;

/// An event. `A` is the program's own kind, sent by its workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<A> {
    /// The user did something.
    Input(Input),
    /// Something happened to the terminal or to the process. [`run()`](super::run()) handles it.
    Notice(Notice),
    /// A worker of the program sent something.
    App(A),
}

/// An action of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or repeats. Releases are not reported.
    Key(KeyEvent),
    /// Text was pasted. It is unchecked, so it must be cleaned before it is shown.
    Paste(String),
}

/// A change of the terminal or of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The terminal has another size. The size is read before the next frame is drawn.
    Resize,
    /// SIGTSTP: the process has to stop until it is continued.
    Suspend,
    /// SIGCONT: the process was continued.
    Resume,
    /// The process has to end because of the signal of this number.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
    /// The terminal has replied to a query.
    Reply(TerminalReply),
}

/// A terminal's reply to a query about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalReply {
    /// Its background.
    Background(Background),
    /// It supports left and right margins (DECLRMM), so that a part of the screen can scroll alone.
    Margins,
    /// Its device attributes (DA1). They are queried last, so no other reply follows.
    Last,
}
