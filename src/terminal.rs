//! A terminal library: reads keys, draws frames, handles signals, copies text and opens web addresses.
//!
//! It knows nothing of briefings. A program implements [`Program`] and calls [`run()`], as `browser` does.
//!
//! ```text
//!  tty ──► input thread ───┐
//!  signals ─► their thread ┼─► one channel of Event ──► run: Program::input, Program::event
//!  workers ────────────────┘                             │         │ through Host: open, copy, run_child
//!                                                        ▼
//!                                    Session::draw ──► Canvas ──► TerminalOutput: one write a frame
//! ```
//!
//! Promises:
//! - **The terminal is restored**, whatever ends the program: `session`, `restore`.
//! - **The process does not outlive its terminal**, and an idle terminal wakes no thread up: `input`.
//! - **A frame is one write**, and a frame without changes is none: `canvas`.
//! - **Opening and copying** leave the screen alone, and report success only with evidence: [`opener`], [`clipboard`].

mod canvas;
pub mod capabilities;
pub mod clipboard;
mod editor;
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
pub use canvas::style_sequences;
pub use capabilities::{Background, Colours};
pub use environment::Environment;
pub use events::{Event, Input, Notice, TerminalReply};
pub use exit::Exit;
pub use hints::Hints;
pub use host::Host;
pub use program::{Flow, Program};
pub use run::run;
pub use web_address::WebAddress;

#[cfg(test)]
pub(crate) mod test_programs;
