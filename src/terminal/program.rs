//! What a program implements to be run in a terminal.

use ratatui::Frame;

use super::capabilities::Background;
use super::events::Input;
use super::hints::Hints;
use super::host::Host;

/// What the loop runs. It is called on one thread, which is the one that called [`run`].
pub trait Program {
    /// What its workers send.
    type Event: Send + 'static;

    /// The screen has this many columns and rows, never zero and never absurdly many. Called before anything else,
    /// and whenever they change.
    fn resized(&mut self, columns: u16, rows: u16);

    /// The reader did something.
    fn input(&mut self, input: Input, host: &mut Host<'_>) -> Flow;

    /// A worker sent something.
    fn event(&mut self, event: Self::Event, host: &mut Host<'_>) -> Flow;

    /// Draws what there is to see, and says where the cursor is if it is to be seen. What [`Program::needs_draw`]
    /// says is false afterwards, until something changes.
    fn draw(&mut self, frame: &mut Frame<'_>) -> Hints;

    /// True where something has changed since the last frame.
    fn needs_draw(&self) -> bool;

    /// The terminal has said what it writes on.
    fn background(&mut self, background: Background);
}

/// How it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// With the next event.
    Continue,
    /// Not at all.
    Quit,
    /// Later: the process stops until the shell continues it (Ctrl-z). Where no shell can, nothing happens.
    Suspend,
}
