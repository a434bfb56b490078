//! Has the program built anew when a briefing is added to those that are built in.

#![allow(clippy::print_stdout, reason = "this is how cargo is told")]

fn main() {
    println!("cargo::rerun-if-changed=briefings");
}
