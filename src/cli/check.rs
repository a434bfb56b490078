//! `briefing check`: every problem in the files, and whether the passages are in the articles.

mod online;
mod passages;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use anyhow::bail;
use serde::Serialize;

use super::args::{CheckArgs, Options};
use super::outcome::Outcome;
use super::output::Output;
use super::settings::Settings;
use super::summary;
use crate::briefing::{Content, DocumentId, File, Problem};
use crate::corpus::{Corpus, build};
use crate::load::{CorpusSource, Folder, embedded_files};
use crate::page;
use crate::terminal::{Colours, Environment};
use crate::text::Text;
use crate::ui::Theme;
use passages::Passages;

/// A problem in JSON. One about a passage has a state.
#[derive(Debug, Serialize)]
struct ProblemLine<'a> {
    #[serde(flatten)]
    problem: &'a Problem,
    /// `ambiguous` or `missing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
}

/// The fields that a document with drafts still lacks. That is no problem, but its claims do not count until then.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ToFillIn {
    file: Text,
    to_fill_in: Vec<&'static str>,
}

impl fmt::Display for ToFillIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: to fill in: {}", self.file, self.to_fill_in.join(", "))
    }
}

/// Returns the path of each document's file.
fn labels(files: &[File]) -> HashMap<DocumentId, Text> {
    let label = |file: &File| match &file.content {
        Some(Content::Document(document, _)) => Some((document.id.clone(), file.label.clone())),
        _ => None,
    };
    files.iter().filter_map(label).collect()
}

/// Lists what is still to fill in, by file.
fn to_fill_in(corpus: &Corpus, labels: &HashMap<DocumentId, Text>) -> Vec<ToFillIn> {
    let mut documents: Vec<_> = corpus.drafts().iter().map(|draft| corpus.document_of(*draft)).collect();
    documents.dedup();
    let documents = documents.into_iter().map(|slot| corpus.document(slot));
    let lines = documents.map(|document| ToFillIn {
        file: labels.get(&document.id).cloned().unwrap_or_else(|| Text::clean(document.id.as_str())),
        to_fill_in: document.to_fill_in(),
    });
    let mut lines: Vec<_> = lines.filter(|line| !line.to_fill_in.is_empty()).collect();
    lines.sort_by(|one, other| one.file.cmp(&other.file));
    lines
}

/// Writes all problems, then a summary. With JSON, the summary goes to standard error.
pub(super) fn check(args: &CheckArgs, options: &Options, output: &mut Output) -> anyhow::Result<Outcome> {
    let folder = args.folder.as_deref();
    if folder.is_some() && options.dir.is_some() {
        bail!("two folders are given; name one, either after `check` or with --dir");
    }
    let source = match folder.map(Path::to_owned).or_else(|| options.dir()) {
        Some(path) => CorpusSource::Folder(Folder::new(path)),
        None => CorpusSource::BuiltIn,
    };
    let (label, files) = match &source {
        CorpusSource::Folder(listed) if folder.is_none() => {
            (listed.label(), listed.files().map_err(|error| options.dir_error(&error))?)
        }
        CorpusSource::Folder(listed) => (listed.label(), listed.files()?),
        CorpusSource::BuiltIn => (Text::from("built-in briefings"), embedded_files()),
    };
    let articles = options.articles(&source)?;
    if args.online {
        return online::check(&files, articles.as_ref(), args.only.as_deref(), output);
    }
    let passages = articles.map(|articles| Passages::look_up(&files, &articles));
    let labels = labels(&files);
    let corpus = build(label, files);
    let settings = Settings::read(Theme::built_in(Colours::None, true), &Environment::from_process());
    let of_settings = settings.problems.iter().map(|problem| ProblemLine { problem, state: None });
    let of_files = corpus.problems().iter().map(|problem| ProblemLine { problem, state: None });
    let of_passages = passages.iter().flat_map(Passages::problems);
    let of_passages = of_passages.map(|(problem, state)| ProblemLine { problem, state });
    let mut problems: Vec<ProblemLine> = of_settings.chain(of_files).chain(of_passages).collect();
    problems.sort_by_key(|line| (&line.problem.file, line.problem.line, line.problem.column));
    for line in &problems {
        if output.json { output.record(line)? } else { output.line(line.problem)? }
    }
    for line in to_fill_in(&corpus, &labels) {
        if output.json { output.record(&line)? } else { output.line(&line)? }
    }
    let all = output.json;
    for note in passages.iter().flat_map(|passages| passages.notes(all)) {
        if output.json { output.record(note)? } else { output.line(note)? }
    }
    let of_problems = summary::problems(problems.iter().map(|line| &line.problem.file));
    let mut summary = passages.as_ref().map_or_else(Vec::new, Passages::summary);
    summary.push(format!("{}: {of_problems}", page::holdings(&corpus)));
    for line in summary {
        if output.json { output.note(line) } else { output.line(line)? }
    }
    Ok(Outcome::found(problems.is_empty()))
}
