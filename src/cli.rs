//! The commands, which print what the browser shows. Only `main` calls this module.
//!
//! `search`, `list`, `show` and `check` hold one command each. `evidence` holds the views: `conflicts`, `positions`,
//! `timeline` and `matrix`. `overview` and `browse` are what runs without a command, and `settings` reads the reader's own
//! keys and colours. A command takes a corpus, writes to an `Output`, and returns whether it found anything.
//!
//! `args` defines the command line, `lookup` and `suggest` find what a name means, and `json` defines the JSON lines.
//! Plain text comes from [`page`](crate::page).
//!
//! Promises:
//!
//! - The exit status is 0 for found, 1 for nothing found or problems, 2 for wrong usage or no data.
//! - Only plain text reaches a pipe.
//! - If the reader of a pipe goes away, the command ends without a message.

mod args;
mod browse;
mod check;
mod draft;
mod evidence;
mod figures;
mod init;
mod item;
mod json;
mod list;
mod lookup;
mod outcome;
mod output;
mod overview;
mod schema;
mod search;
mod settings;
mod show;
mod suggest;
mod summary;
mod xdg;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use crate::corpus::Corpus;
use crate::load::{CorpusSource, Folder};
use args::{Cli, Command, Options};
use outcome::Outcome;
use output::Output;

/// Exit status for wrong usage and for missing data.
const NO_DATA: u8 = 2;

/// Runs what the command line asks for.
///
/// Fails if there is no data or the output cannot be written. The caller passes the error to [`fail`].
pub fn run(line: impl IntoIterator<Item = OsString>) -> anyhow::Result<ExitCode> {
    let Cli { options, command } = match args::parse(line) {
        Ok(cli) => cli,
        Err(stop) if stop.use_stderr() => {
            output::notes(&stop.render().to_string());
            return Ok(ExitCode::from(NO_DATA));
        }
        Err(help) => {
            let mut output = Output::new(&Options::default());
            return finish(output.line(help.render().to_string().trim_end()).map(|()| Outcome::Found), output);
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
    finish(outcome, output)
}

/// Reads the briefings that the options or the environment name, or else the built-in ones.
///
/// The corpus is never freed: at the end the system takes the memory back at once, which is faster than freeing claim by
/// claim.
fn open(options: &Options) -> anyhow::Result<&'static Arc<Corpus>> {
    let corpus = source(options).load().map_err(|error| options.dir_error(&error))?;
    Ok(Box::leak(Box::new(Arc::new(corpus))))
}

fn source(options: &Options) -> CorpusSource {
    options
        .dir()
        .map_or(CorpusSource::BuiltIn, |dir| CorpusSource::Folder(Folder::new(dir).cached_in(options.cache_folder())))
}

/// Prints why a command failed, and returns its exit status.
pub fn fail(error: &anyhow::Error) -> ExitCode {
    Output::new(&Options::default()).note(format!("{error:#}"));
    ExitCode::from(NO_DATA)
}

fn execute(command: &Command, options: &Options, output: &mut Output) -> anyhow::Result<Outcome> {
    match command {
        Command::Search(args) => search::search(open_with_note(options, output)?, args, output),
        Command::List { what } => list::list(open_with_note(options, output)?, *what, output),
        Command::Show { id } => {
            show::show(open_with_note(options, output)?, id, options.articles(&source(options))?.as_ref(), output)
        }
        Command::Conflicts { id } => evidence::conflicts(open_with_note(options, output)?, id, output),
        Command::Positions { id } => evidence::positions(open_with_note(options, output)?, id, output),
        Command::Timeline { id, from, to } => {
            evidence::timeline(open_with_note(options, output)?, id, (*from, *to), output)
        }
        Command::Matrix { id } => evidence::matrix(open_with_note(options, output)?, id, output),
        Command::Figures { id } => figures::figures(open_with_note(options, output)?, id, output),
        Command::Init(args) => init::init(args, options, output),
        Command::Draft(args) => draft::draft(args, options, output),
        Command::Schema(args) => schema::schema(args.kind, output),
        Command::Check(args) => check::check(args, options, output),
    }
}

/// Reads the briefings, and notes on standard error if there are problems in them.
fn open_with_note(options: &Options, output: &mut Output) -> anyhow::Result<&'static Arc<Corpus>> {
    let corpus = open(options)?;
    if !corpus.problems().is_empty() {
        let problems = summary::problems(corpus.problems().iter().map(|problem| &problem.file));
        output.note(format!("{problems}: some records may be missing; `briefing check` lists them"));
    }
    Ok(corpus)
}

/// Writes what is buffered, and turns the outcome into an exit status.
fn finish(outcome: anyhow::Result<Outcome>, output: Output) -> anyhow::Result<ExitCode> {
    match outcome.and_then(|outcome| output.finish().map(|()| outcome)) {
        Ok(outcome) => Ok(outcome.into()),
        Err(error) if output::is_broken_pipe(&error) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error),
    }
}

fn overview(corpus: &Corpus, options: &Options) -> anyhow::Result<ExitCode> {
    let mut output = Output::new(options);
    finish(overview::overview(corpus, &mut output), output)
}

#[cfg(test)]
mod hostile;
