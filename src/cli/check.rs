//! `briefing check`: every problem of every file, and whether the passages are where they are said to be.

mod passages;

use std::path::Path;

use anyhow::bail;

use super::args::Options;
use super::output::Output;
use super::{Outcome, words};
use crate::briefing::Problem;
use crate::corpus::{Articles, Folder, build, embedded_files};
use crate::page;
use crate::text::Text;
use passages::Passages;

/// Writes all problems, then a summary; beside JSON the summary goes to standard error.
pub(super) fn check(folder: Option<&Path>, options: &Options, output: &mut Output) -> anyhow::Result<Outcome> {
    if folder.is_some() && options.dir.is_some() {
        bail!("two folders are given; name one of them, behind `check` or with --dir");
    }
    let (label, files) = match (folder, options.dir()) {
        (Some(path), _) => {
            let folder = Folder::new(path);
            (folder.label(), folder.files()?)
        }
        (None, Some(path)) => {
            let folder = Folder::new(path);
            (folder.label(), folder.files().map_err(|error| options.dir_error(&error))?)
        }
        (None, None) => (Text::from("built-in briefings"), embedded_files()),
    };
    let passages = match options.sources() {
        Some(path) => {
            let articles = Articles::open(path).map_err(|error| options.sources_error(&error))?;
            Some(Passages::look_up(&files, &articles))
        }
        None => None,
    };
    let corpus = build(label, files);
    let found = passages.iter().flat_map(|passages| &passages.problems);
    let mut problems: Vec<&Problem> = corpus.problems().iter().chain(found).collect();
    problems.sort_by_key(|problem| (&problem.file, problem.line, problem.column));
    for problem in &problems {
        if output.json { output.record(problem)? } else { output.line(problem)? }
    }
    let of_problems = words::problems(problems.iter().map(|problem| &problem.file));
    let mut summary = passages.as_ref().map_or_else(Vec::new, Passages::summary);
    summary.push(format!("{}: {of_problems}", page::holdings(&corpus)));
    for line in summary {
        if output.json { output.note(line) } else { output.line(line)? }
    }
    Ok(Outcome::found(problems.is_empty()))
}
