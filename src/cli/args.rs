//! Defines the command line: commands, options, and their help texts.

mod authoring;
mod check;
mod kinds;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

pub(super) use authoring::{DraftArgs, InitArgs, SchemaArgs, SchemaKind};
pub(super) use check::CheckArgs;
pub(super) use kinds::{ListKind, SearchKind};

use super::xdg;
use crate::briefing::Edtf;
use crate::load::{Articles, CorpusSource, FolderError};
use crate::page::Page;
use crate::search::{FILTERS, SIGNS};
use crate::styled::{Role, Span};
use crate::terminal::Colours;
use anyhow::anyhow;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum, ValueHint};

/// Look up who said what, on whose word, and who says otherwise.
///
/// Without a command, the browser opens. If standard output is not a terminal, an overview is printed instead.
/// The built-in briefings are used unless --dir or `BRIEFING_DIR` names another folder.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, color = clap::ColorChoice::Never, max_term_width = 80)]
#[command(after_help = "\
Exit status: 0 found, 1 nothing found or problems, 2 wrong usage or no data.

Examples:
  briefing                              open the browser
  briefing search wheat fertilizer      find claims, actors and documents
  briefing show \"Sergey Lavrov\"         all about one actor, by name or id
  briefing check ~/briefings            every mistake in a folder of your own")]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) options: Options,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The options of every command and of the browser.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Options {
    /// Folder of briefings to open [default: what `BRIEFING_DIR` names, or the built-in briefings]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) dir: Option<PathBuf>,

    /// Folder of the articles' texts, DOCUMENT.txt each [default: what `BRIEFING_SOURCES` names]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) sources: Option<PathBuf>,

    /// Write JSON Lines: one record a line
    #[arg(long, global = true)]
    pub(super) json: bool,

    /// When to use colour on a terminal; output to a pipe has none
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,

    /// Draw lines and marks with ASCII characters only
    #[arg(long, global = true)]
    pub(super) ascii: bool,

    /// Don't use or write the cache of large folders; so does `BRIEFING_NO_CACHE=1`
    #[arg(long, global = true)]
    pub(super) no_cache: bool,
}

/// When colour is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// If the terminal has colours and `NO_COLOR` is not set
    #[default]
    Auto,
    /// Even if the environment says otherwise
    Always,
    /// Never; signs and words show the same
    Never,
}

impl Color {
    /// Returns the colours to use, given those that the terminal has.
    pub(super) fn limit_colours(self, available: Colours) -> Colours {
        match self {
            Self::Auto => available,
            // Every terminal with colours has at least sixteen.
            Self::Always => available.max(Colours::Sixteen),
            Self::Never => Colours::None,
        }
    }
}

impl Options {
    /// Returns the folder of briefings that the option or else the environment names; `None` means the built-in ones.
    pub(super) fn dir(&self) -> Option<PathBuf> {
        self.dir.clone().or_else(|| from_environment("BRIEFING_DIR"))
    }

    /// Returns the folder of article texts that the option or else the environment names.
    pub(super) fn sources(&self) -> Option<PathBuf> {
        self.sources.clone().or_else(|| from_environment("BRIEFING_SOURCES"))
    }

    /// Returns the folder for caches; `None` if the cache is turned off, or if there is no place for it.
    pub(super) fn cache_folder(&self) -> Option<PathBuf> {
        if self.no_cache || from_environment("BRIEFING_NO_CACHE").is_some() {
            return None;
        }
        xdg::folder(from_environment("XDG_CACHE_HOME"), from_environment("HOME"), ".cache")
    }

    /// Returns the folder for what the program keeps between runs.
    pub(super) fn state_folder() -> Option<PathBuf> {
        xdg::folder(from_environment("XDG_STATE_HOME"), from_environment("HOME"), ".local/state")
    }

    /// Adds to an error of the folder of briefings which option or variable named the folder.
    pub(super) fn dir_error(&self, error: &FolderError) -> anyhow::Error {
        with_name(error, self.dir.as_ref(), ["--dir", "BRIEFING_DIR"])
    }

    /// Adds to an error of the folder of article texts which option or variable named the folder.
    pub(super) fn sources_error(&self, error: &FolderError) -> anyhow::Error {
        with_name(error, self.sources.as_ref(), ["--sources", "BRIEFING_SOURCES"])
    }

    /// Opens the article texts: the folder that is named, or else a folder `sources` in the folder of briefings or beside
    /// it. Fails if the named folder cannot be read.
    pub(super) fn articles(&self, source: &CorpusSource) -> anyhow::Result<Option<Articles>> {
        if let Some(named) = self.sources() {
            return Articles::open(named).map(Some).map_err(|error| self.sources_error(&error));
        }
        Ok(source.articles())
    }
}

/// Returns an error with the option or the environment variable that named the folder.
fn with_name(error: &FolderError, option: Option<&PathBuf>, [flag, variable]: [&str; 2]) -> anyhow::Error {
    anyhow!("{error} (the folder that {} names)", if option.is_some() { flag } else { variable })
}

/// Returns a variable. An empty one counts as not set, as in most shells.
fn from_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find claims, entities and documents by a few words
    ///
    /// Words may be misspelt, in any order, and without accents. All of them must match. An unknown filter or value is an
    /// error, and finds nothing.
    #[command(after_help = search_help())]
    Search(SearchArgs),
    /// List everything of one kind, the id first
    ///
    /// In a pipe, each record is one line, with two spaces between its columns.
    #[command(after_help = "\
Examples:
  briefing list entities
  briefing list origins
  briefing list claims --json | jq -r 'select(.kind == \"opinion\") | .id'")]
    List {
        /// What to list
        #[arg(value_name = "KIND")]
        what: ListKind,
    },
    /// Show one document, entity, claim, outlet or origin in full
    ///
    /// For an entity, this is its dossier: what it says, what others say about it, and where. For an outlet, it is its
    /// grade and its documents; for an origin, the claims that rest on it. With the articles' texts at hand, a claim is
    /// shown with its passage. With --json, the record comes first, and the records that belong to it follow.
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
    /// Of both claims it shows who says so and when, where it was published, and the passage. Figures for one measure
    /// that cannot both be true follow, unless a relation connects their claims.
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
    /// A date that is known only to the month, the year or an interval is drawn over all of it. With the id of a claim,
    /// the claims that confirm, dispute, qualify or update it are shown too. With --from or --to, claims without a date
    /// are left out.
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
        /// Only claims that may date from this day or earlier
        #[arg(long, value_name = "DATE", value_parser = date)]
        to: Option<Edtf>,
    },
    /// Show which documents cover what, which are silent, and which dispute it
    #[command(after_help = "\
Examples:
  briefing matrix
  briefing matrix mali --json")]
    Matrix {
        /// Only documents that concern this ENTITY, or only this DOCUMENT, by id or name
        #[arg(value_name = "ID")]
        id: Vec<String>,
    },
    /// Show who gives which number for the same thing, and which numbers differ
    ///
    /// The largest difference comes first. A measure is shown with all its figures if one of them is of what ID names.
    #[command(after_help = "\
Examples:
  briefing figures
  briefing figures mali
  briefing figures population-of-mali --json | jq .value")]
    Figures {
        /// Only what concerns this DOCUMENT, ENTITY or DOCUMENT#CLAIM, or only this MEASURE, by id or name
        #[arg(value_name = "ID")]
        id: Vec<String>,
    },
    /// List all problems, with file, line and column
    ///
    /// With the articles' texts at hand, it also looks up every passage. A link that opens nothing, or another paragraph,
    /// is a problem too. The texts are in a folder `sources`, in the folder of briefings or beside it, or in the one that
    /// --sources names.
    ///
    /// With --online it asks the web instead. A site's robots.txt is respected, and each host gets one request at a
    /// time. The exit status is 1 if a passage has changed, or if it or its page is gone.
    #[command(after_help = "\
Examples:
  briefing check ~/briefings
  briefing check ~/briefings --sources ~/articles
  briefing check ~/briefings --online --only 2025-04-07-neo-aes-russia")]
    Check(CheckArgs),
    Init(InitArgs),
    Draft(Box<DraftArgs>),
    Schema(SchemaArgs),
}

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Words and filters; see below
    #[arg(required = true, num_args = 1..)]
    pub(super) query: Vec<String>,

    /// Search only records of this kind
    #[arg(long = "in", value_name = "KIND")]
    pub(super) within: Option<SearchKind>,

    /// Explain each hit's score
    #[arg(long)]
    pub(super) explain: bool,

    /// Show at most N hits
    #[arg(long, value_name = "N", default_value = "20", value_parser = limit, allow_negative_numbers = true)]
    pub(super) limit: NonZeroUsize,
}

/// Parses a date for clap.
fn date(text: &str) -> Result<Edtf, &'static str> {
    Edtf::parse(text).ok_or(Edtf::FORM)
}

/// Parses the maximum number of hits for clap.
fn limit(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "the limit is a whole number, 1 or more")
}

/// Options that only the browser and some commands use. Every command accepts them, but only the help of these shows them.
const USED_BY: [(&str, &[&str]); 4] =
    [("sources", &["show", "check"]), ("color", &NOT_CHECK), ("ascii", &NOT_CHECK), ("no_cache", &NOT_CHECK)];
/// Every command except `check`, which never uses the cache and writes plain lines only.
const NOT_CHECK: [&str; 8] = ["search", "list", "show", "conflicts", "positions", "timeline", "matrix", "figures"];

/// Parses a command line.
pub(super) fn parse(line: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&definition().try_get_matches_from(negations_as_words(line))?)
}

/// Returns the definition of the command line. The help of a command has only the options that it uses.
fn definition() -> clap::Command {
    let definition = Cli::command();
    let option = |name: &str| {
        let found = definition.get_arguments().find(|option| option.get_id() == name);
        found.expect("the options in `USED_BY` are defined").clone().hide(true)
    };
    let hidden = USED_BY.map(|(name, used_by)| (option(name), used_by));
    // A command with its own hidden copy of an option does not inherit the visible one.
    definition.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        hidden
            .iter()
            .filter(|(_, used_by)| !used_by.contains(&name.as_str()))
            .fold(command, |command, (option, _)| command.arg(option))
    })
}

/// Returns the help for what can be typed after `search`, with examples.
fn search_help() -> String {
    let filters = FILTERS.iter().map(|filter| (format!("{}:{}", filter.name, filter.value), filter.description()));
    let signs = SIGNS.iter().map(|(typed, finds)| ((*typed).to_owned(), (*finds).to_owned()));
    let [filters, signs] = [filters.collect(), signs.collect()].map(|rows: Vec<_>| table(&rows));
    format!(
        "\
Filters:
{filters}
Words and signs (in quotation marks if the shell would interpret them):
{signs}
Examples:
  briefing search goita
  briefing search wheat by:lavrov -kind:opinion
  briefing search 'wagner | \"africa corps\"' --in claims --json
  briefing search --explain goyta       why each hit is found and ranks there"
    )
}

/// Returns rows of two columns for the help, at most 80 characters wide. Clap itself would not indent wrapped lines.
fn table(rows: &[(String, String)]) -> String {
    let mut page = Page::new(78).with_label_width(17);
    for (typed, finds) in rows {
        page.field(typed, &[Span::clean(finds, Role::Plain)]);
    }
    page.plain().fold(String::new(), |table, line| table + "  " + &line + "\n")
}

/// Replaces the `-` before negated words of a search by `!`, which means the same and is not an option for clap.
///
/// Clap can accept words that begin with `-`, but then it also takes every later option for a word.
fn negations_as_words(line: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut line: Vec<OsString> = line.into_iter().collect();
    let end = line.iter().position(|word| word == "--").unwrap_or(line.len());
    if !line[..end].iter().any(|word| word == "search") {
        return line;
    }
    let valued = options_with_values();
    for at in 0..end {
        // The value of an option stays as it is, so that an error message shows what was typed.
        let is_value = at > 0 && valued.iter().any(|option| line[at - 1] == **option);
        let negated = line[at].to_str().and_then(|word| word.strip_prefix('-')).filter(|_| !is_value);
        // `-h`, `-V` and `--…` are options, and `-` alone negates nothing.
        if let Some(negated) =
            negated.filter(|rest| !rest.is_empty() && !rest.starts_with('-') && !["h", "V"].contains(rest))
        {
            line[at] = format!("!{negated}").into();
        }
    }
    line
}

/// Returns the options of a search that take the next word as their value.
fn options_with_values() -> Vec<String> {
    let command = Cli::command();
    let search = command.find_subcommand("search").expect("the command is defined");
    let options = command.get_arguments().chain(search.get_arguments());
    let valued = options.filter(|option| option.get_action().takes_values());
    valued.filter_map(clap::Arg::get_long).map(|name| format!("--{name}")).collect()
}

#[cfg(test)]
mod tests;
