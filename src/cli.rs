//! The commands: what the screen shows, for scripts and pipes.
//!
//! One file per command (`search`, `list`, `show`, `check`, and `overview` for none), each a function from a
//! corpus to an `Output` that returns whether anything was found. `args` owns the command line, `record`
//! the JSON, `words` and `page` the plain text. Called by `main` alone.
//!
//! Promises: the exit status is 0 for found, 1 for nothing found or problems, 2 for wrong usage or no data;
//! nothing but plain text reaches a pipe; a reader that goes away ends the command in silence.

mod args;
mod browse;
mod check;
mod evidence;
mod json;
mod list;
mod lookup;
mod output;
mod overview;
mod search;
mod show;
mod suggest;
mod summary;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::corpus::Corpus;
use crate::load::{Folder, Source};
use args::{Cli, Command};
pub use args::{Color, Options};
use output::Output;

/// How a command ended, other than by an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// What was asked for is there.
    Found,
    /// Nothing is there, or something is wrong with what is there.
    Nothing,
}

impl Outcome {
    fn found(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Found => Self::SUCCESS,
            Outcome::Nothing => Self::FAILURE,
        }
    }
}

/// The exit status of wrong usage, and of commands that have no data.
const NO_DATA: u8 = 2;

/// Does what the command line says.
///
/// Fails where there is no data or the output cannot be written; [`fail`] says so to the user.
pub fn run(line: impl IntoIterator<Item = OsString>) -> anyhow::Result<ExitCode> {
    let Cli { options, command } = match args::parse(line) {
        Ok(cli) => cli,
        Err(stop) if stop.use_stderr() => {
            output::notes(&stop.render().to_string());
            return Ok(ExitCode::from(NO_DATA));
        }
        Err(help) => {
            let mut output = Output::new(&Options::default());
            return finished(output.line(help.render().to_string().trim_end()).map(|()| Outcome::Found), output);
        }
    };
    let Some(command) = command else {
        if output::is_terminal() && !options.json {
            return browse::browse(source(&options), &options);
        }
        return overview(open(&options)?, &options);
    };
    let mut output = Output::new(&options);
    let outcome = execute(&command, &options, &mut output);
    finished(outcome, output)
}

/// Reads the briefings that the options or the environment name, or else those that are built in. They are there until
/// the program ends: then the system takes all of them back at once, which is quicker than freeing claim by claim.
pub fn open(options: &Options) -> anyhow::Result<&'static Corpus> {
    let corpus = source(options).load().map_err(|error| options.dir_error(&error))?;
    Ok(Box::leak(Box::new(corpus)))
}

fn source(options: &Options) -> Source {
    options.dir().map_or(Source::BuiltIn, |dir| Source::Folder(Folder::new(dir).cached_in(options.caches())))
}

/// Tells the user why a command could not do its work, once.
pub fn fail(error: &anyhow::Error) -> ExitCode {
    Output::new(&Options::default()).note(format!("{error:#}"));
    ExitCode::from(NO_DATA)
}

fn execute(command: &Command, options: &Options, output: &mut Output) -> anyhow::Result<Outcome> {
    match command {
        Command::Search(args) => search::search(opened(options, output)?, args, output),
        Command::List { what } => list::list(opened(options, output)?, *what, output),
        Command::Show { id } => {
            show::show(opened(options, output)?, id, options.articles(&source(options))?.as_ref(), output)
        }
        Command::Conflicts { id } => evidence::conflicts(opened(options, output)?, id, output),
        Command::Positions { id } => evidence::positions(opened(options, output)?, id, output),
        Command::Timeline { id, from, to } => evidence::timeline(opened(options, output)?, id, (*from, *to), output),
        Command::Matrix { id } => evidence::matrix(opened(options, output)?, id, output),
        Command::Check { folder } => check::check(folder.as_deref(), options, output),
    }
}

/// The briefings, and a word on what is wrong in them.
fn opened(options: &Options, output: &mut Output) -> anyhow::Result<&'static Corpus> {
    let corpus = open(options)?;
    if !corpus.problems().is_empty() {
        let problems = summary::problems(corpus.problems().iter().map(|problem| &problem.file));
        output.note(format!("{problems}: some records may be missing; `briefing check` lists them"));
    }
    Ok(corpus)
}

/// Writes out what is buffered and turns the outcome into an exit status.
fn finished(outcome: anyhow::Result<Outcome>, output: Output) -> anyhow::Result<ExitCode> {
    match outcome.and_then(|outcome| output.finish().map(|()| outcome)) {
        Ok(outcome) => Ok(outcome.into()),
        Err(error) if output::is_broken_pipe(&error) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error),
    }
}

fn overview(corpus: &Corpus, options: &Options) -> anyhow::Result<ExitCode> {
    let mut output = Output::new(options);
    finished(overview::overview(corpus, &mut output), output)
}

#[cfg(test)]
mod hostile;
