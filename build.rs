//! Rebuilds the program when a built-in briefing is added.

#![allow(clippy::print_stdout, reason = "cargo reads instructions from stdout")]

fn main() {
    println!("cargo::rerun-if-changed=briefings");
}
