//! The program. What it does is in the library, behind [`briefing::cli`].

use std::process::ExitCode;

use briefing::cli;

fn main() -> ExitCode {
    cli::run(std::env::args_os()).unwrap_or_else(|error| cli::fail(&error))
}
