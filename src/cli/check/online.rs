//! `briefing check --online`: whether the pages still say what the claims were taken from.

mod report;
mod rounds;

use std::sync::Arc;

use anyhow::bail;

use crate::briefing::{Content, Document, File, SourceUrl};
use crate::cli::args::Options;
use crate::cli::outcome::Outcome;
use crate::cli::output::Output;
use crate::draft::fetch::{Client, Fetch};
use crate::load::{Articles, PageChecks};
use report::Report;
use rounds::{Rounds, RoundsTuning};

/// Fetches the pages of the documents, and writes what became of them.
pub(super) fn check(
    files: &[File],
    articles: Option<&Articles>,
    only: Option<&str>,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let documents = documents(files, only)?;
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let checks = Options::state_folder().map(|folder| PageChecks::read(&folder));
    check_with(&Client::default(), &RoundsTuning::default(), &documents, articles, &today, checks, output)
}

/// [`check`], with what gets the pages.
fn check_with(
    fetch: &dyn Fetch,
    tuning: &RoundsTuning,
    documents: &[Arc<Document>],
    articles: Option<&Articles>,
    today: &str,
    checks: Option<PageChecks>,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let total = documents.len();
    let rounds = Rounds { fetch, tuning, articles };
    let results = rounds.run(documents, |done, document| {
        let host = document.url.as_ref().map(SourceUrl::host).unwrap_or_default();
        output.note(format!("{done} of {total}: {host}"));
    });
    let report = Report::new(documents, &results, today);
    report.write(output)?;
    if let Some(mut checks) = checks {
        report.keep(&mut checks);
        if let Err(error) = checks.save() {
            output.note(format!("what was found cannot be kept: {error}"));
        }
    }
    Ok(Outcome::found(!report.has_losses()))
}

/// Returns the documents to check, in the order of the files.
fn documents(files: &[File], only: Option<&str>) -> anyhow::Result<Vec<Arc<Document>>> {
    let all = files.iter().filter_map(|file| match &file.content {
        Some(Content::Document(document, _)) => Some(Arc::clone(document)),
        _ => None,
    });
    let chosen: Vec<_> = all.filter(|document| only.is_none_or(|only| document.id.as_str() == only)).collect();
    match only {
        Some(only) if chosen.is_empty() => {
            bail!("no document has the id {only}; `briefing list documents` lists the ids")
        }
        _ => Ok(chosen),
    }
}

#[cfg(test)]
mod tests;
