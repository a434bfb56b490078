//! The program in a real terminal: started in a pseudo-terminal, driven by keys, judged by its screen, its modes, its
//! exit status and the bytes it wrote.
#![cfg(unix)]

mod browser;
mod commands;
mod desk;
mod endurance;
mod lifecycle;
mod probe;
mod pty;
mod screen;
mod unattended;
mod wire;
