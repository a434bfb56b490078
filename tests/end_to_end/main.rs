//! The real program in a pseudo-terminal. Tests send keys and check the screen, the terminal's modes, the bytes written
//! and the exit status.
#![cfg(unix)]

mod activity;
mod browser;
mod commands;
mod endurance;
#[expect(dead_code, reason = "some folders are for the commands")]
#[path = "../support/folders.rs"]
mod folders;
mod harness;
mod lifecycle;
mod probe;
mod pty;
mod screen;
mod unattended;
mod wire;
