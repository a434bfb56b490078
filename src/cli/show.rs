//! `briefing show`: one record in full.

use super::item::kind_with_article;
use super::outcome::Outcome;
use super::output::Output;
use super::{json, lookup};
use crate::corpus::{ClaimSlot, Corpus, Record};
use crate::load::Articles;
use crate::page::{self, Page};

/// Writes everything with an id or a name. With article texts, a claim is written with its passage from the article.
pub(super) fn show(
    corpus: &Corpus,
    words: &[String],
    articles: Option<&Articles>,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let found = lookup::find(corpus, words, output)?;
    if let [first, _, ..] = &found[..] {
        let kinds: Vec<_> = found.iter().map(|record| kind_with_article(*record)).collect();
        output.note(format!("`{}` is the id of {}; all are shown", corpus.id_of(*first), kinds.join(" and of ")));
    }
    for (at, item) in found.iter().enumerate() {
        if output.json {
            write_json(corpus, *item, articles, output)?;
            continue;
        }
        if at > 0 {
            output.line("")?;
        }
        let mut page = output.blank_page();
        page::lay_out(&mut page, corpus, *item);
        if let (Record::Claim(claim), Some(articles)) = (item, articles) {
            add_passage(&mut page, corpus, *claim, articles, output);
        }
        output.page(&page)?;
    }
    Ok(Outcome::found(!found.is_empty()))
}

/// Adds the claim's passage from its article.
fn add_passage(page: &mut Page, corpus: &Corpus, slot: ClaimSlot, articles: &Articles, output: &mut Output) {
    let Some(passage) = &corpus.claim(slot).passage else { return };
    if let Some(article) = article(corpus, slot, articles, output) {
        page::in_article(page, passage, &article);
    }
}

/// Returns the text of a claim's article. If it is not at hand, a note says so.
fn article(corpus: &Corpus, slot: ClaimSlot, articles: &Articles, output: &mut Output) -> Option<String> {
    let document = &corpus.document(corpus.document_of(slot)).id;
    match articles.text(document) {
        Ok(Some(article)) => return Some(article),
        Ok(None) => output.note(format!("no text at hand for {document}")),
        Err(problem) => output.note(problem.to_string()),
    }
    None
}

/// Writes the record, what follows from it and others, then the records that belong to it.
fn write_json(corpus: &Corpus, record: Record, articles: Option<&Articles>, output: &mut Output) -> anyhow::Result<()> {
    output.record(&json::record(corpus, record))?;
    write_derived(corpus, record, articles, output)?;
    let documents = match record {
        Record::Outlet(slot) => corpus.published_by(slot),
        Record::Origin(slot) => corpus.repeating(slot),
        Record::Document(_) | Record::Entity(_) | Record::Claim(_) => Vec::new(),
    };
    let claims = claims_belonging_to(corpus, record);
    let documents = documents.into_iter().map(Record::Document);
    let records = documents.chain(claims.into_iter().map(Record::Claim));
    records.into_iter().try_for_each(|slot| output.record(&json::record(corpus, slot)))
}

/// Writes what follows from a record and the others, beside its own fields.
fn write_derived(
    corpus: &Corpus,
    slot: Record,
    articles: Option<&Articles>,
    output: &mut Output,
) -> anyhow::Result<()> {
    match slot {
        Record::Document(_) => Ok(()),
        Record::Entity(entity) => output.record(&json::dossier(corpus, entity)),
        Record::Outlet(outlet) => output.record(&json::publications(corpus, outlet)),
        Record::Origin(origin) => output.record(&json::reliance(corpus, origin)),
        Record::Claim(claim) => {
            if !corpus.is_draft(claim) {
                output.record(&json::corroboration(corpus, claim))?;
            }
            let article = articles.and_then(|articles| article(corpus, claim, articles, output));
            if let (Some(passage), Some(article)) = (&corpus.claim(claim).passage, article) {
                output.record(&json::passage_in_article(corpus, claim, passage, &article))?;
            }
            Ok(())
        }
    }
}

/// Returns the claims that belong to a record.
fn claims_belonging_to(corpus: &Corpus, slot: Record) -> Vec<ClaimSlot> {
    match slot {
        Record::Document(document) => corpus.with_drafts().claims_in(document).collect(),
        Record::Entity(entity) => corpus.with_drafts().claims_of(entity).to_vec(),
        Record::Outlet(outlet) => corpus.second_hand(outlet),
        Record::Origin(origin) => corpus.resting_on(origin).to_vec(),
        Record::Claim(_) => Vec::new(),
    }
}
