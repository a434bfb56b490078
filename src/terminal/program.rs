//! The interface of a program that runs in a terminal.

use ratatui::Frame;

use super::capabilities::Background;
use super::events::Input;
use super::hints::Hints;
use super::host::Host;

/// A program that [`run()`](super::run()) calls, always on the thread that called it.
pub trait Program {
    /// The events of its own workers.
    type Event: Send + 'static;

    /// Handles the size of the screen: neither zero nor above what any screen has. Called first, and after every
    /// change.
    fn resized(&mut self, columns: u16, rows: u16);

    /// Handles a key or pasted text.
    fn input(&mut self, input: Input, host: &mut Host<'_>) -> Flow;

    /// Handles an event that a worker sent.
    fn event(&mut self, event: Self::Event, host: &mut Host<'_>) -> Flow;

    /// Draws a frame. Afterwards [`Program::needs_draw`] returns false until something changes.
    fn draw(&mut self, frame: &mut Frame<'_>) -> Hints;

    /// Returns whether something has changed since the last frame.
    fn needs_draw(&self) -> bool;

    /// Handles the terminal's reply about its background.
    fn background(&mut self, background: Background);
}

/// What the event loop does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Goes on with the next event.
    Continue,
    /// Draws everything again with the next frame, because something else has written to the terminal.
    Redraw,
    /// Ends.
    Quit,
    /// Stops the process until the shell continues it (Ctrl-Z). Has no effect if there is no such shell.
    Suspend,
}
