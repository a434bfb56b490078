//! What stands between the program and the terminal it runs in: reading keys, drawing frames, signals, the
//! browser, the clipboard. A program that implements [`Program`] is handed to [`run()`], which owns the rest.
//!
//! ```text
//!  tty ──► input thread ──┐
//!  signals ► its thread ──┼─► one channel of Event ──► run: Program::input, ::event
//!  workers ───────────────┘                             │         │ through Host: open, copy, run
//!                                                       ▼
//!                                   Session::draw ──► Canvas ──► TerminalOutput: one write a frame
//! ```
//!
//! Promises:
//! - **The terminal is handed back** as it was, whatever ends the program: [`Session`] and its guard.
//! - **Nothing runs on after the terminal is gone**, and nothing wakes up while nobody types: the input thread.
//! - **A frame is one write**, and a frame that changes nothing writes nothing: the canvas.
//! - **Opening and copying** touch neither the screen nor the truth: [`opener`], [`clipboard`].

mod canvas;
pub mod capabilities;
pub mod clipboard;
mod environment;
mod events;
mod exit;
mod hints;
mod host;
mod input;
mod keys;
pub mod opener;
mod output;
mod program;
mod queries;
mod readiness;
mod restore;
mod run;
mod session;
mod signals;
mod tty;
mod web_address;

#[cfg(test)]
pub(crate) use canvas::Canvas;
pub use canvas::commands;
pub use capabilities::{Background, Colours};
pub use environment::Environment;
pub use events::{Event, Input, Notice, TerminalReply};
pub use exit::Exit;
pub use hints::Hints;
pub use host::Host;
pub use program::{Flow, Program};
pub use run::run;
pub use session::Session;
pub use web_address::WebAddress;

#[cfg(test)]
pub(crate) mod test_programs;
