//! The command line as it may be written. Its help texts are what a user reads first.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::xdg;
use crate::briefing::Edtf;
use crate::load::{Articles, FolderError, Source};
use crate::page::{Page, Role, Span};
use crate::search::{FILTERS, SIGNS};
use crate::ui::Colours;
use anyhow::anyhow;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum, ValueHint};

/// Look up who said what, on whose word, and who says otherwise.
///
/// Without a command the browser opens; without a terminal on standard output an overview is printed.
/// The built-in briefings are shown unless --dir or `BRIEFING_DIR` names another folder.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, color = clap::ColorChoice::Never, max_term_width = 80)]
#[command(after_help = "\
Exit status: 0 found, 1 nothing found or problems, 2 wrong usage or no data.

Examples:
  briefing                              open the browser
  briefing search wheat fertilizer      find claims, actors and documents
  briefing show \"Sergey Lavrov\"         all about one actor, by name or id
  briefing --dir ~/briefings check      every mistake in a folder of your own")]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) options: Options,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What holds for every command, and for the browser.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Options {
    /// Folder of briefings to open; otherwise the one that `BRIEFING_DIR` names, or the built-in ones
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) dir: Option<PathBuf>,

    /// Folder of the articles' texts, DOCUMENT.txt each; otherwise the one that `BRIEFING_SOURCES` names
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) sources: Option<PathBuf>,

    /// Write JSON Lines: one record a line, nothing cut
    #[arg(long, global = true)]
    pub(super) json: bool,

    /// When colour is used on a terminal; a pipe gets none
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,

    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub(super) ascii: bool,

    /// Don't use or write the cache of large folders; `BRIEFING_NO_CACHE=1` does the same
    #[arg(long, global = true)]
    pub(super) no_cache: bool,
}

/// When colour is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal that has it, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Whatever the terminal and the environment say.
    Always,
    /// Never; every mark that colour makes is made by a sign or a word too.
    Never,
}

impl Color {
    /// The colours that are used of those that a terminal has.
    pub(super) fn limit_colours(self, had: Colours) -> Colours {
        match self {
            Self::Auto => had,
            // A terminal that is said to have colours has sixteen at least.
            Self::Always => had.max(Colours::Sixteen),
            Self::Never => Colours::None,
        }
    }
}

impl Options {
    /// The folder that is to be opened, by the option or else by the environment; `None` is what is built in.
    pub(super) fn dir(&self) -> Option<PathBuf> {
        self.dir.clone().or_else(|| from_environment("BRIEFING_DIR"))
    }

    /// The folder of article texts, by the option or else by the environment.
    pub(super) fn sources(&self) -> Option<PathBuf> {
        self.sources.clone().or_else(|| from_environment("BRIEFING_SOURCES"))
    }

    /// Where what is read of large folders is kept for the next time, by the XDG Base Directory Specification; `None`
    /// where it is not to be kept, or there is nowhere to keep it.
    pub(super) fn caches(&self) -> Option<PathBuf> {
        if self.no_cache || from_environment("BRIEFING_NO_CACHE").is_some() {
            return None;
        }
        xdg::folder(from_environment("XDG_CACHE_HOME"), from_environment("HOME"), ".cache")
    }

    /// What is said where the folder of briefings cannot be read: also who named it.
    pub(super) fn dir_error(&self, error: &FolderError) -> anyhow::Error {
        named_by(error, self.dir.as_ref(), ["--dir", "BRIEFING_DIR"])
    }

    /// What is said where the folder of article texts cannot be read: also who named it.
    pub(super) fn sources_error(&self, error: &FolderError) -> anyhow::Error {
        named_by(error, self.sources.as_ref(), ["--sources", "BRIEFING_SOURCES"])
    }

    /// The article texts for reading: those that are named, or else a folder `sources` in the folder of briefings or
    /// beside it. Fails where a folder that was named cannot be read.
    pub(super) fn articles(&self, source: &Source) -> anyhow::Result<Option<Articles>> {
        if let Some(named) = self.sources() {
            return Articles::open(named).map(Some).map_err(|error| self.sources_error(&error));
        }
        let Source::Folder(folder) = source else { return Ok(None) };
        let beside = [Some(folder.path()), folder.path().parent()].into_iter().flatten();
        Ok(beside.map(|folder| folder.join("sources")).find_map(|folder| Articles::open(folder).ok()))
    }
}

/// An error of a folder, with who named it: the option, or else the environment.
fn named_by(error: &FolderError, option: Option<&PathBuf>, [flag, variable]: [&str; 2]) -> anyhow::Error {
    anyhow!("{error} (the folder that {} names)", if option.is_some() { flag } else { variable })
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
    /// List everything of one kind, the id first
    ///
    /// In a pipe each record is one line, with two spaces between its columns.
    #[command(after_help = "\
Examples:
  briefing list entities
  briefing list origins
  briefing list claims --json | jq -r 'select(.kind == \"opinion\") | .id'")]
    List {
        /// What to list
        what: ListKind,
    },
    /// Show one document, entity, claim, outlet or origin in full
    ///
    /// An entity's page is its dossier: what it said, what is said about it, and where. An outlet's page has
    /// its grade and its documents, an origin's page the claims that rest on it. With --json the record
    /// itself comes first; the records that belong to it follow. With --sources a claim's passage is read
    /// out of its article.
    #[command(after_help = "\
Examples:
  briefing show sergey-lavrov
  briefing show Sergey Lavrov
  briefing show joint-statement-2025-04-01
  briefing show 2025-04-07-neo-aes-russia
  briefing show '2024-03-27-naija247-phone-talks#goita-thanks-for-aid'")]
    Show {
        /// DOCUMENT, DOCUMENT#CLAIM, ENTITY, OUTLET or ORIGIN: an id, a name, a title or an address
        #[arg(required = true, num_args = 1.., value_name = "ID")]
        id: Vec<String>,
    },
    /// Show pairs of claims where one disputes or qualifies the other
    ///
    /// Both sides with who says so, when, where it was published and the passage.
    #[command(after_help = "\
Examples:
  briefing conflicts
  briefing conflicts mali --json | jq -r .note")]
    Conflicts {
        /// Only what concerns this DOCUMENT, ENTITY or DOCUMENT#CLAIM, by id or name
        #[arg(value_name = "ID")]
        id: Vec<String>,
    },
    /// Show how things developed, and what the same speaker said earlier and later
    #[command(after_help = "\
Examples:
  briefing positions
  briefing positions abdoulaye-diop")]
    Positions {
        /// Only what concerns this DOCUMENT, ENTITY or DOCUMENT#CLAIM, by id or name
        #[arg(value_name = "ID")]
        id: Vec<String>,
    },
    /// Show claims in chronological order, beside when they were published
    ///
    /// A date that is known only to the month, the year or an interval is drawn over all of it. Of a claim,
    /// those that say the same, dispute, qualify or update it are shown with it.
    #[command(after_help = "\
Examples:
  briefing timeline mali
  briefing timeline --from 2023 --to 2024-03")]
    Timeline {
        /// Only what concerns this DOCUMENT, ENTITY or DOCUMENT#CLAIM, by id or name
        #[arg(value_name = "ID")]
        id: Vec<String>,
        /// Only claims that may date from this day or later: 2025-04-07, 2025-04 or 2025
        #[arg(long, value_name = "DATE", value_parser = date)]
        from: Option<Edtf>,
        /// Only claims that may date from this day or earlier; claims without a date are left out
        #[arg(long, value_name = "DATE", value_parser = date)]
        to: Option<Edtf>,
    },
    /// Show who covers what, who is silent and who disputes: subjects against documents
    #[command(after_help = "\
Examples:
  briefing matrix
  briefing matrix mali --json")]
    Matrix {
        /// Only the documents that concern this ENTITY, or this DOCUMENT alone, by id or name
        #[arg(value_name = "ID")]
        id: Vec<String>,
    },
    /// List all problems, with file, line and column
    ///
    /// Where the articles' texts are at hand, in a folder `sources` in the folder of briefings or beside it, or by
    /// --sources, every passage is looked up: a link that opens nothing, or another paragraph, is a problem too.
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
    pub(super) within: Option<SearchKind>,

    /// Explain each hit's score
    #[arg(long)]
    pub(super) explain: bool,

    /// Show at most N hits
    #[arg(long, value_name = "N", default_value = "20", value_parser = limit, allow_negative_numbers = true)]
    pub(super) limit: NonZeroUsize,
}

/// Reads a date as it is written everywhere.
fn date(text: &str) -> Result<Edtf, &'static str> {
    Edtf::parse(text).ok_or(Edtf::FORM)
}

/// Reads a number of hits.
fn limit(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "the limit is a whole number, 1 or more")
}

/// The kinds of record that can be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SearchKind {
    /// Articles
    Documents,
    /// Actors
    Entities,
    /// What is claimed
    Claims,
}

/// What has lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListKind {
    /// Articles, newest first
    Documents,
    /// Actors, by name
    Entities,
    /// Claims, by document
    Claims,
    /// Publishers with their grades, by name
    Outlets,
    /// What several documents rest on, by name
    Origins,
}

/// The options that only the browser and these commands use. They are taken everywhere, but shown only there.
const USED_BY: [(&str, &[&str]); 4] =
    [("sources", &["show", "check"]), ("color", &NOT_CHECK), ("ascii", &NOT_CHECK), ("no_cache", &NOT_CHECK)];
/// Every command but `check`, which always reads the files and writes lines of plain text.
const NOT_CHECK: [&str; 7] = ["search", "list", "show", "conflicts", "positions", "timeline", "matrix"];

/// Reads a command line.
pub(super) fn parse(line: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&definition().try_get_matches_from(negations_as_words(line))?)
}

/// The commands and options, each command's help with only those options that it uses.
fn definition() -> clap::Command {
    let definition = Cli::command();
    let option = |name: &str| {
        let found = definition.get_arguments().find(|option| option.get_id() == name);
        found.expect("the options in `USED_BY` are defined").clone().hide(true)
    };
    let hidden = USED_BY.map(|(name, used_by)| (option(name), used_by));
    // A command that has an option of its own does not get the one that holds for all commands.
    definition.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        hidden
            .iter()
            .filter(|(_, used_by)| !used_by.contains(&name.as_str()))
            .fold(command, |command, (option, _)| command.arg(option))
    })
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
Each hit has a score, the matched ranges (with --json) and, where it is not
visible, the reason.

Examples:
  briefing search goita
  briefing search wheat by:lavrov -kind:opinion
  briefing search 'wagner | \"africa corps\"' --in claims --json
  briefing search --explain goyta       why it is found, and why it ranks there"
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
fn negations_as_words(line: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut line: Vec<OsString> = line.into_iter().collect();
    let end = line.iter().position(|word| word == "--").unwrap_or(line.len());
    if !line[..end].iter().any(|word| word == "search") {
        return line;
    }
    let valued = options_with_values();
    for at in 0..end {
        // What follows such an option is its value. A wrong one is named in the message as it was typed.
        let is_value = at > 0 && valued.iter().any(|option| line[at - 1] == **option);
        let negated = line[at].to_str().and_then(|word| word.strip_prefix('-')).filter(|_| !is_value);
        // `-h` and `-V` are options, `--…` is one, and a lone `-` is nothing.
        if let Some(negated) =
            negated.filter(|rest| !rest.is_empty() && !rest.starts_with('-') && !["h", "V"].contains(rest))
        {
            line[at] = format!("!{negated}").into();
        }
    }
    line
}

/// The options of a search whose value can be the next word.
fn options_with_values() -> Vec<String> {
    let command = Cli::command();
    let search = command.find_subcommand("search").expect("the command is defined");
    let options = command.get_arguments().chain(search.get_arguments());
    let valued = options.filter(|option| option.get_action().takes_values());
    valued.filter_map(clap::Arg::get_long).map(|name| format!("--{name}")).collect()
}

#[cfg(test)]
mod tests;
