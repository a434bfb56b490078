//! The program in a real terminal: started in a pseudo-terminal, driven by keys, judged by its screen, its modes, its
//! exit status and the bytes it wrote.
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
