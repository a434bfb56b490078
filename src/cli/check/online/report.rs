//! Writes what became of pages and passages.

use std::sync::Arc;

use serde::Serialize;

use crate::briefing::{ClaimId, Document, DocumentId, SourceUrl};
use crate::cli::output::Output;
use crate::draft::recheck::{ClaimState, PageState, Rechecked};
use crate::load::{PageCheck, PageChecks};
use crate::page::count;
use crate::text::Text;

/// Maximum number of letters of a quotation in plain text; JSON has all of it.
const MAX_SHOWN: usize = 300;

/// All results, beside their documents.
pub(super) struct Report<'a> {
    results: Vec<(&'a Document, &'a Rechecked)>,
    today: &'a str,
}

/// A page in JSON.
#[derive(Serialize)]
struct PageLine<'a> {
    record: &'static str,
    document: &'a DocumentId,
    url: Option<&'a str>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    checked: &'a str,
}

/// A claim's passage in JSON.
#[derive(Serialize)]
struct PassageLine<'a> {
    record: &'static str,
    document: &'a DocumentId,
    claim: &'a ClaimId,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'a str>,
}

/// Number of passages of each state.
#[derive(Clone, Copy, Default)]
struct Counts {
    unchanged: usize,
    changed: usize,
    gone: usize,
}

impl<'a> Report<'a> {
    /// Puts documents and results together.
    pub(super) fn new(documents: &'a [Arc<Document>], results: &'a [Rechecked], today: &'a str) -> Self {
        Self { results: documents.iter().map(|document| &**document).zip(results).collect(), today }
    }

    /// Returns whether a passage has changed or is gone, or a page is gone.
    pub(super) fn has_losses(&self) -> bool {
        self.results.iter().any(|(_, result)| {
            let counts = counts(result);
            matches!(result.page, PageState::Gone(_)) || counts.changed + counts.gone > 0
        })
    }

    /// Writes all results, then a summary. With JSON, the summary goes to standard error.
    pub(super) fn write(&self, output: &mut Output) -> anyhow::Result<()> {
        for (document, result) in &self.results {
            if output.json { self.records(document, result, output)? } else { lines(document, result, output)? }
        }
        let summary = self.summary();
        if output.json {
            output.note(summary);
            return Ok(());
        }
        output.line(summary)
    }

    /// Keeps the results for the browser.
    pub(super) fn keep(&self, checks: &mut PageChecks) {
        for (document, result) in &self.results {
            let Some(url) = &document.url else { continue };
            let lost = result.claims.iter().filter(|(_, state)| *state != ClaimState::Unchanged);
            let check = PageCheck {
                checked: self.today.to_owned(),
                page: result.page.as_str().to_owned(),
                reason: result.page.reason().map(str::to_owned),
                claims: lost.map(|(claim, state)| (claim.to_string(), state.as_str().to_owned())).collect(),
            };
            checks.set(url, check);
        }
    }

    fn records(&self, document: &Document, result: &Rechecked, output: &mut Output) -> anyhow::Result<()> {
        output.record(&PageLine {
            record: "page",
            document: &document.id,
            url: document.url.as_ref().map(SourceUrl::as_str),
            state: result.page.as_str(),
            reason: result.page.reason(),
            checked: self.today,
        })?;
        let passage =
            |claim, state, old, new| PassageLine { record: "passage", document: &document.id, claim, state, old, new };
        if result.page != PageState::Read {
            let state = if matches!(result.page, PageState::Gone(_)) { "page-gone" } else { "not-readable" };
            let with_passage = document.claims.iter().filter(|claim| claim.passage.is_some());
            return with_passage
                .map(|claim| passage(&claim.id, state, None, None))
                .try_for_each(|line| output.record(&line));
        }
        for (claim, state) in &result.claims {
            let (old, new) = quotations(state);
            output.record(&passage(claim, state.as_str(), old, new))?;
        }
        Ok(())
    }

    fn summary(&self) -> String {
        let of_page = |name: &str| self.results.iter().filter(|(_, result)| result.page.as_str() == name).count();
        let all = self.results.iter().map(|(_, result)| counts(result)).fold(Counts::default(), |all, one| Counts {
            unchanged: all.unchanged + one.unchanged,
            changed: all.changed + one.changed,
            gone: all.gone + one.gone,
        });
        format!(
            "{}: {} read, {} gone, {} not readable; passages: {}",
            count(self.results.len(), "page", "pages"),
            of_page("read"),
            of_page("gone"),
            of_page("not-readable"),
            words(all)
        )
    }
}

/// Writes one line for a document, and lines for each passage that is not what it was.
fn lines(document: &Document, result: &Rechecked, output: &mut Output) -> anyhow::Result<()> {
    match &result.page {
        PageState::Gone(reason) => return output.line(format!("{}: page gone: {}", document.id, Text::clean(reason))),
        PageState::NotReadable(reason) => {
            return output.line(format!("{}: not readable: {}", document.id, Text::clean(reason)));
        }
        PageState::Read if result.claims.is_empty() => {
            return output.line(format!("{}: the page is there; no claim has a passage", document.id));
        }
        PageState::Read => output.line(format!("{}: {}", document.id, words(counts(result))))?,
    }
    for (claim, state) in &result.claims {
        if *state == ClaimState::Unchanged {
            continue;
        }
        output.line(format!("  {}#{claim}: {}", document.id, state.as_str()))?;
        let (old, new) = quotations(state);
        for (label, words) in [("then", old), ("now ", new)] {
            if let Some(words) = words {
                output.line(format!("    {label}: {}", shown(words)))?;
            }
        }
    }
    Ok(())
}

/// Returns the beginning of a quotation.
fn shown(words: &str) -> Text {
    match words.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => Text::clean(format!("{} …", &words[..end])),
        None => Text::clean(words),
    }
}

fn quotations(state: &ClaimState) -> (Option<&str>, Option<&str>) {
    match state {
        ClaimState::Unchanged => (None, None),
        ClaimState::Changed { old, new } => (old.as_deref(), Some(new)),
        ClaimState::Gone { old } => (old.as_deref(), None),
    }
}

fn counts(result: &Rechecked) -> Counts {
    let number = |name: &str| result.claims.iter().filter(|(_, state)| state.as_str() == name).count();
    Counts { unchanged: number("unchanged"), changed: number("changed"), gone: number("gone") }
}

fn words(counts: Counts) -> String {
    format!("{} unchanged, {} changed, {} gone", counts.unchanged, counts.changed, counts.gone)
}
