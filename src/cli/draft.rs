//! `draft`: from articles to documents whose claims are proposed.
//!
//! `article` reads a source, `known` finds authors and publishers in the registers, `report` says what was done, and
//! `json` prints proposals instead.

mod article;
mod json;
mod known;
mod report;

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::args::{DraftArgs, Options};
use super::outcome::Outcome;
use super::output::Output;
use crate::briefing::{DocumentId, Edtf, paragraphs};
use crate::corpus::{Corpus, build};
use crate::draft::with::{Limits, Question, ask};
use crate::draft::{
    Draft, NewDraft, Options as ProposeOptions, Register, StorageError, holds_register, propose, write_draft,
};
use crate::load::{Folder, FolderError, embedded};
use crate::page::count;
use crate::text::Text;
use article::Article;
use known::Known;

/// Proposes claims for articles, and writes or prints them.
pub(super) fn draft(args: &DraftArgs, options: &Options, output: &mut Output) -> anyhow::Result<Outcome> {
    let folder = folder(options, output.json)?;
    if args.articles.len() > 1 && (args.id.is_some() || args.url.is_some() || args.title.is_some()) {
        bail!("--id, --url and --title are for one source; leave them out, or draft the sources one by one");
    }
    let mut found = false;
    let mut failed = 0;
    for source in &args.articles {
        match draft_one(source, args, folder.as_deref(), options, output) {
            Ok(any) => found |= any,
            // The other sources are drafted all the same.
            Err(error) if args.articles.len() > 1 => {
                output.note(format!("{error:#}"));
                failed += 1;
            }
            Err(error) => return Err(error),
        }
    }
    if failed > 0 {
        bail!("{failed} of {} sources were not drafted", args.articles.len());
    }
    Ok(Outcome::found(found))
}

fn draft_one(
    source: &str,
    args: &DraftArgs,
    folder: Option<&Path>,
    options: &Options,
    output: &mut Output,
) -> anyhow::Result<bool> {
    let article = Article::read(source, args)?;
    // The registers may have got new records from the source before.
    let corpus = corpus(folder, options)?;
    let known = Known::new(&corpus, &article);
    let language = article.language.clone();
    let day = article.published.filter(Edtf::is_day).map(|date| date.first());
    let options = ProposeOptions { published: day, language, ..ProposeOptions::default() };
    let own = without_title(propose(&article.text, &options, &Register::new(&corpus)), &article);
    let draft = with_command(own, &article, &corpus, args, output);
    let id = article.id(&corpus)?;
    if output.json {
        json::print(&id, &article, &draft, output)?;
        return Ok(!draft.proposals.is_empty());
    }
    let folder = folder.context("a folder is only left out with --json")?;
    write(folder, &id, &article, &draft, &known, output)
}

/// Leaves out the article's title, which is the first paragraph of many texts and no claim.
fn without_title(mut draft: Draft, article: &Article) -> Draft {
    let title = article.title.as_ref().map_or("", |(title, _)| title);
    let first = paragraphs(&article.text).into_iter().next();
    let words =
        |text: &'_ str| text.trim_start_matches('\u{feff}').split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    if let Some(first) = first.filter(|first| words(&article.text[first.clone()]) == words(title)) {
        draft.proposals.retain(|proposal| proposal.spans.first().is_none_or(|span| span.start >= first.end));
    }
    draft
}

/// Adds what the user's command proposes. Where it fails, the program's own draft stands.
fn with_command(own: Draft, article: &Article, corpus: &Corpus, args: &DraftArgs, output: &mut Output) -> Draft {
    let Some(command) = &args.with else { return own };
    let url = article.url.as_ref().map(|(url, _)| url.as_str());
    let question = Question { article: &article.text, url, language: article.language.as_deref(), corpus };
    match ask(command, question, &own, Limits::default()) {
        Ok(answer) => {
            for message in &answer.dropped {
                output.note(format!("of the command's claims, one was dropped: {message}"));
            }
            let claims = count(answer.claims, "claim", "claims");
            output.note(format!("the command gave {claims}; the article lacks the words of {}", answer.not_in_article));
            answer.draft
        }
        Err(error) => {
            output.note(format!("{error}; the draft is the program's own"));
            own
        }
    }
}

fn write(
    folder: &Path,
    id: &DocumentId,
    article: &Article,
    draft: &Draft,
    known: &Known,
    output: &mut Output,
) -> anyhow::Result<bool> {
    let sources = known.new_sources(draft, article);
    let head = sources.head(article);
    let new = NewDraft {
        id,
        head: &head,
        draft,
        article: &article.text,
        page: article.page.as_deref(),
        entities: &sources.entities,
        outlets: &sources.outlets,
    };
    let written = write_draft(folder, &new).map_err(|error| anyhow!("{error}{}", advice(&error)))?;
    report::report(folder, &written, &new, article, &sources, output)?;
    Ok(!draft.proposals.is_empty())
}

fn advice(error: &StorageError) -> &'static str {
    match error {
        StorageError::Exists(_) => "; give the draft another id with --id",
        _ => "",
    }
}

/// Returns the folder to write to. `None` only where nothing is written.
fn folder(options: &Options, is_json: bool) -> anyhow::Result<Option<PathBuf>> {
    match options.dir() {
        Some(dir) if dir.is_dir() => Ok(Some(dir)),
        Some(dir) => {
            let name = Text::clean(dir.to_string_lossy());
            bail!("there is no folder {name}; make it with `briefing init {name}`")
        }
        None if holds_register(Path::new(".")) => Ok(Some(".".into())),
        None if is_json => Ok(None),
        None => bail!(
            "this is no folder of briefings: it has neither entities.yaml nor sources.yaml; \
             make one with `briefing init`, or name one with --dir"
        ),
    }
}

/// Returns what the folder holds, or the built-in briefings.
fn corpus(folder: Option<&Path>, options: &Options) -> anyhow::Result<Corpus> {
    let Some(path) = folder else { return Ok(embedded()) };
    match Folder::new(path).cached_in(options.cache_folder()).load() {
        // A new folder has no actors yet.
        Err(FolderError::Empty(..)) => Ok(build(Text::from("no briefings"), Vec::new())),
        loaded => loaded.map_err(|error| options.dir_error(&error)),
    }
}
