//! The command line as it may be written. Its help texts are what a user reads first.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::briefing::Edtf;
use crate::corpus::{Articles, FolderError, Source};
use crate::page::{Page, Role, Span};
use crate::search::{FILTERS, SIGNS};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

/// Look up who said what, on whose word, and who says otherwise.
///
/// Without a command the browser opens; without a terminal on standard output an overview is printed.
/// The built-in briefings are shown unless --dir or `BRIEFING_DIR` names another folder.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, color = clap::ColorChoice::Never, max_term_width = 100)]
#[command(after_help = "\
Exit status: 0 found, 1 nothing found or problems, 2 wrong usage or no data.

Examples:
  briefing                              open the browser
  briefing search wheat fertilizer      find claims, actors and documents
  briefing show sergey-lavrov           all about one actor
  briefing --dir ~/briefings check      every mistake in a folder of your own")]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) options: Options,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What holds for every command, and for the browser.
#[derive(Clone, Debug, Default, Args)]
pub struct Options {
    /// Folder of briefings to open; otherwise the one that `BRIEFING_DIR` names, or the built-in ones
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,

    /// Folder of the articles' texts, DOCUMENT.txt each; otherwise the one that `BRIEFING_SOURCES` names
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub sources: Option<PathBuf>,

    /// Write JSON Lines, one record a line
    #[arg(long, global = true)]
    pub json: bool,

    /// When the browser uses colour; commands write plain text
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Read every file of a large folder anew, and keep nothing; `BRIEFING_NO_CACHE=1` does the same
    #[arg(long, global = true)]
    pub no_cache: bool,
}

/// When colour is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that has it, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Whatever the terminal and the environment say.
    Always,
    /// Never; every mark that colour makes is made by a sign or a word too.
    Never,
}

impl Options {
    /// The folder that is to be opened, by the option or else by the environment; `None` is what is built in.
    pub fn dir(&self) -> Option<PathBuf> {
        self.dir.clone().or_else(|| from_environment("BRIEFING_DIR"))
    }

    /// The folder of article texts, by the option or else by the environment.
    pub fn sources(&self) -> Option<PathBuf> {
        self.sources.clone().or_else(|| from_environment("BRIEFING_SOURCES"))
    }

    /// Where what is read of large folders is kept for the next time, by the XDG Base Directory Specification; `None`
    /// where it is not to be kept, or there is nowhere to keep it.
    pub fn caches(&self) -> Option<PathBuf> {
        if self.no_cache || from_environment("BRIEFING_NO_CACHE").is_some() {
            return None;
        }
        let set = from_environment("XDG_CACHE_HOME").filter(|path| path.is_absolute());
        let caches = set.or_else(|| from_environment("HOME").map(|home| home.join(".cache")));
        caches.map(|caches| caches.join("briefing")).filter(|caches| caches.is_absolute())
    }

    /// The article texts for reading: those that are named, or else a folder `sources` in the folder of briefings or
    /// beside it. Fails where a folder that was named cannot be read.
    pub(super) fn articles(&self, source: &Source) -> Result<Option<Articles>, FolderError> {
        if let Some(named) = self.sources() {
            return Articles::open(named).map(Some);
        }
        let Source::Folder(folder) = source else { return Ok(None) };
        let beside = [Some(folder.path()), folder.path().parent()].into_iter().flatten();
        Ok(beside.map(|folder| folder.join("sources")).find_map(|folder| Articles::open(folder).ok()))
    }
}

/// A variable that is set to nothing counts as not set, as shells have it.
fn from_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find claims, entities and documents by a few words
    ///
    /// Words may be misspelt, in any order, without accents; all of them must match. An unknown filter or value finds
    /// nothing, and is an error.
    #[command(after_help = searching())]
    Search(SearchArgs),
    /// List everything of one kind, one line each
    #[command(after_help = "\
Examples:
  briefing list entities
  briefing list claims --json | jq -r 'select(.kind == \"opinion\") | .id'")]
    List {
        /// What to list
        what: Listing,
    },
    /// Show one document, entity or claim in full
    ///
    /// An entity's page is its dossier: what it said, what is said about it, and where. With --json the
    /// record itself comes first; a document's or an entity's claims follow it. With --sources a claim's
    /// passage is read out of its article.
    #[command(after_help = "\
Examples:
  briefing show sergey-lavrov
  briefing show 2025-04-07-neo-aes-russia
  briefing show '2024-03-27-naija247-phone-talks#goita-thanks-for-aid'")]
    Show {
        /// DOCUMENT, DOCUMENT#CLAIM or ENTITY
        id: String,
    },
    /// Show every pair of claims of which one disputes or qualifies the other
    ///
    /// Both sides with who says so, when, where it was published and the passage.
    #[command(after_help = "\
Examples:
  briefing conflicts
  briefing conflicts mali --json | jq -r .note")]
    Conflicts {
        /// Only what concerns this DOCUMENT or ENTITY
        id: Option<String>,
    },
    /// Show how things went on, and what the same speaker said earlier and later
    #[command(after_help = "\
Examples:
  briefing positions
  briefing positions abdoulaye-diop")]
    Positions {
        /// Only what concerns this DOCUMENT or ENTITY
        id: Option<String>,
    },
    /// Show claims in the order of time, beside when they were published
    ///
    /// A date that is known only to the month, the year or an interval is drawn over all of it.
    #[command(after_help = "\
Examples:
  briefing timeline mali
  briefing timeline --from 2023 --to 2024-03")]
    Timeline {
        /// Only what concerns this DOCUMENT or ENTITY
        id: Option<String>,
        /// Only what can have been on this date or later: 2025-04-07, 2025-04 or 2025
        #[arg(long, value_name = "DATE", value_parser = date)]
        from: Option<Edtf>,
        /// Only what can have been on this date or earlier
        #[arg(long, value_name = "DATE", value_parser = date)]
        to: Option<Edtf>,
    },
    /// Show who covers what, who is silent and who disputes: subjects against documents
    #[command(after_help = "\
Examples:
  briefing matrix
  briefing matrix mali --json")]
    Matrix {
        /// Only the documents that concern this ENTITY, or this DOCUMENT alone
        id: Option<String>,
    },
    /// List every problem of every file, with its place
    ///
    /// With --sources the passage of every claim is looked up in its article's text: a passage that is not
    /// there, is there more than once, or is in another paragraph is a problem too.
    #[command(after_help = "\
Examples:
  briefing check ~/briefings
  briefing check ~/briefings --sources ~/articles")]
    Check {
        /// Folder of briefings to check; otherwise what --dir or `BRIEFING_DIR` names, or the built-in ones
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Words and filters; several are joined by spaces
    #[arg(required = true, num_args = 1..)]
    pub(super) query: Vec<String>,

    /// Look at records of one kind only
    #[arg(long = "in", value_name = "KIND")]
    pub(super) within: Option<Listing>,

    /// Explain each hit's score
    #[arg(long)]
    pub(super) explain: bool,

    /// Show at most N hits
    #[arg(long, value_name = "N", default_value = "20")]
    pub(super) limit: NonZeroUsize,
}

/// Reads a date as it is written everywhere.
fn date(text: &str) -> Result<Edtf, &'static str> {
    Edtf::parse(text).ok_or(Edtf::FORM)
}

/// The kinds of record that have lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    /// Articles, newest first
    Documents,
    /// Actors, by name
    Entities,
    /// Claims, by document
    Claims,
}

/// Everything that can be typed behind `search`, and examples.
fn searching() -> String {
    let filters = FILTERS.iter().map(|filter| (format!("{}:{}", filter.name, filter.value), filter.description()));
    let signs = SIGNS.iter().map(|(typed, finds)| ((*typed).to_owned(), (*finds).to_owned()));
    let [filters, signs] = [filters.collect(), signs.collect()].map(|rows: Vec<_>| table(&rows));
    format!(
        "\
Filters:
{filters}
Words and signs (quote what the shell would take for itself):
{signs}
Each hit has a score, the matched ranges (with --json) and, where it is not visible, the reason.

Examples:
  briefing search goita
  briefing search wheat by:lavrov -kind:opinion
  briefing search 'wagner | \"africa corps\"' --in claims --json
  briefing search --explain goyta       why it is found, and why it stands where it stands
  briefing search mali -- -h            after `--` nothing is an option: Mali without words in h"
    )
}

/// Rows of two columns for the help, within 80 columns; clap would not indent what it breaks.
fn table(rows: &[(String, String)]) -> String {
    let mut page = Page::new(78).labels(17);
    for (typed, finds) in rows {
        page.field(typed, &[Span::clean(finds, Role::Plain)]);
    }
    page.plain().fold(String::new(), |table, line| table + "  " + &line + "\n")
}

/// Writes the `-` of a search's negated words as `!`, which means the same and is no option to clap.
///
/// Clap itself can let words with a leading `-` through only together with every option that follows them.
pub(super) fn negations_as_words(line: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut line: Vec<OsString> = line.into_iter().collect();
    let end = line.iter().position(|word| word == "--").unwrap_or(line.len());
    if !line[..end].iter().any(|word| word == "search") {
        return line;
    }
    for word in &mut line[..end] {
        let negated = word.to_str().and_then(|word| word.strip_prefix('-'));
        // `-h` and `-V` are options, `--…` is one, and a lone `-` is nothing.
        if let Some(negated) =
            negated.filter(|rest| !rest.is_empty() && !rest.starts_with('-') && !["h", "V"].contains(rest))
        {
            *word = format!("!{negated}").into();
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &[&str]) -> Cli {
        tried(line).unwrap_or_else(|error| panic!("{error}"))
    }

    fn tried(line: &[&str]) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(negations_as_words([&["briefing"], line].concat().into_iter().map(OsString::from)))
    }

    #[test]
    fn the_definition_is_sound() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn a_query_takes_negations_but_leaves_options_alone() {
        let query = |line: &[&str]| match parse(line) {
            Cli { command: Some(Command::Search(args)), options } => {
                (args.query.join(" "), args.limit.get(), options.json)
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(query(&["search", "wheat", "-kind:opinion", "--json"]), ("wheat !kind:opinion".into(), 20, true));
        assert_eq!(query(&["search", "--limit", "3", "-hello"]), ("!hello".into(), 3, false));
        assert_eq!(query(&["search", "a", "--limit=3", "b"]), ("a b".into(), 3, false));
        assert_eq!(query(&["search", "a", "-bc", "--", "-h"]), ("a !bc -h".into(), 20, false));
        assert_eq!(query(&["--json", "search", "--", "-h"]), ("-h".into(), 20, true));
        assert_eq!(query(&["search", "a", "|", "-b", "c"]), ("a | !b c".into(), 20, false), "the order counts");
        for wrong in [&["search"][..], &["search", "a", "--jsn"], &["search", "a", "--limit", "0"]] {
            assert!(tried(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        for line in [["--dir", "x", "--ascii", "list", "claims"], ["list", "claims", "--ascii", "--dir", "x"]] {
            let options = parse(&line).options;
            assert_eq!((options.dir(), options.ascii, options.color), (Some("x".into()), true, Color::Auto));
        }
    }
}
